//! Addresses in running text, those of the GFM specification among them.

use super::{all, links};

/// What a text is linked as: each address as it is there.
fn shown(text: &str) -> Vec<&str> {
    links(text).into_iter().map(|(range, _)| &text[range]).collect()
}

/// The same for all that is no prose.
fn left_out(text: &str) -> Vec<&str> {
    all(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn addresses_become_links_as_the_specification_of_gfm_says() {
    for (text, expected) in [
        ("www.commonmark.org", vec!["www.commonmark.org"]),
        ("Visit www.commonmark.org/help for more information.", vec!["www.commonmark.org/help"]),
        ("Visit www.commonmark.org.", vec!["www.commonmark.org"]),
        ("Visit www.commonmark.org/a.b.", vec!["www.commonmark.org/a.b"]),
        ("www.google.com/search?q=Markup+(business)", vec!["www.google.com/search?q=Markup+(business)"]),
        ("www.google.com/search?q=Markup+(business)))", vec!["www.google.com/search?q=Markup+(business)"]),
        ("(www.google.com/search?q=Markup+(business))", vec!["www.google.com/search?q=Markup+(business)"]),
        ("(www.google.com/search?q=Markup+(business)", vec!["www.google.com/search?q=Markup+(business)"]),
        ("www.google.com/search?q=(business))+ok", vec!["www.google.com/search?q=(business))+ok"]),
        ("www.google.com/search?q=commonmark&hl=en", vec!["www.google.com/search?q=commonmark&hl=en"]),
        ("www.google.com/search?q=commonmark&hl;", vec!["www.google.com/search?q=commonmark"]),
        ("www.commonmark.org/he<lp", vec!["www.commonmark.org/he"]),
        ("http://commonmark.org", vec!["http://commonmark.org"]),
        (
            "(Visit https://encrypted.google.com/search?q=Markup+(business))",
            vec!["https://encrypted.google.com/search?q=Markup+(business)"],
        ),
        ("foo@bar.baz", vec!["foo@bar.baz"]),
        ("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", vec!["hello+xyz@mail.example"]),
        ("a.b-c_d@a.b", vec!["a.b-c_d@a.b"]),
        ("a.b-c_d@a.b.", vec!["a.b-c_d@a.b"]),
        ("a.b-c_d@a.b- and a.b-c_d@a.b_", vec![]),
        ("mailto:foo@bar.baz", vec!["mailto:foo@bar.baz"]),
        ("http://localhost:8080/x and www.localhost", vec!["http://localhost:8080/x", "www.localhost"]),
        ("https:// x, https://. and www. or www.x_y.org_z", vec![]),
        ("see @nhs, a @ b, me@home and 5 @ 3.50", vec![]),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn the_stops_of_every_script_stay_outside() {
    for (text, expected) in [
        ("„www.arzt.de“, sagt sie", vec!["www.arzt.de"]),
        ("Siehe »https://münchen-klinik.de/a_b«!", vec!["https://münchen-klinik.de/a_b"]),
        ("¿Ha visto https://salud.example/año?", vec!["https://salud.example/año"]),
        ("请看https://x.example/a。更多", vec!["https://x.example/a"]),
        ("（https://x.example/a），好", vec!["https://x.example/a"]),
        ("انظر https://x.example/a، ثم اتصل", vec!["https://x.example/a"]),
        ("هل زرت www.x.example؟", vec!["www.x.example"]),
        ("راسل info@x.example، أو", vec!["info@x.example"]),
        ("[see https://x.example/a] or \"https://x.example/b\".", vec!["https://x.example/a", "https://x.example/b"]),
        ("müller@praxis.example…", vec!["müller@praxis.example"]),
        ("https://x.example/a…", vec!["https://x.example/a"]),
        ("HTTPS://X.EXAMPLE and WWW.x.example", vec!["HTTPS://X.EXAMPLE", "WWW.x.example"]),
        ("a@b.example,c@d.example;e@f.example", vec!["a@b.example", "c@d.example", "e@f.example"]),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
    assert_eq!(links("www.x.example")[0].1, "https://www.x.example");
    assert_eq!(links("MAILTO:a@b.example")[0].1, "mailto:a@b.example");
}

#[test]
fn addresses_paths_and_numbers_of_publications_are_no_prose() {
    for (text, expected) in [
        ("See https://x.example/%D7%96 or ask.", vec!["https://x.example/%D7%96"]),
        ("doi:10.1000/182.", vec!["doi:10.1000/182"]),
        ("(DOI: 10.1136/aim.23.3.112)", vec!["DOI: 10.1136/aim.23.3.112"]),
        ("10.1000.10/123 and 10.5/2", vec!["10.1000.10/123"]),
        (r"Put C:\Users\Ann\knee.png or \\server\share there.", vec![r"C:\Users\Ann\knee.png", r"\\server\share"]),
        ("In /etc/x, content/pictures/x.png and ../faq.md.", vec!["/etc/x", "content/pictures/x.png", "../faq.md"]),
        ("Open Leaflet(2).PDF.", vec!["Leaflet(2).PDF"]),
        (
            "Go to nhs.uk/conditions, AdvoConnection.com or patient.info.",
            vec!["nhs.uk/conditions", "AdvoConnection.com", "patient.info"],
        ),
        ("ftp://x.example/MRI", vec!["ftp://x.example/MRI"]),
        ("and/or 24/7, 120/80, mg/kg/day, 11/2/2026, km/h, he/she.", vec![]),
        ("Rest.Then call, z.B. at 9.30 a.m./p.m., i.v. or U.S. and 1.5/2.", vec![]),
        ("Agua.Es buena. Dr.med Sleep. Tablets/day /24 h.", vec![]),
    ] {
        assert_eq!(left_out(text), expected, "{text}");
    }
}
