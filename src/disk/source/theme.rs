//! The theme inside the binary: templates, words and static files for whatever a site does not bring itself.

/// Templates by name. A site's own `templates/NAME` replaces one of them.
pub const TEMPLATES: [(&str, &str); 18] = [
    ("404.html", include_str!("../../../templates/404.html")),
    ("a-z.html", include_str!("../../../templates/a-z.html")),
    ("accessibility.html", include_str!("../../../templates/accessibility.html")),
    ("article.html", include_str!("../../../templates/article.html")),
    ("base.html", include_str!("../../../templates/base.html")),
    ("components.html", include_str!("../../../templates/components.html")),
    ("expired.html", include_str!("../../../templates/expired.html")),
    ("fridge-card.html", include_str!("../../../templates/fridge-card.html")),
    ("glossary.html", include_str!("../../../templates/glossary.html")),
    ("guide.html", include_str!("../../../templates/guide.html")),
    ("head.html", include_str!("../../../templates/head.html")),
    ("home.html", include_str!("../../../templates/home.html")),
    ("list.html", include_str!("../../../templates/list.html")),
    ("redirect.html", include_str!("../../../templates/redirect.html")),
    ("register.html", include_str!("../../../templates/register.html")),
    ("section.html", include_str!("../../../templates/section.html")),
    ("topic.html", include_str!("../../../templates/topic.html")),
    ("topics.html", include_str!("../../../templates/topics.html")),
];

/// Words of the templates by language code; the first are those that stand in for missing ones.
pub const WORDS: [(&str, &str); 5] = [
    ("en", include_str!("../../../templates/words/en.yaml")),
    ("ar", include_str!("../../../templates/words/ar.yaml")),
    ("de", include_str!("../../../templates/words/de.yaml")),
    ("es", include_str!("../../../templates/words/es.yaml")),
    ("pt-br", include_str!("../../../templates/words/pt-br.yaml")),
];

/// Static files by address.
pub const STATIC: [(&str, &[u8]); 3] = [
    ("favicon.svg", include_bytes!("../../../static/favicon.svg")),
    ("share.png", include_bytes!("../../../static/share.png")),
    ("style.css", include_bytes!("../../../static/style.css")),
];
