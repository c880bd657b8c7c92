//! The stages over tokens that nobody would write: whatever comes in, nothing panics and an
//! expression comes out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use plain_schema::EventKind;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use crate::Target;

/// Whom an input is expanded for: an editor now and then, since the stages are the same.
fn readers(seed: u64) -> impl Iterator<Item = Target> {
    let editor = seed.is_multiple_of(4).then_some(Target::Editor);
    std::iter::once(Target::Compiler).chain(editor)
}

/// How many inputs there are if `PLAIN_FUZZ_INPUTS` does not say.
const INPUTS: u64 = 3_000;

#[test]
fn nothing_panics_and_an_expression_comes_out() {
    let inputs = match std::env::var("PLAIN_FUZZ_INPUTS") {
        Ok(inputs) => inputs.parse().unwrap(),
        Err(_) => INPUTS,
    };
    let calls: Vec<Vec<TokenTree>> = CALLS
        .iter()
        .map(|call| call.parse::<TokenStream>().unwrap().into_iter().collect())
        .collect();
    for seed in 0..inputs {
        let mut random = Random::new(seed);
        let tokens = if random.below(3) == 0 {
            random.tokens(4)
        } else {
            let mut call = random.one_of(&calls);
            for _ in 0..=random.below(3) {
                random.mutate(&mut call);
            }
            call
        };
        check(seed, &tokens);
    }
}

/// Puts tokens to every entry.
fn check(seed: u64, tokens: &[TokenTree]) {
    let front = Group::new(
        Delimiter::Parenthesis,
        TokenTree::from(ident("krate")).into(),
    );
    let input: TokenStream = std::iter::once(TokenTree::from(front))
        .chain(tokens.iter().cloned())
        .collect();
    let entries: [fn(TokenStream, Target) -> TokenStream; 3] = [
        |tokens, reader| crate::event(tokens, EventKind::CustomerEvent, reader),
        |tokens, reader| crate::event(tokens, EventKind::ThreadEvent, reader),
        crate::fragment,
    ];
    for (entry, reader) in entries
        .into_iter()
        .flat_map(|entry| readers(seed).map(move |it| (entry, it)))
    {
        let expansion = catch_unwind(AssertUnwindSafe(|| entry(input.clone(), reader)))
            .unwrap_or_else(|_| panic!("seed {seed}: {input}"));
        if let Err(error) = syn::parse2::<syn::Expr>(expansion.clone()) {
            panic!("seed {seed}: {error}\ninput: {input}\nexpansion: {expansion}");
        }
    }
    check_derive(seed, &tokens.iter().cloned().collect());
}

/// Puts tokens into the attributes of a type, of a variant and of a field.
fn check_derive(seed: u64, tokens: &TokenStream) {
    for input in [
        quote!(
            #[customer_event(#tokens)]
            struct A<T> {
                id: T,
                text: Option<String>,
            }
        ),
        quote!(
            #[customer_event(title = "a")]
            enum A {
                #[customer_event(#tokens)]
                B(u8),
                C {},
            }
        ),
        quote!(
            #[customer_event(title = "a")]
            struct A(#[customer_event(#tokens)] u8, B);
        ),
    ] {
        for reader in readers(seed) {
            let derive = || crate::derive(input.clone(), EventKind::CustomerEvent, reader);
            let expansion = catch_unwind(AssertUnwindSafe(derive))
                .unwrap_or_else(|_| panic!("seed {seed}: {input}"));
            if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
                panic!("seed {seed}: {error}\ninput: {input}\nexpansion: {expansion}");
            }
        }
    }
}

/// Right calls, to be made wrong. The last is the list of `components!`.
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

const WORDS: [&str; 64] = [
    "title",
    "customer_identifier",
    "components",
    "external_id",
    "timestamp",
    "is_collapsed",
    "thread_id",
    "text",
    "plain_text",
    "spacer",
    "divider",
    "badge",
    "link_button",
    "copy_button",
    "workflow_button",
    "date_time",
    "user",
    "row",
    "container",
    "size",
    "color",
    "spacing_size",
    "label",
    "url",
    "value",
    "tooltip_label",
    "workflow_identifier",
    "workflow_id",
    "workflow_key",
    "iso8601",
    "user_identifier",
    "user_id",
    "email_address",
    "machine_user_id",
    "main_content",
    "aside_content",
    "content",
    "customer_id",
    "Muted",
    "XL",
    "None",
    "Some",
    "MUTED",
    "linkButton",
    "client",
    "é",
    "_",
    "if",
    "else",
    "let",
    "match",
    "for",
    "in",
    "as",
    "async",
    "move",
    "self",
    "Self",
    "crate",
    "fn",
    "dyn",
    "return",
    "const",
    "unsafe",
];

const RAW_WORDS: [&str; 4] = ["title", "type", "text", "match"];

