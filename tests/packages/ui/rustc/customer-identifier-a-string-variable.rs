// E2
use plain_runtime::customer_event;

fn main() {
    let email = "jane@acme.com";
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = email,
        components = [text("Fourteen days are over.")],
    );
}
