//! The crate that the suite opens in an editor. The texts of the probes replace this file in the
//! editor only; they are not written to disk.
