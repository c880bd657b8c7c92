//! The account of the server, which refuses to run as root.

use std::io::{Error, Result};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

/// Accounts that run the server in the place of root, the first that exists.
const ACCOUNTS: [&str; 2] = ["postgres", "nobody"];

#[derive(Debug, Clone, Copy)]
pub(crate) struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// The account that runs the server, if this process cannot.
    pub(crate) fn for_server() -> Result<Option<Self>> {
        if number(&["-u"]) != Some(0) {
            return Ok(None);
        }
        let account = |name| {
            Some(Self {
                user: number(&["-u", name])?,
                group: number(&["-g", name])?,
            })
        };
        let found = ACCOUNTS.into_iter().find_map(account);
        let missing = || Error::other("neither `postgres` nor `nobody` is an account");
        found.map(Some).ok_or_else(missing)
    }

    /// Makes the account the owner of a folder.
    pub(crate) fn own(self, folder: &Path) -> Result<()> {
        chown(folder, Some(self.user), Some(self.group))
    }

    /// Makes the account run a program.
    pub(crate) fn run(self, command: &mut Command) {
        command.uid(self.user).gid(self.group);
    }
}

/// A number that `id` prints.
fn number(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.trim().parse().ok()
}
