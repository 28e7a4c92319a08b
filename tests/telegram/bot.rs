//! One call, and what is said of it when it fails.

use std::error::Error;

use janji::telegram::{CallError, Me};
use url::Url;

use super::{Outside, bot};

/// An error with all its causes, as a log shows it.
fn told(error: &CallError) -> String {
    let causes = std::iter::successors(Some(error as &dyn Error), |&error| error.source());
    causes.flat_map(|cause| [cause.to_string(), format!("{cause:?}")]).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn telegram_says_who_we_are_and_does_not_know_another_token() {
    let outside = Outside::open().await;
    let account = outside.telegram().bot();
    let me = outside.bot.me().await.unwrap();
    assert_eq!(me, Me { id: janji::model::BotId(u64::try_from(account.id.0).unwrap()), username: "janji_bot".into() });
    for token in ["1:wrong", "nonsense"] {
        let error = bot(token, outside.sandbox.telegram_url()).me().await.unwrap_err();
        assert!(matches!(error, CallError::BadToken), "{error:?}");
    }
}

#[tokio::test]
async fn an_error_never_names_the_token() {
    const SECRET: &str = "AAE-canary-canary-canary";
    let token = format!("12345:{SECRET}");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for address in [format!("http://{free}/"), "http://no-such-host.invalid/".to_owned()] {
        let error = bot(&token, &Url::parse(&address).unwrap()).me().await.unwrap_err();
        assert!(matches!(error, CallError::Away(_)), "{error:?}");
        assert!(!told(&error).contains(SECRET), "{}", told(&error));
    }
}
