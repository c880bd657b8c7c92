//! What the benchmarks have in common. Each is a program in `src/bin`.

pub mod cargo;
pub mod events;
pub mod machine;
pub mod measure;
pub mod process;
pub mod server;
pub mod sources;
pub mod table;
pub mod typescript;
