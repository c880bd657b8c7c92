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

use plain_schema::{Context, ListRule, Property, Value, Violation};
use serde::Serialize;

use super::object::{Object, PropertyValue, object};
use super::validate::{Path, Violations};
use super::{
    BadgeColor, Iso8601, SpacingSize, TextColor, TextSize, UserIdentifier, WorkflowIdentifier,
};

object! {
    /// Text with Markdown: bold, italic and links.
    Text = component::TEXT.property {
        /// What it says, as Markdown: 1 to 10,000 characters, not blank.
        text: Cow<'static, str>,
        /// How large it is.
        size: Option<TextSize>,
        /// Its colour.
        color: Option<TextColor>,
    }
}

object! {
    /// Text that is shown as it is.
    PlainText = component::PLAIN_TEXT.property {
        /// What it says: 1 to 10,000 characters, not blank.
        plain_text: Cow<'static, str>,
        /// How large it is.
        size: Option<TextSize>,
        /// Its colour.
        color: Option<TextColor>,
    }
}

object! {
    /// Empty space between what stands above and below.
    Spacer = component::SPACER.property {
        /// How high it is.
        size: SpacingSize,
    }
}

object! {
    /// A horizontal line.
    Divider = component::DIVIDER.property {
        /// How much space it has above and below.
        spacing_size: Option<SpacingSize>,
    }
}

object! {
    /// A short label on a coloured ground.
    Badge = component::BADGE.property {
        /// What it says: 1 to 500 characters.
        label: Cow<'static, str>,
        /// Its colour.
        color: Option<BadgeColor>,
    }
}

object! {
    /// A button that opens a page.
    LinkButton = component::LINK_BUTTON.property {
        /// What it says: 1 to 500 characters.
        label: Cow<'static, str>,
        /// What it opens: an absolute URL with a host, or one of an app's own scheme.
        url: Cow<'static, str>,
    }
}

object! {
    /// A button that copies a value to the clipboard.
    CopyButton = component::COPY_BUTTON.property {
        /// What it copies: 1 to 1,000 characters.
        value: Cow<'static, str>,
        /// What it says when pointed at: 1 to 500 characters.
        tooltip_label: Option<Cow<'static, str>>,
    }
}

object! {
    /// A button that starts one of your workflows.
    WorkflowButton = component::WORKFLOW_BUTTON.property {
        /// What it says: 1 to 500 characters.
        label: Cow<'static, str>,
        /// Which workflow it starts.
        workflow_identifier: WorkflowIdentifier,
    }
}

object! {
    /// A moment, shown in the viewer's own time zone.
    DateTime = component::DATE_TIME.property {
        /// The moment.
        iso8601: Iso8601,
    }
}

object! {
    /// A user of your workspace, with name and picture.
    User = component::USER.property {
        /// Which user.
        user_identifier: UserIdentifier,
    }
}

object! {
    /// Components side by side.
    Row = component::ROW.property {
        /// What stands on the left: at least one component.
        main_content: Cow<'static, [RowContent]>,
        /// What stands on the right.
        aside_content: Cow<'static, [RowContent]>,
    }
}

object! {
    /// A frame around components.
    Container = component::CONTAINER.property {
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
            && let Value::Components(_, ListRule::NotEmpty) = property.value
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
