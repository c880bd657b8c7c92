//! Errors in the configuration of a client.

use std::error::Error;
use std::fmt;

/// Error in the configuration of a [`Client`](crate::Client).
///
/// ```
/// use plain_runtime::{Client, ConfigError};
///
/// let error = Client::builder().build().unwrap_err();
/// assert!(matches!(error, ConfigError::MissingApiKey));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// No API key was given, or it is blank.
    MissingApiKey,
    /// The API key contains a character that no key has: a blank, an invisible one, a letter that is
    /// not ASCII.
    InvalidApiKey {
        /// Position of the character, from 1, in the key as it was given.
        position: usize,
        /// The character.
        character: char,
    },
    /// The API key begins with `Bearer`, which the client adds.
    ApiKeyWithScheme,
    /// An environment variable is not valid Unicode.
    NotUnicode {
        /// Name of the variable.
        name: &'static str,
    },
    /// `PLAIN_API_URL` is set, but blank.
    BlankApiUrl,
    /// The URL of the API is invalid.
    InvalidApiUrl {
        /// The URL as it was given, without credentials.
        url: String,
        /// Why it is invalid.
        reason: String,
    },
    /// The URL of the API would send the API key unencrypted to another machine.
    UnencryptedApiUrl {
        /// The URL as it was given, without credentials.
        url: String,
    },
    /// The background thread of a blocking client cannot run.
    Runtime(String),
    /// The system has no CA certificates, which `https` needs.
    MissingCertificates(Box<dyn Error + Send + Sync>),
    /// The application has installed no rustls provider, which `https` needs with the feature
    /// `rustls-no-provider`.
    MissingTlsProvider,
    /// The certificate given with `root_certificate` is invalid.
    InvalidRootCertificate {
        /// Why it is invalid.
        reason: String,
    },
    /// The URL of the proxy is invalid.
    InvalidProxy {
        /// The URL as it was given, without credentials.
        url: String,
        /// Why it is invalid.
        reason: String,
    },
    /// The user agent's suffix is blank or contains characters that are not allowed in an HTTP header.
    InvalidUserAgent,
    /// An option has no effect beside [`http_client`](crate::ClientBuilder::http_client).
    IgnoredOption {
        /// Name of the option.
        option: &'static str,
    },
    /// The call was not made within a tokio runtime.
    MissingRuntime,
    /// The tokio runtime lacks the timer or I/O.
    UnsuitableRuntime {
        /// Method of tokio's `Builder` that adds it.
        method: &'static str,
    },
    /// The HTTP client cannot be created.
    Http(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingApiKey => f.write_str(
                "missing API key: set `PLAIN_API_KEY` or call `Client::builder().api_key(..)`",
            ),
            Self::InvalidApiKey {
                position,
                character,
            } => write!(
                f,
                "invalid API key: character {position} is {}, expected ASCII letters, digits and \
                 punctuation: copy the key again",
                CharacterName(*character)
            ),
            Self::ApiKeyWithScheme => f.write_str(
                "invalid API key: it begins with `Bearer`, which the client adds: remove it",
            ),
            Self::NotUnicode { name } => write!(f, "`{name}` is not valid Unicode"),
            Self::BlankApiUrl => f.write_str(
                "`PLAIN_API_URL` is set but blank: unset it to use Plain, or set it to the URL of a \
                 sandbox, such as `http://127.0.0.1:4010/graphql/v1`",
            ),
            Self::InvalidApiUrl { url, reason } => write!(f, "invalid API URL `{url}`: {reason}"),
            Self::UnencryptedApiUrl { url } => write!(
                f,
                "the API URL `{url}` would send the API key unencrypted: use `https`, a loopback \
                 address, or, for a sandbox in a network that you trust, `.allow_http(true)`"
            ),
            Self::Runtime(reason) => {
                write!(f, "the blocking client's thread failed: {reason}")
            }
            Self::MissingCertificates(_) => f.write_str(
                "this system has no CA certificates, which `https` needs: install the package \
                 `ca-certificates` (Debian, Ubuntu, Alpine), set `SSL_CERT_FILE`, or call \
                 `.root_certificate(..)`",
            ),
            Self::MissingTlsProvider => f.write_str(
                "`https` needs a rustls provider, and this process has installed none: call \
                 `rustls::crypto::ring::default_provider().install_default()` at the start of `main`, \
                 or enable the feature `rustls` of `plain-runtime`",
            ),
            option => option.fmt_option(f),
        }
    }
}

impl ConfigError {
    /// Errors about an option or the environment.
    fn fmt_option(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRootCertificate { reason } => {
                write!(f, "invalid root certificate: {reason}")
            }
            Self::InvalidProxy { url, reason } => {
                write!(f, "invalid proxy URL `{url}`: {reason}")
            }
            Self::InvalidUserAgent => f.write_str(
                "invalid user agent suffix: expected a name such as `billing/1.4`, of characters \
                 that are allowed in an HTTP header",
            ),
            Self::IgnoredOption { option } => write!(
                f,
                "`{option}` has no effect beside `http_client`: set it on the client that you pass"
            ),
            Self::MissingRuntime => f.write_str(
                "the client needs a tokio runtime: call it within `#[tokio::main]`, or use \
                 `plain_runtime::blocking::Client`",
            ),
            Self::UnsuitableRuntime { method } => write!(
                f,
                "the client needs a tokio runtime with its timer and I/O: call `.{method}()` or \
                 `.enable_all()` on the runtime's builder"
            ),
            _ => f.write_str("failed to create the HTTP client"),
        }
    }
}

/// Message of the last error in a chain.
pub(crate) fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// A character, or its code point if it is invisible.
struct CharacterName(char);

impl fmt::Display for CharacterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `escape_debug` escapes those that are not printable.
        let is_visible = self.0.escape_debug().len() == 1 && !self.0.is_whitespace();
        if is_visible {
            write!(f, "`{}`", self.0)
        } else {
            write!(f, "U+{:04X}", u32::from(self.0))
        }
    }
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::MissingCertificates(error) | Self::Http(error) => Some(&**error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ConfigError;

    #[test]
    fn invisible_characters_are_shown_as_code_points() {
        for (character, expected) in [
            ('\u{200b}', "U+200B"),
            ('\u{feff}', "U+FEFF"),
            ('\u{a0}', "U+00A0"),
            (' ', "U+0020"),
            ('\n', "U+000A"),
            ('\u{301}', "U+0301"),
            ('к', "`к`"),
            ('“', "`“`"),
        ] {
            let error = ConfigError::InvalidApiKey {
                position: 3,
                character,
            };
            let expected = format!("invalid API key: character 3 is {expected}, expected ASCII");
            assert!(error.to_string().starts_with(&expected), "{error}");
        }
    }
}
