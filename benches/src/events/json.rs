//! Events with `serde_json::json!`.

use serde_json::{Value, json};

use super::Values;

pub(super) fn example(values: &Values) -> Value {
    let Values {
        fingerprint,
        key,
        roles,
        ..
    } = values;
    json!({
        "title": "API key generated",
        "customerIdentifier": { "emailAddress": values.email },
        "components": [
            { "componentText": { "text": format!("New API key was added with the fingerprint **{fingerprint}** with {roles} associated roles.") } },
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentLinkButton": { "linkButtonLabel": "View in admin", "linkButtonUrl": format!("https://admin.your-app.com/keys/{key}") } }
        ],
        "externalId": format!("api-key-{key}")
    })
}

pub(super) fn large(values: &Values) -> Value {
    let Values {
        fingerprint,
        key,
        roles,
        amount,
        email,
        ..
    } = values;
    json!({
        "title": format!("API key {key} generated"),
        "customerIdentifier": { "emailAddress": values.email },
        "components": [
            { "componentText": { "text": format!("New API key **{fingerprint}** with {roles} roles.") } },
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentPlainText": { "plainText": format!("Key {key}"), "plainTextSize": "S", "plainTextColor": "MUTED" } },
            { "componentDivider": { "dividerSpacingSize": "L" } },
            { "componentRow": { "rowMainContent": [{ "componentText": { "text": "Plan", "textColor": "MUTED" } }], "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Pro", "badgeColor": "GREEN" } }] } },
            { "componentRow": { "rowMainContent": [{ "componentText": { "text": "Roles", "textColor": "MUTED" } }], "rowAsideContent": [{ "componentText": { "text": format!("{roles}") } }] } },
            { "componentRow": { "rowMainContent": [{ "componentText": { "text": "Amount", "textColor": "MUTED" } }], "rowAsideContent": [{ "componentText": { "text": format!("{amount:.2} EUR") } }] } },
            { "componentDivider": {} },
            { "componentBadge": { "badgeLabel": "Production", "badgeColor": "RED" } },
            { "componentBadge": { "badgeLabel": format!("{roles} roles") } },
            { "componentBadge": { "badgeLabel": "Rotated", "badgeColor": "BLUE" } },
            { "componentSpacer": { "spacerSize": "S" } },
            { "componentLinkButton": { "linkButtonLabel": "View in admin", "linkButtonUrl": format!("https://admin.your-app.com/keys/{key}") } },
            { "componentLinkButton": { "linkButtonLabel": "Audit log", "linkButtonUrl": format!("https://admin.your-app.com/audit?key={key}") } },
            { "componentLinkButton": { "linkButtonLabel": "Documentation", "linkButtonUrl": "https://docs.your-app.com/api-keys" } },
            { "componentCopyButton": { "copyButtonValue": values.fingerprint, "copyButtonTooltipLabel": "Copy the fingerprint" } },
            { "componentCopyButton": { "copyButtonValue": values.key } },
            { "componentWorkflowButton": { "workflowButtonLabel": "Revoke", "workflowButtonWorkflowIdentifier": { "workflowKey": "revoke-key" } } },
            { "componentDateTime": { "dateTimeIso8601": "2024-10-28T18:30:00Z" } },
            { "componentUser": { "userIdentifier": { "userId": "u_01H14DFQ4PDYBH398J1E99TWT3" } } },
            { "componentContainer": { "containerContent": [{ "componentText": { "text": format!("Created by {}.", email.replace('@', r"\@")) } }, { "componentSpacer": { "spacerSize": "XS" } }, { "componentRow": { "rowMainContent": [{ "componentText": { "text": "Region", "textColor": "MUTED" } }], "rowAsideContent": [{ "componentBadge": { "badgeLabel": "eu-west-2" } }] } }] } },
            { "componentText": { "text": "The key is shown once and can be revoked at any time.", "textColor": "WARNING" } },
            { "componentPlainText": { "plainText": format!("For {amount:.2} EUR a month.") } },
            { "componentSpacer": { "spacerSize": "XL" } },
            { "componentLinkButton": { "linkButtonLabel": "Runbook", "linkButtonUrl": "https://wiki.your-app.com/runbooks/api-keys" } }
        ],
        "externalId": format!("api-key-{key}"),
        "timestamp": "2024-10-28T18:30:00Z",
        "isCollapsed": true
    })
}

pub(super) fn literal() -> Value {
    json!({
        "title": "Trial completed",
        "customerIdentifier": { "emailAddress": "jane@acme.com" },
        "components": [
            { "componentText": { "text": "Fourteen days are over.", "textColor": "MUTED" } },
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentRow": { "rowMainContent": [{ "componentText": { "text": "Plan" } }], "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Pro", "badgeColor": "GREEN" } }] } },
            { "componentLinkButton": { "linkButtonLabel": "View in admin", "linkButtonUrl": "https://admin.your-app.com" } }
        ]
    })
}

pub(super) fn markdown(values: &Values) -> Value {
    let Values { key, .. } = values;
    json!({
        "title": "Import finished",
        "customerIdentifier": { "emailAddress": values.email },
        "components": [
            { "componentText": { "text": values.note } }
        ],
        "externalId": format!("import-{key}")
    })
}
