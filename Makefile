# What can be done with Janji. Each target installs what it needs.

.PHONY: help demo run test bench chaos fuzz train deny release deb deb-test image image-test cluster-test sbom picture times

# Links faster where it is installed.
MOLD := $(if $(shell command -v mold),mold -run)

# Most tests wait for servers of their own: of these, several fit on a core.
TEST_THREADS := $(shell expr 4 \* $$(nproc 2>/dev/null || sysctl -n hw.ncpu))

COMMIT := $(shell git rev-parse --short=12 HEAD 2>/dev/null)

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 13

demo: ## try Janji in the terminal and on http://127.0.0.1:8088, without any account
	@scripts/need redis-server
	@scripts/first-build "The demo"
	$(MOLD) cargo build --locked
	@echo "Starting. The page is http://127.0.0.1:8088; type a message here or there."
	@target/debug/janji demo

run: ## start the bot with the settings in .env
	@scripts/need redis-server
	@scripts/first-build "The bot" trial
	$(MOLD) cargo build --locked --profile trial
	@target/trial/janji run

test: ## everything that must hold: format, lints, documents, tests
	@scripts/need redis-server chromium faketime
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --locked
	RUST_TEST_THREADS=$(TEST_THREADS) $(MOLD) cargo test --locked

chaos: ## break things for real, for long: KILLS, INSERTS, WISHES, STEPS, MESSAGES, BLOWS, FREEZES, … say how often
	@scripts/need redis-server faketime
	CHAOS_KILLS=$(or $(KILLS),100) CHAOS_STAGES=$(or $(STAGES),4) CHAOS_INSERTS=$(or $(INSERTS),300) \
	CHAOS_SECOND_THOUGHTS=$(or $(SECOND_THOUGHTS),50) \
	CHAOS_WISHES=$(or $(WISHES),300) CHAOS_STEPS=$(or $(STEPS),1000) CHAOS_MESSAGES=$(or $(MESSAGES),300) \
	CHAOS_BLOWS=$(or $(BLOWS),20) CHAOS_FREEZES=$(or $(FREEZES),5) \
	CHAOS_REMINDERS=$(or $(REMINDERS),1) CHAOS_CROWD=$(or $(CROWD),10000) CHAOS_JUMPS=$(or $(JUMPS),20) \
	CHAOS_FAILOVERS=$(or $(FAILOVERS),10) CHAOS_FROZEN=$(or $(FROZEN),3) CHAOS_SLOTS=$(or $(SLOTS),1000) \
	CHAOS_CLUSTER_REMINDERS=$(or $(CLUSTER_REMINDERS),1) CHAOS_CLUSTER_CROWD=$(or $(CLUSTER_CROWD),10000) \
	CHAOS_UPDATES=$(or $(UPDATES),3000) \
	CHAOS_SEQUENCES=$(or $(SEQUENCES),3000) CHAOS_FORGED=$(or $(FORGED),100000) CHAOS_SEED=$(or $(SEED),7) \
	CHAOS_ACCOUNTS=$(or $(ACCOUNTS),48) CHAOS_EVENTS=$(or $(EVENTS),3) \
	CHAOS_FORGED_REQUESTS=$(or $(FORGED_REQUESTS),300) CHAOS_SIGN_INS=$(or $(SIGN_INS),24) \
	CHAOS_BARS=1 cargo test --locked --test world chaos:: -- --nocapture --test-threads=1
	PROPTEST_CASES=$(or $(CASES),5000) cargo test --locked --test world model

bench: ## speed and memory, each next to its baseline from the same run (BENCH="-- reader": only this one)
	@scripts/need redis-server
	RUSTFLAGS="--cfg benches_only $(RUSTFLAGS)" $(MOLD) cargo bench --locked $(BENCH)

fuzz: ## ten million inputs to the reader, a hundred thousand titles to the renderer (stable Rust will do)
	@scripts/need-cargo cargo-fuzz
	cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run -s none read -- -max_len=200 -runs=10000000
	cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run -s none render -- -max_len=3000 -runs=100000

train: ## the weights of the model that tells what a message wants, from the messages in training/
	$(MOLD) cargo run --locked --example train

deny: ## licences, bans and sources of every crate (advisories where there is a network)
	@scripts/need-cargo cargo-deny
	cargo deny --locked check licenses bans sources

release: ## the one binary that is shipped: small, and slow to build
	JANJI_COMMIT=$(COMMIT) cargo build --release --locked
	@ls -l target/release/janji

deb: release ## a Debian package in target/debian: binary, service, manual, completions
	@scripts/need-cargo cargo-deb
	rm -rf target/manual && target/release/janji manual target/manual
	cargo deb --no-build --locked
	@ls -l target/debian/*.deb

deb-test: ## install, run, upgrade, remove and purge that package under a real systemd; needs root
	scripts/deb-test

image: release ## the container image localhost/janji, by buildah, without an engine; needs root
	scripts/image target/release/janji

image-test: ## run that image as compose.yaml does and check what it may do; needs root
	scripts/image-test

cluster-test: ## run what compose.cluster.yaml describes, without an engine: six Redis, two bots, a crash of each
	cargo build --locked
	scripts/cluster-test target/debug/janji

sbom: ## what is in the binary, as CycloneDX JSON
	@scripts/need-cargo cargo-cyclonedx
	cargo cyclonedx --format json --override-filename janji.cdx
	mv janji.cdx.json target/
	@ls -l target/janji.cdx.json

picture: ## README's pictures, still and moving, taken by the test of the demo's page
	@scripts/need redis-server chromium emoji
	JANJI_PICTURE=docs/demo cargo test --locked --test world page::

times: ## how long the first demo and the first test take from nothing
	scripts/times demo test bench
