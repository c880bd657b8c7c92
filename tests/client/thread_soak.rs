//! Soak test: threads and notes, with faults injected into 30 percent of the requests, those of the look-ups
//! included. No thread and no note exists twice, and no error denies an effect.
//!
//! `PLAIN_SOAK_THREADS` sets the number of threads, `PLAIN_SOAK_SEED` the seed of the faults.

use std::collections::BTreeSet;

use plain_runtime::{
    Client, CreateNoteInput, CreateThreadInput, CustomerIdentifier, Error, ExistingThread, thread,
};
use plain_sandbox::{Sandbox, seed};

use crate::soak::{faulty_sandbox, number};

#[tokio::test]
async fn threads_and_notes_never_exist_twice_despite_faults() {
    let count = number("PLAIN_SOAK_THREADS", 150);
    let seed = number("PLAIN_SOAK_SEED", 7);
    let (sandbox, client) = faulty_sandbox(seed).await;
    let client = client.build().unwrap();
    let (mut ids, mut unknown) = (BTreeSet::new(), 0);
    for number in 0..count {
        let thread = ticket(number);
        let created = create_with_retries(&client, &sandbox, &thread).await;
        assert_eq!(created.external_id, thread.external_id.map(String::from));
        assert!(ids.insert(created.id));
        unknown += u32::from(note_once(&client, &sandbox, number).await);
    }
    let threads = sandbox.threads();
    let existing: BTreeSet<String> = threads[1..].iter().map(|it| it.id.clone()).collect();
    assert_eq!(existing, ids);
    assert_eq!(threads.len() - 1, ids.len());
    // Faults did occur.
    assert!(u64::from(unknown) > count / 50, "{unknown}");
    eprintln!("{count} threads; {unknown} notes with an unknown outcome");
}

fn ticket(number: u64) -> CreateThreadInput {
    let jane = match number % 3 {
        0 => CustomerIdentifier::customer_id(seed::CUSTOMER_ID),
        1 => CustomerIdentifier::email_address(seed::CUSTOMER_EMAIL_ADDRESS),
        _ => CustomerIdentifier::external_id(seed::CUSTOMER_EXTERNAL_ID),
    };
    thread!(
        customer_identifier = jane,
        title = "Ticket {number}",
        external_id = "ticket-{number}",
    )
}

/// Creates a thread like a caller: asks for it before it repeats a call of unknown outcome.
async fn create_with_retries(
    client: &Client,
    sandbox: &Sandbox,
    thread: &CreateThreadInput,
) -> ExistingThread {
    let external_id = thread.external_id.as_deref().unwrap();
    for _ in 0..50 {
        let error = match client.create_thread(thread).await {
            Ok(created) => return created.thread,
            Err(error) => error,
        };
        // An attempt that timed out may take effect late, and its repetition is refused as taken.
        let is_taken = matches!(error, Error::Rejected { .. }) && error.may_have_taken_effect();
        assert!(error.is_retryable() || is_taken, "{error}");
        assert_eq!(error.external_id(), Some(external_id));
        if !error.may_have_taken_effect() {
            let mut threads = sandbox.threads().into_iter();
            assert!(threads.all(|it| it.external_id.as_deref() != Some(external_id)));
        } else if let Some(existing) = find(client, external_id).await {
            return existing;
        }
    }
    panic!("too many calls");
}

async fn find(client: &Client, external_id: &str) -> Option<ExistingThread> {
    for _ in 0..50 {
        match client
            .thread_by_external_id(seed::CUSTOMER_ID, external_id)
            .await
        {
            Ok(found) => return found,
            Err(error) => assert!(error.is_retryable(), "{error}"),
        }
    }
    panic!("too many queries");
}

/// Creates a note with one call. Returns whether its outcome is unknown.
async fn note_once(client: &Client, sandbox: &Sandbox, number: u64) -> bool {
    let mut note = CreateNoteInput::new(seed::CUSTOMER_ID, format!("Note {number}"));
    note.thread_id = Some(seed::THREAD_ID.to_owned());
    let result = client.create_note(&note).await;
    let notes = sandbox.threads().swap_remove(0).notes;
    let count = notes.iter().filter(|it| **it == note.text).count();
    let is_unknown = result.as_ref().is_err_and(Error::may_have_taken_effect);
    match result {
        Ok(created) => assert_eq!((created.text, count), (note.text, 1)),
        Err(error) if is_unknown => assert!(count <= 1, "{error}"),
        Err(error) => assert_eq!(count, 0, "{error}"),
    }
    is_unknown
}
