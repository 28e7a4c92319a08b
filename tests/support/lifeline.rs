//! What ties a process to Redis until it dies: after some writes, nothing that it asks is answered any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio_util::sync::CancellationToken;

use super::redis::Redis;

/// The commands that change nothing. A script may: it counts as a write.
const READS: [&str; 22] = [
    "CLIENT",
    "EXISTS",
    "GET",
    "HELLO",
    "HGET",
    "HGETALL",
    "HLEN",
    "HMGET",
    "HVALS",
    "LRANGE",
    "MGET",
    "PING",
    "PTTL",
    "SCAN",
    "SCARD",
    "SISMEMBER",
    "SMEMBERS",
    "TIME",
    "ZCARD",
    "ZCOUNT",
    "ZRANGE",
    "ZSCORE",
];

/// A way to Redis that ends before one write too many.
pub struct Lifeline {
    folder: TempDir,
    death: CancellationToken,
}

/// How many writes are left, and what happens when there are none.
struct Life {
    left: AtomicU32,
    death: CancellationToken,
}

impl Lifeline {
    /// A way to `redis` for `writes` writes.
    pub fn to(redis: &Redis, writes: u32) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let listener = UnixListener::bind(folder.path().join("redis.sock")).expect("a socket in a folder of ours");
        let server = redis.url().trim_start_matches("redis+unix://").to_owned();
        let death = CancellationToken::new();
        let life = Arc::new(Life { left: AtomicU32::new(writes), death: death.clone() });
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = UnixStream::connect(&server).await.expect("redis-server answers");
                tokio::spawn(pass(client, server, life.clone()));
            }
        });
        Self { folder, death }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("redis+unix://{}", self.folder.path().join("redis.sock").display())
    }

    /// Waits for the death of the process.
    pub async fn dies(&self) {
        self.death.cancelled().await;
    }
}

/// Passes commands on, one after the other, as long as there is life.
async fn pass(client: UnixStream, server: UnixStream, life: Arc<Life>) -> std::io::Result<()> {
    let (mut client, mut server) = (BufReader::new(client), BufReader::new(server));
    loop {
        let (name, command) = take_value(&mut client).await?;
        if !READS.contains(&name.to_ascii_uppercase().as_str()) {
            let lives = life.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            if lives.is_err() {
                life.death.cancel();
            }
        }
        if life.death.is_cancelled() {
            return std::future::pending().await;
        }
        server.write_all(&command).await?;
        let (_, answer) = take_value(&mut server).await?;
        client.write_all(&answer).await?;
    }
}

/// One command or answer of the protocol (RESP 2), and the first text in it.
async fn take_value(from: &mut BufReader<UnixStream>) -> std::io::Result<(String, Vec<u8>)> {
    let (mut first, mut bytes, mut due) = (None, Vec::new(), 1_i64);
    while due > 0 {
        due -= 1;
        let at = bytes.len();
        if from.read_until(b'\n', &mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let line = String::from_utf8_lossy(&bytes[at..]).trim_end().to_owned();
        let number = || line[1..].parse::<i64>().expect("a length");
        match line.as_bytes()[0] {
            b'*' => due += number().max(0),
            b'$' if number() >= 0 => {
                let at = bytes.len();
                bytes.resize(at + usize::try_from(number()).expect("it is positive") + 2, 0);
                from.read_exact(&mut bytes[at..]).await?;
                first.get_or_insert_with(|| String::from_utf8_lossy(&bytes[at..bytes.len() - 2]).into_owned());
            }
            _ => {}
        }
    }
    Ok((first.unwrap_or_default(), bytes))
}
