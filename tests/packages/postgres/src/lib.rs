//! A PostgreSQL server for tests and benchmarks: on a free loopback port, with its own data folder, stopped
//! when dropped.
//!
//! The programs come from the folder in `PLAIN_POSTGRES_BIN`, from the `PATH`, or from Debian's packages.
//!
//! ```no_run
//! use plain_postgres_tests::PostgresServer;
//!
//! # fn main() -> std::io::Result<()> {
//! let server = PostgresServer::start_new()?;
//! // An ordinary role, which may create databases.
//! let url = server.url("app");
//! // A crash, with recovery at the next start.
//! server.stop_immediately()?;
//! server.start()?;
//! # Ok(())
//! # }
//! ```

mod account;
mod copy;
mod programs;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Error, Result, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tempfile::TempDir;

use crate::account::Account;
use crate::copy::InstallationCopy;

/// Roles and databases of a new server. `app` is an ordinary role, which owns its database.
const SETUP: &str = "CREATE ROLE app LOGIN CREATEDB;\nCREATE DATABASE app OWNER app;\n";
/// Times a start is tried, each with another port: another process may take the free port first.
const START_ATTEMPTS: u32 = 5;

/// A running server. It accepts any password on the loopback interface only.
#[derive(Debug)]
pub struct PostgresServer {
    programs: PathBuf,
    account: Option<Account>,
    port: u16,
    folder: TempDir,
}

impl PostgresServer {
    /// Creates and starts a server.
    ///
    /// # Errors
    ///
    /// If PostgreSQL is not installed, or does not start. The error has the output of the program.
    pub fn start_new() -> Result<Self> {
        let mut server = Self::prepare()?;
        server.start_first()?;
        Ok(server)
    }

    /// Creates and starts a server in a copy of the installation, and returns the folder of its extensions.
    /// Files that a test adds to it are in this server only, at once.
    ///
    /// # Errors
    ///
    /// As [`PostgresServer::start_new`].
    pub fn start_copy() -> Result<(Self, PathBuf)> {
        let mut server = Self::prepare()?;
        let share = server.share()?;
        let folder = server.path("installation");
        let copy = InstallationCopy::new(&server.programs, &share, &folder)?;
        server.programs = copy.programs;
        server.start_first()?;
        Ok((server, copy.extensions))
    }

    fn prepare() -> Result<Self> {
        let programs = programs::find()?;
        let account = Account::for_server()?;
        let folder = tempfile::Builder::new()
            .prefix("plain-postgres-")
            .tempdir()?;
        if let Some(account) = &account {
            account.own(folder.path())?;
        }
        Ok(Self {
            programs,
            account,
            port: 0,
            folder,
        })
    }

    /// Creates the data folder, and starts the server on a free port.
    fn start_first(&mut self) -> Result<()> {
        self.create()?;
        for _ in 1..START_ATTEMPTS {
            self.port = free_port()?;
            if self.start().is_ok() {
                return Ok(());
            }
        }
        self.port = free_port()?;
        self.start()
    }

    /// Folder of the files that the installation shares among its servers.
    fn share(&self) -> Result<PathBuf> {
        let mut command = self.command("initdb");
        command.args(["--show", "--pgdata"]).arg(self.data());
        let output = command.output()?;
        succeed(&output)?;
        let text = text(&output);
        let share = text
            .lines()
            .find_map(|line| line.strip_prefix("share_path="));
        share
            .map(PathBuf::from)
            .ok_or_else(|| Error::other(format!("`initdb --show` has no share_path: {text}")))
    }

    /// The server that the tests of this process share. The last test that uses it stops it.
    ///
    /// # Errors
    ///
    /// As [`PostgresServer::start_new`].
    pub fn shared() -> Result<Arc<Self>> {
        static SHARED: Mutex<Weak<PostgresServer>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return Ok(server);
        }
        let server = Arc::new(Self::start_new()?);
        *shared = Arc::downgrade(&server);
        Ok(server)
    }

    /// URL of a database, for the ordinary role `app`.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://app@127.0.0.1:{}/{database}", self.port)
    }

    /// URL of a database, for the superuser.
    pub fn superuser_url(&self, database: &str) -> String {
        format!("postgres://admin@127.0.0.1:{}/{database}", self.port)
    }

    /// Port of the server. It stays the same after a stop and a start.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Starts the server again after a stop, and waits until it accepts connections.
    ///
    /// # Errors
    ///
    /// If the server does not start. The error has its log.
    pub fn start(&self) -> Result<()> {
        let log = self.path("log");
        // Without a Unix socket: its folder may not be writable.
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on -c max_connections=200",
            self.port
        );
        let mut command = self.command("pg_ctl");
        command.args(["start", "--wait", "--timeout=60", "--silent", "--pgdata"]);
        command.arg(self.data()).arg("--log").arg(&log);
        command.arg("--options").arg(options);
        // The server inherits the output, so it is not a pipe that is read to its end.
        let status = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if status.success() {
            return Ok(());
        }
        let log = std::fs::read_to_string(log).unwrap_or_default();
        Err(Error::other(format!("PostgreSQL does not start: {log}")))
    }

    /// Stops the server without a checkpoint and ends all connections, as a crash does.
    ///
    /// # Errors
    ///
    /// If the server is not running.
    pub fn stop_immediately(&self) -> Result<()> {
        self.stop("immediate")
    }

    /// Ends all connections and stops the server.
    ///
    /// # Errors
    ///
    /// If the server is not running.
    pub fn stop_fast(&self) -> Result<()> {
        self.stop("fast")
    }

    fn stop(&self, mode: &str) -> Result<()> {
        let mut command = self.command("pg_ctl");
        command.args(["stop", "--wait", "--silent", "--mode", mode, "--pgdata"]);
        command.arg(self.data());
        succeed(&command.output()?)
    }

    fn create(&self) -> Result<()> {
        let mut command = self.command("initdb");
        command.args(["--username=admin", "--auth=trust", "--encoding=UTF8"]);
        // Only the creation is not synchronised; the server itself is.
        command.args(["--locale=C", "--no-sync", "--pgdata"]);
        command.arg(self.data());
        succeed(&command.output()?)?;
        let mut command = self.command("postgres");
        command.arg("--single").arg("-D").arg(self.data());
        command.arg("postgres");
        let errors = File::create(self.path("setup.log"))?;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(errors);
        let mut child = command.spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(SETUP.as_bytes())?;
        }
        if child.wait()?.success() {
            return Ok(());
        }
        let log = std::fs::read_to_string(self.path("setup.log")).unwrap_or_default();
        Err(Error::other(format!(
            "the setup of PostgreSQL failed: {log}"
        )))
    }

    /// A program of the server, run by its account.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(self.programs.join(program.as_ref()));
        command.current_dir(self.folder.path()).env("LC_ALL", "C");
        command.stdin(Stdio::null());
        if let Some(account) = &self.account {
            account.run(&mut command);
        }
        command
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    fn data(&self) -> PathBuf {
        self.path("data")
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        // A server that is stopped already is not an error.
        let _ = self.stop_immediately();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn succeed(output: &Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    Err(Error::other(text(output)))
}

/// Everything that a program printed.
fn text(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stderr) + &text(&output.stdout)
}
