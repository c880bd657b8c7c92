// E1
use plain_runtime::thread_event;

fn main() {
    let _ = thread_event!(
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
        components = [text("Fourteen days are over.")],
    );
}

// Fix:
// let _ = thread_event!(
//     title = "Trial completed",
//     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
//     components = [text("Fourteen days are over.")],
// );
