//! What a query asks for, before it is held against the schema.

use apollo_compiler::ast::{Definition, Document, OperationDefinition, OperationType, Selection};

/// The operation that a request chooses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Operation {
    /// The fields of `Query` or `Mutation` that it asks for, in their order.
    pub(crate) fields: Vec<String>,
    pub(crate) is_mutation: bool,
}

impl Operation {
    /// Finds the operation; nothing is asked for if there is none.
    pub(crate) fn find(document: &Document, name: Option<&str>) -> Self {
        let mut operations = document.definitions.iter().filter_map(|it| match it {
            Definition::OperationDefinition(operation) => Some(operation),
            _ => None,
        });
        let chosen = match name {
            None => operations.next(),
            Some(name) => operations.find(|it| is_named(it, name)),
        };
        let Some(operation) = chosen else {
            return Self::default();
        };
        let mut fields = Vec::new();
        collect(
            document,
            &operation.selection_set,
            &mut Vec::new(),
            &mut fields,
        );
        Self {
            fields,
            is_mutation: operation.operation_type == OperationType::Mutation,
        }
    }
}

fn is_named(operation: &OperationDefinition, name: &str) -> bool {
    operation.name.as_ref().is_some_and(|it| it == name)
}

/// `entered` are the fragments that were looked into: none is looked into twice, so one that
/// spreads itself has an end.
fn collect<'a>(
    document: &'a Document,
    selections: &'a [Selection],
    entered: &mut Vec<&'a str>,
    fields: &mut Vec<String>,
) {
    for selection in selections {
        match selection {
            Selection::Field(field) => fields.push(field.name.to_string()),
            Selection::InlineFragment(fragment) => {
                collect(document, &fragment.selection_set, entered, fields);
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.fragment_name.as_str();
                let fragment = document.definitions.iter().find_map(|it| match it {
                    Definition::FragmentDefinition(it) if it.name == name => Some(it),
                    _ => None,
                });
                if let Some(fragment) = fragment
                    && !entered.contains(&name)
                {
                    entered.push(name);
                    collect(document, &fragment.selection_set, entered, fields);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use apollo_compiler::parser::Parser;

    use super::Operation;

    fn find(query: &str, name: Option<&str>) -> (String, bool) {
        let document = Parser::new().parse_ast(query, "query.graphql").unwrap();
        let operation = Operation::find(&document, name);
        (operation.fields.join(" "), operation.is_mutation)
    }

    #[test]
    fn the_fields_are_those_of_the_chosen_operation() {
        let two = "query A { a } mutation B { b c }";
        for (query, name, expected) in [
            ("{ a { b } }", None, ("a", false)),
            ("mutation { x: a b }", None, ("a b", true)),
            (two, Some("B"), ("b c", true)),
            (two, Some("A"), ("a", false)),
            (two, None, ("a", false)),
            (two, Some("C"), ("", false)),
            (
                "{ ... { a ...F } } fragment F on Query { b ...F }",
                None,
                ("a b", false),
            ),
            ("{ ...G a }", None, ("a", false)),
            ("fragment F on Query { b }", None, ("", false)),
        ] {
            let (fields, is_mutation) = find(query, name);
            assert_eq!((fields.as_str(), is_mutation), expected, "{query} {name:?}");
        }
    }
}
