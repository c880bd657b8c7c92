//! The subjects of the crates, by the names of types and operations.

/// Root types, whose fields are the operations. The client has no subscriptions.
pub(crate) const ROOTS: [&str; 2] = ["Query", "Mutation"];

/// Group of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Events,
    Components,
    Cards,
    Threads,
    Customers,
    Tenants,
    /// Types that the others use: users, errors, dates and lists.
    Shared,
}

impl Subject {
    pub(crate) const ALL: [Self; 7] = [
        Self::Events,
        Self::Components,
        Self::Cards,
        Self::Threads,
        Self::Customers,
        Self::Tenants,
        Self::Shared,
    ];

    /// Subject of a path such as `Customer.email` or `Mutation.createThread.input`.
    pub(crate) fn of(path: &str) -> Self {
        let name = named(path);
        let words = WORDS
            .iter()
            .find(|(words, _)| words.iter().any(|word| contains(name, word)));
        words.map_or(Self::Shared, |(_, subject)| *subject)
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Components => "components",
            Self::Cards => "cards",
            Self::Threads => "threads",
            Self::Customers => "customers",
            Self::Tenants => "tenants",
            Self::Shared => "types that they share",
        }
    }
}

/// Words in names, the narrowest subject first.
const WORDS: [(&[&str], Subject); 6] = [
    (&["Component"], Subject::Components),
    (&["Event"], Subject::Events),
    (&["Card"], Subject::Cards),
    (&["Tenant", "Account"], Subject::Tenants),
    (
        &[
            "Thread",
            "Timeline",
            "Entry",
            "Label",
            "Note",
            "Reply",
            "AgentMode",
            "AgentStatus",
            "Impersonation",
            "StatusDetail",
        ],
        Subject::Threads,
    ),
    (&["Customer", "Company"], Subject::Customers),
];

/// Type or operation of a path.
pub(crate) fn named(path: &str) -> &str {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    match parts.next() {
        Some(operation) if ROOTS.contains(&first) => operation,
        _ => first,
    }
}

/// Whether a name has a word, or its plural, in `camelCase` or `PascalCase`.
fn contains(name: &str, word: &str) -> bool {
    name.char_indices().any(|(start, _)| {
        let (before, rest) = name.split_at(start);
        let is_word = rest
            .get(..word.len())
            .is_some_and(|it| it == word || before.is_empty() && it.eq_ignore_ascii_case(word));
        let after = rest.get(word.len()..).unwrap_or_default();
        let after = after.strip_prefix('s').unwrap_or(after);
        is_word && !after.starts_with(|next: char| next.is_lowercase())
    })
}

#[test]
fn names_have_subjects() {
    let cases = [
        ("CreateCustomerEventInput.title", Subject::Events),
        ("EventComponentInput.componentText", Subject::Components),
        ("CustomerCardConfig", Subject::Cards),
        ("Query.threadByRef.ref", Subject::Threads),
        ("Mutation.replyToThread", Subject::Threads),
        ("Query.customers", Subject::Customers),
        ("CustomerTenantMembership.tenant", Subject::Tenants),
        ("TenantsFilter", Subject::Tenants),
        ("MutationError.code", Subject::Shared),
        ("Mutation.createNotebook", Subject::Shared),
        ("Eventually", Subject::Shared),
    ];
    for (path, subject) in cases {
        assert_eq!(Subject::of(path), subject, "{path}");
    }
}
