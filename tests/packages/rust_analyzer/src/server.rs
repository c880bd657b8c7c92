//! A rust-analyzer process and the language server protocol.

use std::io::{BufReader, Error, Result};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use crate::document::uri;
use crate::programs::{proc_macro_server, standard_library, sysroot};

/// A package that rust-analyzer opens.
#[derive(Debug, Clone, Copy)]
pub struct Workspace<'a> {
    /// Folder of the manifest.
    pub folder: &'a Path,
    /// Name of the package. Only its macros and those of its dependencies are built.
    pub package: &'a str,
    /// Whether all crates are analysed before the first request, as rust-analyzer does by default.
    pub cache_priming: bool,
}

/// A running rust-analyzer that has loaded a package. It exits when dropped.
#[derive(Debug)]
pub struct RustAnalyzer {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: i32,
    /// Names of the types of semantic tokens, by their number.
    token_types: Vec<String>,
}

impl RustAnalyzer {
    /// Starts rust-analyzer on a package; returns when the proc macros are built and everything is
    /// loaded. The command has the program, and may have variables.
    ///
    /// # Errors
    ///
    /// If the program does not start, or reports an error of the workspace.
    pub fn start(command: &mut Command, workspace: &Workspace<'_>) -> Result<Self> {
        let initialization = initialization(workspace)?;
        let mut process = command
            .current_dir(workspace.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let input = process.stdin.take();
        let output = process.stdout.take().map(BufReader::new);
        let mut server = Self {
            process,
            input,
            output: output.ok_or_else(|| Error::other("the output is piped"))?,
            next_id: 0,
            token_types: Vec::new(),
        };
        let response = server.request("initialize", &initialization)?;
        let legend = &response["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
        let names = legend.as_array().into_iter().flatten();
        server.token_types = names.filter_map(Value::as_str).map(str::to_owned).collect();
        server.notify("initialized", &json!({}))?;
        server.wait_until_quiescent()?;
        Ok(server)
    }

    /// Sends a request and waits for its result.
    ///
    /// # Errors
    ///
    /// If the response is an error, or rust-analyzer does not run.
    pub fn request(&mut self, method: &str, params: &Value) -> Result<Value> {
        loop {
            self.next_id += 1;
            let id = RequestId::from(self.next_id);
            let request = Request::new(id.clone(), method.to_owned(), params);
            self.send(&Message::Request(request))?;
            let response = loop {
                if let Message::Response(response) = self.receive()?
                    && response.id == id
                {
                    break response;
                }
            };
            match response.response_result {
                Ok(result) => return Ok(result),
                // The text changed while the request was handled: send it again.
                Err(error) if error.code == ErrorCode::ContentModified as i32 => {}
                Err(error) => return Err(Error::other(format!("{method}: {}", error.message))),
            }
        }
    }

    /// Sends a notification.
    ///
    /// # Errors
    ///
    /// If rust-analyzer does not run.
    pub fn notify(&mut self, method: &str, params: &Value) -> Result<()> {
        let notification = Notification::new(method.to_owned(), params);
        self.send(&Message::Notification(notification))
    }

    /// Name of a type of semantic tokens.
    pub fn token_type(&self, number: u64) -> Option<String> {
        self.token_types.get(usize::try_from(number).ok()?).cloned()
    }

    /// Process ID.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    fn wait_until_quiescent(&mut self) -> Result<()> {
        loop {
            if let Message::Notification(status) = self.receive()?
                && status.method == "experimental/serverStatus"
                && status.params["quiescent"] == true
            {
                if status.params["health"] == "error" {
                    return Err(Error::other(format!("rust-analyzer: {}", status.params)));
                }
                return Ok(());
            }
        }
    }

    /// The next message that is not a request to the editor. Requests get an empty response.
    fn receive(&mut self) -> Result<Message> {
        loop {
            let message = Message::read(&mut self.output)?
                .ok_or_else(|| Error::other("rust-analyzer has exited"))?;
            let Message::Request(request) = message else {
                return Ok(message);
            };
            self.send(&Message::Response(Response::new_ok(
                request.id,
                Value::Null,
            )))?;
        }
    }

    fn send(&mut self, message: &Message) -> Result<()> {
        match &mut self.input {
            Some(input) => message.write(input),
            None => Ok(()),
        }
    }
}

impl Drop for RustAnalyzer {
    fn drop(&mut self) {
        // rust-analyzer exits at the end of its input.
        self.input = None;
        let _ = self.process.wait();
    }
}

/// Default settings, except that nothing is fetched and no other package is built.
fn initialization(workspace: &Workspace<'_>) -> Result<Value> {
    let Workspace {
        folder,
        package,
        cache_priming,
    } = workspace;
    let sysroot = sysroot()?;
    Ok(json!({
        "processId": std::process::id(),
        "rootUri": uri(folder),
        "workspaceFolders": [{ "uri": uri(folder), "name": package }],
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
            "linkedProjects": [folder.join("Cargo.toml")],
            "cachePriming": { "enable": cache_priming },
            "checkOnSave": false,
            "cargo": {
                "sysrootSrc": standard_library(&sysroot),
                "buildScripts": { "overrideCommand": [
                    "cargo", "check", "--quiet", "--locked", "--message-format=json", "-p", package,
                ] },
            },
            "procMacro": { "server": proc_macro_server(&sysroot) },
        },
    }))
}
