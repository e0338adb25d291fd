//! The real site, built, and read as a patient would: every fact is there, every page leads to its guide and back, every
//! link leads somewhere, and what the pages tell machines is what they tell people.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::support;
use crate::support::html_site::{self, Target, Written, all, file_of, follow, text};
use carepress::content::config::Options;
use serde::Deserialize;
use serde_json::Value;

/// Where tests put what they build: inside `target`, and reused.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// This repository's site, built once for all tests.
fn site() -> Written {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let root = BUILT.get_or_init(|| html_site::build(Path::new("."), support::options(), &scratch("content")).root);
    html_site::read(root)
}

/// A small site with what the real one does not have: a reviewed page, an old address, a section in a section.
fn small() -> Written {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let root = BUILT.get_or_init(|| {
        let site = support::site(include_bytes!("../content/small.txt"));
        html_site::build(site.path(), support::options(), &scratch("small")).root
    });
    html_site::read(root)
}

/// A page that is an article, by the state of its review, which every article shows; a fridge card shows its guide's.
fn articles(site: &Written) -> impl Iterator<Item = &str> {
    let pages = site.pages.iter().filter(|(_, page)| !all(page, ".page:not(.kind-fridge) .review-state").is_empty());
    pages.map(|(path, _)| path.as_str()).filter(|path| *path != "index.html")
}

const REAL_GUIDE: &str = "first-session/index.html";
const SMALL_GUIDE: &str = "guide/index.html";

#[derive(Debug, Deserialize)]
struct Fact {
    page: String,
    says: Vec<String>,
}

