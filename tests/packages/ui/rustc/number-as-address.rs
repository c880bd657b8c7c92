// C4 E7
use plain_runtime::{components, customer_event};

fn main() {
    let (page, account, user) = (7, 17_u32, &3_i64);
    let _ = components![link_button("Open", page), user(user_id(user)), user(email_address(1 + 1))];
    let _event = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address(account),
        components = [divider()],
    );
}
