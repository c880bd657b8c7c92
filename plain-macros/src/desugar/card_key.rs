//! Key of an entity that Plain requests: rule K1.

use plain_schema::Entity;
use syn::Expr;

use super::attribute::KEY_EXAMPLE;
use crate::describe::describe_expression;
use crate::diagnostic::Diagnostics;
use crate::model::{CardKey, RawDerive, RawExpression};

/// The key of a derive: a literal, or a constant.
pub(super) fn card_key(
    raw: &RawDerive,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Option<CardKey> {
    let rule = entity.key_rule()?;
    let Some(key) = &raw.key else {
        if !raw.has_malformed_attribute()
            && !raw.lacks_every_attribute()
            && !is_mistaken(raw, entity)
        {
            diagnostics.error(
                raw.name.span(),
                &format!("missing `key` of the card `{}`", raw.name),
                &format!(
                    "add `#[{}({KEY_EXAMPLE})]`, with the key that is configured in Plain",
                    entity.name
                ),
            );
        }
        return Some(CardKey::Placeholder);
    };
    Some(match key {
        RawExpression::Text(text) => {
            let literal = text.literal.clone();
            if let Err(violation) = rule.check_literal(literal.value()) {
                diagnostics.error(
                    literal.span(),
                    &format!("`key` is {}", violation.message().as_str()),
                    violation.help(),
                );
                CardKey::Placeholder
            } else {
                CardKey::Literal(literal)
            }
        }
        RawExpression::Other(expression @ (Expr::Path(_) | Expr::Const(_))) => {
            CardKey::Constant(expression.clone(), rule)
        }
        expression => {
            let found = describe_expression(&expression.clone().into());
            diagnostics.error_spanned(
                expression,
                &format!("expected a string or a constant for `key`, found {found}"),
                &format!("write the key that is configured in Plain, such as `{KEY_EXAMPLE}`"),
            );
            CardKey::Placeholder
        }
    })
}

/// Whether an entry that is reported may be the key: one of a variant, or with an unknown name.
fn is_mistaken(raw: &RawDerive, entity: &Entity) -> bool {
    raw.attributes().any(|attribute| {
        let mut names = attribute.arguments.iter().filter_map(|it| it.name.as_ref());
        attribute.key.is_some() || names.any(|name| entity.field(&name.to_string()).is_none())
    })
}
