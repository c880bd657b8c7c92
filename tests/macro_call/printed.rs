//! Made by the sandbox; see `main.rs`.

use super::assert_is;
use plain_runtime::{customer_event, thread_event};

#[test]
fn all_twelve_kinds() {
    let event = thread_event!(
        title = "Everything",
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
        components = [
            text("**bold**", size = L, color = Success),
            plain_text("plain", size = S),
            spacer(XL),
            divider(),
            divider(spacing_size = XS),
            badge("New"),
            link_button("Open", "https://a.com/?q=1"),
            copy_button("key_1", tooltip_label = "Copy the key"),
            workflow_button("Refund", workflow_key("refund")),
            date_time("2026-05-11T12:00:00Z"),
            user(email_address("david@acme.com")),
            row(
                main_content = [plain_text("Plan", color = Muted)],
                aside_content = [badge("Pro", color = Green)],
            ),
            container(
                content = [
                    text("inside"),
                    row(
                        main_content = [plain_text("Plan", color = Muted)],
                        aside_content = [badge("Pro", color = Green)],
                    ),
                ],
            ),
        ],
        external_id = "everything",
        timestamp = "2026-05-11",
        is_collapsed = true,
    );
    assert_is("all_twelve_kinds", &event);
}

#[test]
fn what_a_literal_escapes() {
    let event = customer_event!(
        title = "A",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text("{{braces}} {{{{twice}}}} \"quotes\" \\backslash\\ 'apostrophe'"),
            text("lines\nand\r\ntabs\t\u{7f}\u{202e} 日本語 🦀 e\u{301}"),
            text("{{{{componentUser:userIdentifier.userId=\"u_1\"}}}}"),
            copy_button("r#\"raw\"# */ // {{"),
            link_button("{{}}", "https://a.com/{{id}}?a={{b}}"),
        ],
    );
    assert_is("what_a_literal_escapes", &event);
}

#[test]
fn ids_of_another_form() {
    let event = customer_event!(
        title = "A",
        customer_identifier = customer_id(String::from("123")),
        components = [
            user(user_id(String::from("{david}"))),
            user(machine_user_id("mu_1")),
        ],
    );
    assert_is("ids_of_another_form", &event);
}

#[test]
fn lists_without_anything() {
    let event = customer_event!(
        title = "A",
        customer_identifier = email_address("jane@acme.com"),
        components = [..Vec::<plain_runtime::EventComponent>::new()],
    );
    assert_is("lists_without_anything", &event);
}

#[test]
fn an_aside_without_anything() {
    let event = customer_event!(
        title = "A",
        customer_identifier = email_address("jane@acme.com"),
        components = [row(
            main_content = [text("a")],
            aside_content = [..Vec::<plain_runtime::RowContent>::new()],
        )],
    );
    assert_is("an_aside_without_anything", &event);
}

#[test]
fn what_does_not_fit_in_a_line() {
    let event = customer_event!(
        title = "A",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text(
                "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
            ),
            user(email_address(
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@acme.com",
            )),
            container(
                content = [text(
                    "word word word word word word word word word word word word ",
                    size = S,
                    color = Muted,
                )],
            ),
        ],
    );
    assert_is("what_does_not_fit_in_a_line", &event);
}
