//! Mistakes in the arguments of a component.

use super::{assert_helped, component_messages};

#[test]
fn enum_values_in_another_form_are_helped() {
    assert_helped(
        &[
            (r#"text("a", color = TextColor.Muted)"#, "`color = Muted`"),
            (r#"text("a", color = Color::Muted)"#, "`color = Muted`"),
            (
                r#"text("a", color = ComponentTextColor.MUTED)"#,
                "`color = Muted`",
            ),
            (
                r#"text("a", color = ComponentTextColor::Muted)"#,
                "`color = Muted`",
            ),
            (r#"text("a", color = .Muted)"#, "`color = Muted`"),
            (r#"text("a", color = :muted)"#, "`color = Muted`"),
            (r#"text("a", color = muted)"#, "`color = Muted`"),
            (r#"badge("a", color = green)"#, "`color = Green`"),
            (r"spacer(xl)", "`size = XL`"),
            (r#"badge("a", Green)"#, "`color = Green`"),
            (r#"badge("a", "GREEN")"#, "`color = Green`"),
            (r#"badge("a", BadgeColor::Green)"#, "`color = Green`"),
            (r#"text("a", M)"#, "`size = M`"),
            (r#"text("a", Muted)"#, "`color = Muted`"),
            ("divider(M)", "`spacing_size = M`"),
            ("spacer(size: M)", "`size = M`"),
            ("spacer({ size: M })", "`spacer(M)`"),
            (r#"spacer("M")"#, "`M`"),
            ("spacer(16)", "`XS`"),
            (r#"badge("a", color = null)"#, "`color = None`"),
            (r#"badge("a", color = #ff0000)"#, "`Red`"),
        ],
        component_messages,
    );
}

#[test]
fn texts_in_another_form_are_helped() {
    assert_helped(
        &[
            (r#"text("Hi {}", name)"#, r#"`"Hi {name}"`"#),
            (r#"text("Hi {0}", name)"#, r#"`"Hi {name}"`"#),
            (r#"text("Hi {n}", n = name)"#, r#"`"Hi {name}"`"#),
            (r#"badge("Hi {}!", user.name)"#, r#"`"Hi {user.name}!"`"#),
            (r#"text("{} of {}", a, b)"#, r#"`"{a} of {b}"`"#),
            (r#"text("Hi {:.2}", amount)"#, r#"`"Hi {amount:.2}"`"#),
            (r#"text("Hi {}", f(x))"#, "`let value = f(x);`"),
            (r#"text("Hi %s", name)"#, r#"`"Hi {name}"`"#),
            (r#"text("Hi ", name)"#, r#"`"Hi {name}"`"#),
            (r#"text("Hi " + name)"#, r#"`text = "Hi {name}"`"#),
            (
                r#"text("Hi " + &user.name + "!")"#,
                r#"`text = "Hi {user.name}!"`"#,
            ),
            (r#"text("a" "b")"#, "`,`"),
            (r#"text(name "b")"#, "`,`"),
            (r"text(f(a b))", "`,`"),
            (r"text(name.into())", "`text = name`"),
            (r"text(Into::into(name))", "`text = name`"),
            (r#"text(text("a"))"#, r#"`text = "a"`"#),
            (r#"badge(label = text("a"))"#, r#"`label = "a"`"#),
            (r#"text(Some("a"))"#, r#"`text = "a"`"#),
            (r#"text(b"a")"#, r#"`text = "a"`"#),
            (
                r#"text(paid ? "a" : "b")"#,
                r#"`if paid { "a" } else { "b" }`"#,
            ),
            (
                r#"text("a" if paid else "b")"#,
                r#"`if paid { "a" } else { "b" }`"#,
            ),
            (r#"text(name ?? "a")"#, r#"`name.unwrap_or("a")`"#),
            (r#"text(name || "a")"#, r#"`text = name.unwrap_or("a")`"#),
            (r#"text(name or "a")"#, r#"`name.unwrap_or("a")`"#),
            ("text(x => x)", "`|x| x`"),
            ("text($name)", "`name`"),
            ("text(@name)", "`name`"),
            ("text(await name())", "`name().await`"),
            (r#"text(new String("a"))"#, r#"`String("a")`"#),
            ("text(x++)", "expression of Rust"),
            (
                "text({ text: \"a\", color: \"MUTED\" })",
                r#"`text("a", color = Muted)`"#,
            ),
            ("text(...props)", "`color = Muted`"),
        ],
        component_messages,
    );
}

#[test]
fn properties_in_another_form_are_helped() {
    assert_helped(
        &[
            (
                r#"link_button("https://a.example", "Open")"#,
                r#"`link_button("Open", "https://a.example")`"#,
            ),
            (
                r#"link_button("mailto:a@b.c", "Write to {name}")"#,
                r#"`link_button("Write to {name}", "mailto:a@b.c")`"#,
            ),
            (
                r#"link_button("a", href = "https://a.example")"#,
                r#"`url = "https://a.example"`"#,
            ),
            (
                r#"link_button("a", target = "https://a.example")"#,
                r#"`url = "https://a.example"`"#,
            ),
            (r#"badge("a", color => Green)"#, "`color = Green`"),
            (r#"badge("a", color == Green)"#, "`color = Green`"),
            (r#"badge("a", color -> Green)"#, "`color = Green`"),
            (r#"badge("a", color := Green)"#, "`color = Green`"),
            (r#"badge("a", color: Green)"#, "`color = Green`"),
            (r#"badge("a", "color": Green)"#, "`color = Green`"),
            (r#"badge("a", "color" => Green)"#, "`color = Green`"),
            (r#"badge("a", .color = Green)"#, "`color = Green`"),
            (r#"badge("a", let color = Green)"#, "`color = Green`"),
            (r#"badge("a", color(Green))"#, "`color = Green`"),
            (r#"badge("a", color)"#, "`color = color`"),
            (r#"badge("a"; color = Green)"#, "`,`"),
            (r#"user("u_1")"#, r#"`user_identifier = user_id("u_1")`"#),
            (
                r#"user(user_id = "u_1")"#,
                r#"`user_identifier = user_id("u_1")`"#,
            ),
            (r#"user({ userId: "u_1" })"#, r#"`user(user_id("u_1"))`"#),
            (
                r#"workflow_button("a", { workflowKey: "b" })"#,
                r#"`workflow_identifier = workflow_key("b")`"#,
            ),
            (
                r#"container([text("a")])"#,
                r#"`container(content = [text("a")])`"#,
            ),
            (
                r#"container(content = text("a"))"#,
                r#"`content = [text("a")]`"#,
            ),
            (
                r#"row(main_content = text("a"), aside_content = [text("b")])"#,
                r#"`main_content = [text("a")]`"#,
            ),
            (
                r#"container(content = vec![text("a")])"#,
                r#"`content = [text("a")]`"#,
            ),
            ("container(content = footer())", "`content = [..footer()]`"),
        ],
        component_messages,
    );
}

#[test]
fn unknown_property_counts_as_the_missing_one() {
    assert_helped(
        &[
            (r#"text(label = "a")"#, r#"`text = "a"`"#),
            (
                r#"user(id = "u_1")"#,
                r#"`user_identifier = user_id("u_1")`"#,
            ),
            (r#"text("a", color: "MUTED")"#, "`color = Muted`"),
        ],
        component_messages,
    );
}
