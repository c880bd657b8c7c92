// T5
use plain_runtime::thread;

fn main() {
    let name = "Acme".to_owned();
    let _ = thread!(
        customer_identifier = customer_id("c_1"),
        tenant_identifier = name.clone(),
        label_type_ids = [..17],
        thread_fields = [number_field("seats", name), ..name.chars()],
    );
}
