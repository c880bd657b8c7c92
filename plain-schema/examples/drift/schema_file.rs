//! Reads schema files.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::{fmt, fs};

use apollo_compiler::ast::{Definition, Document, FieldDefinition};
use apollo_compiler::diagnostic::Diagnostic;
use apollo_compiler::validation::DiagnosticList;
use apollo_compiler::{Name, Node, Schema};

use crate::subject::ROOTS;

/// A schema, whole or a part of one.
#[derive(Debug)]
pub(crate) struct SchemaFile {
    pub(crate) schema: Schema,
    /// Whether it only extends `Query` and `Mutation`, so that it has a part of their fields and of the types.
    pub(crate) is_part: bool,
}

/// Error of a file that is missing or not a schema.
#[derive(Debug)]
pub(crate) struct InvalidFile {
    file: String,
    message: String,
}

impl fmt::Display for InvalidFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

/// Reads a schema from one file, or from several that begin with the oldest: a definition replaces those of
/// earlier files, and the fields of an extension replace earlier fields of the same name.
pub(crate) fn read(files: &[String]) -> Result<SchemaFile, InvalidFile> {
    let mut newest = Document::new();
    for file in files {
        let text = fs::read(file).map_err(|error| invalid(file, error.to_string()))?;
        let text = String::from_utf8(text).map_err(|_| {
            invalid(
                file,
                "expected a schema in SDL, found bytes that are not UTF-8",
            )
        })?;
        add(&mut newest, parse(file, &text)?);
    }
    build(&newest).map_err(|errors| invalid(&files.join(", "), summary(&errors)))
}

/// Error of a schema that has none of our types.
pub(crate) fn foreign(files: &[String]) -> InvalidFile {
    invalid(
        &files.join(", "),
        "expected Plain's schema, found none of its types",
    )
}

/// Schema of a text.
pub(crate) fn parse_schema(name: &str, text: &str) -> Result<SchemaFile, InvalidFile> {
    build(&parse(name, text)?).map_err(|errors| invalid(name, summary(&errors)))
}

fn invalid(file: &str, message: impl Into<String>) -> InvalidFile {
    InvalidFile {
        file: file.to_owned(),
        message: message.into(),
    }
}

fn parse(file: &str, text: &str) -> Result<Document, InvalidFile> {
    match text
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .chars()
        .next()
    {
        None => {
            return Err(invalid(
                file,
                "expected a schema in SDL, found an empty file",
            ));
        }
        Some('{' | '[') => {
            return Err(invalid(
                file,
                "expected a schema in SDL, found JSON or a query",
            ));
        }
        Some('<') => return Err(invalid(file, "expected a schema in SDL, found HTML or XML")),
        Some(_) => {}
    }
    let document = Document::parse(text, Path::new(file))
        .map_err(|invalid_document| invalid(file, summary(&invalid_document.errors)))?;
    let defines_types = |it: &Definition| !it.is_executable_definition();
    if document.definitions.iter().any(defines_types) {
        Ok(document)
    } else {
        Err(invalid(
            file,
            "expected a schema in SDL, found no type definitions",
        ))
    }
}

/// Adds the definitions of a newer file.
fn add(newest: &mut Document, document: Document) {
    Arc::make_mut(&mut newest.sources).extend((*document.sources).clone());
    let newest = &mut newest.definitions;
    let defined: HashSet<&Name> = document
        .definitions
        .iter()
        .filter(|it| !it.is_extension_definition())
        .filter_map(Definition::name)
        .collect();
    newest.retain(|it| !it.name().is_some_and(|name| defined.contains(name)));
    for extension in &document.definitions {
        if let Definition::ObjectTypeExtension(extension) = extension {
            remove_fields(newest, &extension.name, &extension.fields);
        }
    }
    newest.extend(document.definitions);
}

fn remove_fields(definitions: &mut [Definition], ty: &Name, fields: &[Node<FieldDefinition>]) {
    let is_kept =
        |field: &Node<FieldDefinition>| fields.iter().all(|newer| newer.name != field.name);
    for definition in definitions {
        match definition {
            Definition::ObjectTypeDefinition(object) if object.name == *ty => {
                object.make_mut().fields.retain(is_kept);
            }
            Definition::ObjectTypeExtension(object) if object.name == *ty => {
                object.make_mut().fields.retain(is_kept);
            }
            _ => {}
        }
    }
}

fn build(document: &Document) -> Result<SchemaFile, DiagnosticList> {
    let defines_a_root = |it: &Definition| match it {
        Definition::SchemaDefinition(_) => true,
        Definition::ObjectTypeDefinition(object) => ROOTS.contains(&object.name.as_str()),
        _ => false,
    };
    let is_part = !document.definitions.iter().any(defines_a_root);
    let builder = Schema::builder().adopt_orphan_extensions();
    match builder.add_ast(document).build() {
        Ok(schema) => Ok(SchemaFile { schema, is_part }),
        Err(invalid) => Err(invalid.errors),
    }
}

/// The first error, and the number of the others.
fn summary(errors: &DiagnosticList) -> String {
    let first = errors.iter().next();
    let location = first.as_ref().and_then(Diagnostic::line_column_range);
    let location =
        location.map(|it| format!("line {}, column {}: ", it.start.line, it.start.column));
    let message = first.map(|it| it.error.to_string());
    let others = match errors.len() {
        0 | 1 => String::new(),
        2 => " (and one more error)".to_owned(),
        count => format!(" (and {} more errors)", count - 1),
    };
    [
        location.unwrap_or_default(),
        message.unwrap_or_default(),
        others,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_files_replace_definitions_and_fields() {
        let files = [
            "type Query { a: Int, b: Int } type A { x: Int, y: Int } type B { x: Int }",
            "extend type Query { b: String, c: Int } type A { x: String }",
            "extend type Query { c: String }",
        ];
        let mut newest = Document::new();
        for file in files {
            add(&mut newest, parse("file.graphql", file).unwrap());
        }
        let newest = build(&newest).unwrap();
        let expected = "type Query { a: Int } extend type Query { b: String }
            extend type Query { c: String } type A { x: String } type B { x: Int }";
        let expected = Schema::parse(expected, "schema.graphql").unwrap();
        assert!(!newest.is_part);
        for (name, ty) in expected.types {
            assert_eq!(newest.schema.types[&name].to_string(), ty.to_string());
        }
    }

    #[test]
    fn files_that_are_not_schemas_are_errors() {
        let cases = [
            ("", "expected a schema in SDL, found an empty file"),
            (
                "\u{feff} \n",
                "expected a schema in SDL, found an empty file",
            ),
            (
                "{\"data\": {}}",
                "expected a schema in SDL, found JSON or a query",
            ),
            (
                "<!DOCTYPE html>",
                "expected a schema in SDL, found HTML or XML",
            ),
            (
                "query A { a }",
                "expected a schema in SDL, found no type definitions",
            ),
            (
                "type A {\n  b: }",
                "line 2, column 6: syntax error: expected a Type",
            ),
            (
                "type A { b: B } type A { c: B }",
                "line 1, column 22: the type `A` is defined multiple times in the schema",
            ),
        ];
        for (text, expected) in cases {
            let error = parse_schema("a.graphql", text).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("a.graphql: {expected}")),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(&["missing.graphql".to_owned()]).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("missing.graphql: No such file"),
            "{error}"
        );
    }
}
