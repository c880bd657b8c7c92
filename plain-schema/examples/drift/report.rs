//! Prints the drift for a person.

use std::fmt::{self, Display};

use crate::compare::Difference;
use crate::needs::{Place, Role, needs};
use crate::omission::Sorted;
use crate::subject::Subject;

/// The drift, grouped by subject, and the number of intended differences.
pub(crate) struct Report<'a> {
    pub(crate) sorted: &'a Sorted,
    /// Whether the file may lack types and operations.
    pub(crate) is_part: bool,
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for subject in Subject::ALL {
            let drift = self.sorted.drift.iter();
            let of_subject: Vec<_> = drift
                .filter(|it| Subject::of(&it.path) == subject)
                .collect();
            if !of_subject.is_empty() {
                writeln!(f, "{}", subject.title())?;
                for (differences, places) in by_needs(of_subject) {
                    for difference in differences {
                        writeln!(f, "  {difference}")?;
                    }
                    write_needs(&places, f)?;
                }
                writeln!(f)?;
            }
        }
        let intended: usize = self.sorted.omitted.values().sum();
        writeln!(
            f,
            "{} to act on, and {} intended{}",
            count(self.sorted.drift.len(), "difference"),
            intended,
            if intended == 0 { "" } else { ":" }
        )?;
        for (reason, number) in &self.sorted.omitted {
            writeln!(f, "{number:5}  {reason}")?;
        }
        if self.is_part {
            writeln!(
                f,
                "The file only extends `Query` and `Mutation`: the types and operations that it lacks are not reported."
            )?;
        }
        Ok(())
    }
}

/// Differences with the same needs, in the order of the first of each group.
fn by_needs(differences: Vec<&Difference>) -> Vec<(Vec<&Difference>, Vec<Place>)> {
    let mut groups: Vec<(Vec<&Difference>, Vec<Place>)> = Vec::new();
    for difference in differences {
        let places = needs(difference);
        match groups.iter_mut().find(|(_, of_group)| *of_group == places) {
            Some((group, _)) => group.push(difference),
            None => groups.push((vec![difference], places)),
        }
    }
    groups
}

fn write_needs(places: &[Place], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "    needs:")?;
    for role in Role::ALL {
        let of_role: Vec<String> = places
            .iter()
            .filter(|place| place.role == role)
            .map(ToString::to_string)
            .collect();
        if !of_role.is_empty() {
            writeln!(f, "      {:<8} {}", role.title(), of_role.join(", "))?;
        }
    }
    Ok(())
}

fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
