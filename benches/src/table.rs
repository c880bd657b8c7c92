//! Markdown tables of results.

use std::fmt;

/// A table. The first column is left-aligned text, the others are right-aligned numbers.
#[derive(Debug, Clone)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Creates a table without rows.
    pub fn new<const COLUMNS: usize>(head: [&str; COLUMNS]) -> Self {
        Self {
            rows: vec![head.map(ToOwned::to_owned).to_vec()],
        }
    }

    /// Adds a row. Missing trailing cells are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().collect();
        row.resize(self.rows[0].len(), String::new());
        self.rows.push(row);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: Vec<usize> = (0..self.rows[0].len())
            .map(|column| {
                let width = |row: &Vec<String>| row[column].chars().count();
                self.rows.iter().map(width).max().unwrap_or_default().max(2)
            })
            .collect();
        for (index, row) in self.rows.iter().enumerate() {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if column == 0 {
                    write!(f, "| {cell:<width$} |")?;
                } else {
                    write!(f, " {cell:>width$} |")?;
                }
            }
            writeln!(f)?;
            if index == 0 {
                for (column, width) in widths.iter().enumerate() {
                    if column == 0 {
                        write!(f, "|{}|", "-".repeat(width + 2))?;
                    } else {
                        write!(f, "{}:|", "-".repeat(width + 1))?;
                    }
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

/// Formats a ratio with its budget, and whether the ratio meets it.
pub fn format_with_budget(ratio: f64, budget: Budget) -> String {
    let (is_met, bound) = match budget {
        Budget::Max(bound) => (ratio <= bound, format!("at most {bound:.2}")),
        Budget::Min(bound) => (ratio >= bound, format!("at least {bound:.2}")),
    };
    let verdict = if is_met { "met" } else { "MISSED" };
    format!("{ratio:.2} ({bound}: {verdict})")
}

/// Bound on a ratio.
#[derive(Debug, Clone, Copy)]
pub enum Budget {
    /// Upper bound.
    Max(f64),
    /// Lower bound.
    Min(f64),
}
