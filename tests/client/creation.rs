//! Events that are created.

use std::time::{Duration, SystemTime};

use plain_runtime::{
    Actor, CreateCustomerEventInput, CustomerEvent, Iso8601, TextColor, components, customer_event,
    thread_event,
};
use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::sandbox;

/// Input of the example event in Plain's documentation.
fn documented_input() -> Value {
    json!({
        "title": "API key generated",
        "customerIdentifier": { "emailAddress": "jane@acme.com" },
        "components": [
            { "componentText": { "text": "New API key was added with the fingerprint **3b7896975ee9fd15eeb7**." } },
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentLinkButton": {
                "linkButtonLabel": "View in admin",
                "linkButtonUrl": "https://admin.your-app.com",
            } },
        ],
        "externalId": "XXX",
    })
}

#[tokio::test]
async fn documented_event_returns_the_documented_response() {
    let (sandbox, client) = sandbox().await;
    let event = customer_event!(
        client,
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text("New API key was added with the fingerprint **3b7896975ee9fd15eeb7**."),
            spacer(M),
            link_button("View in admin", "https://admin.your-app.com"),
        ],
        external_id = "XXX",
    )
    .await
    .unwrap();

    let response = serde_json::to_value(&event).unwrap();
    let date_time = |value: &Value| {
        assert_eq!(value["__typename"], "DateTime");
        assert!(value["iso8601"].as_str().unwrap().ends_with('Z'));
        assert!(
            value["unixTimestamp"]
                .as_str()
                .unwrap()
                .parse::<u64>()
                .is_ok()
        );
        json!(value)
    };
    let machine_user = json!({
        "__typename": "MachineUserActor",
        "machineUserId": seed::MACHINE_USER_ID,
    });
    assert_eq!(
        response,
        json!({
            "__typename": "CustomerEvent",
            "id": event.id,
            "externalId": "XXX",
            "customerId": seed::CUSTOMER_ID,
            "title": "API key generated",
            "createdAt": date_time(&response["createdAt"]),
            "createdBy": machine_user,
            "updatedAt": date_time(&response["updatedAt"]),
            "updatedBy": machine_user,
        }),
    );

    let [created] = &sandbox.events()[..] else {
        panic!("one event");
    };
    assert_eq!(created.id, event.id);
    assert_eq!(created.input, documented_input(),);
}

#[tokio::test]
async fn all_twelve_components_arrive_unchanged() {
    let (sandbox, client) = sandbox().await;
    let color = TextColor::Success;
    let no_tooltip: Option<String> = None;
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(1_730_140_200_123);
    let event = thread_event!(
        client,
        title = "Everything",
        thread_id = seed::THREAD_ID,
        components = [
            text("bold **{color:?}**", color = color),
            plain_text("as **it** is", size = L, color = Muted),
            spacer(XL),
            divider(spacing_size = S),
            badge(17, color = Blue),
            link_button(url = "slack://channel?id={at:?}", label = "Open"),
            copy_button("sk_1", tooltip_label = no_tooltip),
            workflow_button("Refund", workflow_key("refund")),
            date_time(at),
            user(email_address(seed::USER_EMAIL_ADDRESS)),
            row(
                main_content = [text("left", size = S)],
                aside_content = [badge("right")],
            ),
            container(
                content = [row(
                    main_content = [text("in")],
                    aside_content = [copy_button("out", tooltip_label = "Copy")],
                )]
            ),
        ],
        timestamp = Some(at),
        is_collapsed = true,
    )
    .await
    .unwrap();
    assert_eq!(event.thread_id, seed::THREAD_ID);
    // The client generates an external ID, so that retries are safe.
    let external_id = uuid::Uuid::parse_str(event.external_id.as_deref().unwrap()).unwrap();
    assert_eq!(external_id.get_version_num(), 7);
    assert_eq!(event.created_at.iso8601, "2024-10-28T18:30:00.123Z");
    assert!(matches!(event.created_by, Actor::MachineUser { .. }));

    let created = sandbox.events().remove(0);
    assert!(created.is_collapsed);
    check_components(&created.input["components"]);
}

