//! Structure and text of Markdown, as two parsers read it.

use std::fmt::Write as _;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Parsed Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Nodes except for texts, line breaks and paragraphs, which a value may contain.
    pub(crate) structure: String,
    /// Texts of the links without markup, if they are not part of the structure.
    pub(crate) bare_links: Vec<String>,
    leniency: Leniency,
    /// Text without white space.
    pub(crate) text: String,
}

/// Markup of the author that depends on a value, so that it is not part of the structure.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leniency {
    pub(crate) emphasis: bool,
    /// Links without markup: an address of the author whose host is a value.
    pub(crate) bare_links: bool,
    /// Hosts of links.
    pub(crate) hosts: bool,
}

/// A parser with its options.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Dialect {
    Comrak { is_github: bool },
    PulldownCmark { is_github: bool },
}

impl Dialect {
    pub(crate) const ALL: [Self; 4] = [
        Self::Comrak { is_github: false },
        Self::Comrak { is_github: true },
        Self::PulldownCmark { is_github: false },
        Self::PulldownCmark { is_github: true },
    ];

    pub(crate) fn is_github(self) -> bool {
        match self {
            Self::Comrak { is_github } | Self::PulldownCmark { is_github } => is_github,
        }
    }

    pub(crate) fn parse(self, markdown: &str, leniency: Leniency) -> Document {
        let mut document = Document {
            structure: String::new(),
            bare_links: Vec::new(),
            leniency,
            text: String::new(),
        };
        match self {
            Self::Comrak { is_github } => {
                let mut options = comrak::Options::default();
                options.extension.table = is_github;
                options.extension.strikethrough = is_github;
                options.extension.autolink = is_github;
                options.extension.tasklist = is_github;
                options.extension.footnotes = is_github;
                let arena = Arena::new();
                document.add_node(parse_document(&arena, markdown, &options));
            }
            Self::PulldownCmark { is_github } => {
                let options = if is_github {
                    Options::ENABLE_TABLES
                        | Options::ENABLE_FOOTNOTES
                        | Options::ENABLE_STRIKETHROUGH
                        | Options::ENABLE_TASKLISTS
                        | Options::ENABLE_GFM
                } else {
                    Options::empty()
                };
                for event in Parser::new_ext(markdown, options) {
                    document.add_event(event);
                }
            }
        }
        document
    }
}

impl Document {
    fn add_text(&mut self, text: &str) {
        let visible = |it: &char| !it.is_whitespace() && *it != '\u{feff}';
        self.text.extend(text.chars().filter(visible));
    }

    fn add_host(&mut self, url: &str) {
        if !self.leniency.hosts {
            self.structure.push_str(host(url));
        }
    }

    fn add_node<'a>(&mut self, node: &'a AstNode<'a>) {
        let value = node.data.borrow().value.clone();
        let name = match &value {
            NodeValue::Text(text) => {
                self.add_text(text);
                ""
            }
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::Paragraph => "",
            NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough
                if self.leniency.emphasis =>
            {
                ""
            }
            NodeValue::Code(code) => {
                self.add_text(&code.literal);
                "code"
            }
            NodeValue::CodeBlock(code) => {
                self.add_text(&code.info);
                self.add_text(&code.literal);
                "code_block"
            }
            NodeValue::HtmlBlock(html) => {
                self.add_text(&html.literal);
                "html"
            }
            NodeValue::HtmlInline(html) => {
                self.add_text(html);
                "html"
            }
            NodeValue::Link(link) if self.leniency.bare_links && is_bare(node, &link.url) => {
                self.bare_links.push(link.url.clone());
                ""
            }
            NodeValue::Link(link) => {
                self.add_host(&link.url);
                "link"
            }
            value => value.xml_node_name(),
        };
        self.structure.push_str(name);
        if !name.is_empty() {
            self.structure.push('(');
        }
        for child in node.children() {
            self.add_node(child);
        }
        if !name.is_empty() {
            self.structure.push(')');
        }
    }

    fn add_event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.add_text(&text),
            Event::Code(text) => {
                self.add_text(&text);
                self.structure.push_str("code()");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.add_text(&html);
                self.structure.push_str("html()");
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::Start(Tag::Paragraph | Tag::HtmlBlock)
            | Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
                if self.leniency.emphasis => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.add_host(&dest_url);
                self.structure.push_str("link(");
            }
            Event::Start(Tag::CodeBlock(_)) => self.structure.push_str("code_block("),
            Event::Start(tag) => write!(self.structure, "{:?}(", tag.to_end()).unwrap_or_default(),
            Event::End(_) => self.structure.push(')'),
            other => write!(self.structure, "{other:?}").unwrap_or_default(),
        }
    }
}

/// Whether the text of a link is its URL.
fn is_bare<'a>(node: &'a AstNode<'a>, url: &str) -> bool {
    node.first_child()
        .is_some_and(|text| match &text.data.borrow().value {
            NodeValue::Text(text) => ["", "http://", "mailto:"]
                .iter()
                .any(|scheme| url.strip_prefix(scheme) == Some(text.as_ref())),
            _ => false,
        })
}

/// Host of a URL, which a value never changes unless it is in the host.
fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or("", |(_, after)| after);
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    if host.ends_with(".example") { host } else { "" }
}
