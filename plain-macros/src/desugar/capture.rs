//! Uses of fields in the arguments of a derive: captures, and values that are a field.

use plain_schema::{Context, Entity, ListContent, Property, StringRule, ValueType};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, Member, UnOp};

use super::scope::{self, Variable};
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{
    BlockItem, ControlFlow, DeriveField, RawArgument, RawExpression, RawItem, RawText, RawValue,
    RequiredTrait, Statement,
};
use crate::suggest::nearest;

/// Trait of a value that is used as text.
pub(super) const DISPLAY: RequiredTrait = RequiredTrait::Format("Display");

/// Trait that a value of a property needs.
pub(super) fn required_trait(property: &Property) -> Option<RequiredTrait> {
    match property.value {
        ValueType::String(StringRule::DateTime) => Some(RequiredTrait::Date),
        ValueType::String(_) => Some(DISPLAY),
        ValueType::Number => Some(RequiredTrait::Number),
        _ => None,
    }
}

/// Names in an argument that no pattern in it binds.
pub(super) struct Names {
    /// Variables that literals capture, and the location of the literal.
    pub(super) captures: Vec<(String, Span)>,
    /// Names in expressions. Each may be a variable.
    pub(super) free: Vec<String>,
}

/// Collects the names in an argument.
pub(super) fn names_of(entity: &'static Entity, argument: &RawArgument) -> Names {
    let mut scope = Scope {
        collects_names: true,
        ..Scope::default()
    };
    scope.arguments(entity.fields, std::slice::from_ref(argument));
    let captures = scope.uses.iter().filter_map(|field_use| {
        let name = field_use.path.first()?;
        let is_variable = is_variable(name) && field_use.path.len() == 1;
        Some((unraw(name).to_owned(), field_use.span?))
            .filter(|_| is_variable && !field_use.is_conditional)
    });
    Names {
        captures: captures.collect(),
        free: scope.names,
    }
}

/// Whether a name can be that of a field, and not of a constant.
fn is_variable(name: &str) -> bool {
    name != "self" && name.contains(char::is_lowercase)
}

/// Adds the bounds that the uses of fields need, and reports captures of unknown names, except those
/// that have been reported.
pub(super) fn collect_uses(
    entity: &'static Entity,
    arguments: &[RawArgument],
    fields: &mut [DeriveField],
    reported: &[String],
    diagnostics: &mut Diagnostics,
) {
    let mut scope = Scope::default();
    scope.arguments(entity.fields, arguments);
    let names: Vec<String> = fields
        .iter()
        .map(|field| field.binding.unraw().to_string())
        .collect();
    for FieldUse {
        path,
        required,
        depth,
        span,
        is_conditional,
    } in scope.uses
    {
        if let Some((field, rest)) = find(&path, &names, fields) {
            field.require_in(rest, depth, required);
        } else if depth == 0
            && !is_conditional
            && let (Some(span), [name]) = (span, path.as_slice())
            && is_variable(name)
            && !reported.iter().any(|reported| reported == unraw(name))
        {
            report_unknown(unraw(name), span, &names, diagnostics);
        }
    }
}

/// The field at the start of a path, and the rest of the path. `names` are those of the fields.
fn find<'a>(
    path: &'a [String],
    names: &[String],
    fields: &'a mut [DeriveField],
) -> Option<(&'a mut DeriveField, &'a [String])> {
    let (name, rest) = path.split_first()?;
    if name == "self" {
        let (name, rest) = rest.split_first()?;
        let is_member = |member: &Member| match member {
            Member::Named(member) => member.unraw() == unraw(name),
            Member::Unnamed(index) => index.index.to_string() == *name,
        };
        let field = fields.iter_mut().find(|field| is_member(&field.member))?;
        return Some((field, rest));
    }
    let index = names.iter().position(|own| own == unraw(name))?;
    Some((fields.get_mut(index)?, rest))
}

