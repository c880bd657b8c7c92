//! The names of the language as items, for editors.
//!
//! In an editor, the macros expand to paths of these items, so that hover, go-to-definition and
//! completion work on the names. rustc's expansions do not mention them. Each item shares the
//! documentation of the field or component that it names.

/// Properties of each component and event.
pub mod properties {
    /// Declares a module for each component or event.
    macro_rules! properties {
        ($($from:ident: $($row:ident)*;)*) => {
            $($(
                /// Properties.
                pub mod $row {
                    pub use crate::input::$from::$row::properties::*;
                }
            )*)*
        };
    }

    properties! {
        component: text plain_text spacer divider badge link_button copy_button workflow_button date_time user row container;
        event: customer_event thread_event;
    }
}

/// Components of each context.
pub mod components {
    /// Components of a row.
    pub mod row {
        pub use crate::input::component::{
            badge::own::*, copy_button::own::*, date_time::own::*, divider::own::*,
            link_button::own::*, plain_text::own::*, spacer::own::*, text::own::*, user::own::*,
            workflow_button::own::*,
        };
    }

    /// Components of a container.
    pub mod container {
        pub use super::row::*;
        pub use crate::input::component::row::own::*;
    }

    /// Components of an event.
    pub mod event {
        pub use super::container::*;
        pub use crate::input::component::container::own::*;
    }
}

/// Roles of the fields of a deriving type: a field of the event other than its components, or a
/// component with a positional property.
pub mod roles {
    /// Roles in a `CustomerEvent`.
    pub mod customer_event {
        pub use super::component::*;
        pub use crate::input::event::customer_event::properties::{
            customer_identifier, external_id, is_collapsed, timestamp, title,
        };
    }

    /// Roles in a `ThreadEvent`.
    pub mod thread_event {
        pub use super::component::*;
        pub use crate::input::event::thread_event::properties::{
            external_id, is_collapsed, thread_id, timestamp, title,
        };
    }

    /// Roles that are components.
    pub mod component {
        pub use crate::input::component::{
            badge::role::*, copy_button::role::*, date_time::role::*, link_button::role::*,
            plain_text::role::*, spacer::role::*, text::role::*, user::role::*,
            workflow_button::role::*,
        };
    }
}

/// Values of each enum.
#[expect(non_snake_case, reason = "a module has the name of its enum")]
pub mod values {
    /// Declares a module for each enum. The enum itself would also offer its functions.
    macro_rules! values {
        ($($name:ident)*) => {
            $(
                /// Values.
                pub mod $name {
                    pub use crate::input::$name::*;
                }
            )*
        };
    }

    values! { BadgeColor SpacingSize TextColor TextSize }
}

/// Constructors of the kinds of each identifier.
pub mod kinds {
    pub use crate::input::identifier::{
        customer_identifier::with_text as CustomerIdentifier,
        user_identifier::with_text as UserIdentifier,
        workflow_identifier::with_text as WorkflowIdentifier,
    };
}

/// Names of the kinds of each identifier, as in the attribute of a field.
pub mod bare_kinds {
    pub use crate::input::identifier::{
        customer_identifier::alone as CustomerIdentifier, user_identifier::alone as UserIdentifier,
        workflow_identifier::alone as WorkflowIdentifier,
    };
}
