//! A case of the folder `messages`: wrong code, and the fix in the comment at its end.

// Each program that includes this file uses a part of it.
#![allow(dead_code)]

/// Line before the fix.
const FIX: &str = "// Fix:";

/// Marks a line of the fix that is compiled and not shown, as in rustdoc.
const HIDDEN: &str = "# ";

/// A parsed case.
pub(crate) struct Case {
    /// Rules in the first line, or `language` for an error outside Plain's rules.
    pub(crate) subjects: Vec<String>,
    /// Lines of the wrong code with their numbers in the file, without imports and `fn main`.
    pub(crate) wrong: Vec<(usize, String)>,
    /// Lines of the fix, as in the body of a function.
    fix: Vec<String>,
}

impl Case {
    /// Parses the text of a case.
    pub(crate) fn parse(text: &str) -> Self {
        let (code, fix) = text.split_once(FIX).unwrap_or((text, ""));
        let uncomment = |line: &str| line.strip_prefix("// ").map(str::to_owned);
        Self {
            subjects: subjects(text),
            wrong: body(code),
            fix: fix
                .lines()
                .skip(1)
                .map(|line| uncomment(line).unwrap_or_default())
                .collect(),
        }
    }

    /// Whether the case shows how to fix its mistakes.
    pub(crate) fn has_fix(&self) -> bool {
        self.fix.iter().any(|line| !line.is_empty())
    }

    /// Lines of the fix, each with whether the page of errors shows it.
    pub(crate) fn fix_lines(&self) -> Vec<(bool, &str)> {
        let lines = self.fix.iter();
        lines
            .map(|line| match line.strip_prefix(HIDDEN) {
                Some(line) => (false, line),
                None => (true, line.as_str()),
            })
            .collect()
    }

    /// The fix as a test.
    pub(crate) fn fix_as_test(&self, name: &str) -> String {
        let mut test = format!("#[test]\nfn {}() {{\n", name.replace('-', "_"));
        for (_, line) in self.fix_lines() {
            test.push_str(line);
            test.push('\n');
        }
        test.push_str("}\n\n");
        test
    }
}

/// Words of the first line.
fn subjects(text: &str) -> Vec<String> {
    let line = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("// "));
    let words = line.unwrap_or_default().split(' ');
    words.map(str::to_owned).collect()
}

/// Numbered lines without the first, the imports and the lines of `fn main`, whose body is dedented.
fn body(code: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut is_in_main = false;
    for (index, line) in code.lines().enumerate().skip(1) {
        if line.starts_with("use plain_runtime") || line == "fn main() {}" {
        } else if line == "fn main() {" {
            is_in_main = true;
        } else if is_in_main && line == "}" {
            is_in_main = false;
        } else {
            let dedented = line.strip_prefix("    ").filter(|_| is_in_main);
            lines.push((index + 1, dedented.unwrap_or(line).to_owned()));
        }
    }
    let is_blank = |line: &(usize, String)| line.1.is_empty();
    while lines.last().is_some_and(is_blank) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| is_blank(line)).count();
    lines.split_off(start)
}
