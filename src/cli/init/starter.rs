//! The files of a new site, as they are in the folder `starter` beside this file. `{guide}` and
//! `{article}` in them are filled in.

/// The starter in one language.
#[derive(Debug)]
pub(super) struct Starter {
    /// Code of the language.
    pub(super) language: &'static str,
    /// File name of the main guide, without `.md`.
    pub(super) guide: &'static str,
    /// File name of the article, without `.md`.
    pub(super) article: &'static str,
    /// Files below `content`.
    pub(super) content: [(&'static str, &'static str); 6],
}

macro_rules! starter {
    ($language:literal, $guide:literal, $article:literal) => {
        Starter {
            language: $language,
            guide: $guide,
            article: $article,
            content: [
                ("index.md", include_str!(concat!("starter/", $language, "/index.md"))),
                (concat!($guide, ".md"), include_str!(concat!("starter/", $language, "/guide.md"))),
                (concat!($article, ".md"), include_str!(concat!("starter/", $language, "/article.md"))),
                ("claims.yaml", include_str!(concat!("starter/", $language, "/claims.yaml"))),
                ("glossary.yaml", include_str!(concat!("starter/", $language, "/glossary.yaml"))),
                ("sources.yaml", include_str!(concat!("starter/", $language, "/sources.yaml"))),
            ],
        }
    };
}

/// A starter for each language that the program has words for; the first is the usual one.
pub(super) const STARTERS: [Starter; 5] = [
    starter!("en", "first-session", "feeling-tired"),
    starter!("ar", "first-session", "feeling-tired"),
    starter!("de", "erste-sitzung", "muede-nach-akupunktur"),
    starter!("es", "primera-sesion", "cansancio"),
    starter!("pt-br", "primeira-sessao", "cansaco"),
];

/// Files of every site, in whatever language.
pub(super) const EVERY_SITE: [(&str, &str); 2] = [
    ("README.md", include_str!("starter/every-site/README.md")),
    (".gitignore", include_str!("starter/every-site/gitignore")),
];
