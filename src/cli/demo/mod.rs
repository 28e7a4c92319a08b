//! `janji demo`: the real bot against the sandbox, in the terminal and on the page.
//!
//! [`Arguments`] is what can be chosen, [`cast`] puts the people there, [`Driver`] does one thing after the other –
//! a typed line, a wish of the page – and waits each time until the bot has nothing left to do, which it asks
//! through [`SteppedBot`].

mod line;
mod screen;
mod stage;
#[cfg(test)]
mod tests;

use std::io::{BufRead, IsTerminal, Write};
use std::net::SocketAddr;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use clap::Args;
use futures::future::BoxFuture;
use tokio::sync::mpsc;

use crate::clock::Clock;
use crate::sandbox::Sandbox;
use crate::sandbox::google::{Google, Role};
use crate::sandbox::page::{Steering, Wish, Wished};
use crate::sandbox::telegram::{ChatId, Happening, MessageId, Telegram, UserId};
use line::TypedLine;
use screen::{Reader, Screen};

pub(super) use stage::{demo, environment};

/// The people of the demo, with the languages of their Telegrams.
pub(super) const PEOPLE: [(UserId, &str, &str); 2] = [(UserId(1001), "Aisyah", "en"), (UserId(1002), "Budi", "ms")];

/// Their group.
pub(super) const GROUP: (ChatId, &str) = (ChatId(-2001), "Family");

/// Who can be chosen on the pretend Google's consent page.
const ACCOUNTS: [&str; 2] = ["aisyah@example.com", "budi@example.com"];

/// What `?` says.
const HELP: &str = "\
Type a message, for example: lunch with Sarah tomorrow 1pm
  !1            press button 1 of the newest message
  +2h +3d +30m  move the clock, stopping at each reminder; just + goes to the next one
  @budi @family @aisyah  switch to Budi, to the group, to Aisyah
  /connect      sign in: open the link, choose who you are, and paste the address your browser ends on
  ?             show this help; Ctrl-D quits";

/// What can be chosen.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    /// Address of the demo's page
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8088")]
    pub(super) page: SocketAddr,
}

/// Something that the running bot does, given the present moment.
type Step<T> = Box<dyn Fn(DateTime<Utc>) -> BoxFuture<'static, anyhow::Result<T>> + Send + Sync>;

/// How the running bot is stepped.
pub(super) struct SteppedBot {
    /// Has it look at Google, once.
    pub(super) look: Step<()>,
    /// Waits until inbox, due reminders, notices and outbox are empty; says when the next reminder is due.
    pub(super) settled: Step<Option<DateTime<Utc>>>,
}

/// Puts the people and their group into the sandbox.
pub(super) fn cast(telegram: &Telegram) {
    for (id, name, language) in PEOPLE {
        telegram.add_person(id, name, language);
    }
    telegram.add_group(GROUP.0, GROUP.1, &PEOPLE.map(|(id, ..)| id));
}

/// Puts Google accounts with several calendars into the sandbox: the people's own, one that they share, and one that
/// Aisyah may only read.
pub(super) fn accounts(google: &Google, now: DateTime<Utc>) -> anyhow::Result<()> {
    const FAMILY: &str = "family@group.calendar.google.com";
    const TEAM: &str = "team@group.calendar.google.com";
    let [aisyah, budi] = ACCOUNTS;
    for account in ACCOUNTS {
        google.add_person(account);
        google.add_calendar(account, FAMILY, "Family", Role::Writer);
    }
    google.add_calendar(aisyah, TEAM, "Team", Role::Reader);
    let events =
        [(aisyah, "yoga", 26), (budi, "futsal", 27), (FAMILY, "dinner at Nenek's", 30), (TEAM, "stand-up", 28)];
    for (calendar, title, hours) in events {
        let start = now + TimeDelta::hours(hours);
        google
            .of(calendar)
            .add_event(title, start, start + TimeDelta::hours(1))
            .map_err(|refusal| anyhow::anyhow!("the pretend Google refuses its own event: {refusal:?}"))?;
    }
    Ok(())
}

