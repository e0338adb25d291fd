//! What the register's template is given: rows as HTML, counts of states, the items of each instrument.

use std::collections::BTreeMap;

use memchr::memmem;
use serde::Serialize;
use tera::{Context, Tera};

use crate::address::Address;
use crate::criteria::{Answers, INSTRUMENTS, Instrument, Item};
use crate::digest::Digest;
use crate::register::{Publication, Register, Row};
use crate::review::State;
use crate::site::Site;

#[derive(Serialize)]
struct ShownRow<'r> {
    row: &'r Row,
    /// Where the page is, if it is on the site.
    href: Option<String>,
    scores: Vec<Score>,
}

/// How one page does by one instrument.
#[derive(Serialize)]
struct Score {
    met: usize,
    /// Items that the build could answer.
    of: usize,
    unmet: String,
}

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

/// What is counted over the rows.
#[derive(Default)]
struct Counts {
    /// Pages in each state.
    states: BTreeMap<&'static str, usize>,
    /// By instrument and number of the item: pages on which it is met, not met, about nothing, and for a person.
    items: [BTreeMap<u8, [usize; 4]>; 3],
}

impl Counts {
    fn add(&mut self, row: &Row) {
        *self.states.entry(row.state.name()).or_default() += 1;
        for (items, answers) in self.items.iter_mut().zip([&row.pemat, &row.cdc, &row.discern]) {
            let kinds = [answers.yes, answers.no, answers.not_applicable, answers.person];
            for (kind, numbers) in kinds.into_iter().enumerate() {
                numbers.numbers().for_each(|number| items.entry(number).or_default()[kind] += 1);
            }
        }
    }
}

/// The rows as HTML.
pub(super) struct Rows {
    html: String,
    /// What stands in the page in their place until they are put there: words that follow from all of them, so that no
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
/// Each row is written by itself, by the component `register_row`: all rows of a large site at once, as the engine wants
/// them, would take more memory than all else that a build holds.
pub(super) fn fill(
    context: &mut Context,
    tera: &Tera,
    site: &Site,
    register: &Register,
    address: &Address,
) -> Result<Rows, tera::Error> {
    let mut counts = Counts::default();
    let mut html = String::with_capacity(site.articles.len() * 512);
    for (article, row) in site.articles.iter().zip(register.one_by_one(site)) {
        counts.add(&row);
        let is_there = row.publication != Publication::Planned;
        let row = Context::from_serialize(&ShownRow {
            row: &row,
            href: is_there.then(|| article.address.from(address, site.config.portable)),
            scores: [&row.pemat, &row.cdc, &row.discern].map(score).into(),
        })?;
        html.push_str(&tera.render_component("register_row", &row, None, true)?);
    }
    let states = [
        State::Overdue,
        State::Changed,
        State::Incomplete,
        State::Missing,
        State::DueSoon,
        State::NotReviewed,
        State::Current,
    ];
    let count = |state: State| Some(Count { state: state.name(), pages: *counts.states.get(state.name())? });
    let instrument = |(instrument, answers): (&Instrument, &BTreeMap<u8, [usize; 4]>)| {
        let item = |item: &Item| ShownItem {
            number: item.number,
            asks: item.asks,
            answers: answers.get(&item.number).copied().unwrap_or_default(),
        };
        ShownInstrument { name: instrument.name, items: instrument.items.iter().map(item).collect() }
    };
    context.insert("today", &site.config.today);
    context.insert("counts", &states.into_iter().filter_map(count).collect::<Vec<_>>());
    context.insert("instruments", &INSTRUMENTS.iter().zip(&counts.items).map(instrument).collect::<Vec<_>>());
    let place = format!("{:?}", Digest::of(&html));
    context.insert("rows", &place);
    Ok(Rows { html, place })
}

fn score(answers: &Answers) -> Score {
    let unmet: Vec<String> = answers.no.numbers().map(|number| number.to_string()).collect();
    Score { met: answers.yes.count(), of: answers.yes.count() + answers.no.count(), unmet: unmet.join(", ") }
}
