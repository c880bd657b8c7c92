// E8
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = customer_id("th_01HB924RWAW8H3Q8KZDFWYBJHZ"),
        components = [text("Fourteen days are over.")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = customer_id("c_01H14DFQ4PDYBH398J1E99TWSS"),
//     components = [text("Fourteen days are over.")],
// );
