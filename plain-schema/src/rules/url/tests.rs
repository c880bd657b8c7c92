//! Rule C4 with whole URLs.

use super::check_url;
use super::correction_tests::assert_corrected;
use crate::Violation;

#[test]
fn absolute_urls_are_accepted() {
    for url in [
        "https://admin.your-app.com",
        "HTTPS://ADMIN.example.com/keys/1?a=b#c",
        "http://localhost:3000/a%20b",
        "https://user:secret@example.com:8443/",
        "https://jane@acme.com@example.com/",
        "https://[::1]:8080/x",
        "https://[::ffff:192.0.2.1]",
        "https://192.0.2.1:80/",
        "https://0x7f.1/",
        "https://bücher.example/ü",
        "https://BÜCHER.example。",
        "https://例え.テスト/パス",
        "https://i❤.ws",
        "https://xn--bcher-kva.example",
        "https://a_b.example",
        "https://http.example/",
        "https://http/",
        "https://https:8443/",
        "https://example.com?next=https://other.example",
        "https://example.com\\a",
        "wss://example.com/socket",
        "ftp://example.com/file",
        "https://a.com:/",
        "https://a.com:65535",
    ] {
        assert_eq!(check_url(url), Ok(()), "{url}");
    }
}

#[test]
fn urls_of_apps_are_accepted() {
    for url in [
        "mailto:jane@acme.com",
        "mailto:jane@acme.com?subject=a%20b",
        "sip:jane@acme.com",
        "xmpp:jane@acme.com/desk",
        "tel:+4912345",
        "sms:+49123?body=x",
        "slack://channel?team=T1&id=C1",
        "slack://",
        "x-app:///settings",
        "things:///show?id=today",
        "things:show?query=@jane",
        "vscode:extension/x.y",
        "vscode://file/c:/a.rs",
        "vscode:extension/publisher.name@1.0",
        "msteams:/l/chat/0/0?users=jane@acme.com",
        "git+ssh://git@host:22/x",
        "ssh://jane@acme.com",
        "x-app.v2:open",
        "x-app://host%20name/",
        "x-app://[::1]/",
        "obsidian://open?vault=a",
        "webcal://example.com/a.ics",
        "spotify:track:1",
        "geo:1,2",
        "magnet:?xt=urn:btih:1",
        "urn:isbn:1",
    ] {
        assert_eq!(check_url(url), Ok(()), "{url}");
    }
}

#[test]
fn other_texts_are_not_urls() {
    for url in [
        "",
        "#",
        "/keys/1",
        "https:",
        "https://",
        "https:///path",
        "https://?q",
        "https://user@",
        "https://:80",
        "https://a.com:port/",
        "https://a.com:65536/",
        "https://a.com:99999999999999999999/",
        "https://a.com/a b",
        "1http://a.com",
        ":a",
        "mailto:",
        "x-app:",
        "x-app://user@",
        "x-app://:80",
        "x-app://user@:80/a",
        "x-app://a:port/",
        "x-app://[::1/",
        "x-app://a b",
        "x-app://a^b",
        "c:/keys.txt",
        "C:\\keys.txt",
    ] {
        assert!(
            matches!(check_url(url), Err(Violation::NotAUrl(_))),
            "{url}: {:?}",
            check_url(url)
        );
    }
}

