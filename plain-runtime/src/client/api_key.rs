//! The API key as a header.

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::error::ConfigError;

/// Value of the header `Authorization`.
///
/// # Errors
///
/// If the key is missing, or has a character that no key has. The error names the character and its
/// position, never the key.
pub(super) fn authorization(api_key: Option<&SecretString>) -> Result<HeaderValue, ConfigError> {
    let given = api_key.ok_or(ConfigError::MissingApiKey)?.expose_secret();
    let api_key = given.trim();
    if api_key.is_empty() {
        return Err(ConfigError::MissingApiKey);
    }
    if has_scheme(api_key) {
        return Err(ConfigError::ApiKeyWithScheme);
    }
    // The position counts the white space that was removed.
    let removed = given.len() - given.trim_start().len();
    let invalid = given
        .char_indices()
        .enumerate()
        .skip_while(|&(_, (index, _))| index < removed)
        .take_while(|&(_, (index, _))| index < removed + api_key.len())
        .find(|&(_, (_, character))| !character.is_ascii_graphic());
    if let Some((index, (_, character))) = invalid {
        return Err(ConfigError::InvalidApiKey {
            position: index + 1,
            character,
        });
    }
    let mut header = HeaderValue::try_from(format!("Bearer {api_key}"))
        .map_err(|_| ConfigError::MissingApiKey)?;
    header.set_sensitive(true);
    Ok(header)
}

/// Whether a key is the value of the whole header.
fn has_scheme(api_key: &str) -> bool {
    let first = api_key.split_whitespace().next();
    // Alone if the variable after it was empty.
    first.is_some_and(|word| word.eq_ignore_ascii_case("bearer"))
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::authorization;
    use crate::error::ConfigError;

    fn error(api_key: &str) -> ConfigError {
        authorization(Some(&SecretString::from(api_key))).unwrap_err()
    }

    #[test]
    fn white_space_around_a_key_is_removed() {
        for key in [
            "plainApiKey_x",
            " plainApiKey_x\r\n",
            "\u{a0}plainApiKey_x\t",
        ] {
            let header = authorization(Some(&SecretString::from(key))).unwrap();
            assert_eq!(header.as_bytes(), b"Bearer plainApiKey_x", "{key:?}");
            assert!(header.is_sensitive());
        }
    }

    #[test]
    fn blank_keys_are_missing() {
        for key in ["", " ", "\t\r\n", "\u{3000}"] {
            assert!(matches!(error(key), ConfigError::MissingApiKey), "{key:?}");
        }
        assert!(matches!(
            authorization(None),
            Err(ConfigError::MissingApiKey)
        ));
    }

    #[test]
    fn characters_that_no_key_has_are_named_with_their_position() {
        for (key, expected_position, expected) in [
            ("\u{feff}plainApiKey_x", 1, '\u{feff}'),
            ("plainApiKey_\u{200b}x", 13, '\u{200b}'),
            ("  plainApiKey_x\u{200d}", 16, '\u{200d}'),
            ("ключ", 1, 'к'),
            ("plain\u{a0}key", 6, '\u{a0}'),
            ("plain key", 6, ' '),
            ("one\ntwo", 4, '\n'),
            ("a\0b", 2, '\0'),
            ("a\u{7f}", 2, '\u{7f}'),
            ("plainApiKey_“x”", 13, '“'),
        ] {
            match error(key) {
                ConfigError::InvalidApiKey {
                    position,
                    character,
                } => assert_eq!(
                    (position, character),
                    (expected_position, expected),
                    "{key:?}"
                ),
                error => panic!("{key:?}: {error}"),
            }
        }
    }

    #[test]
    fn key_with_a_scheme_is_rejected_without_showing_it() {
        assert!(matches!(error("Bearer "), ConfigError::ApiKeyWithScheme));
        for key in [
            "Bearer plainApiKey_x",
            "bearer  plainApiKey_x",
            " BEARER\tplainApiKey_x ",
        ] {
            let error = error(key);
            assert!(matches!(error, ConfigError::ApiKeyWithScheme), "{key:?}");
            assert!(!error.to_string().contains("plainApiKey_x"), "{error}");
        }
    }
}
