// language
use std::path::PathBuf;

use plain_runtime::{components, customer_event};

fn main() {
    let (roles, tags, path) = (vec!["owner"], [1, 2], PathBuf::new());
    let _ = components![text(roles), text("{tags:>3}"), badge(path), plain_text(&roles)];
    let _event = customer_event!(
        title = tags,
        customer_identifier = external_id("{roles}"),
        components = [link_button("Open", "https://a.example/{tags}")],
    );
}
