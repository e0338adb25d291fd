//! A site's own templates: whatever they hold, a page comes to an end, in bounded memory, or there is an error at its place.

use std::fs;
use std::path::Path;

use crate::support;
use carepress::base::diagnostic::Diagnostic;
use tempfile::TempDir;

/// The base with a template of its own for the page that is not found.
fn site(template: &str) -> TempDir {
    let site = support::site(format!("-- templates/404.html --\n{template}\n").as_bytes());
    assert!(site.path().join("templates/404.html").exists());
    site
}

fn found(template: &str) -> Vec<Diagnostic> {
    carepress::build::examine(site(template).path(), support::options()).expect("the folder can be read")
}

/// The page as it is written.
fn rendered(template: &str) -> String {
    let site = site(template);
    let compiled = carepress::build::compile(site.path(), support::options()).expect("the folder can be read");
    assert_eq!(compiled.diagnostics, []);
    let plan = compiled.plan.expect("a site");
    let page = plan.pages.iter().find(|page| **page == carepress::site::page::Page::NotFound).expect("the page");
    let (output, found) = plan.render(page);
    let output = output.unwrap_or_else(|| panic!("{template}: {found:?}"));
    String::from_utf8(output.bytes.into_owned()).expect("text")
}

const LOOP: &str = "{% for i in range(end=100000) %}";

#[test]
fn a_template_that_takes_too_much_is_an_error_at_its_place() {
    let doubled =
        |tag: &str| format!("{{% set a = \"xxxxxxxx\" %}}\n{{% for i in range(end=60) %}}{tag}{{% endfor %}}");
    let grown = doubled("{% set_global a = a ~ a %}");
    let lists = doubled("{% set_global a = [a, a] %}") + "{{ a }}";
    let many = "{{ \"x\"".to_owned() + &" ~ \"x\"".repeat(60) + " }}";
    for (template, line, says) in [
        (&format!("{LOOP}{LOOP}{{% endfor %}}{{% endfor %}}"), 1, "goes round its loops more than 300,000 times"),
        (&format!("\n\n{LOOP}\n{LOOP}{{%- set b = i -%}}{{% endfor %}}{{% endfor %}}"), 4, "300,000 times"),
        (&format!("{{# {{% raw %}} #}}{{{{ \"{{#\" }}}}{LOOP}{LOOP}{{% endfor %}}{{% endfor %}}"), 1, "300,000 times"),
        (&format!("{{% raw %}}{{% for{{% endraw %}}{LOOP}{LOOP}{{% endfor %}}{{% endfor %}}"), 1, "300,000 times"),
        (&format!("{LOOP}{}{{% endfor %}}", "word ".repeat(400)), 1, "writes more than 64 MB"),
        (
            &format!("{{% set b %}}{LOOP}{}{{% endfor %}}{{% endset %}}", "word ".repeat(400)),
            1,
            "writes more than 64 MB",
        ),
        (&(grown.clone() + "{{ a }}"), 2, "keeps more than 16 MB in variables"),
        (&doubled("{% set_global a %}{{ a }}{{ a }}{% endset %}"), 2, "writes more than 64 MB"),
        (&doubled("{% set_global a %}{{ a ~ a }}{% endset %}"), 2, "writes more than 64 MB"),
        (&doubled("{% set_global a = a | replace(from=\"x\", to=\"xx\") %}"), 2, "more than 16 MB"),
        (&doubled("{% set_global a = [a, a] | join(sep=a) %}"), 2, "more than 16 MB"),
        (
            &doubled("{% set_global a = [...a | split(pat=\"\"), ...a | split(pat=\"\")] | join %}"),
            2,
            "more than 16 MB",
        ),
        (&lists, 2, "writes more than 64 MB"),
        (&many, 1, "this tag puts more than 50 texts or lists together"),
    ] {
        let found = found(template);
        let problem = found.iter().find(|problem| problem.code.as_str() == "template-error");
        let problem = problem.unwrap_or_else(|| panic!("{template:.200}: {found:?}"));
        let place = problem.location.as_ref().expect("a place");
        assert!(problem.message.contains(says), "{template:.200}: {}", problem.message);
        assert_eq!((place.path(), place.line()), ("templates/404.html", line), "{template:.200}");
    }
}

#[test]
fn a_template_within_its_bounds_is_what_it_would_be_without() {
    for (template, page) in [
        ("a\n{% for i in range(end=3) -%}\n  {{ i }},\n{%- endfor %}\nb", "a\n0,1,2,\nb\n"),
        ("{% for i in range(end=2) %}\n {{- i -}} \n{% endfor %}.", "01.\n"),
        ("{{ \"}}\" }}{{ '%}' ~ `{{` }}|{{ \"a\\\"}}\" | safe }}", "}}%}{{|a\"}}\n"),
        ("{% set x = \"<b>\" %}{{ x }}{{ x | safe }}{{ x ~ \"&\" }}", "&lt;b&gt;<b>&lt;b&gt;&amp;\n"),
        ("{% set x %}<i>{{ \"<\" }}</i>{% endset %}{{ x }}", "<i>&lt;</i>\n"),
        ("{% raw %}{{ x }}{% for %}{% endraw %}{# {{ x }} #}!", "{{ x }}{% for %}!\n"),
        ("{{ \"a-b\" | replace(from=\"-\", to=\"+\") }}{{ [1, \"<\"] | join(sep=\"/\") }}", "a+b1/&lt;\n"),
        ("{{ \"a\nb\" | indent(width=2) }}{{ 1 if true else 2 }}{{ -1 }}", "a\n  b1-1\n"),
        ("{{ [[1, 2], {\"k\": 3}] | length }}{% if 5 % 2 == 1 %}odd{% endif %}", "2odd\n"),
        (
            "{% component c(x=1, @words) %}{{ x }}{{ words.home }}{% endcomponent c %}{{<c x={2} />}}{{<c />}}",
            "2Home1Home\n",
        ),
    ] {
        assert_eq!(rendered(template), page, "{template}");
    }
    // The theme's own, as a site would copy them.
    let plain = support::site(b"Words.\n");
    let copied = support::site(b"Words.\n");
    for (name, text) in carepress::disk::source::theme::TEMPLATES {
        let file = copied.path().join("templates").join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
    let pages = |root: &Path| {
        let compiled =
            carepress::build::compile(root, support::options()).expect("the folder can be read").plan.expect("a site");
        let outputs = compiled.pages.iter().map(|page| compiled.render(page).0.expect("a page").bytes.into_owned());
        outputs.collect::<Vec<Vec<u8>>>()
    };
    assert!(pages(plain.path()) == pages(copied.path()));
}

#[test]
fn a_mistake_is_told_where_it_is_written() {
    for (template, column, width) in [
        ("{% for i in range(end=2) %}{{ i }}{{ nothing }}{% endfor %}", 38, 7),
        ("{{ 1 ~ 2 }}{{ i_am | upper }}", 15, 4),
        ("{{ 1 }}{% if %}", 14, 2),
    ] {
        let found = found(template);
        let place = found
            .iter()
            .find_map(|problem| problem.location.as_ref())
            .unwrap_or_else(|| panic!("{template}: {found:?}"));
        assert_eq!((place.path(), place.line()), ("templates/404.html", 1), "{template}");
        assert_eq!((place.column(), place.end_column() - place.column()), (column, width), "{template}: {found:?}");
    }
}
