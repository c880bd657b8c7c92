//! Runs programs and measures their cost.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};

/// Cost of a run.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Wall-clock time.
    pub wall: Duration,
    /// CPU time, user and system, including child processes.
    pub cpu: Duration,
}

/// Runs a program.
///
/// # Errors
///
/// If the program does not start, or exits with an error; the message contains its error output.
pub fn run(command: &mut Command) -> Result<Cost> {
    Ok(output(command)?.0)
}

/// Runs a program and returns its standard output and its error output.
///
/// # Errors
///
/// The same as [`run`].
pub fn output(command: &mut Command) -> Result<(Cost, String, String)> {
    let cpu_before = cpu_time(UsageWho::RUSAGE_CHILDREN)?;
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("failed to start `{}`", command.get_program().display()))?;
    let wall = start.elapsed();
    let cpu = cpu_time(UsageWho::RUSAGE_CHILDREN)?.saturating_sub(cpu_before);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        bail!("{command:?}: {}\n{stderr}", output.status);
    }
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((Cost { wall, cpu }, stdout, stderr))
}

/// Returns the CPU time of this process so far.
///
/// # Errors
///
/// If the system does not report it.
pub fn own_cpu_time() -> Result<Duration> {
    cpu_time(UsageWho::RUSAGE_SELF)
}

/// Returns the CPU time so far of a running process and the processes that it started, which are running too.
///
/// # Errors
///
/// If the system does not report it.
pub fn cpu_time_of(process: u32) -> Result<Duration> {
    let folder = format!("/proc/{process}");
    let mut total = ticks(&fs::read_to_string(format!("{folder}/stat"))?)?;
    for thread in fs::read_dir(format!("{folder}/task"))? {
        // A thread may have ended meanwhile.
        let children = fs::read_to_string(thread?.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace() {
            total += cpu_time_of(child.parse()?)?;
        }
    }
    Ok(total)
}

/// Reads the user and the system time from the status of a process.
fn ticks(status: &str) -> Result<Duration> {
    // The name is in parentheses and may contain spaces.
    let fields = status.rsplit(')').next().unwrap_or_default();
    let times = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = times.map(str::parse::<u64>).sum::<Result<_, _>>()?;
    // Linux reports hundredths of a second on every common architecture.
    Ok(Duration::from_millis(ticks * 10))
}

/// Returns the resident memory of a process in KiB.
///
/// # Errors
///
/// If the system does not report it.
pub fn memory_kib(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok())
        .context("the system does not report the memory usage")
}

fn cpu_time(who: UsageWho) -> Result<Duration> {
    let usage = getrusage(who).context("the system does not report CPU time")?;
    [usage.user_time(), usage.system_time()]
        .into_iter()
        .map(|time| {
            let microseconds = time.tv_sec() * 1_000_000 + time.tv_usec();
            Ok(Duration::from_micros(microseconds.try_into()?))
        })
        .sum()
}
