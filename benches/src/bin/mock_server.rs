//! Mock server that responds to every request with a created customer event.
//!
//! Serves unencrypted HTTP/1.1, and HTTP/2 over TLS. Prints the URLs as JSON and runs until its standard
//! input is closed.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use bytes::Bytes;
use clap::Parser;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, stdin};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Response of Plain to the document of `plain_runtime`, with exactly the requested fields.
const RESPONSE: &str = include_str!("../response.json");

/// Responds to every request with a created event.
#[derive(Parser)]
struct Options {
    /// File for the certificate of the authority that signs the server's certificate.
    #[arg(long)]
    authority: PathBuf,
    /// Folder for the bodies of requests to `/record/NAME`, which are stored as `NAME`.
    #[arg(long)]
    bodies: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let options = Options::parse();
    let (plain, plain_address) = listen().await?;
    let (encrypted, encrypted_address) = listen().await?;
    let acceptor = TlsAcceptor::from(Arc::new(tls(&options)?));
    let bodies: Arc<Option<PathBuf>> = Arc::new(options.bodies);

    println!(
        "{}",
        serde_json::json!({
            "http1": format!("http://{plain_address}"),
            "http2": format!("https://{encrypted_address}"),
        })
    );
    let serve_plain = async {
        loop {
            let stream = accept(&plain).await?;
            tokio::spawn(serve(stream, bodies.clone()));
        }
    };
    let serve_encrypted = async {
        loop {
            let stream = accept(&encrypted).await?;
            let (acceptor, bodies) = (acceptor.clone(), bodies.clone());
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    serve(stream, bodies).await;
                }
            });
        }
    };
    let (mut input, mut rest) = (stdin(), Vec::new());
    tokio::select! {
        result = serve_plain => result,
        result = serve_encrypted => result,
        // The parent process has exited.
        _ = input.read_to_end(&mut rest) => Ok(()),
    }
}

async fn listen() -> Result<(TcpListener, std::net::SocketAddr)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn accept(listener: &TcpListener) -> Result<TcpStream> {
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    bodies: Arc<Option<PathBuf>>,
) {
    let service = service_fn(move |request| respond(request, bodies.clone()));
    // Fails if the client disconnects.
    let _ = auto::Builder::new(TokioExecutor::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(
    request: Request<Incoming>,
    bodies: Arc<Option<PathBuf>>,
) -> Result<Response<Full<Bytes>>> {
    let file = bodies.as_ref().as_ref().and_then(|folder| {
        let name = request.uri().path().strip_prefix("/record/")?;
        let is_name = name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '-');
        is_name.then(|| folder.join(name))
    });
    let body = request.into_body().collect().await?.to_bytes();
    if let Some(file) = file {
        fs::write(file, body)?;
    }
    let mut response = Response::new(Full::new(Bytes::from_static(RESPONSE.as_bytes())));
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    Ok(response)
}

/// Creates a certificate for this run, and stores that of the authority for clients to trust.
fn tls(options: &Options) -> Result<ServerConfig> {
    let authority_key = rcgen::KeyPair::generate()?;
    let mut authority = rcgen::CertificateParams::default();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    fs::write(
        &options.authority,
        authority.self_signed(&authority_key)?.pem(),
    )
    .with_context(|| options.authority.display().to_string())?;
    let authority = rcgen::Issuer::new(authority, authority_key);

    let key = rcgen::KeyPair::generate()?;
    let certificate =
        rcgen::CertificateParams::new(["127.0.0.1".to_owned()])?.signed_by(&key, &authority)?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)?;
    config.alpn_protocols = vec![b"h2".to_vec()];
    Ok(config)
}
