// language
use plain_runtime::components;

fn main() {
    let paid = true;
    let _ = components![text("Paid") if paid];
}
