//! From wire to decision: each class of operation under each kind of failure. How many requests are sent,
//! how the call ends, and what exists afterwards.

use std::fmt;
use std::time::Duration;

use plain_runtime::{
    Client, CreateNoteInput, CreateThreadInput, CustomerIdentifier, Error, ReplyToThreadInput,
    ThreadPriority, thread_event,
};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};

use crate::{client_of, start};

/// An operation, as a representative of its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// Keyed: a duplicate means success.
    Event,
    /// Idempotent.
    Priority,
    /// Looked up: a thread with an external ID.
    KeyedThread,
    /// Unkeyed.
    Thread,
    Reply,
    Note,
}

const CALLS: [Call; 6] = [
    Call::Event,
    Call::Priority,
    Call::KeyedThread,
    Call::Thread,
    Call::Reply,
    Call::Note,
];

fn thread() -> CreateThreadInput {
    CreateThreadInput {
        title: Some("Cannot log in".into()),
        ..CreateThreadInput::new(CustomerIdentifier::customer_id(seed::CUSTOMER_ID))
    }
}

impl Call {
    /// Field of the mutation.
    fn operation(self) -> &'static str {
        match self {
            Self::Event => "createThreadEvent",
            Self::Priority => "changeThreadPriority",
            Self::KeyedThread | Self::Thread => "createThread",
            Self::Reply => "replyToThread",
            Self::Note => "createNote",
        }
    }

    async fn execute(self, client: &Client) -> Result<(), Error> {
        match self {
            Self::Event => thread_event!(
                client,
                title = "Escalated",
                thread_id = seed::THREAD_ID,
                components = [badge("P1", color = Red)],
            )
            .await
            .map(drop),
            Self::Priority => client
                .change_thread_priority(seed::THREAD_ID, ThreadPriority::Urgent)
                .await
                .map(drop),
            Self::KeyedThread => {
                let mut thread = thread();
                thread.external_id = Some("ticket-7".into());
                let created = client.create_thread(&thread).await?;
                assert_eq!(created.thread.external_id.as_deref(), Some("ticket-7"));
                Ok(())
            }
            Self::Thread => client.create_thread(&thread()).await.map(drop),
            Self::Reply => {
                let reply = ReplyToThreadInput::new(seed::THREAD_ID, "It is fixed.");
                client.reply_to_thread(&reply).await
            }
            Self::Note => {
                let mut note = CreateNoteInput::new(seed::CUSTOMER_ID, "Their contract ends.");
                note.thread_id = Some(seed::THREAD_ID.to_owned());
                client.create_note(&note).await.map(drop)
            }
        }
    }

    /// How often the call took effect.
    fn effects(self, sandbox: &Sandbox) -> usize {
        let threads = sandbox.threads();
        match self {
            Self::Event => sandbox.events().len(),
            Self::Priority => usize::from(threads[0].priority == 0),
            Self::KeyedThread | Self::Thread => threads.len() - 1,
            Self::Reply => threads[0].replies.len(),
            Self::Note => threads[0].notes.len(),
        }
    }
}

/// Outcome of a call.
#[derive(PartialEq, Eq)]
struct Seen {
    mutations: usize,
    /// Queries for the thread.
    look_ups: usize,
    effects: usize,
    end: &'static str,
}

/// Written as in the tables below.
impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            mutations,
            look_ups,
            effects,
            end,
        } = self;
        write!(f, "{mutations} {look_ups} {effects} {end}")
    }
}

/// Executes a call whose mutation has these faults.
async fn observe(call: Call, rule: FaultRule) -> Seen {
    let sandbox = start().await;
    sandbox.faults().set([rule.operation(call.operation())]);
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let result = call.execute(&client).await;
    let requests = sandbox.requests();
    let count = |operation: &str| {
        let matching = requests.iter().filter(|it| it.operations == [operation]);
        matching.count()
    };
    let look_ups = count("threadByExternalId");
    assert_eq!(
        count(call.operation()) + look_ups + count("thread"),
        requests.len()
    );
    Seen {
        mutations: count(call.operation()),
        look_ups,
        effects: call.effects(&sandbox),
        end: match result {
            Ok(()) => "ok",
            Err(error) if error.may_have_taken_effect() => "unknown",
            Err(_) => "none",
        },
    }
}

