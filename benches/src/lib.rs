//! Code shared by the benchmarks, which are the programs in `src/bin`.

pub mod callgrind;
pub mod cards;
pub mod cargo;
pub mod client_by_hand;
pub mod events;
pub mod http1;
pub mod load;
pub mod machine;
pub mod measure;
pub mod mock_server;
pub mod process;
pub mod sandbox;
pub mod sources;
pub mod table;
pub mod typescript;
