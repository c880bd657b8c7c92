//! Components of an event.
//!
//! Each component is a plain struct. The enums [`EventComponent`], [`ContainerContent`] and
//! [`RowContent`] say where it may be used, so that a row in a row does not type-check. The macros
//! build these values; see [`customer_event!`](crate::customer_event!). See
//! <https://www.plain.com/docs/api-reference/ui-components>.
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

use plain_schema::Context;

use super::containment::{context_components, widen};
use super::object::{Object, object};
pub use super::splice::{InsertIntoContainer, InsertIntoEvent, InsertIntoRow};
#[doc(hidden)]
pub use super::splice::{components, container_content, row_content};
use super::{
    BadgeColor, Iso8601, SpacingSize, TextColor, TextSize, UserIdentifier, WorkflowIdentifier,
};

/// Declares a component: its struct, and the function that represents it in an editor, whose arguments
/// are the positional properties. `$page` is a page of Plain's documentation, `$example` a call.
macro_rules! component {
    (
        $(#[$meta:meta])*
        $name:ident = $row:ident, $function:ident($($positional:ident: $type:ty),*), $page:literal, $example:literal {
            $($fields:tt)*
        }
    ) => {
        object! {
            $(#[$meta])*
            #[doc = ""]
            #[doc = "```"]
            #[doc = "use plain_runtime::{EventComponent, components};"]
            #[doc = ""]
            #[doc = concat!("let list = components![", $example, "];")]
            #[doc = concat!("assert!(matches!(&list[..], [EventComponent::", stringify!($name), "(_)]));")]
            #[doc = "```"]
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
    /// Text with Markdown: bold, italic and links. The macros escape inserted values.
    ///
    /// Plain shows black text at the width of the event. Links are blue and underlined.
    Text = TEXT, text(text: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/text",
    "text(\"New API key **3f2a**\", size = S, color = Muted)" {
        /// The text, as Markdown: 1 to 10,000 characters, not blank.
        text: Cow<'static, str>,
        /// Size: `S`, `M` or `L`. Defaults to `M`.
        size: Option<TextSize>,
        /// Colour: `Normal`, `Muted`, `Success`, `Warning` or `Error`. Defaults to `Normal`.
        color: Option<TextColor>,
    }
}

component! {
    /// Text without Markdown: a `*` is shown as a `*`.
    ///
    /// Plain shows black text at the width of the event.
    PlainText = PLAIN_TEXT, plain_text(plain_text: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/plain-text",
    "plain_text(\"2 * 3 * 7\")" {
        /// The text: 1 to 10,000 characters, not blank.
        plain_text: Cow<'static, str>,
        /// Size: `S`, `M` or `L`. Defaults to `M`.
        size: Option<TextSize>,
        /// Colour: `Normal`, `Muted`, `Success`, `Warning` or `Error`. Defaults to `Normal`.
        color: Option<TextColor>,
    }
}

component! {
    /// Vertical space between two components.
    ///
    /// Plain leaves 4 to 32 pixels empty.
    Spacer = SPACER, spacer(size: SpacingSize),
    "https://www.plain.com/docs/api-reference/ui-components/spacer",
    "spacer(M)" {
        /// Height: `XS`, `S`, `M`, `L` or `XL`. Required.
        size: SpacingSize,
    }
}

component! {
    /// A horizontal line.
    ///
    /// Plain shows a thin grey line at the width of the event.
    Divider = DIVIDER, divider(),
    "https://www.plain.com/docs/api-reference/ui-components/divider",
    "divider(spacing_size = L)" {
        /// Space above and below: `XS`, `S`, `M`, `L` or `XL`.
        spacing_size: Option<SpacingSize>,
    }
}

component! {
    /// A short label on a coloured background.
    ///
    /// Plain shows a pill in a light shade of the colour, with a dot before the label.
    Badge = BADGE, badge(label: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/badge",
    "badge(\"Pro\", color = Green)" {
        /// Label: 1 to 500 characters.
        label: Cow<'static, str>,
        /// Colour: `Grey`, `Green`, `Yellow`, `Red` or `Blue`. Defaults to `Grey`.
        color: Option<BadgeColor>,
    }
}

component! {
    /// A button that opens a URL.
    ///
    /// Plain shows the label in bold, in a white box with rounded corners.
    LinkButton = LINK_BUTTON, link_button(label: Cow<'static, str>, url: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/link-button",
    "link_button(\"View in admin\", \"https://admin.your-app.com\")" {
        /// Label: 1 to 500 characters.
        label: Cow<'static, str>,
        /// An absolute URL with a host, or with an app's own scheme in lower case, but never one that
        /// runs code, wraps another URL, or belongs to the browser or the system, such as
        /// `javascript:`, `data:`, `file:`, `blob:` or `about:`. The macros percent-encode inserted
        /// values.
        url: Cow<'static, str>,
    }
}

component! {
    /// A button that copies a value to the clipboard.
    ///
    /// Plain shows a copy icon without the value, and the tooltip on hover.
    CopyButton = COPY_BUTTON, copy_button(value: Cow<'static, str>),
    "https://www.plain.com/docs/api-reference/ui-components/copy-button",
    "copy_button(\"3f2a\", tooltip_label = \"Copy the fingerprint\")" {
        /// The copied value: 1 to 1,000 characters.
        value: Cow<'static, str>,
        /// Tooltip: 1 to 500 characters.
        tooltip_label: Option<Cow<'static, str>>,
    }
}

component! {
    /// A button that starts one of your workflows.
    ///
    /// Plain shows the label in a white box with rounded corners, after the icon of the workflow.
    WorkflowButton = WORKFLOW_BUTTON, workflow_button(label: Cow<'static, str>, workflow_identifier: WorkflowIdentifier),
    "https://www.plain.com/docs/api-reference/ui-components/workflow-button",
    "workflow_button(\"Refund\", workflow_key(\"refund\"))" {
        /// Label: 1 to 500 characters.
        label: Cow<'static, str>,
        /// The workflow: `workflow_id(..)` or `workflow_key(..)`.
        workflow_identifier: WorkflowIdentifier,
    }
}

component! {
    /// A date and time.
    ///
    /// Plain shows the date and time in the time zone of the viewer.
    DateTime = DATE_TIME, date_time(iso8601: Iso8601),
    "https://www.plain.com/docs/api-reference/ui-components",
    "date_time(\"2026-11-26T09:30:00Z\")" {
        /// An ISO 8601 literal, a `SystemTime`, or a value of `jiff`, `chrono` or `time`.
        iso8601: Iso8601,
    }
}

component! {
    /// A user of your workspace, looked up when the event is shown.
    ///
    /// Plain shows the picture and name of the user, and nothing if there is no such user.
    User = USER, user(user_identifier: UserIdentifier),
    "https://www.plain.com/docs/api-reference/ui-components",
    "user(email_address(\"david@acme.com\"))" {
        /// The user: `user_id(..)`, `email_address(..)` or `machine_user_id(..)`.
        user_identifier: UserIdentifier,
    }
}

component! {
    /// Components side by side. A row contains neither rows nor containers.
    ///
    /// Plain shows the main content on the left and the aside content on the right of one line.
    Row = ROW, row(),
    "https://www.plain.com/docs/api-reference/ui-components/row",
    "row(main_content = [text(\"Plan\")], aside_content = [badge(\"Pro\")])" {
        /// Components on the left, at least one.
        main_content: Cow<'static, [RowContent]>,
        /// Components on the right. The macros require at least one.
        aside_content: Cow<'static, [RowContent]>,
    }
}

component! {
    /// A frame around components. A container contains no other container.
    ///
    /// Plain shows a white box with rounded corners, with the components from top to bottom.
    Container = CONTAINER, container(),
    "https://www.plain.com/docs/api-reference/ui-components/container",
    "container(content = [text(\"Plan: **Pro**\"), divider()])" {
        /// Components in the frame, at least one.
        content: Cow<'static, [ContainerContent]>,
    }
}

context_components! {
    /// A component of an event.
    ///
    /// ```
    /// use plain_runtime::{EventComponent, components};
    ///
    /// let list: Vec<EventComponent> = components![container(content = [text("Plan: **Pro**")])];
    /// assert!(matches!(list[0], EventComponent::Container(_)));
    /// ```
    EventComponent in Context::Event {
        Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime,
        User, Row, Container,
    }
}

context_components! {
    /// A component of a [`Container`]: every kind except containers.
    ///
    /// ```
    /// use plain_runtime::{ContainerContent, container_content};
    ///
    /// let list: Vec<ContainerContent> = container_content![row(main_content = [text("Plan")], aside_content = [badge("Pro")])];
    /// assert!(matches!(list[0], ContainerContent::Row(_)));
    /// ```
    ContainerContent in Context::Container {
        Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime,
        User, Row,
    }
}

context_components! {
    /// A component of a [`Row`]: every kind except rows and containers.
    ///
    /// ```
    /// use plain_runtime::{RowContent, row_content};
    ///
    /// let list: Vec<RowContent> = row_content![badge("Pro")];
    /// assert!(matches!(list[0], RowContent::Badge(_)));
    /// ```
    RowContent in Context::Row {
        Text, PlainText, Spacer, Divider, Badge, LinkButton, CopyButton, WorkflowButton, DateTime,
        User,
    }
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
