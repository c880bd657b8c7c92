//! How large expansions are, since rustc must read them: a crate with a thousand events has a
//! thousand of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use plain_schema::EventKind;
use proc_macro2::{TokenStream, TokenTree};

use crate::Target;

/// By how much, in percent, an expansion may differ from what is stored.
const TOLERANCE: usize = 5;

/// The reference events.
const CALLS: [(&str, &str); 4] = [
    (
        "literals",
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
];

/// One more, as a derive.
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

/// The tokens and the lines of each.
type Sizes = BTreeMap<&'static str, (usize, usize)>;

#[test]
fn expansions_are_no_larger_than_they_were() {
    let sizes = sizes();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/sizes.txt");
    if env::var_os("UPDATE_SIZES").is_some() {
        fs::write(&path, written(&sizes)).unwrap();
        return;
    }
    let stored = fs::read_to_string(&path).unwrap();
    let stored: BTreeMap<&str, usize> = stored
        .lines()
        .filter_map(|line| {
            let (name, size) = line.split_once(": ")?;
            Some((name, size.split(' ').next()?.parse().ok()?))
        })
        .collect();
    assert_eq!(stored.len(), sizes.len());
    for (name, (tokens, _)) in &sizes {
        let before = stored[name];
        assert!(
            tokens.abs_diff(before) * 100 <= before * TOLERANCE,
            "the expansion of `{name}` has {tokens} tokens, and had {before}: if that is meant, take it \
             over by `UPDATE_SIZES=1 cargo test -p plain-macros size`",
        );
    }
}

fn sizes() -> Sizes {
    let mut sizes = Sizes::new();
    for (name, source) in CALLS {
        let tokens = format!("(krate) {source}").parse().unwrap();
        let expansion = crate::event(tokens, EventKind::CustomerEvent, Target::Compiler);
        let item = syn::parse_quote!(
            fn expansion() {
                #expansion
            }
        );
        sizes.insert(name, (count(expansion), lines(&item)));
    }
    let (name, source) = DERIVE;
    let expansion = crate::derive(
        source.parse().unwrap(),
        EventKind::CustomerEvent,
        Target::Compiler,
    );
    let file = syn::parse2(expansion.clone()).unwrap();
    sizes.insert(name, (count(expansion), lines(&file)));
    sizes
}

fn written(sizes: &Sizes) -> String {
    let mut written = String::new();
    for (name, (tokens, lines)) in sizes {
        writeln!(written, "{name}: {tokens} tokens, {lines} lines").unwrap();
    }
    written
}

/// Tokens as rustc counts them: a group has two of its own.
fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => 2 + count(group.stream()),
            _ => 1,
        })
        .sum()
}

/// Lines, as prettyplease writes them.
fn lines(file: &syn::File) -> usize {
    prettyplease::unparse(file).lines().count()
}
