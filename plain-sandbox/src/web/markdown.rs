//! Markdown as Plain draws it: bold, italic, links and code. Other syntax is shown as source.

use std::ops::Range;

use maud::{Markup, html};
use pulldown_cmark::{Event, Parser, Tag, TextMergeWithOffset};

use super::inline::{Person, date_time};
use super::marker::{TextSegment, segments};
use crate::workspace::Workspace;

/// Upper bound on the nesting of bold, italic and links.
const MAX_DEPTH: usize = 16;

#[derive(Debug, PartialEq, Eq)]
enum Block {
    Paragraph(Vec<Inline>),
    /// The source of a list, a heading or HTML.
    Source(String),
}

#[derive(Debug, PartialEq, Eq)]
enum Inline {
    Text(String),
    Break,
    Code(String),
    Strong(Vec<Self>),
    Emphasis(Vec<Self>),
    Link { url: String, content: Vec<Self> },
}

/// Renders the Markdown of a text component.
pub(super) fn markdown(workspace: &Workspace, text: &str) -> Markup {
    html! {
        @for block in parse(text) {
            @match block {
                Block::Paragraph(content) => p dir="auto" { (inlines(workspace, &content)) },
                Block::Source(source) => p.source dir="auto" { (source) },
            }
        }
    }
}

fn inlines(workspace: &Workspace, content: &[Inline]) -> Markup {
    html! {
        @for inline in content {
            @match inline {
                Inline::Text(text) => (text_segments(workspace, text)),
                Inline::Break => br;,
                Inline::Code(code) => code dir="auto" { (code) },
                Inline::Strong(content) => strong { (inlines(workspace, content)) },
                Inline::Emphasis(content) => em { (inlines(workspace, content)) },
                Inline::Link { url, content } => {
                    a href=(url) target="_blank" rel="noopener noreferrer" { (inlines(workspace, content)) }
                },
            }
        }
    }
}

fn text_segments(workspace: &Workspace, text: &str) -> Markup {
    html! {
        @for segment in segments(text) {
            @match segment {
                TextSegment::Text(text) => (text),
                TextSegment::User(identifier) => (Person::by_identifier(workspace, &identifier).markup()),
                TextSegment::DateTime(at) => (date_time(at)),
            }
        }
    }
}

fn parse(text: &str) -> Vec<Block> {
    let events = Parser::new(text).into_offset_iter();
    let mut parser = BlockParser {
        text,
        events: TextMergeWithOffset::new(events),
    };
    let mut blocks = Vec::new();
    while let Some((event, range)) = parser.events.next() {
        match event {
            Event::Start(Tag::Paragraph) => {
                blocks.push(Block::Paragraph(parser.inlines(MAX_DEPTH)));
            }
            Event::Start(_) => {
                parser.skip();
                blocks.push(Block::Source(parser.source(range)));
            }
            _ => blocks.push(Block::Source(parser.source(range))),
        }
    }
    blocks
}

struct BlockParser<'a, I> {
    text: &'a str,
    events: I,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> BlockParser<'a, I> {
    /// Parses the content of the current element up to its end.
    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some((event, range)) = self.events.next() {
            content.push(match event {
                Event::End(_) => break,
                Event::Text(text) => Inline::Text(text.into_string()),
                Event::Code(code) => Inline::Code(code.into_string()),
                Event::SoftBreak | Event::HardBreak => Inline::Break,
                Event::Start(Tag::Strong) if depth > 0 => Inline::Strong(self.inlines(depth - 1)),
                Event::Start(Tag::Emphasis) if depth > 0 => {
                    Inline::Emphasis(self.inlines(depth - 1))
                }
                Event::Start(Tag::Link { dest_url, .. }) if depth > 0 && is_safe(&dest_url) => {
                    Inline::Link {
                        url: dest_url.into_string(),
                        content: self.inlines(depth - 1),
                    }
                }
                Event::Start(_) => {
                    self.skip();
                    Inline::Text(self.source(range))
                }
                _ => Inline::Text(self.source(range)),
            });
        }
        content
    }

    /// Skips to the end of the current element.
    fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn source(&self, range: Range<usize>) -> String {
        self.text
            .get(range)
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    }
}

/// Whether a page may link to this URL.
fn is_safe(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::{Block, Inline, MAX_DEPTH, parse};

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn bold_italic_links_and_code_are_parsed() {
        let link = |url: &str, content| Inline::Link {
            url: url.to_owned(),
            content: vec![content],
        };
        assert_eq!(
            parse("a **b** *c* `d` [e](https://f.com) <mailto:g@h.com>\ni"),
            [Block::Paragraph(vec![
                text("a "),
                Inline::Strong(vec![text("b")]),
                text(" "),
                Inline::Emphasis(vec![text("c")]),
                text(" "),
                Inline::Code("d".to_owned()),
                text(" "),
                link("https://f.com", text("e")),
                text(" "),
                link("mailto:g@h.com", text("mailto:g@h.com")),
                Inline::Break,
                text("i"),
            ])]
        );
    }

    #[test]
    fn other_blocks_are_shown_as_source() {
        for source in [
            "# a",
            "- a\n- b",
            "> a",
            "```\na\n```",
            "<div onclick=\"a\">\nb</div>",
            "<script>a</script>",
            "---",
            "1. a\n   * b",
        ] {
            assert_eq!(parse(source), [Block::Source(source.to_owned())]);
        }
    }

    #[test]
    fn other_inline_syntax_is_shown_as_source() {
        for source in [
            "[a](javascript:alert(1))",
            "[a](JAVASCRIPT:alert(1))",
            "[a](data:text/html,b)",
            "[a](//evil.example)",
            "![a](https://b.com/c.png)",
            "<javascript:alert(1)>",
        ] {
            assert_eq!(
                parse(source),
                [Block::Paragraph(vec![text(source)])],
                "{source}"
            );
        }
        assert_eq!(
            parse("a <img src=x onerror=b>"),
            [Block::Paragraph(vec![
                text("a "),
                text("<img src=x onerror=b>"),
            ])]
        );
    }

    fn depth(content: &[Inline]) -> usize {
        let depths = content.iter().map(|it| match it {
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                1 + depth(content)
            }
            Inline::Text(_) | Inline::Break | Inline::Code(_) => 0,
        });
        depths.max().unwrap_or_default()
    }

    #[test]
    fn nesting_is_limited() {
        let deep = format!("{}c{}", "*a **b ".repeat(100), " b** a*".repeat(100));
        let depth = |text: &str| match &parse(text)[..] {
            [Block::Paragraph(content)] => depth(content),
            blocks => panic!("{blocks:?}"),
        };
        assert_eq!(depth("*a **b** c*"), 2);
        assert_eq!(depth(&deep), MAX_DEPTH);
    }
}
