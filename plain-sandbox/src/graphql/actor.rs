//! Who did something: always the machine user that the API key belongs to.

use serde_json::{Value, json};

use crate::workspace::seed;

/// The API's `MachineUserActor`.
pub(crate) fn machine_user() -> Value {
    json!({ "__typename": "MachineUserActor", "machineUserId": seed::MACHINE_USER_ID })
}
