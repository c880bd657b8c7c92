//! Measures several variants in turns, so that other load on the machine affects all of them equally.

use anyhow::Result;

/// Samples of one variant, one per round.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Returns the median.
    pub fn median(&self) -> f64 {
        median(&self.0)
    }

    /// Returns the median of the ratios to other samples of the same round.
    pub fn ratio_to(&self, others: &Self) -> f64 {
        let ratios = self.0.iter().zip(&others.0).map(|(own, other)| own / other);
        median(&ratios.collect::<Vec<_>>())
    }
}

impl FromIterator<f64> for Samples {
    fn from_iter<I: IntoIterator<Item = f64>>(figures: I) -> Self {
        Self(figures.into_iter().collect())
    }
}

/// Measures each variant once per round. The order rotates from round to round.
///
/// # Errors
///
/// Returns the first error of `measure`.
pub fn interleaved<V, F>(
    variants: &[V],
    rounds: usize,
    mut measure: impl FnMut(&V) -> Result<F>,
) -> Result<Vec<Vec<F>>> {
    let mut figures: Vec<Vec<F>> = variants.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        for step in 0..variants.len() {
            let index = (round + step) % variants.len();
            figures[index].push(measure(&variants[index])?);
        }
    }
    Ok(figures)
}

/// Returns the figure below which so many of 100 are, of sorted ones.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let index = sorted.len() * percent / 100;
    let figure = sorted.get(index.min(sorted.len().saturating_sub(1)));
    figure.copied().unwrap_or(f64::NAN)
}

fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Samples, interleaved, percentile};

    #[test]
    fn median_is_the_middle_or_the_mean_of_the_middle_two() {
        assert!((Samples::from_iter([9.0, 1.0, 2.0]).median() - 2.0).abs() < 1e-9);
        assert!((Samples::from_iter([4.0, 1.0, 2.0, 9.0]).median() - 3.0).abs() < 1e-9);
    }

    #[test]
    fn percentiles_are_figures_of_the_list() {
        let figures: Vec<f64> = (0..200).map(f64::from).collect();
        assert!((percentile(&figures, 50) - 100.0).abs() < 1e-9);
        assert!((percentile(&figures, 99) - 198.0).abs() < 1e-9);
        assert!((percentile(&[7.0], 100) - 7.0).abs() < 1e-9);
        assert!(percentile(&[], 99).is_nan());
    }

    #[test]
    fn ratios_compare_samples_of_the_same_round() {
        let own = Samples::from_iter([2.0, 20.0, 2.0]);
        let other = Samples::from_iter([1.0, 10.0, 1.0]);
        assert!((own.ratio_to(&other) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn variants_rotate_in_every_round() {
        let mut order = Vec::new();
        let figures = interleaved(&['a', 'b', 'c'], 2, |variant| {
            order.push(*variant);
            Ok(order.len())
        });
        assert_eq!(order, ['a', 'b', 'c', 'b', 'c', 'a']);
        assert_eq!(figures.unwrap(), [[1, 6], [2, 4], [3, 5]]);
    }
}
