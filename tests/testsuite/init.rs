//! `carepress init` as a newcomer meets it: in an empty folder, with nothing of this repository beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::files;
use crate::support::program::carepress;
use carepress::base::yaml;
use carepress::content::references::{Citation, Claim};
use carepress::disk::source::theme::WORDS;
use serde_json::Value;
use tempfile::TempDir;

/// A new site, made in a script, with some options.
fn made(options: &[&str]) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("my clinic");
    let arguments = [&["init", site.to_str().expect("a name")], options].concat();
    let ran = carepress(Path::new("nowhere"), &arguments);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{options:?}");
    (folder, ran.out)
}

/// What a clinic would answer.
const ANSWERS: [&str; 8] =
    ["--name", "Café \"Ruhe\"", "--address", "https://ruhe.example", "--phone", "+43 1 2345", "--emergency", "144"];

#[test]
fn a_new_site_in_every_language_is_clean_and_builds() {
    for (language, _) in WORDS {
        let (folder, _) = made(&[&["--language", language], &ANSWERS[..]].concat());
        let site = folder.path().join("my clinic");
        let ran = carepress(&site, &["check", "--strict"]);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "0 errors, 0 warnings\n", ""), "{language}");
        let ran = carepress(&site, &["build", "--strict"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{language}");
        let home = fs::read_to_string(site.join("public/index.html")).expect("the home page");
        assert!(home.contains(&format!("<html lang=\"{language}\"")), "{language}");
        assert!(home.contains("href=\"tel:144\""), "{language}: the emergency number comes from site.yaml");
        // It names no reviewer, and every page says that nobody has reviewed it.
        for path in files(&site.join("content")).iter().filter(|path| !path.contains(".yaml")) {
            let text = fs::read_to_string(site.join("content").join(path)).expect("an article");
            assert!(text.contains("\nreview:\n  version: \"0.1\"\n---\n"), "{language}: {path}");
        }
    }
}

#[test]
fn what_the_starter_states_is_what_this_site_states() {
    let read = |path: &str| fs::read_to_string(path).expect("a file");
    let claims: BTreeMap<String, Claim> = yaml::parse(&read("content/claims.yaml")).expect("claims");
    let sources: BTreeMap<String, Citation> = yaml::parse(&read("content/sources.yaml")).expect("sources");
    for (language, _) in WORDS {
        let below = |name: &str| read(&format!("src/cli/init/starter/{language}/{name}.yaml"));
        let stated: BTreeMap<String, Claim> = yaml::parse(&below("claims")).expect("claims");
        for (id, claim) in stated {
            assert_eq!((claim.figures(), &claim.sources), (claims[&id].figures(), &claims[&id].sources), "{language}");
        }
        let cited: BTreeMap<String, Citation> = yaml::parse(&below("sources")).expect("sources");
        for (id, source) in cited {
            let ours = &sources[&id];
            assert_eq!(
                (source.title, source.journal, source.doi),
                (ours.title.clone(), ours.journal.clone(), ours.doi.clone())
            );
        }
    }
}

