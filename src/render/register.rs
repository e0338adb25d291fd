//! What the register's template is given: rows as HTML, counts of states, the items of each instrument.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::address::Address;
use crate::criteria::{Answers, INSTRUMENTS, Instrument, Item};
use crate::digest::Digest;
use crate::register::{Publication, Register};
use crate::review::State;
use crate::site::Site;

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

/// The pages of which an instrument says the same: most pages of a site are alike.
struct Alike {
    pages: usize,
    /// Their [`Score`].
    score: Value,
}

/// What an instrument says of the pages.
#[derive(Default)]
struct Told(HashMap<Answers, Alike>);

impl Told {
    /// Counts one more page, and gives its score.
    fn add(&mut self, answers: Answers) -> Value {
        let new = || Alike { pages: 0, score: Value::from_serializable(&score(answers)) };
        let alike = self.0.entry(answers).or_insert_with(new);
        alike.pages += 1;
        alike.score.clone()
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
    // Pages in each state.
    let mut in_state = BTreeMap::<&str, usize>::new();
    let mut told: [Told; INSTRUMENTS.len()] = Default::default();
    let mut html = String::with_capacity(site.articles.len() * 512);
    for (article, row) in site.articles.iter().zip(register.one_by_one(site)) {
        *in_state.entry(row.state.name()).or_default() += 1;
        let scores = told.iter_mut().zip([row.pemat, row.cdc, row.discern]).map(|(told, answers)| told.add(answers));
        let is_there = row.publication != Publication::Planned;
        let mut shown = Context::new();
        shown.insert_value("scores", Value::from(scores.collect::<Vec<_>>()));
        shown.insert("row", &row);
        // Where the page is, if it is on the site.
        shown.insert("href", &is_there.then(|| article.address.from(address, site.config.portable)));
        html.push_str(&tera.render_component("register_row", &shown, None, true)?);
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
    let count = |state: State| Some(Count { state: state.name(), pages: *in_state.get(state.name())? });
    let instrument = |(instrument, told): (&Instrument, &Told)| {
        let answers = told.by_item();
        let item = |item: &Item| ShownItem {
            number: item.number,
            asks: item.asks,
            answers: answers.get(&item.number).copied().unwrap_or_default(),
        };
        ShownInstrument { name: instrument.name, items: instrument.items.iter().map(item).collect() }
    };
    context.insert("today", &site.config.today);
    context.insert("counts", &states.into_iter().filter_map(count).collect::<Vec<_>>());
    context.insert("instruments", &INSTRUMENTS.iter().zip(&told).map(instrument).collect::<Vec<_>>());
    let place = format!("{:?}", Digest::of(&html));
    context.insert("rows", &place);
    Ok(Rows { html, place })
}

fn score(answers: Answers) -> Score {
    let unmet: Vec<String> = answers.no.numbers().map(|number| number.to_string()).collect();
    Score { met: answers.yes.count(), of: answers.yes.count() + answers.no.count(), unmet: unmet.join(", ") }
}