#[test]
fn no_page_has_lost_a_fact() {
    let facts = fs::read_to_string("tests/facts.yaml").expect("the list of facts");
    let facts: BTreeMap<String, Fact> = carepress::base::yaml::parse(&facts).expect("reads");
    let ids = [("A", 4), ("B", 5), ("C", 7), ("D", 3), ("E", 6), ("M", 4), ("Q", 6)];
    let ids: Vec<String> =
        ids.iter().flat_map(|(part, last)| (1..=*last).map(move |number| format!("{part}{number}"))).collect();
    assert_eq!(facts.keys().cloned().collect::<Vec<_>>(), ids, "every fact of the brief, and no other");
    let site = site();
    let mut lost = Vec::new();
    for (id, fact) in facts {
        let path = fact.page.replace(".md", "/index.html").replace("index/index", "index");
        let page = site.pages.get(&path).unwrap_or_else(|| panic!("{id}: there is no page {path}"));
        let words = text(all(page, "main")[0]);
        assert!(!fact.says.is_empty(), "{id} says nothing");
        for said in fact.says {
            if !words.contains(&said) {
                lost.push(format!("{id}: {} does not say {said:?}", fact.page));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Every page but the home page leads to the main guide, in the breadcrumb and at its end.
fn pages_lead_to_their_guide(site: &Written, guide: &str) {
    let mut checked = 0;
    for (path, page) in &site.pages {
        // The register is for the staff, and no patient comes to it.
        let is_for_staff = !all(page, ".kind-register").is_empty();
        if path == "index.html" || is_for_staff || !all(page, "meta[http-equiv=refresh]").is_empty() {
            continue;
        }
        checked += 1;
        let home = site.files_of(path, "nav.breadcrumb a");
        assert_eq!(home.first().map(String::as_str), Some("index.html"), "{path}: its breadcrumb begins at home");
        let back = site.files_of(path, ".guide-nav .back a");
        if path == guide {
            assert_eq!(back, ["index.html"], "the guide leads home");
            continue;
        }
        assert!(home.iter().any(|file| file == guide), "{path}: its breadcrumb does not lead to the guide");
        // A page of a smaller guide leads back to that one, which leads on to the main guide.
        let mut at = back.first().unwrap_or_else(|| panic!("{path} does not lead back")).clone();
        for _ in 0..16 {
            if at == guide {
                break;
            }
            at = site.files_of(&at, ".guide-nav .back a").swap_remove(0);
        }
        assert_eq!(at, guide, "{path} does not lead back to the guide");
        for link in all(page, "nav.breadcrumb a, .guide-nav a") {
            assert!(!text(link).is_empty(), "{path}: a link without words");
            for element in std::iter::once(*link).chain(link.ancestors()) {
                let element = element.value().as_element();
                let hidden = element.is_some_and(|e| e.attr("hidden").is_some() || e.attr("aria-hidden").is_some());
                assert!(!hidden, "{path}: a way back is hidden");
            }
        }
    }
    assert!(checked > 5, "there are pages to follow");
}

#[test]
fn every_page_leads_to_its_guide() {
    pages_lead_to_their_guide(&site(), REAL_GUIDE);
    pages_lead_to_their_guide(&small(), SMALL_GUIDE);
}

/// The pages of a site in the order in which the guide's list of them names them, sections followed by their pages.
fn listed(site: &Written, page: &str, seen: &mut Vec<String>) {
    // A section lists its pages as tiles.
    for file in site.files_of(page, ".guide-pages a, .kind-section .tiles a") {
        if !seen.contains(&file) {
            seen.push(file.clone());
            listed(site, &file, seen);
        }
    }
}

fn guide_leads_through_every_page(site: &Written, guide: &str) -> Vec<String> {
    let mut order = vec![guide.to_owned()];
    listed(site, guide, &mut order);
    let belonging: BTreeSet<&str> = articles(site).collect();
    assert_eq!(order.iter().map(String::as_str).collect::<BTreeSet<_>>(), belonging, "the guide leads to every page");
    let one = |path: &str, selector: &str| {
        let found = site.files_of(path, selector);
        assert!(found.len() <= 1, "{path}: {found:?}");
        found.into_iter().next()
    };
    // Previous and next are the same order, walked forwards and backwards.
    let mut forwards = vec![guide.to_owned()];
    while let Some(next) = one(forwards.last().expect("not empty"), ".guide-nav a[rel=next]") {
        let before = one(&next, ".guide-nav a[rel=prev]");
        assert_eq!(before.as_deref(), forwards.last().map(String::as_str), "the way back from {next}");
        assert!(!forwards.contains(&next), "{next} comes twice");
        forwards.push(next);
    }
    assert_eq!(one(guide, ".guide-nav a[rel=prev]"), None, "nothing comes before the guide");
    assert_eq!(forwards, order);
    order
}

#[test]
fn the_guide_leads_through_every_page_in_order() {
    let order = guide_leads_through_every_page(&site(), REAL_GUIDE);
    // The order is the one that editors asked for with `order:`, within each folder.
    let mut asked = BTreeMap::<&str, Vec<i64>>::new();
    for path in order.iter().skip(1) {
        let name = path.trim_end_matches("/index.html");
        let mut file = [format!("content/{name}.md"), format!("content/{name}/index.md")].into_iter();
        let source = file.find_map(|file| fs::read_to_string(file).ok()).expect("the article of a page");
        let number = source.lines().find_map(|line| line.strip_prefix("order: ")?.trim().parse().ok());
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        asked.entry(folder).or_default().push(number.unwrap_or(i64::MAX));
    }
    for (folder, numbers) in asked {
        assert!(numbers.is_sorted(), "content/{folder}: {numbers:?}");
    }
    let order = guide_leads_through_every_page(&small(), SMALL_GUIDE);
    let names: Vec<&str> = order.iter().map(|path| path.trim_end_matches("/index.html")).collect();
    assert_eq!(
        names,
        ["guide", "last-things-first", "sleep", "sleep/night", "sleep/children", "sleep/children/naps", "questions"]
    );
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_sound() {
    for site in [site(), small()] {
        assert_eq!(site.faults(), Vec::<String>::new());
    }
}

#[test]
fn a_portable_site_names_files() {
    let portable = Options { portable: true, ..support::options() };
    let site = html_site::build(Path::new("."), portable, &scratch("portable"));
    assert_eq!(site.faults(), Vec::<String>::new());
    let mut followed = 0;
    for (path, page) in &site.pages {
        // Only a server shows this page.
        if path == "404.html" {
            continue;
        }
        for link in all(page, "a[href], link[rel=stylesheet], img[src]") {
            let href = link.attr("href").or(link.attr("src")).expect("an address");
            let file = href.split('#').next().expect("a part");
            if file.is_empty() || follow(path, href) == Ok(Target::Elsewhere) {
                continue;
            }
            let name = file.rsplit('/').next().expect("a part");
            assert!(name.contains('.') && !name.starts_with('.'), "{path}: {href} names no file");
            followed += 1;
        }
    }
    assert!(followed > 100, "there are links to follow");
}

#[test]
fn old_addresses_lead_to_the_page() {
    let site = small();
    let page = &site.pages["old/naps.html"];
    let refresh = all(page, "meta[http-equiv=refresh]")[0].attr("content").expect("an address");
    let href = refresh.strip_prefix("0; url=").expect("at once");
    assert_eq!(follow("old/naps.html", href), Ok(Target::File("sleep/children/naps/index.html".into(), None)));
    assert_eq!(site.files_of("old/naps.html", "main a"), ["sleep/children/naps/index.html"]);
    assert_eq!(
        fs::read_to_string(site.root.join("_redirects")).expect("a list"),
        "/old/naps.html /sleep/children/naps/ 301\n"
    );
}

#[test]
fn the_sitemap_lists_every_page_that_is_to_be_found() {
    for (site, base) in [(site(), "https://aftercare.example/"), (small(), "https://clinic.example/")] {
        let xml = fs::read_to_string(site.root.join("sitemap.xml")).expect("a sitemap");
        let listed: BTreeSet<String> = xml
            .split("<loc>")
            .skip(1)
            .map(|rest| {
                rest.split('<').next().expect("a part").strip_prefix(base).expect("our own").to_owned() + "index.html"
            })
            .collect();
        let indexed = site.pages.iter().filter(|(_, page)| all(page, "meta[name=robots]").is_empty());
        assert_eq!(listed, indexed.map(|(path, _)| path.clone()).collect());
        let robots = fs::read_to_string(site.root.join("robots.txt")).expect("robots.txt");
        assert!(robots.contains(&format!("Sitemap: {base}sitemap.xml")));
    }
}

/// What a page tells machines, as the list of its parts.
fn graph(page: &scraper::Html) -> Vec<Value> {
    let Some(script) = all(page, "script[type='application/ld+json']").first().copied() else { return Vec::new() };
    let data: Value = serde_json::from_str(&script.text().collect::<String>()).expect("JSON");
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().expect("a graph").clone()
}

fn is_a(part: &Value, name: &str) -> bool {
    part["@type"] == name || part["@type"].as_array().is_some_and(|types| types.contains(&name.into()))
}

#[test]
fn what_machines_are_told_is_what_people_read() {
    let (mut questions, mut reviews, mut crumbs) = (0, 0, 0);
    for (site, base) in [(site(), "https://aftercare.example/"), (small(), "https://clinic.example/")] {
        for (path, page) in &site.pages {
            let graph = graph(page);
            let listed = all(page, "meta[name=robots]").is_empty();
            assert_eq!(graph.is_empty(), !listed, "{path}: only pages that are listed say what they are");
            let shown = |selector: &str| all(page, selector).into_iter().map(text).collect::<Vec<_>>();
            let canonical = format!("{base}{}", path.trim_end_matches("index.html"));
            if listed {
                assert_eq!(all(page, "link[rel=canonical]")[0].attr("href"), Some(canonical.as_str()));
            }
            let about = graph.iter().find(|part| is_a(part, "MedicalWebPage"));
            assert_eq!(about.is_some(), !all(page, ".review-state").is_empty(), "{path}");
            if let Some(about) = about {
                assert_eq!([about["name"].as_str().expect("a name")], *shown("h1"));
                assert_eq!([about["description"].as_str().expect("a description")], *shown("p.summary"));
                assert_eq!(about["url"], canonical);
                let language = all(page, "html")[0].attr("lang").expect("a language");
                assert_eq!(about["inLanguage"], language);
                let reviewed = all(page, ".review-state.reviewed time");
                let day = reviewed.first().and_then(|time| time.attr("datetime"));
                assert_eq!(about.get("lastReviewed").and_then(Value::as_str), day, "{path}");
                assert_eq!(about.get("reviewedBy").is_some(), day.is_some(), "{path}");
                reviews += usize::from(day.is_some());
                let answers: Vec<(String, String)> = about["mainEntity"].as_array().map_or(Vec::new(), |parts| {
                    let words = |value: &Value| value.as_str().expect("words").to_owned();
                    parts.iter().map(|part| (words(&part["name"]), words(&part["acceptedAnswer"]["text"]))).collect()
                });
                let visible = shown("details.question > summary").into_iter().zip(shown("details.question > .answer"));
                let visible: Vec<(String, String)> = visible.collect();
                assert_eq!(answers, visible, "{path}");
                assert_eq!(is_a(about, "FAQPage"), !visible.is_empty(), "{path}");
                questions += visible.len();
            }
            if let Some(trail) = graph.iter().find(|part| is_a(part, "BreadcrumbList")) {
                let items = trail["itemListElement"].as_array().expect("a list");
                let told: Vec<(String, String)> = items
                    .iter()
                    .map(|item| {
                        (
                            item["name"].as_str().expect("a name").to_owned(),
                            item["item"].as_str().expect("an address").to_owned(),
                        )
                    })
                    .collect();
                let links = all(page, "nav.breadcrumb a").into_iter();
                let visible: Vec<(String, String)> = links
                    .map(|link| (text(link), format!("{base}{}", file_of(path, link).trim_end_matches("index.html"))))
                    .collect();
                assert_eq!(told, visible, "{path}");
                let positions: Vec<u64> = items.iter().filter_map(|item| item["position"].as_u64()).collect();
                assert_eq!(positions, (1..=items.len() as u64).collect::<Vec<_>>());
                crumbs += 1;
            } else {
                assert!(path == "index.html" || !listed, "{path} has no breadcrumb");
            }
        }
    }
    assert!(questions > 5 && reviews > 5 && crumbs > 10, "{questions} questions, {reviews} reviews, {crumbs} trails");
}

#[test]
fn a_page_that_nobody_reviewed_says_so() {
    for (path, page) in &site().pages {
        if all(page, ".review-state").is_empty() {
            continue;
        }
        let reviewed = !all(page, ".review-state.reviewed").is_empty();
        let name = path.trim_end_matches("/index.html");
        let file = [format!("content/{name}.md"), format!("content/{name}/index.md"), "content/index.md".to_owned()];
        let source = file.into_iter().find_map(|file| fs::read_to_string(file).ok()).expect("the article");
        assert_eq!(reviewed, source.contains("\n  last_reviewed: "), "{path}");
        assert_ne!(reviewed, text(all(page, "main")[0]).contains("Not yet reviewed by a clinician"), "{path}");
    }
}

#[test]
fn a_card_says_the_same_on_every_page() {
    let site = site();
    let mut said = BTreeMap::<_, BTreeSet<String>>::new();
    for (path, page) in &site.pages {
        for level in ["emergency", "urgent", "routine"] {
            let cards = all(page, &format!(".card.{level}")).into_iter().map(text);
            said.entry((path.starts_with("children/"), level)).or_default().extend(cards);
        }
    }
    for (whose, cards) in said {
        assert!(cards.len() <= 1, "the cards of {whose:?} have drifted apart: {cards:#?}");
    }
}