#[test]
fn hosts_that_a_browser_rejects_are_rejected() {
    for host in [
        "[::1",
        "[]",
        "[1.2.3.4]",
        "[::1%25eth0]",
        "[::1]x",
        "x[::1]",
        "a[b",
        "a[b]",
        "a]b",
        "{host}",
        "$\"host",
        "a<b>",
        "a|b",
        "a^b",
        "exa%20mple.com",
        "ex%61mple.com",
        "a％2fb",
        "256.256.256.256",
        "1.2.3.4.5",
        "example.1",
        "192.168.1.09",
        "4294967296",
        "0xfffffffff",
        "1..2",
        "xn--",
        "xn--a",
        "xn--a-",
        "a.XN--zzzzzzzzz.com",
        "exa\u{AD}mple.com",
        "exa\u{200B}mple.com",
        "exa\u{A0}mple.com",
        "example.com\u{3000}",
        "example\u{2060}.com",
        "exa\u{202E}mple.com",
        "acme.com\u{2100}evil.example",
        "acme.com\u{FF0F}evil.example",
        "acme\u{FF1A}80.example",
        "\u{FFFD}.example",
        "\u{301}a.example",
        "\u{E000}.example",
    ] {
        let url = format_url(host);
        let url = url.as_str();
        assert!(
            matches!(
                check_url(url),
                Err(Violation::NotAUrl(_) | Violation::InvisibleEdge)
            ),
            "{url}: {:?}",
            check_url(url)
        );
    }
}

/// `https://host/`, without an allocation.
fn format_url(host: &str) -> crate::Message {
    crate::Message::new().push("https://").push(host).push("/")
}

