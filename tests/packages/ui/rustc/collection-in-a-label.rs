// language
use std::collections::HashMap;
use std::path::PathBuf;

use plain_runtime::{CustomerEvent, components, thread};

struct Plan;

#[derive(CustomerEvent)]
#[customer_event(
    title = "Roles of {id}: {roles}",
    customer_identifier = external_id(id),
    components = [copy_button("{self.path}")],
)]
struct Changed {
    id: u32,
    roles: Vec<String>,
    path: PathBuf,
}

fn main() {
    let (plan, result) = (Plan, Ok::<u8, u8>(1));
    let counts = HashMap::from([("a", 1)]);
    let _ = components![badge("{plan}"), badge("Plan {plan}"), text("{result:>8.2}")];
    let _ = components![link_button("{counts}", "{plan}"), plain_text("{result} {result}")];
    let _ = thread!(
        customer_identifier = customer_id("c_1"),
        description = counts,
        thread_fields = [string_field("a", "{plan:<4}")],
    );
}
