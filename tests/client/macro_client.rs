//! Clients as the first argument of the macros, and pointers to events.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, LazyLock, Mutex, RwLock};

use plain_runtime::{
    Client, CreateCustomerEventInput, CustomerEvent, Error, ThreadEvent, blocking, customer_event,
    thread, thread_event,
};
use plain_sandbox::seed;

use crate::{client_of, event};

/// A wrapper of a user's framework.
struct State<T>(T);

impl<T> Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

macro_rules! submit {
    ($client:expr) => {
        customer_event!(
            $client,
            title = "Trial completed",
            customer_identifier = email_address(seed::CUSTOMER_EMAIL_ADDRESS),
            components = [text("Fourteen days are over.")],
        )
    };
}

#[tokio::test]
async fn every_pointer_to_a_client_is_a_client() -> Result<(), Error> {
    let sandbox = crate::start().await;
    let client = client_of(&sandbox).build().unwrap();
    let reference = &&client;
    let _ = submit!(client).await?;
    let _ = submit!(reference).await?;
    let _ = submit!(&client).await?;
    let _ = submit!(Arc::new(client.clone())).await?;
    let _ = submit!(State(Box::new(client.clone()))).await?;
    let guarded = Mutex::new(client.clone());
    let future = submit!(guarded.lock().unwrap());
    let _ = tokio::spawn(future).await.unwrap()?;
    assert_eq!(sandbox.events().len(), 6);
    Ok(())
}

fn blocking_results(client: &blocking::Client) -> Result<String, Error> {
    let shared = Arc::new(client.clone());
    let first = submit!(client)?;
    let second = submit!(shared)?;
    let invalid = thread_event!(
        State(client),
        title = " {first.id}",
        thread_id = first.id.replace(|_: char| true, ""),
        components = [badge("a")],
    );
    assert!(matches!(invalid, Err(Error::Invalid(_))));
    Ok(second.title)
}

#[test]
fn blocking_client_returns_the_result() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let sandbox = runtime.block_on(crate::start());
    let client: Client = client_of(&sandbox).build().unwrap();
    let client = blocking::Client::new(client).unwrap();
    assert_eq!(blocking_results(&client).unwrap(), "Trial completed");
}

fn title(event: impl CustomerEvent) -> String {
    event.customer_event().title.into_owned()
}

#[derive(plain_runtime::CustomerEvent)]
#[customer_event(transparent)]
enum AnyEvent<'a> {
    Shared(Arc<CreateCustomerEventInput>),
    Dynamic(Rc<dyn CustomerEvent>),
    Mutable(&'a mut CreateCustomerEventInput),
    Borrowed(Cow<'a, CreateCustomerEventInput>),
}

#[test]
fn pointers_to_events_are_events() {
    let mut own = event();
    let dynamic: Arc<dyn CustomerEvent + Send + Sync> = Arc::new(event());
    let pinned: Pin<Box<dyn CustomerEvent>> = Box::pin(event());
    assert_eq!(title(&mut own), own.title);
    assert_eq!(title(Arc::clone(&dynamic)), own.title);
    assert_eq!(title(pinned), own.title);
    assert_eq!(title(Cow::Borrowed(&own)), own.title);
    assert_eq!(title(Mutex::new(event()).lock().unwrap()), own.title);
    assert_eq!(title(RwLock::new(event()).read().unwrap()), own.title);
    for any in [
        AnyEvent::Shared(Arc::new(event())),
        AnyEvent::Dynamic(Rc::new(event())),
        AnyEvent::Dynamic(Rc::new(LazyLock::new(event))),
        AnyEvent::Dynamic(Rc::new(LazyCell::new(event))),
        AnyEvent::Mutable(&mut event()),
        AnyEvent::Borrowed(Cow::Owned(event())),
    ] {
        assert_eq!(title(any), own.title);
    }
    let threads: Rc<dyn ThreadEvent> = Rc::new(thread_event!(
        title = "Escalated",
        thread_id = "th_1",
        components = [badge("P1")],
    ));
    assert_eq!(Rc::clone(&threads).thread_event().title, "Escalated");
}

#[tokio::test]
async fn thread_macro_creates_a_thread() -> Result<(), Error> {
    let sandbox = crate::start().await;
    let client = Arc::new(client_of(&sandbox).build().unwrap());
    let created = thread!(
        client,
        customer_identifier = email_address(seed::CUSTOMER_EMAIL_ADDRESS),
        title = "Cannot log in",
        components = [text("The password is rejected.")],
        priority = High,
        external_id = "ticket-7",
    )
    .without_unknown_references()
    .await?;
    assert_eq!(created.thread.title, "Cannot log in");
    assert_eq!(created.left_out, []);
    Ok(())
}
