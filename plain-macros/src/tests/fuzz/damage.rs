//! Valid calls with some random changes.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::token;

/// Valid calls of each macro, and the attribute of a derive.
const CALLS: [&str; 6] = [
    r#"client, title = "Invoice {number}", customer_identifier = email_address("jane@acme.com"),
       components = [text("**{invoice.total:.2}**", size = L, color = Some(Muted)), spacer(M),
       link_button("View", "https://a.example/{number}")], external_id = "invoice-{number}""#,
    r#"title = title(), customer_identifier = by::<A, B>(key), components = [row(main_content =
       [plain_text(a.b)], aside_content = [badge("Pro", color = color)])], timestamp = None,
       is_collapsed = true,"#,
    r#"title = "Escalated", thread_id = "th_{id}", components = [container(content = [divider(),
       date_time("2024-10-28T18:30:00Z"), user(machine_user_id(bot))])], timestamp = at"#,
    r#"copy_button("c_1", tooltip_label = "Copy"), workflow_button("Refund", workflow_key("r")),
       divider(spacing_size = XL)"#,
    r#"if a { text("b") } else if let Some(c) = d { badge("{c}"); spacer(S) } else {}, ..e.f(), .., for
       (g, h) in i { let j = g.k(); copy_button("{j}") }, match l { Some(m) if m > 1 => text("{m}"),
       _ => {} }, { divider() }"#,
    r#"transparent, crate = events, customer_identifier = email_address, external_id, badge(color =
       Green), title = "{id} {text}", components = [text("a"), ..]"#,
];

/// A valid call with one to three changes.
pub(super) fn damaged_call() -> impl Strategy<Value = TokenStream> {
    let calls: Vec<Vec<TokenTree>> = CALLS
        .iter()
        .map(|call| call.parse::<TokenStream>().unwrap().into_iter().collect())
        .collect();
    (select(calls), vec(damage(), 1..=3)).prop_map(|(mut call, damages)| {
        for damage in damages {
            apply(&damage.path, &damage, &mut call);
        }
        call.into_iter().collect()
    })
}

/// Change of a token, or of several next to each other.
#[derive(Debug, Clone)]
struct Damage {
    /// Groups that lead to the token, from the outermost.
    path: Vec<Index>,
    /// Position of the token in the last group.
    at: Index,
    change: Change,
}

#[derive(Debug, Clone)]
enum Change {
    /// Another text or another name, which passes more of the grammar than the other changes.
    Substitute {
        word: TokenTree,
        text: Literal,
    },
    Remove,
    Duplicate,
    Swap(Index),
    Replace(TokenStream),
    Insert(TokenStream),
    Enclose(Delimiter, Index),
    Truncate,
}

fn damage() -> impl Strategy<Value = Damage> {
    let change = prop_oneof![
        6 => (token::word(), token::text())
            .prop_map(|(word, text)| Change::Substitute { word, text }),
        1 => Just(Change::Remove),
        1 => Just(Change::Duplicate),
        1 => any::<Index>().prop_map(Change::Swap),
        1 => token::token().prop_map(Change::Replace),
        1 => token::token().prop_map(Change::Insert),
        1 => (token::delimiter(), any::<Index>())
            .prop_map(|(delimiter, end)| Change::Enclose(delimiter, end)),
        1 => Just(Change::Truncate),
    ];
    let path = vec(any::<Index>(), 0..=4);
    (path, any::<Index>(), change).prop_map(|(path, at, change)| Damage { path, at, change })
}

/// Follows the path as far as there are groups, and changes the tokens there.
fn apply(path: &[Index], damage: &Damage, tokens: &mut Vec<TokenTree>) {
    let groups: Vec<usize> = (0..tokens.len())
        .filter(|index| matches!(tokens[*index], TokenTree::Group(_)))
        .collect();
    if let [next, path @ ..] = path
        && !groups.is_empty()
        && let index = *next.get(&groups)
        && let TokenTree::Group(group) = &tokens[index]
    {
        let mut inner = group.stream().into_iter().collect();
        apply(path, damage, &mut inner);
        tokens[index] = Group::new(group.delimiter(), inner.into_iter().collect()).into();
    } else {
        change(damage, tokens);
    }
}

fn change(damage: &Damage, tokens: &mut Vec<TokenTree>) {
    if tokens.is_empty() {
        if let Change::Insert(new) | Change::Replace(new) = &damage.change {
            tokens.extend(new.clone());
        }
        return;
    }
    let at = damage.at.index(tokens.len());
    match &damage.change {
        Change::Substitute { word, text } => match &tokens[at] {
            TokenTree::Literal(_) => tokens[at] = text.clone().into(),
            TokenTree::Ident(_) => tokens[at] = word.clone(),
            _ => {
                tokens.remove(at);
            }
        },
        Change::Remove => {
            tokens.remove(at);
        }
        Change::Duplicate => tokens.insert(at, tokens[at].clone()),
        Change::Swap(other) => {
            let other = other.index(tokens.len());
            tokens.swap(at, other);
        }
        Change::Replace(new) => {
            tokens.splice(at..=at, new.clone());
        }
        Change::Insert(new) => {
            tokens.splice(at..at, new.clone());
        }
        Change::Enclose(delimiter, end) => {
            let end = at + 1 + end.index(tokens.len() - at);
            let inner = tokens.drain(at..end).collect();
            tokens.insert(at, Group::new(*delimiter, inner).into());
        }
        Change::Truncate => tokens.truncate(at),
    }
}
