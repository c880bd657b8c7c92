//! A rust-analyzer of the suite's own, and the protocol it speaks.

use std::env;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// A running rust-analyzer that has read the workspace.
pub(crate) struct Server {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: i32,
    /// What the numbers in its semantic tokens stand for.
    token_types: Vec<String>,
}

impl Server {
    /// Starts it on the package of this suite, and waits until it has built the proc macros.
    pub(crate) fn start(program: &Path) -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut process = Command::new(program)
            .current_dir(package)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer starts");
        let input = process.stdin.take();
        let output = process.stdout.take().map(BufReader::new);
        let mut server = Self {
            process,
            input,
            output: output.expect("the output is piped"),
            next_id: 0,
            token_types: Vec::new(),
        };
        let answer = server.request("initialize", &initialization(package));
        let legend = &answer["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
        let names = legend.as_array().into_iter().flatten();
        server.token_types = names.filter_map(Value::as_str).map(str::to_owned).collect();
        server.notify("initialized", &json!({}));
        server.wait_until_quiescent();
        server
    }

    /// Asks, and waits for the answer.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        loop {
            self.next_id += 1;
            let id = RequestId::from(self.next_id);
            let request = Request::new(id.clone(), method.to_owned(), params);
            self.send(Message::Request(request));
            let response = loop {
                if let Message::Response(response) = self.receive()
                    && response.id == id
                {
                    break response;
                }
            };
            match response.response_result {
                Ok(answer) => return answer,
                // What it was about to say was of an older text.
                Err(error) if error.code == ErrorCode::ContentModified as i32 => {}
                Err(error) => panic!("{method}: {}", error.message),
            }
        }
    }

    /// The name of a type of semantic tokens.
    pub(crate) fn token_type(&self, number: u64) -> Option<String> {
        self.token_types.get(usize::try_from(number).ok()?).cloned()
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.send(Message::Notification(notification));
    }

    fn wait_until_quiescent(&mut self) {
        loop {
            if let Message::Notification(status) = self.receive()
                && status.method == "experimental/serverStatus"
                && status.params["quiescent"] == true
            {
                let health = &status.params["health"];
                assert!(health != "error", "rust-analyzer: {}", status.params);
                return;
            }
        }
    }

    /// The next message that is not a question to the editor.
    fn receive(&mut self) -> Message {
        loop {
            let message = Message::read(&mut self.output)
                .expect("the protocol holds")
                .expect("rust-analyzer goes on");
            let Message::Request(question) = message else {
                return message;
            };
            self.send(Message::Response(Response::new_ok(
                question.id,
                Value::Null,
            )));
        }
    }

    fn send(&mut self, message: Message) {
        let input = self.input.as_mut().expect("the input is open");
        message.write(input).expect("rust-analyzer listens");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends with its input.
        self.input = None;
        let _ = self.process.wait();
    }
}

/// The settings: the defaults, but for what they would fetch or build needlessly.
fn initialization(package: &Path) -> Value {
    let package_name = env!("CARGO_PKG_NAME");
    json!({
        "processId": std::process::id(),
        "rootUri": uri(package),
        "workspaceFolders": [{ "uri": uri(package), "name": package_name }],
        "capabilities": {
            "experimental": { "serverStatusNotification": true },
            "textDocument": {
                "completion": { "completionItem": {
                    "snippetSupport": true,
                    "documentationFormat": ["markdown"],
                } },
                "hover": { "contentFormat": ["markdown"] },
                "diagnostic": {},
                "signatureHelp": { "signatureInformation": {
                    "documentationFormat": ["markdown"],
                    "parameterInformation": { "labelOffsetSupport": false },
                } },
                "semanticTokens": {
                    "requests": { "full": true },
                    "formats": ["relative"],
                    "tokenTypes": [],
                    "tokenModifiers": [],
                },
            },
        },
        "initializationOptions": {
            "linkedProjects": [package.join("Cargo.toml")],
            "cachePriming": { "enable": false },
            "checkOnSave": false,
            "cargo": {
                "sysrootSrc": standard_library(),
                "buildScripts": { "overrideCommand": [
                    "cargo", "check", "--quiet", "--locked", "--message-format=json", "-p", package_name,
                ] },
            },
            "procMacro": { "server": proc_macro_server() },
        },
    })
}

/// The standard library's source, without which rust-analyzer would try to fetch it.
fn standard_library() -> PathBuf {
    let beside_rustc = sysroot().join("lib/rustlib/src/rust/library");
    if beside_rustc.is_dir() {
        return beside_rustc;
    }
    // Where Debian's package rust-web-src has it.
    PathBuf::from("/usr/lib/rustlib/src/rust/library")
}

/// What expands the macros: it has to be that of the compiler that built them.
fn proc_macro_server() -> PathBuf {
    sysroot().join("libexec/rust-analyzer-proc-macro-srv")
}

fn sysroot() -> PathBuf {
    let answer = Command::new("rustc").args(["--print", "sysroot"]).output();
    let answer = answer.expect("rustc answers").stdout;
    PathBuf::from(String::from_utf8_lossy(&answer).trim())
}

/// A path as the protocol writes it.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
