//! Settings of Visual Studio Code and of two extensions, so that it completes and checks what is typed.
//!
//! Red Hat's YAML extension takes the schemas for whole files. It does not look into the top of a Markdown file
//! (github.com/redhat-developer/vscode-yaml, issue 207), so that is left to Front Matter CMS, which shows it as a form.
//! Its settings were held against the settings schema of its version 10.10.

use serde_json::{Map, Value, json};

use crate::cli::schema::form::{Field, Shape, front_matter};
use crate::cli::schema::schemas::Part;
use crate::cli::schema::{file_name, text};

/// Where the schemas are, from the site's folder.
const SCHEMAS: &str = ".vscode/schemas";

/// Every file, with what it holds.
pub(super) fn files() -> Vec<(String, String)> {
    let extensions = json!({ "recommendations": ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter"] });
    let mut files: Vec<(String, String)> =
        Part::ALL.iter().map(|part| (format!("{SCHEMAS}/{}", file_name(*part)), text(*part))).collect();
    for (path, value) in [
        (".vscode/settings.json", settings()),
        (".vscode/extensions.json", extensions),
        ("frontmatter.json", front_matter_cms()),
    ] {
        files.push((path.to_owned(), format!("{value:#}\n")));
    }
    files
}

/// Which schema is for which file.
fn settings() -> Value {
    let schemas: Map<String, Value> = Part::ALL
        .iter()
        .filter_map(|part| Some((format!("./{SCHEMAS}/{}", file_name(*part)), part.file()?.into())))
        .collect();
    json!({ "yaml.schemas": schemas })
}

fn front_matter_cms() -> Value {
    json!({
        "frontMatter.content.pageFolders": [{ "title": "Pages", "path": "[[workspace]]/content" }],
        "frontMatter.content.publicFolder": "static",
        "frontMatter.content.supportedFileTypes": ["md"],
        "frontMatter.content.autoUpdateDate": false,
        "frontMatter.taxonomy.seoTitleLength": 65,
        "frontMatter.taxonomy.seoDescriptionField": "summary",
        "frontMatter.taxonomy.contentTypes": [{
            "name": "default",
            "pageBundle": false,
            "clearEmpty": true,
            "fields": fields(&front_matter()),
        }],
    })
}

/// Fields in the words of Front Matter CMS. It writes a key of its own into each entry of a list of groups, which is
/// then unknown to the build, so such a list is left to be written by hand.
fn fields(fields: &[Field]) -> Vec<Value> {
    let fields = fields.iter().filter_map(|field| {
        let mut entries = match &field.shape {
            Shape::Text { most, .. } => json!({ "type": "string", "single": most.is_some() || !field.is_required }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Date => json!({ "type": "datetime", "dateFormat": "yyyy-MM-dd" }),
            Shape::Choice(choices) => {
                json!({ "type": "choice", "choices": choices.iter().map(|(name, _)| name).collect::<Vec<_>>() })
            }
            Shape::List => json!({ "type": "list" }),
            Shape::Group(inner) => json!({ "type": "fields", "fields": self::fields(inner) }),
            Shape::Groups(_) => return None,
        };
        entries["name"] = field.name.clone().into();
        entries["title"] = field.label.clone().into();
        entries["description"] = field.hint.clone().into();
        entries["required"] = field.is_required.into();
        entries["hidden"] = field.is_kept.into();
        Some(entries)
    });
    fields.collect()
}
