# The same steps as CI; `just --list` names them. What they do stands in .ci/run.

# Everything CI runs.
ci:
    .ci/run

# rustfmt.
format:
    cargo fmt --all

# clippy, all warnings denied.
lint:
    .ci/run lint

# The documentation, all warnings denied.
docs:
    .ci/run docs

# Every test that needs nothing but Rust.
test:
    .ci/run test

# What an editor knows inside the macros.
editor:
    .ci/run editor

# The macros over many inputs: PLAIN_FUZZ_INPUTS says how many.
fuzz:
    .ci/run fuzz

# Our part of the schema against Plain's: PLAIN_SCHEMA names its files.
schema:
    .ci/run schema

# Each feature of plain-runtime and plain-sandbox by itself.
features:
    .ci/run features

# The example of the README.
quickstart:
    .ci/run quickstart

# The official TypeScript SDKs against the sandbox; needs Node.js.
typescript:
    .ci/run typescript

# The sandbox's page in headless Chromium; needs Node.js and Chromium.
browser:
    .ci/run browser

# The benchmarks compile, and events take the instructions they took before; needs valgrind.
benches:
    .ci/run benches

# Writes tests/corpus/written.rs anew.
corpus:
    UPDATE_CORPUS=1 cargo test --test corpus

# Writes tests/macro_call/printed.rs anew.
macro-calls:
    UPDATE_MACRO_CALLS=1 cargo test --test macro_call
