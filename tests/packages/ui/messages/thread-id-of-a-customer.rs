// E8
use plain_runtime::thread_event;

fn main() {
    let _ = thread_event!(
        title = "Trial completed",
        thread_id = "c_01H14DFQ4PDYBH398J1E99TWSS",
        components = [text("Fourteen days are over.")],
    );
}

// Fix:
// let _ = thread_event!(
//     title = "Trial completed",
//     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
//     components = [text("Fourteen days are over.")],
// );
