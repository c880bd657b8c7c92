// C4 E7 E8
use plain_runtime::{components, customer_event};

const PORT: u32 = 8080;
const IS_NEW: bool = true;

fn main() {
    let _ = components![badge(PORT), link_button("Open", PORT)];
    let _ = customer_event!(
        title = PORT,
        customer_identifier = email_address(IS_NEW),
        components = [user(user_id(PORT))],
    );
}
