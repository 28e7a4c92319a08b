//! The way back from Google's consent: the browser brings the code itself, and nothing is pasted.

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use url::Url;

use super::Shared;
use crate::accounts::sign_in::Ended;
use crate::accounts::{Directory, People, sign_in};
use crate::chat::calendar_chooser;
use crate::clock::Clock;
use crate::model::{ChatId, ProfileDefaults, SignInEnd, SignInRefusal, UserId};
use crate::speech::{self, AccountsReply, Outgoing, Reply, Voice};
use crate::store;
use crate::telegram::{Delivery, Outbox, Priority, What};

/// What ends sign-ins.
#[derive(Clone)]
pub struct SignIns {
    /// Where people's accounts are.
    pub directory: Directory,
    /// Tells the person in their chat.
    pub outbox: Outbox,
    /// What a chat begins with.
    pub defaults: ProfileDefaults,
    /// The time.
    pub clock: Clock,
}

/// Takes what the browser brings. The page says how it ended; that somebody is signed in now, their chat says too, and
/// which calendars there are to choose from.
pub(super) async fn callback(State(shared): State<Shared>, uri: Uri) -> Response {
    let sign_ins = &shared.sign_ins;
    let way_back = sign_ins.directory.people().and_then(|people| {
        let public = people.public_url.as_ref()?;
        Some((people, public.join(&uri.to_string()).ok()?))
    });
    let Some((people, address)) = way_back else { return StatusCode::NOT_FOUND.into_response() };
    match sign_ins.end(people, &address).await {
        Ok((status, words)) => (status, page(&words)).into_response(),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a sign-in waits for storage");
            (StatusCode::SERVICE_UNAVAILABLE, page("Please reload this page in a minute.")).into_response()
        }
    }
}

impl SignIns {
    async fn end(&self, people: &People, address: &Url) -> Result<(StatusCode, String), store::Error> {
        let now = self.clock.now();
        let whose = sign_in::chat_of(&self.directory, address).await?;
        // The same page may be loaded again.
        let by = format!("browser {}", HEXLOWER.encode(&Sha256::digest(address.as_str())));
        let Ended { end, is_repeated } = sign_in::end(&self.directory, people, address, None, &by, now).await?;
        let status = match end {
            SignInEnd::SignedIn { .. } => StatusCode::OK,
            SignInEnd::Not(SignInRefusal::Unknown) => StatusCode::NOT_FOUND,
            SignInEnd::Not(_) => StatusCode::BAD_REQUEST,
        };
        let can_choose = matches!(end, SignInEnd::SignedIn { is_again: false, lists_calendars: true, .. });
        let reply = Reply::Accounts(AccountsReply::Ended(end));
        let voice = self.voice(whose).await?;
        let outgoing = speech::render(&reply, &voice, now);
        let words = speech::plain(&outgoing);
        if let Some(chat) = whose.filter(|_| status == StatusCode::OK && !is_repeated) {
            self.tell(chat, outgoing).await;
            // People sign in in their private chats.
            if let Some(user) = u64::try_from(chat.0).ok().map(UserId).filter(|_| can_choose) {
                let chooser = calendar_chooser(&self.directory, (chat, user), now).await?;
                self.tell(chat, speech::render(&chooser, &voice, now)).await;
            }
        }
        Ok((status, words))
    }

    /// How to speak to the person who began it.
    async fn voice(&self, chat: Option<ChatId>) -> Result<Voice, store::Error> {
        let profile = match chat {
            Some(chat) => self.directory.store().profile(chat).await?,
            None => crate::model::Profile::default(),
        };
        Ok(Voice {
            language: profile.language(&self.defaults),
            zone: profile.zone(&self.defaults),
            hours: profile.hours,
            is_discreet: false,
            is_group: false,
        })
    }

    /// Tells the person in their chat; the page has said it already, should that fail.
    async fn tell(&self, chat: ChatId, outgoing: Outgoing) {
        let what = What::Send { outgoing, reply_to: None, thread: None };
        if let Err(error) = self.outbox.deliver(Delivery { chat, priority: Priority::Answer, what }).await {
            tracing::debug!(chat.id = chat.0, error = &error as &dyn std::error::Error, "a sign-in could not be told");
        }
    }
}

fn page(words: &str) -> Html<String> {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
    Html(format!("<!doctype html><meta charset=utf-8><title>Janji</title><p>{escaped}"))
}