const TEXTS: [&str; 24] = [
    "",
    " ",
    "a",
    "{a}",
    "{a.b:>3}",
    "{a.0}",
    "{self}",
    "{{",
    "{",
    "}",
    "{}",
    "{a",
    "{a:{b}}",
    "{r#type}",
    "{é}",
    "{_}",
    "{a.r#type}",
    "{a.self}",
    "{a/**/}",
    "{a:?}",
    "https://a.example/{a}",
    "javascript:a",
    "2024-10-28",
    "jane@acme.com",
];

const SIGNS: &str = "=,.:;!?<>&|+-*/%^#$@~";

/// Marsaglia's xorshift: the same numbers from the same seed, everywhere.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        // No state may be zero, and seeds that are near to each other should not begin alike.
        let mut random = Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap();
        usize::try_from((self.next() >> 16) % end).unwrap()
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// A few tokens, groups up to `depth` deep.
    fn tokens(&mut self, depth: usize) -> Vec<TokenTree> {
        let mut tokens = Vec::new();
        for _ in 0..self.below(9) {
            self.push_token(depth, &mut tokens);
        }
        tokens
    }

    /// One token, or two that belong together.
    fn push_token(&mut self, depth: usize, tokens: &mut Vec<TokenTree>) {
        match self.below(16) {
            0..5 => tokens.push(ident(self.one_of(&WORDS)).into()),
            5 => tokens.push(Ident::new_raw(self.one_of(&RAW_WORDS), Span::call_site()).into()),
            6 => {
                tokens.push(Punct::new('\'', Spacing::Joint).into());
                tokens.push(ident("a").into());
            }
            7 | 8 => tokens.push(self.literal().into()),
            9 | 10 => tokens.push(self.sign('=')),
            11 => tokens.push(self.sign(',')),
            12 => {
                let signs: Vec<char> = SIGNS.chars().collect();
                let sign = self.one_of(&signs);
                tokens.push(self.sign(sign));
            }
            _ if depth == 0 => tokens.push(self.literal().into()),
            _ => {
                let inner = self.tokens(depth - 1);
                tokens.push(self.group(inner));
            }
        }
    }

    fn sign(&mut self, sign: char) -> TokenTree {
        let spacing = self.one_of(&[Spacing::Alone, Spacing::Alone, Spacing::Joint]);
        Punct::new(sign, spacing).into()
    }

    fn group(&mut self, inner: Vec<TokenTree>) -> TokenTree {
        let delimiter = self.one_of(&[
            Delimiter::Parenthesis,
            Delimiter::Bracket,
            Delimiter::Brace,
            Delimiter::None,
        ]);
        Group::new(delimiter, inner.into_iter().collect()).into()
    }

    fn literal(&mut self) -> Literal {
        match self.below(14) {
            0 => Literal::character('{'),
            1 => Literal::byte_string(b"a"),
            2 => Literal::byte_character(b'a'),
            3 => Literal::c_string(c"a"),
            4 => Literal::u8_suffixed(1),
            5 => Literal::usize_unsuffixed(usize::MAX),
            6 => Literal::f64_unsuffixed(1.5),
            7 => Literal::f32_suffixed(1.5),
            8 => r##"r#"{a}"#"##.parse().unwrap(),
            9 => "\"a\"suffix".parse().unwrap(),
            _ => self.text(),
        }
    }

    fn text(&mut self) -> Literal {
        let parts: String = (0..=self.below(3)).map(|_| self.one_of(&TEXTS)).collect();
        Literal::string(&parts)
    }

    /// Changes something, somewhere within.
    fn mutate(&mut self, tokens: &mut Vec<TokenTree>) {
        let groups: Vec<usize> = (0..tokens.len())
            .filter(|index| matches!(tokens[*index], TokenTree::Group(_)))
            .collect();
        // Most of a call stands within its groups.
        if !groups.is_empty() && self.below(3) > 0 {
            let index = self.one_of(&groups);
            if let TokenTree::Group(group) = &tokens[index] {
                let mut inner: Vec<TokenTree> = group.stream().into_iter().collect();
                self.mutate(&mut inner);
                tokens[index] = Group::new(group.delimiter(), inner.into_iter().collect()).into();
            }
            return;
        }
        let at = self.below(tokens.len() + 1);
        let Some(token) = tokens.get(at).cloned() else {
            return self.push_token(2, tokens);
        };
        // Another text or another name goes deeper than what no longer fits the grammar.
        if self.below(2) == 0 {
            match token {
                TokenTree::Literal(_) => return tokens[at] = self.text().into(),
                TokenTree::Ident(_) => return tokens[at] = ident(self.one_of(&WORDS)).into(),
                _ => {}
            }
        }
        match self.below(6) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, token),
            2 => {
                let other = self.below(tokens.len());
                tokens.swap(at, other);
            }
            3 => {
                let mut new = Vec::new();
                self.push_token(2, &mut new);
                tokens.splice(at..=at, new);
            }
            4 => {
                let end = at + 1 + self.below(tokens.len() - at);
                let inner = tokens.drain(at..end).collect();
                let group = self.group(inner);
                tokens.insert(at, group);
            }
            _ => tokens.truncate(at),
        }
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
