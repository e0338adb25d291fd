//! Content that nobody writes on purpose, or only to do harm: what is published is a sound page all the same, and what is
//! refused is refused in words.
#![allow(clippy::format_collect, clippy::format_push_string, reason = "inputs read best as the text that they make")]

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support;
use crate::support::html_site::{self, Written, all, text};
use carepress::base::diagnostic::Diagnostic;
use carepress::check::{CHECKS, Run};

/// An article with a body.
fn article(kind: &str, body: &str) -> String {
    reviewed!("A page").replace("article", kind) + body + "\n"
}

/// Checks are switched off that judge what is said, and how: here it is the page that counts.
fn settings() -> String {
    let off: String = CHECKS
        .iter()
        .filter(|check| !matches!(check.run, Run::Reading) && !is_of_links(check.code.as_str()))
        .map(|check| format!("  {}: off\n", check.code.as_str()))
        .collect();
    format!("{}checks:\n{off}", support::base_file("site.yaml"))
}

/// Checks that say where links and pictures lead: a page without them would not be sound.
fn is_of_links(code: &str) -> bool {
    ["broken-", "unsafe-", "missing-image", "missing-page", "unknown-"].iter().any(|part| code.starts_with(part))
}

/// Publishes pages and expects them to be sound.
fn published(files: &str) -> Written {
    let site = support::site(format!("-- site.yaml --\n{}{files}", settings()).as_bytes());
    let target = site.path().join("public");
    let written = html_site::build(site.path(), support::options(), &target);
    assert_eq!(written.faults(), Vec::<String>::new());
    written
}

/// Publishes one page with a body, and gives its text.
fn page_of(kind: &str, body: &str) -> String {
    let written = published(&format!("-- content/page.md --\n{}", article(kind, body)));
    text(all(&written.pages["page/index.html"], "main")[0])
}

fn problems(files: &str) -> Vec<Diagnostic> {
    let site = support::site(format!("-- site.yaml --\n{}{files}", settings()).as_bytes());
    carepress::build::examine(site.path(), support::options()).expect("the folder can be read")
}

fn github(problem: &Diagnostic) -> String {
    let mut out = Vec::new();
    let format = carepress::cli::report::Format::Github;
    carepress::cli::report::print(std::slice::from_ref(problem), format, false, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn problems_of(body: &str) -> Vec<Diagnostic> {
    problems(&format!("-- content/page.md --\n{}", article("article", body)))
}

#[test]
fn headings_never_share_a_name_with_anything_on_their_page() {
    // Every id that a template gives to a part of its own, and those that the build numbers.
    let of_templates =
        carepress::disk::source::theme::TEMPLATES.iter().flat_map(|(_, template)| template.split(" id=\"").skip(1));
    let mut names: Vec<String> = of_templates
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !id.is_empty())
        .map(|id| id.replace('-', " "))
        .collect();
    assert!(names.len() > 3, "the templates name their parts: {names:?}");
    for name in [
        "Source 1",
        "Source 1",
        "Note 1",
        "Note ref 1",
        "Note ref 1 2",
        "Before",
        "Before",
        "Before 2",
        "!",
        "?",
        "İ",
        "Ǆ",
    ] {
        names.push(name.to_owned());
    }
    let body: String =
        names.iter().map(|name| format!("## {name}\n\nWait [](claim:drive-wait)[^a], again[^a].\n\n")).collect();
    page_of("article", &format!("{body}\n[^a]: A note.\n"));
    let questions: String = names.iter().map(|name| format!("## {name}?\n\nYes.\n\n")).collect();
    page_of("faq", &questions);
    let myths: String = names.iter().map(|name| format!("## Myth: {name}\n\n**Fact:** Yes.\n\n")).collect();
    page_of("myths", &myths);
    let terms: String = names
        .iter()
        .filter(|&name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' '))
        .map(|name| name.to_lowercase().replace(' ', "-"))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .map(|id| format!("{id}:\n  en: {{ term: {id}, plain: plain, definition: A word. }}\n"))
        .collect();
    let found = problems(&format!("-- content/glossary.yaml --\n{terms}"));
    let refused = |name: &str| {
        found.iter().any(|p| *p.message == format!("`{name}` is the name of a part of the glossary's own page"))
    };
    assert!(refused("main") && refused("title") && !refused("before"), "{found:?}");
}

