//! Generated from `layouts/`, one test per layout; see `main.rs`.

use plain_runtime::customer_card;

use crate::assert_serialises_to;

#[test]
fn docs_card_plan_row_004() {
    let value = customer_card!(
        components = [row(
            main_content = [text("Tier", size = M, color = Muted)],
            aside_content = [badge("Starter", color = Yellow)],
        )],
        time_to_live_seconds = 86400,
    );
    assert_serialises_to("004-docs-card-plan-row", &value);
}

#[test]
fn docs_plaintext_variants_007() {
    let value = customer_card!(
        components = [
            plain_text("small", size = S),
            plain_text("medium", size = M),
            plain_text("large", size = L),
            plain_text("normal", color = Normal),
            plain_text("muted", color = Muted),
            plain_text("ok", color = Success),
            plain_text("careful", color = Warning),
            plain_text("broken", color = Error),
        ],
    );
    assert_serialises_to("007-docs-plaintext-variants", &value);
}

#[test]
fn cards_customer_details_022() {
    let value = customer_card!(
        components = [
            spacer(S),
            row(
                main_content = [text("Signed up", color = Muted)],
                aside_content = [text("8/20/2026, 9:01 AM")],
            ),
            spacer(M),
            row(
                main_content = [text("Last seen", color = Muted)],
                aside_content = [text("11/22/2026, 3:58 PM")],
            ),
            spacer(M),
            row(
                main_content = [text("Device", color = Muted)],
                aside_content = [text("Galaxy S22 🤖")],
            ),
            spacer(M),
            row(
                main_content = [text("Newsletter", color = Muted)],
                aside_content = [text("Off 🙅")],
            ),
        ],
    );
    assert_serialises_to("022-cards-customer-details", &value);
}

#[test]
fn cards_sentry_025() {
    let value = customer_card!(
        components = [
            container(
                content = [
                    spacer(XS),
                    row(
                        main_content = [badge("ERROR", color = Red)],
                        aside_content = [text("prod-email-sender", color = Muted)],
                    ),
                    spacer(M),
                    text("**Sentry issue**", size = S, color = Muted),
                    spacer(XS),
                    row(
                        main_content = [text("BACKEND-PROD-5N3", size = S)],
                        aside_content = [copy_button(
                            "BACKEND-PROD-5N3",
                            tooltip_label = "Copy issue",
                        )],
                    ),
                    spacer(M),
                    text("**What happened**", size = S, color = Muted),
                    spacer(XS),
                    text(
                        "Mail uem_01GFNH9M could not be sent. Code: ERR_TIMEOUT",
                        size = S,
                    ),
                    spacer(M),
                    text("**Request**", size = S, color = Muted),
                    spacer(XS),
                    row(
                        main_content = [text("k2f8a-91xz", size = S)],
                        aside_content = [copy_button("k2f8a-91xz", tooltip_label = "Copy request")],
                    ),
                    spacer(M),
                    row(
                        main_content = [text("Unhandled", size = S, color = Error)],
                        aside_content = [text("Env: **production**", size = S, color = Muted)],
                    ),
                    spacer(M),
                    row(
                        main_content = [link_button("Sentry", "https://plain.com")],
                        aside_content = [link_button("Logs", "https://plain.com")],
                    ),
                ],
            ),
            spacer(S),
            container(
                content = [
                    spacer(XS),
                    row(
                        main_content = [badge("WARN", color = Yellow)],
                        aside_content = [text("prod-background-job", color = Muted)],
                    ),
                    spacer(M),
                    text("**Sentry issue**", size = S, color = Muted),
                    spacer(XS),
                    row(
                        main_content = [text("BACKEND-PROD-4J2", size = S)],
                        aside_content = [copy_button(
                            "BACKEND-PROD-4J2",
                            tooltip_label = "Copy issue",
                        )],
                    ),
                    spacer(M),
                    text("**What happened**", size = S, color = Muted),
                    spacer(XS),
                    text("[THROTTLE] Too many requests, next try in 417ms.", size = S),
                    spacer(M),
                    row(
                        main_content = [text("Warning", size = S, color = Warning)],
                        aside_content = [text("Env: **production**", size = S, color = Muted)],
                    ),
                    spacer(M),
                    row(
                        main_content = [link_button("Sentry", "https://plain.com")],
                        aside_content = [link_button("Logs", "https://plain.com")],
                    ),
                ],
            ),
        ],
    );
    assert_serialises_to("025-cards-sentry", &value);
}

#[test]
fn cards_tutorial_028() {
    let value = customer_card!(
        components = [
            badge("Example", color = Blue),
            spacer(S),
            text("Show anything you know about a customer, no sync needed."),
            spacer(S),
            text("All it takes is one endpoint that Plain calls when this page opens."),
            spacer(M),
            link_button(
                "Read more",
                "https://docs.plain.com/adding-context/customer-cards",
            ),
        ],
    );
    assert_serialises_to("028-cards-tutorial", &value);
}

