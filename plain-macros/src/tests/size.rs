//! Sizes of expansions. rustc parses each of them, and a crate may have a thousand.

use insta::{Comparator, Snapshot};
use plain_schema::EntityKind;
use proc_macro2::{TokenStream, TokenTree};

use crate::Target;

/// Maximum difference from the snapshot, in percent.
const TOLERANCE: usize = 5;

/// Reference calls.
const CALLS: [(&str, EntityKind, &str); 6] = [
    (
        "literals",
        EntityKind::CustomerEvent,
        r#"title = "Trial completed",
customer_identifier = email_address("jane@acme.com"),
components = [
    text("Fourteen days are over.", color = Muted),
    spacer(M),
    row(main_content = [text("Plan")], aside_content = [badge("Pro", color = Green)]),
    link_button("View in admin", "https://admin.your-app.com"),
]"#,
    ),
    (
        "captures",
        EntityKind::CustomerEvent,
        r#"title = "API key generated",
customer_identifier = email_address(key.owner_email),
components = [
    text("New API key was added with the fingerprint **{key.fingerprint}** with {key.roles} associated roles."),
    spacer(M),
    link_button("View in admin", "https://admin.your-app.com/keys/{key.id}"),
],
external_id = "api-key-{key.id}""#,
    ),
    (
        "control flow",
        EntityKind::CustomerEvent,
        r#"title = "Invoice {number} paid",
customer_identifier = external_id(account),
components = [
    text("**{amount:.2} EUR** by {method}"),
    if let Some(plan) = plan { badge("{plan}", color = Green) } else { divider(); spacer(S) },
    for line in lines { plain_text("{line}") },
    ..footer(),
],
timestamp = paid_at"#,
    ),
    (
        "with a client",
        EntityKind::CustomerEvent,
        r#"client,
title = "Payment failed",
customer_identifier = customer_id(customer),
components = [
    text("The card was refused.", color = Error, size = L),
    copy_button("{payment}", tooltip_label = "Payment ID"),
    workflow_button("Remind", workflow_key("remind")),
    date_time(at),
]"#,
    ),
    (
        "a thread",
        EntityKind::Thread,
        r#"customer_identifier = email_address(form.email),
title = "{form.subject}",
components = [
    text("{form.message}"),
    link_button("Open", "https://admin.your-app.com/tickets/{form.id}"),
],
priority = High,
label_type_ids = ["lt_contact", ..labels],
thread_fields = [string_field("plan", form.plan), number_field("seats", form.seats), bool_field("trial", true)],
tenant_identifier = external_id(form.company),
external_id = "ticket-{form.id}""#,
    ),
    (
        "a card",
        EntityKind::CustomerCard,
        r#"components = [
    row(main_content = [text("**{plan}**")], aside_content = [badge("Active", color = Green)]),
    if let Some(renewal) = renewal { text("Renews on {renewal}", color = Muted) },
    link_button("Open in admin", "https://admin.your-app.com/customers/{id}"),
],
time_to_live_seconds = 300"#,
    ),
];

/// Reference derive.
const DERIVE: (&str, &str) = (
    "a derive",
    r#"#[customer_event(title = "Invoice {number} paid", components = [text("**{amount:.2} EUR** by {method}"), ..])]
struct InvoicePaid {
    #[customer_event(customer_identifier = external_id)] account: u32,
    #[customer_event(external_id)] number: String,
    amount: f64,
    method: String,
    #[customer_event(badge(color = Green))] status: String,
    #[customer_event(copy_button(tooltip_label = "Payment ID"))] payment: Option<String>,
}"#,
);

#[test]
fn expansions_keep_their_size() {
    assert_sizes("sizes", &sizes(Target::Compiler));
}

/// rust-analyzer expands a call again after each key.
#[test]
fn expansions_for_editors_keep_their_size() {
    assert_sizes("sizes_in_editor", &sizes(Target::Editor));
}

fn assert_sizes(name: &str, sizes: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_comparator(Box::new(WithinTolerance));
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, sizes));
}

/// Accepts token counts that differ by at most [`TOLERANCE`] percent.
#[derive(Clone)]
struct WithinTolerance;

impl Comparator for WithinTolerance {
    fn matches(&self, reference: &Snapshot, test: &Snapshot) -> bool {
        let (before, now) = (token_counts(reference), token_counts(test));
        before.len() == now.len()
            && before
                .iter()
                .zip(&now)
                .all(|((name, before), (same, now))| {
                    name == same && now.abs_diff(*before) * 100 <= before * TOLERANCE
                })
    }

    fn dyn_clone(&self) -> Box<dyn Comparator> {
        Box::new(self.clone())
    }
}

/// Name and tokens of each expansion in a snapshot.
fn token_counts(snapshot: &Snapshot) -> Vec<(String, usize)> {
    let text = snapshot.as_text().unwrap().to_string();
    let count = |line: &str| {
        let (name, size) = line.split_once(": ")?;
        let (tokens, _) = size.split_once(" tokens")?;
        Some((name.to_owned(), tokens.parse().ok()?))
    };
    text.lines().map(|line| count(line).unwrap()).collect()
}

/// Tokens and lines of each expansion.
fn sizes(target: Target) -> String {
    let calls = CALLS.into_iter().map(|(name, kind, source)| {
        let tokens = format!("(krate) {source}").parse().unwrap();
        let expansion = crate::entity(tokens, kind, target);
        let item = syn::parse_quote!(
            fn expansion() {
                #expansion
            }
        );
        size(name, expansion, &item)
    });
    let (name, source) = DERIVE;
    let expansion = crate::derive(source.parse().unwrap(), EntityKind::CustomerEvent, target);
    let file = syn::parse2(expansion.clone()).unwrap();
    calls.chain([size(name, expansion, &file)]).collect()
}

fn size(name: &str, expansion: TokenStream, file: &syn::File) -> String {
    let (tokens, lines) = (count(expansion), lines(file));
    format!("{name}: {tokens} tokens, {lines} lines\n")
}

/// Number of tokens as rustc counts them: two for each group, and those inside.
fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => 2 + count(group.stream()),
            _ => 1,
        })
        .sum()
}

/// Number of lines as formatted by prettyplease.
fn lines(file: &syn::File) -> usize {
    prettyplease::unparse(file).lines().count()
}
