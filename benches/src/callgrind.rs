//! Counts instructions with callgrind. The counts repeat, regardless of other load on the machine. Those of the
//! kernel are not included.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Options with which valgrind counts the instructions of a program.
pub const OPTIONS: [&str; 2] = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];

/// Relative difference to the stored counts that is tolerated.
const TOLERANCE: f64 = 0.05;

/// Counts of a program by name, which are stored in `results` and compared with later ones.
#[derive(Debug)]
pub struct StoredCounts {
    /// Name of the program, and of the file.
    pub program: &'static str,
}

/// Runs a program with its arguments under valgrind and returns the number of instructions.
///
/// # Errors
///
/// If valgrind is not installed, or the program fails.
pub fn count(command: &Command) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(OPTIONS)
        .arg(command.get_program())
        .args(command.get_args());
    let (_, _, stderr) = process::output(&mut valgrind)?;
    collected(&stderr)
}

/// Reads the number of instructions from the output of valgrind.
///
/// # Errors
///
/// If it lacks the number.
pub fn collected(output: &str) -> Result<u64> {
    output
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .with_context(|| format!("missing instruction count in the output of valgrind:\n{output}"))
}

impl StoredCounts {
    /// Compares counts with the stored ones, or stores them.
    ///
    /// # Errors
    ///
    /// If one differs by more than 5 %, or the file cannot be read or written.
    pub fn compare_or_store(&self, counted: &BTreeMap<String, u64>, store: bool) -> Result<()> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("results");
        let path = folder.join(self.program).with_extension("json");
        let name = || path.display().to_string();
        if store {
            let text = serde_json::to_string_pretty(counted)? + "\n";
            fs::write(&path, text).with_context(name)?;
            println!("Stored in {}.", path.display());
            return Ok(());
        }
        let text = fs::read_to_string(&path).with_context(name)?;
        self.compare(counted, &serde_json::from_str(&text)?)
    }

    fn compare(
        &self,
        counted: &BTreeMap<String, u64>,
        stored: &BTreeMap<String, u64>,
    ) -> Result<()> {
        let mut changed = Vec::new();
        for (name, instructions) in counted {
            let before = stored.get(name).copied().unwrap_or_default();
            let ratio = ratio(*instructions, before);
            println!("{name}: {instructions}, stored {before}: {ratio:.3}");
            if (ratio - 1.0).abs() > TOLERANCE {
                changed.push(name.as_str());
            }
        }
        if !changed.is_empty() || counted.len() != stored.len() {
            bail!(
                "the instruction counts of {} differ from the stored ones by more than 5 %; if this is intended, \
                 store them with `--bin {} -- --store`",
                changed.join(", "),
                self.program,
            );
        }
        println!("All counts are within 5 % of the stored ones.");
        Ok(())
    }
}

/// Ratio of two counts.
#[expect(clippy::cast_precision_loss, reason = "the numbers are less than 2^52")]
pub fn ratio(own: u64, other: u64) -> f64 {
    own as f64 / other as f64
}
