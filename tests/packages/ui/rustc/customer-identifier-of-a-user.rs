// E2
use plain_runtime::{UserIdentifier, customer_event};

fn main() {
    let user = UserIdentifier::UserId("u_1".into());
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = user,
        components = [text("Fourteen days are over.")],
    );
}
