//! Other programs, and what they cost.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};

/// What a program has cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// Its processors' time, in its own code and in the system's, with the programs it has run.
    pub cpu: Duration,
}

/// Runs a program to its end.
///
/// # Errors
///
/// If it does not start, or fails: then with what it has said.
pub fn run(command: &mut Command) -> Result<Cost> {
    Ok(output(command)?.0)
}

/// Runs a program to its end, and gives what it has written to its output and as errors.
///
/// # Errors
///
/// As [`run`].
pub fn output(command: &mut Command) -> Result<(Cost, String, String)> {
    let cpu_before = cpu_time(UsageWho::RUSAGE_CHILDREN)?;
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} does not start", command.get_program().display()))?;
    let wall = start.elapsed();
    let cpu = cpu_time(UsageWho::RUSAGE_CHILDREN)?.saturating_sub(cpu_before);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        bail!("{command:?}: {}\n{said}", output.status);
    }
    let written = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((Cost { wall, cpu }, written, said))
}

/// The processors' time of this process, so far.
///
/// # Errors
///
/// If the system does not say.
pub fn own_cpu_time() -> Result<Duration> {
    cpu_time(UsageWho::RUSAGE_SELF)
}

fn cpu_time(who: UsageWho) -> Result<Duration> {
    let usage = getrusage(who).context("the system does not say what processors' time was used")?;
    [usage.user_time(), usage.system_time()]
        .into_iter()
        .map(|time| {
            let microseconds = time.tv_sec() * 1_000_000 + time.tv_usec();
            Ok(Duration::from_micros(microseconds.try_into()?))
        })
        .sum()
}
