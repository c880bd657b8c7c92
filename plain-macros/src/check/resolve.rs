//! Assignment of arguments to properties, from their names and order alone.

use plain_schema::{Property, ValueType};
use proc_macro2::Ident;

use super::foreign::{Misnamed, misnamed, property_of_value};
use super::owner::{PropertyOwner, Suggestion, suggestion};
use crate::model::{RawArgument, RawExpression, RawValue};

/// The property that an argument sets.
pub(crate) enum Resolved {
    /// Index in the owner's table.
    Property(usize),
    /// A name that is not a property of the owner.
    UnknownName {
        name: Ident,
        suggestion: Suggestion,
        fallback: Option<Fallback>,
    },
    /// No property is left that takes a value without a name.
    Surplus { fallback: Option<Fallback> },
}

/// A property that no argument sets, but that an unresolved argument was probably meant for. It is
/// not reported as missing.
#[derive(Clone, Copy)]
pub(crate) struct Fallback {
    /// Index in the owner's table.
    pub(crate) property: usize,
    /// Whether the value is meant for the property too. Otherwise a placeholder takes its place.
    pub(crate) uses_value: bool,
}

impl Resolved {
    pub(crate) fn fallback(&self) -> Option<Fallback> {
        match self {
            Self::Property(_) => None,
            Self::UnknownName { fallback, .. } | Self::Surplus { fallback } => *fallback,
        }
    }
}

/// Resolves the arguments of a call.
pub(crate) fn resolve(owner: &dyn PropertyOwner, arguments: &[RawArgument]) -> Vec<Resolved> {
    let mut resolver = Resolver::new(owner);
    resolver.find_given(arguments);
    let mut all: Vec<Resolved> = arguments
        .iter()
        .map(|argument| resolver.argument(argument))
        .collect();
    let mut is_taken = resolver.is_set;
    for resolved in &mut all {
        if let Resolved::UnknownName { fallback, .. } | Resolved::Surplus { fallback } = resolved {
            *fallback = fallback
                .filter(|fallback| !std::mem::replace(&mut is_taken[fallback.property], true));
        }
    }
    all
}

/// Names of the properties that no argument sets.
pub(crate) fn unset(owner: &dyn PropertyOwner, resolved: &[Resolved]) -> Vec<&'static str> {
    let is_set = |index| {
        resolved
            .iter()
            .any(|resolved| matches!(resolved, Resolved::Property(set) if *set == index))
    };
    let properties = owner.properties().iter().enumerate();
    properties
        .filter(|(index, _)| !is_set(*index))
        .map(|(_, property)| property.name)
        .collect()
}

struct Resolver<'a> {
    owner: &'a dyn PropertyOwner,
    properties: &'static [Property],
    /// Index of the next property that may take a value without a name.
    next_position: usize,
    /// For each property, whether an argument sets it.
    is_set: Vec<bool>,
    /// For each property, whether an argument before or after this one sets it.
    is_given: Vec<bool>,
    /// For each property, whether an unresolved argument was probably meant for it.
    is_fallback: Vec<bool>,
}

impl<'a> Resolver<'a> {
    fn new(owner: &'a dyn PropertyOwner) -> Self {
        let properties = owner.properties();
        Self {
            owner,
            properties,
            next_position: 0,
            is_set: vec![false; properties.len()],
            is_given: vec![false; properties.len()],
            is_fallback: vec![false; properties.len()],
        }
    }

    fn find_given(&mut self, arguments: &[RawArgument]) {
        for argument in arguments {
            let index = match &argument.name {
                Some(name) => self.index_of(&name.to_string()),
                None => self.next_positional(),
            };
            if let Some(index) = index {
                self.is_given[index] = true;
            }
        }
        self.next_position = 0;
    }

    fn argument(&mut self, argument: &RawArgument) -> Resolved {
        let index = match &argument.name {
            Some(name) => self.index_of(&name.to_string()),
            None => self.next_positional(),
        };
        match (index, &argument.name) {
            (Some(index), _) => {
                self.is_set[index] = true;
                Resolved::Property(index)
            }
            (None, Some(name)) => self.unknown_name(name, &argument.value),
            (None, None) => self.surplus(&argument.value),
        }
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        let mut properties = self.properties.iter();
        properties.position(|property| property.name == name)
    }

    fn next_positional(&mut self) -> Option<usize> {
        let rest = self.properties.get(self.next_position..)?;
        let index = self.next_position + rest.iter().position(|property| property.positional)?;
        self.next_position = index + 1;
        Some(index)
    }

    fn unknown_name(&mut self, name: &Ident, value: &RawValue) -> Resolved {
        let mut suggestion = suggestion(self.owner, &name.to_string());
        let is_unknown = suggestion.property.is_none();
        if is_unknown {
            let (property, is_only) = self.first_unset();
            suggestion.property = property;
            suggestion.is_only_choice = is_only;
        }
        let property = suggestion.property.and_then(|name| self.index_of(name));
        // A text in place of an identifier needs its kind too, so one error corrects both.
        if matches!(value, RawValue::Expression(RawExpression::Text(_)))
            && property.is_some_and(|index| self.takes_identifier(index))
            && suggestion.is_typo
            && !is_unknown
        {
            suggestion.is_only_choice = true;
        }
        let uses_value = suggestion.is_typo && !is_unknown && !suggestion.is_only_choice;
        let fallback = self.fallback(property, uses_value);
        Resolved::UnknownName {
            name: name.clone(),
            suggestion,
            fallback,
        }
    }

    fn takes_identifier(&self, index: usize) -> bool {
        matches!(self.properties[index].value, ValueType::Identifier(_))
    }

    /// The first required property without a value, and whether a component has no other.
    fn first_unset(&self) -> (Option<&'static str>, bool) {
        let mut unset = (0..self.properties.len()).filter(|&index| {
            self.properties[index].is_required()
                && !self.is_given[index]
                && !self.is_fallback[index]
        });
        let first = unset.next().map(|index| self.properties[index].name);
        let is_component = self.owner.describe_property() == "property";
        (
            first,
            is_component && first.is_some() && unset.next().is_none(),
        )
    }

    /// A surplus value was probably meant for the first required property that has no value yet.
    fn surplus(&mut self, value: &RawValue) -> Resolved {
        let index_of = |named: Misnamed| self.index_of(named.property.name);
        let named = property_of_value(self.owner, value)
            .and_then(index_of)
            .filter(|&index| !self.is_given[index])
            .or_else(|| misnamed(self.owner, value).and_then(index_of));
        let property = named.filter(|&index| !self.is_set[index]).or_else(|| {
            (0..self.properties.len())
                .find(|&index| {
                    let property = &self.properties[index];
                    let is_free = !self.is_set[index] && !self.is_fallback[index];
                    property.is_required() && !property.positional && is_free
                })
                .filter(|_| named.is_none())
        });
        Resolved::Surplus {
            fallback: self.fallback(property, matches!(value, RawValue::List(_))),
        }
    }

    fn fallback(&mut self, property: Option<usize>, uses_value: bool) -> Option<Fallback> {
        let property = property?;
        self.is_fallback[property] = true;
        Some(Fallback {
            property,
            uses_value,
        })
    }
}
