// language
use plain_runtime::{CustomerEvent, components};

struct Key {
    id: u32,
    owner: Owner,
}

struct Owner {
    name: &'static str,
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Key of {key.owner.nam}",
    customer_identifier = external_id(account),
    components = [text("{self.key.ownr.name}")]
)]
struct Made {
    account: u32,
    key: Key,
}

fn main() {
    let key = Key { id: 1, owner: Owner { name: "Kim" } };
    let _ = components![text("Key {key.idd}"), link_button("Open", "https://a.example/{key.ids}")];
    let _ = key.id;
}
