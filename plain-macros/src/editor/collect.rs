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
    sites.entity(entity, client, &raw.fields);
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
    for (raw, variant) in raw.variants.iter().zip(&desugared.variants) {
        if let VariantValue::Entity(arguments) = &variant.value {
            for field in &raw.fields {
                sites.roles(entity, &field.roles);
            }
            sites.entity(entity, None, arguments);
        }
    }
    sites
}

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

    fn entity(&mut self, entity: &'static Entity, client: Option<&Ident>, fields: &[RawArgument]) {
        self.arguments(entity.name, &EntityFields::of_macro(entity), client, fields);
    }

    fn arguments(
        &mut self,
        table_name: &'static str,
        owner: &dyn PropertyOwner,
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
        self.add(
            NameSet::Properties { table_name, unset },
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
            self.arguments(constructor.name, &owner, None, &raw.arguments);
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

#[cfg(test)]
mod tests {
    use plain_schema::{Context, EntityKind};

    use super::{Sites, derive_sites, entity_sites, fragment_sites};
    use crate::desugar;
    use crate::diagnostic::Diagnostics;
    use crate::editor::site::NameSet;
    use crate::syntax::{self, Recovery};

    /// Sites as text: the set of names, and the incomplete ones after a slash.
    fn described(sites: &Sites) -> Vec<String> {
        let sites = sites.iter().map(|site| {
            let names = match &site.names {
                NameSet::Properties { table_name, unset } => {
                    format!("{table_name} {}", unset.join(" "))
                }
                NameSet::Items(content) => format!("components {}", content.name()),
                NameSet::Roles(entity) => format!("roles {}", entity.name),
                NameSet::Values(enumeration) => format!("values {}", enumeration.name),
                NameSet::Kinds(identifier) => format!("kinds {}", identifier.name),
                NameSet::BareKinds(identifier) => format!("bare kinds {}", identifier.name),
            };
            let incomplete = site.incomplete.iter().map(|name| format!(" / {name}"));
            format!("{}{}", names.trim_end(), incomplete.collect::<String>())
        });
        sites.collect()
    }

    fn in_components(source: &str) -> Vec<String> {
        let tokens = format!("(krate) {source}").parse().unwrap();
        let raw = syntax::fragment(tokens, Recovery::Complete, &mut Diagnostics::default());
        described(&fragment_sites(&raw, Context::Event))
    }

    fn in_event(source: &str) -> Vec<String> {
        let tokens = format!("(krate) {source}").parse().unwrap();
        let raw = syntax::call(tokens, Recovery::Complete, &mut Diagnostics::default());
        described(&entity_sites(&raw, EntityKind::ThreadEvent.entity()))
    }

    #[test]
    fn site_of_a_list_comes_before_those_in_its_entries() {
        assert_eq!(
            in_components(
                "if a { badge(\"b\"); di } else { row(main_content = [text(\"c\")]) }, spacer"
            ),
            [
                "components event / spacer",
                "components event / di",
                "badge color",
                "components event",
                "row aside_content",
                "components row",
                "text size color",
            ]
        );
    }

    #[test]
    fn site_of_a_value_is_there_with_and_without_a_value() {
        assert_eq!(
            in_components("spacer()"),
            ["components event", "spacer size", "values SpacingSize"]
        );
        assert_eq!(
            in_components("spacer(Mi)"),
            ["components event", "spacer", "values SpacingSize / Mi"]
        );
        assert_eq!(
            in_components("user(some(\"a\"))"),
            ["components event", "user", "kinds UserIdentifier / some"]
        );
    }

    #[test]
    fn unresolved_names_of_a_call_are_incomplete() {
        for (source, expected) in [
            (
                "",
                "thread_event title thread_id components external_id timestamp is_collapsed",
            ),
            (
                "ti",
                "thread_event title thread_id components external_id timestamp is_collapsed / ti",
            ),
            (
                "client, title = a, time, threadd = b",
                "thread_event thread_id components external_id timestamp is_collapsed / time / threadd",
            ),
        ] {
            assert_eq!(in_event(source), [expected], "{source}");
        }
    }

    #[test]
    fn sites_of_fields_come_before_those_of_their_variant() {
        let source = "enum A {
            #[customer_event(title = \"a\")]
            B(#[customer_event(customer_identifier = external, bad)] u8),
            #[customer_event(transparent)]
            C(#[customer_event(text)] D),
        }";
        let mut diagnostics = Diagnostics::default();
        let entity = EntityKind::CustomerEvent.entity();
        let input = syn::parse_str(source).unwrap();
        let raw = syntax::derive(input, entity, Recovery::Complete, &mut diagnostics);
        let desugared = desugar::derive(&raw, entity, &mut diagnostics);
        assert_eq!(
            described(&derive_sites(&raw, &desugared)),
            [
                "roles customer_event / bad",
                "bare kinds CustomerIdentifier / external",
                "customer_event external_id timestamp is_collapsed",
                "kinds CustomerIdentifier / external",
            ]
        );
    }
}
