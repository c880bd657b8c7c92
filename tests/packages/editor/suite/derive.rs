//! The editor features in the attributes of the derives.

use crate::completion::IN_ROW;
use crate::probe::{Probe, completes, expect, offers};

/// Types with valid attributes.
const TYPES: &str = r#"use plain_runtime::{CustomerEvent, ThreadEvent};
#[derive(CustomerEvent)]
#[customer_event(
    title = "Invoice {number} paid",
    customer_identifier = external_id(account),
    components = [
        text("**{amount:.2}** by {method}", color = Muted),
        row(main_content = [text(method)], aside_content = [badge("a")]),
        ..
    ]
)]
struct InvoicePaid {
    account: u32,
    #[customer_event(external_id)]
    number: String,
    amount: f64,
    method: String,
    #[customer_event(badge(color = Green))]
    status: String,
    #[customer_event(copy_button)]
    payment: Option<String>,
}
#[derive(CustomerEvent)]
#[customer_event(customer_identifier = external_id(account), components = [text("Billing.")])]
enum Billing {
    #[customer_event(title = "Trial of {account}")]
    Trial { account: u32 },
    #[customer_event(title = "Seats: {seats}", components = [spacer(M)])]
    Seats { account: u32, seats: u32 },
    #[customer_event(transparent)]
    Paid(InvoicePaid),
}
#[derive(ThreadEvent)]
#[thread_event(title = "Escalated to {_1}", components = [text(_1)])]
struct Escalated(#[thread_event(thread_id)] String, String);
fn method_of(paid: &InvoicePaid) -> &str { &paid.method }
"#;

pub(crate) fn probes() -> Vec<Probe> {
    [
        names(),
        completions(),
        expressions(),
        insertions(),
        signatures(),
        renames(),
        hovers_on_fields(),
        loops(),
        errors(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Names in the types, with words of their documentation and of the line that defines them.
const NAME_CASES: [(&str, &str, &str, &str); 16] = [
    (
        "a field of the event",
        "ti$0tle = \"Invoice",
        "Title in the timeline",
        "title:",
    ),
    (
        "a kind",
        "exter$0nal_id(account)",
        "Your own ID of the customer",
        "external_id",
    ),
    ("a component", "te$0xt(\"**", "Text with Markdown", "Text"),
    ("a property", "col$0or = Muted", "Colour: ", "color:"),
    ("a value", "Mu$0ted", "Grey text, for labels", "Muted"),
    (
        "a property with a list",
        "main_con$0tent",
        "Components on the left",
        "main_content:",
    ),
    (
        "a component in a row",
        "bad$0ge(\"a\")",
        "A short label",
        "Badge",
    ),
    (
        "the role of a field",
        "(exter$0nal_id)]",
        "Your own ID of the event",
        "external_id:",
    ),
    (
        "the component of a field",
        "bad$0ge(color",
        "A short label",
        "Badge",
    ),
    ("its property", "col$0or = Green", "Colour: ", "color:"),
    ("its value", "Gr$0een", "Light green", "Green"),
    (
        "the component of a field, alone",
        "copy_$0button)",
        "copies a value",
        "CopyButton",
    ),
    (
        "a field in a variant",
        "ti$0tle = \"Trial",
        "Title in the timeline",
        "title:",
    ),
    ("a value in a variant", "spacer($0M)", "16 pixels", "M,"),
    (
        "a default of an enum",
        "customer_$0identifier = external_id(account), c",
        "Customer that the event is for",
        "customer_identifier:",
    ),
    (
        "a field of a thread event",
        "thread_$0id)",
        "ID of the thread",
        "thread_id:",
    ),
];

fn names() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, at, words, line) in NAME_CASES {
        let (to_hover, to_go) = (with_cursor(at), with_cursor(at));
        probes.push(Probe::new(format!("derive/hover/{name}"), move |editor| {
            let hover = editor.hover(&to_hover);
            let is_it = hover.contains(words) && hover.contains("See <https://www.plain.com/");
            expect(is_it, words, &hover)
        }));
        probes.push(Probe::new(
            format!("derive/definition/{name}"),
            move |editor| {
                let found = editor.definition(&to_go);
                let is_it = matches!(found.as_slice(), [one] if one.line.contains(line)
                && one.file.contains("/plain-runtime/src/input/"));
                expect(is_it, line, &found)
            },
        ));
    }
    probes
}

const ROLES: [&str; 14] = [
    "badge",
    "copy_button",
    "customer_identifier",
    "date_time",
    "external_id",
    "is_collapsed",
    "link_button",
    "plain_text",
    "spacer",
    "text",
    "timestamp",
    "title",
    "user",
    "workflow_button",
];
const KINDS: [&str; 3] = ["customer_id", "email_address", "external_id"];
const COLORS: [&str; 5] = ["Error", "Muted", "Normal", "Success", "Warning"];

/// Edits of the types that leave the cursor in an attribute, and the names that are completed there.
const COMPLETION_CASES: [(&str, &str, &str, &[&str]); 20] = [
    (
        "a field",
        "title = \"Invoice {number} paid\",",
        "$0",
        &["is_collapsed", "timestamp", "title"],
    ),
    (
        "a field, incomplete",
        "title = \"Invoice {number} paid\",",
        "ti$0",
        &["is_collapsed", "timestamp", "title"],
    ),
    (
        "a field after a comma",
        "paid\",\n",
        "paid\",\n $0\n",
        &["is_collapsed", "timestamp"],
    ),
    ("a kind", "external_id(account),\n", "$0,\n", &KINDS),
    (
        "a kind, incomplete",
        "external_id(account),\n",
        "ex$0,\n",
        &KINDS,
    ),
    ("a component", "text(method)", "$0", &IN_ROW),
    ("a component, incomplete", "text(method)", "te$0", &IN_ROW),
    ("a property", ", color = Muted", ", $0", &["color", "size"]),
    (
        "a property, incomplete",
        ", color = Muted",
        ", co$0",
        &["color", "size"],
    ),
    ("a value", "color = Muted", "color = $0", &COLORS),
    (
        "a value, incomplete",
        "color = Muted",
        "color = Mu$0",
        &COLORS,
    ),
    ("the role of a field", "(external_id)]", "($0)]", &ROLES),
    (
        "the role of a field, incomplete",
        "(external_id)]",
        "(ex$0)]",
        &ROLES,
    ),
    (
        "the kind of a field",
        "(external_id)]",
        "(customer_identifier = $0)]",
        &KINDS,
    ),
    (
        "the kind of a field, incomplete",
        "(external_id)]",
        "(customer_identifier = em$0)]",
        &KINDS,
    ),
    (
        "a property of a field's component",
        "badge(color = Green)",
        "badge($0)",
        &["color"],
    ),
    (
        "a value of a field's component",
        "color = Green",
        "color = $0",
        &["Blue", "Green", "Grey", "Red", "Yellow"],
    ),
    (
        "a field of a variant",
        "title = \"Trial of {account}\"",
        "$0",
        &["external_id", "is_collapsed", "timestamp", "title"],
    ),
    (
        "a value in a variant",
        "spacer(M)",
        "spacer($0)",
        &["L", "M", "S", "XL", "XS"],
    ),
    (
        "the role of a field of a thread event",
        "thread_id)",
        "th$0)",
        &[
            "badge",
            "copy_button",
            "date_time",
            "external_id",
            "is_collapsed",
            "link_button",
            "plain_text",
            "spacer",
            "text",
            "thread_id",
            "timestamp",
            "title",
            "user",
            "workflow_button",
        ],
    ),
];

fn completions() -> Vec<Probe> {
    COMPLETION_CASES
        .into_iter()
        .map(|(name, at, with, expected)| {
            let text = TYPES.replacen(at, with, 1);
            completes(format!("derive/completion/{name}"), &text, expected)
        })
        .collect()
}

/// Edits of the types that leave the cursor in an expression, and names that are offered there.
const EXPRESSION_CASES: [(&str, &str, &str, &[&str]); 3] = [
    (
        "fields of the type",
        "text(method)",
        "text($0)",
        &["account", "number", "amount", "method"],
    ),
    (
        "methods of a field",
        "text(method)",
        "text(method.$0)",
        &["len", "trim", "to_uppercase"],
    ),
    (
        "fields of the type in a kind",
        "external_id(account)",
        "external_id($0)",
        &["account", "number"],
    ),
];

fn expressions() -> Vec<Probe> {
    EXPRESSION_CASES
        .into_iter()
        .map(|(name, at, with, expected)| {
            let text = TYPES.replacen(at, with, 1);
            offers(format!("derive/completion/{name}"), &text, expected)
        })
        .collect()
}

/// Accepting a role or a kind on a field inserts the name without parentheses.
fn insertions() -> Vec<Probe> {
    [
        ("a role", "($0)]", "badge"),
        ("a kind", "(customer_identifier = $0)]", "email_address"),
    ]
    .into_iter()
    .map(|(case, with, name)| {
        let text = TYPES.replacen("(external_id)]", with, 1);
        Probe::new(
            format!("derive/completion/accepting {case}"),
            move |editor| {
                let list = editor.completions(&text);
                let entry = list.into_iter().find(|entry| entry.name == name);
                let is_name_only = entry.as_ref().is_some_and(|entry| entry.inserted == name);
                expect(is_name_only, name, &entry)
            },
        )
    })
    .collect()
}

fn signatures() -> Vec<Probe> {
    [
        ("a component", "text($0\"**", "fn text("),
        ("a kind", "external_id($0account", "fn external_id("),
        ("the component of a field", "badge($0color", "fn badge("),
    ]
    .into_iter()
    .map(|(name, at, label)| {
        let text = with_cursor(at);
        Probe::new(format!("derive/signature/{name}"), move |editor| {
            let signature = editor.signature(&text);
            let is_it = signature
                .as_ref()
                .is_some_and(|it| it.label.starts_with(label));
            expect(is_it, label, &signature)
        })
    })
    .collect()
}

/// Renaming the fields of a type.
fn renames() -> Vec<Probe> {
    let renamed = |from: &str, to: &str| TYPES.replace(from, to);
    [
        (
            "a field from its declaration",
            "met$0hod: String",
            "way",
            renamed("method", "way").replace("way_of", "method_of"),
        ),
        (
            "a field from a literal",
            "{am$0ount",
            "sum",
            renamed("amount", "sum"),
        ),
    ]
    .into_iter()
    .map(|(name, at, to, expected)| {
        let text = with_cursor(at);
        Probe::new(format!("derive/rename/{name}"), move |editor| {
            let renamed = editor.rename(&text, to);
            expect(renamed == expected, &expected, &renamed)
        })
    })
    .collect()
}

/// Hover on the fields of a type.
fn hovers_on_fields() -> Vec<Probe> {
    [
        ("a field in a literal", "{am$0ount", "amount: &f64"),
        (
            "a field in an expression",
            "text(met$0hod)",
            "method: &String",
        ),
        (
            "a field in a literal of a variant",
            "{se$0ats",
            "seats: &u32",
        ),
    ]
    .into_iter()
    .map(|(name, at, words)| {
        let text = with_cursor(at);
        Probe::new(format!("derive/hover/{name}"), move |editor| {
            let hover = editor.hover(&text);
            expect(hover.contains(words), words, &hover)
        })
    })
    .collect()
}

/// A loop over a borrowed field, with the cursor on a name.
fn loops() -> Vec<Probe> {
    let text = |from: &str, to: &str| {
        TYPES
            .replacen(
                "        ..\n",
                "        for role in &roles { badge(\"{role}\"); },\n..\n",
                1,
            )
            .replacen(
                "struct InvoicePaid {",
                "struct InvoicePaid { roles: Vec<String>,",
                1,
            )
            .replacen(from, to, 1)
    };
    let hovers = [
        ("the field", "&roles", "&ro$0les", "roles: &Vec<String>"),
        ("the variable", "{role}", "{ro$0le}", "role: &String"),
    ]
    .into_iter()
    .map(|(name, from, to, words)| {
        let text = text(from, to);
        Probe::new(format!("derive/loop/{name}"), move |editor| {
            let hover = editor.hover(&text);
            expect(hover.contains(words), words, &hover)
        })
    });
    let valid = text("", "");
    let errors = Probe::new("derive/loop/no errors", move |editor| {
        let errors = editor.errors(&valid);
        expect(errors.is_empty(), "no errors", &errors)
    });
    hovers.chain([errors]).collect()
}

fn errors() -> Vec<Probe> {
    let mut probes = vec![Probe::new(
        "derive/errors/none in valid attributes",
        |editor| {
            let errors = editor.errors(TYPES);
            expect(errors.is_empty(), "no errors", &errors)
        },
    )];
    for (name, at, with, token) in [
        ("an incomplete field", "paid\",\n", "paid\", exte\n", "exte"),
        (
            "an incomplete component",
            "[text(method)]",
            "[text(method), bad]",
            "bad",
        ),
        (
            "a role without its kind",
            "(external_id)]",
            "(customer_identifier = )]",
            "=",
        ),
        ("an incomplete value", "color = Green", "color = Gr", "Gr"),
    ] {
        let mut text = TYPES.replacen(at, with, 1);
        if with.contains("customer_identifier") {
            text = text.replacen("customer_identifier = external_id(account),\n", "", 1);
        }
        probes.push(Probe::new(format!("derive/errors/{name}"), move |editor| {
            let errors = editor.errors(&text);
            let is_one = matches!(errors.as_slice(), [(_, at)] if at == token);
            expect(is_one, &format!("one error at `{token}`"), &errors)
        }));
    }
    probes
}

/// The types with the cursor at the first occurrence of a text.
fn with_cursor(at: &str) -> String {
    TYPES.replacen(&at.replace("$0", ""), at, 1)
}