/// Checks that there is one component of each kind, with its values.
fn check_components(components: &Value) {
    let kinds: Vec<&str> = components
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|component| component.as_object().unwrap().keys())
        .map(String::as_str)
        .collect();
    let every_kind: Vec<&str> = plain_schema::COMPONENTS
        .iter()
        .map(|component| component.graphql_field)
        .collect();
    assert_eq!(kinds, every_kind);
    assert_eq!(
        components[0]["componentText"],
        json!({ "text": "bold **Success**", "textColor": "SUCCESS" })
    );
    assert_eq!(
        components[4]["componentBadge"],
        json!({ "badgeLabel": "17", "badgeColor": "BLUE" })
    );
    assert_eq!(
        components[6]["componentCopyButton"],
        json!({ "copyButtonValue": "sk_1" })
    );
    assert_eq!(
        components[8]["componentDateTime"]["dateTimeIso8601"],
        "2024-10-28T18:30:00.123Z"
    );
}

#[tokio::test]
async fn implementor_of_customer_event_is_accepted() {
    struct SeatsChanged {
        email: String,
        before: u32,
        after: u32,
    }

    impl CustomerEvent for SeatsChanged {
        fn customer_event(&self) -> CreateCustomerEventInput {
            customer_event!(
                title = "Seats: {self.after}",
                customer_identifier = email_address(self.email),
                components = [text("From {self.before} to {self.after:>3}.")],
            )
        }
    }

    let (sandbox, client) = sandbox().await;
    let event = SeatsChanged {
        email: seed::CUSTOMER_EMAIL_ADDRESS.to_owned(),
        before: 3,
        after: 5,
    };
    assert_eq!(event.customer_event(), event.customer_event());
    let created = client.create_customer_event(&event).await.unwrap();
    assert_eq!(created.title, "Seats: 5");
    let input = &sandbox.events()[0].input;
    assert_eq!(
        input["components"][0]["componentText"]["text"],
        "From 3 to   5."
    );
}

#[tokio::test]
async fn future_of_a_macro_can_be_spawned() {
    let (sandbox, client) = sandbox().await;
    let tasks: Vec<_> = (0..3)
        .map(|number| {
            tokio::spawn(customer_event!(
                client,
                title = "Event {number}",
                customer_identifier = external_id(seed::CUSTOMER_EXTERNAL_ID),
                components = [text("One of three.")],
                external_id = "event-{number}",
            ))
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(sandbox.events().len(), 3);
}

#[test]
fn inserted_values_are_escaped_for_their_position() {
    let name = "[Eve](https://evil.example) {{componentUser}}";
    let path = "../admin?x";
    let base = "https://admin.example.com";
    let event = customer_event!(
        title = "{name}",
        customer_identifier = external_id(name),
        components = [
            text("**{name}** {{}}"),
            text(name),
            plain_text("{name}"),
            link_button("{name}", "{base}/keys/{path}"),
        ],
    );
    let input = serde_json::to_value(&event).unwrap();
    let escaped = r"\[Eve\](https\://evil.example) \{\{componentUser}}";
    assert_eq!(input["title"], name);
    assert_eq!(input["customerIdentifier"]["externalId"], name);
    assert_eq!(
        input["components"][0]["componentText"]["text"],
        format!("**{escaped}** {{}}")
    );
    assert_eq!(input["components"][1]["componentText"]["text"], escaped);
    assert_eq!(
        input["components"][2]["componentPlainText"]["plainText"],
        name
    );
    assert_eq!(
        input["components"][3]["componentLinkButton"]["linkButtonLabel"],
        name
    );
    assert_eq!(
        input["components"][3]["componentLinkButton"]["linkButtonUrl"],
        "https://admin.example.com/keys/..%2Fadmin%3Fx",
    );
}

#[test]
fn event_of_literals_borrows_everything() {
    use std::borrow::Cow;

    let event = customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [
            row(main_content = [text("b")], aside_content = [badge("c")]),
            container(content = [date_time("2024-10-28")]),
        ],
        external_id = "d",
    );
    assert!(matches!(event.title, Cow::Borrowed(_)));
    assert!(matches!(event.components, Cow::Borrowed(_)));
    assert!(matches!(event.external_id, Some(Cow::Borrowed(_))));
    assert_eq!(components![text("b")].len(), 1);
}

#[test]
fn optional_fields_accept_an_option() {
    let external_id = Some(String::from("a"));
    let timestamp: Option<Iso8601> = None;
    let is_collapsed = Some(true);
    let event = customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [text("b", size = None, color = Some(TextColor::Muted))],
        external_id = external_id,
        timestamp = timestamp,
        is_collapsed = is_collapsed,
    );
    assert_eq!(event.external_id, Some("a".into()));
    assert_eq!(event.timestamp, None);
    assert_eq!(event.is_collapsed, Some(true));
}
