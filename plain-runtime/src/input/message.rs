//! Inputs of the mutations that write to a thread: replies and notes.

use plain_schema::StringRule;

use super::record::record;
use super::validate::{PropertyPath, Violations};
use super::validation_error::ValidationError;

/// Input of [`Client::reply_to_thread`](crate::Client::reply_to_thread).
///
/// See <https://www.plain.com/docs/graphql-reference/mutations/replyToThread>.
///
/// ```
/// use plain_runtime::ReplyToThreadInput;
///
/// let reply = ReplyToThreadInput::new("th_01HB924RWAW8H3Q8KZDFWYBJHZ", "It is fixed.");
/// assert_eq!(
///     serde_json::to_value(&reply).unwrap(),
///     serde_json::json!({ "threadId": "th_01HB924RWAW8H3Q8KZDFWYBJHZ", "textContent": "It is fixed." }),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyToThreadInput {
    /// Plain's ID of the thread, `th_…`.
    pub thread_id: String,
    /// The text, not blank.
    pub text_content: String,
    /// The same text as Markdown.
    pub markdown_content: Option<String>,
    /// Plain's IDs of the attachments, `att_…`.
    pub attachment_ids: Vec<String>,
}

record! {
    ReplyToThreadInput {
        thread_id = "threadId",
        text_content = "textContent",
        markdown_content = "markdownContent",
        attachment_ids = "attachmentIds",
    }
}

impl ReplyToThreadInput {
    /// A reply with a text and nothing else.
    ///
    /// ```
    /// use plain_runtime::ReplyToThreadInput;
    ///
    /// let reply = ReplyToThreadInput {
    ///     markdown_content: Some("It is **fixed**.".to_owned()),
    ///     ..ReplyToThreadInput::new("th_01HB924RWAW8H3Q8KZDFWYBJHZ", "It is fixed.")
    /// };
    /// ```
    pub fn new(thread_id: impl Into<String>, text_content: impl Into<String>) -> Self {
        Self {
            thread_id: thread_id.into(),
            text_content: text_content.into(),
            markdown_content: None,
            attachment_ids: Vec::new(),
        }
    }

    /// Validates the input. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::ReplyToThreadInput;
    ///
    /// assert!(ReplyToThreadInput::new("th_01HB924RWAW8H3Q8KZDFWYBJHZ", " ").validate().is_err());
    /// ```
    pub fn validate(&self) -> Result<(), ValidationError> {
        let mut violations = Violations::default();
        let root = PropertyPath::ROOT;
        check_id(
            "th_",
            &root.property("thread_id"),
            &self.thread_id,
            &mut violations,
        );
        let text = Some(self.text_content.as_str());
        violations.check(StringRule::NotBlank, &root.property("text_content"), text);
        check_attachments(&self.attachment_ids, &mut violations);
        violations.into_result("reply")
    }
}

/// Input of [`Client::create_note`](crate::Client::create_note).
///
/// See <https://www.plain.com/docs/graphql/notes>.
///
/// ```
/// use plain_runtime::CreateNoteInput;
///
/// let note = CreateNoteInput {
///     thread_id: Some("th_01HB924RWAW8H3Q8KZDFWYBJHZ".to_owned()),
///     ..CreateNoteInput::new("c_01H14DFQ4PDYBH398J1E99TWSS", "Their contract ends in May.")
/// };
/// assert_eq!(note.validate(), Ok(()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateNoteInput {
    /// Plain's ID of the customer, `c_…`.
    pub customer_id: String,
    /// Plain's ID of the thread, `th_…`. Without it, the note appears in all threads of the customer.
    pub thread_id: Option<String>,
    /// The text, not blank.
    pub text: String,
    /// The same text as Markdown.
    pub markdown: Option<String>,
    /// Plain's IDs of the attachments, `att_…`.
    pub attachment_ids: Vec<String>,
}

record! {
    CreateNoteInput {
        customer_id = "customerId",
        thread_id = "threadId",
        text = "text",
        markdown = "markdown",
        attachment_ids = "attachmentIds",
    }
}

impl CreateNoteInput {
    /// A note about a customer.
    ///
    /// ```
    /// use plain_runtime::CreateNoteInput;
    ///
    /// let note = CreateNoteInput::new("c_01H14DFQ4PDYBH398J1E99TWSS", "Their contract ends in May.");
    /// assert_eq!(note.thread_id, None);
    /// ```
    pub fn new(customer_id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            customer_id: customer_id.into(),
            thread_id: None,
            text: text.into(),
            markdown: None,
            attachment_ids: Vec::new(),
        }
    }

    /// Validates the input. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    pub fn validate(&self) -> Result<(), ValidationError> {
        let mut violations = Violations::default();
        let root = PropertyPath::ROOT;
        check_id(
            "c_",
            &root.property("customer_id"),
            &self.customer_id,
            &mut violations,
        );
        if let Some(thread_id) = &self.thread_id {
            check_id(
                "th_",
                &root.property("thread_id"),
                thread_id,
                &mut violations,
            );
        }
        let text = Some(self.text.as_str());
        violations.check(StringRule::NotBlank, &root.property("text"), text);
        check_attachments(&self.attachment_ids, &mut violations);
        violations.into_result("note")
    }
}

fn check_attachments(ids: &[String], violations: &mut Violations) {
    let list = PropertyPath::ROOT.property("attachment_ids");
    for (index, id) in ids.iter().enumerate() {
        check_id("att_", &list.index(index), id, violations);
    }
}

/// Checks an ID that Plain assigned. Its prefix is checked in literals only.
pub(crate) fn check_id(
    prefix: &'static str,
    path: &PropertyPath<'_>,
    id: &str,
    violations: &mut Violations,
) {
    violations.check(StringRule::Id { prefix }, path, Some(id));
}
