// C1 C2
use std::rc::Rc;

use plain_runtime::{CustomerEvent, components};

#[derive(CustomerEvent)]
#[customer_event(
    title = "Plan {plan:?}",
    customer_identifier = external_id(id),
    components = [divider()],
)]
struct Changed {
    id: u32,
    plan: Box<Option<u8>>,
}

fn main() {
    let plan: Option<&str> = None;
    let reference = &plan;
    let shared = Rc::new(plan);
    let _ = components![text("Plan {plan:?}"), badge("{reference:#?}"), badge("{shared:>4?}")];
}
