//! Events per second, by the number of requests in flight.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use plain_benches::sandbox::SandboxProcess;
use plain_benches::table::Table;

use crate::before::{self, InFlight};
use crate::{Build, Options};

/// Events per second of an empty sandbox, by the number of requests in flight.
pub(crate) async fn measure(options: &Options, builds: &[Build]) -> Result<()> {
    let mut table = Table::new([
        "sandbox",
        "in flight",
        "storage",
        "events/s",
        "p50 ms",
        "p99 ms",
        "KB written per event",
        "events/s to 8e78da1",
    ]);
    let file = std::env::temp_dir().join(format!("sandbox-load-{}.db", std::process::id()));
    for database in [None, Some(&file)] {
        for in_flight in [1, 16, 256] {
            let before = before::in_flight(in_flight, database.is_some());
            for build in builds {
                remove(&file);
                let database = database.map(PathBuf::as_path);
                let mut sandbox = SandboxProcess::start(&build.program, database)?;
                let time = Duration::from_secs_f64(options.seconds);
                let load = sandbox.create(u64::MAX / 2, time, in_flight).await?;
                let storage = database.map_or("memory", |_| "--db");
                let ratio = before.map(|it| format!("{:.2}", load.rate / it.rate));
                table.row([
                    build.name.clone(),
                    in_flight.to_string(),
                    storage.to_owned(),
                    format!("{:.0}", load.rate),
                    format!("{:.2}", load.p50),
                    format!("{:.2}", load.p99),
                    kib_per_event(sandbox.written()?, load.events),
                    ratio.unwrap_or_default(),
                ]);
            }
            table.row(before.map(InFlight::row).into_iter().flatten());
        }
    }
    remove(&file);
    println!("{table}");
    Ok(())
}

fn remove(file: &std::path::Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

#[expect(clippy::cast_precision_loss, reason = "less than 2^52")]
fn kib_per_event(bytes: u64, events: usize) -> String {
    format!("{:.1}", bytes as f64 / 1_024.0 / events as f64)
}
