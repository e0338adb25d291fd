//! What the site tells web servers and those who find a hole: `_headers`, `carepress headers`, `security.txt`. What real
//! servers and a real browser make of it is tested in `tests/browser/headers.test.mjs`.

use std::fs;

use crate::support;
use crate::support::program::carepress;
use crate::support::snapshots::kept;

const BUILD: [&str; 3] = ["build", "--today", support::TODAY];

/// Settings of the base site with lines of `security` behind them, as a text for [`support::site`].
fn settings(base_url: &str, security: &str) -> String {
    let settings = support::base_file("site.yaml").replace("https://clinic.example/", base_url);
    format!("-- site.yaml --\n{settings}security:\n{security}")
}

#[test]
fn the_lines_for_servers_are_those_that_are_kept() {
    let site = support::site(b"-- site.yaml --\nname: Example clinic\nbase_url: https://clinic.example/aftercare/\nlanguages: [en]\nguide: guide.md\nsample: true\nphones:\n  en: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }\n");
    for server in ["nginx", "apache", "caddy"] {
        let ran = carepress(site.path(), &["headers", server]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        kept(&format!("command/headers-{server}.txt"), &ran.out);
    }
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    let written = fs::read_to_string(site.path().join("public/_headers")).expect("it is written");
    assert!(written.starts_with("/aftercare/*\n  Content-Security-Policy: default-src 'none'; "), "{written}");
    assert!(written.contains("\n/aftercare/style."), "the stylesheet is kept for ever: {written}");
}

#[test]
fn nothing_that_a_server_is_told_is_unsafe() {
    let site = support::site(b"-- static/extra.txt --\nx\n");
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    let mut told = vec![fs::read_to_string(site.path().join("public/_headers")).expect("it is written")];
    told.extend(["nginx", "apache", "caddy"].map(|server| carepress(site.path(), &["headers", server]).out));
    for text in told {
        for part in [
            "default-src 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "max-age=31536000",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        for part in ["unsafe-", "script-src", "'self' http"] {
            assert!(!text.contains(part), "{part} stands in {text}");
        }
    }
    // Without encryption there is nothing to promise.
    let settings = support::base_file("site.yaml").replace("https:", "http:");
    support::lay(site.path(), format!("-- site.yaml --\n{settings}").as_bytes());
    assert!(!carepress(site.path(), &["headers", "nginx"]).out.contains("Strict-Transport-Security"));
}

#[test]
fn every_page_carries_the_policy_before_anything_that_it_could_load() {
    for (options, allowed) in [(&[][..], "style-src 'self';"), (&["--portable"][..], "style-src 'self' file:;")] {
        let site = support::site(b"-- static/extra.txt --\nx\n");
        assert_eq!(carepress(site.path(), &[&BUILD[..], options].concat()).code, 0);
        let public = site.path().join("public");
        for path in support::html_site::files(&public).into_iter().filter(|path| support::html_site::is_page(path)) {
            let html = fs::read_to_string(public.join(&path)).expect("a page");
            let policy = html.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
            let first = html.find("<link").expect("a stylesheet");
            assert!(policy.is_some_and(|at| at < first), "{path}");
            assert!(html.contains(allowed), "{path}");
        }
    }
}

#[test]
fn whoever_finds_a_hole_is_told_whom_to_tell() {
    let text = settings(
        "https://clinic.example/",
        "  contact: [\"mailto:security@clinic.example\", \"https://clinic.example/report\"]\n  expires: 2027-11-30\n  policy: https://clinic.example/how\n",
    );
    let site = support::site(text.as_bytes());
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    let written = fs::read_to_string(site.path().join("public/.well-known/security.txt")).expect("it is written");
    assert_eq!(
        written,
        "Contact: mailto:security@clinic.example\nContact: https://clinic.example/report\nExpires: 2027-11-30T00:00:00Z\n\
         Preferred-Languages: en\nCanonical: https://clinic.example/.well-known/security.txt\nPolicy: https://clinic.example/how\n"
    );
    let plain = support::site(b"-- static/extra.txt --\nx\n");
    assert_eq!(carepress(plain.path(), &BUILD).code, 0);
    assert!(!plain.path().join("public/.well-known").exists(), "a site that names nobody has no such file");
}

#[test]
fn a_contact_that_nobody_can_use_is_an_error() {
    let good = "  contact: [\"mailto:a@b.example\"]\n  expires: 2027-11-30\n";
    for (base_url, security, says) in [
        (
            "https://clinic.example/",
            "  contact: [security@clinic.example]\n  expires: 2027-11-30\n",
            "is no address that a report",
        ),
        (
            "https://clinic.example/",
            "  contact: [\"mailto:x\"]\n  expires: 2027-11-30\n",
            "is no address that a report",
        ),
        (
            "https://clinic.example/",
            "  contact: [\"https://x\\nExpires: never\"]\n  expires: 2027-11-30\n",
            "is no address that a report",
        ),
        ("https://clinic.example/", "  contact: []\n  expires: 2027-11-30\n", "`contact` is empty"),
        ("https://clinic.example/", "  contact: [\"tel:+1\"]\n", "`expires`"),
        (
            "https://clinic.example/",
            "  contact: [\"tel:+1\"]\n  expires: 2027-11-31\n",
            "a day that the calendar does not have",
        ),
        (
            "https://clinic.example/",
            "  contact: [\"tel:+1\"]\n  expires: 2027-11-30\n  policy: ask us\n",
            "`policy` is \"ask us\"",
        ),
        ("https://clinic.example/aftercare/", good, "has no place on a site that is a part of its host"),
    ] {
        let site = support::site(settings(base_url, security).as_bytes());
        let ran = carepress(site.path(), &["check", "--today", support::TODAY]);
        assert!(ran.code == 1 && ran.err.contains(says), "{security}{}", ran.err);
    }
}
