//! Traces of deliveries with OpenTelemetry, and the metrics of an outbox for Prometheus. Those of a client without an
//! outbox are in the example `opentelemetry`.
//!
//! ```sh
//! cargo run -p plain-outbox --example observability
//! cargo test -p plain-outbox --example observability
//! ```
//!
//! Prints the address of the metrics, and each span as it ends: a delivery, with the call to Plain within it.
//! `opentelemetry_otlp::SpanExporter` in place of the one that prints sends them to a collector.
//!
//! Events are enqueued until ctrl-c, for a local sandbox that fails one request of four.
//!
//! ```text
//! The metrics are at http://127.0.0.1:../metrics
//! ```

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanExporter};
use plain_outbox::Outbox;
use plain_runtime::customer_event;
use plain_sandbox::{Fault, FaultRule, Sandbox};
use tokio::net::TcpListener;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let traces = install_traces(opentelemetry_stdout::SpanExporter::default());
    let metrics = install_metrics()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!(
        "The metrics are at http://{}/metrics",
        listener.local_addr()?
    );
    tokio::spawn(axum::serve(listener, app(metrics)).into_future());

    let sandbox = Sandbox::start().await;
    let failure = FaultRule::new(Fault::status(503)).probability(0.25);
    sandbox.faults().set([failure]);
    let outbox = Outbox::in_memory();
    let relay = outbox.relay(sandbox.client()).start()?;
    let mut ticks = tokio::time::interval(Duration::from_secs(2));
    loop {
        tokio::select! {
            _ = ticks.tick() => outbox.emit(&customer_event!(
                title = "Signed in",
                customer_identifier = email_address("jane@acme.com"),
                components = [text("From a new device.")],
            )),
            interrupted = tokio::signal::ctrl_c() => break interrupted?,
        }
    }
    relay.shutdown(Duration::from_secs(5)).await?;
    // Exports the spans that have ended.
    traces.shutdown()?;
    Ok(())
}

/// Sends the spans of `tracing` to an exporter, in batches.
fn install_traces(exporter: impl SpanExporter + 'static) -> SdkTracerProvider {
    let resource = Resource::builder().with_service_name("billing").build();
    let provider = SdkTracerProvider::builder()
        .with_resource(resource)
        .with_batch_exporter(exporter)
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("billing"));
    tracing_subscriber::registry()
        .with(layer.with_filter(LevelFilter::INFO))
        .init();
    provider
}

/// Records the metrics of this process, those of its outboxes among them.
fn install_metrics() -> Result<PrometheusHandle, Box<dyn std::error::Error>> {
    // From a delivery at once to one after an outage.
    let seconds = [0.1, 0.5, 1.0, 5.0, 30.0, 60.0, 300.0, 3_600.0, 86_400.0];
    let name = Matcher::Full("plain_outbox_delivery_seconds".to_owned());
    let builder = PrometheusBuilder::new().set_buckets_for_metric(name, &seconds)?;
    Ok(builder.install_recorder()?)
}

fn app(metrics: PrometheusHandle) -> Router {
    let render = async move || {
        metrics.run_upkeep();
        metrics.render()
    };
    Router::new().route("/metrics", get(render))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};
    use std::time::SystemTime;

    use opentelemetry_sdk::error::OTelSdkResult;
    use opentelemetry_sdk::trace::SpanData;
    use plain_runtime::client::Clock;

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

    fn attributes(span: &SpanData) -> BTreeMap<&str, String> {
        let attributes = span.attributes.iter();
        attributes
            .map(|it| (it.key.as_str(), it.value.to_string()))
            .collect()
    }

    async fn scrape(metrics: PrometheusHandle) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/metrics", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, app(metrics)).into_future());
        reqwest::get(url).await.unwrap().text().await.unwrap()
    }

    #[tokio::test]
    async fn delivery_is_a_span_and_is_counted() {
        let kept = KeptSpans::default();
        let (traces, metrics) = (install_traces(kept.clone()), install_metrics().unwrap());
        let sandbox = Sandbox::start().await;
        sandbox
            .faults()
            .set([FaultRule::new(Fault::status(503)).next(1)]);
        let clock = Clock::manual(SystemTime::now());
        let outbox = Outbox::builder().clock(clock.clone()).in_memory();
        let event = customer_event!(
            title = "Signed in",
            customer_identifier = email_address("jane@acme.com"),
            components = [text("From a new device.")],
            external_id = "sign-in-17",
        );
        outbox.enqueue(&event).await.unwrap();
        let relay = outbox.relay(sandbox.client());
        assert_eq!(relay.deliver_due().await.unwrap().retried, 1);
        clock.advance(Duration::from_secs(2));
        assert_eq!(relay.deliver_due().await.unwrap().delivered, 1);

        traces.force_flush().unwrap();
        let spans = kept.0.lock().unwrap().clone();
        let named = |name: &str| -> Vec<SpanData> {
            spans.iter().filter(|it| it.name == name).cloned().collect()
        };
        let deliveries = named("plain_outbox.deliver");
        let [failed, delivered] = deliveries.as_slice() else {
            panic!("{spans:?}");
        };
        assert_eq!(attributes(failed)["outcome"], "retried");
        let attributes = attributes(delivered);
        assert_eq!(attributes["outcome"], "delivered");
        assert_eq!(attributes["external_id"], "sign-in-17");
        assert_eq!(attributes["attempt"], "2");
        // The call to Plain is within the delivery.
        let calls = spans
            .iter()
            .filter(|it| it.parent_span_id == delivered.span_context.span_id());
        assert_eq!(calls.count(), 1, "{spans:?}");

        let text = scrape(metrics).await;
        for line in [
            "plain_outbox_enqueued_total 1",
            "plain_outbox_retried_total 1",
            "plain_outbox_delivered_total 1",
            "plain_outbox_delivery_seconds_bucket{le=\"1\"} 0",
            "plain_outbox_delivery_seconds_bucket{le=\"5\"} 1",
            "plain_outbox_pending 0",
            "plain_outbox_oldest_pending_seconds 0",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}: {text}");
        }
    }
}
