//! Types of Plain's schema that the tables describe.

use plain_schema::{
    COMPONENTS, Component, Context, ENTITIES, ENUMERATIONS, EVENTS, Entity, EntityKind,
    EnumEncoding, Enumeration, IDENTIFIERS, Identifier, THREAD_FIELD_INPUT,
};

use super::{Place, Role};

/// Test that fails while the SDL and the tables disagree.
const TABLES_TEST: &str = "the_tables_match_the_sdl";

/// Macro that declares the enums of components.
const CONTEXTS: &str = "context_components";

/// Row of a table, or a list of rows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    NewComponent,
    Component(&'static Component),
    Context,
    Enumeration(&'static Enumeration),
    Identifier(&'static Identifier),
    Entity(&'static Entity),
    ThreadFields,
    EntryType,
}

impl Row {
    /// Row for a path such as `ComponentBadgeInput.badgeColor`.
    pub(super) fn of(path: &str) -> Option<Self> {
        let (name, part) = path.split_once('.').unwrap_or((path, ""));
        if is_list(name) {
            return Some(if is_known(part) {
                Self::Context
            } else {
                Self::NewComponent
            });
        }
        let component = COMPONENTS.iter().find(|it| {
            it.graphql_input == name || Some(name) == it.graphql_input.strip_suffix("Input")
        });
        let enumeration = ENUMERATIONS.iter().find(|it| is_enum(it, name));
        let identifier = IDENTIFIERS.iter().find(|it| {
            it.graphql_name == name || Some(name) == it.graphql_name.strip_suffix("Input")
        });
        let entity = ENTITIES
            .iter()
            .find(|it| it.mutation().is_some_and(|mutation| mutation.input == name));
        if let Some(component) = component {
            Some(Self::Component(component))
        } else if let Some(enumeration) = enumeration {
            Some(Self::Enumeration(enumeration))
        } else if let Some(identifier) = identifier {
            Some(Self::Identifier(identifier))
        } else if let Some(entity) = entity {
            Some(Self::Entity(entity))
        } else if name == THREAD_FIELD_INPUT || name == "ThreadFieldSchemaType" {
            Some(Self::ThreadFields)
        } else if EVENTS.iter().any(|event| is_entry(event.entry_type, path)) {
            Some(Self::EntryType)
        } else if name.starts_with("Component") {
            Some(Self::NewComponent)
        } else {
            None
        }
    }

    #[cfg(test)]
    pub(super) fn all() -> Vec<Self> {
        let components = COMPONENTS.iter().map(|it| Self::Component(it));
        let enumerations = ENUMERATIONS.iter().map(|it| Self::Enumeration(it));
        let identifiers = IDENTIFIERS.iter().map(|it| Self::Identifier(it));
        let entities = ENTITIES.iter().map(|it| Self::Entity(it));
        [
            Self::NewComponent,
            Self::Context,
            Self::ThreadFields,
            Self::EntryType,
        ]
        .into_iter()
        .chain(components)
        .chain(enumerations)
        .chain(identifiers)
        .chain(entities)
        .collect()
    }

    pub(super) fn places(self) -> Vec<Place> {
        let mut places = self.own_places();
        places.push(Place::item(
            Role::Fails,
            TABLES_TEST,
            "tests/schema/main.rs",
        ));
        places.extend(self.tests().iter().map(|path| Place::new(Role::Test, path)));
        places
    }

    fn own_places(self) -> Vec<Place> {
        match self {
            Self::NewComponent => vec![
                row("ComponentKind", "plain-schema/src/context.rs"),
                row("COMPONENTS", "plain-schema/src/component.rs"),
                ty(CONTEXTS, "plain-runtime/src/input/component.rs"),
                Place::new(Role::Type, "plain-runtime/src/macros/names.rs"),
                sandbox("plain-sandbox/src/web/component.rs"),
                sandbox("plain-sandbox/src/web/style/component.css"),
            ],
            Self::Component(component) => vec![
                row(
                    &component.name.to_uppercase(),
                    "plain-schema/src/component.rs",
                ),
                ty(component.type_name, "plain-runtime/src/input/component.rs"),
                sandbox("plain-sandbox/src/web/component.rs"),
            ],
            Self::Context => vec![
                row("Context::admits", "plain-schema/src/context.rs"),
                ty(CONTEXTS, "plain-runtime/src/input/component.rs"),
                sandbox("plain-sandbox/src/web/component.rs"),
            ],
            Self::Enumeration(enumeration) => vec![
                row(
                    &screaming(enumeration.name),
                    "plain-schema/src/enumeration.rs",
                ),
                ty(enumeration.name, "plain-runtime/src/input/enumeration.rs"),
                sandbox("plain-sandbox/src/web/style/component.css"),
            ],
            Self::Identifier(identifier) => vec![
                row(
                    &screaming(identifier.name),
                    "plain-schema/src/identifier.rs",
                ),
                ty(identifier.name, "plain-runtime/src/input/identifier.rs"),
                sandbox("plain-sandbox/src/graphql/mutation/references.rs"),
            ],
            Self::Entity(entity) => entity_places(entity),
            Self::ThreadFields => vec![
                row("THREAD_FIELDS", "plain-schema/src/thread_field.rs"),
                ty("ThreadField", "plain-runtime/src/input/thread_field.rs"),
                sandbox("plain-sandbox/src/graphql/mutation/thread_field.rs"),
            ],
            Self::EntryType => vec![
                row("EVENTS", "plain-schema/src/event.rs"),
                Place::new(Role::Type, "plain-runtime/src/client/timeline.rs"),
                sandbox("plain-sandbox/src/graphql/object/timeline_entry.rs"),
            ],
        }
    }

    /// Tests in which a new part gets a case.
    fn tests(self) -> &'static [&'static str] {
        match self {
            Self::NewComponent => &[
                "plain-macros/src/tests/component.rs",
                "tests/language/components.rs",
                "tests/packages/ui/messages",
                "e2e/browser",
            ],
            Self::Component(_) => &[
                "plain-macros/src/tests/component.rs",
                "tests/language/components.rs",
                "plain-sandbox/tests/api/components.rs",
            ],
            Self::Context => &[
                "tests/language/lists.rs",
                "plain-sandbox/tests/api/components.rs",
            ],
            Self::Enumeration(_) => &[
                "tests/language/values.rs",
                "plain-sandbox/tests/api/components.rs",
            ],
            Self::Identifier(_) => &[
                "tests/language/values.rs",
                "plain-sandbox/tests/api/rules.rs",
            ],
            Self::Entity(entity) => match entity.kind {
                EntityKind::Thread => &[
                    "tests/language/threads.rs",
                    "plain-sandbox/tests/api/threads.rs",
                ],
                EntityKind::CustomerCard => &[
                    "tests/language/cards.rs",
                    "plain-sandbox/tests/cards/requests.rs",
                ],
                _ => &[
                    "tests/language/calls.rs",
                    "plain-sandbox/tests/api/events.rs",
                ],
            },
            Self::ThreadFields => &[
                "tests/language/threads.rs",
                "plain-sandbox/tests/api/thread_fields.rs",
            ],
            Self::EntryType => &[
                "tests/client/find_event.rs",
                "plain-sandbox/tests/api/timeline.rs",
            ],
        }
    }
}

fn entity_places(entity: &Entity) -> Vec<Place> {
    let (ty_path, sandbox_path) = match entity.kind {
        EntityKind::Thread => (
            "plain-runtime/src/input/thread.rs",
            "plain-sandbox/src/graphql/mutation/create_thread.rs",
        ),
        EntityKind::CustomerCard => (
            "plain-runtime/src/input/card.rs",
            "plain-sandbox/src/cards/answer.rs",
        ),
        EntityKind::CustomerEvent | EntityKind::ThreadEvent => (
            "plain-runtime/src/input/event.rs",
            "plain-sandbox/src/graphql/mutation/create_event.rs",
        ),
    };
    vec![
        row(&entity.name.to_uppercase(), "plain-schema/src/entity.rs"),
        ty(entity.type_name, ty_path),
        sandbox(sandbox_path),
    ]
}

fn row(item: &str, path: &'static str) -> Place {
    Place::item(Role::Row, item, path)
}

fn ty(item: &str, path: &'static str) -> Place {
    Place::item(Role::Type, item, path)
}

fn sandbox(path: &'static str) -> Place {
    Place::new(Role::Sandbox, path)
}

/// Whether a type lists components: an input, or the union that is read.
fn is_list(name: &str) -> bool {
    let is_input = Context::ALL.iter().any(|it| {
        it.graphql_input() == name || Some(name) == it.graphql_input().strip_suffix("Input")
    });
    is_input || ["CustomTimelineEntryComponent", "CustomerCardComponent"].contains(&name)
}

/// Whether an input's field or a union's member is that of a component in the table.
fn is_known(part: &str) -> bool {
    COMPONENTS
        .iter()
        .any(|it| it.graphql_field == part || Some(part) == it.graphql_input.strip_suffix("Input"))
}

fn is_enum(enumeration: &Enumeration, name: &str) -> bool {
    enumeration.encoding == EnumEncoding::Names && enumeration.graphql_names.contains(&name)
}

fn is_entry(entry_type: &str, path: &str) -> bool {
    path.strip_prefix("TimelineEntryType.") == Some(entry_type)
}

/// `TextSize` as `TEXT_SIZE`.
fn screaming(name: &str) -> String {
    let mut screaming = String::new();
    for char in name.chars() {
        if char.is_uppercase() && !screaming.is_empty() {
            screaming.push('_');
        }
        screaming.push(char.to_ascii_uppercase());
    }
    screaming
}
