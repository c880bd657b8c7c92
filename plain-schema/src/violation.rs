//! Violations of the rules, with messages for compile time and run time.

use core::fmt;

/// Violation of a rule by a value.
///
/// The message is built by a `const fn`, so that the macros, `const` evaluation and the client show
/// the same text.
///
/// ```
/// use plain_schema::Violation;
///
/// let violation = Violation::TooLong { max: 500, length: 512 };
/// assert_eq!(violation.to_string(), "longer than 500 characters (it has 512)");
/// assert_eq!(Violation::Blank.help(), "write at least one visible character");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Violation {
    /// The text is empty.
    Empty,
    /// The text contains only white space and characters that render as nothing.
    Blank,
    /// The text contains U+0000.
    Nul,
    /// The text starts or ends with white space or a character that renders as nothing.
    InvisibleEdge,
    /// A value that is inserted into an identifier is empty.
    EmptyCapture,
    /// The text has more UTF-16 code units than allowed.
    TooLong {
        /// Maximum length.
        max: usize,
        /// Actual length.
        length: usize,
    },
    /// The text is not an absolute URL, with the reason.
    NotAUrl(&'static str),
    /// The text is not an absolute URL because of its start, which is known.
    WrongUrlStart {
        /// The reason.
        reason: &'static str,
        /// Number of bytes to replace.
        length: usize,
        /// Text to write instead of them.
        correction: &'static str,
    },
    /// The URL has a scheme of an app in upper case, of so many bytes.
    UpperCaseScheme {
        /// Length of the scheme.
        length: usize,
    },
    /// The URL has a scheme that runs code, wraps another URL, belongs to the browser or the system,
    /// or opens local files.
    ForbiddenScheme(&'static str),
    /// The text is not an ISO 8601 date, with the reason.
    NotADateTime(&'static str),
    /// The text is not an e-mail address, with the reason.
    NotAnEmailAddress(&'static str),
    /// The ID does not have the prefix of its kind.
    WrongId {
        /// Expected prefix.
        prefix: &'static str,
    },
    /// The key of a thread field has a character that Plain does not allow in one.
    NotAFieldKey,
    /// The key of a customer card has a character that Plain does not allow in one.
    NotACardKey,
    /// Another thread field has the same key.
    DuplicateKey,
    /// The whole number is negative, or greater than allowed.
    OutOfRange {
        /// Maximum.
        max: u64,
    },
    /// The number is infinite or not a number.
    NotFinite,
    /// The list of components is empty.
    NoComponents,
    /// The customer is identified by Plain's ID, so that an upsert cannot create it.
    AssignedByPlain,
    /// The customer is not the one of the upsert.
    OtherCustomer,
}

impl Violation {
    /// Description, such as `empty` or `longer than 500 characters (it has 512)`.
    ///
    /// ```
    /// use plain_schema::Violation;
    ///
    /// let violation = Violation::TooLong { max: 500, length: 512 };
    /// assert_eq!(violation.message().as_str(), "longer than 500 characters (it has 512)");
    /// ```
    pub const fn message(&self) -> Message {
        let message = Message::new();
        match *self {
            Self::Empty => message.push("empty"),
            Self::Blank => message.push("blank"),
            Self::Nul => message.push("invalid: it contains a NUL character"),
            Self::InvisibleEdge => message
                .push("invalid: it starts or ends with white space or an invisible character"),
            Self::EmptyCapture => message.push("incomplete: an inserted value is empty"),
            Self::TooLong { max, length } => message
                .push("longer than ")
                .push_number(max)
                .push(" characters (it has ")
                .push_number(length)
                .push(")"),
            Self::NotAUrl(reason) | Self::WrongUrlStart { reason, .. } => {
                message.push("not an absolute URL: ").push(reason)
            }
            Self::UpperCaseScheme { .. } => {
                message.push("not a usable URL: its scheme is in upper case")
            }
            Self::ForbiddenScheme(scheme) => message
                .push("not allowed in a link: its scheme is `")
                .push(scheme)
                .push(":`"),
            Self::NotADateTime(reason) => message.push("not an ISO 8601 date: ").push(reason),
            Self::NotAnEmailAddress(reason) => message.push("not an e-mail address: ").push(reason),
            Self::WrongId { prefix } => message
                .push("not a valid ID: expected `")
                .push(prefix)
                .push("…`"),
            Self::NotAFieldKey => message.push(
                "not a valid key: it contains a character other than `a` to `z`, `0` to `9` and `_`",
            ),
            Self::NotACardKey => message.push(
                "not a valid key: it contains a character other than letters, digits, `-` and `_`",
            ),
            Self::DuplicateKey => message.push("the key of another field too"),
            Self::OutOfRange { max } => message.push("not from 0 to ").push_u64(max),
            Self::NotFinite => message.push("not a finite number"),
            Self::NoComponents => message.push("no components"),
            Self::AssignedByPlain => message
                .push("a `customer_id`, which Plain assigns: no upsert can create the customer"),
            Self::OtherCustomer => message.push("not an identifier of the customer of the upsert"),
        }
    }

    /// Advice on how to correct the value.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Empty => "write at least one character",
            Self::Blank => "write at least one visible character",
            Self::Nul => "remove the character U+0000",
            Self::InvisibleEdge => {
                "remove the white space and the invisible characters at both ends"
            }
            Self::EmptyCapture => "insert a value that is never empty",
            Self::TooLong { .. } => {
                "shorten it (Plain counts UTF-16 code units, as JavaScript does)"
            }
            Self::NotAUrl(_) | Self::WrongUrlStart { .. } => {
                "write an absolute URL such as `https://admin.example.com/keys/1`"
            }
            Self::UpperCaseScheme { .. } => "write the scheme in lower case",
            Self::ForbiddenScheme(_) => "link to a page such as `https://admin.example.com/keys/1`",
            Self::NotADateTime(_) => "write a date such as `2024-10-28T18:30:00Z`",
            Self::NotAnEmailAddress(_) => "write an address such as `jane@acme.com`",
            Self::WrongId { prefix } => match prefix.as_bytes() {
                b"te_" => "the ID of a tenant starts with `te_`",
                b"lt_" => "the ID of a label type starts with `lt_`",
                b"att_" => "the ID of an attachment starts with `att_`",
                _ => {
                    "IDs start with `c_` for a customer, `th_` for a thread, `u_` for a user and `mu_` for a machine user"
                }
            },
            Self::NotAFieldKey => {
                "write lower-case letters, digits and underscores, such as `plan_name`"
            }
            Self::NotACardKey => {
                "write ASCII letters, digits, hyphens and underscores, such as `plan-details`"
            }
            Self::DuplicateKey => "give each field of a thread a key of its own",
            Self::OutOfRange { .. } => "write a number in this range",
            Self::NotFinite => "write a finite number",
            Self::NoComponents => "add at least one component to the list",
            Self::AssignedByPlain => "identify the customer by `email_address` or `external_id`",
            Self::OtherCustomer => {
                "give the event and the upsert the same e-mail address or external ID"
            }
        }
    }

    /// Advice on how to correct `text`, the value: the corrected text if it is known, and
    /// [`help`](Self::help) otherwise.
    ///
    /// ```
    /// use plain_schema::StringRule;
    ///
    /// let url = "htps://example.com";
    /// let violation = StringRule::Url.check(url).unwrap_err();
    /// assert_eq!(violation.help_for(url).as_str(), "write `https://example.com`");
    /// ```
    pub const fn help_for(&self, text: &str) -> Message {
        match self.corrected(text) {
            Some(corrected) => Message::new()
                .push("write `")
                .push(corrected.as_str())
                .push("`"),
            None => Message::new().push(self.help()),
        }
    }

    /// The corrected text, if it is known, and short enough to be quoted.
    pub(crate) const fn corrected(&self, text: &str) -> Option<Message> {
        match *self {
            Self::WrongUrlStart {
                length, correction, ..
            } if text.len() <= MAX_CORRECTED && text.is_char_boundary(length) => Some(
                Message::new()
                    .push(correction)
                    .push(text.split_at(length).1),
            ),
            Self::UpperCaseScheme { length }
                if text.len() <= MAX_CORRECTED && text.is_char_boundary(length) =>
            {
                let (scheme, rest) = text.split_at(length);
                Some(Message::new().push_lower_case(scheme).push(rest))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message().as_str())
    }
}

impl core::error::Error for Violation {}

/// Maximum length of a value that is quoted with its correction, in bytes.
pub(crate) const MAX_CORRECTED: usize = 200;

/// Maximum length of a [`Message`] in bytes, enough for a violation, an excerpt and the help.
const CAPACITY: usize = 480;

/// Short text that a `const fn` can build.
///
/// ```
/// use plain_schema::Violation;
///
/// const MESSAGE: plain_schema::Message = Violation::NoComponents.message();
/// assert_eq!(MESSAGE.as_str(), "no components");
/// ```
#[derive(Clone, Copy)]
pub struct Message {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; CAPACITY],
            length: 0,
        }
    }

    /// Appends as many whole characters of `text` as fit.
    pub(crate) const fn push(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let free = CAPACITY - self.length;
        let mut end = if text.len() < free { text.len() } else { free };
        while end > 0 && end < text.len() && is_continuation(text[end]) {
            end -= 1;
        }
        let mut index = 0;
        while index < end {
            self.bytes[self.length] = text[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    /// Appends `text` with its ASCII letters in lower case.
    const fn push_lower_case(self, text: &str) -> Self {
        let start = self.length;
        let mut message = self.push(text);
        let mut index = start;
        while index < message.length {
            message.bytes[index] = message.bytes[index].to_ascii_lowercase();
            index += 1;
        }
        message
    }

    pub(crate) const fn push_number(self, number: usize) -> Self {
        self.push_u64(number as u64)
    }

    const fn push_u64(self, number: u64) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let higher = if number >= 10 {
            self.push_u64(number / 10)
        } else {
            self
        };
        higher.push(DIGITS[(number % 10) as usize])
    }

    /// The message as text.
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // Unreachable, since `push` appends whole characters only.
            Err(_) => "",
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Whether a byte of UTF-8 continues a character.
const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}
