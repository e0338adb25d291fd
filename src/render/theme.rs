//! The template engine: which templates there are, and what is said when one of them is wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use tera::{Context, ErrorKind, Tera};

use super::body::{self, PageBody};
use super::bounds::{self, Bounded, bounded};
use super::unused::unused;
use super::{context, register_page};
use crate::base::address::Address;
use crate::base::diagnostic::{Diagnostic, Location, Text, code, suggest};
use crate::base::digest::{Digest, Parts};
use crate::disk::source::Asset;
use crate::disk::source::theme::TEMPLATES;
use crate::site::Site;
use crate::site::page::{Basis, Listing, Page};
use crate::site::register::Register;

/// The templates of a site, ready to render, and what all of its pages share.
pub struct Theme {
    tera: Tera,
    /// Paths and texts, to show a line of them.
    sources: BTreeMap<String, Text>,
    /// The site's own as the engine has them.
    bounded: BTreeMap<String, Bounded>,
    /// What the pages of a language share.
    shared: BTreeMap<String, Context>,
    stylesheet: Address,
    icon: String,
    share_picture: Option<Address>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("templates", &self.sources.keys()).finish_non_exhaustive()
    }
}

impl Theme {
    /// Loads the templates: the theme's own, each replaced by the site's file of the same name where there is one.
    #[must_use]
    pub fn load(site: &Site, own: Vec<Text>) -> (Self, Vec<Diagnostic>) {
        let mut sources: BTreeMap<String, Text> = TEMPLATES
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Text::new(format!("templates/{name}"), *text)))
            .collect();
        let own = own.into_iter().map(|text| (text.path["templates/".len()..].to_owned(), text));
        let own: BTreeMap<String, Text> = own.collect();
        sources.extend(own.clone());
        let mut tera = Tera::new();
        bounds::teach(&mut tera);
        let mut problems = unused(&own);
        let mut in_bounds = BTreeMap::new();
        for (name, text) in own {
            match bounded(&text.text, |name| sources.get(name).map_or(0, |text| text.text.len())) {
                Ok(bounded) => {
                    in_bounds.insert(name, bounded);
                }
                Err(at) => {
                    problems.push(joins_too_much(&text, at));
                    in_bounds.insert(name, Bounded::default());
                }
            }
        }
        let as_read = sources.iter().map(|(name, text)| {
            let text = in_bounds.get(name).map_or_else(|| text.text.clone(), |bounded| bounded.text.clone());
            (name.clone(), text)
        });
        let mut added = tera.add_raw_templates(as_read);
        if added.is_err() {
            // What is wrong with a template is told of it as it is written, where that fails as well.
            let mut plain = Tera::new();
            bounds::teach(&mut plain);
            let as_written = sources.iter().map(|(name, text)| (name.clone(), text.text.clone()));
            if let Err(error) = plain.add_raw_templates(as_written) {
                in_bounds.clear();
                added = Err(error);
            }
        }
        let (icon, share_picture) = (icon(site), address_of(site, "static/share.png"));
        let shared = site.words.keys().map(|language| {
            let context = context::shared(site, language, &icon, share_picture.as_ref());
            (language.clone(), context)
        });
        let theme = Self {
            shared: shared.collect(),
            stylesheet: address_of(site, "static/style.css").unwrap_or_else(|| Address::file("style.css")),
            icon,
            share_picture,
            tera,
            sources,
            bounded: in_bounds,
        };
        if let Err(error) = added {
            problems.extend(mistakes(&error, &theme));
        }
        (theme, problems)
    }

    /// The place of some columns of a line, from 1, which the engine counts in the text that it has.
    fn place(&self, text: &Text, line: usize, columns: Range<usize>) -> Location {
        let (start, end) = (columns.start.max(1), columns.end.max(1));
        match self.bounded.get(&text.path["templates/".len()..]) {
            Some(bounded) => {
                text.at_columns(line, bounded.column(line, start - 1) + 1..bounded.column(line, end - 1) + 1)
            }
            None => text.at_columns(line, start..end),
        }
    }

    /// A digest of all that a page takes from its theme.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut parts = Parts::default();
        for (name, text) in &self.sources {
            parts.add(name);
            parts.add(&text.text);
        }
        parts.add(self.stylesheet.as_str());
        parts.add(&self.icon);
        parts.add(self.share_picture.as_ref().map_or("", Address::as_str));
        parts.digest()
    }

    pub(super) fn render(
        &self,
        site: &Site,
        register: &Register,
        page: &Page,
        address: &Address,
    ) -> Result<Vec<u8>, tera::Error> {
        bounds::begin();
        let traits = page.traits(site);
        let body = match traits.basis {
            Basis::Whole(id) => body::write(site, &site[id], address, &self.tera)?,
            Basis::Part(id) => body::write_fridge_card(site, &site[id], address, &self.tera)?,
            Basis::Site | Basis::InPlace(_) | Basis::LeadsTo(_) => PageBody::default(),
        };
        let mut context = context::of_page(&self.shared[traits.language], site, page, &body, &self.stylesheet);
        let is_register = traits.listing == Listing::Reviews;
        let rows = is_register.then(|| register_page::fill(&mut context, site, register, address));
        let mut out = Vec::with_capacity(body.html.len() + 8_192);
        self.tera.render_to(traits.template, &context, &mut out)?;
        Ok(match rows {
            Some(rows) => rows.within(out),
            None => out,
        })
    }
}

