//! The request for cards.

mod decode;
mod known;

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

pub(crate) use decode::decode;

/// Maximum size of a body, in bytes. Those of Plain have a few hundred.
pub(crate) const MAX_BODY: usize = 64 * 1024;

/// Plain's request for the cards of a customer. Clones are cheap.
///
/// `Debug` shows the keys and the IDs only, so that nobody's address gets into a log.
///
/// ```
/// use plain_endpoints::testing::TestRequest;
///
/// let request = TestRequest::new(["plan-details", "usage"])
///     .email("jane@acme.com")
///     .tenant("te_01HB924RWAW8H3Q8KZDFWYBJHZ", Some("acme"))
///     .card_request();
/// assert_eq!(request.keys().collect::<Vec<_>>(), ["plan-details", "usage"]);
/// assert_eq!(request.customer().email(), Some("jane@acme.com"));
/// assert_eq!(request.customer().external_id(), None);
/// assert_eq!(request.tenant().and_then(|tenant| tenant.external_id()), Some("acme"));
/// assert!(request.thread().is_none());
/// ```
///
/// See <https://www.plain.com/docs/customer-cards>.
#[derive(Clone)]
pub struct CardRequest(Arc<CardRequestInner>);

struct CardRequestInner {
    keys: Vec<String>,
    customer: CardCustomer,
    thread: Option<CardReference>,
    tenant: Option<CardReference>,
    timestamp: Option<String>,
    extra: Map<String, Value>,
}

/// The customer whose cards are requested.
///
/// See [`CardRequest`].
///
/// ```
/// use plain_endpoints::CardCustomer;
/// use plain_endpoints::testing::TestRequest;
///
/// /// The account whose data an agent may see: an address alone proves nothing.
/// fn account(customer: &CardCustomer) -> Option<&str> {
///     customer.external_id()
/// }
///
/// let request = TestRequest::new(["usage"])
///     .customer_id("c_01HB924RWAW8H3Q8KZDFWYBJHZ")
///     .external_id("account-17")
///     .card_request();
/// assert_eq!(account(request.customer()), Some("account-17"));
/// assert_eq!(request.customer().id(), "c_01HB924RWAW8H3Q8KZDFWYBJHZ");
/// assert_eq!(request.customer().email(), None);
/// assert!(request.customer().extra().is_empty());
/// ```
pub struct CardCustomer {
    reference: CardReference,
    email: Option<String>,
}

/// A thread or a tenant of a request.
///
/// See [`CardRequest`].
///
/// ```
/// use plain_endpoints::testing::TestRequest;
///
/// let request = TestRequest::new(["usage"])
///     .thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ", Some("ticket-4"))
///     .card_request();
/// let thread = request.thread().unwrap();
/// assert_eq!(thread.id(), "th_01HB924RWAW8H3Q8KZDFWYBJHZ");
/// assert_eq!(thread.external_id(), Some("ticket-4"));
/// assert!(thread.extra().is_empty());
/// ```
pub struct CardReference {
    id: String,
    external_id: Option<String>,
    extra: Map<String, Value>,
}

impl CardRequest {
    /// Keys of the requested cards, each once, in the order of the request.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.keys.iter().map(String::as_str)
    }

    /// The customer that the agent looks at. This is not who sent the request.
    pub fn customer(&self) -> &CardCustomer {
        &self.0.customer
    }

    /// The thread, if the cards are shown in one.
    pub fn thread(&self) -> Option<&CardReference> {
        self.0.thread.as_ref()
    }

    /// The tenant of the thread, if it has one.
    pub fn tenant(&self) -> Option<&CardReference> {
        self.0.tenant.as_ref()
    }

    /// Time of the request, an ISO 8601 date. Plain does not document it, so do not depend on it.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).field("timestamp", "2026-11-26T09:30:00.000Z".into());
    /// assert_eq!(request.card_request().timestamp(), Some("2026-11-26T09:30:00.000Z"));
    /// ```
    pub fn timestamp(&self) -> Option<&str> {
        self.0.timestamp.as_deref()
    }

    /// Fields of the request that this version does not know.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).field("locale", "en-GB".into()).card_request();
    /// assert_eq!(request.extra()["locale"], "en-GB");
    /// ```
    pub fn extra(&self) -> &Map<String, Value> {
        &self.0.extra
    }
}

impl CardCustomer {
    /// ID of the customer in Plain, `c_…`.
    pub fn id(&self) -> &str {
        &self.reference.id
    }

    /// Your ID of the customer, if it is set in Plain.
    pub fn external_id(&self) -> Option<&str> {
        self.reference.external_id.as_deref()
    }

    /// E-mail address of the customer. It does not prove who the customer is: anybody can write from any
    /// address.
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// Fields of the customer that this version does not know.
    pub fn extra(&self) -> &Map<String, Value> {
        &self.reference.extra
    }
}

impl CardReference {
    /// ID in Plain: `th_…` of a thread, `te_…` of a tenant.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Your ID, if it is set in Plain.
    pub fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    /// Fields that this version does not know.
    pub fn extra(&self) -> &Map<String, Value> {
        &self.extra
    }
}

impl fmt::Debug for CardRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardRequest")
            .field("keys", &self.0.keys)
            .field("customer", &self.0.customer)
            .field("thread", &self.0.thread)
            .field("tenant", &self.0.tenant)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CardCustomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardCustomer")
            .field("id", &self.reference.id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CardReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardReference")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
