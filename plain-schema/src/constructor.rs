//! Items of lists that are written as calls.

use crate::{
    COMPONENTS, Component, Entity, ListContent, Property, THREAD_FIELDS, ThreadFieldType, ValueType,
};

/// Item of a list that is written as `name(..)`: a component, or a field of a thread.
///
/// ```
/// use plain_schema::{Constructor, ListContent};
///
/// let field = ListContent::ThreadFields.constructor("bool_field").unwrap();
/// assert_eq!(field.type_name, "BoolField");
/// assert!(ListContent::ThreadFields.constructor("badge").is_none());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Constructor {
    /// Name in the macros.
    pub name: &'static str,
    /// Rust type.
    pub type_name: &'static str,
    /// Properties, with the positional ones first.
    pub properties: &'static [Property],
    /// Property that a field of a derive gives; `None` if the item cannot be a role of one.
    pub field_property: Option<&'static Property>,
}

impl Component {
    /// The component as an item of a list.
    ///
    /// ```
    /// use plain_schema::component::{BADGE, DIVIDER};
    ///
    /// assert_eq!(BADGE.constructor().field_property.unwrap().name, "label");
    /// assert!(DIVIDER.constructor().field_property.is_none());
    /// ```
    pub const fn constructor(&self) -> Constructor {
        Constructor {
            name: self.name,
            type_name: self.type_name,
            properties: self.properties,
            field_property: match self.properties {
                [first, ..] if first.positional => Some(first),
                _ => None,
            },
        }
    }
}

impl ThreadFieldType {
    /// The thread field as an item of a list.
    ///
    /// ```
    /// use plain_schema::thread_field::BOOL;
    ///
    /// assert_eq!(BOOL.constructor().field_property.unwrap().name, "value");
    /// ```
    pub const fn constructor(&self) -> Constructor {
        Constructor {
            name: self.name,
            type_name: self.type_name,
            properties: self.properties,
            field_property: self.property("value"),
        }
    }
}

impl Constructor {
    /// Finds a property by its name in the macros.
    ///
    /// ```
    /// use plain_schema::thread_field::DATE;
    ///
    /// assert!(DATE.constructor().property("key").is_some_and(|key| key.positional));
    /// ```
    pub const fn property(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.properties, name)
    }
}

impl Entity {
    /// Finds the list that holds an item of a name, and the item.
    ///
    /// ```
    /// use plain_schema::entity::THREAD;
    ///
    /// assert_eq!(THREAD.list_of("badge").unwrap().0.name, "components");
    /// assert_eq!(THREAD.list_of("date_field").unwrap().0.name, "thread_fields");
    /// ```
    pub fn list_of(&self, name: &str) -> Option<(&'static Property, Constructor)> {
        self.fields.iter().find_map(|field| match field.value {
            ValueType::List(content, _) => Some((field, content.constructor(name)?)),
            _ => None,
        })
    }
}

impl ListContent {
    /// Finds an item by its name in the macros. A component need not be one that the context admits.
    ///
    /// ```
    /// use plain_schema::{Context, ListContent};
    ///
    /// let content = ListContent::Components(Context::Row);
    /// assert_eq!(content.constructor("badge").unwrap().type_name, "Badge");
    /// assert!(content.constructor("bool_field").is_none());
    /// ```
    pub fn constructor(self, name: &str) -> Option<Constructor> {
        match self {
            Self::Components(_) => Component::named(name).map(Component::constructor),
            Self::ThreadFields => ThreadFieldType::named(name).map(ThreadFieldType::constructor),
            Self::Texts(_) => None,
        }
    }

    /// All items that the list may contain.
    ///
    /// ```
    /// use plain_schema::{Context, ListContent};
    ///
    /// let row = ListContent::Components(Context::Row);
    /// assert!(row.constructors().all(|item| item.name != "container"));
    /// ```
    pub fn constructors(self) -> impl Iterator<Item = Constructor> {
        let (components, fields) = match self {
            Self::Components(context) => (Some(context), false),
            Self::ThreadFields => (None, true),
            Self::Texts(_) => (None, false),
        };
        let components = components.into_iter().flat_map(|context| {
            let admitted = COMPONENTS.iter().filter(move |it| context.admits(it.kind));
            admitted.map(|component| component.constructor())
        });
        let fields = THREAD_FIELDS.iter().filter(move |_| fields);
        components.chain(fields.map(|field| field.constructor()))
    }
}
