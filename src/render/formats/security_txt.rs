//! `.well-known/security.txt` (RFC 9116): whom to tell about a vulnerability. From `security` in `site.yaml`.

use std::fmt::Write as _;

use crate::content::config::Security;

pub(super) fn text(security: &Security, languages: &[String], canonical: &str) -> String {
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
