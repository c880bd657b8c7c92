//! Kinds of components and the contexts that admit them.

/// Kind of a component.
///
/// ```
/// use plain_schema::{COMPONENTS, ComponentKind};
///
/// assert_eq!(ComponentKind::CopyButton.component().name, "copy_button");
/// assert!(COMPONENTS.iter().all(|row| row.kind.component().name == row.name));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each kind is documented at its row in COMPONENTS"
)]
pub enum ComponentKind {
    Text,
    PlainText,
    Spacer,
    Divider,
    Badge,
    LinkButton,
    CopyButton,
    WorkflowButton,
    DateTime,
    User,
    Row,
    Container,
}

/// List that contains components.
///
/// ```
/// use plain_schema::Context;
///
/// assert_eq!(Context::Row.name(), "row");
/// assert_eq!(Context::Event.name_with_article(), "an event");
/// assert_eq!(Context::Thread.type_name(), "EventComponent");
/// assert_eq!(Context::Thread.graphql_input(), "ComponentInput");
/// // Each narrower context admits fewer components.
/// let admitted = Context::ALL.map(|context| {
///     plain_schema::COMPONENTS.iter().filter(|it| context.admits(it.kind)).count()
/// });
/// assert!(admitted.is_sorted_by(|wide, narrow| wide >= narrow));
/// assert_eq!(Context::FRAGMENTS.map(Context::macro_name), ["components", "container_content", "row_content"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Components of an event.
    Event,
    /// Components of a thread.
    Thread,
    /// Components of a customer card.
    Card,
    /// Content of a container.
    Container,
    /// Main or aside content of a row.
    Row,
}

impl Context {
    /// All contexts, from the widest to the narrowest.
    pub const ALL: [Self; 5] = [
        Self::Event,
        Self::Thread,
        Self::Card,
        Self::Container,
        Self::Row,
    ];

    /// The contexts whose components a macro writes, from the widest to the narrowest. The macro of an
    /// event writes those of a thread and of a card as well.
    pub const FRAGMENTS: [Self; 3] = [Self::Event, Self::Container, Self::Row];

    /// Whether the context may contain a component: rule C11.
    ///
    /// ```
    /// use plain_schema::{ComponentKind, Context};
    ///
    /// assert!(Context::Container.admits(ComponentKind::Row));
    /// assert!(!Context::Row.admits(ComponentKind::Row));
    /// ```
    pub const fn admits(self, kind: ComponentKind) -> bool {
        match self {
            Self::Event | Self::Thread | Self::Card => true,
            Self::Container => !matches!(kind, ComponentKind::Container),
            Self::Row => !matches!(kind, ComponentKind::Container | ComponentKind::Row),
        }
    }

    /// Rust type of the components in this context.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Event | Self::Thread | Self::Card => "EventComponent",
            Self::Container => "ContainerContent",
            Self::Row => "RowContent",
        }
    }

    /// Macro that writes a list of the components in this context.
    ///
    /// ```
    /// use plain_schema::Context;
    ///
    /// assert_eq!(Context::Row.macro_name(), "row_content");
    /// ```
    pub const fn macro_name(self) -> &'static str {
        match self {
            Self::Event | Self::Thread | Self::Card => "components",
            Self::Container => "container_content",
            Self::Row => "row_content",
        }
    }

    /// Input object in Plain's schema. The JSON of a card has the same fields as the input of a thread.
    pub const fn graphql_input(self) -> &'static str {
        match self {
            Self::Event => "EventComponentInput",
            Self::Thread | Self::Card => "ComponentInput",
            Self::Container => "ComponentContainerContentInput",
            Self::Row => "ComponentRowContentInput",
        }
    }

    /// Name of the parent, such as `event` or `row`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Thread => "thread",
            Self::Card => "card",
            Self::Container => "container",
            Self::Row => "row",
        }
    }

    /// Name of the parent with its article, such as "an event" or "a row".
    pub const fn name_with_article(self) -> &'static str {
        match self {
            Self::Event => "an event",
            Self::Thread => "a thread",
            Self::Card => "a card",
            Self::Container => "a container",
            Self::Row => "a row",
        }
    }
}
