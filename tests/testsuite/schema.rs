//! The schemas against the parsers: what editors' programs complete and refuse is what the build reads and refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::support;
use crate::support::program::carepress;
use carepress::base::diagnostic::Text;
use carepress::base::yaml;
use carepress::cli::schema::schemas::{Part, all, schema};
use carepress::content::article::FrontMatter;
use carepress::content::config;
use carepress::content::references::{Citation, Claim, Term};
use jsonschema::Validator;
use serde_json::{Value, json};

/// What a parser says of a text: code and help of every problem of its shape.
fn read(part: Part, text: &str) -> Vec<(&'static str, String)> {
    let problems = match part {
        Part::Site => {
            let found = config::read(&Text::new("site.yaml", text.to_owned()), support::options()).err();
            return found
                .unwrap_or_default()
                .into_iter()
                .map(|d| (d.code.as_str(), format!("{}|{}", d.message, d.help.unwrap_or_default())))
                .collect();
        }
        Part::FrontMatter => yaml::parse::<FrontMatter>(text).err(),
        Part::Claims => yaml::parse::<BTreeMap<String, Claim>>(text).err(),
        Part::Glossary => yaml::parse::<BTreeMap<String, BTreeMap<String, Term>>>(text).err(),
        Part::Sources => yaml::parse::<BTreeMap<String, Citation>>(text).err(),
    };
    let said = |p: yaml::problem::Problem| (p.code.as_str(), format!("{}|{}", p.message, p.help.unwrap_or_default()));
    problems.unwrap_or_default().into_iter().map(said).collect()
}

fn validator(part: Part) -> &'static Validator {
    static ALL: LazyLock<Vec<Validator>> = LazyLock::new(|| {
        let build = |part| jsonschema::options().should_validate_formats(true).build(&schema(part)).expect("a schema");
        Part::ALL.map(build).into()
    });
    &ALL[Part::ALL.iter().position(|known| *known == part).expect("a part")]
}

/// A YAML text as a program that knows nothing of our types reads it.
fn data(text: &str) -> Option<Value> {
    // YAML 1.2, in which `off` is a word and no truth value.
    let options = serde_yaml::options! { strict_booleans: true };
    if text.trim().is_empty() { Some(json!({})) } else { serde_yaml::from_str_with_options(text, options).ok() }
}

/// Every group of entries that a schema describes: a text that leads to it with `inside` in place of its entries, the
/// names that it lists, and those that it asks for.
fn groups(
    schema: &Value,
    around: &dyn Fn(Value) -> Value,
    found: &mut Vec<(Value, BTreeSet<String>, BTreeSet<String>)>,
) {
    let names = |list: &Value| -> BTreeSet<String> {
        list.as_array().into_iter().flatten().map(|name| name.as_str().expect("a name").to_owned()).collect()
    };
    if let Some(properties) = schema["properties"].as_object() {
        assert_eq!(schema["additionalProperties"], false, "{schema}");
        let listed = properties.keys().cloned().collect();
        found.push((around(json!({ "zzzzzz": 1 })), listed, names(&schema["required"])));
        for (name, inner) in properties {
            groups(inner, &|value| around(json!({ (name.as_str()): value })), found);
        }
    }
    if schema["additionalProperties"].is_object() {
        groups(&schema["additionalProperties"], &|value| around(json!({ "en": value })), found);
    }
    if schema["items"].is_object() {
        groups(&schema["items"], &|value| around(json!([value])), found);
    }
}

#[test]
fn parser_and_schema_know_the_same_keys_and_need_the_same() {
    let mut compared = 0;
    for part in Part::ALL {
        let mut found = Vec::new();
        groups(&schema(part), &|value| value, &mut found);
        for (text, listed, required) in found {
            // The names of checks are no keys of the parser: they are looked up in the list of checks.
            if text.get("checks").is_some() {
                continue;
            }
            let said = read(part, &text.to_string());
            let unknown = said.iter().find(|(code, said)| *code == "unknown-key" && said.starts_with("`zzzzzz`"));
            let known = unknown.and_then(|(_, said)| said.split_once("can stand here: ")).expect("the list of keys").1;
            assert_eq!(known.split(", ").map(str::to_owned).collect::<BTreeSet<_>>(), listed, "{text}");
            let missing: BTreeSet<String> = said
                .iter()
                .filter(|(code, _)| *code == "missing-field")
                .filter_map(|(_, said)| said.split('`').nth(1).map(str::to_owned))
                .collect();
            assert!(required.is_subset(&missing), "{text}: {required:?} in {missing:?}");
            let outer: BTreeSet<String> = schema(part)["required"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|n| n.as_str().expect("a name").to_owned())
                .collect();
            assert!(missing.iter().all(|name| required.contains(name) || outer.contains(name)), "{text}: {missing:?}");
            compared += 1;
        }
    }
    assert!(compared >= 10, "{compared} groups");
}

