// E7 C7
use plain_runtime::customer_event;

fn main() {
    let (name, mail) = ("kim", "kim@x.example");
    let _ = customer_event!(
        title = "Signed up",
        customer_identifier = email_address("Kim <{name}@x.example>"),
        components = [user(email_address("mailto:{mail}"))],
    );
}

// Fix:
// # let (name, mail) = ("kim", "kim@x.example");
// let _ = customer_event!(
//     title = "Signed up",
//     customer_identifier = email_address("{name}@x.example"),
//     components = [user(email_address(mail))],
// );
