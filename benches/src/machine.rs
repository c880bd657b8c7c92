//! What a benchmark was run on, and when: the head of its results.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::process;

/// Prints the benchmark's name, the day, the machine and the versions of the tools it uses.
pub fn introduce(benchmark: &str, tools: &[&str]) {
    println!("## {benchmark}\n");
    let now = humantime::format_rfc3339_seconds(SystemTime::now());
    println!("* {now}");
    println!("* {}", processors());
    println!("* {}", line_of("uname", &["-sr"]));
    for tool in ["rustc"].iter().chain(tools) {
        println!("* {}", version_of(tool));
    }
    if let Ok(load) = fs::read_to_string("/proc/loadavg") {
        let load = load.split(' ').next().unwrap_or_default();
        println!("* load before the run: {load}");
    }
    println!();
}

fn version_of(tool: &str) -> String {
    let version = line_of(tool, &["--version"]);
    let name = Path::new(tool).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    if version.contains(&*name) {
        version
    } else {
        format!("{name} {version}")
    }
}

fn processors() -> String {
    let count = std::thread::available_parallelism().map_or(0, usize::from);
    let description = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = description
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("an unknown processor", |rest| {
            rest.trim_start_matches([' ', '\t', ':'])
        });
    format!("{count} cores of {model}")
}

/// The first line of what a program says.
fn line_of(program: &str, arguments: &[&str]) -> String {
    process::output(Command::new(program).args(arguments))
        .ok()
        .and_then(|(_, written, said)| {
            let line = |text: String| text.lines().next().map(ToOwned::to_owned);
            line(written).or_else(|| line(said))
        })
        .unwrap_or_else(|| format!("of an unknown version: {program}"))
}
