//! The address to listen on, as a user writes it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address without an option.
pub(crate) const DEFAULT_ADDRESS: &str = "127.0.0.1:4010";
/// The port of an address without one.
const DEFAULT_PORT: u16 = 4010;
const EXPECTED: &str = "expected an address such as 127.0.0.1:4010, localhost:4010 or 4010";

/// Parses an IP address or a loopback name, a port, or both. Without an IP address, it is loopback.
pub(crate) fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(EXPECTED.to_owned());
    }
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    if let Ok(ip) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Ok(SocketAddr::new(ip, DEFAULT_PORT));
    }
    if let Some((_, rest)) = text.split_once("://") {
        let address = rest.split('/').next().unwrap_or_default();
        return Err(format!("{EXPECTED}, not a URL; write {address}"));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None if text.starts_with(|it: char| it.is_ascii_digit()) => ("", Some(text)),
        None => (text, None),
    };
    let port = match port {
        None => DEFAULT_PORT,
        Some(port) => parse_port(port)?,
    };
    if is_loopback(host) {
        return Ok(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port));
    }
    if host == "*" {
        return Err(format!(
            "{EXPECTED}; write 0.0.0.0:{port} for every address"
        ));
    }
    Err(format!(
        "{EXPECTED}, since {host:?} is neither localhost nor an IP address; write 0.0.0.0:{port} for every address \
         of this machine"
    ))
}

/// The name before the port; nothing means loopback too.
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.is_empty() || host == "localhost" || host.ends_with(".localhost")
}

fn parse_port(text: &str) -> Result<u16, String> {
    // `u16` accepts a sign.
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    match text.parse() {
        Ok(port) if is_number => Ok(port),
        _ if is_number => Err(format!("the port is {text}; expected 0 to 65535")),
        _ => Err(EXPECTED.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT_ADDRESS, parse_address};

    #[test]
    fn addresses_are_parsed_as_users_write_them() {
        for (text, expected) in [
            (DEFAULT_ADDRESS, "127.0.0.1:4010"),
            ("localhost:4010", "127.0.0.1:4010"),
            ("LOCALHOST:4011", "127.0.0.1:4011"),
            ("plain.localhost:80", "127.0.0.1:80"),
            ("localhost", "127.0.0.1:4010"),
            (":4012", "127.0.0.1:4012"),
            ("4013", "127.0.0.1:4013"),
            (" 4013\n", "127.0.0.1:4013"),
            ("0", "127.0.0.1:0"),
            ("[::1]:4010", "[::1]:4010"),
            ("::1", "[::1]:4010"),
            ("[::]", "[::]:4010"),
            ("0.0.0.0:4010", "0.0.0.0:4010"),
            ("192.168.1.5", "192.168.1.5:4010"),
        ] {
            let address = parse_address(text).map(|it| it.to_string());
            assert_eq!(address.as_deref(), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn other_texts_are_refused_with_an_example() {
        for (text, expected) in [
            ("", "localhost:4010"),
            ("plain-sandbox:4010", "write 0.0.0.0:4010"),
            ("*:4010", "write 0.0.0.0:4010"),
            ("http://localhost:4010/graphql/v1", "write localhost:4010"),
            ("localhost:65536", "expected 0 to 65535"),
            ("70000", "expected 0 to 65535"),
            ("localhost:", "localhost:4010"),
            ("localhost:+1", "localhost:4010"),
            ("127.0.0.1:4010:1", "localhost:4010"),
            ("127.0.0.256:1", "localhost:4010"),
            ("4010x", "localhost:4010"),
        ] {
            let error = parse_address(text).unwrap_err();
            assert!(error.contains(expected), "{text:?}: {error}");
        }
    }
}
