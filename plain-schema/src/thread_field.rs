//! Fields of a thread, each with a key and a value of one type.
//!
//! ```
//! use plain_schema::thread_field::{
//!     BOOL, CURRENCY, DATE, ENUM, NUMBER, STRING, THREAD_FIELD_INPUT, THREAD_FIELDS,
//! };
//!
//! assert_eq!(THREAD_FIELD_INPUT, "CreateThreadFieldOnThreadInput");
//! assert_eq!(THREAD_FIELDS.len(), [&STRING, &ENUM, &BOOL, &NUMBER, &CURRENCY, &DATE].len());
//! assert_eq!(CURRENCY.graphql_type, "CURRENCY");
//! ```

use crate::rules::same;
use crate::{Property, StringRule, ValueType};

/// Type of a thread field.
///
/// ```
/// use plain_schema::ThreadFieldKind;
///
/// assert_eq!(ThreadFieldKind::DateField.thread_field().name, "date_field");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThreadFieldKind {
    /// Text.
    StringField,
    /// One of the texts that the workspace allows for the field.
    EnumField,
    /// `true` or `false`.
    BoolField,
    /// Number.
    NumberField,
    /// Amount of money.
    CurrencyField,
    /// Date.
    DateField,
}

impl ThreadFieldKind {
    /// Row of the type in [`THREAD_FIELDS`].
    pub const fn thread_field(self) -> &'static ThreadFieldType {
        THREAD_FIELDS[self as usize]
    }
}

/// Type of a thread field: its names in Rust and in Plain's schema, its key and its value.
///
/// Each has a constructor of its own, so that the type and the value cannot disagree: rule T5.
///
/// ```
/// use plain_schema::ThreadFieldType;
///
/// let field = ThreadFieldType::named("bool_field").unwrap();
/// assert_eq!((field.graphql_type, field.graphql_value), ("BOOL", "booleanValue"));
/// ```
#[derive(Debug)]
pub struct ThreadFieldType {
    /// Kind of the type.
    pub kind: ThreadFieldKind,
    /// Constructor in the macros.
    pub name: &'static str,
    /// Rust type.
    pub type_name: &'static str,
    /// Value of `ThreadFieldSchemaType` in Plain's schema.
    pub graphql_type: &'static str,
    /// Field that holds the value in [`THREAD_FIELD_INPUT`].
    pub graphql_value: &'static str,
    /// Key and value.
    pub properties: &'static [Property],
}

impl ThreadFieldType {
    /// Finds a type by the name of its constructor in the macros.
    ///
    /// ```
    /// use plain_schema::ThreadFieldType;
    ///
    /// assert_eq!(ThreadFieldType::named("enum_field").unwrap().graphql_type, "ENUM");
    /// assert!(ThreadFieldType::named("field").is_none());
    /// ```
    pub const fn named(name: &str) -> Option<&'static Self> {
        let mut index = 0;
        while index < THREAD_FIELDS.len() {
            if same(THREAD_FIELDS[index].name, name) {
                return Some(THREAD_FIELDS[index]);
            }
            index += 1;
        }
        None
    }

    /// Finds the key or the value by its name in the macros.
    ///
    /// ```
    /// use plain_schema::thread_field::STRING;
    ///
    /// assert_eq!(STRING.property("value").unwrap().graphql_name, "stringValue");
    /// ```
    pub const fn property(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.properties, name)
    }
}

/// Input object of a thread field in Plain's schema.
pub const THREAD_FIELD_INPUT: &str = "CreateThreadFieldOnThreadInput";

const KEY: Property =
    Property::required("key", "key", ValueType::String(StringRule::FieldKey)).positional();

/// The value: a nullable field of the input, which the type of the field requires.
const fn value(graphql_name: &'static str, value: ValueType) -> Property {
    Property::required("value", graphql_name, value)
        .required_by_description()
        .positional()
}

macro_rules! thread_field {
    ($($(#[$meta:meta])* $row:ident = $kind:ident, $name:literal, $type:literal, $graphql_type:literal, $graphql_value:literal, $value:expr;)*) => {
        $(
            $(#[$meta])*
            pub static $row: ThreadFieldType = ThreadFieldType {
                kind: ThreadFieldKind::$kind,
                name: $name,
                type_name: $type,
                graphql_type: $graphql_type,
                graphql_value: $graphql_value,
                properties: &[KEY, value($graphql_value, $value)],
            };
        )*
    };
}

thread_field! {
    /// Text, which may be empty.
    STRING = StringField, "string_field", "StringField", "STRING", "stringValue",
        ValueType::String(StringRule::Any);
    /// One of the texts that the workspace allows for the field.
    ENUM = EnumField, "enum_field", "EnumField", "ENUM", "stringValue",
        ValueType::String(StringRule::NotBlank);
    /// `true` or `false`.
    BOOL = BoolField, "bool_field", "BoolField", "BOOL", "booleanValue", ValueType::Boolean;
    /// Number.
    NUMBER = NumberField, "number_field", "NumberField", "NUMBER", "numberValue", ValueType::Number;
    /// Amount of money.
    CURRENCY = CurrencyField, "currency_field", "CurrencyField", "CURRENCY", "numberValue", ValueType::Number;
    /// Date.
    DATE = DateField, "date_field", "DateField", "DATE", "dateValue",
        ValueType::String(StringRule::DateTime);
}

/// All types, in the order of [`ThreadFieldKind`].
pub static THREAD_FIELDS: [&ThreadFieldType; 6] =
    [&STRING, &ENUM, &BOOL, &NUMBER, &CURRENCY, &DATE];
