//! Figures of commit 8e78da1, from another machine.

/// Load on an empty sandbox.
pub(crate) struct InFlight {
    requests: usize,
    is_durable: bool,
    /// Events per second.
    pub(crate) rate: f64,
    p50: f64,
    p99: f64,
}

/// Reading a filled sandbox: events per second while it is filled, and times in milliseconds.
pub(crate) struct Reading {
    pub(crate) rate: f64,
    pub(crate) page: f64,
    pub(crate) search: f64,
    pub(crate) list: f64,
    pub(crate) found: f64,
    pub(crate) not_found: f64,
    pub(crate) entries: f64,
}

#[rustfmt::skip]
const IN_FLIGHT: [InFlight; 6] = [
    InFlight { requests: 1, is_durable: false, rate: 3_323.0, p50: 0.25, p99: 0.46 },
    InFlight { requests: 16, is_durable: false, rate: 3_371.0, p50: 4.4, p99: 8.1 },
    InFlight { requests: 256, is_durable: false, rate: 2_584.0, p50: 81.0, p99: 117.0 },
    InFlight { requests: 1, is_durable: true, rate: 1_539.0, p50: 0.59, p99: 1.24 },
    InFlight { requests: 16, is_durable: true, rate: 1_291.0, p50: 11.8, p99: 28.9 },
    InFlight { requests: 256, is_durable: true, rate: 1_280.0, p50: 109.0, p99: 235.0 },
];

#[rustfmt::skip]
const READING: [(u64, Reading); 4] = [
    (1_000, Reading { rate: 2_843.0, page: 2.0, search: 2.0, list: 24.0, found: 7.0, not_found: 10.0, entries: 1.0 }),
    (10_000, Reading { rate: 2_853.0, page: 8.0, search: 40.0, list: 282.0, found: 84.0, not_found: 162.0, entries: 3.0 }),
    (50_000, Reading { rate: 2_820.0, page: 25.0, search: 170.0, list: 1_370.0, found: 300.0, not_found: 657.0, entries: 11.0 }),
    (100_000, Reading { rate: 2_924.0, page: 39.0, search: 280.0, list: 2_606.0, found: 776.0, not_found: 1_610.0, entries: 25.0 }),
];

/// Events per second about a customer with so many threads.
const THREADS: [(u64, f64); 2] = [(101, 1_466.0), (501, 561.0)];

/// The load with so many requests in flight.
pub(crate) fn in_flight(requests: usize, is_durable: bool) -> Option<&'static InFlight> {
    IN_FLIGHT
        .iter()
        .find(|it| it.requests == requests && it.is_durable == is_durable)
}

/// The times with so many events.
pub(crate) fn reading(events: u64) -> Option<&'static Reading> {
    let (_, reading) = READING.iter().find(|(number, _)| *number == events)?;
    Some(reading)
}

/// Events per second about a customer with so many threads.
pub(crate) fn threads(threads: u64) -> Option<f64> {
    let (_, rate) = THREADS.iter().find(|(number, _)| *number == threads)?;
    Some(*rate)
}

impl InFlight {
    /// The cells of a row.
    pub(crate) fn row(&self) -> [String; 6] {
        let storage = if self.is_durable { "--db" } else { "memory" };
        [
            "8e78da1".to_owned(),
            self.requests.to_string(),
            storage.to_owned(),
            format!("{:.0}", self.rate),
            format!("{:.2}", self.p50),
            format!("{:.2}", self.p99),
        ]
    }
}

impl Reading {
    fn times(&self) -> [f64; 6] {
        let Self {
            page,
            search,
            list,
            found,
            not_found,
            entries,
            rate: _,
        } = *self;
        [page, search, list, found, not_found, entries]
    }

    /// The cells of a row.
    pub(crate) fn cells(&self) -> Vec<String> {
        let mut cells = vec![format!("{:.0}", self.rate)];
        cells.extend(self.times().map(|time| format!("{time:.1}")));
        cells
    }

    /// Ratios to other figures: above 1 is better for the rate, below 1 for a time.
    pub(crate) fn ratios(&self, other: &Self) -> Vec<String> {
        let mut ratios = vec![format!("{:.2}", self.rate / other.rate)];
        let times = self.times().into_iter().zip(other.times());
        ratios.extend(times.map(|(own, other)| format!("{:.2}", own / other)));
        ratios
    }
}
