//! A whole bot in this process: with its loops and its web server.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use janji::app::{App, StartMode};
use janji::config::Config;
use janji::model::{Rate, Rates};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::outside::Outside;
use super::waiting::in_time;
use super::world::environment;

/// Faster than anybody writes here.
const UNHURRIED: Rates = {
    let rate = Rate { interval: Duration::from_millis(1), burst: 1_000 };
    Rates { overall: rate, chat: rate, group: rate }
};

/// A bot that runs in this process, with its web server.
pub struct Running {
    pub address: SocketAddr,
    stop: CancellationToken,
    ended: JoinHandle<anyhow::Result<()>>,
}

impl Running {
    /// Starts one that Telegram reaches at `public`, or that polls.
    pub async fn start(outside: &Outside, listener: TcpListener, public: Option<SocketAddr>) -> Self {
        let mut settings = environment(&outside.sandbox);
        if let Some(public) = public {
            settings.insert("JANJI_PUBLIC_URL".to_owned(), format!("http://{public}"));
        }
        let mut config = Config::from_environment(&settings).unwrap();
        config.telegram.rates = UNHURRIED;
        let app = App::build(&config, &outside.redis.url(), outside.clock.clone()).await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let metrics = PrometheusBuilder::new().build_recorder().handle();
        let token = stop.clone();
        let ended = tokio::spawn(async move { app.run(StartMode::Ordinary, listener, metrics, token).await });
        Self { address, stop, ended }
    }

    /// Ends it in order.
    pub async fn stop(self) {
        self.stop.cancel();
        in_time("the bot ends", self.ended).await.unwrap().unwrap();
    }
}

/// A free port of loopback.
pub async fn any_port() -> TcpListener {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap()
}
