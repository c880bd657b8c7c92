# The steps of `.ci/run` by name; `just --list` shows them.

# All checks, as CI runs them.
ci:
    .ci/run

# Checks before a release.
release:
    .ci/release

# Format with rustfmt.
format:
    cargo fmt --all
    cargo fmt --manifest-path benches/Cargo.toml

# Check English and spelling.
prose:
    .ci/run prose

# Run clippy and deny warnings.
lint:
    .ci/run lint

# Build the documentation and deny warnings.
docs:
    .ci/run docs

# Run every test that needs only Rust.
test:
    .ci/run test

# Test layout, layers and names.
house:
    cargo test --locked --test house

# Test editor features inside the macros; needs rust-analyzer.
editor:
    .ci/run editor

# Test the macros, escaping and card endpoints with many random inputs; PLAIN_FUZZ_INPUTS and PLAIN_ESCAPING_CASES set their numbers.
fuzz:
    .ci/run fuzz

# Compare our part of the schema with Plain's files; PLAIN_SCHEMA sets their paths.
schema:
    .ci/run schema

# Check each feature of plain-runtime and plain-sandbox alone.
features:
    .ci/run features

# Run the README's example.
quickstart:
    .ci/run quickstart

# Run the examples that need nothing but Rust.
examples:
    .ci/run examples

# Test the official TypeScript SDKs with a sandbox; needs Node.js.
typescript:
    .ci/run typescript

# Test the sandbox's page in headless Chromium; needs Node.js and Chromium.
browser:
    .ci/run browser

# Test escaped values with the Markdown parsers of Node.js; needs Node.js.
markdown:
    .ci/run markdown

# Check the benchmarks and count instructions; needs valgrind.
benches:
    .ci/run benches

# Update every snapshot: messages and their page, expansions and their sizes, layouts, macro calls, instruction counts.
bless:
    TRYBUILD=overwrite cargo test --locked -p plain-ui-tests
    INSTA_UPDATE=always cargo test --locked -p plain-macros --lib
    INSTA_UPDATE=always cargo test --locked --tests
    cargo build --release --manifest-path benches/Cargo.toml --locked --bin mock_server --bin load
    cargo run --release --manifest-path benches/Cargo.toml --locked --bin instructions -- --store
    cargo run --release --manifest-path benches/Cargo.toml --locked --bin delivery_instructions -- --store
    cargo run --release --manifest-path benches/Cargo.toml --locked --bin compile_instructions -- --store
