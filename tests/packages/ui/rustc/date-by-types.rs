// C8
use plain_runtime::component::DateTime;

fn main() {
    let _ = DateTime {
        iso8601: "yesterday".into(),
    };
}
