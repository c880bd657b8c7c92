//! Lists, which are written in brackets.

use crate::{Context, StringRule, Violation};

/// Content of a list.
///
/// ```
/// use plain_schema::{Context, ListContent};
///
/// let content = ListContent::Components(Context::Card);
/// assert_eq!((content.item(), content.items()), ("component", "components"));
/// assert_eq!(content.name(), "card");
/// assert_eq!(content.max_text_in_source(), Some(5_000));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListContent {
    /// Components that a context admits.
    Components(Context),
    /// Fields of a thread.
    ThreadFields,
    /// Texts that obey a rule.
    Texts(StringRule),
}

impl ListContent {
    /// Noun for an item: "component", "thread field" or "text".
    pub const fn item(self) -> &'static str {
        match self {
            Self::Components(_) => "component",
            Self::ThreadFields => "thread field",
            Self::Texts(_) => "text",
        }
    }

    /// Noun for an item with its article: "a component", "a thread field" or "a text".
    ///
    /// ```
    /// use plain_schema::ListContent;
    ///
    /// assert_eq!(ListContent::ThreadFields.item_with_article(), "a thread field");
    /// ```
    pub const fn item_with_article(self) -> &'static str {
        match self {
            Self::Components(_) => "a component",
            Self::ThreadFields => "a thread field",
            Self::Texts(_) => "a text",
        }
    }

    /// Name of the list's own names for editors: the parent of the components, `thread_fields` or `texts`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Components(context) => context.name(),
            Self::ThreadFields => "thread_fields",
            Self::Texts(_) => "texts",
        }
    }

    /// Maximum length of a text component's literal in the source: rule K4. Plain's card example and
    /// webhook schema say 5,000, the inputs 10,000.
    pub const fn max_text_in_source(self) -> Option<usize> {
        match self {
            Self::Components(Context::Thread | Context::Card) => Some(5_000),
            _ => None,
        }
    }

    /// Noun for several items: "components", "thread fields" or "texts".
    pub const fn items(self) -> &'static str {
        match self {
            Self::Components(_) => "components",
            Self::ThreadFields => "thread fields",
            Self::Texts(_) => "texts",
        }
    }
}

/// Rule about an empty list.
///
/// ```
/// use plain_schema::entity::THREAD;
/// use plain_schema::{ListRule, ValueType};
///
/// let fields = THREAD.field("thread_fields").unwrap();
/// assert!(matches!(fields.value, ValueType::List(_, ListRule::MayBeEmpty)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRule {
    /// An empty list is rejected at compile time and at run time, as Plain does.
    NotEmpty,
    /// An empty list is rejected at compile time only: Plain's documentation and its schema disagree,
    /// so at run time Plain decides.
    NotEmptyAtCompileTime,
    /// A list may be empty.
    MayBeEmpty,
}

impl ListRule {
    /// Checks the number of items of a list that is known at run time.
    ///
    /// # Errors
    ///
    /// [`Violation::NoComponents`].
    ///
    /// ```
    /// use plain_schema::ListRule;
    ///
    /// assert!(ListRule::NotEmpty.check(0).is_err());
    /// assert!(ListRule::NotEmptyAtCompileTime.check(0).is_ok());
    /// ```
    pub const fn check(self, length: usize) -> Result<(), Violation> {
        match self {
            Self::NotEmpty if length == 0 => Err(Violation::NoComponents),
            _ => Ok(()),
        }
    }

    /// Checks the number of items of a list in the source.
    ///
    /// # Errors
    ///
    /// [`Violation::NoComponents`].
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_schema::ListRule;
    ///
    /// assert!(ListRule::NotEmptyAtCompileTime.check_at_compile_time(0).is_err());
    /// assert!(ListRule::MayBeEmpty.check_at_compile_time(0).is_ok());
    /// ```
    pub const fn check_at_compile_time(self, length: usize) -> Result<(), Violation> {
        match self {
            Self::NotEmpty | Self::NotEmptyAtCompileTime if length == 0 => {
                Err(Violation::NoComponents)
            }
            _ => Ok(()),
        }
    }
}
