//! Keys of thread fields and of customer cards.

use super::text::same;
use crate::Violation;

/// Checks that a key has the characters of a thread field's key: rule T5.
pub(super) const fn check_field_key(key: &str) -> Result<(), Violation> {
    let key = key.as_bytes();
    let mut index = 0;
    while index < key.len() {
        if !matches!(key[index], b'a'..=b'z' | b'0'..=b'9' | b'_') {
            return Err(Violation::NotAFieldKey);
        }
        index += 1;
    }
    Ok(())
}

/// Checks that a key has the characters of a card's key: rule K1.
pub(super) const fn check_card_key(key: &str) -> Result<(), Violation> {
    let key = key.as_bytes();
    let mut index = 0;
    while index < key.len() {
        if !matches!(key[index], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-') {
            return Err(Violation::NotACardKey);
        }
        index += 1;
    }
    Ok(())
}

/// Checks that no key of the thread fields before one is the same: rule T5.
///
/// # Errors
///
/// [`Violation::DuplicateKey`].
///
/// ```
/// use plain_schema::{Violation, check_distinct_key};
///
/// assert_eq!(check_distinct_key(&["plan"], "seats"), Ok(()));
/// assert_eq!(check_distinct_key(&["plan"], "plan"), Err(Violation::DuplicateKey));
/// ```
pub const fn check_distinct_key(before: &[&str], key: &str) -> Result<(), Violation> {
    let mut index = 0;
    while index < before.len() {
        if same(before[index], key) {
            return Err(Violation::DuplicateKey);
        }
        index += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{StringRule, Violation};

    #[test]
    fn field_key_has_lower_case_letters_digits_and_underscores() {
        let rule = StringRule::FieldKey;
        for key in ["plan", "seats_2", "_", "9"] {
            assert_eq!(rule.check_at_compile_time(key), Ok(()), "{key}");
        }
        for key in ["Plan", "plan-name", "plan name", "größe", "plan.name"] {
            assert_eq!(rule.check(key), Ok(()), "{key}");
            let checked = rule.check_at_compile_time(key);
            assert_eq!(checked, Err(Violation::NotAFieldKey), "{key}");
        }
        assert_eq!(rule.check(" "), Err(Violation::Blank));
    }

    #[test]
    fn card_key_has_letters_digits_hyphens_and_underscores() {
        let rule = StringRule::CardKey { max: 12 };
        for key in ["plan-details", "Usage_2", "-"] {
            assert_eq!(rule.check(key), Ok(()), "{key}");
        }
        for key in ["plan details", "plan.x", "größe", "a/b", "\u{200B}"] {
            assert_eq!(rule.check(key), Err(Violation::NotACardKey), "{key}");
        }
        assert_eq!(rule.check(""), Err(Violation::Empty));
        let long = Violation::TooLong {
            max: 12,
            length: 13,
        };
        assert_eq!(rule.check("plan-details-"), Err(long));
    }
}
