//! Sets `cfg(pinned_rustc)`.

#[path = "../pinned.rs"]
mod pinned;

fn main() {
    pinned::set_cfg();
}
