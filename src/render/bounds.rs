//! What a site's own templates may take for one page: rounds of loops, text that is kept, text that is written.
//!
//! The engine knows no such bounds, so each of these templates is given a few words more before it is loaded: what a loop, a
//! component, a variable or a value that is written takes is counted, and whoever takes too much is an error at that place.
//! Nothing is counted in the theme's own templates, which take what the content takes.

mod tags;

use std::cell::Cell;
use std::fmt::Write as _;

pub(super) use tags::{Bounded, bounded};
use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// Most rounds of all loops, and calls of components, for one page.
const ROUNDS: usize = 300_000;

/// Most bytes that are written for one page; those of parts that are kept before they are written count as well.
const WRITTEN: usize = 64_000_000;

/// Most bytes that variables are given for one page.
const KEPT: usize = 16_000_000;

/// A value of fewer bytes is not counted among those that are kept: a template may set it in each round of a loop.
const SMALL: usize = 1_024;

/// What a page has taken so far. A page is rendered by one thread, from its first template to its last.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    rounds: usize,
    written: usize,
    kept: usize,
}

thread_local! {
    static TAKEN: Cell<Taken> = const { Cell::new(Taken { rounds: 0, written: 0, kept: 0 }) };
}

/// A page begins.
pub(super) fn begin() {
    TAKEN.set(Taken::default());
}

fn take(add: impl FnOnce(&mut Taken)) -> TeraResult<bool> {
    let mut taken = TAKEN.get();
    add(&mut taken);
    TAKEN.set(taken);
    let what = if taken.rounds > ROUNDS {
        "goes round its loops more than 300,000 times"
    } else if taken.written > WRITTEN {
        "writes more than 64 MB"
    } else if taken.kept > KEPT {
        "keeps more than 16 MB in variables"
    } else {
        return Ok(true);
    };
    Err(Error::message(format!("this template {what} for one page")))
}

/// Makes the engine count: its functions are called in what [`bounded`] adds, and some of its filters make no more of a text
/// than may be kept.
pub(super) fn teach(tera: &mut Tera) {
    tera.register_function("carepress_round", |given: Kwargs, _: &State<'_>| {
        let bytes = given.must_get::<usize>("bytes")?;
        let kept: usize = given.iter().map(|(_, value)| kept_size(value)).sum();
        take(|taken| {
            taken.rounds += 1;
            taken.written = taken.written.saturating_add(bytes);
            taken.kept = taken.kept.saturating_add(kept);
        })
    });
    tera.register_function("carepress_kept", |given: Kwargs, _: &State<'_>| {
        let kept: usize = given.iter().map(|(_, value)| kept_size(value)).sum();
        take(|taken| taken.kept = taken.kept.saturating_add(kept))
    });
    tera.register_function("carepress_wrote", |given: Kwargs, _: &State<'_>| {
        let written: usize = given.iter().map(|(_, value)| written_size(value, WRITTEN)).sum();
        take(|taken| taken.written = taken.written.saturating_add(written))
    });
    tera.register_filter("carepress_written", |value: &Value, _: Kwargs, _: &State<'_>| {
        let written = written_size(value, WRITTEN);
        take(|taken| taken.written = taken.written.saturating_add(written)).map(|_| value.clone())
    });
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
}

/// Bytes of a value itself; what a list holds was counted when it was made.
fn kept_size(value: &Value) -> usize {
    let size = match (value.as_str(), value.len()) {
        (Some(text), _) => text.len(),
        (None, Some(entries)) => entries.saturating_mul(32),
        (None, None) => 0,
    };
    if size < SMALL { 0 } else { size }
}

/// Bytes of a value as text, counted no further than `most`.
fn written_size(value: &Value, most: usize) -> usize {
    if let Some(text) = value.as_str() {
        text.len()
    } else if let Some(list) = value.as_array() {
        size_of_parts(list.iter(), most)
    } else if let Some(map) = value.as_map() {
        size_of_parts(map.values(), most)
    } else {
        8
    }
}

fn size_of_parts<'v>(parts: impl Iterator<Item = &'v Value>, most: usize) -> usize {
    let mut sum = 2_usize;
    for part in parts {
        if sum > most {
            break;
        }
        sum = sum.saturating_add(2).saturating_add(written_size(part, most - sum));
    }
    sum
}

fn within(bytes: usize) -> TeraResult<()> {
    if bytes > KEPT { Err(Error::message("this makes a text of more than 16 MB")) } else { Ok(()) }
}

/// The engine's filter of this name, within bounds.
#[allow(clippy::needless_pass_by_value, reason = "the shape of a filter")]
fn replace(value: StringInput<'_>, given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let from = given.must_get::<&str>("from")?;
    let to = given.must_get::<StringInput<'_>>("to")?;
    let is_safe = state.autoescaping_enabled() && (value.is_safe() || to.is_safe());
    let [text, to] = if is_safe {
        [value.rendered(state)?, to.rendered(state)?]
    } else {
        [value.as_str().into(), to.as_str().into()]
    };
    within(text.len().saturating_add(text.matches(from).count().saturating_mul(to.len())))?;
    let replaced = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&replaced) } else { Value::from(replaced) })
}

/// The engine's filter of this name, within bounds.
#[allow(clippy::needless_pass_by_value, reason = "the shape of a filter")]
fn join(values: &[Value], given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let between = given.get::<StringInput<'_>>("sep")?;
    let is_safe = state.autoescaping_enabled()
        && (values.iter().any(|value| value.is_string() && value.is_safe())
            || between.as_ref().is_some_and(StringInput::is_safe));
    let mut parts = Vec::with_capacity(values.len());
    let mut bytes = values.len().saturating_mul(between.as_ref().map_or(0, |between| between.as_str().len()));
    for value in values {
        bytes = bytes.saturating_add(written_size(value, KEPT));
        within(bytes)?;
        parts.push(match is_safe {
            true if value.is_undefined() => String::new(),
            true => state.escape_if_needed(value)?,
            false => value.to_string(),
        });
    }
    Ok(match between {
        Some(between) if is_safe => Value::safe_string(&parts.join(&*between.rendered(state)?)),
        None if is_safe => Value::safe_string(&parts.concat()),
        Some(between) => Value::from(parts.join(between.as_str())),
        None => Value::from(parts.concat()),
    })
}

/// The engine's filter of this name, within bounds and by spaces alone.
#[allow(clippy::needless_pass_by_value, reason = "the shape of a filter")]
fn indent(value: StringInput<'_>, given: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let width = given.get::<usize>("width")?.unwrap_or(4).min(1_000);
    let first = given.get::<bool>("first")?.unwrap_or(false);
    let blank = given.get::<bool>("blank")?.unwrap_or(false);
    let text = value.as_str();
    within(text.len().saturating_add(text.lines().count().saturating_mul(width)))?;
    let mut indented = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            indented.push('\n');
        }
        let is_indented = if index == 0 { first } else { blank || !line.is_empty() };
        let width = if is_indented { width } else { 0 };
        let _ = write!(indented, "{:width$}{line}", "");
    }
    Ok(value.inherit_safety(indented))
}
