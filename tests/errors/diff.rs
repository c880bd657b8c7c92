//! Differences between the wrong code of a case and its fix.

/// A longer removal is shown by its first and last line.
const MAX_REMOVED: usize = 8;

/// Characters shown of the first line of a longer removal.
const SHOWN_CHARACTERS: usize = 60;

/// A removal and its replacement, without blank lines.
struct Hunk {
    /// Line before it in the wrong code.
    before: Option<String>,
    removed: Vec<(usize, String)>,
    added: Vec<String>,
}

/// Hunks in the order of the code.
pub(crate) struct Diff {
    hunks: Vec<Hunk>,
}

impl Diff {
    /// Compares numbered lines with lines that are shown or not, by their longest common subsequence.
    pub(crate) fn new(wrong: &[(usize, String)], fixed: &[(bool, &str)]) -> Self {
        // Lengths of the longest common subsequences of the rest of both.
        let mut lengths = vec![vec![0; fixed.len() + 1]; wrong.len() + 1];
        for left in (0..wrong.len()).rev() {
            for right in (0..fixed.len()).rev() {
                lengths[left][right] = if wrong[left].1 == fixed[right].1 {
                    lengths[left + 1][right + 1] + 1
                } else {
                    lengths[left + 1][right].max(lengths[left][right + 1])
                };
            }
        }
        let (mut left, mut right) = (0, 0);
        let mut hunks: Vec<Hunk> = Vec::new();
        let mut is_common = true;
        while left < wrong.len() || right < fixed.len() {
            let next = (wrong.get(left), fixed.get(right));
            if let (Some((_, wrong)), Some((_, fixed))) = next
                && wrong == fixed
            {
                (left, right, is_common) = (left + 1, right + 1, true);
                continue;
            }
            if is_common {
                hunks.push(Hunk {
                    before: left.checked_sub(1).map(|line| wrong[line].1.clone()),
                    removed: Vec::new(),
                    added: Vec::new(),
                });
                is_common = false;
            }
            let hunk = hunks.last_mut().unwrap();
            let is_removal = right == fixed.len()
                || left < wrong.len() && lengths[left + 1][right] >= lengths[left][right + 1];
            if is_removal {
                let line = &wrong[left];
                hunk.removed
                    .extend((!line.1.is_empty()).then(|| line.clone()));
                left += 1;
            } else {
                let (is_shown, line) = fixed[right];
                hunk.added
                    .extend((is_shown && !line.is_empty()).then(|| line.to_owned()));
                right += 1;
            }
        }
        hunks.retain(|hunk| !hunk.removed.is_empty() || !hunk.added.is_empty());
        Self { hunks }
    }

    /// Lines of the diff for an error at a line: all of them, if the error is the only one.
    pub(crate) fn lines_of(&self, line: usize, is_only: bool) -> Vec<String> {
        let has_line = |hunk: &&Hunk| hunk.removed.iter().any(|(number, _)| *number == line);
        let hunk = self.hunks.iter().find(has_line).filter(|_| !is_only);
        let lines = match hunk {
            Some(hunk) => hunk.lines_at(line),
            None => self.hunks.iter().flat_map(Hunk::lines).collect(),
        };
        dedent(&lines)
    }
}

impl Hunk {
    fn lines(&self) -> Vec<(char, String)> {
        let mut lines = Vec::new();
        if self.removed.is_empty() || self.added.is_empty() {
            lines.extend(self.before.iter().map(|line| (' ', expression(line))));
        }
        if self.removed.len() > MAX_REMOVED {
            lines.push(('-', expression(&self.shortened())));
        } else {
            let removed = self.removed.iter();
            lines.extend(removed.map(|(_, line)| ('-', expression(line))));
        }
        lines.extend(self.added.iter().map(|line| ('+', expression(line))));
        lines
    }

    /// The line and its replacement alone, if each line has one.
    fn lines_at(&self, line: usize) -> Vec<(char, String)> {
        let index = self.removed.iter().position(|(number, _)| *number == line);
        match index {
            Some(index) if self.removed.len() == self.added.len() => vec![
                ('-', expression(&self.removed[index].1)),
                ('+', expression(&self.added[index])),
            ],
            _ => self.lines(),
        }
    }

    /// The removed lines, which hold a long string, as one.
    fn shortened(&self) -> String {
        let (first, last) = (&self.removed[0].1, &self.removed.last().unwrap().1);
        let start: String = first.chars().take(SHOWN_CHARACTERS).collect();
        let start = start.trim_end();
        let end = last.find('"').map_or("", |quote| &last[quote..]);
        format!("{start} …{end}")
    }
}

/// The code without `let _ =` and the semicolon after it.
fn expression(line: &str) -> String {
    match line.strip_prefix("let _ = ") {
        Some(value) => value.strip_suffix(';').unwrap_or(value).to_owned(),
        // The last line of such a statement.
        None if line.starts_with([')', ']']) => line.trim_end_matches(';').to_owned(),
        None => line.to_owned(),
    }
}

/// The lines with their marks, without the white space that all begin with.
fn dedent(lines: &[(char, String)]) -> Vec<String> {
    let width = |line: &str| line.len() - line.trim_start().len();
    let texts = lines.iter().filter(|(_, line)| !line.is_empty());
    let common = texts.map(|(_, line)| width(line)).min().unwrap_or(0);
    lines
        .iter()
        .map(|(mark, line)| format!("{mark}{}", line.get(common..).unwrap_or_default()))
        .collect()
}

#[test]
fn changed_lines_are_shown_without_the_rest() {
    let wrong = [
        (5, "let _ = f!(".into()),
        (6, "    a = 1,".into()),
        (7, ");".into()),
    ];
    let lines = |fixed: &[&str]| {
        let fixed: Vec<_> = fixed
            .iter()
            .map(|line| (!line.starts_with("hidden"), *line))
            .collect();
        Diff::new(&wrong, &fixed).lines_of(6, true)
    };
    assert_eq!(
        lines(&["let _ = f!(", "    a = 2,", ");"]),
        ["-a = 1,", "+a = 2,"]
    );
    assert_eq!(
        lines(&["let _ = f!(", "    b = 2,", "    a = 1,", ");"]),
        [" f!(", "+    b = 2,"]
    );
    assert_eq!(lines(&["let _ = f!(", ");"]), [" f!(", "-    a = 1,"]);
    assert_eq!(
        lines(&["hidden", "let _ = f!(", "    a = 2,", ");"]),
        ["-a = 1,", "+a = 2,"]
    );
}
