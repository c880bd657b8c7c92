//! Header of the results of a benchmark: date, machine and tool versions.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::process;

/// Prints the name of the benchmark, the date, the machine and the versions of its tools.
pub fn print_header(benchmark: &str, tools: &[&str]) {
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
        .map_or("unknown processor", |rest| {
            rest.trim_start_matches([' ', '\t', ':'])
        });
    format!("{count} cores of {model}")
}

/// First line of the output of a program.
fn line_of(program: &str, arguments: &[&str]) -> String {
    process::output(Command::new(program).args(arguments))
        .ok()
        .and_then(|(_, stdout, stderr)| {
            let line = |text: String| text.lines().next().map(ToOwned::to_owned);
            line(stdout).or_else(|| line(stderr))
        })
        .unwrap_or_else(|| format!("unknown version of {program}"))
}
