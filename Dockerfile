# Builds the program, and an image that holds it, what it loads, and nothing else.
ARG BUILD_BASE=docker.io/library/rust:1.95-slim-bookworm

FROM ${BUILD_BASE} AS build
ARG JANJI_COMMIT
ENV JANJI_COMMIT=${JANJI_COMMIT}
WORKDIR /src
COPY . .
# A program that was built before, as `make release` does, can be named here: scripts/image does so.
ARG JANJI_BINARY
RUN [ -n "${JANJI_BINARY}" ] || cargo build --release --locked
RUN scripts/image-root "${JANJI_BINARY:-target/release/janji}" /image

FROM scratch
COPY --from=build /image /
USER janji
ENV JANJI_HTTP=127.0.0.1:8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/usr/local/bin/janji", "check", "--quick"]
ENTRYPOINT ["/usr/local/bin/janji"]
CMD ["run"]
