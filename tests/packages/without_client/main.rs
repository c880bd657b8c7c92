//! plain-runtime without the feature `client`. With the workspace, other packages enable the feature: test this
//! one alone.

mod values;

/// Messages of a client that is not compiled. trybuild builds plain-runtime with the features of this package.
#[test]
#[cfg_attr(
    not(pinned_rustc),
    ignore = "needs the toolchain of rust-toolchain.toml"
)]
fn client_arguments_name_the_feature() {
    trybuild::TestCases::new().compile_fail("errors/*.rs");
}
