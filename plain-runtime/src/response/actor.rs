//! Originators of changes.

use std::borrow::Cow;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// Name of the field that says which kind an actor is.
const TYPE_NAME: &str = "__typename";

/// The originator of a change.
///
/// ```
/// use plain_runtime::Actor;
///
/// fn is_person(actor: &Actor) -> bool {
///     matches!(actor, Actor::User { .. } | Actor::Customer { .. })
/// }
///
/// let json = r#"{ "__typename": "UserActor", "userId": "u_01H14DFQ4PDYBH398J1E99TWT3" }"#;
/// assert!(is_person(&serde_json::from_str(json).unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "__typename", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Actor {
    /// A user of your workspace.
    #[serde(rename = "UserActor")]
    User {
        /// Plain's ID of the user, `u_…`.
        user_id: String,
    },
    /// A customer.
    #[serde(rename = "CustomerActor")]
    Customer {
        /// Plain's ID of the customer, `c_…`.
        customer_id: String,
    },
    /// A deleted customer.
    #[serde(rename = "DeletedCustomerActor")]
    DeletedCustomer {
        /// Plain's ID of the customer, `c_…`.
        customer_id: String,
    },
    /// Plain itself.
    #[serde(rename = "SystemActor")]
    System {
        /// ID of the part of Plain.
        system_id: String,
    },
    /// A machine user, such as the owner of your API key.
    #[serde(rename = "MachineUserActor")]
    MachineUser {
        /// Plain's ID of the machine user, `mu_…`.
        machine_user_id: String,
    },
    /// A kind of actor that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

/// A kind of actor: the value of `__typename`, the field with its ID, and its variant.
struct ActorKind {
    type_name: &'static str,
    id_field: &'static str,
    actor: fn(String) -> Actor,
}

const KINDS: [ActorKind; 5] = [
    ActorKind {
        type_name: "UserActor",
        id_field: "userId",
        actor: |user_id| Actor::User { user_id },
    },
    ActorKind {
        type_name: "CustomerActor",
        id_field: "customerId",
        actor: |customer_id| Actor::Customer { customer_id },
    },
    ActorKind {
        type_name: "DeletedCustomerActor",
        id_field: "customerId",
        actor: |customer_id| Actor::DeletedCustomer { customer_id },
    },
    ActorKind {
        type_name: "SystemActor",
        id_field: "systemId",
        actor: |system_id| Actor::System { system_id },
    },
    ActorKind {
        type_name: "MachineUserActor",
        id_field: "machineUserId",
        actor: |machine_user_id| Actor::MachineUser { machine_user_id },
    },
];

/// Not derived: the derived implementation stores all fields before it reads the ID, and every response
/// has two actors.
impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ActorVisitor)
    }
}

/// Name of a field, borrowed from the input if possible.
#[derive(Deserialize)]
#[serde(transparent)]
struct FieldName<'a>(#[serde(borrow)] Cow<'a, str>);

/// Value of a field.
#[derive(Deserialize)]
#[serde(untagged)]
enum FieldValue<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Other(Value),
}

impl From<FieldValue<'_>> for Value {
    fn from(value: FieldValue<'_>) -> Self {
        match value {
            FieldValue::Text(text) => text.into(),
            FieldValue::Other(value) => value,
        }
    }
}

struct ActorVisitor;

/// Reads values that are not objects, which no known kind of actor is.
macro_rules! unknown {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<Actor, E> {
            Ok(Actor::Unknown(value.into()))
        }
    )*};
}

impl<'de> Visitor<'de> for ActorVisitor {
    type Value = Actor;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an actor")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Actor, A::Error> {
        let mut kind: Option<&ActorKind> = None;
        let mut fields = Map::new();
        while let Some(FieldName(name)) = map.next_key()? {
            let value = map.next_value()?;
            match (kind, value) {
                (None, FieldValue::Text(text)) if name == TYPE_NAME => {
                    kind = KINDS.iter().find(|kind| kind.type_name == text);
                    if kind.is_none() {
                        fields.insert(name.into(), text.into());
                    }
                }
                (Some(kind), FieldValue::Text(id)) if name == kind.id_field => {
                    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                    return Ok((kind.actor)(id.into()));
                }
                (_, value) => drop(fields.insert(name.into(), value.into())),
            }
        }
        Ok(actor(kind, fields))
    }

    unknown! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_f64(f64);
        visit_str(&str);
        visit_string(String);
    }

    fn visit_unit<E: Error>(self) -> Result<Actor, E> {
        Ok(Actor::Unknown(Value::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Actor, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Actor, D::Error> {
        Actor::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Actor, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(list)).map(Actor::Unknown)
    }
}

/// The actor whose fields are these, except `__typename` if its kind is known.
fn actor(kind: Option<&ActorKind>, mut fields: Map<String, Value>) -> Actor {
    if let Some(kind) = kind {
        if let Some(Value::String(id)) = fields.get_mut(kind.id_field) {
            return (kind.actor)(std::mem::take(id));
        }
        fields.insert(TYPE_NAME.to_owned(), kind.type_name.into());
    }
    Actor::Unknown(Value::Object(fields))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Actor;

    fn read(json: &str) -> Actor {
        let actor: Actor = serde_json::from_str(json).unwrap();
        // A deserializer that has no text to borrow.
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(
            serde_json::from_value::<Actor>(value).unwrap(),
            actor,
            "{json}"
        );
        actor
    }

    #[test]
    fn every_kind_is_read_in_any_order() {
        for (type_name, id_field) in [
            ("UserActor", "userId"),
            ("CustomerActor", "customerId"),
            ("DeletedCustomerActor", "customerId"),
            ("SystemActor", "systemId"),
            ("MachineUserActor", "machineUserId"),
        ] {
            let expected = json!({ "__typename": type_name, id_field: "id_\n1" });
            for json in [
                format!(r#"{{"__typename":"{type_name}","{id_field}":"id_\n1"}}"#),
                format!(r#"{{"{id_field}":"id_\n1","__typename":"{type_name}"}}"#),
                format!(
                    r#"{{"\u005f_typename":"{type_name}","a":{{}},"{id_field}":"id_\n1","b":[]}}"#
                ),
            ] {
                let actor = read(&json);
                assert!(!matches!(actor, Actor::Unknown(_)), "{json}");
                assert_eq!(serde_json::to_value(&actor).unwrap(), expected, "{json}");
            }
        }
    }

    #[test]
    fn other_values_are_kept_verbatim() {
        for json in [
            r#"{"__typename":"LaterActor","laterId":"l_1"}"#,
            r#"{"__typename":"UserActor","laterId":"l_1"}"#,
            r#"{"__typename":"UserActor","userId":null}"#,
            r#"{"userId":7,"__typename":"UserActor"}"#,
            r#"{"__typename":7,"userId":"u_1"}"#,
            r#"{"userId":"u_1"}"#,
            "{}",
            "null",
            "true",
            "-1",
            "1.5",
            "18446744073709551615",
            r#""UserActor""#,
            r#"["UserActor",{}]"#,
        ] {
            let expected: Value = serde_json::from_str(json).unwrap();
            assert_eq!(read(json), Actor::Unknown(expected), "{json}");
        }
    }

    #[test]
    fn malformed_json_is_an_error() {
        for json in [
            "",
            "{",
            r#"{"__typename":"UserActor","userId":"u_1""#,
            r#"{"__typename":"UserActor","userId":"u_1",}"#,
            r#"{"__typename":"UserActor","userId":"u_1"}}"#,
        ] {
            assert!(serde_json::from_str::<Actor>(json).is_err(), "{json}");
        }
    }
}
