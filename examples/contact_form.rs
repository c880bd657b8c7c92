//! A contact form over axum. A message becomes a thread of the customer and their company, with an event
//! that shows the account.
//!
//! ```sh
//! cargo run --example contact_form
//! cargo test --example contact_form
//! ```
//!
//! Prints the address of the form. With `PLAIN_API_KEY`, the form writes to your workspace, and otherwise to
//! a local sandbox, whose page shows the threads.
//!
//! ```text
//! The form is at http://127.0.0.1:../
//! ```

use std::process::ExitCode;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use axum::{Form, Router};
use plain_runtime::{
    Client, Customer, Error, ExistingThread, TenantIdentifier, UpsertCustomerInput,
    UpsertTenantInput, thread, thread_event,
};
use serde::Deserialize;
use tokio::net::TcpListener;
use uuid::Uuid;

mod support;

/// A message, as the form sends it.
#[derive(Deserialize)]
struct Message {
    /// From the form, so that a message that is sent twice becomes one thread.
    id: String,
    name: String,
    email: String,
    company: String,
    topic: String,
    text: String,
    /// A browser sends only a checkbox that is checked.
    #[serde(default)]
    is_urgent: bool,
}

/// The account of a company, which a product reads from its database.
struct Account {
    id: String,
    plan: &'static str,
    seats: u32,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (client, _sandbox) = support::connect().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("The form is at http://{}/", listener.local_addr()?);
    axum::serve(listener, app(client)).await?;
    Ok(())
}

fn app(client: Client) -> Router {
    Router::new()
        .route("/", get(show_form).post(receive))
        .with_state(client)
}

async fn show_form() -> Html<String> {
    let id = Uuid::now_v7();
    Html(format!(
        r#"<!doctype html><title>Contact</title><form method="post">
<input type="hidden" name="id" value="{id}">
<p><label>Name <input name="name" required></label>
<p><label>Email <input name="email" type="email" required></label>
<p><label>Company <input name="company" required></label>
<p><label>Topic <select name="topic"><option>Billing<option>Bug<option>Question</select></label>
<p><label>Message <textarea name="text" required></textarea></label>
<p><label><input name="is_urgent" type="checkbox" value="true"> Urgent</label>
<p><button>Send</button></form>"#
    ))
}

async fn receive(
    State(client): State<Client>,
    Form(message): Form<Message>,
) -> Result<Html<String>, (StatusCode, String)> {
    match open_thread(&client, &message).await {
        Ok(thread) => Ok(Html(format!("Thank you, this is {}.", thread.reference))),
        Err(error @ Error::Invalid(_)) => {
            Err((StatusCode::UNPROCESSABLE_ENTITY, error.to_string()))
        }
        Err(error) => {
            eprintln!("{error}");
            let text = "Your message was not received. Please send it again.".to_owned();
            Err((StatusCode::SERVICE_UNAVAILABLE, text))
        }
    }
}

/// Opens the thread of a message. Every step may be repeated: nothing is created twice.
async fn open_thread(client: &Client, message: &Message) -> Result<ExistingThread, Error> {
    let account = account(&message.company);
    let customer = upsert_customer(client, message, &account).await?;
    let external_id = format!("contact-{}", message.id);
    let existing = client.thread_by_external_id(&customer.id, &external_id);
    let thread = match existing.await? {
        Some(thread) => thread,
        None => create_thread(client, message, &customer, &account).await?,
    };
    let event = thread_event!(
        client,
        title = "Account of {message.company}",
        thread_id = thread.id,
        components = [
            row(
                main_content = [text("Plan"), text("{account.seats} seats", color = Muted)],
                aside_content = [badge("{account.plan}", color = Green)],
            ),
            link_button(
                "View in admin",
                "https://admin.example.com/accounts/{account.id}"
            ),
        ],
        external_id = "contact-account-{message.id}",
    )
    .await;
    match event {
        Ok(_) | Err(Error::AlreadyCreated { .. }) => Ok(thread),
        Err(error) => Err(error),
    }
}