/// The lines of standard input, read beside everything else.
///
/// A thread of its own reads them, because a read from a terminal cannot be given up: at the end nobody waits for it.
pub(super) fn typed() -> mpsc::Receiver<String> {
    let (say, lines) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { return };
            if say.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Standard output, with colours if somebody looks at it.
pub(super) fn screen(zone: Tz) -> Screen<std::io::Stdout> {
    let is_watched = std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    let reader = match (is_watched, std::env::var_os("NO_COLOR")) {
        (false, _) => Reader::Pipe,
        (true, Some(_)) => Reader::PlainTerminal,
        (true, None) => Reader::Terminal,
    };
    Screen::new(std::io::stdout(), reader, zone)
}

/// Runs the demo: one thing after the other.
pub(super) struct Driver<W> {
    telegram: Telegram,
    clock: Clock,
    bot: SteppedBot,
    steering: Steering,
    screen: Screen<W>,
    /// The chat that is typed in.
    chat: ChatId,
    /// Who types.
    user: UserId,
    /// How many happenings of each chat have been shown.
    shown: Vec<(ChatId, usize)>,
    /// What was typed just now and is on the screen already.
    typed: Option<MessageId>,
}

impl<W: Write> Driver<W> {
    pub(super) fn new(sandbox: &Sandbox, bot: SteppedBot, steering: Steering, screen: Screen<W>) -> Self {
        let user = PEOPLE[0].0;
        let telegram = sandbox.telegram().clone();
        let shown = telegram.chats().into_iter().map(|(id, ..)| (id, 0)).collect();
        let clock = sandbox.clock().clone();
        Self { telegram, clock, bot, steering, screen, chat: user.chat(), user, shown, typed: None }
    }

    /// Says where the page is – `page` is a sentence – and to a person at a terminal what can be typed.
    pub(super) fn greet(&mut self, page: &str) -> anyhow::Result<()> {
        if self.screen.is_typed_on() {
            self.screen.quiet(&format!("Janji with a pretend Telegram and a pretend Google. {page}\n{HELP}\n"))?;
        } else {
            eprintln!("{page}");
        }
        Ok(())
    }

    /// Does what is typed and what the page asks for, until the lines end.
    pub(super) async fn run(mut self, mut lines: mpsc::Receiver<String>) -> anyhow::Result<()> {
        self.settle().await?;
        self.prompt()?;
        let mut changed = self.telegram.subscribe();
        loop {
            tokio::select! {
                line = lines.recv() => match line {
                    Some(line) => self.obey(&line).await?,
                    None => return self.end().await,
                },
                Some(wished) = self.steering.wishes.recv() => {
                    self.screen.clear_prompt()?;
                    self.grant(wished).await?;
                }
                // The sender lives as long as `self.telegram`.
                _ = changed.changed() => {
                    if !self.has_news() {
                        continue;
                    }
                    self.screen.clear_prompt()?;
                    self.settle().await?;
                }
            }
            self.prompt()?;
        }
    }

    /// Does what a line says.
    async fn obey(&mut self, line: &str) -> anyhow::Result<()> {
        match TypedLine::read(line, &names()) {
            TypedLine::Empty => {}
            TypedLine::Help => self.screen.quiet(HELP)?,
            TypedLine::Say(text) => self.say(&text).await?,
            TypedLine::Press(number) => self.press(number).await?,
            TypedLine::Move(by) => match self.clock.now().checked_add_signed(by) {
                Some(to) => self.move_to(to).await?,
                None => self.screen.quiet("That is too far ahead for a calendar.")?,
            },
            TypedLine::MoveToNext => self.move_to_next().await?,
            TypedLine::Switch { place, text } => {
                self.switch(place);
                if let Some(text) = text {
                    self.say(&text).await?;
                }
            }
        }
        Ok(())
    }

    /// Does what the page asks for.
    async fn grant(&mut self, wished: Wished) -> anyhow::Result<()> {
        match wished.wish {
            Wish::MoveBy(by) => {
                let now = self.clock.now();
                self.move_to(now.checked_add_signed(by).unwrap_or(now)).await?;
            }
            Wish::MoveToNextReminder => self.move_to_next().await?,
            Wish::Look => {
                (self.bot.look)(self.clock.now()).await?;
                self.settle().await?;
            }
        }
        // The page that asked may be closed by now.
        wished.done.send(()).ok();
        Ok(())
    }

    async fn say(&mut self, text: &str) -> anyhow::Result<()> {
        let said = self.telegram.user_says(self.chat, self.user, text);
        self.typed = Some(said).filter(|_| self.screen.is_typed_on());
        self.settle().await
    }

    /// Presses a button of the newest message that has some.
    async fn press(&mut self, number: usize) -> anyhow::Result<()> {
        let messages = self.telegram.messages(self.chat);
        let pressed = messages
            .iter()
            .rfind(|message| !message.keyboard.is_empty())
            .and_then(|message| self.telegram.press_nth(self.chat, self.user, message.id, number.checked_sub(1)?));
        match pressed {
            Some(_) => self.settle().await,
            None => Ok(self.screen.quiet(&format!("There is no button {number}."))?),
        }
    }

    /// On with another person, or in the group.
    fn switch(&mut self, place: usize) {
        match PEOPLE.get(place) {
            Some((id, ..)) => (self.chat, self.user) = (id.chat(), *id),
            None => self.chat = GROUP.0,
        }
    }

    /// Moves the clock to the next reminder, if there is one.
    async fn move_to_next(&mut self) -> anyhow::Result<()> {
        let next = self.next_reminder();
        match next {
            Some(next) => self.move_to(next).await,
            None => Ok(self.screen.quiet("No reminder is coming up.")?),
        }
    }

    /// Moves the clock, stopping at each reminder that falls due on the way; the bot looks at Google at each stop.
    async fn move_to(&mut self, target: DateTime<Utc>) -> anyhow::Result<()> {
        self.steering.progress.send_modify(|progress| progress.is_moving = true);
        let moved = self.stop_by_stop(target).await;
        self.steering.progress.send_modify(|progress| progress.is_moving = false);
        moved
    }

    async fn stop_by_stop(&mut self, target: DateTime<Utc>) -> anyhow::Result<()> {
        let mut at = self.clock.now();
        while at < target {
            let is_on_the_way = |due: &DateTime<Utc>| at < *due && *due < target;
            let stop = self.next_reminder().filter(is_on_the_way).unwrap_or(target);
            // A running clock may already have passed it.
            if stop > self.clock.now() {
                self.clock.move_to(stop);
            }
            self.screen.time(self.clock.now())?;
            (self.bot.look)(self.clock.now()).await?;
            self.settle().await?;
            at = stop;
        }
        Ok(())
    }

    /// Waits until the bot has nothing left to do, and shows what it did.
    async fn settle(&mut self) -> anyhow::Result<()> {
        self.telegram.wait_until(|telegram| telegram.pending_updates() == 0).await;
        let next = (self.bot.settled)(self.clock.now()).await?;
        self.steering.progress.send_modify(|progress| progress.next_reminder = next);
        self.show_news()
    }

    fn next_reminder(&self) -> Option<DateTime<Utc>> {
        self.steering.progress.borrow().next_reminder
    }

    /// Ends with what is still to be shown.
    async fn end(&mut self) -> anyhow::Result<()> {
        self.settle().await?;
        Ok(self.screen.clear_prompt()?)
    }

    fn has_news(&self) -> bool {
        self.shown.iter().any(|(chat, shown)| !self.telegram.happenings_from(*chat, *shown).is_empty())
    }

    /// Shows what happened since the last time, in all chats.
    fn show_news(&mut self) -> anyhow::Result<()> {
        let people = self.telegram.people();
        let name =
            |id: UserId| people.iter().find(|person| person.id == id).map_or_else(String::new, |it| it.name.clone());
        for (chat, shown) in &mut self.shown {
            let happenings = self.telegram.happenings_from(*chat, *shown);
            let place = (*chat != self.chat).then(|| place_name(*chat));
            let is_typed = |happening: &Happening| match happening {
                Happening::Sent(message) => *chat == self.chat && Some(message.id) == self.typed,
                Happening::Edited(_)
                | Happening::Deleted(_)
                | Happening::Pressed { .. }
                | Happening::Toast { .. }
                | Happening::Blocked
                | Happening::Unblocked => false,
            };
            for happening in happenings.iter().filter(|happening| !is_typed(happening)) {
                self.screen.show(happening, place.as_deref(), name)?;
            }
            *shown += happenings.len();
        }
        self.typed = None;
        Ok(())
    }

    fn prompt(&mut self) -> anyhow::Result<()> {
        let mut who = place_name(self.user.chat());
        if self.chat == GROUP.0 {
            who = format!("{who} → {}", GROUP.1);
        }
        Ok(self.screen.prompt(&who)?)
    }
}

/// The names that can be switched to: first the people, then the group.
fn names() -> Vec<String> {
    let people = PEOPLE.iter().map(|(_, name, _)| name.to_lowercase());
    people.chain([GROUP.1.to_lowercase()]).collect()
}

/// What a chat is called.
fn place_name(chat: ChatId) -> String {
    let person = PEOPLE.iter().find(|(id, ..)| id.chat() == chat);
    person.map_or(GROUP.1, |(_, name, _)| name).to_owned()
}
