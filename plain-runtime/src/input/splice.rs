//! Fragments, and the iterators of components that `..` inserts into a list.
//!
//! The expansions of the macros call these items. They are public in
//! [`component`](super::component), since their names appear in errors.

use super::{ContainerContent, EventComponent, RowContent};

/// Declares the trait of the iterators that `..` inserts into a list of a context, and the function
/// that returns the list of the context's macro.
macro_rules! list_of {
    (
        $(#[$meta:meta])*
        $insertion:ident($content:ident), $function:ident,
        $message:tt $label:tt $macro:tt $any:tt $unused:tt
    ) => {
        $(#[$meta])*
        #[diagnostic::on_unimplemented(
            message = $message,
            label = $label,
            note = $macro,
            note = $any
        )]
        pub trait $insertion {
            /// Appends the components to a list.
            fn insert_into(self, list: &mut Vec<$content>);
        }

        #[diagnostic::do_not_recommend]
        impl<I: IntoIterator<Item: Into<$content>>> $insertion for I {
            fn insert_into(self, list: &mut Vec<$content>) {
                list.extend(self.into_iter().map(Into::into));
            }
        }

        /// Returns the list of the macro of the same name.
        #[doc(hidden)]
        #[must_use = $unused]
        pub fn $function(list: Vec<$content>) -> Vec<$content> {
            list
        }
    };
}

list_of! {
    /// Components that `..` inserts into an event, a thread or a card: any iterator of
    /// [`EventComponent`], or of a type that converts into it.
    ///
    /// ```
    /// use plain_runtime::component::{Divider, InsertIntoEvent};
    ///
    /// let mut list = Vec::new();
    /// Some(Divider { spacing_size: None }).insert_into(&mut list);
    /// assert_eq!(list, plain_runtime::components![divider()]);
    /// ```
    ///
    /// See <https://www.plain.com/docs/api-reference/ui-components>.
    InsertIntoEvent(EventComponent), components,
    "expected components of an event, a thread or a card, found `{Self}`"
    "expected an iterator of `EventComponent`"
    "write the components with `components![..]`, which is a `Vec<EventComponent>`"
    "`..` accepts any iterator of `EventComponent`, or of a type that converts into it; for a single value, write `..[value]`"
    "components do nothing until they are inserted into an event, as in `components = [..list]`"
}

list_of! {
    /// Components that `..` inserts into a container: any iterator of [`ContainerContent`], or of a
    /// type that converts into it.
    ///
    /// ```
    /// use plain_runtime::component::{Divider, InsertIntoContainer};
    ///
    /// let mut list = Vec::new();
    /// Some(Divider { spacing_size: None }).insert_into(&mut list);
    /// assert_eq!(list, plain_runtime::container_content![divider()]);
    /// ```
    ///
    /// See <https://www.plain.com/docs/api-reference/ui-components/container>.
    InsertIntoContainer(ContainerContent), container_content,
    "expected components of a container, found `{Self}`"
    "expected an iterator of `ContainerContent`"
    "write the components with `container_content![..]`, which is a `Vec<ContainerContent>`"
    "`..` accepts any iterator of `ContainerContent`, or of a type that converts into it; for a single value, write `..[value]`"
    "components do nothing until they are inserted into a container, as in `container(content = [..list])`"
}

list_of! {
    /// Components that `..` inserts into a row: any iterator of [`RowContent`], or of a type that
    /// converts into it.
    ///
    /// ```
    /// use plain_runtime::component::{Divider, InsertIntoRow};
    ///
    /// let mut list = Vec::new();
    /// Some(Divider { spacing_size: None }).insert_into(&mut list);
    /// assert_eq!(list, plain_runtime::row_content![divider()]);
    /// ```
    ///
    /// See <https://www.plain.com/docs/api-reference/ui-components/row>.
    InsertIntoRow(RowContent), row_content,
    "expected components of a row, found `{Self}`"
    "expected an iterator of `RowContent`"
    "write the components with `row_content![..]`, which is a `Vec<RowContent>`"
    "`..` accepts any iterator of `RowContent`, or of a type that converts into it; for a single value, write `..[value]`"
    "components do nothing until they are inserted into a row, as in `main_content = [..list]`"
}
