//! Sections of the page, one for each kind of mistake.

use crate::mistake::Mistake;

/// A kind of mistake.
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// Cause of these mistakes, and how to avoid them.
    pub(crate) introduction: &'static str,
    /// Words of messages that belong here, independent of their rule.
    words: &'static [&'static str],
    /// Rules whose other messages belong here.
    pub(crate) rules: &'static [&'static str],
}

pub(crate) static SECTIONS: &[Section] = &[
    Section {
        title: "Unknown names",
        introduction: "Names are those of Plain's schema in `snake_case`, without the component's prefix; the values of enums are Rust variants without quotes. \
            Misspelt names and those of the TypeScript SDK are answered with the right one.",
        words: &[
            "unknown component",
            "has no field",
            "has no property",
            "is not a kind of",
            "is not a value of",
        ],
        rules: &["E9", "C12", "T4"],
    },
    Section {
        title: "Missing, repeated and unnamed values",
        introduction: "The fields of an event are always named. In a component, the \
            [positional](components/index.md#all-properties) values need no name.",
        words: &[
            "missing ",
            "is given twice",
            "without a name",
            "is required",
            "has no value",
        ],
        rules: &["C5", "C13"],
    },
    Section {
        title: "Lists of components",
        introduction: "An item of a list is a component in call syntax, `if`, `match`, `for`, a block, or `..` before an expression that yields components.",
        words: &[
            "in a list",
            "expected a component,",
            "components are not known",
        ],
        rules: &["E4", "C9", "C10", "C11", "C14", "T3"],
    },
    Section {
        title: "Texts",
        introduction: "Lengths are counted in UTF-16 code units. A value that is known only at run time is checked before the event is sent.",
        words: &["is blank", "is empty", "expected text for"],
        rules: &["E1", "E5", "C1", "C2", "C3", "T2", "K4"],
    },
    Section {
        title: "Links",
        introduction: "Plain shows a link as it is, so it has to be complete.",
        words: &["the URL are swapped"],
        rules: &["C4"],
    },
    Section {
        title: "Dates",
        introduction: "A date is text or a value of a date type, such as `SystemTime`, never a number.",
        words: &[],
        rules: &["E6", "C8"],
    },
    Section {
        title: "Identifiers",
        introduction: "A call such as `email_address(..)` says which kind of identifier a text is.",
        words: &[],
        rules: &["E2", "E3", "E7", "E8", "C6", "C7", "T1", "T6"],
    },
    Section {
        title: "Thread fields",
        introduction: "A thread field has a constructor for each type, so that the type and the value agree.",
        words: &["thread field", "`key`"],
        rules: &["T5"],
    },
    Section {
        title: "Customer cards",
        introduction: "Plain requests a card by its key from an endpoint of yours. The key belongs to the derive, not to the value.",
        words: &["time_to_live_seconds", "customer_card"],
        rules: &["K1", "K2", "K3"],
    },
    Section {
        title: "Values in strings",
        introduction: "`{name}` and `{user.name}` insert a variable or a field, with the format of `format!`.",
        words: &["in a string", "a variable", "values in braces"],
        rules: &[],
    },
    Section {
        title: "Derives",
        introduction: "The attribute of the type is a call of the macro in which the fields are variables. An attribute on a field makes it a field of \
            the event or a component.",
        words: &[],
        rules: &["E10", "T7"],
    },
    Section {
        title: SYNTAX,
        introduction: "A call is Rust: fields and properties are written `name = value` and separated by commas.",
        words: &["invalid expression", "expected `=`"],
        rules: &[],
    },
];

/// Errors outside Plain's rules that are not of derives.
const SYNTAX: &str = "Syntax";

/// Section of a mistake: by the words of its message, else by its code, else by its rule.
pub(crate) fn section_of(mistake: &Mistake) -> &'static str {
    let by_words = SECTIONS.iter().find(|section| {
        let mut words = section.words.iter();
        words.any(|words| mistake.message.contains(words))
    });
    let by_rule = || {
        SECTIONS.iter().find(|section| {
            let mut rules = section.rules.iter();
            rules.any(|rule| mistake.subjects.first().is_some_and(|id| id == rule))
        })
    };
    match by_words {
        Some(section) => section.title,
        None if mistake.is_derive => "Derives",
        None => by_rule().map_or(SYNTAX, |section| section.title),
    }
}
