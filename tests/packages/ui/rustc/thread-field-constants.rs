// T5
use plain_runtime::thread;

const KEY: &str = "Seats";
const SEATS: f64 = f64::NAN;

fn main() {
    let _ = thread!(
        customer_identifier = customer_id("c_1"),
        thread_fields = [number_field(KEY, SEATS)],
    );
}
