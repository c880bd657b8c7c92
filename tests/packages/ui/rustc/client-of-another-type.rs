// language
use plain_runtime::customer_event;

fn main() {
    let api_key = "plainApiKey_xxx";
    let _event = customer_event!(
        api_key,
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    );
}
