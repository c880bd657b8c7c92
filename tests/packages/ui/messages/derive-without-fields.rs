// E1 E2 E4
#[derive(plain_runtime::CustomerEvent)]
struct SignedUp;

fn main() {
    use plain_runtime::CustomerEvent;
    let _event = SignedUp.customer_event();
}
