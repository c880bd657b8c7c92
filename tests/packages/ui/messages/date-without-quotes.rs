// C8
use plain_runtime::components;

fn main() {
    let _ = components![
        date_time(2024-10-28),
        date_time(2024-10-28T18:30:00Z),
        date_time(28/10/2024),
    ];
}

// Fix:
// let _ = components![
//     date_time("2024-10-28"),
//     date_time("2024-10-28T18:30:00Z"),
//     date_time("2024-10-28"),
// ];
