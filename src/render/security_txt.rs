//! `.well-known/security.txt` (RFC 9116): whom to tell of a hole. From `security` in `site.yaml`.

use std::fmt::Write as _;

use crate::config::Security;
use crate::output::Output;
use crate::page::Page;
use crate::site::Site;

pub(super) fn outputs(site: &Site, _: &[Page]) -> Vec<Output> {
    let Some(security) = &site.config.security else { return Vec::new() };
    let path = ".well-known/security.txt";
    let text = text(security, &site.config.languages, &format!("{}{path}", site.config.base_url));
    vec![Output::text(path, text, "site.yaml")]
}

fn text(security: &Security, languages: &[String], canonical: &str) -> String {
    let mut text = String::new();
    for contact in &security.contact {
        let _ = writeln!(text, "Contact: {contact}");
    }
    let _ = writeln!(text, "Expires: {}T00:00:00Z", security.expires);
    let _ = writeln!(text, "Preferred-Languages: {}\nCanonical: {canonical}", languages.join(", "));
    if let Some(policy) = &security.policy {
        let _ = writeln!(text, "Policy: {policy}");
    }
    text
}
