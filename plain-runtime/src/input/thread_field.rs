//! Fields of a thread.
//!
//! Each type of a field is a struct, so that the type and the value cannot disagree. The macros build
//! these values; see [`thread!`](crate::thread!). See
//! <https://www.plain.com/docs/api-reference/graphql/threads/create>.
//!
//! ```
//! use plain_runtime::ThreadField;
//! use plain_runtime::thread_field::BoolField;
//!
//! let field = ThreadField::from(BoolField { key: "is_trial".into(), value: true });
//! assert_eq!(
//!     serde_json::to_value(&field).unwrap(),
//!     serde_json::json!({ "key": "is_trial", "type": "BOOL", "booleanValue": true }),
//! );
//! ```

use std::borrow::Cow;

use plain_schema::{Property, THREAD_FIELD_INPUT, ThreadFieldKind, check_distinct_key};
use serde::de::Error as _;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Iso8601;
use super::deserialize::Names;
use super::number::NumberValue;
use super::object::{Object, PropertyValue, object};
use super::record::{self, deserialize_record};
use super::validate::{PropertyPath, Violations};

/// Declares a type of thread field: its struct, and the function that represents it in an editor. `$example`
/// is a key and a value.
macro_rules! thread_field {
    (
        $(#[$meta:meta])*
        $name:ident = $row:ident, $function:ident, $example:literal {
            $(#[$value_meta:meta])* $value_name:ident: $value:ty,
        }
    ) => {
        object! {
            $(#[$meta])*
            #[doc = ""]
            #[doc = "```"]
            #[doc = concat!("use plain_runtime::{ThreadField, thread_field::", stringify!($name), "};")]
            #[doc = ""]
            #[doc = concat!("let field = ", stringify!($name), " { key: ", $example, " };")]
            #[doc = concat!("assert_eq!(ThreadField::", stringify!($name), "(field.clone()).key(), field.key);")]
            #[doc = "```"]
            $name = thread_field::$row.property,
            "https://www.plain.com/docs/api-reference/graphql/threads/create", $function +
            $(#[$meta])*
            #[doc = ""]
            #[doc = "See <https://www.plain.com/docs/api-reference/graphql/threads/create>."]
            pub fn $function(key: Cow<'static, str>, value: $value) -> $name {
                let _ = (key, value);
                $crate::input::object::placeholder()
            }
            $(#[$meta])*
            #[doc = ""]
            #[doc = "See <https://www.plain.com/docs/api-reference/graphql/threads/create>."]
            pub const $function: $crate::input::object::PropertyName<$name> =
                $crate::input::object::PropertyName::NAME;
            {
                /// Key of the field, as configured in Plain, such as `plan_name`.
                key: Cow<'static, str>,
                $(#[$value_meta])*
                $value_name: $value,
            }
        }
    };
}

thread_field! {
    /// A thread field with a text.
    StringField = STRING, string_field, "\"plan\".into(), value: \"Pro\".into()" {
        /// The text, which may be empty.
        value: Cow<'static, str>,
    }
}

thread_field! {
    /// A thread field with one of the texts that the workspace allows for it.
    EnumField = ENUM, enum_field, "\"region\".into(), value: \"eu\".into()" {
        /// One of the allowed texts, not blank.
        value: Cow<'static, str>,
    }
}

thread_field! {
    /// A thread field with `true` or `false`.
    BoolField = BOOL, bool_field, "\"is_trial\".into(), value: true" {
        /// The answer to a yes-or-no question: `true` or `false`.
        value: bool,
    }
}

thread_field! {
    /// A thread field with a number.
    NumberField = NUMBER, number_field, "\"seats\".into(), value: 3.into()" {
        /// A finite number, whole or with a fraction.
        value: NumberValue,
    }
}

thread_field! {
    /// A thread field with an amount of money.
    CurrencyField = CURRENCY, currency_field, "\"mrr\".into(), value: 49.5.into()" {
        /// A finite number, in the currency that the workspace sets for the field.
        value: NumberValue,
    }
}

thread_field! {
    /// A thread field with a date.
    DateField = DATE, date_field, "\"renewal\".into(), value: plain_runtime::Iso8601::from_static(\"2026-12-01\")" {
        /// An ISO 8601 literal, a `SystemTime`, or a value of `jiff`, `chrono` or `time`.
        value: Iso8601,
    }
}

/// Declares the enum of the types.
macro_rules! thread_fields {
    ($($name:ident($value:ident);)*) => {
        /// A field of a thread: a key and a value of one type.
        ///
        /// ```
        /// use plain_runtime::ThreadField;
        /// use plain_runtime::thread_field::StringField;
        ///
        /// let plan = ThreadField::from(StringField { key: "plan".into(), value: "Pro".into() });
        /// assert_eq!(plan.key(), "plan");
        /// ```
        ///
        /// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each variant is the struct of the same name")]
        pub enum ThreadField {
            $($name($name),)*
        }

        impl ThreadField {
            /// Key of the field.
            pub fn key(&self) -> &str {
                match self {
                    $(Self::$name(field) => &field.key,)*
                }
            }

            pub(crate) fn check(&self, path: &PropertyPath<'_>, violations: &mut Violations) {
                match self {
                    $(Self::$name(field) => {
                        let name = ThreadFieldKind::$name.thread_field().name;
                        field.validate(&path.property(name), violations);
                    })*
                }
            }
        }

        $(
            impl From<$name> for ThreadField {
                fn from(field: $name) -> Self {
                    Self::$name(field)
                }
            }
        )*

        impl Serialize for ThreadField {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut object = serializer.serialize_struct(THREAD_FIELD_INPUT, 3)?;
                object.serialize_field("key", self.key())?;
                match self {
                    $(Self::$name(field) => {
                        let row = ThreadFieldKind::$name.thread_field();
                        object.serialize_field("type", row.graphql_type)?;
                        object.serialize_field(row.graphql_value, &field.value)?;
                    })*
                }
                object.end()
            }
        }

        /// Type of a field, as it is serialised.
        struct FieldType(ThreadFieldKind);

        impl<'de> Deserialize<'de> for FieldType {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] =
                    &[$(ThreadFieldKind::$name.thread_field().graphql_type,)*];
                let index = deserializer.deserialize_str(Names::Variants(NAMES))?;
                Ok(Self([$(ThreadFieldKind::$name,)*][index]))
            }
        }

        impl SerializedField {
            /// The field of its type, or the name of its value if that is missing.
            fn into_field(self) -> Result<ThreadField, &'static str> {
                let FieldType(kind) = self.r#type;
                match kind {
                    $(ThreadFieldKind::$name => match Option::from(self.$value) {
                        Some(value) => Ok($name { key: self.key, value }.into()),
                        None => Err(kind.thread_field().graphql_value),
                    },)*
                }
            }
        }
    };
}

thread_fields! {
    StringField(string_value);
    EnumField(string_value);
    BoolField(boolean_value);
    NumberField(number_value);
    CurrencyField(number_value);
    DateField(date_value);
}

/// Fields that `..` inserts into a thread: any iterator of [`ThreadField`], or of a type that converts into
/// it.
///
/// ```
/// use plain_runtime::thread_field::{InsertThreadFields, StringField};
///
/// let mut list = Vec::new();
/// Some(StringField { key: "plan".into(), value: "Pro".into() }).insert_into(&mut list);
/// assert_eq!(list[0].key(), "plan");
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
#[diagnostic::on_unimplemented(
    message = "expected fields of a thread, found `{Self}`",
    label = "expected an iterator of `ThreadField`",
    note = "`..` accepts any iterator of `ThreadField`, or of a type that converts into it; for a single value, write `..[value]`"
)]
pub trait InsertThreadFields {
    /// Appends the fields to a list.
    ///
    /// ```
    /// use plain_runtime::ThreadField;
    /// use plain_runtime::thread_field::{BoolField, InsertThreadFields as _};
    ///
    /// let mut list: Vec<ThreadField> = Vec::new();
    /// [BoolField { key: "is_trial".into(), value: true }].insert_into(&mut list);
    /// assert_eq!(list.len(), 1);
    /// ```
    fn insert_into(self, list: &mut Vec<ThreadField>);
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item: Into<ThreadField>>> InsertThreadFields for I {
    fn insert_into(self, list: &mut Vec<ThreadField>) {
        list.extend(self.into_iter().map(Into::into));
    }
}

impl From<&Self> for ThreadField {
    fn from(field: &Self) -> Self {
        field.clone()
    }
}

/// A field as it is serialised, with a value of any type.
struct SerializedField {
    key: Cow<'static, str>,
    r#type: FieldType,
    string_value: Option<Cow<'static, str>>,
    boolean_value: Option<bool>,
    number_value: GivenNumber,
    date_value: Option<Iso8601>,
}

deserialize_record! {
    SerializedField {
        key = "key",
        r#type = "type",
        string_value = "stringValue",
        boolean_value = "booleanValue",
        number_value = "numberValue",
        date_value = "dateValue",
    }
}

impl record::RecordField<'_> for Cow<'static, str> {}
impl record::RecordField<'_> for FieldType {}

/// A number, if the field is there. Null is the value of a number that is not finite.
#[derive(Clone, Copy)]
struct GivenNumber(Option<NumberValue>);

impl<'de> Deserialize<'de> for GivenNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Some(NumberValue::deserialize(deserializer)?)))
    }
}

