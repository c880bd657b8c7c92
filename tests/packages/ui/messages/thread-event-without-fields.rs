// E1 E3 E4
use plain_runtime::thread_event;

fn main() {
    let _ = thread_event!();
}
