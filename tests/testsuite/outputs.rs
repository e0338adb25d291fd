//! What a build writes is what its lists say, and no source can take the address of any of it: `check` and `build` agree.

use std::collections::BTreeSet;
use std::fs;

use crate::support;
use crate::support::html_site::files;
use crate::support::program::carepress;
use carepress::build::cache::Cache;
use carepress::build::{Outcome, publish};
use carepress::disk::output::MANIFEST;
use carepress::site::page::{Beside, Page};

const PAGE: &str = concat!(reviewed!("A page"), "Rest.\n");

fn page(aliases: &str) -> String {
    if aliases.is_empty() {
        PAGE.to_owned()
    } else {
        PAGE.replace("kind: article\n", &format!("kind: article\naliases: [{aliases}]\n"))
    }
}

fn settings() -> String {
    let security = "security: { contact: [\"mailto:security@clinic.example\"], expires: 2027-06-01 }\n";
    support::base_file("site.yaml").to_owned() + security
}

#[test]
fn a_build_writes_what_the_lists_say_and_nothing_else() {
    for (aliases, brings) in
        [("", ""), ("/old/, /older.html", ""), ("/old/", "-- static/robots.txt --\nx\n-- static/_headers --\n/*\n")]
    {
        let site = support::site(page(aliases).as_bytes());
        fs::write(site.path().join("site.yaml"), settings()).expect("written");
        if !brings.is_empty() {
            support::lay(site.path(), brings.as_bytes());
        }
        let compiled = carepress::build::compile(site.path(), support::options()).expect("a site");
        let plan = compiled.plan.expect("settings");
        let target = site.path().join("public");
        let done = publish(&plan, &mut Cache::default(), site.path(), &target, &|_| ()).expect("the disk takes it");
        assert!(matches!(done, Outcome::Published(_)), "{done:?}");
        let has_redirects = plan.pages.iter().any(|page| matches!(page, Page::Redirect(..)));
        let made = Beside::of(&plan.site, &plan.pages, has_redirects).into_iter().map(Beside::path);
        let pages = plan.pages.iter().map(|page| page.address(&plan.site).output_path());
        let assets = plan.site.assets.iter().map(|asset| asset.address.clone());
        let listed: BTreeSet<String> = made.chain(pages).chain(assets).chain([MANIFEST.to_owned()]).collect();
        assert_eq!(files(&target).into_iter().collect::<BTreeSet<_>>(), listed, "{aliases} {brings}");
    }
}

#[test]
fn no_source_takes_the_address_of_what_the_build_makes() {
    let built = support::site(page("/old/").as_bytes());
    fs::write(built.path().join("site.yaml"), settings()).expect("written");
    assert_eq!(carepress(built.path(), &["build", "--today", support::TODAY]).code, 0);
    let made = files(&built.path().join("public"));
    assert!(made.iter().any(|path| path == "robots.txt") && made.iter().any(|path| path == "_headers"), "{made:?}");
    // As a folder, by an old address and by a static file. What begins with a dot can be neither.
    for path in made.iter().filter(|path| !path.starts_with('.')) {
        for is_static in [false, true] {
            let site = support::site(page("/old/").as_bytes());
            fs::write(site.path().join("site.yaml"), settings()).expect("written");
            if is_static {
                let file = site.path().join("static").join(path).join("q.txt");
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, "x").expect("written");
            } else {
                fs::write(site.path().join("content/page.md"), page(&format!("/old/, \"/{path}/\""))).expect("written");
            }
            for command in ["check", "build"] {
                let ran = carepress(site.path(), &[command, "--today", support::TODAY]);
                assert_eq!(ran.code, 1, "{command}, {path}, static: {is_static}: {}{}", ran.out, ran.err);
                assert!(ran.err.contains("error[address-collision]"), "{command}, {path}: {}", ran.err);
            }
        }
    }
}
