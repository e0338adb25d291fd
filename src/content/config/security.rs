//! Whom to tell about a vulnerability in the site: `security` in `site.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{SettingsFaults, is_address_character};
use crate::base::date::Date;
use crate::base::diagnostic::Location;
use crate::base::yaml::Step;

/// What `/.well-known/security.txt` says (RFC 9116).
#[derive(Debug, Clone)]
pub struct Security {
    /// Addresses, the best first: `mailto:`, `tel:` or `https:`.
    pub contact: Vec<String>,
    /// The first day on which nobody should rely on it any more.
    pub expires: Date,
    /// The address of a page that says how reports are dealt with.
    pub policy: Option<String>,
    /// Where `site.yaml` names its last day.
    pub place: Location,
}

/// [`Security`] as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    /// Where to report a weakness: web addresses, `mailto:` or `tel:`, the one you like best first.
    contact: Vec<String>,
    /// The last day on which this holds. Look at it again before.
    expires: Date,
    /// The address of a page that says how reports are dealt with.
    #[serde(default)]
    policy: Option<String>,
}

impl Written {
    pub(super) fn at(self, place: Location) -> Security {
        Security { contact: self.contact, expires: self.expires, policy: self.policy, place }
    }
}

/// Everything that can't be in the file.
pub(super) fn judge(written: &Written, is_whole_host: bool, faults: &mut SettingsFaults<'_>) {
    if !is_whole_host {
        let message = "`security` has no place on a site that is a part of its host".to_owned();
        let help = "take it out; security.txt belongs to the top of the host, and to whoever keeps that";
        faults.add(&[Step::Name("security")], message, help);
    }
    let contact = [Step::Key("security"), Step::Key("contact")];
    if written.contact.is_empty() {
        let help = "write an address, such as mailto:security@clinic.example";
        faults.add(&contact, "`contact` is empty".to_owned(), help);
    }
    for (index, address) in written.contact.iter().enumerate() {
        if !is_address(address, &["https://", "mailto:", "tel:"]) {
            let message = format!("\"{address}\" is no address that a report can be sent to");
            let help = "write mailto:security@clinic.example, https://clinic.example/report/ or tel:+44-20-7946-0018";
            faults.add(&[contact[0], contact[1], Step::Index(index)], message, help);
        }
    }
    if let Some(policy) = written.policy.as_ref().filter(|policy| !is_address(policy, &["https://"])) {
        let message = format!("`policy` is \"{policy}\", which is not a web address");
        let help = "write the whole address, such as https://clinic.example/security/";
        faults.add(&[contact[0], Step::Key("policy")], message, help);
    }
}

/// Whether an address has one of some beginnings, and something after it. It has a line of its own in a file that programs
/// read, so it holds nothing that could begin another.
fn is_address(address: &str, beginnings: &[&str]) -> bool {
    let rest = beginnings.iter().find_map(|beginning| address.strip_prefix(beginning));
    let whole = rest.is_some_and(|rest| !rest.is_empty() && (!address.starts_with("mailto:") || rest.contains('@')));
    whole && address.is_ascii() && address.chars().all(is_address_character)
}
