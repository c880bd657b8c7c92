//! The components of an event, and what may stand in what.
//!
//! Each is a plain struct; the three enums say where it may stand, so that a row in a row does not
//! type-check. See <https://www.plain.com/docs/api-reference/ui-components>.
//!
//! ```
//! use plain_runtime::component::{Badge, Row, Text};
//! use plain_runtime::{BadgeColor, EventComponent};
//!
//! let row = EventComponent::from(Row {
//!     main_content: vec![Text { text: "Plan".into(), size: None, color: None }.into()].into(),
//!     aside_content: vec![Badge { label: "Pro".into(), color: Some(BadgeColor::Green) }.into()].into(),
//! });
//! assert_eq!(
//!     serde_json::to_value(&row).unwrap(),
//!     serde_json::json!({ "componentRow": {
//!         "rowMainContent": [{ "componentText": { "text": "Plan" } }],
//!         "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Pro", "badgeColor": "GREEN" } }],
//!     } }),
//! );
//! ```

use std::borrow::Cow;

use plain_schema::{Context, ListRule, Property, ValueType, Violation};
use serde::Serialize;

use super::object::{Object, PropertyValue, object};
use super::validate::{Path, Violations};
use super::{
    BadgeColor, Iso8601, SpacingSize, TextColor, TextSize, UserIdentifier, WorkflowIdentifier,
};

