//! Creates events for users whom Plain does not know by their ID: the customers are upserted on the way.
//!
//! The events are created in a local sandbox.

use std::error::Error;

use plain_runtime::{Client, CustomerEvent, UpsertCustomerInput};
use plain_sandbox::Sandbox;

struct User {
    id: &'static str,
    email: &'static str,
    name: &'static str,
}

const JOE: User = User {
    id: "user-17",
    email: "joe@acme.com",
    name: "Joe Doe",
};
const ANN: User = User {
    id: "user-18",
    email: "ann@acme.com",
    name: "Ann Moe",
};

#[derive(CustomerEvent)]
#[customer_event(
    title = "Signed up",
    customer_identifier = external_id(user.id),
    components = [text("{user.name} chose the plan **{plan}**.")],
    external_id = "signed-up-{user.id}",
)]
struct SignedUp<'a> {
    user: &'a User,
    plan: &'static str,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await;
    let client = sandbox.client();
    // Ann wrote an e-mail before she signed up: Plain knows her address, but not her ID.
    let ann = sandbox.add_customer(None, ANN.email);

    let joe = sign_up(&client, &JOE).await?;
    println!("Joe is a new customer, {joe}");
    assert_eq!(sign_up(&client, &ANN).await?, ann);
    println!("Ann is still the customer {ann}, and has an ID of ours now");
    Ok(())
}

/// Creates an event and returns the ID of its customer.
async fn sign_up(client: &Client, user: &User) -> Result<String, plain_runtime::Error> {
    let event = SignedUp { user, plan: "Team" };
    if let Err(error) = client.create_customer_event(&event).await {
        println!("Without an upsert: {error}");
        assert!(error.is_customer_not_found());
    }
    let customer = UpsertCustomerInput::by_email(user.email, user.name).external_id(user.id);
    let created = client
        .create_customer_event_upserting(&event, &customer)
        .await?;
    Ok(created.customer_id)
}
