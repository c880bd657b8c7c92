// E2
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        components = [text("Fourteen days are over.")],
    );
}