#[test]
fn cards_plan_details_copy_031() {
    let value = customer_card!(
        components = [container(
            content = [
                spacer(S),
                row(
                    main_content = [text("Tier", size = M, color = Muted)],
                    aside_content = [badge("Starter", color = Yellow)],
                ),
                spacer(M),
                row(
                    main_content = [text("Runs out", size = M, color = Muted)],
                    aside_content = [text("27 Nov 2026", size = M, color = Normal)],
                ),
                divider(spacing_size = L),
                row(
                    main_content = [text("ID: #84HBFU4SAF", size = M, color = Muted)],
                    aside_content = [copy_button("#84HBFU4SAF", tooltip_label = "Copy it")],
                ),
            ],
        )],
    );
    assert_serialises_to("031-cards-plan-details-copy", &value);
}

#[test]
fn trigger_orgs_card_empty_034() {
    let value = customer_card!(
        components = [container(
            content = [
                text("Orgs", size = L, color = Normal),
                spacer(M),
                text("None yet", size = S, color = Muted),
            ],
        )],
        time_to_live_seconds = 300,
    );
    assert_serialises_to("034-trigger-orgs-card-empty", &value);
}

#[test]
fn dub_partner_card_043() {
    let value = customer_card!(
        components = [
            text("Partner ID", size = S, color = Muted),
            row(
                main_content = [text("pn_77")],
                aside_content = [copy_button("pn_77", tooltip_label = "Copy Partner ID")],
            ),
            spacer(S),
            text("Partner Name", size = S, color = Muted),
            row(
                main_content = [text("Odile R.")],
                aside_content = [copy_button("Odile R.", tooltip_label = "Copy Partner Name")],
            ),
            spacer(S),
            text("Partner Email", size = S, color = Muted),
            row(
                main_content = [text("odile@quay.test")],
                aside_content = [copy_button(
                    "odile@quay.test",
                    tooltip_label = "Copy Partner Email",
                )],
            ),
            spacer(S),
            text("Partner Country", size = S, color = Muted),
            row(
                main_content = [text("Unknown")],
                aside_content = [copy_button(
                    "Unknown",
                    tooltip_label = "Copy Partner Country",
                )],
            ),
            spacer(S),
            row(
                main_content = [text("Can be paid")],
                aside_content = [badge("No", color = Red)],
            ),
            divider(spacing_size = M),
            row(
                main_content = [
                    text("Acme", size = M, color = Normal),
                    text("Partner since Feb 1, 2026", size = S, color = Muted),
                ],
                aside_content = [badge("$1,204.50", color = Green)],
            ),
            spacer(M),
            row(
                main_content = [
                    text("Umbra", size = M, color = Normal),
                    text("Partner since Feb 1, 2026", size = S, color = Muted),
                ],
                aside_content = [badge("$1,204.50", color = Green)],
            ),
            spacer(M),
        ],
    );
    assert_serialises_to("043-dub-partner-card", &value);
}

#[test]
fn novu_orgs_sessions_049() {
    let value = customer_card!(
        components = [
            text("Orgs of this user", size = L),
            divider(spacing_size = M),
            container(
                content = [
                    spacer(XS),
                    text("Org", size = S, color = Muted),
                    spacer(XS),
                    row(
                        main_content = [text("65f0c1", size = S)],
                        aside_content = [copy_button("65f0c1", tooltip_label = "Copy Org")],
                    ),
                    spacer(M),
                    text("Clerk org", size = S, color = Muted),
                    spacer(XS),
                    row(
                        main_content = [text("org_2a", size = S)],
                        aside_content = [copy_button("org_2a", tooltip_label = "Copy Clerk org")],
                    ),
                    spacer(M),
                    text("Org name", size = S, color = Muted),
                    spacer(XS),
                    row(
                        main_content = [text("Harbor", size = S)],
                        aside_content = [copy_button("Harbor", tooltip_label = "Copy Org name")],
                    ),
                    spacer(M),
                    spacer(XS),
                    row(
                        main_content = [text("Tier", size = S)],
                        aside_content = [text("business-trial")],
                    ),
                ],
            ),
            divider(spacing_size = M),
            text("Sessions", size = L),
            divider(spacing_size = M),
            container(
                content = [
                    row(
                        main_content = [text("Status", size = S)],
                        aside_content = [text("active")],
                    ),
                    row(
                        main_content = [text("City", size = S)],
                        aside_content = [text("Leeds")],
                    ),
                    row(
                        main_content = [text("Browser", size = S)],
                        aside_content = [text("NA")],
                    ),
                ],
            ),
            container(
                content = [
                    row(
                        main_content = [text("Status", size = S)],
                        aside_content = [text("NA")],
                    ),
                    row(
                        main_content = [text("City", size = S)],
                        aside_content = [text("Leeds")],
                    ),
                    row(
                        main_content = [text("Browser", size = S)],
                        aside_content = [text("NA")],
                    ),
                ],
            ),
        ],
    );
    assert_serialises_to("049-novu-orgs-sessions", &value);
}

