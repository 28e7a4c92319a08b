//! The one way out: a connector that can lead every host to another place.

use std::io;
use std::task::{Context, Poll};

use hyper::Uri;
use hyper::http::uri::{Authority, Scheme};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::RootCertStore;
use rustls::crypto::ring;
use tower_service::Service;
use url::Url;

/// Connects to the host that is asked for, or to the one place that stands for all of them.
#[derive(Clone)]
pub(super) struct Route {
    connector: HttpsConnector<HttpConnector>,
    place: Option<(Scheme, Authority)>,
}

impl Route {
    /// A connector to Google, or to `place` alone.
    ///
    /// # Errors
    /// When the machine has no root certificates, or `place` is not a host and no more.
    pub(super) fn new(place: Option<&Url>) -> io::Result<Self> {
        let place = place.map(parts).transpose()?;
        let is_plain = place.as_ref().is_some_and(|(scheme, _)| *scheme == Scheme::HTTP);
        let builder = HttpsConnectorBuilder::new();
        let builder = if is_plain {
            // A pretend Google needs no certificates, and a bare container may have none.
            let config = rustls::ClientConfig::builder_with_provider(ring::default_provider().into())
                .with_safe_default_protocol_versions()
                .map_err(io::Error::other)?
                .with_root_certificates(RootCertStore::empty())
                .with_no_client_auth();
            builder.with_tls_config(config)
        } else {
            builder.with_provider_and_native_roots(ring::default_provider())?
        };
        Ok(Self { connector: builder.https_or_http().enable_http1().build(), place })
    }

    /// Where a call to `uri` goes.
    fn lead(&self, uri: Uri) -> Uri {
        let Some((scheme, authority)) = &self.place else { return uri };
        let mut parts = uri.into_parts();
        parts.scheme = Some(scheme.clone());
        parts.authority = Some(authority.clone());
        parts.path_and_query.get_or_insert_with(|| hyper::http::uri::PathAndQuery::from_static("/"));
        // A scheme, an authority and a path are all that a `Uri` needs.
        Uri::from_parts(parts).expect("its three parts are there")
    }
}

impl Service<Uri> for Route {
    type Response = <HttpsConnector<HttpConnector> as Service<Uri>>::Response;
    type Error = <HttpsConnector<HttpConnector> as Service<Uri>>::Error;
    type Future = <HttpsConnector<HttpConnector> as Service<Uri>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let uri = self.lead(uri);
        self.connector.call(uri)
    }
}

/// The scheme and the authority of a root address.
fn parts(url: &Url) -> io::Result<(Scheme, Authority)> {
    if !matches!(url.path(), "" | "/") {
        return Err(io::Error::other(format!("{url} has a path, and only a host can stand for Google's")));
    }
    let uri: Uri = url.as_str().parse().map_err(io::Error::other)?;
    let parts = uri.into_parts();
    parts.scheme.zip(parts.authority).ok_or_else(|| io::Error::other(format!("{url} names no host")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_host_leads_to_the_one_place() {
        let route = Route::new(Some(&"http://127.0.0.1:99".parse().unwrap())).unwrap();
        for asked in ["https://accounts.google.com/o/oauth2/token", "https://www.googleapis.com/calendar/v3/x?a=b"] {
            let uri: Uri = asked.parse().unwrap();
            let led = route.lead(uri.clone());
            assert_eq!(led.to_string(), format!("http://127.0.0.1:99{}", uri.path_and_query().unwrap()));
        }
    }

    #[test]
    fn a_place_that_is_no_mere_host_is_refused() {
        for place in ["mailto:nobody", "unix:/run/socket", "http://127.0.0.1/calendar"] {
            assert!(Route::new(Some(&place.parse().unwrap())).is_err(), "{place}");
        }
    }
}
