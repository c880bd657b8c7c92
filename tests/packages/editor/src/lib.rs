//! The crate that the suite opens in an editor. What is probed is never written to the disk: an
//! editor's own text goes before it.
