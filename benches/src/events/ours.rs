//! Events with `customer_event!`.

use plain_runtime::{CreateCustomerEventInput, Markdown, customer_event};

use super::Values;

pub(super) fn example(values: &Values) -> CreateCustomerEventInput {
    customer_event!(
        title = "API key generated",
        customer_identifier = email_address(values.email),
        components = [
            text(
                "New API key was added with the fingerprint **{values.fingerprint}** with {values.roles} associated roles."
            ),
            spacer(M),
            link_button(
                "View in admin",
                "https://admin.your-app.com/keys/{values.key}"
            ),
        ],
        external_id = "api-key-{values.key}",
    )
}

#[expect(clippy::too_many_lines, reason = "one event with 25 components")]
pub(super) fn large(values: &Values) -> CreateCustomerEventInput {
    customer_event!(
        title = "API key {values.key} generated",
        customer_identifier = email_address(values.email),
        components = [
            text("New API key **{values.fingerprint}** with {values.roles} roles."),
            spacer(M),
            plain_text("Key {values.key}", size = S, color = Muted),
            divider(spacing_size = L),
            row(
                main_content = [text("Plan", color = Muted)],
                aside_content = [badge("Pro", color = Green)]
            ),
            row(
                main_content = [text("Roles", color = Muted)],
                aside_content = [text("{values.roles}")]
            ),
            row(
                main_content = [text("Amount", color = Muted)],
                aside_content = [text("{values.amount:.2} EUR")]
            ),
            divider(),
            badge("Production", color = Red),
            badge("{values.roles} roles"),
            badge("Rotated", color = Blue),
            spacer(S),
            link_button(
                "View in admin",
                "https://admin.your-app.com/keys/{values.key}"
            ),
            link_button(
                "Audit log",
                "https://admin.your-app.com/audit?key={values.key}"
            ),
            link_button("Documentation", "https://docs.your-app.com/api-keys"),
            copy_button(
                "{values.fingerprint}",
                tooltip_label = "Copy the fingerprint"
            ),
            copy_button("{values.key}"),
            workflow_button("Revoke", workflow_key("revoke-key")),
            date_time("2024-10-28T18:30:00Z"),
            user(user_id("u_01H14DFQ4PDYBH398J1E99TWT3")),
            container(
                content = [
                    text("Created by {values.email}."),
                    spacer(XS),
                    row(
                        main_content = [text("Region", color = Muted)],
                        aside_content = [badge("eu-west-2")]
                    )
                ]
            ),
            text(
                "The key is shown once and can be revoked at any time.",
                color = Warning
            ),
            plain_text("For {values.amount:.2} EUR a month."),
            spacer(XL),
            link_button("Runbook", "https://wiki.your-app.com/runbooks/api-keys"),
        ],
        external_id = "api-key-{values.key}",
        timestamp = "2024-10-28T18:30:00Z",
        is_collapsed = true,
    )
}

pub(super) fn literal() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text("Fourteen days are over.", color = Muted),
            spacer(M),
            row(
                main_content = [text("Plan")],
                aside_content = [badge("Pro", color = Green)]
            ),
            link_button("View in admin", "https://admin.your-app.com"),
        ],
    )
}

pub(super) fn markdown(values: &Values) -> CreateCustomerEventInput {
    customer_event!(
        title = "Import finished",
        customer_identifier = email_address(values.email),
        components = [text(Markdown(&values.note)),],
        external_id = "import-{values.key}",
    )
}
