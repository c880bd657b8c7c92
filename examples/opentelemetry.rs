//! Traces and metrics with OpenTelemetry: the event that a request creates belongs to the trace of the request.
//!
//! ```sh
//! cargo run --example opentelemetry
//! cargo test --example opentelemetry
//! ```
//!
//! The client writes a `tracing` span for each call, named `plain`. `tracing-opentelemetry` exports it with the name
//! of the operation, as a child of the span that is current, and so within the trace of the caller's `traceparent`
//! header. Its fields:
//!
//! | field | value |
//! |---|---|
//! | `graphql.operation.name`, `server.address` | `createCustomerEvent`, and the host of the API |
//! | `plain.external_id` | the external ID of the event |
//! | `plain.attempts` | 2 after one retry; the retry is an event of the span |
//! | `plain.request_id` | the ID that Plain's support asks for |
//! | `error.type`, `otel.status_code` | the kind of the error |
//!
//! Neither the API key nor the content of an event is in it, and nothing of it is sent to Plain. Metrics come from
//! `Client::builder().observer(..)`. Both are printed when the program ends; exporters of `opentelemetry-otlp` send them
//! to a collector instead:
//!
//! ```text
//! Created tev_..
//! Spans
//! ..
//!     Name         : createCustomerEvent
//!     TraceId      : 4bf92f3577b34da6a3ce929d0e0e4736
//! ..
//!          ->  plain.attempts: I64(2)
//! ..
//!     Name         : cancel subscription
//!     TraceId      : 4bf92f3577b34da6a3ce929d0e0e4736
//!     SpanId       : ..
//!     TraceFlags   : TraceFlags(1)
//!     ParentSpanId : 00f067aa0ba902b7
//! ..
//! Metrics
//! ..
//!         Name         : plain.attempts
//! ..
//!         Name         : plain.calls
//! ..
//! ```

use std::collections::HashMap;
use std::error::Error;

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Meter, MeterProvider};
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanExporter};
use plain_runtime::client::CallEvent;
use plain_runtime::{Client, ClientBuilder, CreatedCustomerEvent, customer_event};
use plain_sandbox::{Fault, FaultRule, Sandbox};
use tracing::Instrument as _;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Header of a caller that takes part in the trace: <https://www.w3.org/TR/trace-context/>.
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let traces = install_traces(opentelemetry_stdout::SpanExporter::default());
    let metrics = SdkMeterProvider::builder()
        .with_resource(service())
        .with_periodic_exporter(opentelemetry_stdout::MetricExporter::default())
        .build();

    // The first attempt fails.
    let failure = FaultRule::new(Fault::status(503)).next(1);
    let sandbox = Sandbox::builder().faults([failure]).start().await?;
    let client = count_calls(sandbox.client_builder(), &metrics.meter("billing")).build()?;
    let headers = HashMap::from([("traceparent".to_owned(), TRACEPARENT.to_owned())]);
    let event = cancel_subscription(&client, &headers).await?;
    println!("Created {}", event.id);

    // Export the rest: an exporter collects spans and metrics for some seconds.
    traces.shutdown()?;
    metrics.shutdown()?;
    Ok(())
}

/// Handles a request. In an application, a layer of the web framework opens the span.
async fn cancel_subscription(
    client: &Client,
    headers: &HashMap<String, String>,
) -> Result<CreatedCustomerEvent, Box<dyn Error>> {
    let span = tracing::info_span!(
        "request",
        otel.name = "cancel subscription",
        otel.kind = "server"
    );
    span.set_parent(TraceContextPropagator::new().extract(headers))?;
    let event = customer_event!(
        client,
        title = "Subscription cancelled",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("The plan **Pro** ends on 31 December.")],
        external_id = "cancelled-sub_1N3xK2",
    );
    Ok(event.instrument(span).await?)
}

/// Name of this program, which a collector shows beside its spans and metrics.
fn service() -> Resource {
    Resource::builder().with_service_name("billing").build()
}

/// Sends the spans of `tracing` to an exporter.
fn install_traces(exporter: impl SpanExporter + 'static) -> SdkTracerProvider {
    let provider = SdkTracerProvider::builder()
        .with_resource(service())
        .with_batch_exporter(exporter)
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("billing"));
    tracing_subscriber::registry()
        .with(layer.with_filter(LevelFilter::INFO))
        .init();
    provider
}

/// Counts attempts and calls by operation and outcome, and the seconds of waits by reason.
fn count_calls(builder: ClientBuilder, meter: &Meter) -> ClientBuilder {
    let attempts = meter.u64_counter("plain.attempts").build();
    let calls = meter.u64_counter("plain.calls").build();
    let waits = meter
        .f64_histogram("plain.wait")
        .with_unit("s")
        // From a backoff to a wait for the next minute of the rate limit.
        .with_boundaries(vec![0.1, 0.25, 0.5, 1.0, 5.0, 15.0, 60.0])
        .build();
    builder.observer(move |event| match event {
        CallEvent::Attempt {
            operation, outcome, ..
        } => {
            attempts.add(1, &labels(operation, "outcome", outcome));
        }
        CallEvent::Wait {
            operation,
            reason,
            duration,
            ..
        } => {
            let seconds = duration.unwrap_or_default().as_secs_f64();
            waits.record(seconds, &labels(operation, "reason", reason.name()));
        }
        CallEvent::End {
            operation, outcome, ..
        } => {
            calls.add(1, &labels(operation, "outcome", outcome));
        }
        _ => {}
    })
}

fn labels(operation: &str, key: &'static str, value: &'static str) -> [KeyValue; 2] {
    let operation = KeyValue::new("operation", operation.to_owned());
    [operation, KeyValue::new(key, value)]
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use opentelemetry_sdk::error::OTelSdkResult;
    use opentelemetry_sdk::trace::SpanData;

    use super::*;

    /// Keeps the spans for the test.
    #[derive(Debug, Clone, Default)]
    struct KeptSpans(Arc<Mutex<Vec<SpanData>>>);

    impl SpanExporter for KeptSpans {
        async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
            self.0.lock().unwrap().extend(batch);
            Ok(())
        }
    }

    #[tokio::test]
    async fn event_belongs_to_the_trace_of_the_request() {
        let kept = KeptSpans::default();
        let traces = install_traces(kept.clone());
        let sandbox = Sandbox::start().await;
        let headers = HashMap::from([("traceparent".to_owned(), TRACEPARENT.to_owned())]);
        cancel_subscription(&sandbox.client(), &headers)
            .await
            .unwrap();
        traces.force_flush().unwrap();

        let spans = kept.0.lock().unwrap();
        let named = |name: &str| spans.iter().find(|span| span.name == name).unwrap();
        let (request, call) = (named("cancel subscription"), named("createCustomerEvent"));
        assert_eq!(request.parent_span_id.to_string(), "00f067aa0ba902b7");
        assert_eq!(call.parent_span_id, request.span_context.span_id());
        let trace = call.span_context.trace_id().to_string();
        assert_eq!(trace, "4bf92f3577b34da6a3ce929d0e0e4736");
    }
}
