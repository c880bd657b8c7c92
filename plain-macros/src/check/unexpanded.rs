//! Literals that are only a part of a value, where their captures are not expanded:
//! `"Hi {name}".trim()`, `loop { break "Hi {name}" }`, `plan.unwrap_or("none of {name}")`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{
    BinOp, Block, Expr, ExprCall, ExprMethodCall, Lifetime, Lit, LitStr, Macro, Stmt, Token,
};

use crate::diagnostic::Diagnostics;
use crate::literal::TextLiteral;
use crate::model::conversion;
use crate::template::{Piece, Template};

/// Reports each literal with captures that is sent as a part of an expression. Arguments of other
/// functions are left alone, since those may expand them. Returns whether there is one.
pub(super) fn report_unexpanded(expression: &Expr, diagnostics: &mut Diagnostics) -> bool {
    let mut literals = Literals::default();
    literals.expression(expression);
    for template in &literals.templates {
        diagnostics.error(
            template.span(),
            "the captures of this literal are not expanded, since it is only a part of the value",
            &format!(
                "write `{}`, or make the literal the whole value, or that of a branch of `if` or `match`",
                format_code(template)
            ),
        );
    }
    !literals.templates.is_empty()
}

/// The call of `format!` that expands a template.
fn format_code(template: &Template) -> String {
    let mut text = String::new();
    let mut arguments = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(plain) => text.push_str(&plain.replace('{', "{{").replace('}', "}}")),
            Piece::Capture(capture) => match capture.path.as_slice() {
                [name] if name != "self" => text.push_str(&capture.to_string()),
                path => {
                    let spec = capture.spec.as_ref().map(|spec| format!(":{spec}"));
                    text.extend(["{", spec.as_deref().unwrap_or_default(), "}"]);
                    arguments.extend([", ", &path.join(".")]);
                }
            },
        }
    }
    format!("format!({text:?}{arguments})")
}

/// Functions that keep their argument, beside conversions and those of the standard library's modules.
const FUNCTIONS: [&str; 10] = [
    "Err",
    "Markdown",
    "Ok",
    "Some",
    "black_box",
    "from_iter",
    "from_str",
    "identity",
    "new",
    "take",
];

/// Owners of functions that keep their argument.
const OWNERS: [&str; 9] = [
    "Arc", "Box", "Cow", "FromStr", "Option", "Rc", "Result", "String", "str",
];

/// Methods whose arguments may become the value, each with the index of the first that may.
const METHODS: [(&str, usize); 15] = [
    ("and", 0),
    ("and_then", 0),
    ("get_or_insert", 0),
    ("join", 0),
    ("map", 0),
    ("map_or", 0),
    ("map_or_else", 0),
    ("or", 0),
    ("or_else", 0),
    ("replace", 1),
    ("replacen", 1),
    ("then", 0),
    ("then_some", 0),
    ("unwrap_or", 0),
    ("unwrap_or_else", 0),
];

/// Macros whose values are formatted, each with the index of the first.
const MACROS: [(&str, usize); 5] = [
    ("concat", 0),
    ("dbg", 0),
    ("format", 1),
    ("format_args", 1),
    ("vec", 0),
];

/// Literals with captures.
#[derive(Default)]
struct Literals {
    templates: Vec<Template>,
}

