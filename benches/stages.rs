//! How long one article takes in each stage of the pipeline: `cargo bench`.
//!
//! The site is made here, of fixed words and without a clock, so that every run and every machine has the same. All
//! figures are for one article on one core; `compare/` measures the whole program.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use carepress::base::date::Date;
use carepress::base::diagnostic::Severity;
use carepress::base::yaml;
use carepress::build::{Plan, compile};
use carepress::content::article::FrontMatter;
use carepress::content::config::Options;
use carepress::prose::Vocabulary;
use carepress::site::page::Page;
use carepress::site::reading;
use carepress::{check, render};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Articles of the site; enough that the first use of a list of words weighs nothing.
const ARTICLES: usize = 200;

const SETTINGS: &str = "\
name: Example clinic
base_url: https://clinic.example/
languages: [en]
guide: guide.md
sample: true
phones:
  en: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }
";

/// Most articles keep to every rule; one sentence in ten is too long, as in real ones.
const SENTENCES: [&str; 10] = [
    "Most people feel ready to go home after a short rest.",
    "Drink a glass of water before you stand up.",
    "Your nurse will ask you how you slept.",
    "Keep the dressing **dry** until the next visit.",
    "Write down what you want to ask, and bring the list with you.",
    "You can eat as you always do.",
    "Walk a little each day, as long as it feels *good*.",
    "It is fine to bring a friend.",
    "Try to go to bed at the same time each night.",
    "Some days will be better than others, and that is how it goes for nearly everybody who comes to see us here.",
];

fn article(index: usize) -> String {
    let mut text = format!(
        "---\ntitle: \"Going home, part {index}\"\nsummary: \"What to do on day {index} at home. Rest first.\"\nkind: article\n\
         order: {index}\ntopics: [rest, \"topic {}\"]\nrelated: [article-{}.md]\nreview:\n  reviewed_by: \"Lead nurse\"\n  \
         last_reviewed: 2026-05-03\n  next_review: 2028-05-03\n  version: \"1.0\"\n---\n\n",
        index % 20,
        (index + 1) % ARTICLES,
    );
    for (section, heading) in
        ["Before you go", "At home", "Food and drink", "Moving around", "When to call us"].iter().enumerate()
    {
        let sentence = |at: usize| SENTENCES[(index * 7 + section * 3 + at) % SENTENCES.len()];
        let _ = write!(text, "## {heading}\n\n{} {} {}\n\n", sentence(0), sentence(1), sentence(2));
        let _ = write!(text, "- {}\n- {}\n- {}\n\n", sentence(3), sentence(4), sentence(5));
        let target = (index * 31 + section * 17) % ARTICLES;
        let _ = write!(text, "Read more in [part {target}](article-{target}.md). {}\n\n", sentence(6));
        if section == 3 {
            text.push_str("| When | What |\n|---|---|\n| Day 1 | Rest |\n| Day 2 | Short walks |\n\n");
        }
    }
    text.push_str("> [!WARNING]\n> ## [Call us](tel:clinic) if:\n>\n> - the dressing is wet\n> - you feel worse\n");
    text
}

/// Writes the site into a folder and compiles it.
fn plan(root: &Path) -> Plan {
    let content = root.join("content");
    fs::create_dir(&content).expect("a folder");
    fs::write(root.join("site.yaml"), SETTINGS).expect("written");
    for (name, kind) in [("index", "article"), ("guide", "guide")] {
        let text = article(0).replace("kind: article", &format!("kind: {kind}"));
        fs::write(content.join(format!("{name}.md")), text.replace("Going home, part 0", name)).expect("written");
    }
    for index in 0..ARTICLES {
        fs::write(content.join(format!("article-{index}.md")), article(index)).expect("written");
    }
    let compiled = compile(root, options()).expect("a site");
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "the benchmark's own site is in order: {errors:?}");
    compiled.plan.expect("a plan")
}

fn options() -> Options {
    Options { today: Date::parse("2027-01-02").expect("a date"), drafts: false, portable: false }
}

fn stages(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plan = plan(folder.path());
    let site = &plan.site;
    let pages: Vec<&Page> = plan.pages.iter().filter(|page| matches!(page, Page::Article(_))).collect();
    // A stage that is parallel inside is held to one core: the others of a machine in use come and go.
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(site.articles.len() as u64));
    group.bench_function("front matter", |bencher| {
        bencher.iter(|| {
            for article in &site.articles {
                let text = &article.source.text[article.front_range.clone()];
                black_box(yaml::parse::<FrontMatter>(text).expect("front matter"));
            }
        });
    });
    group.bench_function("markdown to tree", |bencher| {
        bencher.iter(|| {
            for article in &site.articles {
                black_box(article.document(site.words_of(article)));
            }
        });
    });
    let vocabulary = Vocabulary::default();
    group.bench_function("markdown to tree, and its prose", |bencher| {
        bencher.iter(|| {
            for article in &site.articles {
                let document = article.document(site.words_of(article));
                black_box(reading::read(site, article, &document, &vocabulary));
            }
        });
    });
    let ids: Vec<_> = site.ids().collect();
    group.bench_function("markdown to tree, its prose, and all checks", |bencher| {
        bencher.iter(|| one_core.install(|| black_box(check::articles(site, &check::WordLists::of(site), &ids))));
    });
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("render a page", |bencher| {
        bencher.iter(|| {
            for page in &pages {
                black_box(render::page(site, &plan.theme, &plan.register, page).expect("a page"));
            }
        });
    });
    group.finish();
    criterion.bench_function("read, link and check a site of 200 articles", |bencher| {
        bencher.iter(|| one_core.install(|| black_box(compile(folder.path(), options()).expect("a site"))));
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
