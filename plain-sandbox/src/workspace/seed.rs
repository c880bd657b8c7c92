//! What is in a sandbox's workspace when it starts.
//!
//! ```
//! use plain_sandbox::seed;
//!
//! assert!(seed::CUSTOMER_ID.starts_with("c_"));
//! ```

/// The id of the one customer.
pub const CUSTOMER_ID: &str = "c_01H14DFQ4PDYBH398J1E99TWSS";
/// The e-mail address of the customer.
pub const CUSTOMER_EMAIL_ADDRESS: &str = "jane@acme.com";
/// The external id of the customer.
pub const CUSTOMER_EXTERNAL_ID: &str = "jane";
/// The id of the one thread, which is the customer's.
pub const THREAD_ID: &str = "th_01HB924RWAW8H3Q8KZDFWYBJHZ";
/// The id of the one person who works in the workspace: what a `user` component shows.
pub const USER_ID: &str = "u_01H14DFQ4PDYBH398J1E99TWT3";
/// The e-mail address of that person.
pub const USER_EMAIL_ADDRESS: &str = "david@acme.com";
/// The id of the machine user that the API key belongs to: it creates everything.
pub const MACHINE_USER_ID: &str = "mu_01HBZM0TZAKAZPJ47NX7X7XMDY";
