//! Mistakes of the ui cases: the compiler's errors and the lines that fix them.

use std::fs;
use std::path::Path;

use crate::case::Case;
use crate::diff::Diff;

const MESSAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packages/ui/messages");

/// One error of a case.
pub(crate) struct Mistake {
    pub(crate) case: String,
    /// Rules of the case, or `language`.
    pub(crate) subjects: Vec<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Wrong and corrected lines.
    pub(crate) diff: Vec<String>,
    pub(crate) is_derive: bool,
    /// Number of errors of the case.
    pub(crate) errors: usize,
}

impl Mistake {
    /// The mistakes of all cases, in the order of their names.
    pub(crate) fn all() -> Vec<Self> {
        let files = fs::read_dir(MESSAGES).unwrap();
        let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
        paths.sort();
        paths.iter().flat_map(|path| Self::of_case(path)).collect()
    }

    fn of_case(path: &Path) -> Vec<Self> {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = Case::parse(&fs::read_to_string(path).unwrap());
        assert!(case.has_fix(), "{name}.rs needs `// Fix:`; see ui.rs");
        let errors = fs::read_to_string(path.with_extension("stderr")).unwrap();
        let errors: Vec<CompilerError> = errors
            .split("\n\nerror: ")
            .map(CompilerError::parse)
            .collect();
        let diff = Diff::new(&case.wrong, &case.fix_lines());
        errors
            .iter()
            .map(|error| Self {
                case: name.clone(),
                subjects: case.subjects.clone(),
                message: error.message.clone(),
                help: error.help.clone(),
                diff: diff.lines_of(error.line, errors.len() == 1),
                is_derive: case
                    .wrong
                    .iter()
                    .any(|(_, line)| line.starts_with("#[derive(")),
                errors: errors.len(),
            })
            .collect()
    }

    /// Rules that the error is known to be about.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &String> {
        let is_certain = self.errors == 1 || self.subjects.len() == 1;
        let rules = self
            .subjects
            .iter()
            .filter(|subject| *subject != "language");
        rules.filter(move |_| is_certain)
    }

    /// Order of mistakes as examples: those that are alone and short are first.
    pub(crate) fn rank(&self) -> impl Ord {
        let is_from_public_code = self.case.starts_with("corpus-");
        let name = self.case.clone();
        (
            self.errors,
            is_from_public_code,
            self.is_derive,
            self.diff.len(),
            name,
        )
    }
}

/// An error in the compiler's output.
struct CompilerError {
    message: String,
    help: Option<String>,
    /// Line of the case.
    line: usize,
}

impl CompilerError {
    fn parse(text: &str) -> Self {
        let (text, location) = text.split_once("--> ").unwrap();
        let text = text.strip_prefix("error: ").unwrap_or(text);
        let (message, help) = match text.split_once("help: ") {
            Some((message, help)) => (message, Some(join(help))),
            None => (text, None),
        };
        Self {
            message: join(message),
            help,
            line: location.split(':').nth(1).unwrap().parse().unwrap(),
        }
    }
}

fn join(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
