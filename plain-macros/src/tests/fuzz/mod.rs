//! Malformed input: the macros never panic, and the expansion always parses.

mod damage;
mod token;

use std::{env, thread};

use plain_schema::{Context, EntityKind};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestError, TestRng, TestRunner};
use quote::quote;

use crate::Target;

/// Number of inputs, unless `PLAIN_FUZZ_INPUTS` sets it.
const INPUTS: u32 = 3_000;

/// Number of threads. It is fixed, so that the inputs are the same on every machine.
const THREADS: u8 = 4;

#[test]
fn malformed_input_never_panics_and_always_expands() {
    let inputs: u32 = match env::var("PLAIN_FUZZ_INPUTS") {
        Ok(inputs) => inputs.parse().unwrap(),
        Err(_) => INPUTS,
    };
    thread::scope(|scope| {
        for seed in 0..THREADS {
            scope.spawn(move || check_inputs(inputs.div_ceil(THREADS.into()), seed));
        }
    });
}

fn check_inputs(inputs: u32, seed: u8) {
    let config = Config {
        cases: inputs,
        failure_persistence: None,
        ..Config::default()
    };
    // The same inputs in every run.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let result = TestRunner::new_with_rng(config, rng).run(&input(), |input| input.check());
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, Input { tokens, .. })) => panic!("{reason}\ninput: {tokens}"),
        Err(error) => panic!("{error}"),
    }
}

const KINDS: [EntityKind; 4] = [
    EntityKind::CustomerEvent,
    EntityKind::ThreadEvent,
    EntityKind::Thread,
    EntityKind::CustomerCard,
];

/// Tokens for each macro and derive.
#[derive(Debug)]
struct Input {
    tokens: TokenStream,
    /// Kind of the entity that is derived.
    derived: EntityKind,
    /// Whether to expand for an editor as well.
    in_editor: bool,
}

fn input() -> impl Strategy<Value = Input> {
    let tokens = prop_oneof![
        1 => token::list(),
        2 => damage::damaged_call(),
    ];
    let derived = select(KINDS.as_slice());
    // The stages before the expansion are the same, so an editor now and then suffices.
    let in_editor = proptest::bool::weighted(0.25);
    (tokens, derived, in_editor).prop_map(|(tokens, derived, in_editor)| Input {
        tokens,
        derived,
        in_editor,
    })
}

impl Input {
    fn check(&self) -> TestCaseResult {
        let editor = self.in_editor.then_some(Target::Editor);
        for target in [Some(Target::Compiler), editor].into_iter().flatten() {
            self.check_macros(target)?;
            self.check_derive(target)?;
        }
        Ok(())
    }

    fn check_macros(&self, target: Target) -> TestCaseResult {
        let path = Group::new(Delimiter::Parenthesis, quote!(krate));
        let input: TokenStream = [TokenTree::from(path)]
            .into_iter()
            .chain(self.tokens.clone())
            .collect();
        for kind in KINDS {
            check_syntax::<syn::Expr>(&crate::entity(input.clone(), kind, target))?;
        }
        for expansion in [
            crate::fragment(input.clone(), Context::Event, target),
            crate::fragment(input, Context::Row, target),
        ] {
            check_syntax::<syn::Expr>(&expansion)?;
        }
        Ok(())
    }

    /// Expands the tokens as the attribute of a type, of a variant and of a field.
    fn check_derive(&self, target: Target) -> TestCaseResult {
        let tokens = &self.tokens;
        let attribute = token::ident(self.derived.entity().name);
        for input in [
            quote!(
                #[#attribute(#tokens)]
                struct A<T> {
                    id: T,
                    text: Option<String>,
                }
            ),
            quote!(
                #[#attribute(title = "a")]
                enum A {
                    #[#attribute(#tokens)]
                    B(u8),
                    C {},
                }
            ),
            quote!(
                #[#attribute(title = "a")]
                struct A(#[#attribute(#tokens)] u8, B);
            ),
        ] {
            check_syntax::<syn::File>(&crate::derive(input, self.derived, target))?;
        }
        Ok(())
    }
}

fn check_syntax<T: syn::parse::Parse>(expansion: &TokenStream) -> TestCaseResult {
    match syn::parse2::<T>(expansion.clone()) {
        Ok(_) => Ok(()),
        Err(error) => Err(TestCaseError::fail(format!(
            "{error}\nexpansion: {expansion}"
        ))),
    }
}
