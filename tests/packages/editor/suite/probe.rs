//! Test cases: a request to the editor and the expected response.

use crate::editor::Editor;

/// A test case.
pub(crate) struct Probe {
    pub(crate) name: String,
    pub(crate) run: Box<Run>,
}

/// Sends requests to the editor and checks the responses.
type Run = dyn FnOnce(&mut Editor) -> Result<(), String> + Send;

impl Probe {
    pub(crate) fn new(
        name: impl Into<String>,
        run: impl FnOnce(&mut Editor) -> Result<(), String> + Send + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            run: Box::new(run),
        }
    }
}

/// A file with a statement in a function. `client`, `user`, `name` and `colour` are in scope.
pub(crate) fn within_function(statement: &str) -> String {
    format!(
        "use plain_runtime::{{Client, EventComponent, TextColor, components, container_content, customer_card, customer_event, row_content, thread, thread_event}};
pub struct User {{ pub id: u32, pub name: String, pub email: String, pub is_admin: bool }}
pub async fn probe(client: &Client, user: &User, name: &str, colour: TextColor) {{
    {statement}
}}
"
    )
}

/// A file with an event that is valid if its components are.
pub(crate) fn with_components(components: &str) -> String {
    within_function(&format!(
        r#"let event = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address(user.email),
        components = {components},
    );"#
    ))
}

/// Completion offers exactly these names.
pub(crate) fn completes(name: String, text: &str, expected: &[&str]) -> Probe {
    let mut expected = owned(expected);
    expected.sort();
    let text = text.to_owned();
    Probe::new(name, move |editor| {
        let mut names = completed(editor, &text);
        names.sort();
        expect(names == expected, &format!("{expected:?}"), &names)
    })
}

/// Completion offers at least these names.
pub(crate) fn offers(name: String, text: &str, expected: &[&str]) -> Probe {
    let expected = owned(expected);
    let text = text.to_owned();
    Probe::new(name, move |editor| {
        let names = completed(editor, &text);
        let has_all = expected.iter().all(|name| names.contains(name));
        expect(has_all, &format!("{expected:?} among others"), &names)
    })
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn completed(editor: &mut Editor, text: &str) -> Vec<String> {
    let list = editor.completions(text);
    list.into_iter().map(|entry| entry.name).collect()
}

/// Fails, with the expected and the actual response, if a condition does not hold.
pub(crate) fn expect(
    condition: bool,
    expected: &str,
    response: &impl std::fmt::Debug,
) -> Result<(), String> {
    if condition {
        Ok(())
    } else {
        Err(format!("expected {expected}, found {response:#?}"))
    }
}