impl Literals {
    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Lit(literal) => {
                if let Lit::Str(text) = &literal.lit {
                    self.literal(text);
                }
            }
            Expr::Group(it) => self.expression(&it.expr),
            Expr::Paren(it) => self.expression(&it.expr),
            Expr::Reference(it) => self.expression(&it.expr),
            Expr::Unary(it) => self.expression(&it.expr),
            Expr::Cast(it) => self.expression(&it.expr),
            Expr::Try(it) => self.expression(&it.expr),
            Expr::Await(it) => self.expression(&it.base),
            Expr::Field(it) => self.expression(&it.base),
            Expr::Index(it) => self.expression(&it.expr),
            Expr::Repeat(it) => self.expression(&it.expr),
            Expr::Array(it) => self.expressions(it.elems.iter()),
            Expr::Tuple(it) => self.expressions(it.elems.iter()),
            Expr::Assign(it) => self.expression(&it.right),
            Expr::Binary(it) if matches!(it.op, BinOp::Add(_)) => {
                self.expression(&it.left);
                self.expression(&it.right);
            }
            Expr::Closure(it) => {
                self.expression(&it.body);
                self.exits(it.body.to_token_stream(), &Exit::Return);
            }
            Expr::Async(it) => self.block(&it.block),
            Expr::Unsafe(it) => self.block(&it.block),
            Expr::Const(it) => self.block(&it.block),
            Expr::Block(it) => {
                self.block(&it.block);
                if let Some(label) = &it.label {
                    let exit = Exit::Break(Some(&label.name), false);
                    self.exits(it.block.to_token_stream(), &exit);
                }
            }
            Expr::Loop(it) => {
                let exit = Exit::Break(it.label.as_ref().map(|label| &label.name), true);
                let body = it.body.stmts.iter().map(ToTokens::to_token_stream);
                self.exits(body.collect(), &exit);
            }
            Expr::If(it) => {
                self.block(&it.then_branch);
                let otherwise = it.else_branch.as_ref();
                self.expressions(otherwise.map(|(_, branch)| &**branch).into_iter());
            }
            Expr::Match(it) => self.expressions(it.arms.iter().map(|arm| &*arm.body)),
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Macro(call) => self.macro_call(&call.mac),
            _ => {}
        }
    }

    fn expressions<'a>(&mut self, expressions: impl Iterator<Item = &'a Expr>) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn literal(&mut self, text: &LitStr) {
        let template = Template::parse(&TextLiteral::from(text)).ok();
        self.templates
            .extend(template.filter(|template| template.captures().next().is_some()));
    }

    fn block(&mut self, block: &Block) {
        match block.stmts.last() {
            Some(Stmt::Expr(value, None)) => self.expression(value),
            Some(Stmt::Macro(call)) if call.semi_token.is_none() => self.macro_call(&call.mac),
            _ => {}
        }
    }

    fn call(&mut self, call: &ExprCall) {
        let mut function = &*call.func;
        while let Expr::Paren(paren) = function {
            function = &paren.expr;
        }
        match function {
            Expr::Closure(_) => self.expression(function),
            Expr::Path(path) => {
                let names: Vec<String> = path.path.segments.iter().map(name_of).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let is_std = matches!(names.as_slice(), ["std" | "core" | "alloc", ..]);
                let is_known = match names.as_slice() {
                    [name] | ["convert" | "hint" | "mem", name] => FUNCTIONS.contains(name),
                    [.., owner, name] => {
                        OWNERS.contains(owner) && FUNCTIONS.contains(name)
                            || owner.ends_with("Identifier")
                    }
                    [] => false,
                };
                let is_conversion = call.args.len() == 1
                    && conversion::argument(&Expr::Call(call.clone())).is_some();
                if is_std || is_known || is_conversion {
                    self.expressions(call.args.iter());
                }
            }
            _ => {}
        }
    }

    fn method_call(&mut self, call: &ExprMethodCall) {
        let known = self.templates.len();
        self.expression(&call.receiver);
        // `"Hi {name}".replace("{name}", name)` expands its captures itself.
        if call.method.to_string().starts_with("replace") {
            let replaced = call.args.first().map(ToTokens::to_token_stream);
            let replaced = replaced.and_then(|pattern| syn::parse2::<LitStr>(pattern).ok());
            let replaced = replaced.map(|pattern| pattern.value());
            let mut index = 0;
            self.templates.retain(|template| {
                index += 1;
                let is_replaced = |capture: String| replaced.as_ref() == Some(&capture);
                let mut captures = template.captures().map(ToString::to_string);
                index <= known || !captures.any(is_replaced)
            });
        }
        if let Some((_, first)) = METHODS.iter().find(|(name, _)| call.method == name) {
            self.expressions(call.args.iter().skip(*first));
        }
    }

    fn macro_call(&mut self, call: &Macro) {
        let name = call.path.segments.last().map(name_of).unwrap_or_default();
        let known = MACROS.iter().find(|(known, _)| *known == name);
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone());
        let (Some((_, first)), Ok(arguments)) = (known, arguments) else {
            return;
        };
        if name == "concat" {
            self.concatenation(&arguments);
        } else {
            self.expressions(arguments.iter().skip(*first));
        }
    }

    /// A capture may begin in one literal and end in another.
    fn concatenation(&mut self, parts: &Punctuated<Expr, Token![,]>) {
        let mut joined = String::new();
        for part in parts {
            match part {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => joined.push_str(&text.value()),
                    other => joined.push_str(&other.to_token_stream().to_string()),
                },
                _ => return,
            }
        }
        if let Some(first) = parts.first() {
            self.literal(&LitStr::new(&joined, syn::spanned::Spanned::span(first)));
        }
    }

    /// Values of `break` or `return` in the tokens of a block.
    fn exits(&mut self, tokens: TokenStream, exit: &Exit<'_>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut is_in_loop = false;
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(name) if name == exit.keyword() => {
                    let rest = tokens[index + 1..].iter();
                    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if matches!(sign.as_char(), ';' | ','));
                    let value = rest.take_while(|token| !is_end(token)).cloned();
                    if let Some(value) = exit.value(value.collect()) {
                        self.expression(&value);
                    }
                }
                TokenTree::Ident(name) => {
                    is_in_loop |= name == "loop" || name == "while" || name == "for";
                }
                TokenTree::Group(group) => {
                    let is_body = is_in_loop && group.delimiter() == Delimiter::Brace;
                    if is_body {
                        self.exits(group.stream(), &exit.within_loop());
                        is_in_loop = false;
                    } else {
                        self.exits(group.stream(), exit);
                    }
                }
                _ => {}
            }
        }
    }
}

fn name_of(segment: &syn::PathSegment) -> String {
    segment.ident.to_string()
}

/// An expression that ends a block with a value.
enum Exit<'a> {
    /// `break` with the label, or without one in a loop.
    Break(Option<&'a Lifetime>, bool),
    Return,
}

impl Exit<'_> {
    fn keyword(&self) -> &'static str {
        match self {
            Self::Break(..) => "break",
            Self::Return => "return",
        }
    }

    /// The same within a loop, which takes each `break` without a label.
    fn within_loop(&self) -> Self {
        match self {
            Self::Break(label, _) => Self::Break(*label, false),
            Self::Return => Self::Return,
        }
    }

    /// Value after the keyword, if it ends this block.
    fn value(&self, tokens: TokenStream) -> Option<Expr> {
        let parse = |input: syn::parse::ParseStream<'_>| {
            let label: Option<Lifetime> = input.parse()?;
            Ok((label, input.parse::<Expr>()?))
        };
        let (label, value) = parse.parse2(tokens).ok()?;
        let is_own = match (self, &label) {
            (Self::Return, _) => true,
            (Self::Break(_, is_own), None) => *is_own,
            (Self::Break(own, _), Some(label)) => own.is_some_and(|own| own == label),
        };
        is_own.then_some(value)
    }
}