fn address_of(site: &Site, path: &str) -> Option<Address> {
    site.assets.iter().find(|asset| asset.path == path).map(|asset| Address::file(&asset.address))
}

/// The site's icon as a `data:` address, so that showing it asks nobody for anything.
fn icon(site: &Site) -> String {
    let asset = site.assets.iter().find(|asset| asset.path == "static/favicon.svg");
    let Some(bytes) = asset.and_then(Asset::held) else { return "data:,".to_owned() };
    let mut address = String::from("data:image/svg+xml,");
    for byte in String::from_utf8_lossy(bytes).trim().bytes() {
        match byte {
            b'"' => address.push('\''),
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'='
            | b'/'
            | b':'
            | b'.'
            | b'-'
            | b'\''
            | b','
            | b';'
            | b'('
            | b')' => {
                address.push(char::from(byte));
            }
            byte => {
                let _ = write!(address, "%{byte:02x}");
            }
        }
    }
    address
}

/// A template that is not loaded, for one of its tags puts too much together.
fn joins_too_much(text: &Text, at: usize) -> Diagnostic {
    let message = "this tag puts more than 50 texts or lists together";
    Diagnostic::new(code::TEMPLATE_ERROR, message).at(text.at(at..at + 2)).help("put them together in several steps")
}

/// What the engine finds wrong when templates are put together, such as filters and components that there are not. It says
/// all of it in one text, each with its place.
fn mistakes(error: &tera::Error, theme: &Theme) -> Vec<Diagnostic> {
    let text = error.to_string();
    let reports = text.strip_prefix("error: ").unwrap_or(&text).split("\n\nerror: ");
    let found: Vec<Diagnostic> = reports.filter_map(|report| mistake(report, theme)).collect();
    if found.is_empty() { vec![problem(error, theme, "")] } else { found }
}

/// One of these: what is wrong, behind an arrow the template with line and column, and at the end as many `^` as there are
/// characters to blame.
fn mistake(report: &str, theme: &Theme) -> Option<Diagnostic> {
    let (message, place) = report.split_once("\n --> ")?;
    let mut place = place.lines().next()?.rsplitn(3, ':');
    let (column, line): (usize, usize) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
    let text = theme.sources.get(place.next()?)?;
    let width = report.trim_end().chars().rev().take_while(|c| *c == '^').count();
    let unknown = message.split('`').nth(1).unwrap_or_default();
    let help = if message.starts_with("Unknown component") {
        let components = theme.sources.values().flat_map(|text| text.text.split("{% component ").skip(1));
        let mut names: Vec<&str> = components.filter_map(|rest| Some(rest.split_once('(')?.0)).collect();
        names.sort_unstable();
        suggest(unknown, names.iter().copied(), "components")
    } else {
        COMPARE.to_owned()
    };
    let place = theme.place(text, line, column..column + width);
    Some(Diagnostic::new(code::TEMPLATE_ERROR, lower_first(message)).at(place).help(help))
}

/// What to do about a template where nothing better is known.
const COMPARE: &str =
    "compare it with the theme's own template of that name; take the site's file out to use the theme's again";

/// A template's mistake in an editor's words: template, line, column, and the page that was being rendered.
pub(super) fn problem(error: &tera::Error, theme: &Theme, page: &str) -> Diagnostic {
    let report = if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
        Some(report)
    } else {
        None
    };
    let message = report.map_or_else(|| error.to_string(), |report| report.message().to_owned());
    let message = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
    // The engine lists every variable that there is; the one that was meant says more.
    let (message, available) = message.split_once(". Available variables: ").unwrap_or((message, ""));
    let unknown = message.split('`').nth(1).unwrap_or_default();
    let help =
        if available.is_empty() { COMPARE.to_owned() } else { suggest(unknown, available.split(", "), "variables") };
    let while_rendering = if page.is_empty() { String::new() } else { format!(" (while rendering {page})") };
    let diagnostic = Diagnostic::new(code::TEMPLATE_ERROR, format!("{}{while_rendering}", lower_first(message)));
    let Some(report) = report else { return diagnostic.at(Location::file("templates")).help(help) };
    let name = report.filename();
    let span = report.span();
    let line = span.start_line.max(1);
    let end = if span.end_line == line { span.end_col } else { span.start_col };
    let place = match theme.sources.get(name) {
        // Columns come 0-based from the engine.
        Some(text) => theme.place(text, line, span.start_col + 1..end + 1),
        None => Location::file(format!("templates/{name}")),
    };
    diagnostic.at(place).help(help)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