/// The parts of a folder's files that have a schema, with what to call them.
fn parts_of(root: &Path) -> Vec<(Part, String, String)> {
    let mut found = Vec::new();
    for path in support::html_site::files(root) {
        let Ok(text) = fs::read_to_string(root.join(&path)) else { continue };
        if let Some(part) = Part::ALL.into_iter().find(|part| part.file() == Some(path.as_str())) {
            found.push((part, path, text));
        } else if let Some(front) = text.strip_prefix("---\n")
            && let Some((front, _)) = front.split_once("---\n")
        {
            found.push((Part::FrontMatter, path, front.to_owned()));
        }
    }
    found
}

#[test]
fn the_real_content_is_valid() {
    let mut valid = 0;
    for (part, path, text) in
        parts_of(Path::new(".")).into_iter().filter(|(_, path, _)| path.starts_with("content/") || path == "site.yaml")
    {
        let errors: Vec<String> =
            validator(part).iter_errors(&data(&text).expect("YAML")).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
        valid += 1;
    }
    assert!(valid > 12, "{valid} files");
}

/// What a schema can't see: the text is no YAML, or one name stands in it twice.
const UNSEEN: [&str; 2] = ["yaml-syntax", "duplicate-key"];

/// Articles whose text looks like a number or a truth value. The parser reads it as text; a schema asks for quotes.
const UNQUOTED: [&str; 1] = ["tests/check/wrong-type/good.md"];