/// Compares the outcome of each call, in the order of `CALLS`, written as `Seen`.
async fn check(fault: &Fault, next: u64, expected: [&str; 6]) {
    for (call, expected) in CALLS.into_iter().zip(expected) {
        let seen = observe(call, FaultRule::new(fault.clone()).next(next)).await;
        assert_eq!(
            format!("{seen:?}"),
            expected,
            "{call:?}: {next} times {fault}"
        );
    }
}

/// Fails every attempt.
const ALWAYS: u64 = 1_000;

#[tokio::test]
async fn attempt_without_effect_is_repeated_by_every_class() {
    // Mutations, look-ups, effects, end.
    let once_more = ["2 0 1 ok"; 6];
    check(&Fault::status(429), 1, once_more).await;
    check(&Fault::status(429).header("retry-after", "2"), 1, once_more).await;
    check(
        &Fault::graphql_error("RATE_LIMITED", "Too many"),
        1,
        once_more,
    )
    .await;
}

#[tokio::test]
async fn refused_request_is_not_repeated_by_any_class() {
    let refused = ["1 0 0 none"; 6];
    for fault in [
        Fault::status(400),
        Fault::status(401),
        Fault::status(403),
        Fault::graphql_error("FORBIDDEN", "No"),
        Fault::graphql_error("GRAPHQL_VALIDATION_FAILED", "No"),
        Fault::mutation_error("VALIDATION", "input_validation", "No"),
        Fault::mutation_error("FORBIDDEN", "forbidden", "No"),
    ] {
        check(&fault, ALWAYS, refused).await;
    }
}

/// Failures that may come before or after the commit.
fn ambiguous() -> [Fault; 6] {
    [
        Fault::status(500),
        Fault::status(502).body("<html></html>"),
        Fault::graphql_error("INTERNAL_SERVER_ERROR", "No"),
        Fault::mutation_error("INTERNAL", "internal", "No"),
        Fault::status(200).body("{\"data\":"),
        Fault::reset(),
    ]
}

#[tokio::test]
async fn failure_before_the_commit_is_settled_by_class() {
    for fault in ambiguous() {
        let unkeyed = "1 0 0 unknown";
        let expected = [
            "2 0 1 ok", "2 0 1 ok", "2 1 1 ok", unkeyed, unkeyed, unkeyed,
        ];
        check(&fault, 1, expected).await;
        let retried = "3 0 0 unknown";
        let expected = [retried, retried, "3 3 0 unknown", unkeyed, unkeyed, unkeyed];
        check(&fault, ALWAYS, expected).await;
    }
}

#[tokio::test]
async fn failure_after_the_commit_is_settled_by_class() {
    for fault in ambiguous() {
        let (fault, unkeyed) = (fault.after_commit(), "1 0 1 unknown");
        let expected = [
            "2 0 1 ok", "2 0 1 ok", "1 1 1 ok", unkeyed, unkeyed, unkeyed,
        ];
        check(&fault, 1, expected).await;
        let retried = "3 0 1 unknown";
        let expected = [retried, retried, "1 1 1 ok", unkeyed, unkeyed, unkeyed];
        check(&fault, ALWAYS, expected).await;
    }
}

#[tokio::test]
async fn broken_body_is_settled_by_class() {
    for fault in [Fault::truncate(), Fault::oversized_body(1_100_000)] {
        let unkeyed = "1 0 1 unknown";
        let expected = [
            "2 0 1 ok", "2 0 1 ok", "1 1 1 ok", unkeyed, unkeyed, unkeyed,
        ];
        check(&fault, 1, expected).await;
    }
}

#[tokio::test]
async fn timeout_is_settled_by_class() {
    let unkeyed = "1 0 0 unknown";
    let expected = [
        "2 0 1 ok", "2 0 1 ok", "2 1 1 ok", unkeyed, unkeyed, unkeyed,
    ];
    check(&Fault::no_response(), 1, expected).await;
    let unkeyed = "1 0 1 unknown";
    let expected = [
        "2 0 1 ok", "2 0 1 ok", "1 1 1 ok", unkeyed, unkeyed, unkeyed,
    ];
    check(&Fault::no_response().after_commit(), 1, expected).await;
}

#[tokio::test]
async fn unsent_request_has_no_effect_in_any_class() {
    for call in CALLS {
        let sandbox = Sandbox::start().await;
        let client = client_of(&sandbox).build().unwrap();
        drop(sandbox);
        let error = call.execute(&client).await.unwrap_err();
        assert!(error.is_retryable(), "{call:?}: {error}");
        assert!(!error.may_have_taken_effect(), "{call:?}: {error}");
        assert_eq!(error.attempts(), 3, "{call:?}");
    }
}
