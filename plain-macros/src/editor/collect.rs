//! Completion sites of a call, in pre-order: a list's own site comes before those in its entries.
//!
//! To complete a name, rust-analyzer expands the call once without it and once with it, and looks
//! at the same position in both expansions. So the order of the sites does not depend on that name.

use plain_schema::{Context, Entity, ListContent, Property, ValueType};
use proc_macro2::Ident;

use super::site::{CompletionSite, NameSet};
use crate::check::{ConstructorProperties, EntityFields, PropertyOwner, Resolved, resolve, unset};
use crate::model::{
    BlockItem, DesugaredDerive, RawArgument, RawCall, RawComponent, RawDerive, RawExpression,
    RawFragment, RawItem, RawRole, RawValue, VariantValue, single_name,
};

/// Sites in the call of an entity's macro.
pub(crate) fn entity_sites(raw: &RawCall, entity: &'static Entity) -> Sites {
    let mut sites = Sites::default();
    // Until a comma follows, the client may become the name of a field.
    let client = raw.client.as_ref().filter(|client| client.comma.is_none());
    let client = client.and_then(|client| client.value.name());
    let owner = EntityFields::of_macro(entity);
    sites.arguments(entity.name, &owner, None, client, &raw.fields);
    sites
}

/// Sites in the call of a fragment's macro.
pub(crate) fn fragment_sites(raw: &RawFragment, context: Context) -> Sites {
    let mut sites = Sites::default();
    sites.items(ListContent::Components(context), &raw.items);
    sites
}

/// Sites in the attributes of a type: for each variant, those of its fields and then its own.
pub(crate) fn derive_sites(raw: &RawDerive, desugared: &DesugaredDerive) -> Sites {
    let mut sites = Sites::default();
    let entity = desugared.entity;
    let mut key = entity.key_rule().and(KEY).filter(|_| raw.key.is_none());
    if raw.is_enum && key.is_some() {
        // The key belongs to the enum, and the other sites are those of its variants.
        let owner = EntityFields::of_macro(entity);
        let resolved = resolve(&owner, &raw.defaults.arguments);
        let names = raw.defaults.arguments.iter().zip(&resolved);
        sites.properties(
            entity.name,
            unset(&owner, &resolved).into_iter().chain(key.take()),
            names.filter_map(unresolved_name),
        );
    }
    for (raw, variant) in raw.variants.iter().zip(&desugared.variants) {
        if let VariantValue::Entity(arguments) = &variant.value {
            for field in &raw.fields {
                sites.roles(entity, &field.roles);
            }
            sites.arguments(
                entity.name,
                &EntityFields::of_macro(entity),
                key,
                None,
                arguments,
            );
        }
    }
    sites
}

/// Name of a card's key, which is not a field of the card.
const KEY: Option<&str> = Some("key");

/// Sites of an expansion.
#[derive(Default)]
pub(crate) struct Sites(Vec<CompletionSite>);

impl Sites {
    pub(super) fn iter(&self) -> impl Iterator<Item = &CompletionSite> {
        self.0.iter()
    }

