// language
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Signed up")]
union Id {
    number: u32,
}

fn main() {}
