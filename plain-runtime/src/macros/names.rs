//! The names of the language as items. In an editor the macros' expansions lead to them: there they
//! are shown, found and completed. rustc meets them only here.
//!
//! Each has the documentation of what it names, from the same source.

/// Of each component and event.
pub mod properties {
    /// Declares a module for each row.
    macro_rules! properties {
        ($($from:ident: $($row:ident)*;)*) => {
            $($(
                /// Its properties.
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

/// In each context.
pub mod components {
    /// In a row.
    pub mod row {
        pub use crate::input::component::{
            badge::own::*, copy_button::own::*, date_time::own::*, divider::own::*,
            link_button::own::*, plain_text::own::*, spacer::own::*, text::own::*, user::own::*,
            workflow_button::own::*,
        };
    }

    /// In a container.
    pub mod container {
        pub use super::row::*;
        pub use crate::input::component::row::own::*;
    }

    /// In an event.
    pub mod event {
        pub use super::container::*;
        pub use crate::input::component::container::own::*;
    }
}

/// What a field of a derive's type can be: a field of the event but its components, or a component
/// that takes a value without a name.
pub mod roles {
    /// In a `CustomerEvent`.
    pub mod customer_event {
        pub use super::component::*;
        pub use crate::input::event::customer_event::properties::{
            customer_identifier, external_id, is_collapsed, timestamp, title,
        };
    }

    /// In a `ThreadEvent`.
    pub mod thread_event {
        pub use super::component::*;
        pub use crate::input::event::thread_event::properties::{
            external_id, is_collapsed, thread_id, timestamp, title,
        };
    }

    /// In either.
    pub mod component {
        pub use crate::input::component::{
            badge::role::*, copy_button::role::*, date_time::role::*, link_button::role::*,
            plain_text::role::*, spacer::role::*, text::role::*, user::role::*,
            workflow_button::role::*,
        };
    }
}

/// Of each enum.
#[expect(non_snake_case, reason = "a module has the name of its enum")]
pub mod values {
    /// Declares a module for each enum: the enum itself has functions beside its values.
    macro_rules! values {
        ($($name:ident)*) => {
            $(
                /// Its values.
                pub mod $name {
                    pub use crate::input::$name::*;
                }
            )*
        };
    }

    values! { BadgeColor SpacingSize TextColor TextSize }
}

/// Of each identifier, each kind with its text.
pub mod kinds {
    pub use crate::input::identifier::{
        customer_identifier::with_text as CustomerIdentifier,
        user_identifier::with_text as UserIdentifier,
        workflow_identifier::with_text as WorkflowIdentifier,
    };
}

/// The same without their texts, as the attribute of a field has them.
pub mod kinds_alone {
    pub use crate::input::identifier::{
        customer_identifier::alone as CustomerIdentifier, user_identifier::alone as UserIdentifier,
        workflow_identifier::alone as WorkflowIdentifier,
    };
}
