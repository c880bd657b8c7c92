// T7
use plain_runtime::Thread;

#[derive(Thread)]
#[thread(
    customer_identifier = email_address(email),
    title = "Cannot log in",
    external_id = "contact-form",
)]
struct ContactForm {
    email: String,
}

fn main() {}

// Fix:
// #[derive(Thread)]
// #[thread(
//     customer_identifier = email_address(email),
//     title = "Cannot log in",
//     external_id = "contact-form-{email}",
// )]
// struct ContactForm {
//     email: String,
// }
