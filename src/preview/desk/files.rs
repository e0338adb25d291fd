//! The preview's own templates, scripts and stylesheets. They are no part of a site's theme.

/// Templates of the preview, in the folder `desk`. They are no part of a site, and no site replaces one of them.
pub const DESK: [(&str, &str); 11] = [
    ("bar.html", include_str!("bar.html")),
    ("base.html", include_str!("base.html")),
    ("claims.html", include_str!("claims.html")),
    ("components.html", include_str!("components.html")),
    ("explain.html", include_str!("explain.html")),
    ("missing.html", include_str!("missing.html")),
    ("nothing.html", include_str!("nothing.html")),
    ("pages.html", include_str!("pages.html")),
    ("problems.html", include_str!("problems.html")),
    ("trial.html", include_str!("trial.html")),
    ("try.html", include_str!("try.html")),
];

/// Scripts and stylesheets of the preview, in the same folder.
pub const DESK_STATIC: [(&str, &str); 5] = [
    ("bar.css", include_str!("bar.css")),
    ("desk.css", include_str!("desk.css")),
    ("preview.js", include_str!("preview.js")),
    ("problem.css", include_str!("problem.css")),
    ("try.js", include_str!("try.js")),
];
