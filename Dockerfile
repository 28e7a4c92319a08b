# Builds the one binary, and a small image around it.
ARG BUILD_BASE=rust:1.95-slim-bookworm
ARG BASE=debian:bookworm-slim

FROM ${BUILD_BASE} AS build
ARG JANJI_COMMIT
ENV JANJI_COMMIT=${JANJI_COMMIT}
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM ${BASE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home janji
COPY --from=build /src/target/release/janji /usr/local/bin/janji
USER janji
ENV JANJI_HTTP=127.0.0.1:8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["janji", "check", "--quick"]
ENTRYPOINT ["janji"]
CMD ["run"]
