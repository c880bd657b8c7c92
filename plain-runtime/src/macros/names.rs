//! The names of the language as items, for editors.
//!
//! In an editor, the macros expand to paths of these items, so that hover, go-to-definition and
//! completion work on the names. rustc's expansions do not mention them. Each item shares the
//! documentation of the field or component that it names.

/// Properties of each component, thread field and entity.
pub mod properties {
    /// Declares a module for each component, thread field and entity.
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
        thread_field: string_field enum_field bool_field number_field currency_field date_field;
        event: customer_event thread_event;
        thread: thread;
        card: customer_card;
    }
}

/// Items of each list: components of each context, and fields of a thread.
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

    pub use self::event as card;
    pub use self::event as thread;

    /// Fields of a thread.
    pub mod thread_fields {
        pub use crate::input::thread_field::{
            bool_field::own::*, currency_field::own::*, date_field::own::*, enum_field::own::*,
            number_field::own::*, string_field::own::*,
        };
    }
}

/// Roles of the fields of a deriving type: a field of the entity other than a list of components, a
/// component with a positional property, or a thread field.
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

    /// Roles in a `Thread`.
    pub mod thread {
        pub use super::component::*;
        pub use crate::input::thread::thread::properties::{
            assigned_to, attachment_ids, customer_identifier, description, external_id,
            label_type_ids, priority, tenant_identifier, title,
        };
        pub use crate::input::thread_field::{
            bool_field::role::*, currency_field::role::*, date_field::role::*, enum_field::role::*,
            number_field::role::*, string_field::role::*,
        };
    }

    /// Roles in a `CustomerCard`.
    pub mod customer_card {
        pub use super::component::*;
        pub use crate::input::card::customer_card::properties::time_to_live_seconds;
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

    values! { BadgeColor SpacingSize TextColor TextSize ThreadPriority }
}

/// Constructors of the kinds of each identifier.
pub mod kinds {
    pub use crate::input::identifier::{
        assigned_to::with_text as AssigneeIdentifier,
        customer_identifier::with_text as CustomerIdentifier,
        tenant_identifier::with_text as TenantIdentifier,
        user_identifier::with_text as UserIdentifier,
        workflow_identifier::with_text as WorkflowIdentifier,
    };
}

/// Names of the kinds of each identifier, as in the attribute of a field.
pub mod bare_kinds {
    pub use crate::input::identifier::{
        assigned_to::alone as AssigneeIdentifier, customer_identifier::alone as CustomerIdentifier,
        tenant_identifier::alone as TenantIdentifier, user_identifier::alone as UserIdentifier,
        workflow_identifier::alone as WorkflowIdentifier,
    };
}
