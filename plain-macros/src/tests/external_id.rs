//! Rule E10, the external ID of a derive, which has one error even if it breaks another rule too.

use super::derive::errors as derive_errors;

const SAME: &str =
    "this `external_id` is the same for every event, so Plain would reject the second one";

/// Errors of an external ID in the derive of a struct with the field `id` and `r#type`.
fn external_id_errors(value: &str) -> Vec<String> {
    derive_errors(&format!(
        "#[customer_event(title = \"a\", customer_identifier = external_id(id),
        components = [text(\"a\")], external_id = {value})] struct A {{ id: u8, r#type: B }}"
    ))
}

#[test]
fn external_id_depends_on_a_field() {
    for value in [
        r#""a-{id}""#,
        r#""a-{type}""#,
        r#""{VERSION}-{id:05}""#,
        r#""a-{self.id}""#,
        r#""{id.0}".to_string()"#,
        "id",
        "r#type.id()",
        "Some(id)",
        "None",
        "self.key()",
        "Self::key(self)",
        "KEY.join(id)",
        r#"format!("a-{id}")"#,
        r#"format!("{}-{}", KEY, id)"#,
        r#"if *id > 1 { "a-{id}" } else { "b-{id}" }"#,
        r#"match id { Some(n) => "a-{n}", None => "b-{self}" }"#,
    ] {
        assert_eq!(external_id_errors(value), [""; 0], "{value}");
    }
    for value in [
        r#""a""#,
        r#""a".to_string()"#,
        r#"("a-{VERSION}")"#,
        r#"String::from("a-{VERSION}")"#,
        r#""{VERSION}-{config::NAME}""#,
        r#""{CONFIG.version}""#,
        "7",
        "KEY",
        "&KEY",
        "KEY.to_string()",
        "Self::KEY",
        "self::KEY",
        "const { KEY }",
        "KEY.id",
        "module::id",
        "Some(KEY)",
        r#"Some("a")"#,
        "String::from(KEY)",
        r#"format!("a-{VERSION}")"#,
        r#"format!("{{id}}-{}", VERSION)"#,
        r#"concat!("a", "id")"#,
        r#"if *id > 1 { "a-{id}" } else { "b" }"#,
        r#"match id { 1 => KEY, _ => "b-{id}" }"#,
    ] {
        let errors = external_id_errors(value);
        if value.contains("::NAME") {
            assert_eq!(errors.len(), 1, "{value}: {errors:?}");
            continue;
        }
        assert_eq!(errors, [SAME], "{value}");
    }
}

#[test]
fn fixed_external_id_that_is_wrong_too_has_one_error() {
    for value in [
        r#""""#,
        r#"" \u{200b}""#,
        r#""import ".to_string()"#,
        r#"Some("\u{0}a")"#,
        r#"text("import")"#,
        r#"format_args!("import").trim("{x}")"#,
        r#"if *id > 1 { "a-{id}" } else { "b " }"#,
        r#"match id { 1 => "", _ => "b-{id}" }"#,
    ] {
        assert_eq!(external_id_errors(value), [SAME], "{value}");
    }
}

#[test]
fn external_id_with_an_unknown_capture_has_one_error() {
    for value in [
        r#""a-{idd}""#,
        r#"String::from("a-{KEY}-{key}")"#,
        r#"Some("a-{order:>4}")"#,
        r#"if *id > 1 { "a-{id}" } else { "b-{other}" }"#,
    ] {
        let errors = external_id_errors(value);
        assert_eq!(errors.len(), 1, "{value}: {errors:?}");
        assert!(errors[0].ends_with("is not a field"), "{errors:?}");
    }
    let of_enum = |attribute: &str| {
        derive_errors(&format!(
            "#[customer_event(title = \"a\", customer_identifier = external_id(\"{{b}}\"),
            components = [text(\"a\")])] enum A {{ #[customer_event({attribute})] B {{ b: u8 }} }}"
        ))
    };
    assert_eq!(
        of_enum(r#"external_id = "a-{c}""#),
        ["`{c}` is not a field"]
    );
    assert_eq!(of_enum(r#"external_id = " a ""#), [SAME]);
}

#[test]
fn external_id_of_a_block_depends_on_a_field() {
    for value in [
        r#"{ let n = id.get(); "a-{n}" }"#,
        r#"{ let n = id.get(); let key = n.key(); "a-{key}" }"#,
        "{ let mut key = KEY.to_owned(); key.push_str(id); key }",
        "{ let key; key = self.key(); key }",
        "{ let key = KEY; let (key, _) = (id, key); key }",
    ] {
        assert_eq!(external_id_errors(value), [""; 0], "{value}");
    }
    for value in [
        "{ let key = KEY; key }",
        r#"{ let (key, _) = (KEY, 1); let other = key; "a-{other}" }"#,
        r#"if *id > 1 { let key = KEY; key } else { "a-{id}" }"#,
    ] {
        assert_eq!(external_id_errors(value).len(), 1, "{value}");
    }
}

#[test]
fn shared_external_id_is_no_literal() {
    let errors = |value: &str, variants: &str| {
        derive_errors(&format!(
            "#[customer_event(title = \"a\", customer_identifier = external_id(b),
            components = [text(\"a\")], external_id = {value})] enum A {{ {variants} }}"
        ))
    };
    let two = "B { b: u8 }, C { b: u8 }";
    assert_eq!(errors("\" \".to_owned()", "B { b: u8 }"), [SAME]);
    assert_eq!(errors("if *b > 1 { KEY.trim() } else { b }", two), [SAME]);
    let shared =
        "2 variants share this `external_id`, so Plain would reject the event of the second one";
    for value in [
        r#""a-{b}""#,
        r#""a""#,
        r#"" a""#,
        r#"("a-{b}".to_owned())"#,
        r#"Some("a-{b}")"#,
        r#"if *b > 1 { "a-{b}" } else { KEY }"#,
    ] {
        assert_eq!(errors(value, two), [shared], "{value}");
    }
    for value in [
        "b",
        "self.key()",
        "Some(b)",
        "format!(\"{}-{b}\", self.kind())",
    ] {
        assert_eq!(errors(value, two), [""; 0], "{value}");
    }
    assert_eq!(errors("KEY", two).len(), 1);
    for variants in [
        "B { b: u8 }",
        "B { b: u8 }, #[customer_event(external_id = \"c-{b}\")] C { b: u8 }",
        "B { b: u8 }, C { b: u8, #[customer_event(external_id)] c: u8 }",
        "B { b: u8 }, #[customer_event(transparent)] C(D)",
    ] {
        assert_eq!(errors("\"a-{b}\"", variants), [""; 0], "{variants}");
    }
}

#[test]
fn external_id_of_two_variants_is_reported_at_the_second() {
    let errors = |variants: &str| {
        derive_errors(&format!(
            "#[customer_event(title = \"a\", customer_identifier = external_id(b),
            components = [text(\"a\")], external_id = \"a-{{b}}\")] enum A {{ {variants} }}"
        ))
    };
    let own =
        |id: &str, name: &str| format!("#[customer_event(external_id = {id})] {name} {{ b: u8 }}");
    let of = |first: &str| {
        [format!(
            "variant `{first}` has the same `external_id`, so Plain would reject the event of the second one"
        )]
    };
    let default = "B { b: u8 }";
    for (variants, expected) in [
        ([own("\"c-{b}\"", "C"), own("\"c-{b}\"", "D")], &of("C")[..]),
        ([default.to_owned(), own("\"a-{b}\"", "C")], &of("B")),
        (
            [own("\"c-{b}\"", "C"), own("\"c-{b}\".to_owned()", "D")],
            &of("C"),
        ),
        ([own("\"c-{b}\"", "C"), own("\"d-{b}\"", "D")], &[]),
        ([own("b", "C"), own("b", "D")], &[]),
    ] {
        assert_eq!(errors(&variants.join(",")), expected, "{variants:?}");
    }
}
