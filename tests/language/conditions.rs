//! `#[cfg(..)]` on items, arms and optional fields.

use plain_runtime::{components, customer_event};

use crate::json;

#[test]
fn items_and_arms_are_cut_by_cfg() {
    let number = 2;
    let list = components![
        text("a"),
        #[cfg(test)]
        badge("kept"),
        #[cfg(not(test))]
        badge("cut"),
        #[cfg(not(test))]
        for missing in unknown_name {
            badge("{missing}")
        },
        {
            #[cfg(test)]
            let label = "first";
            #[cfg(not(test))]
            let label = "second";
            badge(label);
            #[cfg(all())]
            #[cfg(not(test))]
            spacer(M);
            if number > 1 {
                #[cfg(test)]
                badge("nested")
            }
            #[cfg(test)]
            ..components![divider()]
        },
        match number {
            #[cfg(not(test))]
            2 => badge("cut"),
            #[cfg(test)]
            2 if number > 0 => badge("arm"),
            _ => {}
        },
    ];
    let names = json(list).to_string().replace("component", "");
    assert_eq!(
        names,
        r#"[{"Text":{"text":"a"}},{"Badge":{"badgeLabel":"kept"}},{"Badge":{"badgeLabel":"first"}},{"Badge":{"badgeLabel":"nested"}},{"Divider":{}},{"Badge":{"badgeLabel":"arm"}}]"#
    );
}

#[test]
fn optional_fields_are_cut_by_cfg() {
    let event = customer_event!(
        title = "a",
        customer_identifier = external_id("b"),
        components = [
            text(
                "c",
                #[cfg(test)]
                color = Muted,
                #[cfg(not(test))]
                size = L
            ),
            divider(
                #[cfg(all())]
                #[cfg(test)]
                spacing_size = M
            ),
        ],
        #[cfg(not(test))]
        external_id = unknown_name,
        #[cfg(test)]
        is_collapsed = true,
    );
    assert_eq!(
        json(event),
        serde_json::json!({
            "title": "a",
            "customerIdentifier": { "externalId": "b" },
            "components": [
                { "componentText": { "text": "c", "textColor": "MUTED" } },
                { "componentDivider": { "dividerSpacingSize": "M" } },
            ],
            "isCollapsed": true,
        })
    );
}
