//! House rules that neither rustc nor clippy checks: layout, layers and names.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a file that cannot be read fails the test"
)]

mod crate_tree;
mod examples;
mod features;
mod graph;
mod import_groups;
mod imports;
mod names;
mod scan;
mod size;
mod source;
