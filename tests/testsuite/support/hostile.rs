//! Small sites out of hostile pieces of text: a piece in every field of every file, and in every construct of Markdown.

use std::fs;
use std::path::Path;

/// Pieces that have broken out of some generator, somewhere, or that a file system or a browser reads in its own way.
pub(crate) const PIECES: [&str; 64] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "</style></textarea></noscript></template>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "` onload=alert(1) `",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript&colon;alert(1)",
    "&#x6A;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example",
    "https://evil.example/\"onclick=\"alert(1)",
    "https://evil.example/'><b>",
    "<!-- -->",
    "--><script>",
    "<![CDATA[x]]>",
    "]]>",
    "<?php x ?>",
    "&lt;script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&quot;&gt;&lt;b&gt;",
    "&amp;lt;b&amp;gt;",
    "&",
    "&#0;",
    "&#xD800;",
    "{{ 7 * 7 }}",
    "{% include \"/etc/passwd\" %}",
    "{{ __tera_context }}",
    "{# x #}",
    "{{<x />}}",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<iframe src=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)>",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/",
    "..\\..\\x",
    "/etc/passwd",
    "CON",
    "nul.txt",
    "a.",
    " a ",
    "\u{202e}gnp.exe",
    "\u{2028}\u{2029}",
    "\u{feff}",
    "\u{0}",
    "\u{1}\u{8}\u{1b}[31m",
    "\u{7f}\u{85}",
    "e\u{301}\u{300}\u{302}",
    "](javascript:alert(1))",
    "\n\n<script>alert(1)</script>\n\n",
    "\n---\ntitle: x\n---\n",
    "x | y \n> [!CAUTION]\n> ## z",
];

/// A text between quotes, as YAML and JSON write it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A name that a file can have on this machine: what it can't have at all is left out.
fn file_name(text: &str) -> String {
    let mut name: String = text.chars().filter(|c| *c != '/' && *c != '\0').collect();
    while name.len() > 200 {
        name.pop();
    }
    name
}

/// The files of a site by path, with `next` giving the pieces. With `wild`, names and addresses are hostile as well, and
/// the site is hardly ever without errors.
pub(crate) fn site(next: &mut dyn FnMut() -> String, wild: bool) -> Vec<(String, String)> {
    let mut q = || quoted(&next());
    let settings = format!(
        "name: {}\nbase_url: https://clinic.example/\nlanguages: [en]\nguide: guide.md\nsample: true\nphones:\n  en: {{ clinic: \"+44 20 7946 0018\", emergency: \"999\" }}\nwords:\n  en: {{ plain: {{ {}: {} }}, banned: {{ {}: {} }}, acronyms: [{}], allow: [{}] }}\n",
        q(),
        q(),
        q(),
        q(),
        q(),
        q(),
        q()
    );
    let claims = format!(
        "c:\n  topic: {}\n  population: {}\n  value: 30\n  unit: {}\n  wording: {{ en: [{}, {}] }}\n  certainty: firm\n  sources: [s, t]\np:\n  topic: {}\n  population: adults\n  value: 24\n  of: 100\n  unit: people\n  wording: {{ en: [{}] }}\n  sources: [s]\n",
        q(),
        q(),
        q(),
        q(),
        q(),
        q(),
        q()
    );
    let glossary =
        format!("t:\n  en: {{ term: {}, plain: {}, definition: {}, also: [{}, {}] }}\n", q(), q(), q(), q(), q());
    let sources = format!(
        "s: {{ authors: {}, year: 2020, title: {}, journal: {}, doi: {}, note: {} }}\nt: {{ title: {}, url: {} }}\n",
        q(),
        q(),
        q(),
        q(),
        q(),
        q(),
        q()
    );
    let mut front = |kind: &str, order: u32| {
        let addresses = if wild {
            format!("slug: {}\naliases: [{}, {}]\nrelated: [{}]\nguide: {}\n", q(), q(), q(), q(), q())
        } else {
            format!("aliases: [/old-{kind}/]\nrelated: [guide.md]\n")
        };
        format!(
            "---\ntitle: {}\nsummary: {}\nkind: {kind}\norder: {order}\naudience: {}\ntopics: [{}, {}]\nsources: [s, t]\ncodes: [{{ system: icd-10, code: {} }}]\nreview: {{ reviewed_by: {}, last_reviewed: 2026-05-03, next_review: 2028-05-03, version: {} }}\nwaivers: [{{ check: long-list, reason: {}, by: {}, until: 2028-01-01 }}]\n{addresses}---\n\n",
            q(),
            q(),
            q(),
            q(),
            q(),
            q(),
            q(),
            q(),
            q(),
            q()
        )
    };
    let fronts = ["article", "guide", "article", "myths", "faq"]
        .map(|kind| front(kind, u32::try_from(kind.len()).unwrap_or_default()));
    let names = ["index", "guide", "page", "myths", "faq"];
    let mut files = vec![
        ("site.yaml".to_owned(), settings),
        ("content/claims.yaml".to_owned(), claims),
        ("content/glossary.yaml".to_owned(), glossary),
        ("content/sources.yaml".to_owned(), sources),
    ];
    for (name, front) in names.into_iter().zip(fronts) {
        files.push((format!("content/{name}.md"), front + &body(next)));
    }
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    files.push(("content/pictures/a.svg".to_owned(), picture.to_owned()));
    if wild {
        let words = include_str!("../../../templates/words/en.yaml");
        files.push(("templates/words/en.yaml".to_owned(), hostile_words(words, next)));
        for (folder, ending) in [("content", "md"), ("content/pictures", "png"), ("static", "txt")] {
            let name = file_name(&next());
            files.push((format!("{folder}/{name}x.{ending}"), next()));
        }
    }
    files
}

