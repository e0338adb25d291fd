//! What authors know from GitHub: how it is read, and what readers see and hear of it.

use crate::support;
use carepress::base::diagnostic::Diagnostic;

const FRONT: &str = "---\ntitle: A page\nsummary: Rest well.\nkind: article\nreview: { version: \"1.0\" }\n---\n\n";

/// What is wrong with a page of the base that has this text.
fn problems(body: &str) -> Vec<Diagnostic> {
    let site = support::site(format!("{FRONT}{body}\n").as_bytes());
    let found = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
    found.into_iter().filter(|problem| problem.path() == "content/page.md").collect()
}

/// The codes of these problems.
fn codes(body: &str) -> Vec<&'static str> {
    problems(body).into_iter().map(|problem| problem.code.as_str()).collect()
}

/// The article on the page of the base that has this text.
fn page(body: &str) -> String {
    let site = support::site(format!("{FRONT}{body}\n").as_bytes());
    let target = site.path().join("public");
    let compiled = carepress::build::compile(site.path(), support::options()).expect("the folder can be read");
    let plan = compiled.plan.expect("settings");
    carepress::build::publish(&plan, &mut carepress::build::cache::Cache::default(), site.path(), &target, &|_| ())
        .expect("published");
    let html = std::fs::read_to_string(target.join("page/index.html")).expect("the page");
    let body = html.find("<div class=\"body\">").expect("an article");
    html[body..html.find("<section class=\"about-page\"").expect("its end")].to_owned()
}

/// All links of a page's article that lead out of the site, each with its words.
fn links(body: &str) -> Vec<(String, String)> {
    let html = scraper::Html::parse_fragment(&page(body));
    let selector = scraper::Selector::parse("a[href^=http], a[href^=mailto]").expect("a selector");
    let both = |link: scraper::ElementRef<'_>| {
        (link.value().attr("href").unwrap_or_default().to_owned(), link.text().collect::<String>())
    };
    html.select(&selector).map(both).collect()
}

const BOX: &str = "<span class=\"box\" role=\"img\" aria-label=\"not ticked\">☐</span> ";
const TICKED: &str = "<span class=\"box\" role=\"img\" aria-label=\"ticked\">☑</span> ";

#[test]
fn a_task_list_has_boxes_that_are_read_aloud() {
    let tight = page("Before you come:\n\n- [ ] drink water\n- [x] bring your *tablets*\n- rest");
    assert!(tight.contains(&format!("<li class=\"task\">{BOX}drink water</li>")), "{tight}");
    assert!(tight.contains(&format!("<li class=\"task\">{TICKED}bring your <em>tablets</em></li>")), "{tight}");
    assert!(tight.contains("<li>rest</li>"), "{tight}");
    let loose = page("- [ ] drink water\n\n- [X] rest\n\n  and sleep");
    assert!(loose.contains(&format!("{BOX}<p>drink water</p>")), "{loose}");
    assert!(loose.contains(&format!("{TICKED}<p>rest</p>")), "{loose}");
    let numbered = page("1. [ ] drink\n   - [x] water\n   - [ ] tea\n2. [x] rest");
    assert!(numbered.contains(&format!("<ol>\n<li class=\"task\">{BOX}drink")), "{numbered}");
    assert!(numbered.contains(&format!("<li class=\"task\">{TICKED}water</li>")), "{numbered}");
    assert!(numbered.contains(&format!("<li class=\"task\">{TICKED}rest</li>")), "{numbered}");
    let advice = page("### Do\n\n- [ ] drink water\n- rest");
    assert!(advice.contains(&format!("<li class=\"task\">{BOX}drink water</li>")), "{advice}");
    assert!(advice.contains("<span class=\"mark\" aria-hidden=\"true\">✓</span> rest"), "{advice}");
    for html in [&tight, &loose, &numbered, &advice] {
        assert!(!html.contains('[') && !html.contains("<input"), "{html}");
    }
    assert_eq!(codes("Before you come:\n\n- [ ] drink water\n- [x] bring your tablets"), Vec::<&str>::new());
}

