//! The durable inbox: what came from Telegram and has not been answered yet.
//!
//! A record is here from before Telegram is told that the update was received until its answer is sent. It holds our
//! own [`Incoming`], and the answer once there is one, so that a replay repeats the text and not the action. Each
//! attempt to answer is counted before it starts, so that it is known even if it crashes the process. Ids are
//! remembered for a day: an update that comes twice is handled once. If a message in progress is unknown here, the
//! store was emptied or is an old copy, and the message is added again.

use std::sync::LazyLock;
use std::time::Duration;

use redis::FromRedisValue;

use super::script::{Script, ScriptInvocation};
use super::{Error, Store, decode, encode};
use crate::clock::Stopwatch;
use crate::model::{ChatId, Incoming, UpdateId};

static PUT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/put_incoming.lua")));
static END: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/end_incoming.lua")));
static OPEN: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/open_incoming.lua")));
static KEEP: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/keep_answer.lua")));

/// How long to remember the id of an update: Telegram keeps updates for 24 hours (Bot API, "Getting updates").
const SEEN_SECONDS: u32 = 25 * 60 * 60;

/// The most ids to remember: a duplicate comes soon after the first.
const SEEN_MOST: u32 = 20_000;

/// The most messages to keep in quarantine.
const ASIDE_MOST: isize = 1_000;

/// How many records to read in one step.
const STEP: usize = 500;

/// How many of a chat's messages to read at once: more than fit in its queue, so that the queue learns that there are
/// more.
const OF_CHAT_MOST: usize = 128;

/// How long the process that stored an update need not ask for its state: no other process polls before the poller's
/// lease of five seconds has expired, so no other has made an attempt.
const FRESH: Duration = Duration::from_secs(2);

/// The result of storing updates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// It is durable; one flag for each says whether it is new.
    Stored(Vec<bool>),
    /// Nothing was stored: another poller has taken over.
    Lost,
}

/// Whether updates are stored for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// They are.
    First,
    /// The answer to an earlier call with the same updates was lost.
    Again,
}

/// The state of a message in the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It must be answered; this attempt has been counted.
    Unanswered,
    /// It has not been answered, and has used up its attempts.
    Exhausted,
    /// Its answer is saved, but may not have been sent.
    Answered(String),
    /// It was answered and removed.
    Settled,
}

impl Store {
    /// Stores updates in the inbox, as the poller with this fence.
    pub async fn inbox_put(&self, incoming: &[Incoming], fence: u64, put: Put) -> Result<Receipt, Error> {
        self.put_incoming(incoming, &fence.to_string(), put, false).await
    }

    /// Stores updates in the inbox, from any process, and lists them for the process whose turn it is.
    pub async fn inbox_push(&self, incoming: &[Incoming]) -> Result<(), Error> {
        self.put_incoming(incoming, "", Put::First, true).await.map(drop)
    }

    /// Updates that were pushed after this place, in order of arrival, and the next place; at most a few hundred.
    /// Settled ones are no longer listed.
    pub async fn inbox_news(&self, after: u64) -> Result<(Vec<Incoming>, u64), Error> {
        let mut range = redis::cmd("ZRANGEBYSCORE");
        range.arg(self.keys.bot("inbox:news")).arg(format!("({after}")).arg("+inf");
        range.arg("WITHSCORES").arg("LIMIT").arg(0).arg(STEP);
        let listed: Vec<(String, u64)> = range.query_async(&mut self.connection()).await?;
        let next = listed.last().map_or(after, |(_, place)| *place);
        let ids: Vec<String> = listed.into_iter().map(|(id, _)| id).collect();
        Ok((self.at(&ids).await?, next))
    }

