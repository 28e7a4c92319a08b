//! One small server for the operator: is the bot alive, is it ready, and what are its metrics.
//!
//! `GET /healthz` answers as long as the process does. `GET /readyz` looks at every part and names what fails, with
//! status 503 when one does. `GET /metrics` is for Prometheus. It listens on loopback by default, as metrics are private.
//! `POST /google` takes Google's word that a calendar has changed. `POST /telegram` is the webhook, where there is one: the secret is compared before the body is read.
//! `GET /google/callback` is where a browser ends after consent, if the bot has an address that browsers reach.
//! This room decides nothing: `operator` knows what readiness means.

mod settings;
mod sign_in;

pub use settings::Settings;
pub use sign_in::SignIns;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::accounts::sign_in::CALLBACK;
use crate::operator::Operator;
use crate::sync::Sync;
use crate::telegram::{Reception, WEBHOOK_PATH, Webhook};

/// The header with which Telegram shows that it knows our secret (Bot API, `setWebhook`).
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// The path at which Google tells of changes, below `JANJI_PUBLIC_URL`.
pub const PUSH_PATH: &str = "/google";

/// The largest update that is read: a message has at most 4,096 characters, and some structure around them.
const LARGEST_UPDATE: usize = 256 * 1024;

/// What the routes share.
#[derive(Clone)]
struct Shared {
    operator: Operator,
    metrics: PrometheusHandle,
    sign_ins: SignIns,
}

/// Serves until `stop`.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    listener: TcpListener,
    metrics: PrometheusHandle,
    operator: Operator,
    doors: Option<(Webhook, Sync)>,
    sign_ins: SignIns,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let routes = Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(readyz))
        .route("/metrics", get(render_metrics))
        .route(CALLBACK, get(sign_in::callback))
        .with_state(Shared { operator, metrics, sign_ins });
    let routes = match doors {
        Some((webhook, sync)) => routes
            .route(WEBHOOK_PATH, post(take_update).with_state(webhook))
            .route(PUSH_PATH, post(take_word).with_state(sync)),
        None => routes,
    };
    axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await
}

/// Takes an update from Telegram. Who does not know the secret costs a comparison, and changes nothing.
async fn take_update(State(webhook): State<Webhook>, headers: HeaderMap, body: Body) -> StatusCode {
    let secret = headers.get(SECRET_HEADER).map_or(&b""[..], |value| value.as_bytes());
    let (outcome, status) = if !webhook.is_telegram(secret) {
        ("forbidden", StatusCode::FORBIDDEN)
    } else if let Ok(body) = to_bytes(body, LARGEST_UPDATE).await {
        match webhook.take(&body).await {
            Reception::Stored => ("stored", StatusCode::OK),
            Reception::Unreadable => ("unreadable", StatusCode::BAD_REQUEST),
            Reception::NotNow => ("not_now", StatusCode::SERVICE_UNAVAILABLE),
        }
    } else {
        ("too_large", StatusCode::PAYLOAD_TOO_LARGE)
    };
    metrics::counter!("janji_webhook_requests_total", "outcome" => outcome).increment(1);
    status
}

/// Takes Google's word that a calendar has changed (Google, "Push notifications"); the body is empty and is not read.
async fn take_word(State(sync): State<Sync>, headers: HeaderMap) -> StatusCode {
    let header = |name: &str| headers.get(name).map_or(&b""[..], |value| value.as_bytes());
    let channel = std::str::from_utf8(header("x-goog-channel-id")).unwrap_or_default();
    let (outcome, status) = match sync.take_word(channel, header("x-goog-channel-token")).await {
        Ok(true) => ("taken", StatusCode::OK),
        Ok(false) => ("forbidden", StatusCode::FORBIDDEN),
        Err(_) => ("not_now", StatusCode::SERVICE_UNAVAILABLE),
    };
    metrics::counter!("janji_push_requests_total", "outcome" => outcome).increment(1);
    status
}

async fn readyz(State(shared): State<Shared>) -> impl IntoResponse {
    let readiness = shared.operator.readiness().await;
    let status = if readiness.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness))
}

async fn render_metrics(State(shared): State<Shared>) -> impl IntoResponse {
    shared.metrics.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], shared.metrics.render())
}
