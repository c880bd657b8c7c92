//! Words that other APIs use for a field.

use plain_schema::Property;

/// Fields, each with the words that mean it.
const SYNONYMS: [(&str, &[&str]); 13] = [
    (
        "title",
        &[
            "name",
            "subject",
            "heading",
            "headline",
            "summary",
            "event",
            "event_name",
        ],
    ),
    ("description", &["preview", "excerpt"]),
    (
        "components",
        &[
            "about", "body", "blocks", "children", "content", "elements", "message", "layout",
        ],
    ),
    (
        "customer_identifier",
        &[
            "account",
            "customer",
            "email",
            "mail",
            "recipient",
            "user",
            "distinct_id",
        ],
    ),
    (
        "external_id",
        &[
            "id",
            "key",
            "dedupe_key",
            "event_id",
            "idempotency_key",
            "insert_id",
            "uuid",
        ],
    ),
    (
        "timestamp",
        &[
            "at",
            "created_at",
            "date",
            "datetime",
            "occurred_at",
            "sent_at",
            "time",
        ],
    ),
    ("is_collapsed", &["collapse", "collapsible", "folded"]),
    ("label_type_ids", &["labels", "tags", "label", "tag"]),
    (
        "thread_fields",
        &[
            "fields",
            "custom_fields",
            "attributes",
            "metadata",
            "properties",
        ],
    ),
    ("assigned_to", &["assignee", "owner", "agent"]),
    (
        "tenant_identifier",
        &[
            "tenant",
            "company",
            "organization",
            "organisation",
            "workspace",
        ],
    ),
    ("attachment_ids", &["attachments", "files"]),
    (
        "time_to_live_seconds",
        &[
            "ttl",
            "ttl_seconds",
            "max_age",
            "cache",
            "cache_seconds",
            "expires_in",
            "expiry",
        ],
    ),
];

/// The field that a word of another API means.
pub(crate) fn synonym(fields: &'static [Property], written: &str) -> Option<&'static Property> {
    let written = written.to_lowercase();
    fields.iter().find(|field| {
        let mut synonyms = SYNONYMS.iter().filter(|(name, _)| *name == field.name);
        synonyms.any(|(_, words)| words.contains(&written.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use plain_schema::ENTITIES;

    use super::SYNONYMS;

    #[test]
    fn synonyms_belong_to_fields_and_are_none_themselves() {
        let fields = || ENTITIES.iter().flat_map(|entity| entity.fields);
        for (name, words) in SYNONYMS {
            assert!(fields().any(|field| field.name == name), "{name}");
            for word in words {
                assert!(!fields().any(|field| field.name == *word), "{word}");
            }
        }
    }
}
