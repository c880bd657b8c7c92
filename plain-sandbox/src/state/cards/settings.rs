//! The part of an endpoint's settings that its requests depend on.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::{fmt, iter};

use axum::http::{HeaderName, HeaderValue, Uri};
use plain_schema::StringRule;
use plain_schema::card_request::{
    MAX_HEADER_NAME, MAX_HEADER_VALUE, MAX_HEADERS, MAX_URL, SIGNATURE_HEADER, WORKSPACE_ID_HEADER,
};

/// Headers that every request has, so that none can be configured.
const RESERVED_HEADERS: [&str; 9] = [
    "accept",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
    SIGNATURE_HEADER,
    WORKSPACE_ID_HEADER,
];

/// Length of the shortest secret that is removed from texts. A shorter one would be found in any text.
const MIN_REDACTED: usize = 4;

/// Settings of the requests for cards. Cards with equal settings are requested together.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RequestSettings {
    pub(crate) url: String,
    /// Names in lower case and values, in order of the names.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) signature: Signature,
    pub(crate) quirks: Quirks,
}

/// Signature of a request.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Signature {
    Missing,
    /// With a secret that nobody has.
    Wrong,
    Valid {
        secret: String,
    },
}

/// Variations of the body of a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each switches one variation")]
pub(crate) struct Quirks {
    pub(crate) has_nulls: bool,
    pub(crate) has_timestamp: bool,
    pub(crate) has_email: bool,
    pub(crate) has_unknown_fields: bool,
}

impl Default for Quirks {
    fn default() -> Self {
        Self {
            has_nulls: true,
            has_timestamp: true,
            has_email: true,
            has_unknown_fields: false,
        }
    }
}

impl RequestSettings {
    pub(crate) fn new(url: String) -> Self {
        Self {
            url,
            headers: Vec::new(),
            signature: Signature::Missing,
            quirks: Quirks::default(),
        }
    }

    pub(crate) fn add_header(&mut self, name: &str, value: String) {
        let name = name.trim().to_ascii_lowercase();
        self.headers.push((name, value));
        self.headers.sort();
    }

    /// The URL without its query, which may have a secret.
    pub(crate) fn display_url(&self) -> &str {
        self.url.split(['?', '#']).next().unwrap_or_default()
    }

    /// Removes the secrets from a text of the endpoint, which may repeat the request.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut secrets = self.secrets();
        secrets.retain(|secret| secret.len() >= MIN_REDACTED);
        // The longest first, since one may be a part of another.
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        secrets
            .iter()
            .fold(text.to_owned(), |text, secret| text.replace(&**secret, "…"))
    }

    /// The signing secret, the values of headers, and those of the URL's query.
    fn secrets(&self) -> Vec<Cow<'_, str>> {
        let signing_secret = match &self.signature {
            Signature::Valid { secret } => Some(secret),
            Signature::Missing | Signature::Wrong => None,
        };
        let values = self.headers.iter().map(|(_, value)| value);
        let values = values.chain(signing_secret).flat_map(|value| {
            // `Bearer` and the token, or the token alone.
            let parts = value.split_whitespace().filter(|it| *it != "Bearer");
            iter::once(value.as_str()).chain(parts)
        });
        let (_, query) = self.url.split_once('?').unwrap_or_default();
        let query = query.split('#').next().unwrap_or_default();
        // As they are written, and as the endpoint reads them.
        let parameters = query.split('&');
        let written = parameters.map(|it| it.split_once('=').map_or(it, |(_, value)| value));
        let read = form_urlencoded::parse(query.as_bytes()).map(|(_, value)| value);
        values.chain(written).map(Cow::from).chain(read).collect()
    }

    /// Fails if Plain would not accept the settings. The reason does not repeat a secret.
    pub(super) fn validate(&self) -> Result<(), String> {
        validate_url(&self.url)?;
        if self.headers.len() > MAX_HEADERS {
            let count = self.headers.len();
            return Err(format!(
                "the endpoint has {count} headers; configure at most {MAX_HEADERS}"
            ));
        }
        for (index, (name, value)) in self.headers.iter().enumerate() {
            validate_header(name, value)?;
            if index > 0 && self.headers[index - 1].0 == *name {
                return Err(format!(
                    "the header {name:?} is set twice (names are compared without case)"
                ));
            }
        }
        match &self.signature {
            Signature::Valid { secret } if secret.trim().is_empty() => {
                Err("the signing secret is empty; write that of your workspace".to_owned())
            }
            _ => Ok(()),
        }
    }
}

