// language
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        CreateCustomerEventInput { title: "Trial completed", components: [] },
    );
}
