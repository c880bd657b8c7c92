// E3
use plain_runtime::thread_event;

fn main() {
    let _ = thread_event!(
        title = "Trial completed",
        thread_id = " ",
        components = [text("Fourteen days are over.")],
    );
}
