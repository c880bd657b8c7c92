//! Components that depend on a value: `if`, `if let`, `match`, `for`, blocks and `..` splices, and functions of
//! `components![..]` that two events share.
//!
//! ```sh
//! cargo run --example control_flow
//! ```
//!
//! A customer uploads contacts. One import succeeds and two fail, and each event has the components that its values
//! select. The example prints each event as the call without control flow that creates the same:
//!
//! ```text
//! customer_event!(
//!     title = "2140 contacts were imported",
//!     customer_identifier = email_address("jane@acme.com"),
//!     components = [
//!         text("3 lines were duplicates.", color = Warning),
//!         badge("Customers", color = Grey),
//!         badge("Europe", color = Blue),
//!         text("The plan has room for 360 more contacts."),
//!         divider(),
//!         row(
//!             main_content = [
//!                 text("contacts.csv"),
//!                 text("Uploaded by Jane Fenwick", color = Muted),
//!             ],
//!             aside_content = [link_button(
//!                 "Open the upload",
//!                 "https://app.example.com/uploads/..-1",
//!             )],
//!         ),
//!     ],
//!     external_id = "upload-..-1",
//! )
//! ..
//!         text("Line 17: the column `email` is missing.", color = Error),
//! ..
//!         text("The file has 61.2 MB, and may have 50 MB.", color = Error),
//! ..
//! ```

use std::error::Error;
use std::process::ExitCode;

use plain_runtime::{Client, CreateCustomerEventInput, EventComponent, components, customer_event};
use plain_sandbox::{EventKind, macro_call};

mod support;

struct Upload {
    id: String,
    file: &'static str,
    lists: &'static [&'static str],
    uploaded_by: Option<&'static str>,
    plan: Plan,
}

enum Plan {
    Free { left: u32 },
    Pro,
}

enum Problem {
    MissingColumn { line: u32, name: &'static str },
    TooLarge { megabytes: f64 },
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = support::connect().await?;
    let number = support::unique_number();
    let contacts = Upload {
        id: format!("{number}-1"),
        file: "contacts.csv",
        lists: &["Customers", "Europe"],
        uploaded_by: Some("Jane Fenwick"),
        plan: Plan::Free { left: 360 },
    };
    create(&client, imported(&contacts, 2_140, 3)).await?;

    let upload = |index, file| Upload {
        id: format!("{number}-{index}"),
        file,
        lists: &[],
        uploaded_by: None,
        plan: Plan::Pro,
    };
    let missing_column = Problem::MissingColumn {
        line: 17,
        name: "email",
    };
    create(&client, failed(&upload(2, "leads.csv"), &missing_column)).await?;
    let too_large = Problem::TooLarge { megabytes: 61.25 };
    create(&client, failed(&upload(3, "archive.csv"), &too_large)).await
}

fn imported(upload: &Upload, contacts: u32, skipped: u32) -> CreateCustomerEventInput {
    customer_event!(
        title = "{contacts} contacts were imported",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            // Without `else`, a component that is left out.
            if skipped > 0 {
                text("{skipped} lines were duplicates.", color = Warning)
            },
            // One component for each element. A block may hold several, and `let`.
            for list in upload.lists {
                let is_region = *list == "Europe";
                badge("{list}", color = if is_region { Blue } else { Grey })
            },
            match upload.plan {
                Plan::Free { left: 0 } => text("The plan has no room for more contacts."),
                Plan::Free { left } => text("The plan has room for {left} more contacts."),
                Plan::Pro => {}
            },
            // Any iterator of components.
            ..upload_details(upload),
        ],
        external_id = "upload-{upload.id}",
    )
}

fn failed(upload: &Upload, problem: &Problem) -> CreateCustomerEventInput {
    customer_event!(
        title = "Import failed",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            match problem {
                Problem::MissingColumn { line, name } => text(
                    "Line {line}: the column `{name}` is missing.",
                    color = Error
                ),
                Problem::TooLarge { megabytes } => text(
                    "The file has {megabytes:.1} MB, and may have 50 MB.",
                    color = Error
                ),
            },
            ..upload_details(upload),
        ],
        external_id = "upload-{upload.id}",
    )
}

/// A fragment that both events end with.
fn upload_details(upload: &Upload) -> Vec<EventComponent> {
    components![
        divider(),
        row(
            main_content = [
                text("{upload.file}"),
                if let Some(name) = upload.uploaded_by {
                    text("Uploaded by {name}", color = Muted)
                },
            ],
            aside_content = [link_button(
                "Open the upload",
                "https://app.example.com/uploads/{upload.id}"
            )],
        ),
    ]
}

async fn create(client: &Client, event: CreateCustomerEventInput) -> Result<(), Box<dyn Error>> {
    client.create_customer_event(&event).await?;
    let input = serde_json::to_value(&event)?;
    println!("{}", macro_call(EventKind::CustomerEvent, &input));
    Ok(())
}
