use std::sync::Arc;

use plain_runtime::{customer_event, thread, thread_event};

/// A client of another crate.
struct OtherClient;

impl OtherClient {
    fn current() -> Self {
        Self
    }
}

async fn awaited(client: &OtherClient) -> Result<String, String> {
    let event = customer_event!(
        client,
        title = "Signed in",
        customer_identifier = external_id("user-17"),
        components = [text("Hello")],
    )
    .await?;
    Ok(event.id)
}

fn generic<C>(client: &C) {
    let event = thread_event!(
        client,
        title = "Escalated",
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
        components = [badge("P1")],
    );
    let created = event.unwrap();
    println!("{}", created.id);
}

async fn with_a_method(client: &OtherClient) {
    let created = thread!(client, customer_identifier = external_id("user-17"), title = "Hello")
        .without_unknown_references()
        .await
        .unwrap();
    println!("{}", created.thread.id);
}

async fn of_a_call() {
    drop(customer_event!(
        OtherClient::current(),
        title = "Signed in",
        customer_identifier = external_id("user-17"),
        components = [text("Hello")],
    ));
}

async fn of_a_field(state: Arc<(OtherClient, u8)>) {
    customer_event!(
        state.0,
        title = "Signed in",
        customer_identifier = external_id("user-17"),
        components = [text("Hello")],
    )
    .await;
}

fn main() {}
