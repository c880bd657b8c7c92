//! Empty: the tests are the package.
