//! Snapshots of expansions: one for each form, and some of invalid calls, which expand as well.

use plain_schema::{Context, EntityKind};
use proc_macro2::TokenStream;

use crate::Target;

/// Formatted expansion of a call.
fn expanded(expand: impl Fn(TokenStream) -> TokenStream, source: &str) -> String {
    let expansion = expand(format!("(krate) {source}").parse().unwrap());
    let function = syn::parse_quote! {
        fn expansion() {
            let value = #expansion;
        }
    };
    prettyplease::unparse(&function)
}

/// Compares the expansion of a call with its snapshot.
fn check(name: &str, expand: impl Fn(TokenStream) -> TokenStream, source: &str) {
    insta::with_settings!({ description => source, omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, expanded(expand, source));
    });
}

fn customer_event(tokens: TokenStream) -> TokenStream {
    crate::entity(tokens, EntityKind::CustomerEvent, Target::Compiler)
}

fn thread_event(tokens: TokenStream) -> TokenStream {
    crate::entity(tokens, EntityKind::ThreadEvent, Target::Compiler)
}

fn thread(tokens: TokenStream) -> TokenStream {
    crate::entity(tokens, EntityKind::Thread, Target::Compiler)
}

fn customer_card(tokens: TokenStream) -> TokenStream {
    crate::entity(tokens, EntityKind::CustomerCard, Target::Compiler)
}

fn components(tokens: TokenStream) -> TokenStream {
    crate::fragment(tokens, Context::Event, Target::Compiler)
}

fn row_content(tokens: TokenStream) -> TokenStream {
    crate::fragment(tokens, Context::Row, Target::Compiler)
}

fn in_editor(tokens: TokenStream) -> TokenStream {
    crate::entity(tokens, EntityKind::CustomerEvent, Target::Editor)
}

#[test]
fn literals() {
    check(
        "literals",
        customer_event,
        r#"title = "Trial completed",
customer_identifier = email_address("jane@acme.com"),
components = [
    text("Fourteen days are over.", color = Muted),
    spacer(M),
    row(main_content = [text("Plan")], aside_content = [badge("Pro", color = Green)]),
],
timestamp = "2024-10-28T18:30:00Z",
is_collapsed = true"#,
    );
}

#[test]
fn captures() {
    check(
        "captures",
        customer_event,
        r#"title = "Invoice {number} paid",
customer_identifier = external_id(account.id),
components = [
    text("{customer} paid **{invoice.total:.2}**"),
    text("By {method}"),
    link_button("Invoice {number}", "{base}/invoices/{number}"),
],
external_id = key"#,
    );
}

#[test]
fn thread_event_with_client() {
    check(
        "thread_event_with_client",
        thread_event,
        r#"client,
title = "Escalated",
thread_id = thread.id,
components = [date_time(at), badge("P1", color = color)]"#,
    );
}

#[test]
fn fragment() {
    check(
        "fragment",
        components,
        r#"divider(), copy_button("c_1", tooltip_label = tooltip)"#,
    );
}

/// Missing values are typed placeholders, and valid values are kept.
#[test]
fn missing_values() {
    check(
        "missing_values",
        customer_event,
        r"title = , components = [spacer(), text(color = Muted)]",
    );
}

#[test]
fn unknown_names() {
    check(
        "unknown_names",
        customer_event,
        r#"titel = "Trial completed",
customer_identifier = email("jane@acme.com"),
components = [buton("View"), badge("Pro", color = Gray)]"#,
    );
}

#[test]
fn incomplete_call() {
    check(
        "incomplete_call",
        customer_event,
        r#"client, title = "Trial completed", customer_id"#,
    );
}

/// Each name appears once, and each completion site has a path.
#[test]
fn editor_expansion() {
    check(
        "editor_expansion",
        in_editor,
        r#"title = "{user.name} paid",
customer_identifier = external_id(user.id),
components = [text("Paid.", color = Muted), spacer(Mi), bad],
time"#,
    );
}

#[test]
fn control_flow() {
    check(
        "control_flow",
        components,
        r#"if let Some(plan) = plan { badge("{plan}") } else { divider(); spacer(S) },
for role in roles { let role = role.name(); text("{role}") },
match count { 0 => text("None."), _ => {} },
..footer()"#,
    );
}

#[test]
fn row_fragment() {
    check(
        "row_fragment",
        row_content,
        r#"badge("Pro"), if is_due { text("{plan}") }, ..cells"#,
    );
}

#[test]
fn derive() {
    let source = r#"#[customer_event(title = "Seats", customer_identifier = external_id(account))]
enum Seats<T> {
    #[customer_event(external_id = "seats-{number}")]
    Changed { account: u32, number: T, #[customer_event(badge)] note: Option<String> },
    #[customer_event(transparent)]
    Other(T),
}"#;
    let expansion = crate::derive(
        source.parse().unwrap(),
        EntityKind::CustomerEvent,
        Target::Compiler,
    );
    let expansion = prettyplease::unparse(&syn::parse2(expansion).unwrap());
    insta::with_settings!({ description => source, omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("derive", expansion);
    });
}

#[test]
fn thread_with_lists() {
    check(
        "thread",
        thread,
        r#"client,
customer_identifier = email_address(email),
priority = if is_urgent { Urgent } else { Normal },
label_type_ids = ["lt_{label}", ..labels],
thread_fields = [string_field("plan", plan), number_field("seats", SEATS), bool_field("trial", true)],
tenant_identifier = tenant,
attachment_ids = ["att_1"]"#,
    );
}

#[test]
fn card_with_a_time_to_live() {
    check(
        "card",
        customer_card,
        r#"components = [text("**{plan}**"), divider()], time_to_live_seconds = seconds"#,
    );
}
