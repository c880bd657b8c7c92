//! Differences that are intended.

use std::collections::BTreeMap;

use apollo_compiler::Schema;

use crate::compare::{Change, Difference};
use crate::omission_list::{NEWER, OMISSIONS, UNPUBLISHED};

/// New parts that we leave out for one reason. A part is matched by its path while it is optional.
#[derive(Debug)]
pub(crate) struct Omission {
    pub(crate) reason: &'static str,
    pub(crate) paths: &'static [&'static str],
}

/// Reason for the new parts of the types in `absent.graphql`.
const ABSENT: &str = "a sandbox lacks data of these types";

/// Reason for the parts of [`NEWER`].
const OLDER_FILE: &str = "the file is older than our schema";

/// Reason for the parts of [`UNPUBLISHED`].
const WITHOUT_FILE: &str = "the official SDK queries it, and no published schema has it";

/// Differences that concern us, and the number of the others by reason.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    pub(crate) drift: Vec<Difference>,
    pub(crate) omitted: BTreeMap<&'static str, usize>,
}

/// Sorts differences by whether they are intended.
pub(crate) fn sort(differences: Vec<Difference>, absent: &Schema) -> Sorted {
    let is_ahead = |it: &Difference| {
        matches!(it.change, Change::Gone | Change::Changed) && NEWER.contains(&it.path.as_str())
    };
    let is_older = NEWER.len() == differences.iter().filter(|it| is_ahead(it)).count();
    let mut sorted = Sorted::default();
    for difference in differences {
        let reason = if is_older && is_ahead(&difference) {
            Some(OLDER_FILE)
        } else {
            reason(&difference, absent)
        };
        match reason {
            Some(reason) => *sorted.omitted.entry(reason).or_default() += 1,
            None => sorted.drift.push(difference),
        }
    }
    sorted
}

fn reason(difference: &Difference, absent: &Schema) -> Option<&'static str> {
    let path = difference.path.as_str();
    match difference.change {
        Change::New => {
            let ty = path.split('.').next().unwrap_or_default();
            let listed = OMISSIONS.iter().find(|it| it.paths.contains(&path));
            let is_absent = || absent.types.contains_key(ty);
            listed
                .map(|omission| omission.reason)
                .or_else(|| is_absent().then_some(ABSENT))
        }
        Change::Gone if UNPUBLISHED.contains(&path) => Some(WITHOUT_FILE),
        Change::Gone | Change::Changed | Change::NewRequired => None,
    }
}
