// language
#![deny(unused_must_use)]

use plain_runtime::thread_event;

fn main() {
    thread_event!(
        title = "Trial completed",
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
        components = [text("Fourteen days are over.")],
    );
}
