//! Numbers.

use crate::{Message, Violation};

/// Checks that a whole number is not negative and not greater than a maximum: rule K2.
///
/// # Errors
///
/// [`Violation::OutOfRange`].
///
/// ```
/// use plain_schema::{Violation, check_integer};
///
/// assert_eq!(check_integer(60, 100), Ok(()));
/// assert_eq!(check_integer(101, 100), Err(Violation::OutOfRange { max: 100 }));
/// assert_eq!(check_integer(-1, 100), Err(Violation::OutOfRange { max: 100 }));
/// ```
pub const fn check_integer(number: i128, max: u64) -> Result<(), Violation> {
    if number < 0 || number > max as i128 {
        return Err(Violation::OutOfRange { max });
    }
    Ok(())
}

/// Rejects a constant number that violates a rule. `name` is the property in the message.
///
/// # Panics
///
/// If there is a violation. During `const` evaluation this is a compile error at the call.
///
/// ```should_panic
/// use plain_schema::{assert_valid, check_integer};
///
/// assert_valid("time_to_live_seconds", check_integer(101, 100));
/// ```
#[track_caller]
pub const fn assert_valid(name: &str, checked: Result<(), Violation>) {
    if let Err(violation) = checked {
        let message = Message::new()
            .push("`")
            .push(name)
            .push("` is ")
            .push(violation.message().as_str())
            .push("; ")
            .push(violation.help());
        panic!("{}", message.as_str());
    }
}

/// Checks that a number is finite, since JSON has no other: rule T5.
///
/// # Errors
///
/// [`Violation::NotFinite`].
///
/// ```
/// use plain_schema::{Violation, check_number};
///
/// assert_eq!(check_number(0.5), Ok(()));
/// assert_eq!(check_number(f64::NAN), Err(Violation::NotFinite));
/// ```
pub const fn check_number(number: f64) -> Result<(), Violation> {
    if number.is_finite() {
        Ok(())
    } else {
        Err(Violation::NotFinite)
    }
}