    fn add<'a>(&mut self, names: NameSet, incomplete: impl IntoIterator<Item = &'a Ident>) {
        let incomplete = incomplete.into_iter().cloned().collect();
        self.0.push(CompletionSite { names, incomplete });
    }

    /// Adds a site where each name is incomplete that is not in the set.
    fn add_names<'a>(&mut self, names: NameSet, written: impl IntoIterator<Item = &'a Ident>) {
        let written = written.into_iter();
        let incomplete: Vec<&Ident> = written
            .filter(|name| !names.contains(&name.to_string()))
            .collect();
        self.add(names, incomplete);
    }

    /// Adds the site of names before `=`.
    fn properties<'a>(
        &mut self,
        table_name: &'static str,
        unset: impl IntoIterator<Item = &'static str>,
        incomplete: impl IntoIterator<Item = &'a Ident>,
    ) {
        let unset = unset.into_iter().collect();
        self.add(NameSet::Properties { table_name, unset }, incomplete);
    }

    fn arguments(
        &mut self,
        table_name: &'static str,
        owner: &dyn PropertyOwner,
        key: Option<&'static str>,
        before: Option<&Ident>,
        arguments: &[RawArgument],
    ) {
        let properties = owner.properties();
        let resolved = resolve(owner, arguments);
        let unset = unset(owner, &resolved);
        let mut is_absent: Vec<bool> = properties
            .iter()
            .map(|property| unset.contains(&property.name))
            .collect();
        let unresolved = arguments.iter().zip(&resolved).filter_map(unresolved_name);
        self.properties(
            table_name,
            unset.into_iter().chain(key),
            before.into_iter().chain(unresolved),
        );
        for (argument, resolved) in arguments.iter().zip(&resolved) {
            if let Resolved::Property(index) = resolved {
                self.value(&properties[*index], &argument.value);
            }
        }
        for (argument, resolved) in arguments.iter().zip(&resolved) {
            if let Some(fallback) = resolved.fallback() {
                is_absent[fallback.property] = false;
                let is_missing = matches!(argument.value, RawValue::Missing(_));
                if fallback.uses_value && !is_missing {
                    self.value(&properties[fallback.property], &argument.value);
                }
            }
        }
        // A value without its name may be typed.
        for (property, is_absent) in properties.iter().zip(is_absent) {
            if is_absent && property.positional {
                self.value_name(property, None);
            }
        }
    }

    fn value(&mut self, property: &Property, value: &RawValue) {
        match value {
            RawValue::Expression(expression) => self.expression(property, expression),
            _ => self.value_name(property, None),
        }
        if let (ValueType::List(content, _), RawValue::List(list)) = (property.value, value) {
            self.items(content, &list.items);
        }
    }

    /// Adds the site of a value, or one for each branch, whether it has a value yet or not.
    fn expression(&mut self, property: &Property, expression: &RawExpression) {
        let RawExpression::Branches(branches) = expression else {
            return self.value_name(property, value_name(expression));
        };
        for items in branches.control_flow.blocks() {
            match items.last().and_then(BlockItem::value) {
                Some(value) => self.expression(property, value),
                None => self.value_name(property, None),
            }
        }
    }

    /// Adds the site of an enum's value or an identifier's kind.
    fn value_name(&mut self, property: &Property, name: Option<&Ident>) {
        let names = match property.value {
            ValueType::Enumeration(enumeration) => NameSet::Values(enumeration),
            ValueType::Identifier(identifier) => NameSet::Kinds(identifier),
            _ => return,
        };
        self.add_names(names, name);
    }

    fn items(&mut self, content: ListContent, items: &[RawItem]) {
        if let ListContent::Texts(_) = content {
            return;
        }
        self.add(
            NameSet::Items(content),
            items
                .iter()
                .filter_map(|item| incomplete_item(content, item)),
        );
        for item in items {
            self.item(content, item);
        }
    }

    fn item(&mut self, content: ListContent, item: &RawItem) {
        match item {
            RawItem::Component(raw) => self.constructor(content, raw),
            RawItem::ControlFlow(control_flow) => {
                for items in control_flow.blocks() {
                    self.items(content, items);
                }
            }
            RawItem::Conditional(_, item) => self.item(content, item),
            _ => {}
        }
    }

    fn constructor(&mut self, content: ListContent, raw: &RawComponent) {
        if let Some(constructor) = content.constructor(&raw.name.to_string()) {
            let owner = ConstructorProperties {
                constructor,
                name: &raw.name,
            };
            self.arguments(constructor.name, &owner, None, None, &raw.arguments);
        }
    }

    /// Adds the site of a field's roles, and one for each kind of an identifier.
    fn roles(&mut self, entity: &'static Entity, roles: &[RawRole]) {
        self.add_names(NameSet::Roles(entity), roles.iter().map(|role| &role.name));
        for role in roles {
            let property = entity.field(&role.name.to_string());
            if let Some(ValueType::Identifier(identifier)) = property.map(|property| property.value)
            {
                self.add_names(NameSet::BareKinds(identifier), &role.kind);
            }
        }
    }
}

/// Name of an argument that sets no property, or its value if that is a name.
fn unresolved_name<'a>((argument, resolved): (&'a RawArgument, &'a Resolved)) -> Option<&'a Ident> {
    match resolved {
        Resolved::Property(_) => None,
        Resolved::UnknownName { name, .. } => Some(name),
        Resolved::Surplus { .. } => argument.value.name(),
    }
}

/// Name of a value or a kind: `Muted`, `Some(Muted)`, `email_address(..)`.
fn value_name(expression: &RawExpression) -> Option<&Ident> {
    match expression {
        RawExpression::Text(_) | RawExpression::Branches(_) => None,
        RawExpression::Call(call) => match call.name() {
            Some(name) if name == "Some" => value_name(call.arguments.first()?),
            name => name,
        },
        RawExpression::Other(_) => expression.name(),
    }
}

/// Name that may become that of an item: an unknown one, or one without parentheses.
fn incomplete_item(content: ListContent, item: &RawItem) -> Option<&Ident> {
    match item {
        RawItem::Component(raw) => {
            Some(&raw.name).filter(|name| content.constructor(&name.to_string()).is_none())
        }
        RawItem::Other(expression) => single_name(expression),
        RawItem::Conditional(_, item) => incomplete_item(content, item),
        _ => None,
    }
}
