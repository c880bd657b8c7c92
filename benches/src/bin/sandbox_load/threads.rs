//! A customer with many threads, each of which shows every event of the customer.

use std::time::Duration;

use anyhow::Result;
use plain_benches::sandbox::SandboxProcess;
use plain_benches::table::Table;

use crate::{Build, Options, before};

/// Creates events about a customer with each number of threads.
pub(crate) async fn measure(options: &Options, builds: &[Build]) -> Result<()> {
    let mut table = Table::new([
        "sandbox",
        "threads",
        "events/s",
        "p99 ms",
        "MB per event",
        "events/s at 8e78da1",
        "ours / it",
    ]);
    for &threads in &options.threads {
        for build in builds {
            let mut sandbox = SandboxProcess::start(&build.program, None)?;
            // The customer has a thread already.
            sandbox.create_threads(threads.saturating_sub(1)).await?;
            let empty = sandbox.memory();
            let time = Duration::from_secs_f64(options.seconds);
            let load = sandbox.create(u64::MAX / 2, time, 16).await?;
            #[expect(clippy::cast_precision_loss, reason = "less than 2^52")]
            let per_event = (sandbox.memory() - empty) / load.events as f64;
            let before = before::threads(threads);
            let text = |figure: Option<f64>, digits: usize| {
                figure.map_or_else(String::new, |it| format!("{it:.digits$}"))
            };
            table.row([
                build.name.clone(),
                threads.to_string(),
                format!("{:.0}", load.rate),
                format!("{:.2}", load.p99),
                format!("{per_event:.3}"),
                text(before, 0),
                text(before.map(|it| load.rate / it), 2),
            ]);
        }
    }
    println!("At 8e78da1, an event took 0.29 MB with 501 threads.\n\n{table}");
    Ok(())
}
