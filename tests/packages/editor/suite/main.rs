//! Editor features inside the macros, tested with the real rust-analyzer.
//!
//! Each probe is a text with a cursor (`$0`) and the expected response of the editor. `RUST_ANALYZER`
//! is the path of the program; without it, one ignored test replaces them. `.ci/run editor` sets it.

#![expect(clippy::expect_used, reason = "an unexpected failure fails the test")]

mod completion;
mod derive;
mod editor;
mod hover;
mod probe;
mod reference;
mod thread;
mod unfinished;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Trial};

use editor::Editor;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // All probes share one editor.
    arguments.test_threads = Some(1);
    let trials = match std::env::var_os("RUST_ANALYZER") {
        Some(program) => trials(&PathBuf::from(program)),
        None => vec![needs_rust_analyzer()],
    };
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// One test for each probe. The editor starts with the first and exits with the last.
fn trials(program: &Path) -> Vec<Trial> {
    let probes = [
        hover::probes(),
        reference::probes(),
        completion::probes(),
        unfinished::probes(),
        derive::probes(),
        thread::probes(),
    ];
    let editor: Arc<Mutex<Option<Editor>>> = Arc::default();
    probes
        .into_iter()
        .flatten()
        .map(|probe| {
            let (editor, program) = (editor.clone(), program.to_owned());
            Trial::test(probe.name, move || {
                let mut editor = editor.lock().unwrap_or_else(PoisonError::into_inner);
                let editor = editor.get_or_insert_with(|| Editor::start(&program));
                (probe.run)(editor).map_err(Into::into)
            })
        })
        .collect()
}

/// An ignored test in place of the probes.
fn needs_rust_analyzer() -> Trial {
    let message = "set RUST_ANALYZER to the path of rust-analyzer, or run `.ci/run editor`";
    Trial::test("needs_rust_analyzer", || Err(message.into())).with_ignored_flag(true)
}
