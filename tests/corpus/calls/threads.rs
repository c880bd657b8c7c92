//! Generated from `layouts/`, one test per layout; see `main.rs`.

use plain_runtime::thread;

use crate::assert_serialises_to;

#[test]
fn plain_bug_report_019() {
    let value = thread!(
        customer_identifier = email_address("mira@harbor-labs.test"),
        title = "Bug report",
        components = [
            text("The chart stays blank after I pick a range."),
            spacer(S),
            text(
                "Seen on https://app.harbor-labs.test/reports using Firefox (131.0)",
                size = S,
                color = Muted,
            ),
        ],
    );
    assert_serialises_to("019-plain-bug-report", &value);
}

#[test]
fn trigger_quota_thread_040() {
    let value = thread!(
        customer_identifier = customer_id("c_01HZX4Q0G7W2M9T5B3N8KDVYRA"),
        title = "Branch quota: 40",
        components = [
            text("Org: Harbor Labs (cm1abc)"),
            divider(spacing_size = M),
            text("Branches wanted: 40"),
        ],
    );
    assert_serialises_to("040-trigger-quota-thread", &value);
}

#[test]
fn dub_shopify_rows_thread_046() {
    let value = thread!(
        customer_identifier = customer_id("c_01HZX4Q0G7W2M9T5B3N8KDVYRA"),
        title = "Shopify: redaction asked for shop-9.myshopify.com",
        components = [
            row(
                main_content = [text("Shop")],
                aside_content = [text("shop-9.myshopify.com")],
            ),
            row(
                main_content = [text("Customer")],
                aside_content = [text("88123")],
            ),
            row(
                main_content = [text("Orders")],
                aside_content = [text("1001, 1002")],
            ),
        ],
    );
    assert_serialises_to("046-dub-shopify-rows-thread", &value);
}

#[test]
fn polar_appeal_thread_058() {
    let value = thread!(
        customer_identifier = email_address("mira@harbor-labs.test"),
        title = "Appeal: harbor",
        components = [
            text("Org `harbor` appeals after the automatic check said FAIL."),
            container(
                content = [
                    text("Harbor"),
                    divider(spacing_size = M),
                    row(
                        main_content = [text("Org ID", size = S, color = Muted), text("0d9c")],
                        aside_content = [copy_button("0d9c", tooltip_label = "Copy it")],
                    ),
                    link_button("Backoffice", "https://bo.harbor-labs.test/orgs/2"),
                ],
            ),
        ],
        label_type_ids = ["lt_01K3QWYTDV7RSS7MM2RC584X41"],
    );
    assert_serialises_to("058-polar-appeal-thread", &value);
}

#[test]
fn forge_form_thread_079() {
    let value = thread!(
        customer_identifier = customer_id("c_01HZX4Q0G7W2M9T5B3N8KDVYRA"),
        title = "Beta access (9f3k2x)",
        components = [
            text("**New form**"),
            divider(),
            text("**What do you build\\_today?**"),
            plain_text("A **bot** that [posts] things"),
            divider(),
            text("**Budget**"),
            plain_text("1,200 EUR"),
        ],
        external_id = "k57dz9f3k2x",
    );
    assert_serialises_to("079-forge-form-thread", &value);
}

#[test]
fn aave_support_082() {
    let value = thread!(
        customer_identifier = email_address("mira@harbor-labs.test"),
        title = "New inquiry",
        components = [
            text("Asked on our site"),
            divider(spacing_size = M),
            text("Mail", size = S, color = Muted),
            text("mira@harbor-labs.test"),
            spacer(M),
            text("Message", size = S, color = Muted),
            plain_text("My position shows 0"),
            spacer(M),
        ],
        label_type_ids = ["lt_01K36FQ2J7ZGXQ55RV769TJHYN"],
    );
    assert_serialises_to("082-aave-support", &value);
}

#[test]
fn tldraw_feedback_085() {
    let value = thread!(
        customer_identifier = customer_id("c_01HZX4Q0G7W2M9T5B3N8KDVYRA"),
        title = "Site feedback",
        description = "Arrows jump",
        components = [text(
            "Arrows jump when I zoom\n\nURL: https://www.tldraw.com/f/abc_def?d=v1.2",
        )],
    );
    assert_serialises_to("085-tldraw-feedback", &value);
}

#[test]
fn go_message_metadata_088() {
    let value = thread!(
        customer_identifier = customer_id("c_01HZX4Q0G7W2M9T5B3N8KDVYRA"),
        title = "Support",
        components = [
            text("It crashed"),
            spacer(M),
            text("version 1.4.2 · darwin/arm64", size = S, color = Muted),
        ],
    );
    assert_serialises_to("088-go-message-metadata", &value);
}

#[test]
fn invented_thread_form_201() {
    let value = thread!(
        customer_identifier = email_address("mira@harbor.example"),
        title = "Invoice is wrong",
        components = [container(
            content = [
                row(
                    main_content = [text("Seats", color = Muted)],
                    aside_content = [badge("12")],
                ),
                divider(),
                row(
                    main_content = [text("Plan")],
                    aside_content = [text("Scale")],
                ),
            ],
        )],
        priority = Urgent,
        label_type_ids = ["lt_01HZX4RB2Y6E1S8F0QJ7MCPWKN"],
        thread_fields = [
            number_field("seats", 12.5),
            bool_field("is_trial", false),
            string_field("plan", "scale"),
        ],
        tenant_identifier = external_id("harbor"),
        external_id = "form-118",
    );
    assert_serialises_to("201-invented-thread-form", &value);
}

#[test]
fn invented_thread_bare_202() {
    let value = thread!(customer_identifier = external_id("u-7"), priority = Low);
    assert_serialises_to("202-invented-thread-bare", &value);
}
