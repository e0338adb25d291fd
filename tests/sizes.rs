//! Hostile sizes: four times as much of anything takes about four times as long, never sixteen, and ends in a page or in
//! plain words. Two sizes are compared, so that the speed of the machine does not matter.

#[macro_use]
#[allow(dead_code, reason = "this program uses a part of it")]
#[path = "testsuite/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use carepress::render;

/// A hostile text of a size.
type Make = fn(usize) -> String;

const FRONT: &str = reviewed!("A page");

/// Four times the work takes four times as long; a square would be sixteen.
const MOST: u32 = 9;

/// A line for each number below a size.
fn numbered(size: usize, line: fn(usize) -> String) -> String {
    (0..size).map(line).collect()
}

const BODIES: [(&str, Make); 48] = [
    ("a bracket too many before each number", |n| "[[9](tel:clinic) ".repeat(n * 4)),
    ("numbers behind words", |n| "call [9](tel:clinic) ".repeat(n * 4)),
    ("parts to fill in on one line", |n| "TO FILL IN ".repeat(n * 20)),
    ("one long line", |n| "word ".repeat(n * 20)),
    ("one long word", |n| "x".repeat(n * 100)),
    ("deep quotes", |n| ">".repeat(n) + " x\n"),
    ("deep lists", |n| "- ".repeat(n) + "x\n"),
    ("links", |n| "[a](guide.md) ".repeat(n)),
    ("links to nowhere", |n| numbered(n, |i| format!("[a](gide{i}.md)\n\n"))),
    ("names of links", |n| {
        numbered(n, |i| format!("[r{i}]: guide.md\n")) + "\n" + &numbered(n, |i| format!("[r{i}]\n"))
    }),
    ("undefined names", |n| "[a][b]\n".repeat(n)),
    ("notes", |n| numbered(n, |i| format!("w[^{i}]\n")) + "\n" + &numbered(n, |i| format!("[^{i}]: n\n\n"))),
    ("marks of one note", |n| "w[^1] ".repeat(n) + "\n\n[^1]: n\n"),
    ("unclosed brackets", |n| "[".repeat(n * 4)),
    ("unclosed pictures", |n| "![a](".repeat(n)),
    ("unclosed stars", |n| "*a **b ".repeat(n)),
    ("emphasis", |n| "*a* ".repeat(n)),
    ("HTML on one line", |n| "<b>".repeat(n)),
    ("unclosed code", |n| (1..n / 20).map(|i| "`".repeat(i) + " ").collect()),
    ("an unclosed fence", |n| "```\n".to_owned() + &"x\n".repeat(n * 4)),
    ("unclosed HTML", |n| "<a>".repeat(n)),
    ("HTML closed by another name", |n| "<a>".repeat(n) + &"</b>".repeat(n)),
    ("unclosed comments", |n| "<!-- <? <![CDATA[ ".repeat(n)),
    ("entities", |n| "&amp;&#x41;&".repeat(n)),
    ("a wide table", |n| format!("{}|\n{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n), "|b".repeat(n))),
    ("a tall table", |n| "|a|b|\n|-|-|\n".to_owned() + &"|a|b|\n".repeat(n)),
    ("headings of one name", |n| "## a\n\n".repeat(n)),
    ("headings", |n| numbered(n, |i| format!("## a{i}\n\n"))),
    ("a long heading", |n| "## ".to_owned() + &"a ".repeat(n * 4)),
    ("sentences", |n| "Rest now. ".repeat(n * 4)),
    ("figures", |n| "1 in 100 people, for 2 hours. ".repeat(n)),
    ("digits", |n| "1".repeat(n * 20)),
    ("phone numbers", |n| "Call +44 20 7946 0018. ".repeat(n)),
    ("short forms", |n| numbered(n, |i| format!("A{}B ", "CDEFGH".chars().nth(i % 6).expect("a letter")))),
    ("claims", |n| "[](claim:drive-wait) ".repeat(n)),
    ("terms", |n| "[](term:vagus-nerve) ".repeat(n)),
    ("pictures", |n| "![a](pictures/hours.svg)\n\n".repeat(n)),
    ("cards", |n| "> [!TIP]\n> x\n\n".repeat(n)),
    ("do-lists", |n| "### Do\n\n- x\n\n".repeat(n)),
    ("definitions", |n| "a\n: b\n\n".repeat(n)),
    ("addresses", |n| "<https://a.example> <a@b.example> ".repeat(n)),
    ("items", |n| "- x\n".repeat(n * 2)),
    ("backslashes", |n| "\\".repeat(n * 4)),
    ("brackets", |n| "([a](".repeat(n)),
    ("brackets of a lost link and a square one", |n| "[a](b[c](d] ".repeat(n)),
    ("markers that define a link", |n| "[!TIP]: x ".repeat(n)),
    ("unclosed titles", |n| "[a](b \"".repeat(n)),
    ("accents", |n| "e".to_owned() + &"\u{301}".repeat(n * 4)),
];

const FRONTS: [(&str, Make); 15] = [
    ("a long title", |n| format!("title: {}\n", "x".repeat(n * 20))),
    ("deep lists in front matter", |n| format!("title: {}", "[".repeat(n))),
    ("deep mappings in front matter", |n| format!("title: {}", "{a: ".repeat(n))),
    ("unknown keys", |n| numbered(n, |i| format!("k{i}: x\n"))),
    ("a key again and again", |n| "title: x\n".repeat(n)),
    ("lines that are no YAML", |n| "title: a: b: c\n".repeat(n)),
    ("a huge key", |n| "k".repeat(n * 20) + ": x\n"),
    ("anchors and aliases", |n| "title: &a x\n".to_owned() + &numbered(n, |i| format!("k{i}: *a\n"))),
    ("related files that are not there", |n| listed("related", n, |i| format!("g{i}.md"))),
    ("sources that are not there", |n| listed("sources", n, |i| format!("s{i}"))),
    ("waivers", |n| {
        "title: x\nwaivers:\n".to_owned() + &"- { check: long-list, reason: x, by: y, until: 2028-01-01 }\n".repeat(n)
    }),
    ("an unclosed quote", |n| "title: \"".to_owned() + &"x\n".repeat(n)),
    ("comments", |n| "# x\n".repeat(n * 4) + "title: x\n"),
    ("a list on one line", |n| format!("title: x\nk: [{}]\n", "x, ".repeat(n * 40))),
    ("codes", |n| "title: x\ncodes:\n".to_owned() + &"- { system: icd-10, code: x }\n".repeat(n)),
];

/// Things that grow together, each with the other: an article's body, and what stands in a file that it rests on.
const PAIRS: [(&str, &str, Make, Make); 4] = [
    (
        "headings and links to them",
        "content/sources.yaml",
        |_| String::new(),
        |n| numbered(n, |i| format!("## a{i}\n\n[the text {i}](#a{i})\n\n")),
    ),
    ("claims and sentences", "content/claims.yaml", coffee, |n| "Wait 3 hours for coffee. ".repeat(n)),
    ("claims and sentences of other figures", "content/claims.yaml", coffee, |n| {
        numbered(n, |i| format!("Wait {} hours for coffee. ", i + 2_000))
    }),
    (
        "terms and mentions",
        "content/glossary.yaml",
        |n| terms(n, |i| format!("nerve{i}")),
        |n| numbered(n, |i| format!("A nerve{i} is [one](term:k{i}). ")),
    ),
];

/// Things that grow together within one article: its front matter beside the usual, and its body.
const WITHIN: [(&str, Make, Make); 7] = [
    ("names of notes and their marks", none, |n| {
        numbered(n, |i| format!("w[^{i}] [^a{i}] ")) + "\n\n" + &numbered(n, |i| format!("[^{i}]: ~~n~~ {{#a}}\n\n"))
    }),
    ("old addresses and links to them", old_addresses, |n| numbered(n, |i| format!("[the text {i}](/old-{i}/)\n\n"))),
    ("old addresses and links to others", old_addresses, |n| numbered(n, |i| format!("[the text {i}](/ol-{i}/)\n\n"))),
    ("waivers and problems", |n| waivers(n, |_| String::new()), |n| "This is a miracle cure. ".repeat(n)),
    (
        "waivers of some words and problems",
        |n| waivers(n, |i| format!(", words: some words {i}")),
        |n| "This is a miracle cure. ".repeat(n),
    ),
    ("pictures and their words", none, |n| numbered(n, |i| format!("![a picture of it {i}](pictures/hours.svg)\n\n"))),
    ("headings and links to others", none, |n| numbered(n, |i| format!("## a{i}\n\n[the text {i}](#b{i})\n\n"))),
];

fn none(_: usize) -> String {
    String::new()
}

fn old_addresses(size: usize) -> String {
    "aliases:\n".to_owned() + &numbered(size, |i| format!("- /old-{i}/\n"))
}

fn waivers(size: usize, words: fn(usize) -> String) -> String {
    let waiver = |i| format!("- {{ check: banned-phrase, reason: x, by: y, until: 2028-01-01{} }}\n", words(i));
    "waivers:\n".to_owned() + &(0..size).map(waiver).collect::<String>()
}

/// Claims that are found by one word.
fn coffee(size: usize) -> String {
    claims(size, |i| ["waiting".into(), format!("people{i}"), format!("{}", i + 2)])
        .replace("of: 100, unit: people", "unit: hours, words: [coffee]")
        .replace(" in 100 people]", " hours]")
}

/// Files that a whole site rests on: the file, what stands above the hostile part, and that part.
const SHARED: [(&str, &str, &str, Make); 21] = [
    ("claims", "content/claims.yaml", "", |n| claims(n, |i| [format!("waiting {i}"), "adults".into(), "24".into()])),
    ("claims on one topic", "content/claims.yaml", "", |n| {
        claims(n, |i| ["waiting for it".into(), format!("people {i}"), "24".into()])
    }),
    ("claims on one topic of the same people", "content/claims.yaml", "", |n| {
        claims(n, |i| ["waiting".into(), "adults".into(), format!("{}", i % 90)])
    }),
    ("topics of many words", "content/claims.yaml", "", |n| {
        claims(20, |i| [format!("{i} {}", "a b c d e ".repeat(i)), "adults".into(), "24".into()])
            + &claims(n, |i| [format!("a b c d e f{i}"), "adults".into(), "24".into()]).replace('k', "l")
    }),
    ("claims without a source", "content/claims.yaml", "", |n| {
        claims(n, |i| [format!("waiting {i}"), "adults".into(), "24".into()]).replace("[s]", "[t]")
    }),
    ("unknown keys of a claim", "content/claims.yaml", "a:\n", |n| numbered(n, |i| format!("  k{i}: x\n"))),
    ("terms", "content/glossary.yaml", "", |n| terms(n * 4, |i| format!("nerve{i}"))),
    ("terms with one first word", "content/glossary.yaml", "", |n| terms(n * 4, |i| format!("nerve {i}"))),
    ("terms with two words in common", "content/glossary.yaml", "", |n| terms(n * 4, |i| format!("a nerve {i}"))),
    ("terms within terms", "content/glossary.yaml", "", |n| terms(n / 10, |i| "a ".repeat(i) + "b")),
    ("one term", "content/glossary.yaml", "", |n| terms(n * 4, |_| "nerve".into())),
    ("signs between the words of terms", "content/glossary.yaml", "", |n| {
        terms(n * 4, |i| format!("a {} b", format!("{i:b}").replace('0', "+").replace('1', "%")))
    }),
    ("other names of a term", "content/glossary.yaml", "", |n| {
        let names = numbered(n * 4, |i| format!("a name {i}, "));
        format!("k: {{ en: {{ term: nerve, plain: the nerve, definition: The nerve., also: [{names}] }} }}\n")
    }),
    ("terms in languages that the site has not", "content/glossary.yaml", "k:\n", |n| {
        numbered(n, |i| format!("  x{i}: {{ term: nerve, plain: the nerve, definition: The nerve. }}\n"))
    }),
    ("sources", "content/sources.yaml", "", |n| {
        numbered(n, |i| format!("k{i}: {{ title: Notes {i}, year: 2020, url: \"https://a.example/\" }}\n"))
    }),
    ("one source again and again", "content/sources.yaml", "", |n| {
        numbered(n, |i| format!("k{i}: {{ title: Notes, year: 2020, doi: \"10.1000/1\" }}\n"))
    }),
    ("unknown checks", "site.yaml", "checks:\n", |n| numbered(n, |i| format!("  long-sentense-{i}: off\n"))),
    ("phone numbers of a site", "site.yaml", "", |n| {
        "phones:\n  en:\n".to_owned() + &numbered(n, |i| format!("    k{i}: \"+44 20 7946 {i:04}\"\n"))
    }),
    ("phrases to ban", "site.yaml", "words:\n  en:\n    banned:\n", |n| {
        numbered(n * 4, |i| format!("      a word {i}: say why\n"))
    }),
    ("phrases to allow", "site.yaml", "words:\n  en:\n    allow:\n", |n| {
        numbered(n * 4, |i| format!("      - a word {i}\n"))
    }),
    ("unknown settings", "site.yaml", "", |n| numbered(n, |i| format!("k{i}: x\n"))),
];

/// Hostile drawings: the part that grows, within a picture.
const DRAWINGS: [(&str, Make); 12] = [
    ("elements within one another", |n| "<g>".repeat(n) + &"</g>".repeat(n)),
    ("elements that are not closed", |n| "<g>".repeat(n)),
    ("namespaces within one another", |n| numbered(n, |i| format!("<g xmlns:a{i}=\"u\">")) + &"</g>".repeat(n)),
    ("one namespace again and again", |n| "<g xmlns:a=\"u\">".repeat(n.min(900))),
    ("namespaces side by side", |n| numbered(n, |i| format!("<g xmlns:a=\"u{i}\"/>"))),
    ("attributes", |n| format!("<g{}/>", numbered(n * 4, |i| format!(" a{i}=\"1\"")))),
    ("elements with attributes", |n| format!("<g{}/>", numbered(200, |i| format!(" a{i}=\"1\""))).repeat(n / 20)),
    ("elements side by side", |n| "<g/>".repeat(n * 10)),
    ("styles within one another", |n| "<style>".repeat(n) + &"</style>".repeat(n)),
    ("text in pieces", |n| "a<![CDATA[b]]>".repeat(n * 4)),
    ("comments", |n| "<!-- x -->".repeat(n * 4)),
    ("scripts", |n| "<script/>".repeat(n * 4)),
];

/// The article of a number: what its front matter says beside its title, and its body.
type MakeArticle = fn(usize) -> [String; 2];

const ARTICLES: [(&str, MakeArticle); 11] = [
    ("articles", |_| [String::new(), "Words.".into()]),
    ("links to articles that are not there", |i| [String::new(), format!("[b](some-other-name-{i}.md)")]),
    ("pictures that are not there", |i| [String::new(), format!("![b](some-other-name-{i}.svg)")]),
    ("related articles that are not there", |i| [format!("related: [some-other-name-{i}.md]"), "Words.".into()]),
    ("headings that are not there", |i| [String::new(), format!("[b](page{}.md#b{i})", i / 2)]),
    ("one address for all", |_| ["slug: same".into(), "Words.".into()]),
    ("one old address for all", |_| ["aliases: [/old/]".into(), "Words.".into()]),
    ("a topic for each", |i| [format!("topics: [topic-{i}]"), "Words.".into()]),
    ("many topics of all", |i| {
        [format!("topics: [{}b{i}]", numbered(20, |topic| format!("a{topic}, "))), "Words.".into()]
    }),
    ("guides one below the other", |i| [format!("guide: page{}.md", i.saturating_sub(1)), "Words.".into()]),
    ("guides in a circle", |i| [format!("guide: page{}.md", (i + 1) % 250), "Words.".into()]),
];

/// Claims with a topic, people and a value.
fn claims(size: usize, of: fn(usize) -> [String; 3]) -> String {
    let claim = |i| {
        let [topic, population, value] = of(i);
        format!(
            "k{i}: {{ topic: \"{topic}\", population: {population}, value: {value}, of: 100, unit: people, wording: {{ en: [{value} in 100 people] }}, certainty: firm, sources: [s] }}\n"
        )
    };
    (0..size).map(claim).collect()
}

/// Terms of a glossary.
fn terms(size: usize, term: fn(usize) -> String) -> String {
    let entry = |i| format!("k{i}: {{ en: {{ term: {:?}, plain: the nerve, definition: The nerve. }} }}\n", term(i));
    (0..size).map(entry).collect()
}

fn listed(name: &str, size: usize, item: fn(usize) -> String) -> String {
    let items: Vec<String> = (0..size).map(item).collect();
    format!("title: x\nsummary: x\nkind: article\n{name}: [{}]\n", items.join(", "))
}

/// How long it takes to read, check and render a site with one hostile file. Whatever is wrong with it, it is rendered.
fn taken(file: &Path, text: &str) -> Duration {
    let root = file.ancestors().find(|folder| folder.join("site.yaml").exists()).expect("a site");
    fs::write(file, text).expect("written");
    let begun = Instant::now();
    let compiled = carepress::build::compile(root, support::options()).expect("the folder can be read");
    let Some(plan) = compiled.plan else {
        assert!(file.ends_with("site.yaml") && !compiled.diagnostics.is_empty(), "no site, and nobody says why");
        return begun.elapsed();
    };
    for page in &*plan.pages {
        let output = render::page(&plan.site, &plan.theme, &plan.register, page);
        assert!(output.is_ok(), "a page can't be rendered: {:?}", output.err());
    }
    begun.elapsed()
}

/// What grows faster than its size; the quickest of a few tries counts, for the machine has other work too.
fn slow(path: &str, cases: &[(&str, Make)], wrap: &dyn Fn(&str) -> String) -> String {
    /// Below the least, nothing can be told.
    const LEAST: Duration = Duration::from_millis(60);
    let site = support::site(format!("{FRONT}A nerve is a word.\n").as_bytes());
    let file = site.path().join(path);
    let mut found = String::new();
    for (name, make) in cases {
        let (small, large) = (wrap(&make(500)), wrap(&make(2_000)));
        let mut tries = (0..4).map(|_| (taken(&file, &small), taken(&file, &large)));
        let mut best = (Duration::MAX, Duration::MAX);
        let is_fine = tries.any(|(one, four)| {
            best = (best.0.min(one), best.1.min(four));
            best.1 < LEAST || best.1 < best.0 * MOST
        });
        if !is_fine {
            let _ = writeln!(found, "{name}: {:?}, and four times as much {:?}", best.0, best.1);
        }
    }
    found
}

#[test]
fn four_times_the_text_takes_four_times_as_long() {
    let found = slow("content/page.md", &BODIES, &|body| format!("{FRONT}{body}\n"));
    assert!(found.is_empty(), "{found}");
}

#[test]
fn four_times_the_front_matter_takes_four_times_as_long() {
    let found = slow("content/page.md", &FRONTS, &|front| format!("---\n{front}\n---\n\nWords.\n"));
    assert!(found.is_empty(), "{found}");
}

#[test]
fn four_times_what_a_site_rests_on_takes_four_times_as_long() {
    // Without the phone numbers, which would be given twice.
    let own = support::base_file("site.yaml").split("phones:").next().expect("settings");
    let mut found = String::new();
    for (name, path, above, make) in SHARED {
        let above = if path == "site.yaml" { [own, above].concat() } else { above.to_owned() };
        found += &slow(path, &[(name, make)], &|text| format!("{above}{text}"));
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn four_times_two_things_together_take_four_times_as_long() {
    let mut found = String::new();
    for (name, path, rest, body) in PAIRS {
        let mut times = Vec::new();
        for size in [500, 2_000] {
            let site = support::site(FRONT.as_bytes());
            fs::write(site.path().join(path), support::base_file(path).to_owned() + &rest(size)).expect("written");
            let text = format!("{FRONT}{}\n", body(size));
            times.push((0..3).map(|_| taken(&site.path().join("content/page.md"), &text)).min().expect("a time"));
        }
        if times[1] > times[0] * MOST {
            let _ = writeln!(found, "{name}: {:?}, and four times as much {:?}", times[0], times[1]);
        }
    }
    assert!(found.is_empty(), "{found}");
}

/// A page that names each thing of a kind wrongly, and the file that knows as many.
type MakeUnknown = fn(usize) -> [String; 2];

/// For each unknown name, the nearest of the known ones is looked for.
const UNKNOWN: [(&str, &str, MakeUnknown); 5] = [
    ("claims", "content/claims.yaml", |n| {
        [body(n, |i| format!("[b](claim:kk{i}) ")), claims(n, |i| [format!("t{i}"), format!("p{i}"), "30".into()])]
    }),
    ("terms", "content/glossary.yaml", |n| {
        [body(n, |i| format!("[b](term:kk{i}) ")), terms(n, |i| format!("nerve {i}"))]
    }),
    ("sources", "content/sources.yaml", |n| {
        let front = format!("sources: [{}]\n---\n\nWords.\n", numbered(n, |i| format!("some-othre-name-{i}, ")));
        [front, numbered(n, |i| format!("some-other-name-{i}: {{ title: A title, year: 2020 }}\n"))]
    }),
    ("phones", "site.yaml", |n| {
        let phones = numbered(n, |i| format!("    desk-{i}: \"+44 20 7946 {:04}\"\n", i % 1000));
        let settings = support::base_file("site.yaml").split("phones:").next().unwrap_or_default().to_owned();
        [
            body(n, |i| format!("[b](tel:dsek-{i}) ")),
            format!("{settings}phones:\n  en:\n    emergency: \"999\"\n{phones}"),
        ]
    }),
    ("headings", "content/other.md", |n| {
        [
            body(n, |i| format!("[b](other.md#haeding-{i}) ")),
            FRONT.to_owned() + &numbered(n, |i| format!("# heading {i}\n\n")),
        ]
    }),
];

/// The end of a front matter, and a line for each number.
fn body(size: usize, line: fn(usize) -> String) -> String {
    format!("---\n\n{}\n", numbered(size, line))
}

#[test]
fn unknown_names_beside_known_ones_take_no_longer_than_their_number() {
    let mut found = String::new();
    for (name, path, of) in UNKNOWN {
        let mut times = Vec::new();
        for size in [500, 2_000] {
            let site = support::site(FRONT.as_bytes());
            let [page, known] = of(size);
            let base = if ["claims", "terms", "sources"].contains(&name) { support::base_file(path) } else { "" };
            fs::write(site.path().join(path), base.to_owned() + &known).expect("written");
            let text = FRONT.replace("---\n\n", &page);
            times.push((0..2).map(|_| taken(&site.path().join("content/page.md"), &text)).min().expect("a time"));
        }
        if times[1] > times[0] * MOST {
            let _ = writeln!(found, "{name}: {:?}, and four times as much {:?}", times[0], times[1]);
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn four_times_two_things_of_one_article_take_four_times_as_long() {
    let mut found = String::new();
    for (name, front, body) in WITHIN {
        let sized: Make = |size| size.to_string();
        let article = |size: &str| {
            let size = size.parse().expect("a size");
            FRONT.replace("---\n\n", &format!("{}---\n\n{}\n", front(size), body(size)))
        };
        found += &slow("content/page.md", &[(name, sized)], &article);
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn four_times_the_drawing_takes_four_times_as_long() {
    let found = slow("content/pictures/hours.svg", &DRAWINGS, &|inside| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
    });
    assert!(found.is_empty(), "{found}");
}

#[test]
fn four_times_the_articles_take_four_times_as_long() {
    let mut found = String::new();
    for (name, of) in ARTICLES {
        let mut times = Vec::new();
        for size in [250, 1_000] {
            let site = support::site(FRONT.as_bytes());
            for number in 0..size {
                let [front, body] = of(number);
                let text =
                    format!("---\ntitle: Page {number}\nsummary: It is short.\nkind: guide\n{front}\n---\n\n{body}\n");
                fs::write(site.path().join(format!("content/page{number}.md")), text).expect("written");
            }
            let tries = (0..3).map(|_| {
                let begun = Instant::now();
                carepress::build::compile(site.path(), support::options()).expect("the folder can be read");
                begun.elapsed()
            });
            times.push(tries.min().expect("a time"));
        }
        if times[1] > times[0] * MOST {
            let _ = writeln!(found, "{name}: {:?}, and four times as much {:?}", times[0], times[1]);
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn odd_bytes_are_a_page_or_an_error_in_plain_words() {
    let site = support::site(FRONT.as_bytes());
    for (bytes, code) in [
        (&b"\xff\xfe\x00"[..], "not-utf-8"),
        (b"\xed\xa0\x80 a lone surrogate", "not-utf-8"),
        (b"\xc0\xaf an overlong slash", "not-utf-8"),
        (b"\xf4\x90\x80\x80 beyond Unicode", "not-utf-8"),
        (b"half a sign \xe2\x82", "not-utf-8"),
        (b"a null \0 byte", "control-character"),
        (b"an escape \x1b[2J", "control-character"),
    ] {
        let text = [FRONT.as_bytes(), bytes].concat();
        fs::write(site.path().join("content/page.md"), &text).expect("written");
        let found = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
        let problem = found.iter().find(|problem| problem.code.as_str() == code);
        let place =
            problem.and_then(|problem| problem.location.as_ref()).unwrap_or_else(|| panic!("{code}: {found:?}"));
        assert_eq!((place.path(), place.line()), ("content/page.md", 8), "{bytes:?}");
    }
    // A byte-order mark is how some programs sign a file.
    let text = ["\u{feff}".as_bytes(), FRONT.as_bytes(), b"Words."].concat();
    fs::write(site.path().join("content/page.md"), text).expect("written");
    assert_eq!(carepress::build::examine(site.path(), support::options()).expect("the folder can be read"), []);
}

/// The most memory that the program takes for a build, in kB: its highest resident size, which the system keeps.
#[cfg(target_os = "linux")]
fn peak(site: &Path) -> (u64, String) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_carepress"))
        .arg("--root")
        .arg(site)
        .args(["build", "--today", support::TODAY])
        .env("RAYON_NUM_THREADS", "2")
        .stdout(std::process::Stdio::null())
        .stderr(fs::File::create(site.join("said.txt")).expect("a file"))
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let ended = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(now.unwrap_or(0));
        if let Some(ended) = child.try_wait().expect("its state") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let said = fs::read_to_string(site.join("said.txt")).expect("UTF-8");
    assert!(matches!(ended.code(), Some(0 | 1)) && !said.contains("panicked"), "{ended}: {said:.2000}");
    (most, said)
}

/// A text of no more than some bytes, of the largest size below it that doubling reaches.
#[cfg(target_os = "linux")]
fn filling(most: usize, wrap: &dyn Fn(&str) -> String, make: Make) -> String {
    let sizes = std::iter::successors(Some(64_usize), |size| Some(size + size / 4));
    let texts = sizes.map(|size| wrap(&make(size))).take_while(|text| text.len() <= most);
    texts.last().expect("the smallest is small enough")
}

#[cfg(target_os = "linux")]
const REFERENCES: [(&str, &str, Make); 5] = [
    ("a list on one line", "claims", |n| format!("a: [{}]\n", "x, ".repeat(n))),
    ("keys", "claims", |n| numbered(n, |i| format!("k{i}: x\n"))),
    ("claims", "claims", |n| {
        numbered(n, |i| {
            format!(
                "k{i}: {{ topic: waiting, population: adults, value: 24, of: 100, unit: people, wording: {{ en: [24 in 100 people] }}, certainty: firm, sources: [s] }}\n"
            )
        })
    }),
    ("terms", "glossary", |n| {
        numbered(n, |i| format!("k{i}: {{ en: {{ term: nerve {i}, plain: the nerve, definition: The nerve. }} }}\n"))
    }),
    ("sources", "sources", |n| {
        numbered(n, |i| format!("k{i}: {{ title: Notes {i}, year: 2020, url: \"https://a.example/\" }}\n"))
    }),
];

/// What takes most memory for its size.
#[cfg(target_os = "linux")]
const GREEDY: [&str; 8] = [
    "items",
    "a wide table",
    "a tall table",
    "unclosed brackets",
    "unclosed stars",
    "links to nowhere",
    "notes",
    "emphasis",
];

#[cfg(target_os = "linux")]
#[test]
fn no_text_takes_more_memory_than_a_small_computer_has() {
    /// What `SECURITY.md` promises, in kB. A part of the largest text may take such a part of it, for memory grows with it.
    const MOST: u64 = 1_200_000;
    let site = support::site(FRONT.as_bytes());
    let mut found = String::new();
    let mut judge = |name: &str, path: &str, most: u64, text: &str| {
        let file = site.path().join(path);
        let before = fs::read(&file).ok();
        fs::write(&file, text).expect("written");
        let (peak, said) = peak(site.path());
        if peak > most || peak < 1_000 || said.contains("the file has") {
            let _ = writeln!(found, "{name} in {path}: {peak} kB for {} bytes; {said:.300}", text.len());
        }
        match before {
            Some(bytes) => fs::write(&file, bytes).expect("written"),
            None => fs::remove_file(&file).expect("removed"),
        }
    };
    for (name, make) in BODIES.iter().filter(|(name, _)| GREEDY.contains(name)) {
        let text = filling(6_000_000, &|text| format!("{FRONT}{text}\n"), *make);
        judge(name, "content/page.md", MOST, &text);
    }
    for (name, file, make) in REFERENCES {
        judge(name, &format!("content/{file}.yaml"), MOST / 4, &filling(1_000_000, &str::to_owned, make));
    }
    assert!(found.is_empty(), "{found}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_larger_than_any_text_is_not_read() {
    let site = support::site(FRONT.as_bytes());
    for path in ["content/page.md", "content/claims.yaml", "templates/base.html", "templates/words/en.yaml"] {
        let file = site.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let before = fs::read(&file).ok();
        // Nothing stands in it, and it takes no place on the disk.
        fs::File::create(&file).and_then(|file| file.set_len(4_000_000_000)).expect("a file");
        let (most, said) = peak(site.path());
        assert!(said.contains("error[too-large]: the file has 4000000 kB"), "{path}: {said}");
        assert!(most < 100_000, "{path}: {most} kB");
        match before {
            Some(bytes) => fs::write(&file, bytes).expect("written"),
            None => fs::remove_file(&file).expect("removed"),
        }
    }
    fs::File::create(site.path().join("site.yaml")).and_then(|file| file.set_len(4_000_000_000)).expect("a file");
    let ran = support::program::carepress(site.path(), &["check"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("site.yaml can't be read: the file has 4000000 kB"), "{}", ran.err);
}
