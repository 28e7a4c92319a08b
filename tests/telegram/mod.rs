//! The Bot API, against the pretend Telegram over HTTP and a real Redis.

mod bot;
mod listen;
mod outbox;

use janji::clock::Clock;
use janji::model::Rates;
use janji::sandbox::Sandbox;
use janji::sandbox::telegram::{ChatId, Telegram, UserId};
use janji::telegram::{Bot, Outbox, Settings};
use url::Url;

use crate::support::redis::Redis;

const ANA: UserId = UserId(101);
const BUDI: UserId = UserId(102);
const GROUP: ChatId = ChatId(-500);

/// The bot with a Telegram in which Ana and Budi have pressed "Start", and a Redis.
struct Outside {
    sandbox: Sandbox,
    redis: Redis,
    clock: Clock,
    bot: Bot,
}

impl Outside {
    async fn open() -> Self {
        let clock = Clock::still("2026-03-10T02:00:00Z".parse().unwrap());
        let sandbox = Sandbox::start(clock.clone(), chrono_tz::Asia::Kuala_Lumpur).await.expect("ports of loopback");
        let telegram = sandbox.telegram();
        for (user, name) in [(ANA, "Ana"), (BUDI, "Budi")] {
            telegram.add_person(user, name, "en");
            telegram.user_starts(user);
        }
        telegram.add_group(GROUP, "Family", &[ANA, BUDI]);
        let bot = bot(&telegram.bot().token, sandbox.telegram_url());
        let redis = Redis::start().await;
        Self { sandbox, redis, clock, bot }
    }

    fn telegram(&self) -> &Telegram {
        self.sandbox.telegram()
    }

    fn outbox(&self) -> Outbox {
        Outbox::new(self.bot.clone(), self.redis.store(), self.clock.clone())
    }
}

fn bot(token: &str, url: &Url) -> Bot {
    Bot::new(&Settings { token: token.into(), api_url: Some(url.clone()), rates: Rates::TELEGRAM })
}
