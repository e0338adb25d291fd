//! What a full stop after a given token may mean, by language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::{Language, last_token};

/// What the token before a full stop says about the end of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows: `Dr.`, `e.g.`, an initial.
    Leads,
    /// It may close a sentence: `etc.`, `a.m.`, `30 min.`
    MayEnd,
    /// Digits: a list number or an ordinal, if anything.
    Number,
    /// A plain word.
    None,
}

/// Longest token in bytes that is looked up; keeps long junk cheap.
const LONGEST: usize = 16;

/// What a full stop after `token` may mean; `before` is the sentence before it.
pub(super) fn look_up(token: &str, before: &str, lang: Language) -> Abbreviation {
    if token.len() > LONGEST || token.is_empty() {
        return Abbreviation::None;
    }
    if token.bytes().all(|b| b.is_ascii_digit()) {
        return Abbreviation::Number;
    }
    let is_lower = token.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let lower = if is_lower { Cow::Borrowed(token) } else { Cow::Owned(token.to_lowercase()) };
    if let Some(listed) = LISTED.get(&(lang, &*lower)) {
        return *listed;
    }
    let mut chars = token.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return single_letter(letter, before, lang);
    }
    let dotted = token.contains('.')
        && token
            .split('.')
            .all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    if dotted { Abbreviation::MayEnd } else { Abbreviation::None }
}

/// A single letter: an initial, a label (`vitamin C.`), a unit (`8 h.`) or a
/// part of a spaced abbreviation (`z. B.`, `p. ej.`, `8 a. m.`).
fn single_letter(letter: char, before: &str, lang: Language) -> Abbreviation {
    let previous = last_token(before);
    if LABELS.binary_search(&previous.to_lowercase().as_str()).is_ok() {
        return Abbreviation::None;
    }
    if letter.is_uppercase() {
        let pronoun =
            lang == Language::English && letter == 'I' && previous.chars().next().is_some_and(char::is_lowercase);
        return if pronoun { Abbreviation::None } else { Abbreviation::Leads };
    }
    if !letter.is_ascii_lowercase() {
        return Abbreviation::None;
    }
    let hour = letter == 'm' && matches!(previous, "a." | "p.");
    if hour || previous.ends_with(|c: char| c.is_ascii_digit()) { Abbreviation::MayEnd } else { Abbreviation::Leads }
}

/// Whether the stop closes an hour and a day follows: `8 a.m. Monday to Friday`.
pub(super) fn is_day_after_hour(token: &str, rest: &str, lang: Language) -> bool {
    if lang != Language::English || !["a.m", "p.m"].iter().any(|h| token.eq_ignore_ascii_case(h)) {
        return false;
    }
    let next = rest.trim_start();
    DAYS.iter().any(|day| next.starts_with(day))
}

