// C1 C4 E1 E7 T5
use plain_runtime::{components, customer_event, thread};

macro_rules! tenfold {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text, $text, $text)
    };
}

// 50 kilobytes.
const LARGE: &str = tenfold!(tenfold!(tenfold!("x@a.https://x.example/ab-0123456789é. - 0123456789")));
// Two megabytes.
const HUGE: &str = tenfold!(tenfold!(tenfold!(tenfold!(tenfold!("x ** [é] `_` www. \u{200b}")))));

fn main() {
    let _ = thread!(
        customer_identifier = customer_id(LARGE),
        title = LARGE,
        thread_fields = [string_field(LARGE, HUGE)],
    );
    let _ = customer_event!(
        title = "a",
        customer_identifier = email_address(LARGE),
        components = [link_button("a", LARGE), date_time(LARGE)],
    );
    let _ = components![text(HUGE), plain_text(HUGE), badge(HUGE), link_button("Open", HUGE)];
    let _ = customer_event!(
        title = HUGE,
        customer_identifier = email_address(HUGE),
        components = [text("a")],
        external_id = HUGE,
    );
}
