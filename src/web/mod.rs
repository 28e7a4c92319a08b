//! One small server for whoever runs the bot: is it alive, is it ready, and what are its figures.
//!
//! `GET /healthz` answers as long as the process does. `GET /readyz` looks at every part and names what fails, with
//! status 503 when one does. `GET /metrics` is for Prometheus. Loopback by default, as figures are nobody else's.
//! This room decides nothing: what readiness means is gathered in [`Readiness`] by whoever owns the parts.

mod readiness;
mod settings;

pub use readiness::{Part, Readiness};
pub use settings::Settings;

use std::future::Future;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// What answers `/readyz`.
type Look = Arc<dyn Fn() -> futures::future::BoxFuture<'static, Readiness> + Send + Sync>;

/// What the routes share.
#[derive(Clone)]
struct Shared {
    look: Look,
    figures: PrometheusHandle,
}

/// Serves until `stop`; `look` is asked at each `/readyz`.
///
/// # Errors
/// When the listener breaks.
pub async fn serve<F, Fut>(
    listener: TcpListener,
    figures: PrometheusHandle,
    look: F,
    stop: CancellationToken,
) -> std::io::Result<()>
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Readiness> + Send + 'static,
{
    let look: Look = Arc::new(move || Box::pin(look()));
    let routes = Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(figures_now))
        .with_state(Shared { look, figures });
    axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await
}

async fn ready(State(shared): State<Shared>) -> impl IntoResponse {
    let readiness = (shared.look)().await;
    let status = if readiness.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness))
}

async fn figures_now(State(shared): State<Shared>) -> impl IntoResponse {
    shared.figures.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], shared.figures.render())
}