    async fn put_incoming(
        &self,
        incoming: &[Incoming],
        fence: &str,
        put: Put,
        is_news: bool,
    ) -> Result<Receipt, Error> {
        // On a cluster, the call may have been made before, and only its answer lost.
        let is_again = put == Put::Again || self.connection.is_cluster();
        let mut call = PUT.prepare_invoke();
        for what in ["inbox", "inbox:order", "inbox:sequence", "inbox:seen", "poller:fence", "inbox:news"] {
            call.key(self.keys.bot(what));
        }
        call.arg(fence).arg(u8::from(is_again)).arg(SEEN_SECONDS).arg(SEEN_MOST).arg(u8::from(is_news));
        for one in incoming {
            call.arg(one.id.0).arg(one.chat.0).arg(encode(one));
        }
        let flags: Option<Vec<bool>> = call.invoke_async(&mut self.connection()).await?;
        self.replicate_bot().await;
        Ok(flags.map_or(Receipt::Lost, Receipt::Stored))
    }

    /// Everything in the inbox; each chat's messages in order of arrival.
    pub async fn inbox_pending(&self) -> Result<Vec<Incoming>, Error> {
        let order = self.keys.bot("inbox:order");
        let places: Vec<String> =
            redis::cmd("ZRANGE").arg(order).arg(0).arg(-1).query_async(&mut self.connection()).await?;
        self.at(&places).await
    }

    /// The first messages of one chat in the inbox, in order of arrival.
    pub async fn inbox_pending_of(&self, chat: ChatId) -> Result<Vec<Incoming>, Error> {
        let mut command = redis::cmd("ZRANGEBYLEX");
        // ';' follows ':' in ASCII, so these are all that begin with "CHAT:".
        command.arg(self.keys.bot("inbox:order")).arg(format!("[{chat}:")).arg(format!("({chat};"));
        command.arg("LIMIT").arg(0).arg(OF_CHAT_MOST);
        let places: Vec<String> = command.query_async(&mut self.connection()).await?;
        self.at(&places).await
    }

    /// The number of messages in the inbox.
    pub async fn inbox_depth(&self) -> Result<u64, Error> {
        let order = self.keys.bot("inbox:order");
        Ok(redis::cmd("ZCARD").arg(order).query_async(&mut self.connection()).await?)
    }

    /// The records at these places; an unreadable one is logged and quarantined, because it can never be answered.
    async fn at(&self, places: &[String]) -> Result<Vec<Incoming>, Error> {
        let key = self.keys.bot("inbox");
        let mut found = Vec::with_capacity(places.len());
        for places in places.chunks(STEP) {
            let ids: Vec<&str> = places.iter().filter_map(|place| place.rsplit(':').next()).collect();
            let records: Vec<Option<String>> =
                redis::cmd("HMGET").arg(&key).arg(&ids).query_async(&mut self.connection()).await?;
            for (id, record) in ids.iter().zip(records) {
                // What was settled between the two calls is no longer there.
                let Some(record) = record else { continue };
                let json = record.split_once(' ').map_or("", |(_, json)| json);
                match decode(&key, json) {
                    Ok(incoming) => found.push(incoming),
                    Err(error) => {
                        tracing::error!(
                            update.id = id,
                            error = &error as &dyn std::error::Error,
                            "an update in the inbox is unreadable and is quarantined"
                        );
                        self.put_into_quarantine(json).await?;
                        self.inbox_forget(&id.parse().map(UpdateId).into_iter().collect::<Vec<_>>()).await?;
                    }
                }
            }
        }
        Ok(found)
    }

    /// The state of a message. Call it before each attempt to answer, because it counts that. There are `most`
    /// attempts; the first was counted when the message was stored. `put` has been running since this process stored
    /// it, if it has just done so.
    pub async fn inbox_open(&self, incoming: &Incoming, put: Option<Stopwatch>, most: u32) -> Result<Opened, Error> {
        if put.is_some_and(|put| put.elapsed() < FRESH) {
            return Ok(Opened::Unanswered);
        }
        let mut call = OPEN.prepare_invoke();
        for what in ["inbox", "inbox:seen", "inbox:answers", "inbox:tries"] {
            call.key(self.keys.bot(what));
        }
        call.arg(incoming.id.0).arg(most).arg(u8::from(put.is_none()));
        let (is_here, answer, may_be_tried): (bool, Option<String>, bool) =
            self.unless_forgotten(incoming, &call).await?;
        Ok(match (is_here, answer) {
            (false, _) => Opened::Settled,
            (true, Some(answer)) => Opened::Answered(answer),
            (true, None) if may_be_tried => Opened::Unanswered,
            (true, None) => Opened::Exhausted,
        })
    }