#[test]
fn whatever_stands_in_a_heading_is_told_once() {
    let body = "\
## Wait [](claim:drive-wait)[^1], and [the guide](guide.md) *now* with `code` & <https://a.example/>

Words[^1].

## ![Hours](pictures/hours.svg)

> [!WARNING]
> ## Call [us](tel:clinic)[^1] if **you** see [](term:vagus-nerve)
>
> - one

### Do[^1]

- rest

## [](tel:clinic)

## **[](claim:drive-wait)**

[^1]: A note.
";
    let said = page_of("article", body);
    assert!(said.contains("Back to the text (a)"), "{said}");
    page_of("faq", &body.replace("## Wait", "## May I wait").replace("a.example/>", "a.example/>?"));
    page_of(
        "myths",
        &format!(
            "## Myth: [a link](guide.md) & a note[^1]\n\n**Fact:** Yes[^1].\n\n## **Myth:** strong\n\n**Fact:** No.\n\n{body}"
        ),
    );
}

#[test]
fn nothing_is_lost_from_nested_and_odd_markup() {
    let body = "\
1. one
   - two

     ```
     code <b>&amp;
     ```

     > three

   | a | b |
   |---|---|
   | four | [five](guide.md)[^n] |

2. > [!IMPORTANT]
   > ## Six
   >
   > - seven
   >
   > ### More
   >
   > - eight

> [!NOTE]
> nine
>
> > [!TIP]
> > ten
>
> ### Do not
>
> - eleven

[![Twelve](pictures/hours.svg)](guide.md \"a title\")

[thirteen ![Fourteen](pictures/hours.svg) *and* `code`](guide.md#before)

Term
: fifteen

  - sixteen

: seventeen[^n]

- [ ] eighteen
- [x] nineteen

\\~\\~twenty\\~\\~ H2O x^2^ $x$ :smile: &copy; &#65; &nbsp; \\* ***all*** __bold__

https://plain.example/ and <nurse@clinic.example> and [shortcut] and [full][guide].

[shortcut]: guide.md
[guide]: guide.md#before

Hard  \nbreak\\
again

***

    indented code

| only | head |
|:----:|-----:|

[^n]: twenty-one

    - twenty-two[^m]

    ```
    twenty-three
    ```
[^m]: twenty-four [back](guide.md)
";
    let said = page_of("article", body);
    for word in [
        "one",
        "two",
        "code <b>&amp;",
        "three",
        "four",
        "five",
        "Six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "thirteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "twenty-one",
        "twenty-two",
        "twenty-three",
        "twenty-four",
        "only",
        "again",
        "indented code",
    ] {
        assert!(said.contains(word), "{word} is lost from {said}");
    }
}

#[test]
fn no_link_stands_in_a_link() {
    for (link, message) in [
        ("[a [b](guide.md) c](index.md)", "this was meant as a link, but isn't one"),
        ("[a note[^1] in a link](guide.md)\n\n[^1]: A note.", "this was meant as a link, but isn't one"),
        ("[a [](claim:drive-wait) in a link](guide.md)", "this was meant as a link, but isn't one"),
        (
            "[a ![picture with a [link](guide.md)](pictures/hours.svg)](guide.md)",
            "this was meant as a link, but isn't one",
        ),
        ("[a file](after your session.md)", "this was meant as a link, but isn't one"),
        ("[a <nurse@a.example> in a link](guide.md)", "a link in a link"),
    ] {
        let found = problems_of(link);
        assert_eq!(found.iter().map(|problem| &*problem.message).collect::<Vec<_>>(), [message], "{link}");
        // Switched to a warning, it is published: not as a link in a link.
        let settings = settings() + "  broken-link: warning\n";
        published(&format!("-- site.yaml --\n{settings}-- content/page.md --\n{}", article("article", link)));
    }
    for text in ["[square brackets] (and round ones)", "\\[a](b)", "`[a](b c)`", "a \\[^1] mark"] {
        assert_eq!(problems_of(text), Vec::new(), "{text}");
    }
}

#[test]
fn a_do_list_is_one_wherever_it_stands() {
    for (before, mark) in [
        ("", ""),
        ("> [!WARNING]\n> ## Call us if:\n>\n> - you feel unwell\n>\n", "> "),
        ("> [!NOTE]\n> Words.\n>\n", "> "),
    ] {
        let body = format!("{before}{mark}### Do not\n{mark}\n{mark}- drive\n{mark}- drink\n");
        let written = published(&format!("-- content/page.md --\n{}", article("article", &body)));
        assert_eq!(all(&written.pages["page/index.html"], ".do-list.do-not li").len(), 2, "{body}");
    }
}

#[test]
fn a_note_that_is_not_written_or_not_used_is_reported() {
    let found = problems_of("A mark[^1] without its note.\n");
    let said: Vec<&str> = found.iter().map(|problem| &*problem.message).collect();
    assert_eq!(said, ["no line defines the note `[^1]`"]);
    let found = problems_of("Words.\n\n[^1]: A note without its mark.\n");
    let said: Vec<&str> = found.iter().map(|problem| &*problem.message).collect();
    assert_eq!(said, ["nothing leads to the note `[^1]`"]);
}

#[test]
fn odd_files_are_pages_or_problems_and_never_a_panic() {
    for (text, code) in [
        ("", "missing-front-matter"),
        ("\n\n\n", "missing-front-matter"),
        ("---", "missing-front-matter"),
        ("---\n", "missing-front-matter"),
        ("---\n---", "missing-field"),
        ("---\n- a\n- b\n---\n", "wrong-type"),
        ("---\ntitle\n---\n", "wrong-type"),
        ("---\n\"\n---\n", "yaml-syntax"),
        ("---\n{\n---\n", "yaml-syntax"),
        ("---\n\t\n---\n", "missing-field"),
        ("---\r---\r", "missing-front-matter"),
        ("---\ntitle: \"\\u0000\"\nsummary: y\nkind: article\n---\n", ""),
        ("---\ntitle: x\nsummary: y\nkind: article\norder: -9223372036854775808\n---\n", ""),
        ("---\ntitle: x\nsummary: y\nkind: article\norder: 9223372036854775807\n---\n", ""),
        ("---\ntitle: x\nsummary: y\nkind: article\norder: 9223372036854775808\n---\n", "wrong-type"),
        ("---\ntitle: x\nsummary: y\nkind: article\n---\n\u{0}\u{1}\u{feff}\u{202e}\n", ""),
        ("---\ntitle: x\nsummary: y\nkind: article\npublish_on: 0000-01-01\nexpires_on: 9999-12-31\n---\n", ""),
        (
            "---\ntitle: x\nsummary: y\nkind: guide\nguide: guide.md\n---\n\n[me](odd.md) [me](#) [me](./odd.md)\n",
            "broken-anchor",
        ),
    ] {
        // An empty text would take the file away.
        let text = if text.is_empty() { " " } else { text };
        let text = text.replace("summary: x\n", "summary: Rest.\nreview: { version: draft }\n");
        let found = problems(&format!("-- content/odd.md --\n{text}"));
        assert_eq!(found.is_empty(), code.is_empty(), "{text:?}: {found:?}");
        assert!(code.is_empty() || found.iter().any(|problem| problem.code.as_str() == code), "{text:?}: {found:?}");
    }
}

#[test]
fn names_of_any_script_are_addresses() {
    let page = |title: &str| article("article", "Words, and [the guide](GUIDE).\n").replace("A page", title);
    let written = published(&format!(
        "-- content/écoute moi.md --\n{}-- content/مرحبا.md --\n{}-- content/睡眠/index.md --\n{}-- content/睡眠/昼寝.md --\n{}-- content/Über & So.md --\n{}",
        page("É").replace("GUIDE", "guide.md"),
        page("م").replace("GUIDE", "guide.md"),
        page("睡").replace("GUIDE", "../guide.md"),
        page("昼").replace("GUIDE", "../%C3%A9coute%20moi.md"),
        page("Ü").replace("GUIDE", "<écoute moi.md>"),
    ));
    for path in ["écoute-moi", "مرحبا", "睡眠", "睡眠/昼寝", "über-so"] {
        assert!(written.pages.contains_key(&format!("{path}/index.html")), "{path}: {:?}", written.pages.keys());
    }
}

#[test]
fn the_work_stays_in_step_with_the_text() {
    type Hostile = fn(usize) -> String;
    let texts: [(&str, Hostile); 22] = [
        ("quotes", |n| ">".repeat(n / 20) + " deep"),
        ("lists", |n| "- ".repeat(n / 20)),
        ("brackets", |n| "[".repeat(n)),
        ("closed brackets", |n| "[]".repeat(n / 2)),
        ("links that are none", |n| "[a](b c) ".repeat(n / 100)),
        ("pictures", |n| "![".repeat(n / 2)),
        ("stars", |n| "*a ".repeat(n / 3)),
        ("backticks", |n| (1..n).take_while(|k| k * k < n).map(|k| "`".repeat(k) + " ").collect()),
        ("angles", |n| "<".repeat(n)),
        ("comments", |n| "<!-- ".repeat(n / 5)),
        ("one line", |n| "word ".repeat(n / 5)),
        ("headings", |n| "# x\n\n".repeat(n / 20)),
        ("links", |n| "[a](nowhere.md) ".repeat(n / 200)),
        ("definitions", |n| (0..n / 20).map(|k| format!("[a{k}]: guide.md\n")).collect()),
        ("notes", |n| (0..n / 100).map(|k| format!("[^{k}]\n\n[^{k}]: x\n\n")).collect()),
        ("table", |n| format!("|{}\n|{}\n", "a|".repeat(n / 40), "-|".repeat(n / 40))),
        ("tasks", |n| "- [ ] x\n".repeat(n / 80)),
        ("tildes", |n| "~~a ~".repeat(n / 50)),
        ("an address without end", |n| "https://www.a@b.c/(".repeat(n / 19)),
        ("addresses", |n| "www.a.b c@d.e ".repeat(n / 200)),
        ("entities", |n| "&amp;".repeat(n / 5)),
        ("signs of other alphabets", |n| "é\u{202e}\u{0}".repeat(n / 6)),
    ];
    let claim = |k| format!("c{k}: {{ topic: t, population: p, value: {k}, unit: u, sources: [nowhere] }}\n");
    let registry = |n: usize| format!("-- content/claims.yaml --\n{}", (0..n / 100).map(claim).collect::<String>());
    let front = |n: usize| {
        let related: String = (0..n / 200).map(|k| format!("  - nowhere-{k}.md\n")).collect();
        let page =
            article("article", "Words.\n").replace("kind: article\n", &format!("kind: article\nrelated:\n{related}"));
        format!("-- content/page.md --\n{page}")
    };
    let bodies = texts.iter().map(|(name, text)| {
        (
            *name,
            Box::new(move |n| format!("-- content/page.md --\n{}", article("article", &text(n))))
                as Box<dyn Fn(usize) -> String>,
        )
    });
    let files = bodies
        .chain([("claims", Box::new(registry) as Box<dyn Fn(usize) -> String>), ("front matter", Box::new(front))]);
    for (name, files) in files {
        let time = |n: usize| {
            let files = files(n);
            let begun = Instant::now();
            drop(problems(&files));
            begun.elapsed()
        };
        // Four times the text takes four times the time, and sixteen where each part looks at all others. What is over
        // in a second harms nobody, and a busy machine is asked again.
        let in_step = |n: usize| {
            let (short, long) = (time(n), time(4 * n));
            long < Duration::from_secs(1) || long < short * 9
        };
        assert!(in_step(60_000) || in_step(60_000) || in_step(60_000), "{name}: the work outgrows the text");
    }
}

#[test]
fn what_content_says_can_not_take_hold_of_a_page_or_a_terminal() {
    let evil = "</script><script>alert(1)</script>\" onload=\"x' & <b>";
    let quoted = serde_json::Value::from(evil).to_string();
    let files = format!(
        "-- content/page.md --\n{}-- content/sources.yaml --\nnotes-2020:\n  title: {quoted}\n  authors: {quoted}\n  note: {quoted}\n",
        article(
            "faq",
            &format!(
                "## {}?\n\n`{evil}` ![{0}](pictures/hours.svg \"a &quot; b\") and words.\n",
                evil.replace('<', "\\<")
            )
        )
        .replace("A page", "X")
        .replace("title: X", &format!("title: {quoted}\naudience: {quoted}\ntopics: [{quoted}]\nsources: [notes-2020]"))
        .replace("summary: It is short.", &format!("summary: {quoted}")),
    );
    let written = published(&files);
    let page = &written.pages["page/index.html"];
    assert_eq!(all(page, "script").len(), 1, "only the data for machines");
    assert_eq!(all(page, "[onload]").len(), 0);
    assert_eq!(text(all(page, "h1")[0]), evil);
    for link in ["%1b[2Jx.md", "a%0ab.md", "claim:%1b", "\u{1b}[31m.md", "#\u{9b}x"] {
        for problem in problems_of(&format!("[x](<{link}>)\n")) {
            for said in [carepress::cli::report::human(&problem, false), github(&problem)] {
                assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
            }
        }
    }
}

#[test]
fn a_site_is_read_whole_whatever_its_shape() {
    // Sections in sections, guides in guides, links to oneself and in circles.
    let mut files = String::new();
    let mut folder = String::from("content");
    for depth in 1..=12 {
        folder += &format!("/level-{depth}");
        files +=
            &format!("-- {folder}/index.md --\n{}", article("article", "[me](index.md) and [next](page.md#here).\n"));
        files += &format!(
            "-- {folder}/page.md --\n{}",
            article("article", "## Here\n\n[up](index.md), [me](page.md#here).\n")
        );
    }
    let written = published(&files);
    assert!(written.pages.len() > 24);
    let deepest = written.pages.keys().find(|path| path.contains("level-12/page")).expect("the deepest page").clone();
    assert_eq!(written.files_of(&deepest, "nav.breadcrumb a").len(), 14, "home, the guide, twelve sections");
    assert!(Path::new(&deepest).components().count() > 12);
}
