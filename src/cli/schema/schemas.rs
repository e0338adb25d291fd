//! The shape of content for other programs: JSON Schemas (draft 2020-12) of everything that editors write in YAML.
//!
//! They are made from the types that the content is read into, so that the two can't drift apart; a field's
//! documentation is what an editor reads beside it. `tests/testsuite/schema.rs` holds them against the parsers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::base::address::Slug;
use crate::base::date::Date;
use crate::check::{CHECKS, Check};
use crate::content::article::FrontMatter;
use crate::content::config::Settings;
use crate::content::references::{Citation, Claim, Term};

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The lines at the top of an article.
    FrontMatter,
    /// `site.yaml`
    Site,
    /// `content/claims.yaml`
    Claims,
    /// `content/glossary.yaml`
    Glossary,
    /// `content/sources.yaml`
    Sources,
}

impl Part {
    /// Every part, in the order in which an editor meets them.
    pub const ALL: [Self; 5] = [Self::FrontMatter, Self::Site, Self::Claims, Self::Glossary, Self::Sources];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Site => "site",
            Self::Claims => "claims",
            Self::Glossary => "glossary",
            Self::Sources => "sources",
        }
    }

    /// The file that the whole schema is for, from the site's folder; none for front matter, which is a part of a file.
    #[must_use]
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::FrontMatter => None,
            Self::Site => Some("site.yaml"),
            Self::Claims => Some("content/claims.yaml"),
            Self::Glossary => Some("content/glossary.yaml"),
            Self::Sources => Some("content/sources.yaml"),
        }
    }
}

/// The schema of one part.
#[must_use]
pub fn schema(part: Part) -> Value {
    let (title, description, mut schema) = match part {
        Part::FrontMatter => {
            ("Front matter", "The lines at the top of an article, between the two lines of `---`.", of::<FrontMatter>())
        }
        Part::Site => ("Settings", "The settings of the site.", of::<Settings>()),
        Part::Claims => (
            "Claims",
            "Figures that pages state by name, such as `[at least 30 minutes](claim:drive-wait)`.",
            of::<BTreeMap<String, Claim>>(),
        ),
        Part::Glossary => (
            "Glossary",
            "Words that pages explain by name, such as `[vagus nerve](term:vagus-nerve)`. Below each name stand the languages.",
            of::<BTreeMap<String, BTreeMap<String, Term>>>(),
        ),
        Part::Sources => (
            "Sources",
            "What claims and pages rest on, by the names that they give it.",
            of::<BTreeMap<String, Citation>>(),
        ),
    };
    match part {
        Part::FrontMatter => {
            offer_waivable_checks(&mut schema["properties"]["waivers"]["items"]["properties"]["check"]);
        }
        Part::Site => offer_checks(&mut schema["properties"]["checks"]),
        Part::Glossary => schema["propertyNames"] = json!({ "pattern": NAME, "patternErrorMessage": NAME_HELP }),
        Part::Claims | Part::Sources => {}
    }
    // What a reader of the file looks for first comes first.
    let mut whole = Map::new();
    for (key, value) in
        [("$schema", schema["$schema"].take()), ("title", title.into()), ("description", description.into())]
    {
        whole.insert(key.to_owned(), value);
    }
    if let Value::Object(rest) = schema {
        whole.extend(rest.into_iter().filter(|(key, _)| !["$schema", "title", "description"].contains(&key.as_str())));
    }
    whole.into()
}

/// All schemas in one, as its definitions.
#[must_use]
pub fn all() -> Value {
    let parts = Part::ALL.map(|part| {
        let mut schema = schema(part);
        let dialect = schema.as_object_mut().and_then(|schema| schema.shift_remove("$schema"));
        (part.name().to_owned(), schema, dialect)
    });
    let dialect = parts[0].2.clone();
    let definitions: Map<String, Value> = parts.into_iter().map(|(name, schema, _)| (name, schema)).collect();
    json!({ "$schema": dialect, "title": "carepress", "$defs": definitions })
}

/// What can be a part of an address, as far as a pattern can say it that every program understands.
const NAME: &str = r"^[^\sA-Z!-,./:-@\[-`{-~]+$";

/// What to write instead. Some programs show it in place of the pattern; `patternErrorMessage` is their word for it.
const NAME_HELP: &str = "use lower case letters, digits and hyphens";

/// The schema of a type, in one piece: many programs show the description of a field only where it is.
fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.transforms.push(Box::new(RecursiveTransform(plainer)));
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    plainer(&mut schema);
    schema.to_value()
}

/// Takes out what no editor asks for: the width of numbers, and the name of the type.
fn plainer(schema: &mut Schema) {
    if schema.get("type") != Some(&"string".into()) && schema.get("format").is_some_and(|format| format != "date") {
        schema.remove("format");
    }
}

/// Gives each check that can be set in `site.yaml` its own line, with what it finds.
fn offer_checks(checks: &mut Value) {
    let levels = checks["additionalProperties"].take();
    let levels: Vec<&Value> = levels["oneOf"].as_array().into_iter().flatten().map(|level| &level["const"]).collect();
    let names = CHECKS.iter().filter(|check| check.can_be_set()).map(|check| {
        let description = format!("{} Usually: {}.", summary(check), check.code.severity().as_str());
        (check.code.to_string(), json!({ "description": description, "enum": levels }))
    });
    checks["properties"] = Value::Object(names.collect());
    checks["additionalProperties"] = false.into();
}

/// Names the checks that a page can be excused from.
fn offer_waivable_checks(check: &mut Value) {
    let waivable = CHECKS.iter().filter(|check| check.can_be_waived() || check.lets_words_through());
    let names: Vec<Value> =
        waivable.map(|check| json!({ "const": check.code.as_str(), "description": summary(check) })).collect();
    check["oneOf"] = names.into();
}

/// What a check finds: the first paragraph of its manual page.
fn summary(check: &Check) -> String {
    check.manual().split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": "write year, month and day as 2026-05-03",
            "examples": ["2026-05-03"]
        })
    }
}

impl JsonSchema for Slug {
    fn schema_name() -> Cow<'static, str> {
        "Slug".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": NAME, "patternErrorMessage": NAME_HELP, "maxLength": 120 })
    }
}
