//! What pictures have to fit into, known before the settings are read as a whole: pictures are read with the files.

use serde::Deserialize;

use crate::base::diagnostic::Text;
use crate::base::yaml;

/// Largest picture beside an article, in bytes, unless `site.yaml` says otherwise.
pub(crate) const PICTURE_BYTES: u64 = 30_000;

/// The one part of the settings that the reading of pictures depends on.
#[derive(Deserialize)]
struct BudgetSettings {
    #[serde(default)]
    thresholds: BudgetThresholds,
}

#[derive(Deserialize)]
struct BudgetThresholds {
    #[serde(default = "usual")]
    picture_bytes: u64,
}

impl Default for BudgetThresholds {
    fn default() -> Self {
        Self { picture_bytes: PICTURE_BYTES }
    }
}

fn usual() -> u64 {
    PICTURE_BYTES
}

/// Largest picture beside an article, in bytes, by `site.yaml`; the usual one if its settings can't be read, which is
/// reported elsewhere.
#[must_use]
pub(super) fn picture_bytes(settings: &Text) -> u64 {
    yaml::parse::<BudgetSettings>(&settings.text).map_or(PICTURE_BYTES, |settings| settings.thresholds.picture_bytes)
}
