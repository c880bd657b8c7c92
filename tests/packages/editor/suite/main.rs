//! What an editor knows inside the macros, asked of the real rust-analyzer.
//!
//! `.ci/run editor` runs it, which names the program in `RUST_ANALYZER`. Each probe is a text with a
//! cursor (`$0`) and what the editor must show there.

mod completion;
mod derive;
mod editor;
mod hover;
mod probe;
mod reference;
mod server;
mod unfinished;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Trial};

use editor::Editor;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // All ask one editor.
    arguments.test_threads = Some(1);
    let Some(program) = std::env::var_os("RUST_ANALYZER").map(PathBuf::from) else {
        eprintln!("RUST_ANALYZER names no rust-analyzer; `.ci/run editor` does, and installs one");
        return ExitCode::FAILURE;
    };
    let probes = [
        hover::probes(),
        reference::probes(),
        completion::probes(),
        unfinished::probes(),
        derive::probes(),
    ];
    let editor: Arc<Mutex<Option<Editor>>> = Arc::default();
    let trials = probes
        .into_iter()
        .flatten()
        .map(|probe| {
            let (editor, program) = (editor.clone(), program.clone());
            Trial::test(probe.name, move || {
                let mut editor = editor.lock().unwrap_or_else(PoisonError::into_inner);
                let editor = editor.get_or_insert_with(|| Editor::start(&program));
                (probe.ask)(editor).map_err(Into::into)
            })
        })
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(editor);
    conclusion.exit_code()
}
