//! Corrections of URLs, which are valid.

use super::{check_host, check_url};

pub(super) fn assert_corrected(url: &str, corrected: &str) {
    let violation = check_url(url).unwrap_err();
    let help = violation.help_for(url);
    let written = help.as_str().strip_prefix("write `");
    let written = written.and_then(|written| written.strip_suffix('`'));
    assert_eq!(written, Some(corrected), "{url}");
    assert_eq!(check_url(corrected), Ok(()), "{url}");
}

#[test]
fn full_width_signs_and_schemes_with_an_address_are_corrected() {
    for (url, corrected) in [
        ("https:／／example.com", "https://example.com"),
        ("http：//example.com/a", "http://example.com/a"),
        ("https://mailto:a@b.example", "mailto:a@b.example"),
        ("https://sip:a@b.example", "sip:a@b.example"),
    ] {
        assert_corrected(url, corrected);
    }
}

#[test]
fn corrections_are_valid_urls() {
    for url in [
        "localhost:abc",
        "localhost:",
        "localhost:80abc",
        "localhost:99999",
        "app.localhost:x/y",
        "example.com:80abc",
        "https//x:y",
        "htps://256.1.1.1",
        "http://https://exa%20mple.com",
        "SLACK://[1",
        "https:／／",
        "//a:b",
    ] {
        let violation = check_url(url).unwrap_err();
        assert_eq!(violation.help_for(url).as_str(), violation.help(), "{url}");
    }
}

#[test]
fn digits_of_every_style_end_an_ipv4_address() {
    for (host, is_valid) in [
        ("１２７.0.0.1", true),
        ("127。0。0。１", true),
        ("１.²", true),
        ("𝟏.𝟐.𝟑.𝟒", true),
        ("２５６.1.1.1", false),
        ("256.1.1.１", false),
        ("a.２", false),
        ("ü.①", false),
        ("1.2.3.4.₅", false),
        ("example.²x", true),
        ("1.é", true),
    ] {
        let is_accepted = check_host(host.as_bytes()).is_ok();
        assert_eq!(is_accepted, is_valid, "{host}");
    }
}

#[test]
fn captures_are_kept_in_a_correction() {
    for (with_digits, url, help) in [
        (
            "htpps://1/x",
            "htpps://{host}/x",
            "write `https://{host}/x`",
        ),
        (
            "localhost:1/1",
            "localhost:{port}/{path}",
            "write `http://localhost:{port}/{path}`",
        ),
    ] {
        let violation = check_url(with_digits).unwrap_err();
        assert_eq!(violation.help_for(url).as_str(), help);
    }
}

#[test]
fn host_longer_than_253_characters_is_rejected() {
    let mut host = [b'a'; 254];
    host[253] = b'.';
    assert_eq!(check_host(&host), Ok(()));
    let host = [b'a'; 255];
    assert_eq!(
        check_host(&host),
        Err("its host is longer than 253 characters")
    );
}
