//! Drift of Plain's schema from ours: which events, components, cards, threads, customers and tenants changed,
//! and which row, type and test each change needs.
//!
//! ```sh
//! cargo run -p plain-schema --example drift -- schema.graphql
//! ```
//!
//! The file is Plain's schema in the schema definition language, whole or a part. Several files are read as one,
//! from the oldest to the newest. The exit code is 0 without drift, 1 with drift and 2 for a file that is not a
//! schema. Parts that we leave out on purpose are listed in `omission_list.rs`, with their reasons.

mod compare;
mod limit;
mod needs;
mod omission;
mod omission_list;
mod report;
mod schema_file;
mod subject;
#[cfg(test)]
mod tests;

use std::env;
use std::process::ExitCode;

use apollo_compiler::Schema;

use compare::differences;
use omission::{Sorted, sort};
use report::Report;
use schema_file::{InvalidFile, SchemaFile, foreign, parse_schema, read};
use subject::ROOTS;

const USAGE: &str = "usage: cargo run -p plain-schema --example drift -- FILE..

Compares Plain's schema in FILE with plain-schema/schema.graphql and the files beside it.
Several files are read as one, from the oldest to the newest.";

/// Plain's types for cards, which are not part of our schema.
const CARDS: &str = include_str!("cards.graphql");

/// Exit code for a file that is not a schema.
const INVALID: u8 = 2;

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    match files.first().map(String::as_str) {
        Some("-h" | "--help") => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some(option) if option.starts_with('-') => {
            eprintln!("error: unknown option `{option}`\n{USAGE}");
            return ExitCode::from(INVALID);
        }
        Some(_) => {}
        None => {
            eprintln!("error: expected the path of a schema file\n{USAGE}");
            return ExitCode::from(INVALID);
        }
    }
    match report(&files) {
        Ok((sorted, is_part)) => {
            let sorted = &sorted;
            print!("{}", Report { sorted, is_part });
            ExitCode::from(u8::from(!sorted.drift.is_empty()))
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(INVALID)
        }
    }
}

/// Differences of the files from our schema, and whether they are a part of a schema.
fn report(files: &[String]) -> Result<(Sorted, bool), InvalidFile> {
    let file = read(files)?;
    let sorted = Ours::parse()?.drift(&file).ok_or_else(|| foreign(files))?;
    Ok((sorted, file.is_part))
}

/// Our schema.
struct Ours {
    schema: Schema,
    /// Types that have only the fields which the official SDKs select.
    absent: Schema,
}

impl Ours {
    fn parse() -> Result<Self, InvalidFile> {
        let sdl = [plain_schema::SDL, CARDS].concat();
        Ok(Self {
            schema: parse_schema("plain-schema", &sdl)?.schema,
            absent: parse_schema("absent.graphql", include_str!("../../absent.graphql"))?.schema,
        })
    }

    /// Differences of a file; `None` if it has none of our types.
    fn drift(&self, file: &SchemaFile) -> Option<Sorted> {
        let is_plains = self.schema.types.iter().any(|(name, ty)| {
            let is_ours = !ty.is_built_in() && !ROOTS.contains(&name.as_str());
            is_ours && file.schema.types.contains_key(name)
        });
        is_plains.then(|| sort(differences(&self.schema, file), &self.absent))
    }
}
