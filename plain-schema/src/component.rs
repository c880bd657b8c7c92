//! The twelve components.
//!
//! ```
//! use plain_schema::Context;
//! use plain_schema::component::{
//!     BADGE, COMPONENTS, CONTAINER, COPY_BUTTON, DATE_TIME, DIVIDER, LINK_BUTTON, PLAIN_TEXT, ROW, SPACER, TEXT,
//!     USER, WORKFLOW_BUTTON,
//! };
//!
//! let texts = [&TEXT, &PLAIN_TEXT, &BADGE, &DATE_TIME, &USER];
//! let buttons = [&LINK_BUTTON, &COPY_BUTTON, &WORKFLOW_BUTTON];
//! let layout = [&SPACER, &DIVIDER, &ROW, &CONTAINER];
//! assert_eq!(texts.len() + buttons.len() + layout.len(), COMPONENTS.len());
//! assert!(texts.iter().chain(&buttons).all(|it| Context::Row.admits(it.kind)));
//! ```
//!
//! See <https://www.plain.com/docs/api-reference/ui-components>.

use crate::enumeration::{BADGE_COLOR, SPACING_SIZE, TEXT_COLOR, TEXT_SIZE};
use crate::identifier::{USER_IDENTIFIER, WORKFLOW_IDENTIFIER};
use crate::rules::same;
use crate::{ComponentKind, Context, ListContent, ListRule, Property, StringRule, ValueType};

impl ComponentKind {
    /// Row of the component in [`COMPONENTS`].
    ///
    /// ```
    /// use plain_schema::ComponentKind;
    ///
    /// assert_eq!(ComponentKind::LinkButton.component().name, "link_button");
    /// ```
    pub const fn component(self) -> &'static Component {
        COMPONENTS[self as usize]
    }
}

/// Component: its names in Rust and in Plain's schema, and its properties.
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
    /// Kind of the component.
    pub kind: ComponentKind,
    /// Name in the macros.
    pub name: &'static str,
    /// Rust type.
    pub type_name: &'static str,
    /// Field that holds it in the input objects of Plain's schema.
    pub graphql_field: &'static str,
    /// Input object in Plain's schema.
    pub graphql_input: &'static str,
    /// Properties, with the positional ones first.
    pub properties: &'static [Property],
}

impl Component {
    /// Finds a component by its name in the macros.
    ///
    /// ```
    /// use plain_schema::Component;
    ///
    /// assert_eq!(Component::named("spacer").unwrap().type_name, "Spacer");
    /// assert!(Component::named("button").is_none());
    /// ```
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

    /// Finds a property by its name in the macros.
    ///
    /// ```
    /// use plain_schema::component::TEXT;
    ///
    /// assert_eq!(TEXT.property("color").unwrap().graphql_name, "textColor");
    /// assert!(TEXT.property("colour").is_none());
    /// ```
    pub const fn property(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.properties, name)
    }
}

/// Maximum length of `text` and `plain_text`: rule C1.
const TEXT_MAX: usize = 10_000;
/// Maximum length of a label: rule C2.
const LABEL_MAX: usize = 500;
/// Maximum length of a value to copy: rule C3.
const COPY_VALUE_MAX: usize = 1_000;

const LABEL: ValueType = ValueType::String(StringRule::Label { max: LABEL_MAX });

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
            ValueType::String(StringRule::Markdown { max: TEXT_MAX }),
        )
        .positional(),
        Property::optional("size", "textSize", ValueType::Enumeration(&TEXT_SIZE))
            .deprecated_name("size"),
        Property::optional("color", "textColor", ValueType::Enumeration(&TEXT_COLOR))
            .deprecated_name("color"),
    ],
};

