//! A rust-analyzer process and the language server protocol.

use std::env;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// A running rust-analyzer that has loaded the workspace.
pub(crate) struct Server {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: i32,
    /// Names of the types of semantic tokens, by their number.
    token_types: Vec<String>,
}

impl Server {
    /// Starts rust-analyzer on the package of this suite; returns when the proc macros are built.
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
        let response = server.request("initialize", &initialization(package));
        let legend = &response["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
        let names = legend.as_array().into_iter().flatten();
        server.token_types = names.filter_map(Value::as_str).map(str::to_owned).collect();
        server.notify("initialized", &json!({}));
        server.wait_until_quiescent();
        server
    }

    /// Sends a request and waits for its result.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        loop {
            self.next_id += 1;
            let id = RequestId::from(self.next_id);
            let request = Request::new(id.clone(), method.to_owned(), params);
            self.send(&Message::Request(request));
            let response = loop {
                if let Message::Response(response) = self.receive()
                    && response.id == id
                {
                    break response;
                }
            };
            match response.response_result {
                Ok(result) => return result,
                // The text changed while the request was handled: send it again.
                Err(error) if error.code == ErrorCode::ContentModified as i32 => {}
                Err(error) => panic!("{method}: {}", error.message),
            }
        }
    }

    /// Name of a type of semantic tokens.
    pub(crate) fn token_type(&self, number: u64) -> Option<String> {
        self.token_types.get(usize::try_from(number).ok()?).cloned()
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.send(&Message::Notification(notification));
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

    /// The next message that is not a request to the editor. Requests get an empty response.
    fn receive(&mut self) -> Message {
        loop {
            let message = Message::read(&mut self.output)
                .expect("messages follow the protocol")
                .expect("rust-analyzer is running");
            let Message::Request(request) = message else {
                return message;
            };
            self.send(&Message::Response(Response::new_ok(
                request.id,
                Value::Null,
            )));
        }
    }

    fn send(&mut self, message: &Message) {
        let input = self.input.as_mut().expect("the input is open");
        message.write(input).expect("rust-analyzer reads its input");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // rust-analyzer exits at the end of its input.
        self.input = None;
        let _ = self.process.wait();
    }
}

/// Default settings, except that nothing is fetched and no other package is built.
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

/// Source of the standard library. Without it, rust-analyzer would try to download it.
fn standard_library() -> PathBuf {
    let beside_rustc = sysroot().join("lib/rustlib/src/rust/library");
    if beside_rustc.is_dir() {
        return beside_rustc;
    }
    // Installed by Debian's package `rust-web-src`.
    PathBuf::from("/usr/lib/rustlib/src/rust/library")
}

/// Server that expands the macros. It has to match the compiler that built them.
fn proc_macro_server() -> PathBuf {
    sysroot().join("libexec/rust-analyzer-proc-macro-srv")
}

fn sysroot() -> PathBuf {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output();
    let path = output.expect("rustc runs").stdout;
    PathBuf::from(String::from_utf8_lossy(&path).trim())
}

/// Converts a path to a URI.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
