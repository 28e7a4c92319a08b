//! What systemd is told (`Type=notify`): when the bot is there, and when it ends.

use janji::clock::Clock;
use janji::sandbox::Sandbox;
use tokio::net::UnixDatagram;

use crate::support::bot::{Bot, folder, in_time, settings};

/// The next thing that is told.
async fn told(socket: &UnixDatagram) -> String {
    let mut message = vec![0; 4_096];
    let length = in_time("word to systemd", socket.recv(&mut message)).await.unwrap();
    String::from_utf8_lossy(&message[..length]).trim().to_owned()
}

#[tokio::test]
async fn systemd_hears_when_the_bot_is_ready_and_when_it_stops() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let folder = folder();
    let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("NOTIFY_SOCKET".to_owned(), folder.path().join("notify").display().to_string());
    let mut bot = Bot::start(folder.path(), &settings);
    assert_eq!(told(&socket).await, "READY=1");
    assert_eq!(bot.asked("/healthz").await.map(|(status, _)| status), Some(200), "it listens by then");
    bot.signal("TERM");
    assert_eq!(told(&socket).await, "STOPPING=1");
    assert_eq!(bot.ended().await.code(), Some(0));
    sandbox.stop().await;
}