#[test]
fn what_is_not_known_is_marked_and_named() {
    let (folder, said) = made(&[]);
    let site = folder.path().join("my clinic");
    let settings = fs::read_to_string(site.join("site.yaml")).expect("the settings");
    let marked: Vec<usize> = settings
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("# TO FILL IN: "))
        .map(|(index, _)| index + 1)
        .collect();
    assert_eq!(marked.len(), 4, "{settings}");
    for line in &marked {
        assert!(said.contains(&format!("\n  line {line} ")), "{said}");
    }
    let shown = said.replace(folder.path().to_str().expect("a path"), "FOLDER");
    support::snapshots::kept("command/init.txt", &shown);
    let (folder, said) = made(&ANSWERS);
    let settings = fs::read_to_string(folder.path().join("my clinic/site.yaml")).expect("the settings");
    assert!(!settings.contains("TO FILL IN") && !said.contains("fill in"), "{settings}{said}");
    for line in [
        "name: \"Café \\\"Ruhe\\\"\"",
        "base_url: \"https://ruhe.example\"",
        "    clinic: \"+43 1 2345\"",
        "    emergency: \"144\"",
    ] {
        assert!(settings.contains(&format!("{line}\n")), "{line} in {settings}");
    }
    let ran = carepress(&folder.path().join("my clinic"), &["build", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// The preview shows such a site: see `a_site_with_open_questions_is_shown`.
#[test]
fn what_is_not_known_is_not_published() {
    let fiction = ["--name", "A", "--address", "https://a.example", "--phone", "+44 1632 960123", "--emergency", "999"];
    for (options, open) in [(&[][..], 4), (&ANSWERS[..4], 2), (&fiction, 1)] {
        let (folder, said) = made(options);
        let site = folder.path().join("my clinic");
        let ran = carepress(&site, &["build"]);
        assert_eq!((ran.code, ran.err.matches("error[").count()), (1, open), "{}", ran.err);
        assert_eq!(ran.err.matches("error[unanswered-setting]: this line is still to be filled in").count(), open);
        assert_eq!(said.matches("\n  line ").count(), open, "{said}");
        assert!(!site.join("public").exists());
    }
}

#[test]
fn only_a_folder_that_holds_nothing_is_taken() {
    for there in [".git/config", "notes.txt", "site.yaml"] {
        let folder = tempfile::tempdir().expect("a folder");
        support::lay(folder.path(), format!("-- {there} --\nmine\n").as_bytes());
        let shown = folder.path().display();
        let ran = carepress(Path::new("nowhere"), &["init", folder.path().to_str().expect("a name")]);
        let first = there.split('/').next().expect("a part");
        let says =
            format!("carepress: {shown} is not empty (it holds {first}); nothing was written; name a new folder\n");
        assert_eq!((ran.code, ran.out.as_str(), ran.err), (2, "", says));
        assert_eq!(files(folder.path()), [there]);
        assert_eq!(fs::read(folder.path().join(there)).expect("the file"), b"mine\n");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("written");
    let ran = carepress(Path::new("nowhere"), &["init", file.to_str().expect("a name")]);
    assert_eq!((ran.code, ran.err), (2, format!("carepress: {} is a file, and not a folder\n", file.display())));
    let ran = carepress(Path::new("nowhere"), &["init", folder.path().join("a/b").to_str().expect("a name")]);
    assert_eq!(ran.code, 0, "folders above it are made");
}

#[test]
fn what_can_not_be_used_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    for (options, says) in [
        (["--address", "clinic.example"], "\"clinic.example\" is not a web address; write the whole address"),
        (["--address", "a, which b"], "\"a, which b\" is not a web address; write the whole address"),
        (["--phone", "ask at the desk"], "\"ask at the desk\" is not a phone number; write digits"),
        (["--phone", "+44 (0)300 311 22 33"], "\"+44 (0)300 311 22 33\" has a (0) in it, which phones dial along"),
        (["--phone", "0300 311 22 33"], "\"0300 311 22 33\" has no code of its country in front; write the code"),
        (["--phone", "999"], "\"999\" is a number that people call in an emergency, and not the clinic's; write"),
        (["--emergency", "99"], "\"99\" calls for help in no country; write the emergency number of your country"),
        (["--emergency", "+44 300 311 22 33"], "\"+44 300 311 22 33\" is not a number for emergencies; write"),
        (
            ["--language", "fr"],
            "a site can't begin in the language `fr`; begin in one of en, ar, de, es, pt-br, and add yours later",
        ),
        (["--language", "pt"], "a site can't begin in the language `pt`; begin in one of en, ar, de, es, pt-br"),
        (["--name", " "], "an empty answer says nothing; leave the option out to fill it in later"),
    ] {
        let ran = carepress(Path::new("nowhere"), &[&["init", site.to_str().expect("a name")][..], &options].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{options:?}");
        assert!(ran.err.starts_with(&format!("carepress: {says}")), "{}", ran.err);
        assert!(!site.exists());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_asked() {
    use support::terminal::carepress_at_terminal;
    let folder = tempfile::tempdir().expect("a folder");
    let typed = "german\n3\nPraxis am Markt\npraxis.example\nhttps://praxis.example/\n\n+44 20 7946 0123\n115\n9\n4\n+43 (0)1 2345\n+43 1 2345\n112\n4\n\n\n";
    let ran = carepress_at_terminal(folder.path(), &["init", "praxis"], typed);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for said in [
        "In which language will patients read the site?\n  1  en     English\n",
        "type a number from 1 to 5, or one of the names",
        "The web address of the site, such as https://clinic.example/: ",
        "\"praxis.example\" is not a web address; write the whole address",
        "\"+44 20 7946 0123\" is not a number for emergencies; write the emergency number of your country",
        "  1  Language          Deutsch\n  2  Name              Praxis am Markt\n",
        "  4  Phone number      (to be filled in later)\n  5  Emergency number  115\n",
        "type a number from 1 to 5, or press Enter",
        "\"+43 (0)1 2345\" has a (0) in it, which phones dial along with the rest; write \"+43 1 2345\"",
        "\"115\" calls for help in another country than the clinic's (+43)",
        "  4  Phone number      +43 1 2345\n  5  Emergency number  112\n",
    ] {
        assert!(ran.err.contains(said), "{said} in {}", ran.err);
    }
    let settings = fs::read_to_string(folder.path().join("praxis/site.yaml")).expect("the settings");
    for line in [
        "name: \"Praxis am Markt\"",
        "base_url: \"https://praxis.example/\"",
        "languages: [de]",
        "    emergency: \"112\"",
    ] {
        assert!(settings.contains(&format!("{line}\n")), "{line} in {settings}");
    }
    assert_eq!(settings.matches("TO FILL IN").count(), 1, "{settings}");
    assert!(ran.out.contains("the clinic's number") && ran.out.contains("  cd praxis\n"), "{}", ran.out);
    // Ctrl-D in the middle, and nothing is left behind.
    let ran = carepress_at_terminal(folder.path(), &["init", "other", "--language", "en"], "My clinic\n\u{4}");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.ends_with("carepress: stopped; nothing was written\n"), "{}", ran.err);
    assert!(!folder.path().join("other").exists());
    // Who gives all on the command line is asked nothing.
    let all = [
        "init",
        "third",
        "--language",
        "en",
        "--name",
        "A",
        "--address",
        "https://a.example",
        "--phone",
        "+43 1 2345",
        "--emergency",
        "144",
    ];
    assert_eq!(carepress_at_terminal(folder.path(), &all, "").err, "");
}

#[test]
fn the_text_editor_is_set_up() {
    let (folder, _) = made(&[]);
    let site = folder.path().join("my clinic");
    let json = |path: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(site.join(path)).expect("a file")).expect("JSON")
    };
    let schemas = json(".vscode/settings.json")["yaml.schemas"].clone();
    let mut valid = 0;
    for (schema, file) in schemas.as_object().expect("a list") {
        let schema = json(schema.strip_prefix("./").expect("from the site's folder"));
        let text = fs::read_to_string(site.join(file.as_str().expect("a path"))).expect("the file that it is for");
        let data: Value = serde_yaml::from_str(&text).expect("YAML");
        jsonschema::validate(&schema, &data).unwrap_or_else(|error| panic!("{file}: {error}"));
        valid += 1;
    }
    assert_eq!(valid, 4);
    let extensions = json(".vscode/extensions.json");
    assert_eq!(extensions["recommendations"].as_array().map(Vec::len), Some(2));
    // The form shows every line that an article can have but lists of groups, which it can't write as they are.
    let form = json("frontmatter.json")["frontMatter.taxonomy.contentTypes"][0]["fields"].clone();
    let shown: Vec<&str> =
        form.as_array().expect("fields").iter().map(|field| field["name"].as_str().expect("a name")).collect();
    let lines = json(".vscode/schemas/front-matter.schema.json")["properties"].clone();
    let mut lines: Vec<&str> = lines.as_object().expect("lines").keys().map(String::as_str).collect();
    lines.retain(|line| !["codes", "waivers"].contains(line));
    assert_eq!(shown, lines);
}
