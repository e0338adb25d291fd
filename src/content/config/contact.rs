//! How to reach the clinic, beside its phone numbers: `contact` in `site.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SettingsFaults, is_address_character};
use crate::base::yaml::Step;

/// How to reach the clinic, in one language. Each page shows what is given.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// When the phone is answered, such as `Monday to Friday, 9am to 5pm`. Cards with the clinic's number show it.
    pub hours: Option<String>,
    /// How people who can't hear or speak on the phone reach the clinic, such as `Text 07700 900123, or use Relay UK`.
    pub text: Option<String>,
    /// The clinic's e-mail address.
    pub email: Option<String>,
    /// Where the clinic is, in one line.
    pub address: Option<String>,
}

/// Everything that can't be shown.
pub(super) fn judge(contact: &Contact, language: &str, faults: &mut SettingsFaults<'_>) {
    let entries =
        [("hours", &contact.hours), ("text", &contact.text), ("email", &contact.email), ("address", &contact.address)];
    for (name, value) in entries.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
        let place = [Step::Key("contact"), Step::Key(language), Step::Key(name)];
        if value.trim().is_empty() {
            faults.add(&place, format!("`{name}` is empty"), "write it, or take the line out");
        } else if value.contains(char::is_control) {
            faults.add(&place, format!("`{name}` is more than one line"), "write it in one line, with commas");
        } else if name == "email" && !is_email(value) {
            let message = format!("`email` is \"{value}\", which is not an e-mail address");
            faults.add(&place, message, "write it like hello@clinic.example");
        }
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.contains('@') && host.trim_matches('.').contains('.'))
        && text.is_ascii()
        && text.chars().all(|c| is_address_character(c) && !matches!(c, ':' | '/' | '&'))
}
