// language
use plain_runtime::CustomerEvent;

struct Paid;

fn send(_: &impl CustomerEvent) {}

fn main() {
    send(&Paid);
}