impl From<GivenNumber> for Option<NumberValue> {
    fn from(number: GivenNumber) -> Self {
        number.0
    }
}

impl record::RecordField<'_> for GivenNumber {
    fn absent() -> Option<Self> {
        Some(Self(None))
    }
}

impl<'de> Deserialize<'de> for ThreadField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let field = SerializedField::deserialize(deserializer)?;
        let GivenNumber(number) = field.number_value;
        let count = [
            field.string_value.is_some(),
            field.boolean_value.is_some(),
            number.is_some_and(|number| number.get().is_finite()),
            field.date_value.is_some(),
        ];
        if count.into_iter().filter(|is_some| *is_some).count() > 1 {
            return Err(D::Error::custom("a thread field has only one value"));
        }
        field.into_field().map_err(D::Error::missing_field)
    }
}

impl PropertyValue for Cow<'static, [ThreadField]> {
    fn validate(&self, _: &'static Property, path: &PropertyPath<'_>, violations: &mut Violations) {
        let keys: Vec<&str> = self.iter().map(ThreadField::key).collect();
        for (index, field) in self.iter().enumerate() {
            let path = path.index(index);
            field.check(&path, violations);
            if let Err(violation) = check_distinct_key(&keys[..index], keys[index]) {
                violations.add(&path.property("key"), violation);
            }
        }
    }
}
