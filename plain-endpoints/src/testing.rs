//! Requests for tests of your cards, without Plain.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::Full;
use plain_runtime::Card;
use plain_schema::card_request::{USER_AGENT as USER_AGENT_OF_PLAIN, WORKSPACE_ID_HEADER};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use crate::cards::Cards;
use crate::request::{CardRequest, decode};
use crate::signature;

const CUSTOMER_ID: &str = "c_01HB924RWAW8H3Q8KZDFWYBJHZ";
const WORKSPACE_ID: &str = "w_01HB924RWAW8H3Q8KZDFWYBJHZ";

/// A request as Plain sends it, with explicit nulls for everything that is not set.
///
/// ```
/// use std::convert::Infallible;
///
/// use plain_endpoints::Cards;
/// use plain_endpoints::testing::TestRequest;
/// use plain_runtime::{components, customer_card};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
/// let cards = Cards::builder()
///     .signing_secret("secret")
///     .card_for("greeting", async |request| {
///         let email = request.customer().email().unwrap_or("nobody").to_owned();
///         Ok::<_, Infallible>(Some(customer_card!(components = [text("Hello {email}")])))
///     })
///     .build()?;
///
/// let request = TestRequest::new(["greeting"]).email("jane@acme.com").sign("secret");
/// let card = request.send(&cards).await.card("greeting").unwrap();
/// let email = "jane@acme.com";
/// assert_eq!(card.components, components![text("Hello {email}")]);
///
/// // The parts, for tests of other code:
/// assert!(request.body().starts_with(b"{"));
/// assert_eq!(request.headers()["content-type"], "application/json");
/// assert_eq!(request.card_request().customer().email(), Some("jane@acme.com"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct TestRequest {
    body: Map<String, Value>,
    headers: HeaderMap,
    secret: Option<SecretString>,
}

/// The response to a [`TestRequest`].
///
/// ```
/// use std::convert::Infallible;
///
/// use plain_endpoints::Cards;
/// use plain_endpoints::testing::{TestRequest, TestResponse};
/// use plain_runtime::Card;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
/// let cards = Cards::builder()
///     .unauthenticated()
///     .card_for("usage", async |_request| Ok::<Option<Card>, Infallible>(None))
///     .build()?;
/// let response: TestResponse = TestRequest::new(["usage"]).send(&cards).await;
/// assert_eq!(response.status(), 200);
/// assert_eq!(response.keys(), ["usage"]);
/// // The endpoint has no data, so it hides the card.
/// assert_eq!(response.json()["cards"][0]["components"], serde_json::Value::Null);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct TestResponse {
    status: StatusCode,
    body: Bytes,
}

impl TestRequest {
    /// A request for cards.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["plan-details", "usage"]).card_request();
    /// assert_eq!(request.keys().len(), 2);
    /// assert_eq!(request.customer().email(), None);
    /// ```
    pub fn new<K: Into<String>>(keys: impl IntoIterator<Item = K>) -> Self {
        let keys: Vec<String> = keys.into_iter().map(Into::into).collect();
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (CONTENT_TYPE.as_str(), "application/json"),
            (ACCEPT.as_str(), "application/json"),
            (USER_AGENT.as_str(), USER_AGENT_OF_PLAIN),
            (WORKSPACE_ID_HEADER, WORKSPACE_ID),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let request = Self {
            body: Map::new(),
            headers,
            secret: None,
        };
        let customer = json!({ "id": CUSTOMER_ID, "email": null, "externalId": null });
        request
            .field("cardKeys", keys.into())
            .field("customer", customer)
            .field("thread", Value::Null)
            .field("tenant", Value::Null)
    }

    /// Sets the e-mail address of the customer.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).email("jane@acme.com").card_request();
    /// assert_eq!(request.customer().email(), Some("jane@acme.com"));
    /// ```
    pub fn email(self, email: &str) -> Self {
        self.customer_field("email", email.into())
    }

    /// Sets your ID of the customer.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).external_id("account-17").card_request();
    /// assert_eq!(request.customer().external_id(), Some("account-17"));
    /// ```
    pub fn external_id(self, id: &str) -> Self {
        self.customer_field("externalId", id.into())
    }

    /// Sets the ID of the customer in Plain.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).customer_id("c_01J9ZB8A6C").card_request();
    /// assert_eq!(request.customer().id(), "c_01J9ZB8A6C");
    /// ```
    pub fn customer_id(self, id: &str) -> Self {
        self.customer_field("id", id.into())
    }

    /// Sets the thread.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).thread("th_01J9ZB8A6C", None).card_request();
    /// assert!(request.thread().is_some_and(|thread| thread.external_id().is_none()));
    /// ```
    pub fn thread(self, id: &str, external_id: Option<&str>) -> Self {
        self.field("thread", json!({ "id": id, "externalId": external_id }))
    }

    /// Sets the tenant of the thread.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).tenant("te_01J9ZB8A6C", Some("acme")).card_request();
    /// assert_eq!(request.tenant().and_then(|tenant| tenant.external_id()), Some("acme"));
    /// ```
    pub fn tenant(self, id: &str, external_id: Option<&str>) -> Self {
        self.field("tenant", json!({ "id": id, "externalId": external_id }))
    }

