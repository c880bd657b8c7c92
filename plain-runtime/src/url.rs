//! Values that are inserted into a URL, percent-encoded so that they stay in their place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A value that cannot leave its place in the path of a URL.
pub(crate) fn in_path(value: &str) -> String {
    // As segments of a path `.` and `..` have a meaning, even when percent-encoded once.
    if value == "." || value == ".." {
        return value.replace('.', "%252E");
    }
    in_query(value)
}

/// A value that cannot leave its place in the query or the fragment of a URL.
pub(crate) fn in_query(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::{in_path, in_query};

    #[test]
    fn a_value_stays_in_its_place() {
        for (value, encoded) in [
            ("key_1-a.b~c", "key_1-a.b~c"),
            ("a/b?c#d", "a%2Fb%3Fc%23d"),
            ("a b", "a%20b"),
            ("é", "%C3%A9"),
            ("@evil.example", "%40evil.example"),
            ("%2F", "%252F"),
            ("..", "%252E%252E"),
            (".", "%252E"),
            ("...", "..."),
            ("", ""),
        ] {
            assert_eq!(in_path(value), encoded, "{value}");
        }
    }

    #[test]
    fn a_full_stop_means_nothing_in_a_query() {
        for (value, encoded) in [(".", "."), ("..", ".."), ("a&b=c", "a%26b%3Dc")] {
            assert_eq!(in_query(value), encoded, "{value}");
        }
    }
}
