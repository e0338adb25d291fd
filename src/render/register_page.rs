//! What the register's template is given: rows as HTML, counts of states, the items of each instrument.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display, Write as _};

use memchr::memmem;
use serde::Serialize;
use tera::Context;

use super::body::Escaped;
use crate::base::address::Address;
use crate::base::digest::Digest;
use crate::content::article::Waiver;
use crate::site::Site;
use crate::site::register::instruments::{Answers, INSTRUMENTS, Instrument};
use crate::site::register::{Publication, Register, Row};
use crate::site::review::State;

#[derive(Serialize)]
struct Count {
    state: &'static str,
    pages: usize,
}

#[derive(Serialize)]
struct ShownInstrument {
    name: &'static str,
    items: Vec<ShownItem>,
}

#[derive(Serialize)]
struct ShownItem {
    number: u8,
    asks: &'static str,
    /// Pages on which it is met, not met, about nothing, and for a person.
    answers: [usize; 4],
}

/// The pages of which an instrument says the same: most pages of a site are alike.
struct Alike {
    pages: usize,
    /// How they do by it, in words.
    score: String,
}

/// What an instrument says of the pages.
#[derive(Default)]
struct Told(HashMap<Answers, Alike>);

impl Told {
    /// Counts one more page, and gives its score.
    fn add(&mut self, answers: Answers) -> &str {
        let alike = self.0.entry(answers).or_insert_with(|| Alike { pages: 0, score: score(answers) });
        alike.pages += 1;
        &alike.score
    }

    /// By number of the item: pages on which it is met, not met, about nothing, and for a person.
    fn by_item(&self) -> BTreeMap<u8, [usize; 4]> {
        let mut items = BTreeMap::<u8, [usize; 4]>::new();
        for (answers, alike) in &self.0 {
            let kinds = [answers.yes, answers.no, answers.not_applicable, answers.person];
            for (kind, numbers) in kinds.into_iter().enumerate() {
                numbers.numbers().for_each(|number| items.entry(number).or_default()[kind] += alike.pages);
            }
        }
        items
    }

    /// What was told, item by item.
    fn of(&self, instrument: &Instrument) -> ShownInstrument {
        let answers = self.by_item();
        let items = instrument.items.iter().map(|item| ShownItem {
            number: item.number,
            asks: item.asks,
            answers: answers.get(&item.number).copied().unwrap_or_default(),
        });
        ShownInstrument { name: instrument.name, items: items.collect() }
    }
}

/// The rows as HTML.
pub(super) struct Rows {
    html: String,
    /// What the page holds in their place until they are put there: words that follow from all of them, so that no
    /// words of the site can be the same by chance.
    place: String,
}

impl Rows {
    /// A page with its rows. The page is written around them, so that the longest text of a site is there once.
    pub(super) fn within(self, page: Vec<u8>) -> Vec<u8> {
        let Some(at) = memmem::find(&page, self.place.as_bytes()) else { return page };
        let mut whole = self.html.into_bytes();
        whole.splice(..0, page[..at].iter().copied());
        whole.extend_from_slice(&page[at + self.place.len()..]);
        whole
    }
}

/// Adds what the template `register.html` shows, but for the rows, which are put into the page when it is written.
///
/// The rows are written here and not by a template: as the engine wants them, those of a large site would take more
/// memory than all else that a build holds, and most of the time of its last page.
pub(super) fn fill(context: &mut Context, site: &Site, register: &Register, address: &Address) -> Rows {
    // Pages in each state.
    let mut in_state = BTreeMap::<&str, usize>::new();
    let mut told: [Told; INSTRUMENTS.len()] = Default::default();
    let mut html = String::with_capacity(site.articles.len() * 512);
    for (article, row) in site.articles.iter().zip(register.one_by_one(site)) {
        *in_state.entry(row.state.name()).or_default() += 1;
        let is_there = row.publication != Publication::Planned;
        let href = is_there.then(|| article.address.from(address, site.config.portable));
        let scores = told.iter_mut().zip([row.pemat, row.cdc, row.discern]).map(|(told, answers)| told.add(answers));
        // A string takes whatever is written to it.
        let _ = write_row(&mut html, &row, href.as_deref(), scores);
    }
    let names = State::BY_URGENCY.into_iter().map(State::name);
    let counts: Vec<Count> = names.filter_map(|state| Some(Count { state, pages: *in_state.get(state)? })).collect();
    let instruments: Vec<ShownInstrument> =
        INSTRUMENTS.iter().zip(&told).map(|(instrument, told)| told.of(instrument)).collect();
    context.insert("today", &site.config.today);
    context.insert("counts", &counts);
    context.insert("instruments", &instruments);
    let place = format!("{:?}", Digest::of(&html));
    context.insert("rows", &place);
    Rows { html, place }
}

