//! Customer cards, and the trait of values that convert to one.

use std::borrow::Cow;

use plain_schema::Property;
use plain_schema::entity::CUSTOMER_CARD;
use serde::de::MapAccess;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::EventComponent;
use super::object::{Object, PropertyValue, declared, validate};
use super::record::{self, deserialize_record};
use super::validate::{PropertyPath, Violations};
use super::validation_error::ValidationError;

/// A customer card, the answer of an endpoint that Plain requests it from.
///
/// The key of the card is not part of the value: it is that of the request, and
/// [`CustomerCard::KEY`] of a type. A card without components is not shown: they serialise as `null`.
/// Deserialising rejects unknown names; [`validate`](Self::validate) checks the values.
///
/// ```
/// use plain_runtime::{Card, components};
///
/// let card = Card {
///     components: components![text("**Pro** plan")].into(),
///     time_to_live_seconds: Some(300),
/// };
/// assert_eq!(
///     serde_json::to_value(&card).unwrap(),
///     serde_json::json!({
///         "components": [{ "componentText": { "text": "**Pro** plan" } }],
///         "timeToLiveSeconds": 300,
///     }),
/// );
///
/// let hidden = Card { components: [].as_slice().into(), time_to_live_seconds: None };
/// assert_eq!(serde_json::to_string(&hidden).unwrap(), r#"{"components":null}"#);
/// ```
///
/// See <https://www.plain.com/docs/customer-cards>.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a card does nothing until an endpoint answers with it"]
pub struct Card {
    /// Components of the card, from top to bottom. A card without components is not shown.
    ///
    /// See <https://www.plain.com/docs/customer-cards>.
    pub components: Cow<'static, [EventComponent]>,
    /// Seconds that Plain shows the card before it requests it again, at most a year. Defaults to the
    /// time that is configured in Plain.
    ///
    /// See <https://www.plain.com/docs/customer-cards>.
    pub time_to_live_seconds: Option<u64>,
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = 1 + usize::from(self.time_to_live_seconds.is_some());
        let mut card = serializer.serialize_struct("Card", length)?;
        let components = (!self.components.is_empty()).then_some(&self.components);
        card.serialize_field("components", &components)?;
        match self.time_to_live_seconds {
            Some(seconds) => card.serialize_field("timeToLiveSeconds", &seconds)?,
            None => card.skip_field("timeToLiveSeconds")?,
        }
        card.end()
    }
}

deserialize_record! {
    Card {
        components = "components",
        time_to_live_seconds = "timeToLiveSeconds",
    }
}

/// Null is the same as an empty list, but the list must be there.
impl<'de> record::RecordField<'de> for Cow<'static, [EventComponent]> {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        let components: Option<Self> = map.next_value()?;
        Ok(components.unwrap_or_default())
    }
}

/// Names of the fields, for editors.
#[allow(dead_code, non_upper_case_globals, unreachable_pub)]
pub(crate) mod customer_card {
    /// Names of the properties.
    pub mod properties {
        use std::borrow::Cow;

        use crate::input::EventComponent;
        use crate::input::object::PropertyName;

        /// Components of the card, from top to bottom. A card without components is not shown.
        ///
        /// See <https://www.plain.com/docs/customer-cards>.
        pub const components: PropertyName<Cow<'static, [EventComponent]>> = PropertyName::NAME;
        /// Seconds that Plain shows the card before it requests it again, at most a year. Defaults to
        /// the time that is configured in Plain.
        ///
        /// See <https://www.plain.com/docs/customer-cards>.
        pub const time_to_live_seconds: PropertyName<Option<u64>> = PropertyName::NAME;
        /// Key of the card in a derive, as it is configured in Plain: 1 to 500 letters, digits, `_` and `-`.
        ///
        /// See <https://www.plain.com/docs/customer-cards>.
        pub const key: PropertyName<&'static str> = PropertyName::NAME;
    }
}

const COMPONENTS: &Property = declared(CUSTOMER_CARD.field("components"));
const TIME_TO_LIVE_SECONDS: &Property = declared(CUSTOMER_CARD.field("time_to_live_seconds"));

