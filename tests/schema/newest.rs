//! The newest definitions of several schema files, of which the newer ones may be parts.

use std::collections::HashSet;

use apollo_compiler::Schema;
use apollo_compiler::ast::{Definition, Document, FieldDefinition};
use apollo_compiler::{Name, Node};

/// Schema with the newest definition of each type. The files begin with the oldest.
///
/// A definition replaces those of earlier files. The fields of an extension replace earlier fields of the
/// same name.
pub(crate) fn schema(files: impl IntoIterator<Item = String>) -> Schema {
    let mut newest: Vec<Definition> = Vec::new();
    for file in files {
        let document = Document::parse(file, "schema.graphql")
            .unwrap_or_else(|invalid| panic!("PLAIN_SCHEMA: {invalid}"));
        let defined: HashSet<&Name> = document
            .definitions
            .iter()
            .filter(|it| !it.is_extension_definition())
            .filter_map(Definition::name)
            .collect();
        newest.retain(|it| !it.name().is_some_and(|name| defined.contains(name)));
        for extension in &document.definitions {
            if let Definition::ObjectTypeExtension(extension) = extension {
                remove_fields(&mut newest, &extension.name, &extension.fields);
            }
        }
        newest.extend(document.definitions);
    }
    let mut document = Document::new();
    document.definitions = newest;
    document
        .to_schema()
        .unwrap_or_else(|invalid| panic!("PLAIN_SCHEMA: {invalid}"))
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

#[test]
fn newer_files_replace_definitions_and_fields() {
    let files = [
        "type Query { a: Int, b: Int } type A { x: Int, y: Int } type B { x: Int }",
        "extend type Query { b: String, c: Int } type A { x: String }",
        "extend type Query { c: String }",
    ];
    let newest = schema(files.map(str::to_owned));
    let expected = "type Query { a: Int } extend type Query { b: String }
        extend type Query { c: String } type A { x: String } type B { x: Int }";
    let expected = Schema::parse(expected, "schema.graphql").unwrap();
    for (name, ty) in expected.types {
        assert_eq!(newest.types[&name].to_string(), ty.to_string());
    }
}