#[test]
fn a_wrong_start_is_corrected() {
    for (url, corrected) in [
        ("localhost:3000/admin", "http://localhost:3000/admin"),
        ("Localhost:80", "http://Localhost:80"),
        ("app.localhost:3000", "http://app.localhost:3000"),
        ("localhost/admin", "http://localhost/admin"),
        ("127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("admin.your-app.com", "https://admin.your-app.com"),
        ("admin.your-app.com/a:b", "https://admin.your-app.com/a:b"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("//example.com/keys", "https://example.com/keys"),
        ("jane@acme.com", "mailto:jane@acme.com"),
        ("email:jane@acme.com", "mailto:jane@acme.com"),
        (
            "admin:secret@example.com",
            "https://admin:secret@example.com",
        ),
        ("mailto://jane@acme.com", "mailto:jane@acme.com"),
        ("htps://example.com", "https://example.com"),
        ("HTTSP://example.com", "https://example.com"),
        ("hptts://example.com", "https://example.com"),
        ("hxxp://example.com", "http://example.com"),
        ("ttps://example.com", "https://example.com"),
        ("http2://example.com", "http://example.com"),
        ("https:/example.com", "https://example.com"),
        ("http:example.com", "http://example.com"),
        ("https//example.com", "https://example.com"),
        ("https;//example.com", "https://example.com"),
        ("https:\\\\example.com", "https://example.com"),
        ("https://https://example.com", "https://example.com"),
        ("https://http://example.com/a", "http://example.com/a"),
        ("http://https//example.com", "https://example.com"),
        ("wss://HTTPS://example.com", "https://example.com"),
        ("https://ftp://example.com/a", "ftp://example.com/a"),
        ("https://slack://channel?id=C1", "slack://channel?id=C1"),
        ("slack://https://example.com", "https://example.com"),
        ("vlc:https://example.com/a.mp4", "https://example.com/a.mp4"),
        ("x-app:HTTP://example.com", "http://example.com"),
        ("https//https://example.com", "https://example.com"),
        ("https:/http:/example.com", "http://example.com"),
        ("https,//example.com", "https://example.com"),
        ("tps://example.com", "https://example.com"),
        ("mailtoo:jane@acme.com", "mailto:jane@acme.com"),
        ("mialto:jane@acme.com", "mailto:jane@acme.com"),
        ("例え.テスト/パス", "https://例え.テスト/パス"),
        ("[::1]:3000/a", "http://[::1]:3000/a"),
        ("Slack://channel?id=C1", "slack://channel?id=C1"),
        ("MAILTO:Jane@acme.com", "mailto:Jane@acme.com"),
    ] {
        assert_corrected(url, corrected);
    }
}

#[test]
fn mistakes_without_a_known_correction_are_rejected() {
    for url in [
        "localhost:/admin",
        "example.com:/a",
        "com.example.app://open",
        "x:80",
        "foo:a@b@c.example/d",
        "htps:example",
        "https:/",
        "https://http://",
        "https//",
        "http",
        "https://www.https://example.com",
        "https://example.com://keys",
        "slack://https://",
        "x-app:http:",
        "x-app:http://https",
    ] {
        let violation = check_url(url);
        assert!(
            matches!(
                violation,
                Err(Violation::NotAUrl(_) | Violation::WrongUrlStart { .. })
            ),
            "{url}: {violation:?}"
        );
    }
}

#[test]
fn forbidden_schemes_are_rejected_in_any_case() {
    for (url, scheme) in [
        ("javascript:alert(1)", "javascript"),
        ("JavaScript://example.com/%0aalert(1)", "javascript"),
        ("data:text/html,x", "data"),
        ("VBSCRIPT:x", "vbscript"),
        ("file:///etc/passwd", "file"),
        ("about:blank", "about"),
        ("blob:https://example.com/1", "blob"),
        ("view-source:javascript:alert(1)", "view-source"),
        ("filesystem:https://example.com/temporary/a", "filesystem"),
        ("feed:https://example.com/rss", "feed"),
        ("jar:https://example.com/a.jar!/b", "jar"),
        ("ms-msdt:/id PCWDiagnostic", "ms-*"),
        ("ms-word:ofe|u|https://example.com/a.docx", "ms-*"),
        ("search-ms:query=a", "search-ms"),
        ("shell:startup", "shell"),
        ("chrome://settings", "chrome"),
        ("chrome-extension://a/b.html", "chrome-*"),
        ("safari-web-extension://a/b.html", "*-extension"),
        ("intent://a#Intent;end", "intent"),
        ("android-app://com.example/https/example.com", "android-app"),
        ("url:https://example.com", "url"),
        (
            "microsoft-edge-holographic:https://example.com",
            "microsoft-edge-*",
        ),
        ("x-safari-https://example.com", "x-safari-*"),
        ("microsoft-edge:https://example.com", "microsoft-edge"),
        ("java\nscript:alert(1)", "javascript"),
        ("\tjavascript:alert(1) // a b", "javascript"),
    ] {
        assert_eq!(
            check_url(url),
            Err(Violation::ForbiddenScheme(scheme)),
            "{url}"
        );
    }
}

#[test]
fn a_space_is_escaped_only_after_the_host() {
    for (url, expected) in [
        (
            "https://example.com/a b",
            "it contains a space; write `%20`",
        ),
        (
            "mailto:jane@acme.com?subject=a b",
            "it contains a space; write `%20`",
        ),
        ("https ://example.com/", "it contains a space"),
        ("https: //example.com/", "it contains a space"),
        ("https:// example.com/", "it contains a space"),
        ("http://exam ple.com", "it contains a space"),
        ("exam ple.com", "it contains a space"),
        ("x-app://a b", "it contains a space"),
        (
            "https://a.example?q=b c",
            "it contains a space; write `%20`",
        ),
        ("https://a.example#b c", "it contains a space; write `%20`"),
        ("localhost:3000/a b", "it contains a space; write `%20`"),
        ("tel:+49 30", "it contains a space; write `%20`"),
    ] {
        assert_eq!(check_url(url), Err(Violation::NotAUrl(expected)), "{url}");
    }
    for url in [
        " https://example.com",
        "https://example.com/ ",
        "\tmailto:a@b.c",
    ] {
        assert_eq!(check_url(url), Err(Violation::InvisibleEdge), "{url:?}");
    }
}

#[test]
fn nested_schemes_are_checked_without_recursion() {
    static PARTS: [[u8; 10]; 2_000] = [*b"ws://http:"; 2_000];
    let Ok(nested) = str::from_utf8(PARTS.as_flattened()) else {
        unreachable!()
    };
    assert!(check_url(nested).is_err());
    assert!(check_url(nested.split_at(5).1).is_err());
}
