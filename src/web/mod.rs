//! One small server for the operator: is the bot alive, is it ready, and what are its metrics.
//!
//! `GET /healthz` answers as long as the process does. `GET /readyz` looks at every part and names what fails, with
//! status 503 when one does. `GET /metrics` is for Prometheus. It listens on loopback by default, as metrics are private.
//! This room decides nothing: `operator` knows what readiness means.

mod settings;

pub use settings::Settings;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::operator::Operator;

/// What the routes share.
#[derive(Clone)]
struct Shared {
    operator: Operator,
    metrics: PrometheusHandle,
}

/// Serves until `stop`.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    listener: TcpListener,
    metrics: PrometheusHandle,
    operator: Operator,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let routes = Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(readyz))
        .route("/metrics", get(render_metrics))
        .with_state(Shared { operator, metrics });
    axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await
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