#[test]
fn bare_addresses_become_links_where_they_are_no_code_and_no_link() {
    let mail = |address: &str| (format!("mailto:{address}"), address.to_owned());
    let site = |address: &str| (address.to_owned(), address.to_owned());
    let www = |address: &str| (format!("https://{address}"), address.to_owned());
    for (body, expected) in [
        (
            "See https://www.nhs.uk/live-well/ or www.nhs.uk. Write to info@elm.example.",
            vec![site("https://www.nhs.uk/live-well/"), www("www.nhs.uk"), mail("info@elm.example")],
        ),
        (
            "**Ask: a_b@elm.example** and *www.x.example/a_b_c*",
            vec![mail("a_b@elm.example"), www("www.x.example/a_b_c")],
        ),
        (
            "- https://x.example/a_b__c\n\n| Where | Who |\n|---|---|\n| www.x.example | me@x.example |",
            vec![site("https://x.example/a_b__c"), www("www.x.example"), mail("me@x.example")],
        ),
        (
            "See https://x.example/?a=1&b=2&amp;c=3 (or www.x.example/a_(b)).",
            vec![site("https://x.example/?a=1&b=2&c=3"), www("www.x.example/a_(b)")],
        ),
        ("`https://x.example` and\n\n    www.x.example me@x.example", vec![]),
        (
            "[Our page at www.x.example](https://y.example/)",
            vec![("https://y.example/".to_owned(), "Our page at www.x.example".to_owned())],
        ),
        ("A note.[^1]\n\n[^1]: Read https://x.example/a\\_b.", vec![site("https://x.example/a_b")]),
    ] {
        assert_eq!(links(body), expected, "{body}");
    }
}

#[test]
fn a_bare_web_address_is_told_and_an_address_of_e_mail_is_not() {
    let told = "Find more at https://www.nhs.uk/ or www.nhs.uk. Write to help@clinic.example.";
    assert_eq!(codes(told), ["vague-link-text", "vague-link-text"]);
    let problem = &problems(told)[1];
    let place = problem.location.as_ref().map(|place| (place.line(), place.column(), place.end_column()));
    assert_eq!(place, Some((8, 37, 47)));
}

#[test]
fn no_check_reads_an_address_as_prose() {
    for body in [
        "Book at <https://book.example.org/?id=0161-496-0123>.",
        "Read more at https://www.example.org/%D7%A2%D7%96%D7%A8%D7%94/ today.",
        "Find it at www.example.org/MRI and [the page www.example.org/50%](https://x.example/).",
        "Write to call.0161-496-0123@x.example in time.",
        "It stands in doi:10.1000/182, DOI: 10.1016/S0140-6736(05)67440-4 and 10.1136/aim.23.3.112.",
        "The file is `C:\\MRI\\0161-496-0123.docx`, /etc/MRI/50% or content/pictures/MRI.png.",
        "Look at nhs.uk/MRI?x=50%.",
    ] {
        let found = codes(body);
        assert!(found.iter().all(|code| *code == "vague-link-text"), "{body}: {found:?}");
    }
    // What stands around it still counts.
    assert_eq!(
        codes("Ask www.x.example why 50% of people get an MRI. Call 0161-496-0123."),
        ["vague-link-text", "bare-percentage", "unexplained-acronym", "typed-phone-number",]
    );
}

#[test]
fn notes_have_the_same_sign_in_the_text_and_in_their_list() {
    let marks: Vec<String> = (1..=28).map(|n| format!("Rest.[^{n}]")).collect();
    let notes: Vec<String> = (1..=28).map(|n| format!("[^{n}]: Sleep.")).collect();
    let html = page(&format!("{}\n\n{}", marks.join(" "), notes.join("\n")));
    // The list counts a to z, aa, ab: https://html.spec.whatwg.org/#attr-ol-type
    assert!(html.contains("<ol type=\"a\">\n<li id=\"note-1\">"), "{html}");
    for (number, letter) in [(1, "a"), (26, "z"), (27, "aa"), (28, "ab")] {
        assert!(
            html.contains(&format!("id=\"note-ref-{number}\" aria-label=\"Footnote {letter}\">{letter}</a>")),
            "{html}"
        );
    }
}