#[test]
fn what_the_build_refuses_for_its_shape_the_schema_refuses() {
    let (mut refused, mut accepted) = (0, 0);
    let mut wrong = Vec::new();
    for folder in fs::read_dir("tests/check").expect("the fixtures").map(|entry| entry.expect("an entry").path()) {
        for name in ["bad.md", "good.md"] {
            let shown = format!("{}/{name}", folder.display()).replace('\\', "/");
            let Ok(files) = fs::read(folder.join(name)) else { continue };
            if UNQUOTED.contains(&shown.as_str()) {
                continue;
            }
            let site = support::site(&files);
            let found = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
            for (part, path, text) in parts_of(site.path()) {
                let said = read(part, &text);
                let Some(data) = data(&text).filter(|_| !said.iter().any(|(code, _)| UNSEEN.contains(code))) else {
                    continue;
                };
                let errors: Vec<String> = validator(part).iter_errors(&data).map(|error| error.to_string()).collect();
                // A schema may also see what is found by a check beyond the parser, such as a title that is too long.
                let is_reported = found.iter().any(|d| d.location.as_ref().is_some_and(|place| place.path() == path));
                if (!said.is_empty() && errors.is_empty()) || (!errors.is_empty() && !is_reported) {
                    wrong.push(format!("{shown} {path}: {said:?} and {errors:?}"));
                }
                if errors.is_empty() { accepted += 1 } else { refused += 1 }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused > 20 && accepted > 500, "{refused} refused, {accepted} accepted");
}

/// Texts of each part with one slip of the pen, which the schema and the build refuse.
#[test]
fn slips_of_the_pen_are_refused() {
    let article = "title: A page\nsummary: It is short.\nkind: article\n";
    let settings = "name: Clinic\nbase_url: https://clinic.example/\nlanguages: [en]\nguide: guide.md\n";
    let claim = "wait:\n  topic: t\n  population: p\n  unit: minutes\n";
    let term = "nerve:\n  en: { term: nerve, plain: a thread, definition: A thread. }\n";
    for (part, good, bad) in [
        (Part::FrontMatter, article.to_owned(), format!("{article}order: soon\n")),
        (
            Part::FrontMatter,
            format!("{article}review: {{ version: 1.0 }}\n"),
            format!("{article}review: {{ versoin: \"1\" }}\n"),
        ),
        (Part::FrontMatter, format!("{article}expires_on: 2028-02-29\n"), format!("{article}expires_on: 2027-02-29\n")),
        (Part::FrontMatter, format!("{article}slug: naps\n"), format!("{article}slug: After Your Nap\n")),
        (
            Part::FrontMatter,
            format!("{article}codes: [{{ system: icd-10, code: R53 }}]\n"),
            format!("{article}codes: [{{ system: icd10, code: R53 }}]\n"),
        ),
        (Part::FrontMatter, format!("{article}guide:\n"), article.replace("kind: article", "kind: leaflet")),
        (
            Part::Site,
            format!("{settings}phones: {{ en: {{ emergency: 999 }} }}\n"),
            format!("{settings}phones: {{ en: {{ clinic: ask us }} }}\n"),
        ),
        (
            Part::Site,
            format!("{settings}checks: {{ long-list: off }}\n"),
            format!("{settings}checks: {{ long-list: never }}\n"),
        ),
        (
            Part::Site,
            format!("{settings}thresholds: {{ ari: 7.5 }}\n"),
            format!("{settings}thresholds: {{ sentence_words: -1 }}\n"),
        ),
        (Part::Site, settings.to_owned(), settings.replace("[en]", "[English]")),
        (
            Part::Site,
            settings.replace("https://clinic.example/", "http://localhost:8000"),
            settings.replace("https://", ""),
        ),
        (Part::Claims, format!("{claim}  from: 2\n  to: 4.5\n"), format!("{claim}  value: thirty\n")),
        (Part::Glossary, term.to_owned(), term.replace("plain: a thread, ", "")),
        (
            Part::Sources,
            "white-2001: { title: Harms, year: 2001 }\n".to_owned(),
            "white-2001: { title: Harms, year: MMI }\n".to_owned(),
        ),
    ] {
        for (text, is_good) in [(good, true), (bad, false)] {
            assert_eq!(read(part, &text).is_empty(), is_good, "{text}");
            assert_eq!(validator(part).is_valid(&data(&text).expect("YAML")), is_good, "{text}");
        }
    }
}

#[test]
fn schemas_are_schemas_and_speak_to_editors() {
    fn speaks(schema: &Value, count: &mut usize) {
        if let Some(properties) = schema["properties"].as_object() {
            for (name, inner) in properties {
                let description = inner["description"].as_str().unwrap_or_else(|| panic!("{name} says nothing"));
                assert!(description.ends_with(['.', ')']), "{name}: {description}");
                for word in ["crate::", "[`", "Option", "serialised", "None", "Vec"] {
                    assert!(!description.contains(word), "{name}: {description}");
                }
                *count += 1;
            }
        }
        match schema {
            Value::Object(entries) => entries.iter().for_each(|(_, inner)| speaks(inner, count)),
            Value::Array(items) => items.iter().for_each(|inner| speaks(inner, count)),
            _ => {}
        }
    }
    let mut count = 0;
    for part in Part::ALL {
        let schema = schema(part);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::meta::validate(&schema).expect("a schema of its draft");
        speaks(&schema, &mut count);
    }
    jsonschema::meta::validate(&all()).expect("a schema of its draft");
    assert!(count > 100, "{count} descriptions");
}

#[test]
fn the_command_prints_them_or_writes_them_to_files() {
    let nowhere = Path::new("nowhere");
    let json = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let bundle = carepress(nowhere, &["schema"]);
    assert_eq!((bundle.code, bundle.err.as_str()), (0, ""));
    assert_eq!(json(&bundle.out), all());
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("schemas");
    let target = target.to_str().expect("a name");
    let ran = carepress(nowhere, &["schema", "site", "--output", target]);
    assert_eq!((ran.code, support::html_site::files(folder.path())), (0, vec!["schemas/site.schema.json".to_owned()]));
    let ran = carepress(nowhere, &["schema", "--output", target]);
    assert_eq!((ran.code, ran.out.lines().count(), ran.err.as_str()), (0, 5, ""));
    for part in Part::ALL {
        let printed = carepress(nowhere, &["schema", part.name()]);
        assert_eq!(json(&printed.out), schema(part));
        let mut inside = json(&bundle.out)["$defs"][part.name()].clone();
        inside["$schema"] = schema(part)["$schema"].clone();
        assert_eq!(inside, schema(part));
        let file = folder.path().join(format!("schemas/{}.schema.json", part.name()));
        assert_eq!(fs::read_to_string(file).expect("a file"), printed.out);
    }
    let ran = carepress(nowhere, &["schema", "sites"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("invalid value 'sites'") && ran.err.contains("front-matter, site, claims"), "{}", ran.err);
}

/// What the program reads as a phone number and what an editor's program lets through are the same.
#[test]
fn phone_numbers_are_read_alike() {
    let settings = "name: Clinic\nbase_url: https://clinic.example/\nlanguages: [ar]\nguide: guide.md\n";
    let numbers = [
        ("+44 20 7946 0018", true),
        ("٩٩٧", true),
        ("۹۹۷", true),
        ("９９７", true),
        ("+٩٦٦ ١١ ٢١٢ ٣٣٣٣", true),
        ("＋966 11 212 3333", true),
        ("+44\u{a0}20\u{202f}7946\u{2009}0018", true),
        ("\u{200e}+44 20 7946 0018\u{200f}", true),
        ("\u{2066}997\u{2069}", true),
        ("030‑23125–018", true),
        ("(020) 7946.0018", true),
        ("+44 (0) 20", true),
        ("9", false),
        ("٩", false),
        ("", false),
        ("ask us", false),
        ("٩٩٧ أو", false),
        ("020/7946 0018", false),
        ("020 7946 0018 ext 3", false),
        ("(020 7946", false),
        ("020) 7946", false),
        ("((020)) 7946", false),
        ("++44 20", false),
        ("44+20", false),
        ("4 (+4) 20", false),
        ("99\u{ad}7", false),
        ("99\u{2060}7", false),
        ("99٪7", false),
    ];
    let validator = validator(Part::Site);
    for (number, is_good) in numbers {
        let text = format!("{settings}phones: {{ ar: {{ clinic: \"{number}\" }} }}\n");
        assert_eq!(read(Part::Site, &text).is_empty(), is_good, "the program: {number:?}");
        assert_eq!(validator.is_valid(&data(&text).expect("YAML")), is_good, "the schema: {number:?}");
    }
}
