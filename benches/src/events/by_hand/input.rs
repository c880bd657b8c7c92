//! The input of `createCustomerEvent` as hand-written structs, which own their values: an event outlives the
//! values that it is made of once it moves to another task.

#![expect(clippy::struct_field_names, reason = "the names are Plain's")]

use std::borrow::Cow;

use serde::Serialize;

/// Input of `createCustomerEvent`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    pub(super) title: Cow<'static, str>,
    pub(super) customer_identifier: CustomerIdentifier,
    pub(super) components: Vec<Component>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) external_id: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) timestamp: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) is_collapsed: Option<bool>,
}

#[derive(Debug, Serialize)]
pub(super) enum CustomerIdentifier {
    #[serde(rename = "emailAddress")]
    EmailAddress(Cow<'static, str>),
}

#[derive(Debug, Serialize)]
pub(super) enum Component {
    #[serde(rename = "componentText")]
    Text(Text),
    #[serde(rename = "componentPlainText")]
    PlainText(PlainText),
    #[serde(rename = "componentSpacer")]
    Spacer(Spacer),
    #[serde(rename = "componentDivider")]
    Divider(Divider),
    #[serde(rename = "componentBadge")]
    Badge(Badge),
    #[serde(rename = "componentLinkButton")]
    LinkButton(LinkButton),
    #[serde(rename = "componentCopyButton")]
    CopyButton(CopyButton),
    #[serde(rename = "componentWorkflowButton")]
    WorkflowButton(WorkflowButton),
    #[serde(rename = "componentDateTime")]
    DateTime(DateTime),
    #[serde(rename = "componentUser")]
    User(User),
    #[serde(rename = "componentRow")]
    Row(Row),
    #[serde(rename = "componentContainer")]
    Container(Container),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Text {
    pub(super) text: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_size: Option<TextSize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_color: Option<TextColor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlainText {
    pub(super) plain_text: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plain_text_size: Option<TextSize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plain_text_color: Option<TextColor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Spacer {
    pub(super) spacer_size: SpacingSize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Divider {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) divider_spacing_size: Option<SpacingSize>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Badge {
    pub(super) badge_label: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) badge_color: Option<BadgeColor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LinkButton {
    pub(super) link_button_label: Cow<'static, str>,
    pub(super) link_button_url: Cow<'static, str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CopyButton {
    pub(super) copy_button_value: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copy_button_tooltip_label: Option<Cow<'static, str>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WorkflowButton {
    pub(super) workflow_button_label: Cow<'static, str>,
    pub(super) workflow_button_workflow_identifier: WorkflowIdentifier,
}

#[derive(Debug, Serialize)]
pub(super) enum WorkflowIdentifier {
    #[serde(rename = "workflowKey")]
    WorkflowKey(Cow<'static, str>),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DateTime {
    pub(super) date_time_iso8601: Cow<'static, str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub(super) user_identifier: UserIdentifier,
}

#[derive(Debug, Serialize)]
pub(super) enum UserIdentifier {
    #[serde(rename = "userId")]
    UserId(Cow<'static, str>),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    pub(super) row_main_content: Vec<Component>,
    pub(super) row_aside_content: Vec<Component>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Container {
    pub(super) container_content: Vec<Component>,
}

#[derive(Debug, Serialize)]
pub(super) enum TextSize {
    S,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum TextColor {
    Muted,
    Warning,
}

#[derive(Debug, Serialize)]
pub(super) enum SpacingSize {
    XS,
    S,
    M,
    L,
    XL,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum BadgeColor {
    Green,
    Red,
    Blue,
}
