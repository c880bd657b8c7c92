//! The parser of types finds the same as that of syn.

use quote::ToTokens;
use syn::{Data as SynData, DeriveInput, Fields, Generics};

use super::type_item::{TypeData, TypeField, TypeItem};

/// Types whose fields are found only if their tokens are not taken for others.
const TYPES: [&str; 16] = [
    "struct A;",
    "pub(crate) struct A();",
    "struct A {}",
    "#[a] #[b(c, d)] #[e::f = \"g\"] pub struct A { #[h] pub(in a::b) c: C, d: &'static [u8], }",
    "struct A { a: Map<B, C>, b: fn(A, B) -> C, c: Option<Box<dyn Fn(A) -> B>>, d: D }",
    "struct A { a: <B<C, D> as E>::F, b: [u8; { 1 > 2 } as usize], r#type: G<{ 1 < 2 }, 3> }",
    "struct A(pub B<C, D>, pub(crate) (E, F), pub (G, H), pub(in a::b) I, J);",
    "struct A(#[a(b)] B, ::c::D, (), !);",
    "struct A<'a, T: B<C, D> + 'a, const N: usize = { 1 }> where T: Fn(u8) -> u8 { a: &'a T }",
    "struct A<T>(T, [T; 2]) where T: B;",
    "struct A<T> where T: B;",
    "enum A {}",
    "enum A { B, #[c] D(E<F, G>, H), I { j: K, l: M<N, O> }, }",
    "enum A { B = 1 << 3, C = 4 >> 1, D = (5 < 6) as isize, E = f::<G, H>(), I = 7 - 8 }",
    "pub(self) enum A<T> where T: B { C(T) }",
    "struct union { union: union }",
];

#[test]
fn types_have_the_fields_that_syn_finds() {
    for source in TYPES {
        let item = TypeItem::parse(source.parse().unwrap()).unwrap();
        let input: DeriveInput = syn::parse_str(source).unwrap();
        assert_eq!(item.name, input.ident, "{source}");
        assert_eq!(
            described_generics(&item.generics),
            described_generics(&input.generics),
            "{source}"
        );
        assert_eq!(item.attributes.len(), input.attrs.len(), "{source}");
        match (&item.data, &input.data) {
            (TypeData::Struct(own), SynData::Struct(data)) => {
                assert_eq!(described(own), described_by_syn(&data.fields), "{source}");
            }
            (TypeData::Enum(own), SynData::Enum(data)) => {
                let own = own
                    .iter()
                    .map(|it| (it.name.to_string(), described(&it.fields)));
                let variants = data.variants.iter();
                let expected =
                    variants.map(|it| (it.ident.to_string(), described_by_syn(&it.fields)));
                assert!(own.eq(expected), "{source}");
            }
            _ => panic!("{source}: another kind of type"),
        }
    }
}

fn described_generics(generics: &Generics) -> String {
    let where_clause = &generics.where_clause;
    format!(
        "{} {}",
        generics.to_token_stream(),
        where_clause.to_token_stream()
    )
}

/// Name, type and number of attributes of each field.
fn described(fields: &[TypeField]) -> Vec<(Option<String>, String, usize)> {
    let describe = |field: &TypeField| {
        let name = field.name.as_ref().map(ToString::to_string);
        let ty = field.ty.parsed().to_token_stream().to_string();
        (name, ty, field.attributes.len())
    };
    fields.iter().map(describe).collect()
}

fn described_by_syn(fields: &Fields) -> Vec<(Option<String>, String, usize)> {
    let describe = |field: &syn::Field| {
        let name = field.ident.as_ref().map(ToString::to_string);
        let ty = field.ty.to_token_stream().to_string();
        (name, ty, field.attrs.len())
    };
    fields.iter().map(describe).collect()
}

#[test]
fn attributes_have_a_name_and_a_list() {
    let source = "#[a] #[b(c)] #[d = 1] #[e::f(g)] #[h[i]] struct A;";
    let item = TypeItem::parse(source.parse().unwrap()).unwrap();
    let attributes = item.attributes().map(|attribute| {
        let name = attribute.name.as_ref().map(ToString::to_string);
        let list = attribute.list.as_ref();
        let list = list.map(|list| list.stream().to_string());
        (name.unwrap_or_default(), list.unwrap_or_default())
    });
    let expected = [("a", ""), ("b", "c"), ("d", ""), ("", ""), ("h", "i")];
    let expected = expected.map(|(name, list)| (name.to_owned(), list.to_owned()));
    assert_eq!(attributes.collect::<Vec<_>>(), expected);
}

#[test]
fn other_items_are_errors() {
    for source in [
        "",
        "fn a() {}",
        "struct",
        "struct {}",
        "struct A<",
        "struct A {} B",
    ] {
        let tokens = source.parse();
        assert!(
            tokens.is_err() || TypeItem::parse(tokens.unwrap()).is_err(),
            "{source}"
        );
    }
}