    /// Saves an answer before it is sent; replaces an unreadable one. True if it was saved.
    ///
    /// If not, another process has answered the message meanwhile, and there is nothing left to do.
    pub async fn inbox_keep_answer(
        &self,
        incoming: &Incoming,
        answer: &str,
        unreadable: Option<&str>,
    ) -> Result<bool, Error> {
        let mut call = KEEP.prepare_invoke();
        for what in ["inbox", "inbox:seen", "inbox:answers"] {
            call.key(self.keys.bot(what));
        }
        call.arg(incoming.id.0).arg(answer).arg(unreadable.unwrap_or_default());
        self.unless_forgotten(incoming, &call).await
    }

    /// The answer of a script about a message in progress; a message that the store does not know is stored again
    /// first.
    async fn unless_forgotten<T: FromRedisValue + Default>(
        &self,
        incoming: &Incoming,
        call: &ScriptInvocation<'_>,
    ) -> Result<T, Error> {
        if let Some(answer) = call.invoke_async(&mut self.connection()).await? {
            return Ok(answer);
        }
        // If its id is known and it is not there, it is settled.
        self.put_incoming(std::slice::from_ref(incoming), "", Put::First, false).await?;
        let answer: Option<T> = call.invoke_async(&mut self.connection()).await?;
        Ok(answer.unwrap_or_default())
    }

    /// Removes a message from the inbox: it was answered.
    pub async fn inbox_done(&self, incoming: &Incoming) -> Result<(), Error> {
        self.inbox_forget(&[incoming.id]).await
    }

    /// Removes messages from the inbox that were settled in another way.
    pub async fn inbox_forget(&self, ids: &[UpdateId]) -> Result<(), Error> {
        let mut call = END.key(self.keys.bot("inbox"));
        call.key(self.keys.bot("inbox:order")).key(self.keys.bot("inbox:answers"));
        call.key(self.keys.bot("inbox:tries")).key(self.keys.bot("inbox:failures")).key(self.keys.bot("inbox:news"));
        for id in ids {
            call.arg(id.0);
        }
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// Counts a failed answer, and returns how many there have been.
    pub async fn inbox_failed(&self, id: UpdateId) -> Result<u32, Error> {
        let key = self.keys.bot("inbox:failures");
        Ok(redis::cmd("HINCRBY").arg(key).arg(id.0).arg(1).query_async(&mut self.connection()).await?)
    }

    /// Puts a copy into quarantine for the operator, once, no matter how often this is called. The message itself stays
    /// until it is settled.
    pub async fn inbox_quarantine(&self, incoming: &Incoming) -> Result<(), Error> {
        self.put_into_quarantine(&encode(incoming)).await
    }

    async fn put_into_quarantine(&self, copy: &str) -> Result<(), Error> {
        let key = self.keys.bot("inbox:aside");
        let mut pipe = redis::pipe();
        pipe.atomic().lrem(&key, 0, copy).ignore().rpush(&key, copy).ignore();
        pipe.ltrim(&key, -ASIDE_MOST, -1).ignore();
        Ok(pipe.query_async(&mut self.connection()).await?)
    }

    /// Sets the gauges of the inbox: how many messages are in it, and how many are in quarantine.
    pub async fn measure_inbox(&self) -> Result<(), Error> {
        let (depth, quarantined) = (self.inbox_depth().await?, self.inbox_count_quarantined().await?);
        metrics::gauge!("janji_inbox_depth").set(u32::try_from(depth).unwrap_or(u32::MAX));
        metrics::gauge!("janji_inbox_quarantined").set(u32::try_from(quarantined).unwrap_or(u32::MAX));
        Ok(())
    }

    /// The number of messages in quarantine.
    pub async fn inbox_count_quarantined(&self) -> Result<u64, Error> {
        let key = self.keys.bot("inbox:aside");
        Ok(redis::cmd("LLEN").arg(key).query_async(&mut self.connection()).await?)
    }
}
