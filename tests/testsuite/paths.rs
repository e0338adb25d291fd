//! Paths behave alike on Windows, macOS and Linux: upper and lower case, backslashes, and accents in either form.

use std::fs;

use crate::support;
use crate::support::html_site;
use carepress::base::diagnostic::Diagnostic;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\"><title>Hours</title></svg>\n";

fn page(body: &str) -> String {
    format!("---\ntitle: A page\nsummary: It is short.\nkind: article\nreview: {{ version: \"0.1\" }}\n---\n\n{body}\n")
}

fn found(files: &[(&str, String)]) -> Vec<String> {
    let site = support::site(&laid(files));
    let problems = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
    let told = |problem: Diagnostic| {
        let place = problem.location.as_ref().map_or("", |place| place.path()).to_owned();
        format!("{place}: {}: {}; {}", problem.code.as_str(), problem.message, problem.help.unwrap_or_default())
    };
    problems.into_iter().map(told).collect()
}

fn laid(files: &[(&str, String)]) -> Vec<u8> {
    files.iter().map(|(path, text)| format!("-- {path} --\n{text}")).collect::<Vec<_>>().concat().into_bytes()
}

#[test]
fn a_link_has_the_case_of_its_file_everywhere() {
    for (link, meant) in
        [("Guide.md", "guide.md"), ("GUIDE.MD", "guide.md"), ("Pictures/Hours.svg", "pictures/hours.svg")]
    {
        let told = found(&[("content/page.md", page(&format!("[Read the guide]({link})")))]);
        let says = format!("content/page.md: broken-link: there is no file content/{link}; did you mean `{meant}`?");
        assert_eq!(told, [says]);
    }
    let told =
        found(&[("content/page.md", page("Words.").replace("kind: article", "kind: article\nrelated: [Guide.md]"))]);
    assert_eq!(told, ["content/page.md: broken-link: there is no article content/Guide.md; did you mean `guide.md`?"]);
}

#[test]
fn a_backslash_is_told_from_a_slash() {
    let told =
        found(&[("content/page.md", page("![Hours](pictures\\hours.svg \"Hours\") and [the guide](.\\guide.md)"))]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|told| told.ends_with("write `/` in place of `\\`: guide.md")), "{told:?}");
    assert!(told.iter().all(|told| told.contains("hours.svg") || told.contains("guide.md")), "{told:?}");
    // A path that is given on the command line may have the slashes of any system.
    let site = support::site(page("Words.").as_bytes());
    let ran = support::program::carepress(site.path(), &["check", "content\\page.md", "--today", support::TODAY]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 errors, 0 warnings\n"), "{}", ran.err);
}

#[test]
fn an_accent_is_one_whichever_way_it_is_stored() {
    let (composed, apart) = ("caf\u{e9}", "cafe\u{301}");
    for (stored, written) in [(composed, apart), (apart, composed), (apart, apart)] {
        let body = format!("See [the café]({written}.md#th\u{e9}) and [a picture]({written}.svg).");
        let front = format!("kind: article\nrelated: [{written}.md]");
        let files = [
            ("content/page.md".to_owned(), page(&body).replace("kind: article", &front)),
            (format!("content/{stored}.md"), page("## The\u{301}\n\nTea.").replacen("title: ", "title: Tea and ", 1)),
            (format!("content/{stored}.svg"), SVG.to_owned()),
        ];
        let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        assert_eq!(found(&files), Vec::<String>::new(), "{stored} and {written}");
        let site = support::site(&laid(&files));
        let target = site.path().join("public");
        let site = html_site::build(site.path(), support::options(), &target);
        let names = html_site::files(&target);
        assert!(
            names.contains(&format!("{composed}/index.html")) && names.contains(&format!("{composed}.svg")),
            "{names:?}"
        );
        assert_eq!(site.faults(), Vec::<String>::new());
    }
}

#[test]
fn files_that_some_system_takes_for_one_are_told_apart() {
    for (first, second) in
        [("content/Sleep.md", "content/sleep.md"), ("content/caf\u{e9}.md", "content/cafe\u{301}.md")]
    {
        let told = found(&[(first, page("Words.")), (second, page("Words."))]);
        assert!(told.iter().any(|told| told.contains("address-collision")), "{told:?}");
    }
    let svg = || SVG.to_owned();
    let told = found(&[("content/pictures/Hours.svg", svg())]);
    assert!(told.iter().any(|told| told.contains("address-collision")), "{told:?}");
}

#[test]
fn a_fix_finds_a_file_by_either_form_of_its_name() {
    let files = [("content/cafe\u{301}.md", page("Words.").replace("title:", "titel:"))];
    let site = support::site(&laid(&files));
    let ran = support::program::carepress(site.path(), &["check", "--fix", "--today", support::TODAY]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let text = fs::read_to_string(site.path().join("content/cafe\u{301}.md")).expect("the file has the name it had");
    assert!(text.contains("title: A page"));
}