#[test]
fn polar_org_card_052() {
    let value = customer_card!(
        components = [
            container(
                content = [
                    text("Harbor"),
                    text("harbor", color = Muted),
                    divider(spacing_size = M),
                    row(
                        main_content = [text("ID", size = S, color = Muted), text("0d9c…")],
                        aside_content = [copy_button("0d9c…", tooltip_label = "Copy it")],
                    ),
                    spacer(M),
                    text("Created", size = S, color = Muted),
                    text("2026-02-11"),
                ],
            ),
            divider(spacing_size = M),
            container(
                content = [
                    text("Quay"),
                    text("quay", color = Muted),
                    divider(spacing_size = M),
                    row(
                        main_content = [text("ID", size = S, color = Muted), text("77aa…")],
                        aside_content = [copy_button("77aa…", tooltip_label = "Copy it")],
                    ),
                    spacer(M),
                    text("Created", size = S, color = Muted),
                    text("2026-02-11"),
                ],
            ),
        ],
        time_to_live_seconds = 86400,
    );
    assert_serialises_to("052-polar-org-card", &value);
}

#[test]
fn polar_user_card_empty_aside_055() {
    let value = customer_card!(
        components = [container(
            content = [
                row(
                    main_content = [text("mira@harbor-labs.test")],
                    aside_content = [link_button(
                        "Backoffice ↗",
                        "https://bo.harbor-labs.test/users/1",
                    )],
                ),
                divider(spacing_size = M),
                row(
                    main_content = [text("ID", size = S, color = Muted), text("u-1")],
                    aside_content = [copy_button("u-1", tooltip_label = "Copy it")],
                ),
                spacer(M),
                text("Created", size = S, color = Muted),
                text("2026-02-11"),
                row(
                    main_content = [
                        text("Identity check", size = S, color = Muted),
                        text("unverified"),
                    ],
                    aside_content = [..Vec::<plain_runtime::RowContent>::new()],
                ),
            ],
        )],
        time_to_live_seconds = 86400,
    );
    assert_serialises_to("055-polar-user-card-empty-aside", &value);
}

#[test]
fn synnax_licenses_card_061() {
    let value = customer_card!(
        components = [
            row(
                main_content = [text("**Rig 4**")],
                aside_content = [badge("Active", color = Green)],
            ),
            text(
                "Harbor · core · annual · 2 of 5 seats · until 2027-03-01",
                color = Muted,
            ),
            link_button(
                "Open licence",
                "https://portal.harbor-labs.test/licenses/k1",
            ),
            divider(spacing_size = S),
            row(
                main_content = [text("**k2**")],
                aside_content = [badge("Revoked", color = Red)],
            ),
            text("Harbor · edge · monthly · 1 of 1 seats", color = Muted),
            link_button(
                "Open licence",
                "https://portal.harbor-labs.test/licenses/k2",
            ),
        ],
        time_to_live_seconds = 300,
    );
    assert_serialises_to("061-synnax-licenses-card", &value);
}

#[test]
fn lnkdrp_errors_card_064() {
    let value = customer_card!(
        components = [
            row(
                main_content = [badge("UPLOAD_FAILED", color = Red)],
                aside_content = [text("2026-11-21 10:04", size = S, color = Muted)],
            ),
            text("Upload stopped after 3 tries…", size = S),
            text("/api/upload · 502 · Harbor", size = S, color = Muted),
            spacer(XS),
            link_button("All errors", "https://harbor-labs.test/a/errors"),
        ],
        time_to_live_seconds = 60,
    );
    assert_serialises_to("064-lnkdrp-errors-card", &value);
}

#[test]
fn skill_card_deprecated_divider_073() {
    let value = customer_card!(
        components = [
            text("Plan: Enterprise ($120k a year)"),
            divider(spacing_size = M),
            text("Monthly: $10,000"),
        ],
        time_to_live_seconds = 60,
    );
    assert_serialises_to("073-skill-card-deprecated-divider", &value);
}

#[test]
fn invented_card_ttl_zero_203() {
    let value = customer_card!(components = [text("Live")], time_to_live_seconds = 0);
    assert_serialises_to("203-invented-card-ttl-zero", &value);
}

#[test]
fn invented_card_ttl_year_204() {
    let value = customer_card!(components = [], time_to_live_seconds = 31536000);
    assert_serialises_to("204-invented-card-ttl-year", &value);
}

#[test]
fn invented_card_null_205() {
    let value = customer_card!(components = []);
    assert_serialises_to("205-invented-card-null", &value);
}

#[test]
fn invented_card_escapes_206() {
    let value = customer_card!(
        components = [
            plain_text("{{braces}} \"quotes\" \\ {{{{}}}}\n\tnext"),
            copy_button("a\\b", tooltip_label = "Copy {{id}}"),
        ],
    );
    assert_serialises_to("206-invented-card-escapes", &value);
}
