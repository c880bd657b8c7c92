// E1 E3 E4
use plain_runtime::thread_event;

fn main() {
    let _ = thread_event!();
}

// Fix:
// let _ = thread_event!(
//     title = "Trial completed",
//     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
//     components = [text("Fourteen days are over.")],
// );
