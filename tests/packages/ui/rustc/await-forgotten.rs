// language
#![deny(unused_must_use)]

use plain_runtime::{Client, customer_event};

async fn trial_completed(client: &Client) {
    customer_event!(
        client,
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    );
}

fn main() {}