/// A name as `format!` captures it: `type` for `r#type`.
pub(super) fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn report_unknown(name: &str, span: Span, fields: &[String], diagnostics: &mut Diagnostics) {
    let names = || fields.iter().map(String::as_str);
    let help = match nearest(name, names()) {
        Some(field) => format!("did you mean `{{{field}}}`?"),
        None if fields.is_empty() => format!("add the field, or remove `{{{name}}}`"),
        None => format!("expected {}", one_of(names())),
    };
    diagnostics.error(span, &format!("`{{{name}}}` is not a field"), &help);
}

/// Use of a name that no pattern of the list binds.
struct FieldUse {
    path: Vec<String>,
    required: RequiredTrait,
    /// 0 for the whole field, 1 for the content of an `Option` or an element of a collection, 2 for a part of
    /// that, ..
    depth: usize,
    /// Literal of a capture.
    span: Option<Span>,
    /// Whether the use is in an item with `#[cfg]`, as its field may be.
    is_conditional: bool,
}

/// Uses that have been found, and the variables in scope.
#[derive(Default)]
struct Scope {
    uses: Vec<FieldUse>,
    /// Names in expressions, if they are to be collected.
    names: Vec<String>,
    collects_names: bool,
    variables: Vec<Variable>,
    /// Whether the item has `#[cfg]`.
    is_conditional: bool,
}

impl Scope {
    fn arguments(&mut self, properties: &'static [Property], arguments: &[RawArgument]) {
        let mut positional = properties.iter().filter(|property| property.positional);
        for argument in arguments {
            let property = match &argument.name {
                Some(name) => properties.iter().find(|property| name == property.name),
                None => positional.next(),
            };
            self.value(property, &argument.value);
        }
    }

    fn value(&mut self, property: Option<&Property>, value: &RawValue) {
        let required = property.and_then(required_trait);
        match value {
            RawValue::List(list) => {
                let content = match property.map(|property| property.value) {
                    Some(ValueType::List(content, _)) => content,
                    _ => ListContent::Components(Context::Event),
                };
                for item in &list.items {
                    self.item(content, item);
                }
            }
            RawValue::Expression(RawExpression::Call(call))
                if matches!(
                    property.map(|property| property.value),
                    Some(ValueType::Identifier(_))
                ) =>
            {
                for argument in &call.arguments {
                    self.expression(argument, Some(DISPLAY));
                }
            }
            RawValue::Expression(expression) => self.expression(expression, required),
            RawValue::Reported(_) | RawValue::Missing(_) => {}
        }
    }

    fn expression(&mut self, expression: &RawExpression, required: Option<RequiredTrait>) {
        match expression {
            RawExpression::Text(text) => self.text(text),
            RawExpression::Call(call) => {
                let is_some = call.name().is_some_and(|name| name == "Some");
                for argument in &call.arguments {
                    self.expression(argument, required.filter(|_| is_some));
                }
            }
            RawExpression::Branches(branches) => {
                self.control_flow(&branches.control_flow, &|scope, item| match item {
                    BlockItem::Statement(statement) => {
                        scope.variables.extend(scope::of_statement(statement));
                    }
                    BlockItem::Value(value) => scope.expression(value, required),
                });
            }
            RawExpression::Other(expression) => {
                self.names(expression);
                if let Some(required) = required {
                    self.operand(expression, required);
                }
            }
        }
    }

    fn text(&mut self, text: &RawText) {
        let Ok(template) = &text.template else {
            return;
        };
        for capture in template.captures() {
            let required = RequiredTrait::Format(capture.format_trait());
            self.add(&capture.path, required, Some(text.literal.span()));
        }
    }

