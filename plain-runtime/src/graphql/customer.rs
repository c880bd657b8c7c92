//! Operations on customers.

use plain_schema::Permission;

use super::fragment::{audit_fields, audit_fragments, mutation};
use super::operation::{Idempotency, Operation};

/// Fragment `C` with the fields of a customer, and those that it uses.
macro_rules! customer_fragments {
    () => {
        concat!(
            "fragment C on Customer{id externalId fullName shortName email{email isVerified}",
            audit_fields!(),
            "}",
            audit_fragments!(),
        )
    };
}

// The second execution returns NOOP or UPDATED.
pub(crate) const UPSERT_CUSTOMER: Operation<'static> = mutation!(
    "upsertCustomer"("UpsertCustomerInput"),
    Idempotent,
    ["result customer{...C}"],
    customer_fragments!()
);

/// A query for one customer.
macro_rules! customer_query {
    ($name:literal, $argument:literal, $type:literal) => {
        Operation {
            name: Some($name),
            idempotency: Idempotency::Idempotent,
            identifies_customer: false,
            permissions: Permission::needed_for($name),
            query: concat!(
                "query ",
                $name,
                "($",
                $argument,
                ":",
                $type,
                "!){",
                $name,
                "(",
                $argument,
                ":$",
                $argument,
                "){...C}}",
                customer_fragments!(),
            ),
        }
    };
}

pub(crate) const CUSTOMER: Operation<'static> = customer_query!("customer", "customerId", "ID");
pub(crate) const CUSTOMER_BY_EMAIL: Operation<'static> =
    customer_query!("customerByEmail", "email", "String");
pub(crate) const CUSTOMER_BY_EXTERNAL_ID: Operation<'static> =
    customer_query!("customerByExternalId", "externalId", "ID");

pub(crate) const ADD_CUSTOMER_TO_TENANTS: Operation<'static> = mutation!(
    "addCustomerToTenants"("AddCustomerToTenantsInput"),
    Idempotent,
    ["customer{...C}"],
    customer_fragments!()
)
.identifying_customer();

pub(crate) const SET_CUSTOMER_TENANTS: Operation<'static> = mutation!(
    "setCustomerTenants"("SetCustomerTenantsInput"),
    Idempotent,
    ["customer{...C}"],
    customer_fragments!()
)
.identifying_customer();
