//! The settings of the editing page: what can be edited, with a field for each entry of an article's front matter.
//!
//! Held against the schema that Sveltia CMS 0.221 publishes and against the one of Decap CMS 3.19.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::base::yaml;
use crate::check::TO_FILL_IN;
use crate::cli::schema::form::{Field, Shape, front_matter};
use crate::site::Site;

/// The text of `config.yml`. Without a repository, its place is marked.
pub(super) fn text(site: &Site, backend: &str, repository: Option<&str>, branch: &str) -> String {
    let note = match repository {
        Some(_) => String::new(),
        None => format!("#\n# {TO_FILL_IN}: behind `repo`, the owner and the name of your repository.\n"),
    };
    let settings = json!({
        "backend": { "name": backend, "repo": repository.unwrap_or("OWNER/NAME"), "branch": branch },
        "site_url": site.config.base_url,
        // Pictures are beside the articles.
        "media_folder": "content/pictures",
        "public_folder": "/pictures",
        // The names of new files are made as `carepress new` makes them.
        "slug": { "encoding": "unicode", "clean_accents": false, "sanitize_replacement": "-" },
        // An entry that is left empty is left out.
        "output": { "omit_empty_optional_fields": true },
        // A preview that does not know cards and claims would mislead.
        "editor": { "preview": false },
        "collections": collections(site),
    });
    format!(
        "# What staff can edit in a browser, made by `carepress cms` from the entries that an article can have.\n\
         # Figures, glossary and sources are not among it: they are in the .yaml files of the folder content.\n{note}\n{}",
        yaml::written(&settings)
    )
}

/// One list for each kind of article and language, and one for each folder below.
fn collections(site: &Site) -> Vec<Value> {
    let fields = front_matter();
    let kinds = fields.iter().find_map(|field| match &field.shape {
        Shape::Choice(kinds) if field.name == "kind" => Some(kinds.as_slice()),
        _ => None,
    });
    let mut collections = Vec::new();
    for language in &site.config.languages {
        let is_first = language == site.config.default_language();
        let folder = if is_first { "content".to_owned() } else { format!("content/{language}") };
        let suffix = match site.config.languages.len() {
            1 => String::new(),
            _ => format!(" ({})", site.words[language].language),
        };
        for (kind, what) in kinds.into_iter().flatten() {
            let label = match kind.as_str() {
                "guide" => "Guides",
                "article" => "Articles",
                "myths" => "Myths",
                "faq" => "Questions",
                other => other,
            };
            collections.push(json!({
                "name": format!("{language}-{kind}"),
                "label": format!("{label}{suffix}"),
                "description": what,
                "folder": folder,
                "create": true,
                "filter": { "field": "kind", "value": kind },
                "fields": self::fields(&fields, Some(kind), true),
            }));
        }
        let here = site.articles.iter().filter(|article| article.place.language == *language);
        let folders: BTreeSet<&str> = here.clone().map(|article| article.place.folder.as_str()).collect();
        for below in folders.into_iter().filter(|folder| !folder.is_empty()) {
            let index = here.clone().find(|article| article.place.is_index() && article.place.folder == below);
            let title = index.map_or(below, |index| index.front.title.as_str());
            collections.push(json!({
                "name": format!("{language}-in-{}", below.replace('/', "-")),
                "label": format!("{title}{suffix}"),
                "folder": format!("{folder}/{below}"),
                "create": true,
                "fields": self::fields(&fields, None, true),
            }));
        }
    }
    collections
}

/// Fields in the words of the editing page; with the text of the article where they are all of them.
fn fields(fields: &[Field], kind: Option<&str>, is_whole: bool) -> Vec<Value> {
    let mut made: Vec<Value> = fields
        .iter()
        .map(|field| {
            let mut entries = json!({ "name": field.name, "label": field.label });
            let more = if field.is_kept { json!({ "widget": "hidden" }) } else { widget(field, kind) };
            if let (Value::Object(entries), Value::Object(more)) = (&mut entries, more) {
                entries.extend(more);
            }
            if !field.is_kept {
                entries["hint"] = field.hint.clone().into();
                // A page that says nothing of its review is reported, so a new one begins with the version of its text.
                entries["required"] = (field.is_required || field.name == "review").into();
            }
            entries
        })
        .collect();
    if is_whole {
        // As it is written: an editor of rich text would take cards, claims and terms apart.
        made.push(json!({
            "name": "body",
            "label": "Text",
            "widget": "markdown",
            "modes": ["raw"],
            "hint": "Markdown. The carepress manual (docs/manual/writing.md) says what cards, claims and terms look like.",
        }));
    }
    made
}

fn widget(field: &Field, kind: Option<&str>) -> Value {
    match &field.shape {
        Shape::Text { pattern: Some(pattern), .. } => {
            json!({ "widget": "string", "pattern": [pattern, "use lower case letters, digits and hyphens"] })
        }
        Shape::Text { most: Some(most), .. } => {
            let words = format!("at most {most} characters");
            json!({ "widget": "string", "pattern": [format!("^.{{1,{most}}}$"), words] })
        }
        // The first version of a text, as `carepress new` writes it.
        Shape::Text { .. } if field.name == "version" => json!({ "widget": "string", "default": "0.1" }),
        Shape::Text { .. } if field.is_required => json!({ "widget": "text" }),
        Shape::Text { .. } => json!({ "widget": "string" }),
        Shape::Number => json!({ "widget": "number", "value_type": "int" }),
        Shape::Date => {
            json!({ "widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": false })
        }
        Shape::Choice(choices) => {
            let options: Vec<Value> = choices
                .iter()
                .map(|(value, what)| json!({ "label": format!("{value}: {what}"), "value": value }))
                .collect();
            match kind.filter(|_| field.name == "kind") {
                Some(kind) => json!({ "widget": "select", "options": options, "default": kind }),
                None => json!({ "widget": "select", "options": options }),
            }
        }
        Shape::List => json!({ "widget": "list" }),
        Shape::Group(inner) => json!({ "widget": "object", "collapsed": true, "fields": fields(inner, None, false) }),
        Shape::Groups(inner) => json!({ "widget": "list", "collapsed": true, "fields": fields(inner, None, false) }),
    }
}

/// Text for a page.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::new();
    // Writing to a string does not fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    html
}
