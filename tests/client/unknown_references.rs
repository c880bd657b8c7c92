//! Threads that are created without the references that Plain does not know.

use plain_runtime::thread_field::StringField;
use plain_runtime::{
    AssigneeIdentifier, CreateThreadInput, CreatedThread, CustomerIdentifier, Error,
    TenantIdentifier,
};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};
use serde_json::{Value, json};

use crate::{faulty, sandbox};

fn ticket() -> CreateThreadInput {
    CreateThreadInput {
        title: Some("Cannot log in".into()),
        ..CreateThreadInput::new(CustomerIdentifier::customer_id(seed::CUSTOMER_ID))
    }
}

fn left_out(created: &CreatedThread) -> Vec<String> {
    created.left_out.iter().map(ToString::to_string).collect()
}

/// A response in which Plain rejects the fields of the thread, each with a type.
fn rejection(fields: &[(&str, &str)]) -> Fault {
    let fields = fields.iter();
    let fields: Vec<Value> = fields
        .map(|(field, r#type)| json!({ "field": field, "message": "No", "type": r#type }))
        .collect();
    let error = json!({
        "message": "No", "type": "VALIDATION", "code": "not_found", "fields": fields,
    });
    let body = json!({ "data": { "createThread": { "thread": null, "error": error } } });
    Fault::status(200).body(body.to_string())
}

fn labels(sandbox: &Sandbox, count: usize) -> Vec<String> {
    let names = (0..count).map(|number| format!("Label {number}"));
    names.map(|name| sandbox.add_label_type(name)).collect()
}

#[tokio::test]
async fn each_unknown_reference_is_left_out() {
    let (sandbox, client) = sandbox().await;
    sandbox.add_thread_field_schema("seats", "STRING");
    let field = |key: &'static str| {
        StringField {
            key: key.into(),
            value: "12".into(),
        }
        .into()
    };
    for (thread, expected) in [
        (
            CreateThreadInput {
                label_type_ids: Some(vec!["lt_1".into()].into()),
                ..ticket()
            },
            "label type `lt_1`",
        ),
        (
            CreateThreadInput {
                thread_fields: Some(vec![field("seats"), field("plan")].into()),
                ..ticket()
            },
            "thread field `plan`",
        ),
        (
            CreateThreadInput {
                tenant_identifier: Some(TenantIdentifier::external_id("acme")),
                ..ticket()
            },
            "tenant `acme`",
        ),
        (
            CreateThreadInput {
                assigned_to: Some(AssigneeIdentifier::user_id("u_1")),
                ..ticket()
            },
            "assignee `u_1`",
        ),
    ] {
        sandbox.clear_requests();
        let error = client.create_thread(&thread).await.unwrap_err();
        assert!(matches!(error, Error::Rejected { .. }), "{error}");
        let call = client.create_thread(&thread).without_unknown_references();
        assert_eq!(left_out(&call.await.unwrap()), [expected]);
        assert_eq!(sandbox.requests().len(), 3);
    }
    let threads = sandbox.threads();
    assert_eq!(threads.len(), 5);
    assert_eq!(threads[2].fields, [("seats".to_owned(), json!("12"))]);
}

#[tokio::test]
async fn several_references_are_left_out_at_once() {
    let (sandbox, client) = sandbox().await;
    let thread = CreateThreadInput {
        label_type_ids: Some(vec!["lt_1".into()].into()),
        tenant_identifier: Some(TenantIdentifier::external_id("acme")),
        assigned_to: Some(AssigneeIdentifier::user_id(seed::USER_ID)),
        ..ticket()
    };
    let call = client.create_thread(&thread).without_unknown_references();
    let created = call.await.unwrap();
    assert_eq!(left_out(&created), ["label type `lt_1`", "tenant `acme`"]);
    assert!(created.thread.labels.is_empty() && created.thread.tenant.is_none());
    assert_eq!(
        sandbox.threads()[1].assignee_id.as_deref(),
        Some(seed::USER_ID)
    );
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn list_is_left_out_whole_or_by_index() {
    for (path, expected) in [
        ("labelTypeIds", 0..3),
        ("labelTypeIds[1]", 1..2),
        ("input.labelTypeIds.2", 2..3),
    ] {
        let (sandbox, client) =
            faulty([FaultRule::new(rejection(&[(path, "NOT_FOUND")])).next(1)]).await;
        let ids = labels(&sandbox, 3);
        let list: Vec<_> = ids.iter().map(|id| id.clone().into()).collect();
        let thread = CreateThreadInput {
            label_type_ids: Some(list.into()),
            ..ticket()
        };
        let call = client.create_thread(&thread).without_unknown_references();
        let removed = left_out(&call.await.unwrap());
        let names = ids[expected.clone()]
            .iter()
            .map(|id| format!("label type `{id}`"));
        assert_eq!(removed, names.collect::<Vec<_>>(), "{path}");
        let kept = ids
            .iter()
            .enumerate()
            .filter(|(index, _)| !expected.contains(index));
        let kept: Vec<&String> = kept.map(|(_, id)| id).collect();
        assert_eq!(
            sandbox.threads()[1]
                .label_type_ids
                .iter()
                .collect::<Vec<_>>(),
            kept
        );
    }
}

#[tokio::test]
async fn thread_with_another_fault_is_sent_once() {
    let unknown = ("labelTypeIds", "NOT_FOUND");
    for fault in [
        rejection(&[unknown, ("title", "VALIDATION")]),
        rejection(&[unknown, ("customerIdentifier", "NOT_FOUND")]),
        rejection(&[("labelTypeIds", "VALIDATION")]),
        rejection(&[("tenantIdentifier", "NOT_FOUND")]),
        rejection(&[]),
        Fault::mutation_error("VALIDATION", "customer_is_marked_as_spam", "No"),
        Fault::status(403),
    ] {
        let name = fault.to_string();
        let (sandbox, client) = faulty([fault]).await;
        let thread = CreateThreadInput {
            label_type_ids: Some(vec!["lt_1".into()].into()),
            ..ticket()
        };
        let call = client.create_thread(&thread).without_unknown_references();
        let error = call.await.unwrap_err();
        assert!(!error.may_have_taken_effect(), "{name}: {error}");
        assert_eq!(sandbox.requests().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn thread_is_sent_without_references_once() {
    // Anything unknown after that is an error.
    let always = rejection(&[("labelTypeIds[0]", "NOT_FOUND")]);
    let (sandbox, client) = faulty([always]).await;
    let thread = CreateThreadInput {
        label_type_ids: Some(vec!["lt_1".into(), "lt_2".into()].into()),
        ..ticket()
    };
    let call = client.create_thread(&thread).without_unknown_references();
    assert!(matches!(call.await.unwrap_err(), Error::Rejected { .. }));
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn lost_response_of_the_second_request_is_looked_up() {
    for (external_id, effect_unknown) in [(Some("ticket-7"), false), (None, true)] {
        let (sandbox, client) = faulty([FaultRule::new(Fault::reset().after_commit())
            .operation("createThread")
            .nth(2)])
        .await;
        let thread = CreateThreadInput {
            label_type_ids: Some(vec!["lt_1".into()].into()),
            external_id: external_id.map(Into::into),
            ..ticket()
        };
        let call = client.create_thread(&thread).without_unknown_references();
        match call.await {
            Ok(created) => assert_eq!(left_out(&created), ["label type `lt_1`"]),
            Err(error) => assert!(effect_unknown && error.may_have_taken_effect(), "{error}"),
        }
        assert_eq!(sandbox.threads().len(), 2);
    }
}