#[test]
fn a_line_that_begins_with_a_colon_is_a_paragraph_unless_words_follow_behind_a_space() {
    let html = page("Well done\n\n:smile: You did it\n\nDrink water\n::: tip\nRest is *good*.\n:::\n\n> Ask\n> :_us_");
    assert!(!html.contains("<dl>"), "{html}");
    for part in [
        "<p>Well done</p>\n<p>:smile: You did it</p>",
        "<p>Drink water\n::: tip\nRest is <em>good</em>.\n:::</p>",
        "<p>Ask\n:<em>us</em></p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let html = page("A bruise\n: A dark patch; 5% of skin, @ home?\n:-) you\n\nA scar\n\n: A mark that *stays*.");
    assert!(html.contains("<dt>A bruise</dt>\n<dd><p>A dark patch; 5% of skin, @ home?\n:-) you</p>\n</dd>"), "{html}");
    assert!(html.contains("<dt>A scar</dt>\n<dd><p>A mark that <em>stays</em>.</p>\n</dd>"), "{html}");
    let html = page("A | B\n:---|:---:\n1 | 2\n\n`a\n:b` [c](guide.md \"d\n:e\")\n\n```\n:f\n```\n");
    for part in ["<table>", "<code>a :b</code>", "<code>:f\n</code>"] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_link_without_words_shows_the_title_of_its_page() {
    let html = page("Read [](guide.md), [ ](guide.md) or [\u{200b}](tel:clinic).\n\n## [](guide.md)\n\nSleep.");
    assert_eq!(html.matches(">The guide</a>").count(), 3, "{html}");
    assert!(html.contains("<bdi>020"), "{html}");
    // It is read like any other words.
    assert_eq!(codes("[](https://x.example/) [](#a)\n\n## A\n\nRest."), ["link-without-words", "link-without-words"]);
    // The title of a page does not say which part of it is meant.
    assert_eq!(codes("See [](guide.md#before)."), ["link-without-words"]);
    assert_eq!(codes("See [→](guide.md)."), ["vague-link-text"]);
    assert_eq!(codes("See [](nowhere.md)."), ["broken-link"]);
}

#[test]
fn rows_have_headings_only_where_a_table_says_so() {
    let plain = page("| Morning | Noon | Night |\n|---|---|---|\n| 1 tablet | none | 2 tablets |");
    assert!(plain.contains("<th scope=\"col\">Morning</th>") && !plain.contains("scope=\"row\""), "{plain}");
    let corner = page("| | Morning |\n|---|---|\n| Iron | 1 tablet |");
    assert!(corner.contains("<td></td><th scope=\"col\">Morning</th>"), "{corner}");
    assert!(corner.contains("<th scope=\"row\">Iron</th><td>1 tablet</td>"), "{corner}");
    let bold = page("| Day | What to do |\n|---|---|\n| **Monday** | rest |\n| **Tuesday** | walk |");
    assert!(bold.contains("<th scope=\"row\">Monday</th><td>rest</td>"), "{bold}");
    let some = page("| Day | What to do |\n|---|---|\n| **Monday** | rest |\n| Tuesday | walk |");
    assert!(some.contains("<td><strong>Monday</strong></td>"), "{some}");
}

#[test]
fn what_a_heading_holds_is_looked_for_below_it() {
    for body in [
        "## A\n\n### Do\n\n- rest",
        "## A\n\n> [!TIP]\n> Rest.",
        "## A\n\n![A dot](claim:x)",
        "## [](guide.md)\n\nRest.",
    ] {
        assert!(!codes(body).contains(&"empty-section"), "{body}");
    }
    for body in
        ["Rest.\n\n## A", "## A\n\n***\n\n## B\n\nRest.", "Rest.\n\n- a\n\n  ## B", "Rest.\n\n> [!NOTE]\n> ## A"]
    {
        assert_eq!(codes(body), ["empty-section"], "{body}");
    }
    for body in ["", "## A\n\n### B", "---", "&nbsp;"] {
        assert!(codes(body).contains(&"empty-article"), "{body}");
        assert!(!codes(body).contains(&"empty-section"), "{body}");
    }
}
