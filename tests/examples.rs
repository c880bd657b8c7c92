//! The examples are listed in their table, begin with their commands, and print what their documentation says.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use plain_sandbox::Sandbox;

const TABLE: &str = include_str!("../examples/README.md");

/// Folders of examples, with the arguments of cargo that choose their package.
const FOLDERS: [(&str, &str); 2] = [
    ("examples", ""),
    ("plain-outbox/examples", "-p plain-outbox "),
];

struct Example {
    name: String,
    folder: &'static str,
    /// Arguments of cargo that choose its package.
    package: &'static str,
    source: String,
}

impl Example {
    fn command(&self) -> String {
        let features = if self.needs_database() {
            "--features postgres "
        } else {
            ""
        };
        format!(
            "cargo run {}{features}--example {}",
            self.package, self.name
        )
    }

    /// The path of the file from the folder of the table.
    fn link(&self) -> String {
        match self.folder {
            "examples" => format!("{}.rs", self.name),
            other => format!("../{other}/{}.rs", self.name),
        }
    }

    /// Lines of the module's documentation.
    fn documentation(&self) -> Vec<&str> {
        let lines = self.source.lines();
        lines
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect()
    }

    /// Lines that the documentation says it prints.
    fn expected_output(&self) -> Vec<&str> {
        let lines = self.documentation().into_iter();
        let block = lines.skip_while(|line| *line != "```text").skip(1);
        block.take_while(|line| *line != "```").collect()
    }

    fn needs_database(&self) -> bool {
        self.source.contains("DATABASE_URL")
    }

    fn runs_until_interrupted(&self) -> bool {
        self.source.contains("axum::serve")
    }

    /// Sends its events where the environment says.
    fn connects(&self) -> bool {
        self.source.contains("support::connect")
    }

    fn program(&self) -> Command {
        // `target/debug/deps` has the tests, `target/debug/examples` the examples.
        let test = std::env::current_exe().unwrap();
        let target = test.parent().and_then(Path::parent).unwrap();
        let mut command = Command::new(target.join("examples").join(&self.name));
        command
            .env_remove("PLAIN_API_KEY")
            .env_remove("PLAIN_API_URL");
        command
    }

    fn run(&self, url: &str, key: &str) -> Output {
        let mut program = self.program();
        program.env("PLAIN_API_URL", url).env("PLAIN_API_KEY", key);
        program.output().unwrap()
    }
}

fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    for (folder, package) in FOLDERS {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let source = fs::read_to_string(&path).unwrap();
            examples.push(Example {
                name,
                folder,
                package,
                source,
            });
        }
    }
    assert!(examples.len() > 10);
    examples
}

#[test]
fn every_example_has_its_command_and_a_row_in_the_table() {
    let examples = examples();
    for example in &examples {
        let name = &example.name;
        let documentation = example.documentation();
        let command = example.command();
        assert!(
            documentation.contains(&command.as_str()),
            "{name}: `{command}` is missing in its documentation"
        );
        assert!(
            !example.expected_output().is_empty(),
            "{name}: what it prints is missing"
        );
        let row = format!("| [`{name}`]({}) | ", example.link());
        let count = TABLE.lines().filter(|line| line.starts_with(&row)).count();
        assert_eq!(count, 1, "{row}");
    }
    let rows = TABLE.lines().filter(|line| line.starts_with("| [")).count();
    assert_eq!(rows, examples.len(), "a row without an example");
}

#[test]
#[ignore = "needs the built examples; run `.ci/run examples`"]
fn examples_print_their_documented_output() {
    for example in examples()
        .iter()
        .filter(|example| !example.needs_database())
    {
        let mut expected = example.expected_output();
        let lines: Vec<String> = if example.runs_until_interrupted() {
            expected.truncate(1);
            first_line(example).into_iter().collect()
        } else {
            let output = example.program().output().unwrap();
            assert!(output.status.success(), "{}: {output:?}", example.name);
            let text = String::from_utf8(output.stdout).unwrap();
            text.lines().map(str::to_owned).collect()
        };
        assert!(
            matches_lines(&expected, &lines),
            "{} prints {lines:#?}",
            example.name
        );
    }
}

