//! Options for HTTPS.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use clap::Args;
use clap::builder::FalseyValueParser;
use plain_sandbox::{Sandbox, SandboxBuilder};

#[derive(Args, Clone)]
pub(crate) struct TlsOptions {
    /// Serve HTTPS over HTTP/1.1 and HTTP/2, with a certificate that is generated at each start
    ///
    /// It is valid for localhost, the address to listen on and the hosts of --tls-host. The port answers
    /// unencrypted requests too.
    #[arg(long, env = "PLAIN_SANDBOX_TLS", value_parser = FalseyValueParser::new())]
    tls: bool,

    /// Further host in the generated certificate, such as the name of a container
    ///
    /// Can be repeated; in the environment variable, separate several with spaces.
    #[arg(
        long,
        env = "PLAIN_SANDBOX_TLS_HOST",
        value_name = "HOST",
        value_delimiter = ' '
    )]
    tls_host: Vec<String>,

    /// File to write the certificate to that clients must trust [default: print it]
    #[arg(long, env = "PLAIN_SANDBOX_TLS_CA", value_name = "FILE")]
    tls_ca: Option<OsString>,

    /// Serve HTTPS with this certificate, or chain, in PEM
    #[arg(long, env = "PLAIN_SANDBOX_TLS_CERT", value_name = "FILE")]
    tls_cert: Option<OsString>,

    /// Key of the certificate, in PEM
    #[arg(long, env = "PLAIN_SANDBOX_TLS_KEY", value_name = "FILE")]
    tls_key: Option<OsString>,
}

impl TlsOptions {
    /// Applies the options. Fails if a file cannot be read.
    pub(crate) fn apply(&self, builder: SandboxBuilder) -> Result<SandboxBuilder, String> {
        match (given(self.tls_cert.as_ref()), given(self.tls_key.as_ref())) {
            (Some(chain), Some(key)) => Ok(builder.tls_certificate(read(chain)?, read(key)?)),
            (Some(_), None) => Err("--tls-cert needs its key; add --tls-key FILE".to_owned()),
            (None, Some(_)) => {
                Err("--tls-key needs its certificate; add --tls-cert FILE".to_owned())
            }
            (None, None) if self.tls => {
                let hosts = self.tls_host.iter().filter(|host| !host.is_empty());
                Ok(hosts.fold(builder.tls(), SandboxBuilder::tls_host))
            }
            (None, None) if given(self.tls_ca.as_ref()).is_some() => {
                Err("--tls-ca has no effect without HTTPS; add --tls".to_owned())
            }
            (None, None) => Ok(builder),
        }
    }

    /// Hands out the certificate, and returns how to use it; nothing if clients know it already.
    pub(crate) fn publish(&self, sandbox: &Sandbox) -> Result<Option<String>, String> {
        let Some(certificate) = sandbox.certificate() else {
            return Ok(None);
        };
        if let Some(file) = given(self.tls_ca.as_ref()) {
            let name = file.display();
            fs::write(file, certificate).map_err(|error| format!("{name}: {error}"))?;
            return Ok(Some(format!(
                "Let it trust the certificate with\n\n    SSL_CERT_FILE={name}\n    NODE_EXTRA_CA_CERTS={name}\n"
            )));
        }
        if given(self.tls_cert.as_ref()).is_some() {
            return Ok(None);
        }
        Ok(Some(format!(
            "Let it trust this certificate, which --tls-ca FILE writes to a file:\n\n{certificate}"
        )))
    }
}

/// The value of an option; an empty variable counts as unset.
fn given(file: Option<&OsString>) -> Option<&Path> {
    file.filter(|file| !file.is_empty()).map(Path::new)
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
