//! Counts instructions with callgrind. The counts repeat, regardless of other load on the machine.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Counts of a program by name, which are stored in `results` and compared with later ones.
#[derive(Debug)]
pub struct StoredCounts {
    /// Name of the program, and of the file.
    pub program: &'static str,
    /// Relative difference that is tolerated.
    pub tolerance: f64,
}

/// Runs this program under valgrind with the option `--work` and returns the number of instructions.
///
/// # Errors
///
/// If valgrind is not installed, or the program fails.
pub fn count(work: &[String]) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .arg("--work")
        .args(work);
    let (_, _, stderr) = process::output(&mut command)?;
    stderr
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .with_context(|| format!("missing instruction count in the output of valgrind:\n{stderr}"))
}

impl StoredCounts {
    fn path(&self) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("results");
        folder.join(self.program).with_extension("json")
    }

    /// Stores counts.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn store(&self, counted: &BTreeMap<String, u64>) -> Result<()> {
        fs::write(self.path(), serde_json::to_string_pretty(counted)? + "\n")?;
        println!("Stored in {}.", self.path().display());
        Ok(())
    }

    /// Compares counts with the stored ones.
    ///
    /// # Errors
    ///
    /// If one differs by more than the tolerance.
    pub fn compare(&self, counted: &BTreeMap<String, u64>) -> Result<()> {
        let path = self.path();
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let stored: BTreeMap<String, u64> = serde_json::from_str(&text)?;
        let mut changed = Vec::new();
        for (name, instructions) in counted {
            let before = stored.get(name).copied().unwrap_or_default();
            let ratio = ratio(*instructions, before);
            println!("{name}: {instructions}, stored {before}: {ratio:.3}");
            if (ratio - 1.0).abs() > self.tolerance {
                changed.push(name.as_str());
            }
        }
        let percent = self.tolerance * 100.0;
        if !changed.is_empty() || counted.len() != stored.len() {
            bail!(
                "the instruction counts of {} differ from the stored ones by more than {percent} %; if this is \
                 intended, store them with `--bin {} -- --store`",
                changed.join(", "),
                self.program,
            );
        }
        println!("All counts are within {percent} % of the stored ones.");
        Ok(())
    }
}

/// Ratio of two counts.
#[expect(clippy::cast_precision_loss, reason = "the numbers are less than 2^52")]
pub fn ratio(own: u64, other: u64) -> f64 {
    own as f64 / other as f64
}