/// Text without Markdown: <https://www.plain.com/docs/api-reference/ui-components/plain-text>.
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
            ValueType::String(StringRule::PlainText { max: TEXT_MAX }),
        )
        .positional(),
        Property::optional("size", "plainTextSize", ValueType::Enumeration(&TEXT_SIZE)),
        Property::optional(
            "color",
            "plainTextColor",
            ValueType::Enumeration(&TEXT_COLOR),
        ),
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
        Property::required("size", "spacerSize", ValueType::Enumeration(&SPACING_SIZE))
            .deprecated_name("size")
            .required_by_description()
            .positional(),
    ],
};

/// Horizontal line: <https://www.plain.com/docs/api-reference/ui-components/divider>.
pub static DIVIDER: Component = Component {
    kind: ComponentKind::Divider,
    name: "divider",
    type_name: "Divider",
    graphql_field: "componentDivider",
    graphql_input: "ComponentDividerInput",
    properties: &[Property::optional(
        "spacing_size",
        "dividerSpacingSize",
        ValueType::Enumeration(&SPACING_SIZE),
    )
    .deprecated_name("spacingSize")],
};

/// Coloured label: <https://www.plain.com/docs/api-reference/ui-components/badge>.
pub static BADGE: Component = Component {
    kind: ComponentKind::Badge,
    name: "badge",
    type_name: "Badge",
    graphql_field: "componentBadge",
    graphql_input: "ComponentBadgeInput",
    properties: &[
        Property::required("label", "badgeLabel", LABEL).positional(),
        Property::optional("color", "badgeColor", ValueType::Enumeration(&BADGE_COLOR)),
    ],
};

/// Button that opens a page: <https://www.plain.com/docs/api-reference/ui-components/link-button>.
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
        Property::required("url", "linkButtonUrl", ValueType::String(StringRule::Url))
            .deprecated_name("url")
            .required_by_description()
            .positional(),
    ],
};

/// Button that copies a value: <https://www.plain.com/docs/api-reference/ui-components/copy-button>.
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
            ValueType::String(StringRule::Length {
                max: COPY_VALUE_MAX,
            }),
        )
        .positional(),
        Property::optional("tooltip_label", "copyButtonTooltipLabel", LABEL),
    ],
};

/// Button that starts a workflow: <https://www.plain.com/docs/api-reference/ui-components/workflow-button>.
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
            ValueType::Identifier(&WORKFLOW_IDENTIFIER),
        )
        .positional(),
    ],
};

/// Date and time in the viewer's time zone.
pub static DATE_TIME: Component = Component {
    kind: ComponentKind::DateTime,
    name: "date_time",
    type_name: "DateTime",
    graphql_field: "componentDateTime",
    graphql_input: "ComponentDateTimeInput",
    properties: &[Property::required(
        "iso8601",
        "dateTimeIso8601",
        ValueType::String(StringRule::DateTime),
    )
    .positional()],
};

/// User of the workspace, looked up when the event is shown.
pub static USER: Component = Component {
    kind: ComponentKind::User,
    name: "user",
    type_name: "User",
    graphql_field: "componentUser",
    graphql_input: "ComponentUserInput",
    properties: &[Property::required(
        "user_identifier",
        "userIdentifier",
        ValueType::Identifier(&USER_IDENTIFIER),
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
            ValueType::List(ListContent::Components(Context::Row), ListRule::NotEmpty),
        ),
        Property::required(
            "aside_content",
            "rowAsideContent",
            ValueType::List(
                ListContent::Components(Context::Row),
                ListRule::NotEmptyAtCompileTime,
            ),
        ),
    ],
};

/// Frame around components: <https://www.plain.com/docs/api-reference/ui-components/container>.
pub static CONTAINER: Component = Component {
    kind: ComponentKind::Container,
    name: "container",
    type_name: "Container",
    graphql_field: "componentContainer",
    graphql_input: "ComponentContainerInput",
    properties: &[Property::required(
        "content",
        "containerContent",
        ValueType::List(
            ListContent::Components(Context::Container),
            ListRule::NotEmpty,
        ),
    )],
};

/// All components, in the order of [`ComponentKind`].
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
