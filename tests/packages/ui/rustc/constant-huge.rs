// C1 C4 E1
use plain_runtime::{components, customer_event};

macro_rules! tenfold {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text, $text, $text)
    };
}

// Two megabytes.
const HUGE: &str = tenfold!(tenfold!(tenfold!(tenfold!(tenfold!("x ** [é] `_` www. \u{200b}")))));

fn main() {
    let _ = components![text(HUGE), plain_text(HUGE), badge(HUGE), link_button("Open", HUGE)];
    let _ = customer_event!(
        title = HUGE,
        customer_identifier = email_address(HUGE),
        components = [text("a")],
        external_id = HUGE,
    );
}
