//! Phone numbers as readers meet them: as text, in one piece, spelt as people nearby write them, and dialled with their code.

use scraper::{ElementRef, Html};

use crate::support::html_site::{Written, all, build};
use crate::support::program::carepress;
use crate::support::{self, TODAY, options};

/// The pages of the base with an article.
fn built(body: &str) -> Written {
    let site = support::site((reviewed!("A page").to_owned() + body + "\n").as_bytes());
    build(site.path(), options(), &site.path().join("public"))
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().replace('\u{a0}', " ")
}

/// The words of the links of a page's body that dial, with what they dial.
fn calls(page: &Html) -> Vec<(String, String)> {
    let links = all(page, ".body a[href^='tel:']");
    links.into_iter().map(|link| (text(link), link.attr("href").unwrap_or_default().to_owned())).collect()
}

fn pairs(calls: &[(String, String)]) -> Vec<(&str, &str)> {
    calls.iter().map(|(words, address)| (&**words, &**address)).collect()
}

#[test]
fn every_number_can_be_read_and_is_dialled_with_its_code() {
    let site = built(
        "Please [call us](tel:clinic) early, or [ring the desk](tel:clinic).\n\nYou can [call](tel:clinic) at night too. \
         Or dial [](tel:clinic), [+44 20 7946 0018](tel:clinic).\n\nIn an emergency, call [999](tel:emergency) or \
         [the emergency services](tel:emergency).",
    );
    let calls = calls(&site.pages["page/index.html"]);
    let clinic = "tel:+442079460018";
    assert_eq!(
        pairs(&calls),
        [
            // Once in a paragraph.
            ("call us (020 7946 0018)", clinic),
            ("ring the desk", clinic),
            ("call (020 7946 0018)", clinic),
            ("020 7946 0018", clinic),
            ("020 7946 0018", clinic),
            ("999", "tel:999"),
            ("the emergency services", "tel:999"),
        ]
    );
}

#[test]
fn words_beside_a_number_are_kept() {
    let calls = calls(
        &built("You can [call us on 020 7946 0018](tel:clinic), or [call 999](tel:emergency).").pages["page/index.html"],
    );
    assert_eq!(pairs(&calls), [("call us on 020 7946 0018", "tel:+442079460018"), ("call 999", "tel:999")]);
}

#[test]
fn a_card_has_a_button_that_says_the_number() {
    let site = built(
        "> [!CAUTION]\n> ## Call [999](tel:emergency) now if:\n>\n> - you have chest pain\n\n> [!WARNING]\n> ## [Call the \
         clinic](tel:clinic) if:\n>\n> - you feel worse\n>\n> [Call us](tel:clinic) at any time.\n\n> [!NOTE]\n> You can \
         [call us](tel:clinic).",
    );
    let page = &site.pages["page/index.html"];
    let buttons: Vec<String> = all(page, ".card .call a").into_iter().map(text).collect();
    assert_eq!(buttons, ["Call 999", "Call 020 7946 0018"], "one for each card that seeks help");
    let words: Vec<String> =
        all(page, ".card.urgent h2 a, .card.urgent p:not(.call) a").into_iter().map(text).collect();
    assert_eq!(words, ["Call the clinic", "Call us"], "the button says the number");
    assert_eq!(text(all(page, ".card.information a")[0]), "call us (020 7946 0018)");
}

/// A button is bigger than the words beside it: in an emergency, it calls nobody else, whatever the site calls the number.
#[test]
fn the_button_of_an_emergency_calls_for_help() {
    let card = |level: &str| {
        format!("> [!{level}]\n> ## Call [](tel:emergency) or [our nurse](tel:nurse) if:\n>\n> - you feel worse\n")
    };
    for (level, buttons) in [("CAUTION", &["Call 999"][..]), ("WARNING", &["Call 999", "Call 020 7946 0019"])] {
        let site = support::site((reviewed!("A page").to_owned() + &card(level)).as_bytes());
        let settings = support::base_file("site.yaml").replace("emergency:", "nurse: \"+44 20 7946 0019\", emergency:");
        std::fs::write(site.path().join("site.yaml"), settings + "checks: { card-structure: off }\n").expect("written");
        let compiled = carepress::build::compile(site.path(), options()).expect("a site");
        let plan = compiled.plan.expect("settings");
        let page = plan
            .pages
            .iter()
            .find(|page| page.address(&plan.site).output_path() == "page/index.html")
            .expect("the page");
        let output = carepress::render::page(&plan.site, &plan.theme, &plan.register, page).expect("rendered");
        let html = Html::parse_document(std::str::from_utf8(&output.bytes).expect("text"));
        assert_eq!(all(&html, ".call a").into_iter().map(text).collect::<Vec<_>>(), buttons);
    }
}

