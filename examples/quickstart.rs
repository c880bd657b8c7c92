//! Creates the example event from Plain's documentation and prints the response as JSON.
//!
//! ```sh
//! cargo run --example quickstart
//! ```
//!
//! With `PLAIN_API_KEY`, the event is created in your workspace, where the customer jane@acme.com must
//! exist, and otherwise in a local sandbox. It prints:
//!
//! ```text
//! {
//!   "__typename": "CustomerEvent",
//!   "id": "tev_..",
//!   "externalId": "api-key-..",
//!   "customerId": "c_..",
//!   "title": "API key generated",
//! ..
//! }
//! ```

use std::error::Error;
use std::process::ExitCode;

use plain_runtime::customer_event;

mod support;

struct ApiKey {
    id: u128,
    fingerprint: &'static str,
    roles: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let key = ApiKey {
        id: support::unique_number(),
        fingerprint: "3b7896975ee9fd15eeb7",
        roles: 4,
    };
    let (client, _sandbox) = support::connect().await?;

    let event = customer_event!(
        client,
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text(
                "New API key was added with the fingerprint **{key.fingerprint}** with {key.roles} associated roles."
            ),
            spacer(M),
            link_button("View in admin", "https://admin.your-app.com/keys/{key.id}"),
        ],
        external_id = "api-key-{key.id}",
    )
    .await?;

    serde_json::to_writer_pretty(std::io::stdout(), &event)?;
    println!();
    Ok(())
}
