//! What authors know from GitHub: how it is read, and what readers see and hear of it.

mod common;

use carepress::diagnostic::Diagnostic;

const FRONT: &str = "---\ntitle: A page\nsummary: Rest well.\nkind: article\nreview: { version: \"1.0\" }\n---\n\n";

/// What is wrong with a page of the base that has this text.
fn problems(body: &str) -> Vec<Diagnostic> {
    let site = common::site(format!("{FRONT}{body}\n").as_bytes());
    let found = carepress::examine(site.path(), common::options()).expect("the folder can be read");
    found.into_iter().filter(|problem| problem.path() == "content/page.md").collect()
}

/// The codes of these problems.
fn codes(body: &str) -> Vec<&'static str> {
    problems(body).into_iter().map(|problem| problem.code).collect()
}

/// The article on the page of the base that has this text.
fn page(body: &str) -> String {
    let site = common::site(format!("{FRONT}{body}\n").as_bytes());
    let target = site.path().join("public");
    let compiled = carepress::compile(site.path(), common::options()).expect("the folder can be read");
    let plan = compiled.plan.expect("settings");
    carepress::publish(&plan, &mut carepress::memory::Memory::default(), site.path(), &target, &|_| ())
        .expect("published");
    let html = std::fs::read_to_string(target.join("page/index.html")).expect("the page");
    html[html.find("</h1>").expect("a title")..html.find("</article>").or(html.find("</main>")).expect("an end")]
        .to_owned()
}

/// All links of a page's article that lead out of the site, each with its words.
fn links(body: &str) -> Vec<(String, String)> {
    let html = scraper::Html::parse_fragment(&page(body));
    let selector = scraper::Selector::parse("a[href^=http], a[href^=mailto]").expect("a selector");
    let both = |link: scraper::ElementRef<'_>| {
        (link.value().attr("href").unwrap_or_default().to_owned(), link.text().collect::<String>())
    };
    html.select(&selector).map(both).filter(|(href, _)| !href.contains("x.example/page")).collect()
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
