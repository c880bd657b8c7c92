//! Events for users whom Plain does not know yet: the customer is upserted on the way.
//!
//! ```sh
//! cargo run --example upsert_then_event
//! ```
//!
//! Plain rejects an event for a customer who does not exist, and somebody who has never written to you does not exist
//! until you upsert them. `create_customer_event_upserting` does so, and only when it is needed: for a customer who
//! exists, it sends the same single request as `create_customer_event`.
//!
//! Joe signs up without having written before, and Ann wrote an e-mail first:
//!
//! ```text
//! Joe without an upsert: Plain rejected the input: Customer with externalId .. does not exist..
//! Joe with an upsert: event tev_.. of customer c_..
//! Ann, known by her address: event tev_.. of customer c_..
//! Ann again: reported before
//! ```

use std::error::Error;
use std::process::ExitCode;

use plain_runtime::{Client, CustomerEvent, Error as PlainError, UpsertCustomerInput};

mod support;

struct User {
    id: String,
    email: String,
    name: &'static str,
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Signed up",
    // The ID of the product, which stays the same if the address changes.
    customer_identifier = external_id(user.id),
    components = [text("{user.name} chose the plan **{plan}**.")],
    external_id = "signed-up-{user.id}",
)]
struct SignedUp<'a> {
    user: &'a User,
    plan: &'static str,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = support::connect().await?;
    let number = support::unique_number();
    let user = |name, prefix| User {
        id: format!("{prefix}-{number}"),
        email: format!("{prefix}-{number}@acme.com"),
        name,
    };
    let (joe, ann) = (user("Joe Doe", "joe"), user("Ann Moe", "ann"));

    let event = SignedUp {
        user: &joe,
        plan: "Team",
    };
    match client.create_customer_event(&event).await {
        Err(error) if error.is_customer_not_found() => println!("Joe without an upsert: {error}"),
        result => println!("Joe without an upsert: {}", result?.id),
    }
    println!("Joe with an upsert: {}", sign_up(&client, &joe).await?);

    // Her e-mail made Ann a customer, without an external ID.
    let writer = UpsertCustomerInput::by_email(&ann.email, ann.name);
    client.upsert_customer(&writer).await?;
    println!(
        "Ann, known by her address: {}",
        sign_up(&client, &ann).await?
    );
    println!("Ann again: {}", sign_up(&client, &ann).await?);
    Ok(())
}

/// Creates the event, and the customer if there is none. May be repeated after any error.
async fn sign_up(client: &Client, user: &User) -> Result<String, PlainError> {
    let event = SignedUp { user, plan: "Team" };
    // By the address, although the event has the external ID: an upsert by the external ID would fail for Ann,
    // whose address belongs to a customer. This one gives that customer the external ID.
    let customer = UpsertCustomerInput::by_email(&user.email, user.name).external_id(&user.id);
    let created = client
        .create_customer_event_upserting(&event, &customer)
        .await;
    match created {
        Ok(event) => Ok(format!(
            "event {} of customer {}",
            event.id, event.customer_id
        )),
        Err(PlainError::AlreadyCreated { .. }) => Ok("reported before".to_owned()),
        Err(error) => Err(error),
    }
}
