// T2
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        title = "This sentence fills a title that is longer than Plain accepts. This sentence fills a
    title that is longer than Plain accepts. This sentence fills a title that is longer than
    Plain accepts. This sentence fills a title that is longer than Plain accepts. This
    sentence fills a title that is longer than Plain accepts. This sentence fills a title
    that is longer than Plain accepts. This sentence fills a title that is longer than Plain
    accepts. This sentence fills a title that is longer than Plain accepts. It is long.",
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     title = "Cannot log in",
// );
