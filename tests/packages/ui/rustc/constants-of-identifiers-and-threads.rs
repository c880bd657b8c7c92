// C3 C6 E5 E7 E8 T2 T6
use plain_runtime::{customer_event, thread};

macro_rules! tenfold {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text, $text, $text)
    };
}

const EMPTY: &str = "";
const SPACE: &str = " ";
const THREAD: &str = "th_01HB924RWAW8H3Q8KZDFWYBJHZ";
const TITLE: &str = concat!(tenfold!(tenfold!("Quota")), "s");

fn main() {
    let _ = customer_event!(
        title = "Quota exceeded",
        customer_identifier = customer_id(THREAD),
        components = [copy_button(EMPTY), workflow_button("Raise", workflow_key(SPACE))],
        external_id = SPACE,
    );
    let _ = thread!(
        customer_identifier = external_id(SPACE),
        title = TITLE,
        label_type_ids = [THREAD],
        external_id = TITLE,
    );
}
