//! Numbers.

use crate::Violation;

/// Checks that a whole number is not greater than a maximum: rule K2.
///
/// # Errors
///
/// [`Violation::TooLarge`].
///
/// ```
/// use plain_schema::{Violation, check_integer};
///
/// assert_eq!(check_integer(60, 100), Ok(()));
/// assert_eq!(check_integer(101, 100), Err(Violation::TooLarge { max: 100 }));
/// ```
pub const fn check_integer(number: u64, max: u64) -> Result<(), Violation> {
    if number > max {
        return Err(Violation::TooLarge { max });
    }
    Ok(())
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
