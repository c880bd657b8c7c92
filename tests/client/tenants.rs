//! Tenants: upserting them, and putting customers in them.

use plain_runtime::{
    CustomerIdentifier, Error, FieldViolation, OptionalStringInput, TenantIdentifier, UpsertResult,
    UpsertTenantInput,
};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};

use crate::{faulty, sandbox};

fn acme() -> UpsertTenantInput {
    UpsertTenantInput::by_external_id("acme", "Acme Inc.")
}

fn jane() -> CustomerIdentifier {
    CustomerIdentifier::email_address(seed::CUSTOMER_EMAIL_ADDRESS)
}

/// External IDs of the tenants that Jane is in.
fn tenants_of_jane(sandbox: &Sandbox) -> Vec<String> {
    let tenants = sandbox.tenants().into_iter();
    let of_jane = tenants.filter(|it| it.customer_ids.iter().any(|id| id == seed::CUSTOMER_ID));
    of_jane.map(|it| it.external_id).collect()
}

#[tokio::test]
async fn tenant_is_created_updated_and_left_unchanged() {
    let (sandbox, client) = sandbox().await;
    let created = client.upsert_tenant(&acme()).await.unwrap();
    assert_eq!(created.result, UpsertResult::Created);
    assert!(created.tenant.id.starts_with("te_"));
    assert_eq!(
        (created.tenant.name.as_str(), created.tenant.url),
        ("Acme Inc.", None)
    );

    let with_url = acme().url("https://acme.com");
    for expected in [UpsertResult::Updated, UpsertResult::Noop] {
        let upserted = client.upsert_tenant(&with_url).await.unwrap();
        assert_eq!(upserted.result, expected);
        assert_eq!(upserted.tenant.url.as_deref(), Some("https://acme.com"));
    }
    let mut renamed = acme();
    renamed.identifier = TenantIdentifier::tenant_id(created.tenant.id.clone());
    renamed.name = "Acme".to_owned();
    renamed.url = Some(OptionalStringInput { value: None });
    let upserted = client.upsert_tenant(&renamed).await.unwrap();
    assert_eq!(upserted.tenant.id, created.tenant.id);
    assert_eq!(
        (upserted.tenant.name.as_str(), upserted.tenant.url),
        ("Acme", None)
    );
    assert_eq!(sandbox.tenants().len(), 1);
}

#[tokio::test]
async fn memberships_are_added_and_replaced() {
    let (sandbox, client) = sandbox().await;
    for tenant in ["acme", "globex"] {
        sandbox.add_tenant(tenant, tenant);
    }
    let (acme, globex) = (
        TenantIdentifier::external_id("acme"),
        TenantIdentifier::external_id("globex"),
    );
    for (tenant, expected) in [
        (&acme, &["acme"][..]),
        (&acme, &["acme"]),
        (&globex, &["acme", "globex"]),
    ] {
        let (jane, tenants) = (jane(), std::slice::from_ref(tenant));
        let customer = client.add_customer_to_tenants(&jane, tenants).await;
        assert_eq!(customer.unwrap().id, seed::CUSTOMER_ID);
        assert_eq!(tenants_of_jane(&sandbox), expected);
    }
    for (tenants, expected) in [(&[globex][..], &["globex"][..]), (&[], &[])] {
        let customer = client.set_customer_tenants(&jane(), tenants).await.unwrap();
        assert_eq!(customer.id, seed::CUSTOMER_ID);
        assert_eq!(tenants_of_jane(&sandbox), expected);
    }
}

#[tokio::test]
async fn unknown_tenant_or_customer_is_rejected() {
    let (_sandbox, client) = sandbox().await;
    let emca = [TenantIdentifier::external_id("emca")];
    for result in [
        client.add_customer_to_tenants(&jane(), &emca).await,
        client.set_customer_tenants(&jane(), &emca).await,
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Rejected { .. }), "{error}");
        assert!(!error.is_customer_not_found(), "{error}");
    }
    let joe = CustomerIdentifier::external_id("joe");
    for result in [
        client.add_customer_to_tenants(&joe, &[]).await,
        client.set_customer_tenants(&joe, &[]).await,
    ] {
        assert!(result.unwrap_err().is_customer_not_found());
    }
}

#[tokio::test]
async fn invalid_tenant_is_not_sent() {
    let (sandbox, client) = sandbox().await;
    let mut blank = acme().url("acme");
    blank.name = " ".to_owned();
    let nobody = CustomerIdentifier::external_id("");
    let tenants = [
        TenantIdentifier::external_id("acme"),
        TenantIdentifier::tenant_id(" "),
    ];
    for (error, expected) in [
        (
            client.upsert_tenant(&blank).await.unwrap_err(),
            &["name", "url"][..],
        ),
        (
            client
                .add_customer_to_tenants(&nobody, &tenants)
                .await
                .unwrap_err(),
            &[
                "customer_identifier.external_id",
                "tenant_identifiers[1].tenant_id",
            ],
        ),
    ] {
        let Error::Invalid(invalid) = &error else {
            panic!("{error}");
        };
        let paths: Vec<&str> = invalid
            .violations()
            .iter()
            .map(FieldViolation::path)
            .collect();
        assert_eq!(paths, expected);
    }
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn lost_responses_are_retried() {
    let lost = || FaultRule::new(Fault::reset().after_commit()).next(1);
    let (sandbox, client) = faulty([lost()]).await;
    let upserted = client.upsert_tenant(&acme()).await.unwrap();
    assert_eq!(upserted.result, UpsertResult::Noop);
    let tenants = [TenantIdentifier::external_id("acme")];
    sandbox.faults().set([lost()]);
    client
        .add_customer_to_tenants(&jane(), &tenants)
        .await
        .unwrap();
    sandbox.faults().set([lost()]);
    client
        .set_customer_tenants(&jane(), &tenants)
        .await
        .unwrap();
    assert_eq!(sandbox.requests().len(), 6);
    assert_eq!(tenants_of_jane(&sandbox), ["acme"]);
}
