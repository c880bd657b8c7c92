//! Moments: in UTC as they are sent, in the viewer's zone once the script has seen them.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::time::timestamp;

/// How long ago something happened.
pub(super) fn ago(at: Timestamp) -> Markup {
    html! { time.ago datetime=(timestamp::iso8601(at)) data-show="ago" { (utc(at)) } }
}

/// The day and the time of it.
pub(super) fn moment(at: Timestamp) -> Markup {
    html! { time datetime=(timestamp::iso8601(at)) data-show="moment" { (utc(at)) } }
}

fn utc(at: Timestamp) -> String {
    at.strftime("%-d %b %Y, %H:%M UTC").to_string()
}
