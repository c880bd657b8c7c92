//! Compares the length of the request body for an event with one text: our client and both official
//! TypeScript SDKs.

use std::fs;

use anyhow::{Result, ensure};
use plain_benches::mock_server::MockServer;
use plain_benches::table::Table;
use plain_benches::{cargo, machine, process, typescript};
use plain_runtime::{Client, customer_event};

#[tokio::main]
async fn main() -> Result<()> {
    typescript::install()?;
    machine::print_header("Request body of an event with one text", &["node"]);
    let folder = cargo::fresh_folder("body-bytes")?;
    let server = MockServer::start(&folder)?;

    let client = Client::builder()
        .api_key("plainApiKey_benchmark")
        .api_url(format!("{}/record/plain-runtime", server.urls.http1))
        .build()?;
    customer_event!(
        client,
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [text(
            "New API key was added with the fingerprint **3b7896975ee9fd15eeb7** with 4 associated roles."
        )],
        external_id = "api-key-1",
    )
    .await?;
    let url = format!("{}/record/*", server.urls.http1);
    process::run(typescript::program("one.js").arg(url))?;

    let mut table = Table::new(["client", "bytes", "ours / this"]);
    let length = |name: &str| fs::metadata(folder.join(name)).map(|file| file.len());
    let own = length("plain-runtime")?;
    for name in ["plain-runtime", "typescript-sdk", "graphql"] {
        let bytes = length(name)?;
        #[expect(clippy::cast_precision_loss, reason = "they are few")]
        let ratio = own as f64 / bytes as f64;
        table.row([name.to_owned(), bytes.to_string(), format!("{ratio:.2}")]);
        ensure!(own <= bytes, "our body is longer than that of {name}");
    }
    println!("{table}");
    Ok(())
}
