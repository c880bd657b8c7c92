//! The same events as source, in each of the ways they can be written.
//!
//! Every way does equal work when it runs: the same literals, the same `format!`s, values that own
//! their text. Only ours also checks the events and escapes what it inserts.

#![expect(
    clippy::format_collect,
    reason = "source is written once, and best read as it will stand"
)]

mod cynic;
mod derive;
mod event;
mod graphql_client;
mod json;
mod macro_call;
mod struct_literal;

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::cargo;
pub use event::Event;

/// A way to write events.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// What the tables call it.
    pub name: &'static str,
    /// The name of the crate that is written so.
    pub package: &'static str,
    /// The lines of its manifest that name its dependencies.
    dependencies: fn() -> String,
    /// What stands once, above the events.
    head: &'static str,
    /// Writes an event.
    event: fn(&Event) -> String,
}

/// `customer_event!`.
pub const MACRO_CALL: Way = macro_call::WAY;
/// Literals of the structs that the macro fills.
pub const STRUCT_LITERAL: Way = struct_literal::WAY;
/// `serde_json::json!`.
pub const JSON: Way = json::WAY;
/// Literals of the structs that `graphql_client` derives from the schema.
pub const GRAPHQL_CLIENT: Way = graphql_client::WAY;
/// Literals of structs that derive `cynic::InputObject`.
pub const CYNIC: Way = cynic::WAY;
/// `#[derive(CustomerEvent)]`.
pub const DERIVE: Way = derive::DERIVE;
/// The same types with the trait implemented by hand.
pub const TRAIT_BY_HAND: Way = derive::BY_HAND;

impl Way {
    /// Writes a crate of so many events into a folder.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn write_crate(&self, folder: &Path, events: usize) -> Result<()> {
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}",
            self.package,
            (self.dependencies)(),
        );
        cargo::write(&folder.join("Cargo.toml"), &manifest)?;
        cargo::write(&folder.join("schema.graphql"), &schema())?;
        cargo::write(
            &folder.join("create_customer_event.graphql"),
            graphql_client::QUERY,
        )?;
        self.write_events(folder, events)
    }

    /// Writes the crate's source anew.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write_events(&self, folder: &Path, events: usize) -> Result<()> {
        cargo::write(&folder.join("src/lib.rs"), &self.source(events))
    }

    /// The source of a crate of so many events, one in each function.
    pub fn source(&self, events: usize) -> String {
        let mut source = String::from(if events == 0 { "" } else { self.head });
        for number in 0..events {
            // Writing to a string does not fail.
            let _ = writeln!(source, "\n{}", (self.event)(&Event::new(number)));
        }
        source
    }
}

fn schema() -> String {
    concat!(
        include_str!("../../../plain-schema/schema.graphql"),
        include_str!("../../../plain-schema/threads.graphql"),
        include_str!("../../../plain-schema/absent.graphql"),
    )
    .to_owned()
}

fn plain_runtime() -> String {
    cargo::dependency_on("plain-runtime")
}
