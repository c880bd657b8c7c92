// language
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = external_id("u"),
        thread_fields = [("plan", "pro")],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = external_id("u"),
//     thread_fields = [string_field("plan", "pro")],
// );