fn tables(lang: Language) -> (&'static [&'static str], &'static [&'static str]) {
    match lang {
        Language::English => (ENGLISH_LEADS, ENGLISH_MAY_END),
        Language::Spanish => (SPANISH_LEADS, SPANISH_MAY_END),
        Language::Portuguese => (PORTUGUESE_LEADS, PORTUGUESE_MAY_END),
        Language::German => (GERMAN_LEADS, GERMAN_MAY_END),
        Language::Arabic | Language::Other => (&[], &[]),
    }
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Every abbreviation of the tables.
static LISTED: LazyLock<HashMap<(Language, &str), Abbreviation, FixedState>> = LazyLock::new(|| {
    [Language::English, Language::Spanish, Language::Portuguese, Language::German]
        .into_iter()
        .flat_map(of_language)
        .collect()
});

fn of_language(lang: Language) -> impl Iterator<Item = ((Language, &'static str), Abbreviation)> {
    let (leads, may_end) = tables(lang);
    let leads = leads.iter().map(|token| (*token, Abbreviation::Leads));
    let may_end = may_end.iter().map(|token| (*token, Abbreviation::MayEnd));
    leads.chain(may_end).map(move |(token, abbreviation)| ((lang, token), abbreviation))
}

// Every table below is in byte order; a test checks it.

/// Nouns that a letter labels, in all the languages: `hepatitis B.` ends.
const LABELS: &[&str] = &[
    "anexo",
    "apartado",
    "appendix",
    "class",
    "factor",
    "faktor",
    "fator",
    "grade",
    "group",
    "grupo",
    "gruppe",
    "hepatite",
    "hepatitis",
    "influenza",
    "opción",
    "option",
    "opção",
    "part",
    "parte",
    "plan",
    "plano",
    "section",
    "step",
    "stufe",
    "tipo",
    "typ",
    "type",
    "vitamin",
    "vitamina",
];

const ENGLISH_LEADS: &[&str] = &[
    "approx", "capt", "cf", "dr", "drs", "e.g", "eg", "esp", "gen", "hon", "i.e", "ie", "incl", "messrs", "mr", "mrs",
    "ms", "mt", "mx", "prof", "rev", "sgt", "st", "viz", "vs",
];

const ENGLISH_MAY_END: &[&str] = &[
    "al", "apr", "apt", "aug", "ave", "b.sc", "blvd", "ch", "cm", "co", "corp", "dec", "dept", "diff", "eq", "est",
    "etc", "ext", "feb", "fig", "figs", "ft", "hr", "hrs", "inc", "jan", "jr", "kg", "lb", "lbs", "ltd", "m.sc", "max",
    "mcg", "mg", "min", "mins", "ml", "mm", "mos", "no", "nos", "nov", "oct", "oz", "p", "ph.d", "pp", "ref", "rm",
    "sec", "secs", "sep", "sept", "sr", "tab", "tabs", "tbsp", "tel", "temp", "tsp", "vol", "wk", "wks", "yr", "yrs",
];

const SPANISH_LEADS: &[&str] = &[
    "aprox", "arts", "atte", "av", "avda", "dr", "dra", "dras", "dres", "dña", "ee", "ej", "excmo", "ing", "lic",
    "p.ej", "prof", "profa", "sr", "sra", "sras", "sres", "srta", "sta", "sto", "v.gr", "vs",
];

const SPANISH_MAY_END: &[&str] = &[
    "a.m", "art", "c", "cap", "cm", "cía", "depto", "dpto", "etc", "fig", "figs", "hs", "kg", "lun", "mg", "min", "ml",
    "mm", "máx", "mín", "n.º", "nro", "nº", "núm", "p.m", "pág", "págs", "seg", "ss", "tel", "telf", "tfno", "tlf",
    "ud", "uds", "uu", "vd", "vds", "vol",
];

const PORTUGUESE_LEADS: &[&str] = &[
    "aprox", "av", "dr", "dra", "dras", "drs", "enf", "enfa", "eng", "ex", "exma", "exmo", "p.ex", "prof", "profa",
    "sr", "sra", "sras", "srs", "sta", "sto", "vs",
];

const PORTUGUESE_MAY_END: &[&str] = &[
    "a.m", "art", "cap", "cm", "etc", "fig", "figs", "hs", "kg", "lda", "ltda", "mg", "min", "ml", "mm", "máx", "mín",
    "n.º", "nº", "núm", "obs", "p.m", "pág", "págs", "seg", "séc", "tel", "telef", "telem", "vol",
];

// German nouns have a capital anyway, so the case of the next letter says
// nothing; what is usually followed by a noun therefore leads.
const GERMAN_LEADS: &[&str] = &[
    "abb",
    "abs",
    "allg",
    "bspw",
    "bzw",
    "ca",
    "d.h",
    "dr",
    "entspr",
    "etw",
    "evtl",
    "exkl",
    "fr",
    "gem",
    "ggf",
    "ggü",
    "hr",
    "i.d.r",
    "inkl",
    "insb",
    "kap",
    "lt",
    "max",
    "mind",
    "mio",
    "mrd",
    "nr",
    "o.g",
    "prof",
    "s.o",
    "s.u",
    "sog",
    "st",
    "tab",
    "tel",
    "tägl",
    "u.a",
    "u.u",
    "v.a",
    "vgl",
    "wöchentl",
    "z.b",
    "z.t",
    "zzgl",
];

const GERMAN_MAY_END: &[&str] = &[
    "art", "bd", "cm", "etc", "geb", "jh", "kg", "mg", "min", "ml", "mm", "o.ä", "sek", "std", "str", "tbl", "u.s.w",
    "usf", "usw",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_short_enough_to_be_looked_up() {
        use Language::{English, German, Portuguese, Spanish};
        let mut all = vec![LABELS];
        for lang in [English, Spanish, Portuguese, German] {
            let (leads, may_end) = tables(lang);
            assert!(leads.iter().all(|a| !may_end.contains(a)), "{lang:?}");
            all.extend([leads, may_end]);
        }
        for table in all {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
            assert!(table.iter().all(|entry| entry.len() <= LONGEST));
        }
    }
}
