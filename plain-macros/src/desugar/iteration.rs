//! Borrows of fields in loops and splices. A field is a reference in a derive, so `&orders` is one too many.

use quote::quote_spanned;
use syn::ext::IdentExt;
use syn::{Expr, Ident, Type};

use super::scope::{self, Variable};
use crate::diagnostic::Diagnostics;
use crate::model::{ControlFlow, RawArgument, RawField, RawItem, RawValue, Statement};

/// Makes loops and splices iterate over the fields themselves: `orders` in place of `&orders`, and `&**names`
/// if the type of the field is a reference.
pub(super) fn iterate_fields(
    arguments: &mut [RawArgument],
    fields: &[RawField],
    diagnostics: &mut Diagnostics,
) {
    let mut iteration = Iteration {
        fields,
        variables: Vec::new(),
        diagnostics,
    };
    iteration.arguments(arguments);
}

struct Iteration<'a> {
    fields: &'a [RawField],
    /// Variables in scope, which patterns bind.
    variables: Vec<Variable>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Iteration<'a> {
    fn arguments(&mut self, arguments: &mut [RawArgument]) {
        for argument in arguments {
            if let RawValue::List(list) = &mut argument.value {
                self.items(&mut list.items);
            }
        }
    }

    fn items(&mut self, items: &mut [RawItem]) {
        let depth = self.variables.len();
        for item in items {
            self.item(item);
        }
        self.variables.truncate(depth);
    }

    fn item(&mut self, item: &mut RawItem) {
        match item {
            RawItem::Component(component) => self.arguments(&mut component.arguments),
            RawItem::Splice(list) => self.iterate(list),
            RawItem::ControlFlow(control_flow) => self.control_flow(control_flow),
            RawItem::Conditional(_, item) => self.item(item),
            RawItem::Statement(Statement::Let(statement)) => {
                self.variables.extend(scope::of_statement(statement));
            }
            _ => {}
        }
    }

    fn control_flow(&mut self, control_flow: &mut ControlFlow<RawItem>) {
        if let ControlFlow::For { iterator, .. } = control_flow {
            self.iterate(iterator);
        }
        let blocks = scope::blocks(control_flow).into_iter();
        let variables: Vec<Vec<Variable>> = blocks.map(|(variables, _)| variables).collect();
        for (items, variables) in control_flow.blocks_mut().into_iter().zip(variables) {
            let depth = self.variables.len();
            self.variables.extend(variables);
            self.items(items);
            self.variables.truncate(depth);
        }
    }

    /// Removes the borrow of a field from the value of a loop or a splice.
    fn iterate(&mut self, value: &mut Expr) {
        let mut borrows = Borrows::default();
        let Some(name) = borrows.read(value) else {
            return;
        };
        let Some((field, is_whole)) = self.field(name) else {
            return;
        };
        let is_reference = is_whole && is_reference(field.ty.parsed());
        let name = name.clone();
        if borrows.is_mutable {
            self.diagnostics.error_spanned(
                &*value,
                &format!(
                    "`{name}` cannot be borrowed as mutable, since a derive only reads the fields"
                ),
                &format!("write `{name}`"),
            );
        }
        if is_reference {
            let content = quote_spanned!(name.span()=> &**#name);
            if let Ok(content) = syn::parse2(content) {
                *value = content;
            }
        } else if borrows.count > 0 {
            *value = Expr::Path(syn::ExprPath {
                attrs: Vec::new(),
                qself: None,
                path: name.into(),
            });
        }
    }

    /// The field whose value a variable is, and whether it is the whole value. `None` for a variable that may be
    /// something else than a reference.
    fn field(&self, name: &Ident) -> Option<(&'a RawField, bool)> {
        let mut name = name.unraw().to_string();
        let mut variables = self.variables.as_slice();
        let mut is_whole = true;
        while let Some(index) = variables.iter().rposition(|it| it.name == name) {
            let variable = &variables[index];
            name = variable.field.clone().filter(|_| variable.is_reference)?;
            is_whole = false;
            variables = &variables[..index];
        }
        let mut fields = self.fields.iter();
        let field = fields.find(|field| field.binding.unraw() == name)?;
        Some((field, is_whole))
    }
}

/// The `&` and `&mut` before a name.
#[derive(Default)]
struct Borrows {
    count: usize,
    is_mutable: bool,
}

impl Borrows {
    /// Reads an expression that is a name, apart from borrows and parentheses.
    fn read<'a>(&mut self, value: &'a Expr) -> Option<&'a Ident> {
        match value {
            Expr::Reference(reference) => {
                self.count += 1;
                self.is_mutable |= reference.mutability.is_some();
                self.read(&reference.expr)
            }
            Expr::Paren(paren) => self.read(&paren.expr),
            Expr::Group(group) => self.read(&group.expr),
            Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
            _ => None,
        }
    }
}