    /// Adds the use of a field as a whole value.
    fn operand(&mut self, expression: &Expr, required: RequiredTrait) {
        match expression {
            Expr::Paren(paren) => self.operand(&paren.expr, required),
            Expr::Group(group) => self.operand(&group.expr, required),
            Expr::Reference(reference) => self.operand(&reference.expr, required),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
                self.operand(&unary.expr, required);
            }
            Expr::MethodCall(call) if call.method == "to_string" && call.args.is_empty() => {
                self.operand(&call.receiver, required);
            }
            expression => {
                if let Some(path) = field_path(expression) {
                    self.add(&path, required, None);
                }
            }
        }
    }

    /// Adds the names in an expression, if they are to be collected.
    fn names(&mut self, expression: &Expr) {
        if self.collects_names {
            self.tokens(expression.to_token_stream());
        }
    }

    /// Adds the names in an expression that may be variables: those that are not a member, a function, a
    /// macro or part of a path, and that no closure takes.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_sign = |index: Option<usize>, signs: &str| {
            let token = index.and_then(|index| tokens.get(index));
            matches!(token, Some(TokenTree::Punct(punct)) if signs.contains(punct.as_char()))
        };
        let is_call = |index: usize| match tokens.get(index) {
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            _ => false,
        };
        let may_be_variable = |index: usize| {
            let before = index.checked_sub(1);
            let is_member = is_sign(before, ".") && !is_sign(index.checked_sub(2), ".");
            let is_in_path = is_sign(before, ":|") || is_sign(Some(index + 1), ":!");
            !is_member && !is_in_path && !is_call(index + 1)
        };
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(name) if may_be_variable(index) => {
                    let name = name.unraw().to_string();
                    if !self.variables.iter().any(|variable| variable.name == name) {
                        self.names.push(name);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, path: &[String], required: RequiredTrait, span: Option<Span>) {
        let mut path = path.to_vec();
        let Some(name) = path.first_mut() else {
            return;
        };
        let mut variables = self.variables.as_slice();
        let mut depth = 0;
        while let Some(index) = variables.iter().rposition(|it| it.name == unraw(name)) {
            let Some(field) = &variables[index].field else {
                return;
            };
            name.clone_from(field);
            depth += 1;
            variables = &variables[..index];
        }
        self.uses.push(FieldUse {
            path,
            required,
            depth,
            span,
            is_conditional: self.is_conditional,
        });
    }

    fn item(&mut self, content: ListContent, item: &RawItem) {
        match item {
            RawItem::Component(component) => {
                let known = content.constructor(&component.name.to_string());
                let properties = known.map_or(&[][..], |constructor| constructor.properties);
                self.arguments(properties, &component.arguments);
            }
            RawItem::Statement(Statement::Let(statement)) => {
                self.tokens(scope::value_of_statement(statement));
                self.variables.extend(scope::of_statement(statement));
            }
            RawItem::Conditional(_, item) => {
                let outer = std::mem::replace(&mut self.is_conditional, true);
                self.item(content, item);
                self.is_conditional = outer;
            }
            RawItem::ControlFlow(control_flow) => {
                self.control_flow(control_flow, &|scope, item| scope.item(content, item));
            }
            RawItem::Other(expression) if matches!(content, ListContent::Texts(_)) => {
                self.expression(&RawExpression::from(expression.clone()), Some(DISPLAY));
            }
            RawItem::Statement(Statement::Expression(expression))
            | RawItem::Splice(expression)
            | RawItem::Other(expression) => self.names(expression),
            RawItem::Rest(_) | RawItem::Invalid => {}
        }
    }

    /// Visits the items of each block, with the variables of its patterns in scope.
    fn control_flow<Item>(
        &mut self,
        control_flow: &ControlFlow<Item>,
        visit: &dyn Fn(&mut Self, &Item),
    ) {
        self.tokens(scope::operands(control_flow));
        for (variables, items) in scope::blocks(control_flow) {
            let depth = self.variables.len();
            self.variables.extend(variables);
            for item in items {
                visit(self, item);
            }
            self.variables.truncate(depth);
        }
    }
}

/// `user.name` as a path.
fn field_path(expression: &Expr) -> Option<Vec<String>> {
    match expression {
        Expr::Path(path) => Some(vec![path.path.get_ident()?.to_string()]),
        Expr::Field(field) => {
            let mut path = field_path(&field.base)?;
            path.push(match &field.member {
                Member::Named(name) => name.to_string(),
                Member::Unnamed(index) => index.index.to_string(),
            });
            Some(path)
        }
        Expr::Paren(paren) => field_path(&paren.expr),
        Expr::Group(group) => field_path(&group.expr),
        _ => None,
    }
}