/// The words of a language with a hostile piece behind every one that is plain text.
fn hostile_words(words: &str, next: &mut dyn FnMut() -> String) -> String {
    let mut out = String::new();
    for line in words.lines() {
        let key = line.split(": ").next().unwrap_or_default();
        let is_text = line.contains(": ") && !line.starts_with('#') && !key.contains(['{', '"']);
        if is_text && !["direction", "date", "months"].contains(&key.trim()) && !line.ends_with('[') {
            out.extend([key, ": ", &quoted(&format!("Word{}", next())), "\n"]);
        } else {
            out.extend([line, "\n"]);
        }
    }
    out
}

/// Every construct of Markdown, with a piece in every place that takes words.
fn body(next: &mut dyn FnMut() -> String) -> String {
    let mut n = || next();
    let parts = [
        format!("## {} {{#{}}}\n", n(), n()),
        format!("[{}]({} \"{}\") and [{}](<{}>)\n", n(), n(), n(), n(), n()),
        format!("![{}]({} \"{}\")\n", n(), n(), n()),
        format!("![{}](pictures/a.svg \"{}\") and ![{}](pictures/a.svg)\n", n(), n(), n()),
        format!("![{}](pictures/a.svg \"{}\")\n", n(), n()),
        format!("![{}](claim:p \"{}\")\n", n(), n()),
        format!("<{}> <https://{}> <{}@clinic.example> https://{}\n", n(), n(), n(), n()),
        format!("[{}][r] and [{}][]\n\n[r]: {} \"{}\"\n[x]: <{}> '{}'\n", n(), n(), n(), n(), n(), n()),
        format!("Words[^{0}] and[^1].\n\n[^{0}]: {1}\n[^1]: {2}\n", n(), n(), n()),
        format!("```{}\n{}\n```\n\n~~~ {} ~~~\n{}\n~~~\n", n(), n(), n(), n()),
        format!("    {}\n\n`{}` ``{}``\n", n(), n(), n()),
        format!("| {} | {} |\n|:-:|--:|\n| {} | {} |\n| {} |\n", n(), n(), n(), n(), n()),
        format!("> [!CAUTION]\n> ## {}\n> - {}\n\n> [!{}]\n> {}\n", n(), n(), n(), n()),
        format!("### Do\n\n- {}\n- {}\n\n### Do not\n\n- {}\n", n(), n(), n()),
        format!("{}\n: {}\n\n1. {}\n2. - {}\n", n(), n(), n(), n()),
        format!("[](claim:c) [{}](claim:c) [](term:t) [{}](term:t) [{}](tel:clinic) [](tel:clinic)\n", n(), n(), n()),
        format!("## Myth: {}\n\n**Fact:** {}\n", n(), n()),
        format!("## {}?\n\n{} *{}* **{}** ***{}***\n", n(), n(), n(), n(), n()),
        format!("[{}](page.md#{}) [{}](../{}) [{}](#{})\n", n(), n(), n(), n(), n(), n()),
        format!("&{}; \\{} {}\n\n{}\n===\n", n(), n(), n(), n()),
    ];
    parts.map(|part| part + "\n").concat()
}

/// Writes the files below a folder. A name that the file system refuses is passed over.
pub(crate) fn lay(root: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let file = root.join(path);
        if let Some(folder) = file.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = fs::write(file, text);
    }
}
