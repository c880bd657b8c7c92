//! Where a relay searches for events that are due: it walks the ordering keys, and wraps around.

use crate::store::Claimed;

/// Position of a relay among the ordering keys.
#[derive(Debug, Clone)]
pub(super) struct Cursor {
    /// Key after which the next search starts.
    after: String,
    /// Key after which the searches began that found nothing.
    lap_start: Option<String>,
}

impl Cursor {
    /// A random position, so that relays do not start at the same customers.
    pub(super) fn random(random: &mut fastrand::Rng) -> Self {
        const KINDS: [&str; 4] = ["customer-id:c_", "email:", "external-id:", "thread:th_"];
        let mut after = KINDS[random.usize(..KINDS.len())].to_owned();
        after.extend((0..2).map(|_| random.alphanumeric()));
        Self {
            after,
            lap_start: None,
        }
    }

    pub(super) fn after(&self) -> &str {
        &self.after
    }

    /// Moves on after a search. Returns whether nothing is due at any key.
    pub(super) fn advance(&mut self, claimed: &Claimed) -> bool {
        let before = std::mem::replace(&mut self.after, claimed.next_after.clone());
        if !claimed.deliveries.is_empty() {
            self.lap_start = None;
            return false;
        }
        let start = self.lap_start.get_or_insert_with(|| before.clone());
        let is_lap = claimed.is_complete || passes(&before, &self.after, start);
        if is_lap {
            self.lap_start = None;
        }
        is_lap
    }
}

/// Whether a search from one key to another, which may wrap around, passes a key after the first.
fn passes(from: &str, to: &str, key: &str) -> bool {
    if from < to {
        from < key && key <= to
    } else {
        key > from || key <= to
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;
    use crate::store::Claimed;

    /// Whether each of these searches that find nothing ends a lap.
    fn laps(start: &str, ends: &[&str]) -> Vec<bool> {
        let mut cursor = Cursor {
            after: start.to_owned(),
            lap_start: None,
        };
        let search = |end: &&str| {
            cursor.advance(&Claimed {
                next_after: (*end).to_owned(),
                ..Claimed::default()
            })
        };
        ends.iter().map(search).collect()
    }

    #[test]
    fn lap_ends_when_the_searches_pass_their_start() {
        assert_eq!(
            laps("m", &["p", "z", "c", "n"]),
            [false, false, false, true]
        );
        assert_eq!(laps("m", &["z", "m"]), [false, true]);
        assert_eq!(laps("", &["b", "d", "a"]), [false, false, true]);
        assert_eq!(laps("a", &["b", "a", "b", "a"]), [false, true, false, true]);
    }

    #[test]
    fn cursor_starts_somewhere_else_for_each_seed() {
        let start = |seed| Cursor::random(&mut fastrand::Rng::with_seed(seed)).after;
        assert_eq!(start(1), start(1));
        assert_ne!(start(1), start(2));
    }
}
