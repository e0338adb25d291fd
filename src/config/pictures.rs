//! What pictures have to fit into, known before the settings are read as a whole: pictures are read with the files.

use serde::Deserialize;

use super::Thresholds;
use crate::base::diagnostic::Text;
use crate::base::yaml;

/// The one part of the settings that reading pictures rests on.
#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    thresholds: Thresholds,
}

/// Largest picture beside an article, in bytes, by `site.yaml`; the usual one where its settings can't be read, which is
/// an error elsewhere.
#[must_use]
pub fn picture_bytes(settings: &Text) -> u64 {
    yaml::parse::<Part>(&settings.text).map_or_else(|_| Thresholds::default(), |part| part.thresholds).picture_bytes
}