    /// Sets a field of the body, such as one that Plain does not document.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// // A field that has another type than Plain's is refused.
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
    /// # let cards = plain_endpoints::Cards::builder().unauthenticated().build()?;
    /// let request = TestRequest::new(["usage"]).field("cardKeys", "usage".into());
    /// assert_eq!(request.send(&cards).await.status(), 400);
    /// # Ok(())
    /// # }
    /// ```
    pub fn field(mut self, name: &str, value: Value) -> Self {
        self.body.insert(name.to_owned(), value);
        self
    }

    fn customer_field(mut self, name: &str, value: Value) -> Self {
        if let Some(Value::Object(customer)) = self.body.get_mut("customer") {
            customer.insert(name.to_owned(), value);
        }
        self
    }

    /// Signs the request with a secret.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// use plain_endpoints::signature::{HEADER, verify};
    ///
    /// let request = TestRequest::new(["usage"]).sign("secret");
    /// let headers = request.headers();
    /// assert!(verify("secret", request.body(), &headers[HEADER]).is_ok());
    /// ```
    pub fn sign(mut self, secret: &str) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Sets the header `Authorization: Bearer …`. A token that no header can hold is left out.
    ///
    /// ```
    /// # use plain_endpoints::testing::TestRequest;
    /// let request = TestRequest::new(["usage"]).bearer_token("token");
    /// assert_eq!(request.headers()["authorization"], "Bearer token");
    /// ```
    pub fn bearer_token(mut self, token: &str) -> Self {
        if let Ok(mut value) = HeaderValue::try_from(format!("Bearer {token}")) {
            // `Debug` does not show it.
            value.set_sensitive(true);
            self.headers.insert(AUTHORIZATION, value);
        }
        self
    }

    /// The bytes of the body.
    pub fn body(&self) -> Bytes {
        Bytes::from(Value::from(self.body.clone()).to_string())
    }

    /// The headers, with the signature if there is one.
    pub fn headers(&self) -> HeaderMap {
        let mut headers = self.headers.clone();
        if let Some(secret) = &self.secret {
            let signature = signature::sign(secret.expose_secret(), self.body());
            if let Ok(signature) = HeaderValue::try_from(signature) {
                headers.insert(signature::HEADER, signature);
            }
        }
        headers
    }

    /// The request, for a `tower::Service` or an HTTP client.
    ///
    /// ```
    /// use axum::Router;
    /// # use plain_endpoints::{Cards, testing::TestRequest};
    /// use tower_service::Service as _;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let cards = Cards::builder().signing_secret("secret").build()?;
    /// let mut router: Router = Router::new().route_service("/plain/cards", cards);
    ///
    /// let mut request = TestRequest::new(["usage"]).sign("secret").http_request();
    /// *request.uri_mut() = "/plain/cards".parse()?;
    /// assert_eq!(router.call(request).await?.status(), 200);
    /// # Ok(())
    /// # }
    /// ```
    pub fn http_request(&self) -> Request<Full<Bytes>> {
        let mut request = Request::new(Full::new(self.body()));
        *request.method_mut() = Method::POST;
        *request.headers_mut() = self.headers();
        request
    }

    /// The decoded request, for a test that calls the function of one card.
    ///
    /// # Panics
    ///
    /// If a field that was set has the wrong type.
    pub fn card_request(&self) -> CardRequest {
        match decode(&self.body()) {
            Ok(request) => request,
            Err(error) => panic!("{error}"),
        }
    }

    /// Sends the request to an endpoint, without a network.
    ///
    /// ```
    /// # use plain_endpoints::{Cards, testing::TestRequest};
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
    /// let cards = Cards::builder().signing_secret("secret").build()?;
    /// let response = TestRequest::new(["usage"]).sign("another secret").send(&cards).await;
    /// assert_eq!(response.status(), 401);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send(&self, cards: &Cards) -> TestResponse {
        let response = cards.respond(&self.headers(), self.body()).await;
        TestResponse {
            status: response.status(),
            body: response.into_body(),
        }
    }
}

impl TestResponse {
    /// The status: 200 if cards were answered.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The answered keys, in order.
    pub fn keys(&self) -> Vec<String> {
        let key = |card: &Value| Some(card.get("key")?.as_str()?.to_owned());
        self.cards().iter().filter_map(key).collect()
    }

    /// A card, unless it is hidden or not answered.
    ///
    /// ```
    /// # use plain_endpoints::{Cards, testing::TestRequest};
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
    /// let cards = Cards::builder().unauthenticated().build()?;
    /// let response = TestRequest::new(["usage"]).send(&cards).await;
    /// assert_eq!(response.card("another-card"), None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn card(&self, key: &str) -> Option<Card> {
        let mut cards = self.cards().into_iter();
        let mut card = cards.find(|card| card.get("key").is_some_and(|it| it == key))?;
        card.as_object_mut()?.remove("key");
        let card: Card = serde_json::from_value(card).ok()?;
        (!card.components.is_empty()).then_some(card)
    }

    /// The body: the cards, or `{"error": ".."}`.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    fn cards(&self) -> Vec<Value> {
        match self.json().get_mut("cards").map(Value::take) {
            Some(Value::Array(cards)) => cards,
            _ => Vec::new(),
        }
    }
}
