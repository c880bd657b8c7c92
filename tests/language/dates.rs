//! Constants as dates: texts, which are validated at compile time, and values of the types of dates.

use std::time::{Duration, SystemTime};

use plain_runtime::{
    CreateCustomerEventInput, CustomerEvent, Iso8601, ToIso8601, components, customer_event,
};

const DAY: &str = "2024-10-28";
static HOUR: &str = "2024-10-28T18:00+02:00";
const EPOCH: SystemTime = SystemTime::UNIX_EPOCH;
const RELEASED: Iso8601 = Iso8601::from_static("2024-10-28T18:30:00Z");
static STORED: Iso8601 = Iso8601::from_static("2024-10-28T18:30:00Z");
const SOME_DAY: Option<&str> = Some("2024-10-28");
const NO_DAY: Option<&str> = None;
const SOME_TIME: Option<SystemTime> = Some(SystemTime::UNIX_EPOCH);
const NO_TIME: Option<Iso8601> = None;

mod days {
    pub(super) const LAUNCH: &str = "2025-01-01";
}

/// A type of the user, whose destructor cannot run at compile time.
struct Deadline(Vec<u8>);

impl ToIso8601 for Deadline {
    fn to_iso8601(&self) -> Iso8601 {
        (EPOCH + Duration::from_secs(self.0.len() as u64)).to_iso8601()
    }
}

const DEADLINE: Deadline = Deadline(Vec::new());

trait Dated {
    const DAY: &'static str;
    const TIME: SystemTime;

    fn days() -> usize {
        components![date_time(Self::DAY), date_time(Self::TIME)].len()
    }
}

struct Report;

impl Dated for Report {
    const DAY: &'static str = DAY;
    const TIME: SystemTime = EPOCH;
}

impl Report {
    const START: &'static str = "2024-01-01";

    fn start() -> Vec<plain_runtime::EventComponent> {
        components![date_time(Self::START), date_time(Report::START)]
    }
}

fn generic<T: Dated>() -> usize {
    components![
        date_time(T::DAY),
        date_time(T::TIME),
        date_time(<T as Dated>::TIME)
    ]
    .len()
}

#[test]
fn constants_of_every_type_are_dates() {
    let late = true;
    assert_eq!(
        components![
            date_time(DAY),
            date_time(HOUR),
            date_time(days::LAUNCH),
            date_time(const { "2024-02-29" }),
            date_time(EPOCH),
            date_time(RELEASED),
            date_time(STORED),
            date_time(DEADLINE),
            date_time(if late { DAY } else { "2024-01-01" }),
        ],
        components![
            date_time("2024-10-28"),
            date_time("2024-10-28T18:00+02:00"),
            date_time("2025-01-01"),
            date_time("2024-02-29"),
            date_time("1970-01-01T00:00:00.000Z"),
            date_time("2024-10-28T18:30:00Z"),
            date_time("2024-10-28T18:30:00Z"),
            date_time("1970-01-01T00:00:00.000Z"),
            date_time("2024-10-28"),
        ]
    );
    assert_eq!(
        Report::start(),
        components![date_time("2024-01-01"), date_time("2024-01-01")]
    );
    assert_eq!((Report::days(), generic::<Report>()), (2, 3));
}

macro_rules! at {
    ($value:expr) => {
        customer_event!(
            title = "Trial completed",
            customer_identifier = external_id("user-17"),
            components = [divider()],
            timestamp = $value,
        )
    };
}

#[test]
fn constants_are_optional_dates() {
    let text = |event: CreateCustomerEventInput| event.timestamp.map(|at| at.to_string());
    let day = Some("2024-10-28".to_owned());
    for event in [at!(DAY), at!(Some(DAY)), at!(SOME_DAY)] {
        assert_eq!(text(event), day);
    }
    for event in [at!(EPOCH), at!(SOME_TIME), at!(Some(DEADLINE))] {
        assert_eq!(text(event), Some("1970-01-01T00:00:00.000Z".to_owned()));
    }
    for event in [at!(NO_DAY), at!(NO_TIME)] {
        assert_eq!(text(event), None);
    }
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Released",
    customer_identifier = external_id(account),
    timestamp = DAY,
    components = [date_time(days::LAUNCH), date_time(Self::END)],
)]
struct Released {
    account: u32,
}

impl Released {
    const END: &'static str = "2025-02-01";
}

#[test]
fn constants_are_dates_in_a_derive() {
    let event = Released { account: 5 }.customer_event();
    assert_eq!(event.timestamp.unwrap().as_str(), DAY);
    assert_eq!(
        event.components,
        components![date_time("2025-01-01"), date_time("2025-02-01")]
    );
}
