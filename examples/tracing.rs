//! Logs a call with `tracing`: a failed attempt, its retry, and the span of the call with its
//! durations. The example `opentelemetry` exports the same span.
//!
//! ```sh
//! cargo run --example tracing
//! ```
//!
//! The call is sent to a sandbox of its own, which fails the first attempt:
//!
//! ```text
//! .. WARN plain{..}: plain_runtime::client::span: request failed, retrying attempt=1 outcome="unavailable" ..
//! .. INFO plain{.. plain.attempts=2 ..}: plain_runtime::client::span: close ..
//! tev_..
//! ```

use std::error::Error;

use plain_runtime::customer_event;
use plain_sandbox::{Fault, FaultRule, Sandbox};
use tracing::Level;
use tracing_subscriber::fmt::format::FmtSpan;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_span_events(FmtSpan::CLOSE)
        .init();

    let sandbox = Sandbox::builder()
        .faults([FaultRule::new(Fault::status(503)).next(1)])
        .start()
        .await?;
    let client = sandbox.client();
    let event = customer_event!(
        client,
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    )
    .await?;
    println!("{}", event.id);
    Ok(())
}