/// Declares a component: its struct, and the function that stands for it in an editor, which takes
/// what may be given without a name. The page is that of Plain's documentation.
macro_rules! component {
    (
        $(#[$meta:meta])*
        $name:ident = $row:ident, $function:ident($($positional:ident: $type:ty),*), $page:literal {
            $($fields:tt)*
        }
    ) => {
        object! {
            $(#[$meta])*
            $name = component::$row.property, $page, $function +
            $(#[$meta])*
            #[doc = ""]
            #[doc = concat!("See <", $page, ">.")]
            pub fn $function($($positional: $type),*) -> $name {
                $(let _ = $positional;)*
                $crate::input::object::placeholder()
            }
            $(#[$meta])*
            #[doc = ""]
            #[doc = concat!("See <", $page, ">.")]
            pub const $function: $crate::input::object::PropertyName<$name> =
                $crate::input::object::PropertyName::NAME;
            {
                $($fields)*
            }
        }
    };
}

component! {
    /// Text with Markdown: bold, italic and links. What is inserted is escaped, so that it draws
    /// neither.
    ///
    /// Plain draws black words at the width of the event, **bold** and *italic* as such, and a link
    /// blue and underlined.
    Text = TEXT, text(text: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/text" {
        /// What it says, as Markdown: 1 to 10,000 characters, not blank.
        text: Cow<'static, str>,
        /// How large it is: `S`, `M` or `L`. Plain draws `M` where it is not given.
        size: Option<TextSize>,
        /// Its colour: `Normal`, `Muted`, `Success`, `Warning` or `Error`. Plain draws `Normal` where
        /// it is not given.
        color: Option<TextColor>,
    }
}

component! {
    /// Text that is shown as it is: a `*` is a `*`.
    ///
    /// Plain draws black words at the width of the event.
    PlainText = PLAIN_TEXT, plain_text(plain_text: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/plain-text" {
        /// What it says: 1 to 10,000 characters, not blank.
        plain_text: Cow<'static, str>,
        /// How large it is: `S`, `M` or `L`. Plain draws `M` where it is not given.
        size: Option<TextSize>,
        /// Its colour: `Normal`, `Muted`, `Success`, `Warning` or `Error`. Plain draws `Normal` where
        /// it is not given.
        color: Option<TextColor>,
    }
}

component! {
    /// Empty space between what stands above and below.
    ///
    /// Plain draws nothing, from 4 to 32 pixels high.
    Spacer = SPACER, spacer(size: SpacingSize),
    "https://www.plain.com/docs/api-reference/ui-components/spacer" {
        /// How high it is: `XS`, `S`, `M`, `L` or `XL`. It is required.
        size: SpacingSize,
    }
}

component! {
    /// A horizontal line.
    ///
    /// Plain draws it thin and grey, at the width of the event.
    Divider = DIVIDER, divider(),
    "https://www.plain.com/docs/api-reference/ui-components/divider" {
        /// How much space it has above and below: `XS`, `S`, `M`, `L` or `XL`.
        spacing_size: Option<SpacingSize>,
    }
}

component! {
    /// A short label on a coloured ground.
    ///
    /// Plain draws a pill in a light shade of its colour, with a dot before the label.
    Badge = BADGE, badge(label: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/badge" {
        /// What it says: 1 to 500 characters.
        label: Cow<'static, str>,
        /// Its colour: `Grey`, `Green`, `Yellow`, `Red` or `Blue`. Plain draws `Grey` where it is not
        /// given.
        color: Option<BadgeColor>,
    }
}

component! {
    /// A button that opens a page.
    ///
    /// Plain draws its label in bold, in a white box with rounded corners.
    LinkButton = LINK_BUTTON, link_button(label: Cow<'static, str>, url: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/link-button" {
        /// What it says: 1 to 500 characters.
        label: Cow<'static, str>,
        /// What it opens: an absolute URL with a host, or one of an app's own scheme, and never
        /// `javascript:`, `data:`, `vbscript:` or `file:`. What is inserted is percent-encoded.
        url: Cow<'static, str>,
    }
}

component! {
    /// A button that copies a value to the clipboard.
    ///
    /// Plain draws two sheets of paper, one behind the other, and no value; the tooltip shows when
    /// it is pointed at.
    CopyButton = COPY_BUTTON, copy_button(value: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/copy-button" {
        /// What it copies: 1 to 1,000 characters.
        value: Cow<'static, str>,
        /// What it says when pointed at: 1 to 500 characters.
        tooltip_label: Option<Cow<'static, str>>,
    }
}

component! {
    /// A button that starts one of your workflows.
    ///
    /// Plain draws its label in a white box with rounded corners, with the workflow's icon before it.
    WorkflowButton = WORKFLOW_BUTTON, workflow_button(label: Cow<'static, str>, workflow_identifier: WorkflowIdentifier),
    "https://www.plain.com/docs/api-reference/ui-components/workflow-button" {
        /// What it says: 1 to 500 characters.
        label: Cow<'static, str>,
        /// Which workflow it starts: exactly one of `workflow_id(..)` and `workflow_key(..)`.
        workflow_identifier: WorkflowIdentifier,
    }
}

component! {
    /// A moment.
    ///
    /// Plain draws the date and the time in the viewer's own time zone.
    DateTime = DATE_TIME, date_time(iso8601: Iso8601),
    "https://www.plain.com/docs/api-reference/ui-components" {
        /// The moment: an ISO 8601 literal, a `SystemTime`, or a value of `jiff`, `chrono` or `time`.
        iso8601: Iso8601,
    }
}

component! {
    /// A user of your workspace, looked up when the event is shown.
    ///
    /// Plain draws the user's picture and name, and nobody if there is no such user.
    User = USER, user(user_identifier: UserIdentifier),
    "https://www.plain.com/docs/api-reference/ui-components" {
        /// Which user: exactly one of `user_id(..)`, `email_address(..)` and `machine_user_id(..)`.
        user_identifier: UserIdentifier,
    }
}

component! {
    /// Components side by side. A row holds neither a row nor a container.
    ///
    /// Plain draws one line, with the main content on the left and the aside on the right.
    Row = ROW, row(),
    "https://www.plain.com/docs/api-reference/ui-components/row" {
        /// What stands on the left: at least one component.
        main_content: Cow<'static, [RowContent]>,
        /// What stands on the right: in your source, at least one component.
        aside_content: Cow<'static, [RowContent]>,
    }
}

component! {
    /// A frame around components. A container holds no other container.
    ///
    /// Plain draws a white box with rounded corners, its components one below the other.
    Container = CONTAINER, container(),
    "https://www.plain.com/docs/api-reference/ui-components/container" {
        /// What stands in it: at least one component.
        content: Cow<'static, [ContainerContent]>,
    }
}

/// A component in its place.
pub(super) trait Content: Serialize + Clone + 'static {
    fn validate(&self, path: &Path<'_>, violations: &mut Violations);
}

impl<C: Content> PropertyValue for Cow<'static, [C]> {
    fn validate(&self, property: &'static Property, path: &Path<'_>, violations: &mut Violations) {
        if self.is_empty()
            && let ValueType::Components(_, ListRule::NotEmpty) = property.value
        {
            violations.add(path, Violation::NoComponents);
        }
        for (index, component) in self.iter().enumerate() {
            component.validate(&path.index(index), violations);
        }
    }
}

/// Declares the enum of the components that may stand in a context.
macro_rules! contents {
    (
        $(#[$meta:meta])*
        $name:ident in $context:path { $($component:ident,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each variant is the struct of the same name")]
        pub enum $name {
            $($component($component),)*
        }

        const _: () = {
            $(assert!($context.admits(plain_schema::ComponentKind::$component));)*
        };

        $(
            impl From<$component> for $name {
                fn from(component: $component) -> Self {
                    Self::$component(component)
                }
            }
        )*

        impl From<&Self> for $name {
            fn from(component: &Self) -> Self {
                component.clone()
            }
        }

        impl Serialize for $name {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$component(component) => serializer.serialize_newtype_variant(
                        stringify!($name),
                        plain_schema::ComponentKind::$component as u32,
                        plain_schema::ComponentKind::$component.component().graphql_field,
                        component,
                    ),)*
                }
            }
        }

        impl Content for $name {
            fn validate(&self, path: &Path<'_>, violations: &mut Violations) {
                match self {
                    $(Self::$component(component) => {
                        let name = plain_schema::ComponentKind::$component.component().name;
                        component.validate(&path.property(name), violations);
                    })*
                }
            }
        }
    };
}

contents! {
    /// A component of an event.
    EventComponent in Context::Event {
        Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime,
        User, Row, Container,
    }
}

contents! {
    /// A component in a [`Container`]: every kind but another container.
    ContainerContent in Context::Container {
        Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime,
        User, Row,
    }
}

contents! {
    /// A component in a [`Row`]: every kind but a row and a container.
    RowContent in Context::Row {
        Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime,
        User,
    }
}

/// Whatever may stand in a narrower place may stand in a wider one.
macro_rules! widen {
    ($narrow:ident into $wide:ident: $($component:ident,)*) => {
        impl From<$narrow> for $wide {
            fn from(content: $narrow) -> Self {
                match content {
                    $($narrow::$component(component) => Self::$component(component),)*
                }
            }
        }
    };
}

widen! {
    RowContent into ContainerContent:
    Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime, User,
}

widen! {
    RowContent into EventComponent:
    Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime, User,
}

widen! {
    ContainerContent into EventComponent:
    Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime, User,
    Row,
}
