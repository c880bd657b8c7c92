//! Mistakes in the place of a component.

use super::{assert_helped, component_messages};

#[test]
fn objects_of_other_languages_are_helped() {
    assert_helped(
        &[
            (r#"{"componentText": {"text": "a"}}"#, r#"`text("a")`"#),
            (r#"{ componentText: { text: "a" } }"#, r#"`text("a")`"#),
            (
                r#"{ componentBadge: { badgeLabel: "a", badgeColor: GREEN } }"#,
                r#"`badge("a", color = Green)`"#,
            ),
            (
                r"{ componentSpacer: { spacerSize: ComponentSpacerSize.M } }",
                "`spacer(M)`",
            ),
            (
                r#"{ componentRow: { rowMainContent: [{ componentText: { text: "a" } }], rowAsideContent: [{ componentSpacer: { spacerSize: S } }] } }"#,
                r#"`row(main_content = [text("a")], aside_content = [spacer(S)])`"#,
            ),
            (
                r#"{"componentUser": {"userIdentifier": {"userId": "u_1"}}}"#,
                r#"`user(user_id("u_1"))`"#,
            ),
            (r#"{ "type": "text", "text": "a" }"#, r#"`text("a")`"#),
            (
                r#"{ type: "linkButton", label: "a", url: "https://a.example" }"#,
                r#"`link_button("a", "https://a.example")`"#,
            ),
            (r#"{ text: "a" }"#, r#"`text("a")`"#),
            (r#"text { "a" }"#, r#"`text("a")`"#),
            (
                r#"text { text: "a", color: "MUTED" }"#,
                r#"`text("a", color = Muted)`"#,
            ),
            (r#"Text { text: "a" }"#, r#"`text("a")`"#),
            (
                "badge { label: name, color: Color.Green }",
                "`badge(name, color = Green)`",
            ),
            ("divider {}", "`divider()`"),
            (
                r#"LinkButton { url: "https://a.example", label: "b" }"#,
                r#"`link_button("b", "https://a.example")`"#,
            ),
            (r#"text: "a""#, r#"`text("a")`"#),
            (r#""text": "a""#, r#"`text("a")`"#),
            (r#"p { "a" }"#, r#"`text("a")`"#),
        ],
        component_messages,
    );
}

#[test]
fn markup_is_helped() {
    assert_helped(
        &[
            ("<Text>a</Text>", r#"`text("a")`"#),
            (
                r#"<Text color="muted">a b</Text>"#,
                r#"`text("a b", color = Muted)`"#,
            ),
            (
                r#"<Badge label="a" color="GREEN" />"#,
                r#"`badge("a", color = Green)`"#,
            ),
            ("<text>{name}</text>", "`text(name)`"),
            ("<Divider />", "`divider()`"),
            ("<b>a</b>", r#"`text("a")`"#),
            (r#"@if paid { text("a") }"#, r#"`if paid { text("a") }`"#),
            (
                r#"@for x in xs { text("{x}") }"#,
                r#"`for x in xs { text("{x}") }`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn calls_in_another_form_are_helped() {
    assert_helped(
        &[
            (r#"uiComponent.text("a")"#, r#"`text("a")`"#),
            (
                r#"uiComponent.text({ text: "a", color: "MUTED" })"#,
                r#"`text("a", color = Muted)`"#,
            ),
            (r#"ui::badge("a")"#, r#"`badge("a")`"#),
            (r#"Text::new("a")"#, r#"`text("a")`"#),
            (r#"Component::Text("a")"#, r#"`text("a")`"#),
            (r#"new Text("a")"#, r#"`text("a")`"#),
            (r#"text!("a")"#, r#"`text("a")`"#),
            (
                r#"badge!["a", color = Red]"#,
                r#"`badge("a", color = Red)`"#,
            ),
            (r#"vec![text("a")]"#, r#"`text("a")`"#),
            ("println!(\"a\")", r#"`text("a")`"#),
            (r#"text["a"]"#, r#"`text("a")`"#),
            (r#"text "a""#, r#"`text("a")`"#),
            (r#"text => "a""#, r#"`text("a")`"#),
            (r#"- text("a")"#, r#"`text("a")`"#),
            (
                r#"badge("a").color(Green)"#,
                r#"`badge("a", color = Green)`"#,
            ),
            (
                r#"text("a").size(TextSize::L).color(TextColor::Muted)"#,
                r#"`text("a", size = L, color = Muted)`"#,
            ),
            (
                r#"Badge::new("a").with_color(Green)"#,
                r#"`badge("a", color = Green)`"#,
            ),
            (
                r#"LinkButton::builder().label("a").url("https://a.example").build()"#,
                r#"`link_button("a", "https://a.example")`"#,
            ),
            (r#"text("a").into()"#, r#"`text("a")`"#),
            (r#"text("a")?"#, r#"`text("a")`"#),
            (r#"Some(text("a"))"#, r#"`text("a")`"#),
            (r#"Box::new(text("a"))"#, r#"`text("a")`"#),
            (r#"&text("a")"#, r#"`text("a")`"#),
            (r#"(text("a"))"#, r#"`text("a")`"#),
            (r#"(text("a"), badge("b"))"#, r#"`text("a"), badge("b")`"#),
            (r#"return text("a")"#, r#"`text("a")`"#),
            (r#"yield text("a")"#, r#"`text("a")`"#),
            (r#"await text("a")"#, r#"`text("a")`"#),
            (r#"|| text("a")"#, r#"`text("a")`"#),
            (r#"text("a") + badge("b")"#, r#"`text("a"), badge("b")`"#),
            (r#"text("a") | badge("b")"#, r#"`text("a"), badge("b")`"#),
            (r#"..text("a")"#, r#"`text("a")`"#),
            (r#"..[text("a"), badge("b")]"#, r#"`text("a"), badge("b")`"#),
            (r#"..vec![text("a")]"#, r#"`text("a")`"#),
        ],
        component_messages,
    );
}

#[test]
fn splices_in_another_form_are_helped() {
    assert_helped(
        &[
            ("*footer()", "`..footer()`"),
            ("**footer()", "`..footer()`"),
            ("&footer()", "`..footer()`"),
            ("...footer()", "`..footer()`"),
            ("..=footer()", "`..footer()`"),
            ("@footer()", "`..footer()`"),
            ("{footer()}", "`..footer(..)`"),
            ("a.b()", "`..a.b()`"),
            ("footer?", "`..footer?`"),
            ("null", "remove"),
            ("undefined", "remove"),
            ("()", "remove"),
            ("true", "remove"),
        ],
        component_messages,
    );
}

#[test]
fn conditions_of_other_languages_are_helped() {
    assert_helped(
        &[
            (
                r#"paid ? text("a") : text("b")"#,
                r#"`if paid { text("a") } else { text("b") }`"#,
            ),
            (r#"a > 1 ? text("a") : null"#, r#"`if a > 1 { text("a") }`"#),
            (r#"paid && text("a")"#, r#"`if paid { text("a") }`"#),
            (r#"a && b && text("c")"#, r#"`if a && b { text("c") }`"#),
            (r#"paid and text("a")"#, r#"`if paid { text("a") }`"#),
            (r#"text("a") if paid"#, r#"`if paid { text("a") }`"#),
            (
                r#"text("a") if paid else text("b")"#,
                r#"`if paid { text("a") } else { text("b") }`"#,
            ),
            (r#"if paid: text("a")"#, r#"`if paid { text("a") }`"#),
            (r#"if (paid) text("a")"#, r#"`if (paid) { text("a") }`"#),
            (r#"if paid then text("a")"#, r#"`if paid { text("a") }`"#),
            (
                r#"if a { text("a") } elif b { text("b") }"#,
                r"`else if b { .. }`",
            ),
            (
                r#"if a { text("a") } elsif b { text("b") } else { text("c") }"#,
                r"`else if b { .. }`",
            ),
            (
                r#"unless paid { text("a") }"#,
                r#"`if !paid { text("a") }`"#,
            ),
            (r#"paid.then(|| text("a"))"#, r#"`if paid { text("a") }`"#),
            (
                r#"switch n { case 0: text("a") }"#,
                "`match n { pattern => text(\"..\"), _ => {} }`",
            ),
            (r#"match n { 0 => text("a") _ => text("b") }"#, "with `,`"),
            (
                r#"match n { 0: text("a"), _: text("b") }"#,
                r#"`0 => text("a")`"#,
            ),
            (
                r#"match n { 0 -> text("a"), _ -> text("b") }"#,
                r#"`0 => text("a")`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn loops_of_other_languages_are_helped() {
    assert_helped(
        &[
            (r#"for x of xs { text("{x}") }"#, "`for x in xs { .. }`"),
            (r#"for (x of xs) { text("{x}") }"#, "`for x in xs { .. }`"),
            (
                r#"for (const x of xs) { text("{x}") }"#,
                "`for x in xs { .. }`",
            ),
            (
                r#"for x in xs: text("{x}")"#,
                r#"`for x in xs { text("{x}") }`"#,
            ),
            (r#"foreach x in xs { text("{x}") }"#, "`for x in xs { .. }`"),
            (
                r#"text("{x}") for x in xs"#,
                r#"`for x in xs { text("{x}") }`"#,
            ),
            ("while a { spacer(M) }", "`for item in items { .. }`"),
            ("loop { spacer(M) }", "`for item in items { .. }`"),
            (
                r#"xs.map(|x| text("{x}"))"#,
                r#"`for x in xs { text("{x}") }`"#,
            ),
            (
                r"xs.iter().map(|x| badge(x)).collect()",
                "`for x in xs.iter() { badge(x) }`",
            ),
            (
                r"..xs.iter().map(|x| badge(x))",
                "`for x in xs.iter() { badge(x) }`",
            ),
            (
                r#"..key.roles.into_iter().map(|(a, b)| text("{a} {b}"))"#,
                r#"`for (a, b) in key.roles.into_iter() { text("{a} {b}") }`"#,
            ),
            (
                r#"xs.map(x => text("{x}"))"#,
                r#"`for x in xs { text("{x}") }`"#,
            ),
            (r"xs.forEach((x) => text(x))", "`for x in xs { text(x) }`"),
        ],
        component_messages,
    );
}
