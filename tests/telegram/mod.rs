//! The Bot API, against the pretend Telegram over HTTP and a real Redis.

mod bot;
mod listen;
mod outbox;
mod webhook;

use std::ops::{Deref, DerefMut};

use janji::model::Rates;
use janji::telegram::{Bot, Outbox, Settings};
use url::Url;

use crate::support::cast::{ANA, BUDI, GROUP};
use crate::support::outside;

/// Everything outside the bot, where Ana and Budi have started it; and the Bot API.
struct Outside {
    outside: outside::Outside,
    bot: Bot,
}

impl Outside {
    async fn open() -> Self {
        let outside = outside::Outside::open().await;
        for user in [ANA, BUDI] {
            outside.telegram().user_starts(user);
        }
        let bot = outside.bot();
        Self { outside, bot }
    }

    fn outbox(&self) -> Outbox {
        self.outside.outbox(&self.redis.store())
    }
}

impl Deref for Outside {
    type Target = outside::Outside;

    fn deref(&self) -> &outside::Outside {
        &self.outside
    }
}

impl DerefMut for Outside {
    fn deref_mut(&mut self) -> &mut outside::Outside {
        &mut self.outside
    }
}

fn bot(token: &str, url: &Url) -> Bot {
    Bot::new(&Settings { token: token.into(), api_url: Some(url.clone()), rates: Rates::TELEGRAM })
}