#[test]
fn words_that_are_a_number_are_shown_as_it_can_be_dialled() {
    let calls = calls(
        &built("You can call [7946 0018](tel:clinic), [20 7946 0018](tel:clinic) or [0044 20 7946 0018](tel:clinic).")
            .pages["page/index.html"],
    );
    assert!(calls.iter().all(|(words, _)| words == "020 7946 0018"), "{calls:?}");
}

/// Whoever is lost, or holds an old copy, can call; a number is never broken over a line.
#[test]
fn the_numbers_are_on_every_page() {
    let site = built("Words.");
    for (path, page) in &site.pages {
        if all(page, "footer.site").is_empty() {
            continue;
        }
        let foot: Vec<String> = all(page, "footer.site a[href^='tel:']").into_iter().map(text).collect();
        assert_eq!(foot, ["020 7946 0018", "999"], "{path}");
        let broken =
            all(page, "a[href^='tel:'] bdi").into_iter().find(|bdi| bdi.text().any(|text| text.contains([' ', '-'])));
        assert!(broken.is_none(), "{path}: {:?}", broken.map(|bdi| bdi.html()));
    }
    for path in ["404.html", "index.html"] {
        assert_eq!(all(&site.pages[path], "main .phones a[href^='tel:']").len(), 2, "{path}");
    }
}

/// How else to reach the clinic is on each page, and the card with its number says when it is answered.
#[test]
fn what_is_given_of_the_clinic_is_shown() {
    let body = "> [!WARNING]\n> ## [Call the clinic](tel:clinic) if:\n>\n> - you feel worse\n";
    let site = support::site((reviewed!("A page").to_owned() + body).as_bytes());
    let contact = "contact:\n  en: { hours: \"Monday to Friday, 9am to 5pm\", text: Text 07700 900123 or use <Relay UK>, email: hello@clinic.example, address: 1 High Street }\n";
    std::fs::write(site.path().join("site.yaml"), support::base_file("site.yaml").to_owned() + contact)
        .expect("written");
    let written = build(site.path(), options(), &site.path().join("public"));
    let page = &written.pages["page/index.html"];
    assert_eq!(
        all(page, ".card .hours").into_iter().map(text).collect::<Vec<_>>(),
        ["Opening hours: Monday to Friday, 9am to 5pm"]
    );
    let foot: Vec<String> = all(page, "footer.site > p").into_iter().map(text).collect();
    assert_eq!(
        foot[1..],
        [
            "Call the clinic: 020 7946 0018",
            "Opening hours: Monday to Friday, 9am to 5pm",
            "Text 07700 900123 or use <Relay UK>",
            "E-mail: hello@clinic.example",
            "Address: 1 High Street",
            "In an emergency, call 999",
        ]
    );
    assert_eq!(all(page, "footer.site a[href='mailto:hello@clinic.example']").len(), 1);
}

#[test]
fn contacts_that_cannot_be_used_are_errors() {
    for (contact, message) in [
        ("en: { email: hello }", "`email` is \"hello\", which is not an e-mail address"),
        ("en: { email: \"a@b.example?subject=x\" }", "which is not an e-mail address"),
        ("en: { hours: \" \" }", "`hours` is empty"),
        ("en: { address: \"1 High Street\\nLondon\" }", "`address` is more than one line"),
        ("fr: { hours: Always }", "`contact` names the language `fr`, which the site does not have"),
        ("en: { houres: Always }", "`houres` is not a key"),
    ] {
        let site = support::site((reviewed!("A page").to_owned() + "Words.\n").as_bytes());
        let settings = format!("{}contact:\n  {contact}\n", support::base_file("site.yaml"));
        std::fs::write(site.path().join("site.yaml"), settings).expect("written");
        let ran = carepress(site.path(), &["check", "--today", TODAY]);
        assert!(ran.code == 1 && ran.err.contains(message), "{contact}: {}", ran.err);
    }
}
