//! What knows no patient and no page: addresses, dates, diagnostics, digests, fixes, percent signs, refusals, YAML.

pub mod address;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod fix;
pub mod percent;
pub mod phone;
pub mod picture;
pub mod refusal;
pub mod yaml;
