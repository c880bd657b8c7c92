// E1 C2
use plain_runtime::customer_event;

const TITLE: &str = " ";
const LABEL: &str = "";

fn main() {
    let _event = customer_event!(
        title = TITLE,
        customer_identifier = external_id("user-17"),
        components = [badge(LABEL)],
    );
}