fn is_reference(ty: &Type) -> bool {
    match ty {
        Type::Reference(_) => true,
        Type::Paren(paren) => is_reference(&paren.elem),
        Type::Group(group) => is_reference(&group.elem),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::EntityKind;
    use quote::ToTokens;

    use crate::desugar;
    use crate::diagnostic::Diagnostics;
    use crate::model::{ControlFlow, RawItem, RawValue, VariantValue};
    use crate::syntax::{self, Recovery, TypeItem};

    /// Iterators and splices of the components in a derive, and the errors.
    fn iterated(components: &str) -> (Vec<String>, Vec<String>) {
        let source = format!(
            "#[customer_event(title = \"a\", customer_identifier = customer_id(\"c_1\"), components = [{components}])]
             struct A<'a> {{ list: Vec<u8>, rows: Option<Vec<Vec<u8>>>, r#type: [u8; 1], slice: &'a [u8] }}"
        );
        let entity = EntityKind::CustomerEvent.entity();
        let mut diagnostics = Diagnostics::default();
        let input = TypeItem::parse(source.parse().unwrap()).unwrap();
        let mut raw = syntax::derive(input, entity, Recovery::Discard, &mut diagnostics);
        let desugared = desugar::derive(&mut raw, entity, &mut diagnostics);
        let mut found = Vec::new();
        for variant in &desugared.variants {
            if let VariantValue::Entity(arguments) = &variant.value {
                for argument in arguments {
                    if let RawValue::List(list) = &argument.value {
                        collect(&list.items, &mut found);
                    }
                }
            }
        }
        (found, diagnostics.messages())
    }

    fn collect(items: &[RawItem], found: &mut Vec<String>) {
        for item in items {
            match item {
                RawItem::Splice(list) => found.push(list.to_token_stream().to_string()),
                RawItem::ControlFlow(control_flow) => {
                    if let ControlFlow::For { iterator, .. } = control_flow {
                        found.push(iterator.to_token_stream().to_string());
                    }
                    for items in control_flow.blocks() {
                        collect(items, found);
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn borrows_of_fields_are_left_out() {
        for (components, expected) in [
            ("for a in list {}", &["list"][..]),
            ("for a in &list {}", &["list"]),
            ("for a in (&(&list)) {}", &["list"]),
            ("for a in &r#type {}", &["r#type"]),
            ("..&list", &["list"]),
            (
                "if let Some(all) = &rows { for row in &all { for a in &row {} } }",
                &["all", "row"],
            ),
            (
                "match rows { Some(all) => for row in &all {} None => {} }",
                &["all"],
            ),
            ("for slice in slice {}", &["& * * slice"]),
            ("..&slice", &["& * * slice"]),
        ] {
            assert_eq!(iterated(components).0, expected, "{components}");
        }
    }

    #[test]
    fn other_iterators_are_unchanged() {
        for (components, expected) in [
            ("for a in &self.list {}", &["& self . list"][..]),
            ("for a in &list[1..] {}", &["& list [1 ..]"]),
            ("for a in &*slice {}", &["& * slice"]),
            ("for a in list.iter() {}", &["list . iter ()"]),
            ("for a in &LIST {}", &["& LIST"]),
            ("for a in &other {}", &["& other"]),
            (
                "{ let list = list.clone(); for a in &list {} }",
                &["& list"],
            ),
            (
                "for &list in lists() { for a in &list {} }",
                &["lists ()", "& list"],
            ),
            (
                "if let Some(all) = self.rows { for row in &all {} }",
                &["& all"],
            ),
            (
                "if let Some(mut all) = rows { for row in &all {} }",
                &["& all"],
            ),
            (
                "if let Some(all) = *rows { for row in &all {} }",
                &["& all"],
            ),
            (
                "if let [list, ..] = pair { for a in &list {} }",
                &["& list"],
            ),
        ] {
            assert_eq!(iterated(components).0, expected, "{components}");
        }
    }

    #[test]
    fn the_scope_of_a_variable_ends_with_its_block() {
        let (found, _) = iterated("for list in lists() { ..&list }, ..&list");
        assert_eq!(found, ["lists ()", "& list", "list"]);
    }

    #[test]
    fn mutable_borrows_of_fields_are_errors() {
        for components in ["for a in &mut list {}", "..&mut list", "..&&mut list"] {
            let (found, messages) = iterated(components);
            assert_eq!(found, ["list"], "{components}");
            let expected =
                "`list` cannot be borrowed as mutable, since a derive only reads the fields";
            assert!(
                messages.iter().any(|it| it.starts_with(expected)),
                "{components}: {messages:?}"
            );
        }
    }
}