/// Of the items that the build could answer, how many are met, and the numbers of the others.
fn score(answers: Answers) -> String {
    let unmet: Vec<String> = answers.no.numbers().map(|number| number.to_string()).collect();
    let met = answers.yes.count();
    format!("{met} of {}{}", met + unmet.len(), Labelled("; not ", filled(&unmet.join(", "))))
}

/// Writes the row of a page. `href` leads to the page, if it is on the site; `scores` are those of each instrument.
fn write_row<'s>(
    html: &mut String,
    row: &Row,
    href: Option<&str>,
    scores: impl Iterator<Item = &'s str>,
) -> fmt::Result {
    html.push_str("\n<tr><th scope=\"row\"");
    if row.language != "en" {
        write!(html, " lang=\"{}\"", Escaped(&row.language))?;
    }
    match href {
        Some(href) => write!(html, "><a href=\"{}\">{}</a></th>", Escaped(href), Escaped(&row.title))?,
        None => write!(html, ">{}</th>", Escaped(&row.title))?,
    }
    let role = Labelled(", ", row.reviewed_by.as_deref().and_then(filled));
    let version = Labelled(", version ", row.version.as_deref().and_then(filled));
    write!(html, "<td>{}{role}{version}</td>", row.state.name())?;
    write!(html, "<td>{}{}</td>", Labelled("", row.last_reviewed), Labelled(" to ", row.next_review))?;
    write!(html, "<td>{}", row.publication.name())?;
    match (row.publication, row.expires_on) {
        (Publication::Planned, _) => write!(html, "{}", Labelled(" for ", row.publish_on))?,
        (_, Some(day)) => write!(html, ", gone from {day} on")?,
        (_, None) => {}
    }
    write!(html, "; {}</td><td>{} words", Escaped(&row.languages.join(", ")), row.words)?;
    if let (Some(ari), Some(coleman_liau)) = (row.ari, row.coleman_liau) {
        write!(html, "; ARI {ari:.1}, CLI {coleman_liau:.1}")?;
    }
    write!(html, "</td><td>{}", row.errors + row.warnings)?;
    if row.waived > 0 {
        write!(html, ", {} waived", row.waived)?;
    }
    write_waivers(html, &row.waivers)?;
    write!(html, "</td><td>{}</td>", Escaped(&row.claims.join(", ")))?;
    for score in scores {
        write!(html, "<td>{score}</td>")?;
    }
    html.write_str("</tr>")
}

/// Writes what is waived on a page, and why.
fn write_waivers(html: &mut String, waivers: &[Waiver]) -> fmt::Result {
    if waivers.is_empty() {
        return Ok(());
    }
    html.push_str("<ul>");
    for Waiver { check, words, reason, by, until } in waivers {
        write!(html, "<li>{}", Escaped(check))?;
        if let Some(words) = words {
            write!(html, " for <q><bdi>{}</bdi></q>", Escaped(words))?;
        }
        write!(html, ": <bdi>{}</bdi> (<bdi>{}</bdi>, until {until})</li>", Escaped(reason), Escaped(by))?;
    }
    html.write_str("</ul>")
}

fn filled(text: &str) -> Option<Escaped<'_>> {
    (!text.is_empty()).then_some(Escaped(text))
}

/// Something behind a few words; nothing at all where it is missing.
struct Labelled<T>(&'static str, Option<T>);

impl<T: Display> Display for Labelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.as_ref().map_or(Ok(()), |behind| write!(f, "{}{behind}", self.0))
    }
}
