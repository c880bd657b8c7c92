//! What is wrong with a value, in words that hold at compile time and at run time alike.

use core::fmt;

/// What is wrong with a value.
///
/// Its text is built in `const`, so that the compiler, a `const` evaluation and the client say the
/// same words.
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
    /// There is no text.
    Empty,
    /// There is nothing but white space.
    Blank,
    /// There are more UTF-16 code units than Plain takes.
    TooLong {
        /// The most it takes.
        max: usize,
        /// How many there are.
        length: usize,
    },
    /// It is not an absolute URL, for the reason given.
    NotAUrl(&'static str),
    /// Its scheme is one that runs code or opens local files.
    ForbiddenScheme(&'static str),
    /// It is not ISO 8601, for the reason given.
    NotADateTime(&'static str),
    /// It does not have the shape of an e-mail address, for the reason given.
    NotAnEmailAddress(&'static str),
    /// It is the id of something else.
    WrongId {
        /// What an id of the right kind starts with.
        prefix: &'static str,
    },
    /// A list has no components.
    NoComponents,
}

impl Violation {
    /// What is wrong.
    pub const fn message(&self) -> Message {
        let message = Message::new();
        match *self {
            Self::Empty => message.push("empty"),
            Self::Blank => message.push("blank"),
            Self::TooLong { max, length } => message
                .push("longer than ")
                .push_number(max)
                .push(" characters (it has ")
                .push_number(length)
                .push(")"),
            Self::NotAUrl(reason) => message.push("not an absolute URL: ").push(reason),
            Self::ForbiddenScheme(scheme) => message
                .push("a `")
                .push(scheme)
                .push(":` URL, which no link may open"),
            Self::NotADateTime(reason) => message.push("not an ISO 8601 date: ").push(reason),
            Self::NotAnEmailAddress(reason) => message.push("not an e-mail address: ").push(reason),
            Self::WrongId { prefix } => message
                .push("not an id of this kind: it does not start with `")
                .push(prefix)
                .push("`"),
            Self::NoComponents => message.push("no components"),
        }
    }

    /// What to write instead.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Empty => "write at least one character",
            Self::Blank => "write at least one visible character",
            Self::TooLong { .. } => {
                "shorten it: Plain counts UTF-16 code units, as JavaScript does"
            }
            Self::NotAUrl(_) => "write the whole URL, such as `https://admin.example.com/keys/1`",
            Self::ForbiddenScheme(_) => {
                "link to a page, such as `https://admin.example.com/keys/1`"
            }
            Self::NotADateTime(_) => "write a date such as `2024-10-28T18:30:00Z`",
            Self::NotAnEmailAddress(_) => "write an address such as `jane@acme.com`",
            Self::WrongId { .. } => {
                "give an id of the right kind: `c_…` of a customer, `th_…` of a thread, `u_…` of a user, `mu_…` of a machine user"
            }
            Self::NoComponents => "put at least one component into the list",
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message().as_str())
    }
}

impl core::error::Error for Violation {}

/// The most bytes a [`Message`] holds: a violation, what it quotes and the help for it.
const CAPACITY: usize = 480;

/// A short text that `const fn`s can build.
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

    /// Appends as much of `text` as fits, in whole characters.
    pub(crate) const fn push(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let room = CAPACITY - self.length;
        let mut end = if text.len() < room { text.len() } else { room };
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

    const fn push_number(self, number: usize) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let higher = if number >= 10 {
            self.push_number(number / 10)
        } else {
            self
        };
        higher.push(DIGITS[number % 10])
    }

    /// The text.
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // `push` appends whole characters only.
            Err(_) => "",
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Whether a byte of UTF-8 goes on with the character before it.
const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}
