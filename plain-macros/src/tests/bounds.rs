//! Bounds that the derives add to the generics of a type.

use plain_schema::EntityKind;

use crate::Target;

#[test]
fn type_parameters_get_the_bounds_of_their_uses() {
    for (field, bound) in [
        (
            "#[customer_event(external_id)] b: T",
            "T : :: core :: fmt :: Display",
        ),
        (
            "#[customer_event(title)] b: Vec<T>",
            "Vec < T > : :: core :: fmt :: Display",
        ),
        (
            "#[customer_event(customer_identifier = external_id)] b: T",
            "T : :: core :: fmt :: Display",
        ),
        (
            "#[customer_event(badge)] b: Option<T>",
            "T : :: core :: fmt :: Display",
        ),
        (
            "#[customer_event(timestamp)] b: T",
            "T : :: plain_runtime :: ToIso8601",
        ),
        (
            "#[customer_event(date_time)] b: Option<T>",
            "T : :: plain_runtime :: ToIso8601",
        ),
        (
            "#[customer_event(badge)] b: Vec<T>",
            "T : :: core :: fmt :: Display",
        ),
        (
            "#[customer_event(text)] b: Option<Box<[T]>>",
            "T : :: core :: fmt :: Display",
        ),
        (
            "#[customer_event(date_time)] b: &'static [T]",
            "T : :: plain_runtime :: ToIso8601",
        ),
        ("#[customer_event(is_collapsed)] b: T", ""),
        ("#[customer_event(external_id)] b: u8", ""),
        (
            "#[customer_event(link_button(url = \"https://a.example/{c}\"))] b: u8, c: T",
            "T : :: core :: fmt :: Display",
        ),
    ] {
        let source = format!("struct A<T> {{ {field} }}");
        assert_eq!(bounds(&source), bound, "{field}");
    }
}

/// Bounds that a derive adds to the generics of a type.
fn bounds(source: &str) -> String {
    let tokens = source.parse().unwrap();
    let expansion = crate::derive(tokens, EntityKind::CustomerEvent, Target::Compiler).to_string();
    let (head, _) = expansion.split_once(" { fn ").unwrap();
    let bounds = head.split_once(" where ").map_or("", |(_, bounds)| bounds);
    bounds.to_owned()
}

#[test]
fn values_and_captures_of_fields_need_their_traits() {
    check_bounds(&[
        ("title = b", "b: T", "T: Display"),
        ("title = self.b", "b: T", "T: Display"),
        ("title = (&b).to_string()", "b: T", "T: Display"),
        ("title = b.name()", "b: T", ""),
        ("title = b.0", "b: (T, u8)", "T: Display"),
        ("customer_identifier = external_id(b)", "b: T", "T: Display"),
        ("customer_identifier = b", "b: T", ""),
        ("external_id = Some(b)", "b: Option<T>", "T: Display"),
        ("timestamp = b", "b: T", "T: Date"),
        ("is_collapsed = b", "b: T", ""),
        ("title = \"{b:?}\"", "b: T", "T: Debug"),
        ("title = \"{b:#?} {b:?}\"", "b: T", "T: Debug"),
        ("title = \"{b:>8.2}\"", "b: T", "T: Display"),
        (
            "title = \"{b:#x} {b:08X}\"",
            "b: T",
            "T: LowerHex, T: UpperHex",
        ),
        (
            "title = \"{b:o} {b:b} {b:e}\"",
            "b: T",
            "T: Octal, T: Binary, T: LowerExp",
        ),
        ("title = \"{b:E} {b:p}\"", "b: T", "T: UpperExp, T: Pointer"),
        (
            "title = \"{self.b:?} {c.1.0}\"",
            "b: T, c: &'static (u8, (T,))",
            "T: Debug, T: Display",
        ),
    ]);
}

#[test]
fn uses_in_components_need_their_traits() {
    check_bounds(&[
        (
            "components = [badge(label = b, color = c)]",
            "b: T, c: T",
            "T: Display",
        ),
        (
            "components = [link_button(\"a\", b), date_time(c)]",
            "b: T, c: T",
            "T: Display, T: Date",
        ),
        (
            "components = [user(email_address(b))]",
            "b: T",
            "T: Display",
        ),
        (
            "components = [row(main_content = [text(b)], aside_content = [text(\"{c:?}\")])]",
            "b: T, c: T",
            "T: Display, T: Debug",
        ),
        (
            "components = [if c == d { text(\"{c}\") }]",
            "c: T, d: T",
            "T: Display",
        ),
        (
            "components = [if let Some(c) = b { text(c) }]",
            "b: Option<T>",
            "T: Display",
        ),
        (
            "components = [if let Some(b) = &b && b > c { text(\"{b}\") }]",
            "b: Option<T>, c: u8",
            "T: Display",
        ),
        (
            "components = [if let Some(b) = b.first() { text(\"{b}\") }]",
            "b: Vec<T>",
            "",
        ),
        (
            "components = [for b in b { text(\"{b}\") }, badge(c)]",
            "b: Vec<T>, c: T",
            "T: Display",
        ),
        (
            "components = [{ let b = b.len(); text(\"{b}\") }]",
            "b: Vec<T>",
            "",
        ),
        (
            "components = [{ let b = b.len(); text(b) }, text(b)]",
            "b: Vec<T>",
            "Vec < T >: Display",
        ),
    ]);
}

/// Checks the bounds for an attribute and fields, with short names of the traits.
fn check_bounds(cases: &[(&str, &str, &str)]) {
    for (attribute, fields, expected) in cases {
        let source = format!("#[customer_event({attribute})] struct A<T> {{ {fields} }}");
        let found = bounds(&source)
            .replace(" :: core :: fmt ::", "")
            .replace(" :: plain_runtime :: ToIso8601", " Date")
            .replace(" : :", ": ")
            .replace(" : ", ": ")
            .replace(" ,", ",");
        assert_eq!(found, *expected, "{attribute}");
    }
}

#[test]
fn transparent_field_of_the_type_itself_adds_no_bound() {
    for (field, expected) in [
        ("T", "T : :: plain_runtime :: CustomerEvent"),
        ("Vec<T>", "Vec < T > : :: plain_runtime :: CustomerEvent"),
        ("Box<A<T>>", ""),
        ("Box<Self>", ""),
        ("(u8, std::rc::Rc<crate::A<T>>)", ""),
    ] {
        let source = format!("enum A<T> {{ #[customer_event(transparent)] B({field}) }}");
        assert_eq!(bounds(&source), expected, "{field}");
    }
}
