//! What knows no patient and no page: addresses, dates, diagnostics, digests, fixes, percent signs, refusals, YAML.

pub mod address;
pub mod date;
pub mod diagnostic;
pub(crate) mod digest;
pub mod fix;
pub(crate) mod percent;
pub(crate) mod phone;
pub mod picture;
pub(crate) mod refusal;
pub mod yaml;