/// Upserts the customer and the tenant.
async fn upsert_customer(
    client: &Client,
    message: &Message,
    account: &Account,
) -> Result<Customer, Error> {
    let customer = UpsertCustomerInput::by_email(&message.email, &message.name);
    client.upsert_customer(&customer).await?;
    let tenant = UpsertTenantInput::by_external_id(&account.id, &message.company);
    client.upsert_tenant(&tenant).await?;
    let tenants = [TenantIdentifier::external_id(&account.id)];
    client
        .add_customer_to_tenants(&customer.identifier, &tenants)
        .await
}

async fn create_thread(
    client: &Client,
    message: &Message,
    customer: &Customer,
    account: &Account,
) -> Result<ExistingThread, Error> {
    let created = thread!(
        client,
        customer_identifier = customer_id(customer.id),
        title = "{message.topic} from {message.name}",
        components = [text("{message.text}")],
        priority = if message.is_urgent { Urgent } else { Normal },
        tenant_identifier = external_id(account.id),
        thread_fields = [
            string_field("topic", message.topic),
            number_field("seats", account.seats),
        ],
        external_id = "contact-{message.id}",
    )
    // The fields may not be configured in Plain.
    .without_unknown_references()
    .await?;
    for reference in &created.left_out {
        eprintln!("{reference} does not exist in Plain");
    }
    Ok(created.thread)
}

fn account(company: &str) -> Account {
    let words: Vec<String> = company
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    Account {
        id: words.join("-"),
        plan: "Pro",
        seats: 12,
    }
}

#[cfg(test)]
mod tests {
    use plain_sandbox::Sandbox;

    use super::*;

    const MESSAGE: &str = "id=7&name=Kim+Poe&email=kim%40poe.example&company=Poe+%26+Sons&topic=Bug\
                           &text=The+*page*+is+empty.&is_urgent=true";

    /// Sends messages to the form, and returns the statuses.
    async fn post(sandbox: &Sandbox, messages: &[&str]) -> Vec<u16> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(axum::serve(listener, app(sandbox.client())).into_future());
        let http = reqwest::Client::new();
        let mut statuses = Vec::new();
        for message in messages {
            let request = http
                .post(&url)
                .header("content-type", "application/x-www-form-urlencoded")
                .body((*message).to_owned());
            statuses.push(request.send().await.unwrap().status().as_u16());
        }
        server.abort();
        statuses
    }

    #[tokio::test]
    async fn message_that_is_sent_twice_is_one_thread() {
        let sandbox = Sandbox::start().await;
        assert_eq!(post(&sandbox, &[MESSAGE, MESSAGE]).await, [200, 200]);

        let threads = sandbox.threads();
        // The first one is seeded.
        let [_, thread] = threads.as_slice() else {
            panic!("{threads:?}");
        };
        assert_eq!(thread.title, "Bug from Kim Poe");
        assert_eq!(
            (thread.priority, thread.external_id.as_deref()),
            (0, Some("contact-7"))
        );
        assert_eq!(
            thread.fields,
            [
                ("topic".to_owned(), "Bug".into()),
                ("seats".to_owned(), 12.into())
            ]
        );
        let tenants = sandbox.tenants();
        let tenant = tenants
            .iter()
            .find(|tenant| tenant.external_id == "poe-sons")
            .unwrap();
        assert_eq!(thread.tenant_id.as_ref(), Some(&tenant.id));
        assert_eq!(
            tenant.customer_ids.as_slice(),
            std::slice::from_ref(&thread.customer_id)
        );
        let events = sandbox.expect_events(1, |event| event.title == "Account of Poe & Sons");
        assert_eq!(events[0].external_id.as_deref(), Some("contact-account-7"));
    }

    #[tokio::test]
    async fn thread_is_created_without_an_unknown_field() {
        let sandbox = Sandbox::start().await;
        sandbox.add_thread_field_schema("topic", "STRING");
        assert_eq!(post(&sandbox, &[MESSAGE]).await, [200]);
        let thread = sandbox.threads().pop().unwrap();
        assert_eq!(thread.fields, [("topic".to_owned(), "Bug".into())]);
    }

    #[tokio::test]
    async fn invalid_address_is_an_error_of_the_form() {
        let sandbox = Sandbox::start().await;
        let message = MESSAGE.replace("%40poe.example", "");
        assert_eq!(post(&sandbox, &[&message]).await, [422]);
        sandbox.expect_events(0, |_| true);
    }
}