impl Object for Card {
    fn validate(&self, path: &PropertyPath<'_>, violations: &mut Violations) {
        let name = path.property(COMPONENTS.name);
        self.components.validate(COMPONENTS, &name, violations);
        let name = path.property(TIME_TO_LIVE_SECONDS.name);
        self.time_to_live_seconds
            .validate(TIME_TO_LIVE_SECONDS, &name, violations);
    }
}

impl Card {
    /// Validates the values that are known only at run time.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::customer_card;
    ///
    /// let plan = "x".repeat(10_001);
    /// let card = customer_card!(components = [text("{plan}")]);
    /// assert!(card.validate().is_err());
    /// ```
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self, "card")
    }
}

/// A value that converts to a customer card.
///
/// ```
/// use plain_runtime::{Card, CustomerCard, components};
///
/// struct PlanDetails {
///     plan: String,
/// }
///
/// impl CustomerCard for PlanDetails {
///     const KEY: &'static str = "plan-details";
///
///     fn customer_card(&self) -> Card {
///         let plan = &self.plan;
///         Card {
///             components: components![text("Plan: {plan}")].into(),
///             time_to_live_seconds: None,
///         }
///     }
/// }
///
/// let details = PlanDetails { plan: "Pro".to_owned() };
/// assert_eq!(PlanDetails::KEY, "plan-details");
/// assert_eq!(details.customer_card().components.len(), 1);
/// ```
///
/// See <https://www.plain.com/docs/customer-cards>.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a customer card",
    label = "expected a customer card",
    note = "derive it with `#[derive(CustomerCard)]`",
    note = "a `Card`, as `customer_card!` builds it, has no key: an endpoint takes it by `.card_for(\"key\", ..)`"
)]
pub trait CustomerCard {
    /// Key of the card, as configured in Plain: 1 to 500 ASCII letters, digits, hyphens and underscores.
    const KEY: &'static str;

    /// Builds the card. Equal values should build equal cards.
    fn customer_card(&self) -> Card;
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use plain_schema::entity::CUSTOMER_CARD;
    use serde_json::json;

    use super::{Card, CustomerCard};

    fn card() -> Card {
        Card {
            components: crate::components![divider()].into(),
            time_to_live_seconds: Some(10),
        }
    }

    #[test]
    fn fields_have_the_names_of_the_table() {
        let value = serde_json::to_value(card()).unwrap();
        for field in CUSTOMER_CARD.fields {
            assert!(value.get(field.graphql_name).is_some(), "{}", field.name);
        }
        assert_eq!(value.as_object().unwrap().len(), CUSTOMER_CARD.fields.len());
    }

    #[test]
    fn card_without_components_is_null() {
        let empty = Card {
            components: vec![].into(),
            time_to_live_seconds: None,
        };
        let value = serde_json::to_value(&empty).unwrap();
        assert_eq!(value, json!({ "components": null }));
        for value in [
            value,
            json!({ "components": [], "timeToLiveSeconds": null }),
        ] {
            assert_eq!(serde_json::from_value::<Card>(value).unwrap(), empty);
        }
        assert_eq!(empty.validate(), Ok(()));
        assert!(serde_json::from_value::<Card>(json!({})).is_err());
        assert!(serde_json::from_value::<Card>(json!({ "components": [], "key": "a" })).is_err());
    }

    #[test]
    fn deserialised_card_is_equal() {
        let value = serde_json::to_value(card()).unwrap();
        assert_eq!(serde_json::from_value::<Card>(value).unwrap(), card());
    }

    #[test]
    fn every_violation_has_its_path() {
        let text = crate::component::Text {
            text: " ".into(),
            size: None,
            color: None,
        };
        let card = Card {
            components: vec![text.into()].into(),
            time_to_live_seconds: Some(31_536_001),
        };
        assert_eq!(
            card.validate().unwrap_err().to_string(),
            "invalid card: components[0].text: blank; time_to_live_seconds: not from 0 to 31536000"
        );
    }

    #[test]
    fn pointer_to_a_card_has_its_key() {
        struct Details;

        impl CustomerCard for Details {
            const KEY: &'static str = "details";

            fn customer_card(&self) -> Card {
                card()
            }
        }

        fn key<C: CustomerCard>(_: &C) -> &'static str {
            C::KEY
        }

        assert_eq!(key(&Arc::new(Box::pin(Details))), "details");
    }
}
