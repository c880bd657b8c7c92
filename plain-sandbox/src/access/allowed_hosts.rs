//! Names under which requests may address a sandbox.

use std::net::IpAddr;

use axum::http::uri::Authority;

/// Host names that are allowed besides those of this machine.
#[derive(Debug, Default)]
pub(crate) struct AllowedHosts(Vec<String>);

impl AllowedHosts {
    /// Fails with the reason if one of the names cannot be the host of a URL.
    pub(crate) fn new(names: &[String]) -> Result<Self, String> {
        names
            .iter()
            .map(|name| parse(name))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether a `Host` header, or the authority of a URL, names this machine or an allowed host.
    ///
    /// The names of DNS are allowed one by one, since an attacker can point a name of their own at this
    /// machine (DNS rebinding) and reach the sandbox from a page of that name. An IP address cannot be
    /// pointed elsewhere: a browser that sends one has connected to it. A sandbox that only this machine
    /// can reach has loopback addresses only.
    pub(crate) fn admit(&self, host: &str, is_loopback_only: bool) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        // A browser never sends user information.
        if authority.as_str().contains('@') {
            return false;
        }
        let name = normalized(authority.host());
        match name.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(ip) => !is_loopback_only || ip.to_canonical().is_loopback(),
            Err(_) => is_loopback_name(&name) || self.0.contains(&name),
        }
    }
}

/// Whether every resolver answers a loopback address for this name (RFC 6761).
fn is_loopback_name(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

/// Names are compared in lower case and without the dot of the root.
fn normalized(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.strip_suffix('.') {
        Some(name) => name.to_owned(),
        None => name,
    }
}

fn parse(name: &str) -> Result<String, String> {
    let is_valid = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.');
    let label_is_valid = |label: &str| !label.is_empty() && label.len() <= 63;
    let host = normalized(name);
    if host.chars().all(is_valid) && host.split('.').all(label_is_valid) {
        return Ok(host);
    }
    let expected = "expected a host name such as plain-sandbox";
    let authority = name.split("://").last().unwrap_or(name);
    let bare = authority.split(['/', ':']).next().unwrap_or_default();
    if bare != name && parse(bare).is_ok() {
        return Err(format!(
            "the allowed host {name:?} is more than a name; write {bare}"
        ));
    }
    Err(format!(
        "the allowed host {name:?} is not a host name; {expected}"
    ))
}

#[cfg(test)]
mod tests {
    use super::AllowedHosts;

    fn hosts(names: &[&str]) -> Result<AllowedHosts, String> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        AllowedHosts::new(&names)
    }

    #[test]
    fn names_of_this_machine_are_always_allowed() {
        let hosts = hosts(&[]).unwrap();
        for host in [
            "localhost",
            "localhost:4010",
            "LOCALHOST:4010",
            "localhost.:4010",
            "plain.localhost:4010",
            "127.0.0.1:4010",
            "127.1.2.3",
            "[::1]:4010",
            "[::ffff:127.0.0.1]:4010",
        ] {
            assert!(hosts.admit(host, true), "{host}");
            assert!(hosts.admit(host, false), "{host}");
        }
    }

    #[test]
    fn an_address_is_allowed_where_others_can_connect() {
        let hosts = hosts(&[]).unwrap();
        for host in ["192.168.1.5:4010", "10.0.0.1", "[fd00::1]:4010"] {
            assert!(hosts.admit(host, false), "{host}");
            assert!(!hosts.admit(host, true), "{host}");
        }
    }

    #[test]
    fn foreign_names_are_refused_unless_allowed() {
        let default = hosts(&[]).unwrap();
        let allowed = hosts(&["Plain-Sandbox", "evil.example."]).unwrap();
        for host in ["plain-sandbox:4010", "PLAIN-SANDBOX", "evil.example:80"] {
            for is_loopback_only in [true, false] {
                assert!(!default.admit(host, is_loopback_only), "{host}");
                assert!(allowed.admit(host, is_loopback_only), "{host}");
            }
        }
        for host in [
            "",
            "other.example",
            "a.evil.example",
            "evil.example.other",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evillocalhost",
            "127.0.0.1@evil.example",
            "evil.example@127.0.0.1",
            "localhost:4010, evil.example",
            "localhost/..",
            "2130706433",
            "0x7f000001",
        ] {
            for is_loopback_only in [true, false] {
                assert!(!allowed.admit(host, is_loopback_only), "{host}");
            }
        }
    }

    #[test]
    fn an_invalid_name_is_refused_with_the_name_to_write() {
        for (name, expected) in [
            ("plain-sandbox:4010", "write plain-sandbox"),
            ("http://plain-sandbox:4010/", "write plain-sandbox"),
            ("https://a.internal", "write a.internal"),
            ("", "expected a host name"),
            ("*", "expected a host name"),
            ("*.internal", "expected a host name"),
            ("a..b", "expected a host name"),
            ("a b", "expected a host name"),
            ("café", "expected a host name"),
        ] {
            let error = hosts(&["localhost", name]).unwrap_err();
            assert!(error.contains(expected), "{name}: {error}");
        }
    }
}
