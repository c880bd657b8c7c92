// C1
use plain_runtime::components;

struct Plan;

struct Account {
    plan: Plan,
}

fn main() {
    let account = Account { plan: Plan };
    let _ = components![text("Plan {account.plan}")];
}
