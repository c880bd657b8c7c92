// E2
use plain_runtime::CreateCustomerEventInput;

fn main() {
    let _ = CreateCustomerEventInput {
        title: "Trial completed".into(),
        components: vec![].into(),
        external_id: None,
        timestamp: None,
        is_collapsed: None,
    };
}