/// The first line of a program that does not end by itself.
fn first_line(example: &Example) -> Option<String> {
    let mut program = example.program();
    let mut child = program.stdout(Stdio::piped()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let line = output.lines().next().transpose().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    line
}

#[test]
#[ignore = "needs the built examples; run `.ci/run examples`"]
fn examples_can_be_repeated_with_one_sandbox() {
    let sandbox = block_on(Sandbox::start());
    for example in connected_examples() {
        for run in ["first", "second"] {
            let output = example.run(sandbox.url(), sandbox.api_key());
            assert!(
                output.status.success(),
                "{} {run}: {output:?}",
                example.name
            );
        }
    }
    assert!(!sandbox.events().is_empty());
}

#[test]
#[ignore = "needs the built examples; run `.ci/run examples`"]
fn examples_report_a_wrong_key_and_a_missing_server() {
    let sandbox = block_on(Sandbox::start());
    for example in connected_examples() {
        for (url, key, expected) in [
            (sandbox.url(), "plainApiKey_wrong", "API key"),
            ("http://127.0.0.1:9/", "plainApiKey_1", "connection"),
            ("https://", "plainApiKey_1", "URL"),
        ] {
            let output = example.run(url, key);
            assert_eq!(
                output.status.code(),
                Some(1),
                "{}: {output:?}",
                example.name
            );
            let text = String::from_utf8(output.stderr).unwrap();
            assert!(
                text.contains(expected),
                "{} with {url}: {text}",
                example.name
            );
            // The message of the error, and not its `Debug` output.
            assert!(!text.contains(" { ") && !text.contains(key), "{text}");
        }
    }
}

fn connected_examples() -> Vec<Example> {
    let mut examples = examples();
    examples.retain(|example| {
        example.connects() && !example.runs_until_interrupted() && !example.needs_database()
    });
    assert!(examples.len() > 5);
    examples
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

/// Whether the lines are those of a documentation, in which `..` is any text, and a line `..` any lines.
fn matches_lines(patterns: &[&str], lines: &[String]) -> bool {
    match patterns {
        [] => lines.is_empty(),
        [any, rest @ ..] if any.trim() == ".." => {
            (0..=lines.len()).any(|skipped| matches_lines(rest, &lines[skipped..]))
        }
        [pattern, rest @ ..] => {
            let Some((line, others)) = lines.split_first() else {
                return false;
            };
            matches_line(pattern, line) && matches_lines(rest, others)
        }
    }
}

fn matches_line(pattern: &str, line: &str) -> bool {
    // Tabs are written as spaces in a documentation.
    let line = line.replace('\t', "    ");
    match pattern.split_once("..") {
        None => pattern == line,
        Some((start, rest)) => line.strip_prefix(start).is_some_and(|line| {
            let ends = line.char_indices().map(|(index, _)| index);
            ends.chain([line.len()])
                .any(|end| matches_line(rest, &line[end..]))
        }),
    }
}

#[test]
fn dots_match_text_within_a_line_and_any_lines() {
    let lines = ["created tev_1 at 10", "", "  a", "done"].map(str::to_owned);
    for patterns in [
        &["created tev_.. at 10", "..", "done"][..],
        &["..", "  a", "done"],
        &["created ..", "", "  a", "done", ".."],
    ] {
        assert!(matches_lines(patterns, &lines), "{patterns:?}");
    }
    for patterns in [
        &["created tev_.. at 11", ".."][..],
        &["created ..", "done"],
        &["..", "  a"],
        &[],
    ] {
        assert!(!matches_lines(patterns, &lines), "{patterns:?}");
    }
}
