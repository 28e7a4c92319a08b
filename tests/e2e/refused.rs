//! What cannot work is said in one sentence that names the setting, with exit code 1.

use janji::clock::Clock;
use janji::sandbox::Sandbox;

use crate::support::bot::{folder, janji, processes_in, run_to_end, settings};

#[tokio::test]
async fn a_wrong_setting_is_one_sentence_and_exit_code_1() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let folder = folder();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let table = [
        ("TELOXIDE_TOKEN", "", "TELOXIDE_TOKEN is missing"),
        ("TELOXIDE_TOKEN", "nonsense", "TELOXIDE_TOKEN is "),
        (
            "TELOXIDE_TOKEN",
            "7000000001:of-the-right-form-but-not-known-000",
            "copy TELOXIDE_TOKEN again from @BotFather",
        ),
        ("GOOGLE_CLIENT_ID", "", "GOOGLE_CLIENT_ID is missing"),
        ("GOOGLE_REFRESH_TOKEN_FILE", "/nowhere", "GOOGLE_REFRESH_TOKEN"),
        ("JANJI_TIME_ZONE", "Mars/Olympus", "JANJI_TIME_ZONE is 'Mars/Olympus'"),
        ("JANJI_LEADS", "soon", "JANJI_LEADS is 'soon'"),
        ("JANJI_ALOWED_USERS", "1", "did you mean JANJI_ALLOWED_USERS?"),
        ("JANJI_HTTP", &taken, "JANJI_HTTP is "),
        ("JANJI_DATA", "/proc/nowhere", "JANJI_DATA"),
        ("REDIS_URL", "http://127.0.0.1", "REDIS_URL"),
        ("RUST_LOG", "a=b=c", "RUST_LOG"),
    ];
    for (name, value, words) in table {
        let mut settings = settings(&sandbox, folder.path());
        settings.insert("RUST_LOG".to_owned(), "off".to_owned());
        settings.insert(name.to_owned(), value.to_owned());
        let ended = run_to_end(janji(folder.path(), &settings, &["run"])).await;
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{name}={value}: {said}");
        assert_eq!(said.lines().count(), 1, "{name}={value}: {said}");
        assert!(said.starts_with("janji: ") && said.contains(words), "{name}={value}: {said}");
        assert_eq!(processes_in(folder.path()), Vec::<String>::new(), "{name}={value}");
    }
    sandbox.stop().await;
}
