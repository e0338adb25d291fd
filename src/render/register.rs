//! What the register's template is given: rows as HTML, counts of states, the items of each instrument.

use serde::Serialize;
use tera::{Context, Tera};

use crate::address::Address;
use crate::criteria::{Answers, INSTRUMENTS, Items};
use crate::register::{Publication, Row};
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

/// Adds what the template `register.html` shows, and tells the length of its rows in bytes. Each row is written by itself, by the component `register_row`: the
/// engine's form of all rows of a large site would take more memory than all else that the build holds.
pub(super) fn fill(
    context: &mut Context,
    tera: &Tera,
    site: &Site,
    rows: &[Row],
    address: &Address,
) -> Result<usize, tera::Error> {
    let states = [
        State::Overdue,
        State::Changed,
        State::Incomplete,
        State::Missing,
        State::DueSoon,
        State::NotReviewed,
        State::Current,
    ];
    let count =
        |state: State| Count { state: state.name(), pages: rows.iter().filter(|row| row.state == state).count() };
    let counts: Vec<Count> = states.into_iter().map(count).filter(|count| count.pages > 0).collect();
    let mut shown = String::with_capacity(rows.len() * 512);
    for (article, row) in site.articles.iter().zip(rows) {
        let is_there = row.publication != Publication::Planned;
        let row = Context::from_serialize(&ShownRow {
            row,
            href: is_there.then(|| article.address.from(address, site.config.portable)),
            scores: [&row.pemat, &row.cdc, &row.discern].map(score).into(),
        })?;
        shown.push_str(&tera.render_component("register_row", &row, None, true)?);
    }
    let of_row: [fn(&Row) -> &Answers; 3] = [|row| &row.pemat, |row| &row.cdc, |row| &row.discern];
    let instruments: Vec<ShownInstrument> = INSTRUMENTS
        .iter()
        .zip(of_row)
        .map(|(instrument, answers)| {
            let item = |item: &crate::criteria::Item| {
                let pages = |of_kind: fn(&Answers) -> Items| {
                    rows.iter().filter(|row| of_kind(answers(row)).contains(item.number)).count()
                };
                let answers = [pages(|a| a.yes), pages(|a| a.no), pages(|a| a.not_applicable), pages(|a| a.person)];
                ShownItem { number: item.number, asks: item.asks, answers }
            };
            ShownInstrument { name: instrument.name, items: instrument.items.iter().map(item).collect() }
        })
        .collect();
    context.insert("today", &site.config.today);
    context.insert("counts", &counts);
    let length = shown.len();
    context.insert_value("rows", shown.into());
    context.insert("instruments", &instruments);
    Ok(length)
}

fn score(answers: &Answers) -> Score {
    let unmet: Vec<String> = answers.no.numbers().map(|number| number.to_string()).collect();
    Score { met: answers.yes.count(), of: answers.yes.count() + answers.no.count(), unmet: unmet.join(", ") }
}
