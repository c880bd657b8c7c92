//! Positions of captures in Markdown, as tokens.

use plain_schema::markdown::{After, Before, Lines, MarkdownContext, Position};
use proc_macro2::Literal;

use super::tokens::Tokens;

/// The name of an associated constant or a method of [`Position`]. Checks that it exists.
macro_rules! position_item {
    ($name:ident) => {{
        let _ = Position::$name;
        stringify!($name)
    }};
}

/// Writes a position after the path of its type: the constant of its context, and calls for its
/// surroundings.
pub(super) fn position(path: Tokens, position: Position) -> Tokens {
    let mut tokens = path.segments(&[context(position.context)]);
    let surroundings = [before(position.before), after(position.after)];
    for (method, argument) in surroundings.into_iter().flatten() {
        tokens = tokens.method(method, argument);
    }
    let lines = match position.lines {
        Lines::Paragraphs => None,
        Lines::Paragraph => Some(position_item!(in_paragraph)),
        Lines::Single => Some(position_item!(in_line)),
    };
    if let Some(method) = lines {
        tokens = tokens.method(method, Tokens::default());
    }
    if position.is_filled {
        tokens = tokens.method(position_item!(filled), Tokens::default());
    }
    tokens
}

const fn context(context: MarkdownContext) -> &'static str {
    match context {
        MarkdownContext::LineStart => position_item!(LINE_START),
        MarkdownContext::Inline => position_item!(INLINE),
        MarkdownContext::Html => position_item!(HTML),
        MarkdownContext::Unclosed => position_item!(UNCLOSED),
        MarkdownContext::CodeSpan => position_item!(CODE_SPAN),
        MarkdownContext::CellCode => position_item!(CELL_CODE),
        MarkdownContext::CodeBlock => position_item!(CODE_BLOCK),
        MarkdownContext::DestinationStart => position_item!(DESTINATION_START),
        MarkdownContext::DestinationHost => position_item!(DESTINATION_HOST),
        MarkdownContext::Destination => position_item!(DESTINATION),
        MarkdownContext::DestinationQuery => position_item!(DESTINATION_QUERY),
    }
}

/// A method, and its arguments.
type Method = (&'static str, Tokens);

fn before(before: Before) -> Option<Method> {
    let method = match before {
        Before::Nothing => return None,
        Before::Value => position_item!(after_value),
        Before::Markup => position_item!(after_markup),
        Before::Backslash => position_item!(after_backslash),
        Before::Mark => position_item!(after_mark),
        Before::MarkInWord => position_item!(after_mark_in_word),
        Before::OuterMark => position_item!(after_outer_mark),
        Before::Character(it) => return Some((position_item!(after), character(it))),
    };
    Some((method, Tokens::default()))
}

fn after(after: After) -> Option<Method> {
    let method = match after {
        After::Nothing => return None,
        After::Value => position_item!(before_value),
        After::Mark => position_item!(before_mark),
        After::MarkInWord => position_item!(before_mark_in_word),
        After::OuterMark => position_item!(before_outer_mark),
        After::Character(it) => return Some((position_item!(before), character(it))),
    };
    Some((method, Tokens::default()))
}

fn character(character: char) -> Tokens {
    Tokens::literal(Literal::character(character))
}
