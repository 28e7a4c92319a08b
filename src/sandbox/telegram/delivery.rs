//! How one update reaches the webhook: HTTP/1.1 over connections that stay open, as Telegram keeps them. It is written
//! by hand, so that a bench of the bot does not measure an HTTP client.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::clock::pause;

/// How long a delivery may take.
const DELIVERY_TIMEOUT: Duration = Duration::from_mins(1);

/// How long to wait before an update is sent again.
const RETRY_PAUSE: Duration = Duration::from_millis(100);

/// What ends the head of a request or an answer.
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// The head's line of an answer without a body, as hyper writes it.
const EMPTY: &[u8] = b"content-length: 0\r\n";

/// Where updates are sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hook {
    /// Its address.
    pub(super) url: Url,
    /// How many updates are on their way at most.
    pub(super) most: usize,
    /// What each request begins with, up to the length of its body.
    head: String,
}

/// An update on its way.
#[derive(Debug)]
pub(super) struct Delivery {
    hook: Arc<Hook>,
    /// The update's number.
    pub(super) id: u32,
    /// The chat that it belongs to.
    pub(super) chat: i64,
    request: Vec<u8>,
}

/// What became of a delivery.
#[derive(Debug)]
pub(super) struct Delivered {
    pub(super) id: u32,
    pub(super) chat: i64,
    /// A connection for the next one; or why the bot has not taken this one.
    pub(super) outcome: Result<Option<Connection>, String>,
}

/// An open connection to the bot.
#[derive(Debug)]
pub(super) struct Connection {
    hook: Arc<Hook>,
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Hook {
    /// A webhook at this address, where requests show this secret.
    pub(super) fn new(url: Url, secret: &str, most: usize) -> Self {
        let (path, authority) = (url.path(), url.authority());
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {authority}\r\ncontent-type: application/json\r\n\
             x-telegram-bot-api-secret-token: {secret}\r\ncontent-length: "
        );
        Self { url, most, head }
    }
}

impl Delivery {
    /// The delivery of an update, whose JSON this is.
    pub(super) fn new(hook: &Arc<Hook>, id: u32, chat: i64, body: &str) -> Self {
        let request = format!("{}{}\r\n\r\n{body}", hook.head, body.len()).into_bytes();
        Self { hook: Arc::clone(hook), id, chat, request }
    }

    /// Makes it, over a connection that was used before if there is one.
    pub(super) async fn make(self, used: Option<Connection>) -> Delivered {
        let sent = tokio::time::timeout(DELIVERY_TIMEOUT, self.send(used)).await;
        let outcome = match sent {
            Ok(Ok((status, connection))) if status.is_success() => Ok(connection),
            Ok(Ok((status, _))) => Err(format!("Wrong response from the webhook: {status}")),
            Ok(Err(_)) => Err("Connection refused".to_owned()),
            Err(_) => Err("Connection timed out".to_owned()),
        };
        if outcome.is_err() {
            pause(RETRY_PAUSE).await;
        }
        Delivered { id: self.id, chat: self.chat, outcome }
    }

    /// The status that it is answered with, and the connection, if that can be used again.
    async fn send(&self, used: Option<Connection>) -> io::Result<(StatusCode, Option<Connection>)> {
        if let Some(used) = used.filter(|used| Arc::ptr_eq(&used.hook, &self.hook))
            // The bot may have closed it since.
            && let Ok(answer) = used.ask(&self.request).await
        {
            return Ok(answer);
        }
        Connection::open(&self.hook).await?.ask(&self.request).await
    }
}

impl Connection {
    async fn open(hook: &Arc<Hook>) -> io::Result<Self> {
        // There is no certificate that this Telegram could trust.
        let address = (hook.url.scheme() == "http").then(|| hook.url.socket_addrs(|| None)).transpose()?;
        let address = address.and_then(|found| found.first().copied()).ok_or(io::ErrorKind::Unsupported)?;
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { hook: Arc::clone(hook), stream, answer: Vec::new() })
    }

    /// Sends a whole request and reads the head of its answer.
    async fn ask(mut self, request: &[u8]) -> io::Result<(StatusCode, Option<Self>)> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        while !contains(&self.answer, END_OF_HEAD) {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status = status(&self.answer).ok_or(io::ErrorKind::InvalidData)?;
        let is_whole = self.answer.ends_with(END_OF_HEAD) && contains(&self.answer, EMPTY);
        Ok((status, is_whole.then_some(self)))
    }
}

/// The status in an answer's first line.
fn status(answer: &[u8]) -> Option<StatusCode> {
    let mut words = answer.split(|byte| *byte == b' ');
    StatusCode::from_bytes(words.nth(1)?).ok()
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_from_the_first_line() {
        assert_eq!(status(b"HTTP/1.1 503 Service Unavailable\r\n\r\n"), Some(StatusCode::SERVICE_UNAVAILABLE));
        for wrong in [&b""[..], b"HTTP/1.1", b"HTTP/1.1 OK 200"] {
            assert_eq!(status(wrong), None);
        }
    }

    #[test]
    fn a_request_is_what_http_asks_for() {
        let hook = Arc::new(Hook::new("http://127.0.0.1:8080/telegram".parse().unwrap(), "shh", 40));
        let request = String::from_utf8(Delivery::new(&hook, 1, 7, "{}").request).unwrap();
        let wanted = "POST /telegram HTTP/1.1\r\nhost: 127.0.0.1:8080\r\ncontent-type: application/json\r\n\
                      x-telegram-bot-api-secret-token: shh\r\ncontent-length: 2\r\n\r\n{}";
        assert_eq!(request, wanted);
    }
}
