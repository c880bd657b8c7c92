//! Runs the program, and reads its output.

use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::LIMIT;

/// A command without the variables of the caller.
pub(crate) struct Program(Command);

/// Result of a program that ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A program in the background, which is killed when the test ends.
pub(crate) struct Running {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
    stderr: JoinHandle<String>,
}

impl Program {
    pub(crate) fn new() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plain-outbox"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PLAIN_") {
                command.env_remove(name);
            }
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(Stdio::piped()).kill_on_drop(true);
        Self(command)
    }

    pub(crate) fn arguments<'a>(mut self, arguments: impl AsRef<[&'a str]>) -> Self {
        self.0.args(arguments.as_ref());
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    /// Connects the standard output with something else.
    pub(crate) fn stdout(mut self, stdout: impl Into<Stdio>) -> Self {
        self.0.stdout(stdout);
        self
    }

    /// Runs the program to its end.
    pub(crate) async fn run(mut self) -> Ended {
        let ended = self.0.spawn().unwrap().wait_with_output();
        let output = timeout(LIMIT, ended).await.unwrap().unwrap();
        Ended {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program, which must succeed, and returns its output.
    pub(crate) async fn text(self) -> String {
        let ended = self.run().await;
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
        ended.stdout
    }

    /// Runs the program with `--json`, which must succeed, and returns its output: one line.
    pub(crate) async fn json(self) -> Value {
        let text = self.arguments(["--json"]).text().await;
        assert_eq!(text.lines().count(), 1, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Runs the program, which must fail with an exit code and one line that says why.
    pub(crate) async fn error(self, code: i32) -> String {
        let ended = self.run().await;
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(code), ""));
        ended.stderr
    }

    /// Starts the program, and reads its standard error up to its end.
    pub(crate) fn start(mut self) -> Running {
        let mut child = self.0.spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let stderr = tokio::spawn(read(child.stderr.take().unwrap()));
        Running {
            child,
            stdout,
            stderr,
        }
    }
}

async fn read(mut stream: impl AsyncRead + Unpin) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

impl Running {
    /// Waits for the next line of the standard output.
    pub(crate) async fn line(&mut self) -> String {
        let line = timeout(LIMIT, self.stdout.next_line()).await.unwrap();
        line.unwrap().unwrap()
    }

    /// Sends a signal.
    pub(crate) async fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id().unwrap());
        let status = Command::new("sh").args(["-c", &kill]).status();
        assert!(status.await.unwrap().success());
    }

    /// Waits for the end of the program. Returns the exit code, and its standard error.
    pub(crate) async fn end(mut self) -> (Option<i32>, String) {
        let status = timeout(LIMIT, self.child.wait()).await.unwrap();
        (status.unwrap().code(), self.stderr.await.unwrap())
    }
}
