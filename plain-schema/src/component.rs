//! The twelve components and the places they may stand in.

use crate::enumeration::{BADGE_COLOR, SPACING_SIZE, TEXT_COLOR, TEXT_SIZE};
use crate::identifier::{USER_IDENTIFIER, WORKFLOW_IDENTIFIER};
use crate::property::same;
use crate::{ListRule, Property, StringRule, Value};

/// A kind of component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "a kind's row in COMPONENTS says what it is")]
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

impl ComponentKind {
    /// The component's row in the table.
    pub const fn component(self) -> &'static Component {
        COMPONENTS[self as usize]
    }
}

/// A component: what it is called and which properties it has.
///
/// ```
/// use plain_schema::Component;
///
/// let badge = Component::named("badge").unwrap();
/// assert_eq!(badge.graphql_field, "componentBadge");
/// assert!(badge.property("color").is_some());
/// ```
#[derive(Debug)]
pub struct Component {
    /// Which of the twelve it is.
    pub kind: ComponentKind,
    /// The name in the macros.
    pub name: &'static str,
    /// The Rust type.
    pub type_name: &'static str,
    /// The field that holds it in the input objects of Plain's schema.
    pub graphql_field: &'static str,
    /// Its input object in Plain's schema.
    pub graphql_input: &'static str,
    /// Its properties; the positional ones first, in their order.
    pub properties: &'static [Property],
}

impl Component {
    /// The component of that name in the macros.
    pub const fn named(name: &str) -> Option<&'static Self> {
        let mut index = 0;
        while index < COMPONENTS.len() {
            if same(COMPONENTS[index].name, name) {
                return Some(COMPONENTS[index]);
            }
            index += 1;
        }
        None
    }

    /// The property of that name.
    pub const fn property(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.properties, name)
    }
}

/// A place where components stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The components of an event.
    Event,
    /// The content of a container.
    Container,
    /// Either side of a row.
    Row,
}

impl Context {
    /// Every context, the widest first.
    pub const ALL: [Self; 3] = [Self::Event, Self::Container, Self::Row];

    /// Whether a component may stand here: rule C11.
    ///
    /// ```
    /// use plain_schema::{ComponentKind, Context};
    ///
    /// assert!(Context::Container.admits(ComponentKind::Row));
    /// assert!(!Context::Row.admits(ComponentKind::Row));
    /// ```
    pub const fn admits(self, kind: ComponentKind) -> bool {
        match self {
            Self::Event => true,
            Self::Container => !matches!(kind, ComponentKind::Container),
            Self::Row => !matches!(kind, ComponentKind::Container | ComponentKind::Row),
        }
    }

    /// The Rust type of the components that stand here.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Event => "EventComponent",
            Self::Container => "ContainerContent",
            Self::Row => "RowContent",
        }
    }

    /// The input object of Plain's schema.
    pub const fn graphql_input(self) -> &'static str {
        match self {
            Self::Event => "EventComponentInput",
            Self::Container => "ComponentContainerContentInput",
            Self::Row => "ComponentRowContentInput",
        }
    }

    /// What has the place: `event`, `container` or `row`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Container => "container",
            Self::Row => "row",
        }
    }

    /// What the place is called in a sentence: "an event", "a container", "a row".
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Event => "an event",
            Self::Container => "a container",
            Self::Row => "a row",
        }
    }
}

/// The most characters `text` and `plain_text` take: rule C1.
const TEXT_MAX: usize = 10_000;
/// The most characters a label takes: rule C2.
const LABEL_MAX: usize = 500;
/// The most characters a value to copy takes: rule C3.
const COPY_VALUE_MAX: usize = 1_000;

const LABEL: Value = Value::String(StringRule::Length { max: LABEL_MAX });

/// Text with Markdown: <https://www.plain.com/docs/api-reference/ui-components/text>.
pub static TEXT: Component = Component {
    kind: ComponentKind::Text,
    name: "text",
    type_name: "Text",
    graphql_field: "componentText",
    graphql_input: "ComponentTextInput",
    properties: &[
        Property::required(
            "text",
            "text",
            Value::String(StringRule::Markdown { max: TEXT_MAX }),
        )
        .positional(),
        Property::optional("size", "textSize", Value::Enumeration(&TEXT_SIZE))
            .deprecated_name("size"),
        Property::optional("color", "textColor", Value::Enumeration(&TEXT_COLOR))
            .deprecated_name("color"),
    ],
};

/// Text as it is: <https://www.plain.com/docs/api-reference/ui-components/plain-text>.
pub static PLAIN_TEXT: Component = Component {
    kind: ComponentKind::PlainText,
    name: "plain_text",
    type_name: "PlainText",
    graphql_field: "componentPlainText",
    graphql_input: "ComponentPlainTextInput",
    properties: &[
        Property::required(
            "plain_text",
            "plainText",
            Value::String(StringRule::PlainText { max: TEXT_MAX }),
        )
        .positional(),
        Property::optional("size", "plainTextSize", Value::Enumeration(&TEXT_SIZE)),
        Property::optional("color", "plainTextColor", Value::Enumeration(&TEXT_COLOR)),
    ],
};

/// Empty space: <https://www.plain.com/docs/api-reference/ui-components/spacer>.
pub static SPACER: Component = Component {
    kind: ComponentKind::Spacer,
    name: "spacer",
    type_name: "Spacer",
    graphql_field: "componentSpacer",
    graphql_input: "ComponentSpacerInput",
    properties: &[
        Property::required("size", "spacerSize", Value::Enumeration(&SPACING_SIZE))
            .deprecated_name("size")
            .required_by_description()
            .positional(),
    ],
};

