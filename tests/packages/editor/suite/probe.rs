//! A question to the editor, and what its answer must be.

use crate::editor::Editor;

/// One question.
pub(crate) struct Probe {
    pub(crate) name: String,
    pub(crate) ask: Box<dyn FnOnce(&mut Editor) -> Result<(), String> + Send>,
}

impl Probe {
    pub(crate) fn new(
        name: impl Into<String>,
        ask: impl FnOnce(&mut Editor) -> Result<(), String> + Send + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            ask: Box::new(ask),
        }
    }
}

/// A file in which a statement stands. What is in scope: `client`, `user` and `name`.
pub(crate) fn within_function(statement: &str) -> String {
    format!(
        "use plain_runtime::{{Client, EventComponent, TextColor, components, customer_event, thread_event}};
pub struct User {{ pub id: u32, pub name: String, pub email: String, pub is_admin: bool }}
pub async fn probe(client: &Client, user: &User, name: &str, colour: TextColor) {{
    {statement}
}}
"
    )
}

/// An event that is right but for what stands where its components do.
pub(crate) fn with_components(components: &str) -> String {
    within_function(&format!(
        r#"let event = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address(user.email),
        components = {components},
    );"#
    ))
}

/// Fails with what was expected and what came.
pub(crate) fn expect(
    holds: bool,
    expected: &str,
    answer: &impl std::fmt::Debug,
) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!(
            "expected {expected}, but the answer is {answer:#?}"
        ))
    }
}
