//! Generates the same events as source code in different styles.
//!
//! The code of all styles does equal work at run time: the same literals, the same `format!` calls,
//! owned text. Only ours also validates the events and escapes inserted values.

#![expect(
    clippy::format_collect,
    reason = "readable templates are worth more than speed here"
)]

mod cynic;
mod derive;
mod event;
mod graphql_client;
mod json;
mod macro_call;
mod struct_literal;
mod thread;

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;

use crate::cargo;
pub use event::Event;

/// A style of code that builds events.
#[derive(Debug, Clone, Copy)]
pub struct CodeStyle {
    /// Name in the tables.
    pub name: &'static str,
    /// Name of the generated crate.
    pub package: &'static str,
    /// Dependencies in the manifest.
    dependencies: fn() -> String,
    /// Code above the events.
    head: &'static str,
    /// Generates an event.
    event: fn(&Event) -> String,
}

/// `customer_event!`.
pub const MACRO_CALL: CodeStyle = macro_call::STYLE;
/// Literals of the structs that the macro fills.
pub const STRUCT_LITERAL: CodeStyle = struct_literal::STYLE;
/// `serde_json::json!`.
pub const JSON: CodeStyle = json::STYLE;
/// Literals of the structs that `graphql_client` derives from the schema.
pub const GRAPHQL_CLIENT: CodeStyle = graphql_client::STYLE;
/// Literals of structs that derive `cynic::InputObject`.
pub const CYNIC: CodeStyle = cynic::STYLE;
/// `thread!`.
pub const THREAD: CodeStyle = thread::THREAD;
/// Literals of the structs that `thread!` fills.
pub const THREAD_LITERAL: CodeStyle = thread::THREAD_LITERAL;
/// `customer_card!`.
pub const CARD: CodeStyle = thread::CARD;
/// Literals of the structs that `customer_card!` fills.
pub const CARD_LITERAL: CodeStyle = thread::CARD_LITERAL;
/// `#[derive(CustomerEvent)]`.
pub const DERIVE: CodeStyle = derive::DERIVE;
/// The same types with the trait implemented by hand.
pub const TRAIT_BY_HAND: CodeStyle = derive::BY_HAND;

impl CodeStyle {
    /// Writes a crate with events to a folder.
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

    /// Rewrites the source of the crate.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn write_events(&self, folder: &Path, events: usize) -> Result<()> {
        cargo::write(&folder.join("src/lib.rs"), &self.source(events))
    }

    /// Generates the source of a crate, with one function per event.
    pub fn source(&self, events: usize) -> String {
        self.source_of(0..events)
    }

    /// Generates the source of a crate with the events of these numbers.
    pub fn source_of(&self, numbers: Range<usize>) -> String {
        let mut source = String::from(if numbers.is_empty() { "" } else { self.head });
        for number in numbers {
            // Writing to a `String` cannot fail.
            let _ = writeln!(source, "\n{}", (self.event)(&Event::new(number)));
        }
        source
    }
}

fn schema() -> String {
    concat!(
        include_str!("../../../plain-schema/schema.graphql"),
        include_str!("../../../plain-schema/threads.graphql"),
        include_str!("../../../plain-schema/thread_changes.graphql"),
        include_str!("../../../plain-schema/tenants.graphql"),
        include_str!("../../../plain-schema/absent.graphql"),
    )
    .to_owned()
}

fn plain_runtime() -> String {
    cargo::dependency_on("plain-runtime")
}