/// A line: <https://www.plain.com/docs/api-reference/ui-components/divider>.
pub static DIVIDER: Component = Component {
    kind: ComponentKind::Divider,
    name: "divider",
    type_name: "Divider",
    graphql_field: "componentDivider",
    graphql_input: "ComponentDividerInput",
    properties: &[Property::optional(
        "spacing_size",
        "dividerSpacingSize",
        Value::Enumeration(&SPACING_SIZE),
    )
    .deprecated_name("spacingSize")],
};

/// A coloured label: <https://www.plain.com/docs/api-reference/ui-components/badge>.
pub static BADGE: Component = Component {
    kind: ComponentKind::Badge,
    name: "badge",
    type_name: "Badge",
    graphql_field: "componentBadge",
    graphql_input: "ComponentBadgeInput",
    properties: &[
        Property::required("label", "badgeLabel", LABEL).positional(),
        Property::optional("color", "badgeColor", Value::Enumeration(&BADGE_COLOR)),
    ],
};

/// A button that opens a page: <https://www.plain.com/docs/api-reference/ui-components/link-button>.
pub static LINK_BUTTON: Component = Component {
    kind: ComponentKind::LinkButton,
    name: "link_button",
    type_name: "LinkButton",
    graphql_field: "componentLinkButton",
    graphql_input: "ComponentLinkButtonInput",
    properties: &[
        Property::required("label", "linkButtonLabel", LABEL)
            .deprecated_name("label")
            .required_by_description()
            .positional(),
        Property::required("url", "linkButtonUrl", Value::String(StringRule::Url))
            .deprecated_name("url")
            .required_by_description()
            .positional(),
    ],
};

/// A button that copies a value: <https://www.plain.com/docs/api-reference/ui-components/copy-button>.
pub static COPY_BUTTON: Component = Component {
    kind: ComponentKind::CopyButton,
    name: "copy_button",
    type_name: "CopyButton",
    graphql_field: "componentCopyButton",
    graphql_input: "ComponentCopyButtonInput",
    properties: &[
        Property::required(
            "value",
            "copyButtonValue",
            Value::String(StringRule::Length {
                max: COPY_VALUE_MAX,
            }),
        )
        .positional(),
        Property::optional("tooltip_label", "copyButtonTooltipLabel", LABEL),
    ],
};

/// A button that starts a workflow: <https://www.plain.com/docs/api-reference/ui-components/workflow-button>.
pub static WORKFLOW_BUTTON: Component = Component {
    kind: ComponentKind::WorkflowButton,
    name: "workflow_button",
    type_name: "WorkflowButton",
    graphql_field: "componentWorkflowButton",
    graphql_input: "ComponentWorkflowButtonInput",
    properties: &[
        Property::required("label", "workflowButtonLabel", LABEL).positional(),
        Property::required(
            "workflow_identifier",
            "workflowButtonWorkflowIdentifier",
            Value::Identifier(&WORKFLOW_IDENTIFIER),
        )
        .positional(),
    ],
};

/// A moment, in the viewer's own time zone.
pub static DATE_TIME: Component = Component {
    kind: ComponentKind::DateTime,
    name: "date_time",
    type_name: "DateTime",
    graphql_field: "componentDateTime",
    graphql_input: "ComponentDateTimeInput",
    properties: &[Property::required(
        "iso8601",
        "dateTimeIso8601",
        Value::String(StringRule::DateTime),
    )
    .positional()],
};

/// A user of the workspace, looked up when the event is shown.
pub static USER: Component = Component {
    kind: ComponentKind::User,
    name: "user",
    type_name: "User",
    graphql_field: "componentUser",
    graphql_input: "ComponentUserInput",
    properties: &[Property::required(
        "user_identifier",
        "userIdentifier",
        Value::Identifier(&USER_IDENTIFIER),
    )
    .positional()],
};

/// Components side by side: <https://www.plain.com/docs/api-reference/ui-components/row>.
pub static ROW: Component = Component {
    kind: ComponentKind::Row,
    name: "row",
    type_name: "Row",
    graphql_field: "componentRow",
    graphql_input: "ComponentRowInput",
    properties: &[
        Property::required(
            "main_content",
            "rowMainContent",
            Value::Components(Context::Row, ListRule::NotEmpty),
        ),
        Property::required(
            "aside_content",
            "rowAsideContent",
            Value::Components(Context::Row, ListRule::NotEmptyInSource),
        ),
    ],
};

/// A frame around components: <https://www.plain.com/docs/api-reference/ui-components/container>.
pub static CONTAINER: Component = Component {
    kind: ComponentKind::Container,
    name: "container",
    type_name: "Container",
    graphql_field: "componentContainer",
    graphql_input: "ComponentContainerInput",
    properties: &[Property::required(
        "content",
        "containerContent",
        Value::Components(Context::Container, ListRule::NotEmpty),
    )],
};

/// Every component, in the order of [`ComponentKind`].
pub static COMPONENTS: [&Component; 12] = [
    &TEXT,
    &PLAIN_TEXT,
    &SPACER,
    &DIVIDER,
    &BADGE,
    &LINK_BUTTON,
    &COPY_BUTTON,
    &WORKFLOW_BUTTON,
    &DATE_TIME,
    &USER,
    &ROW,
    &CONTAINER,
];