fn validate_url(url: &str) -> Result<(), String> {
    const EXPECTED: &str = "write a URL such as http://127.0.0.1:3000/plain/cards";

    if let Err(violation) = StringRule::Url.check(url) {
        return Err(format!(
            "the URL of the endpoint is {violation}; {EXPECTED}"
        ));
    }
    let length = url.len();
    if length > MAX_URL {
        return Err(format!(
            "the URL of the endpoint has {length} characters; Plain allows {MAX_URL}"
        ));
    }
    let uri: Result<Uri, _> = url.parse();
    let (Ok(uri), true) = (uri, url.is_ascii()) else {
        return Err(format!(
            "the URL of the endpoint has a character that a request cannot hold; {EXPECTED}"
        ));
    };
    let authority = uri.authority().map_or("", |it| it.as_str());
    if authority.contains('@') {
        return Err(
            "the URL of the endpoint has a user name; configure a header instead".to_owned(),
        );
    }
    match uri.scheme_str() {
        Some("http") => Ok(()),
        Some("https") if cfg!(feature = "tls") => Ok(()),
        Some("https") => Err(
            "the URL of the endpoint has the scheme https, which needs the feature `tls` of plain-sandbox"
                .to_owned(),
        ),
        _ => Err(format!(
            "the URL of the endpoint has neither the scheme http nor https; {EXPECTED}"
        )),
    }
}

fn validate_header(name: &str, value: &str) -> Result<(), String> {
    if name.len() > MAX_HEADER_NAME || HeaderName::try_from(name).is_err() {
        return Err(format!(
            "{name:?} is not a name of a header of 1 to {MAX_HEADER_NAME} characters"
        ));
    }
    if RESERVED_HEADERS.contains(&name) {
        return Err(format!(
            "the header {name:?} cannot be configured, since Plain sets it"
        ));
    }
    let is_valid = !value.is_empty() && value.len() <= MAX_HEADER_VALUE;
    if !is_valid || HeaderValue::try_from(value).is_err() {
        return Err(format!(
            "the value of the header {name:?} is not 1 to {MAX_HEADER_VALUE} visible characters"
        ));
    }
    Ok(())
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "Missing",
            Self::Wrong => "Wrong",
            Self::Valid { .. } => "Valid",
        })
    }
}

impl fmt::Debug for RequestSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("RequestSettings")
            .field("url", &self.display_url())
            .field("headers", &headers)
            .field("signature", &self.signature)
            .field("quirks", &self.quirks)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{RequestSettings, Signature};

    #[test]
    fn texts_of_an_endpoint_are_without_the_secrets_of_requests() {
        let url = "http://localhost/cards?token=q%2Fs3cret&id=12&b4re-s3cret#top";
        let mut settings = RequestSettings::new(url.to_owned());
        settings.add_header("authorization", "Bearer t0ken".to_owned());
        settings.add_header("x-team", "t0ken-of-a-team".to_owned());
        settings.signature = Signature::Valid {
            secret: "s3cret".to_owned(),
        };
        for (text, expected) in [
            ("no secret", "no secret"),
            ("authorization: Bearer t0ken", "authorization: …"),
            ("the token t0ken is unknown", "the token … is unknown"),
            // The header, rather than the part of it that is another one.
            ("x-team: t0ken-of-a-team", "x-team: …"),
            ("signed with s3cret", "signed with …"),
            (
                "Cannot POST /cards?token=q%2Fs3cret&id=12",
                "Cannot POST /cards?token=…&id=12",
            ),
            ("the token q/s3cret is unknown", "the token … is unknown"),
            ("/cards?b4re-s3cret", "/cards?…"),
        ] {
            assert_eq!(settings.redact(text), expected);
        }
    }
}
