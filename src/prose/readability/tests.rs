//! Golden values of the research note on patient education, §2.4.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use super::*;
use Language::{English, Portuguese, Spanish};

/// Counts the plain text of one block. A block without a word, such as a rule of dashes, counts nothing at all.
fn count(text: &str, lang: Language) -> Counts {
    Counts { sentences: prose::sentences(text, lang).len(), ..count_words(text, lang) }
}

/// Agrees with a table of three decimals, ties rounded either way.
fn assert_close(name: &str, value: Option<f64>, table: f64) {
    let value = value.unwrap();
    assert!((value - table).abs() <= 0.000_5 + 1e-9, "{name}: {value} instead of {table}");
}

const TEXTS: [&str; 10] = [
    "Rest for a while after your first visit.",
    "You may feel tired today, but this is common and it soon goes away.",
    "Do not drive if you feel sleepy or dizzy.",
    "Drink some water, eat a light meal, and go to bed early tonight.",
    "About 1 in 4 people feel tired after treatment.",
    "Call us if the pain gets worse. Call 999 if you cannot breathe.",
    "Acupuncture can cause a small bruise where the needle went in.",
    "Tell your acupuncturist if you take anticoagulant medicine, have a pacemaker, or could be \
     pregnant.",
    "Participants frequently experience temporary fatigue following their initial acupuncture \
     appointment, although individual physiological responses vary considerably.",
    "It's fine to take a short walk. Don't lift heavy things. Wait until tomorrow to exercise hard.",
];

/// W, S, Y, L, P and then FRE, FKGL, SMOG formula, CLI with 0.058, ARI, LIX.
type IndexRow = ([usize; 5], [f64; 6]);

const ROWS: [IndexRow; 10] = [
    ([8, 1, 10, 32, 0], [92.965, 2.280, 3.129, 3.700, 1.999, 8.000]),
    ([14, 1, 18, 52, 0], [83.854, 5.041, 3.129, 3.629, 3.737, 14.000]),
    ([9, 1, 11, 32, 0], [94.300, 2.342, 3.129, 1.533, 0.340, 9.000]),
    ([13, 1, 16, 49, 0], [89.517, 4.003, 3.129, 3.785, 3.910, 20.692]),
    ([9, 1, 14, 38, 0], [66.100, 6.276, 3.129, 5.400, 3.480, 20.111]),
    ([13, 2, 14, 49, 0], [109.130, -0.347, 3.129, 1.508, 0.298, 14.192]),
    ([11, 1, 15, 51, 1], [80.306, 4.791, 8.842, 8.400, 6.335, 20.091]),
    ([15, 1, 29, 82, 4], [28.050, 13.073, 14.555, 13.933, 12.760, 48.333]),
    ([16, 1, 54, 147, 12], [-94.930, 30.475, 22.919, 35.638, 30.432, 103.500]),
    ([17, 3, 23, 73, 2], [86.625, 2.585, 7.794, 3.882, 3.014, 17.431]),
];

const ALL: IndexRow = ([125, 13, 204, 605, 19], [59.008, 7.418, 10.035, 9.194, 6.965, 29.615]);

/// Coleman-Liau with the right weight, from the table's counts in exact decimals.
const COLEMAN_LIAU: [f64; 10] = [4.020, 3.926, 1.818, 4.086, 5.738, 1.809, 8.771, 14.371, 36.373, 4.226];

fn check(name: &str, text: &str, row: &IndexRow) {
    let counts = count(text, English);
    let [words, sentences, syllables, letters, polysyllables] = row.0;
    let expected = Counts { words, sentences, letters, syllables, polysyllables, ..counts };
    assert_eq!(counts, expected, "{name}");
    let [ease, grade, smog, coleman_liau, ari, lix] = row.1;
    assert_close(name, counts.flesch_reading_ease(), ease);
    assert_close(name, counts.flesch_kincaid(), grade);
    assert_close(name, counts.smog_formula(), smog);
    assert_close(name, counts.coleman_liau_with(0.058), coleman_liau);
    assert_close(name, counts.ari(), ari);
    assert_close(name, counts.lix(), lix);
    assert_eq!(counts.smog(), None, "{name} is too short for SMOG");
}

#[test]
fn english_rows_agree() {
    for (at, (text, row)) in TEXTS.iter().zip(&ROWS).enumerate() {
        check(&format!("S{}", at + 1), text, row);
    }
}

#[test]
fn all_rows_joined_agree() {
    let text = TEXTS.join(" ");
    check("ALL", &text, &ALL);
    assert_close("ALL", count(&text, English).coleman_liau(), 9.581);
}

#[test]
fn counts_of_blocks_add_up_to_those_of_the_joined_text() {
    let sum: Counts = TEXTS.iter().map(|text| count(text, English)).sum();
    assert_eq!(sum, count(&TEXTS.join(" "), English));
}

#[test]
fn coleman_liau_has_the_weight_of_the_paper() {
    for (text, table) in TEXTS.iter().zip(COLEMAN_LIAU) {
        assert_close(text, count(text, English).coleman_liau(), table);
    }
}

#[test]
fn the_cat_sat() {
    let counts = count("The cat sat on the mat.", English);
    assert_eq!((counts.words, counts.sentences, counts.syllables), (6, 1, 6));
    assert_close("FRE", counts.flesch_reading_ease(), 116.145);
    assert_close("FKGL", counts.flesch_kincaid(), -1.450);
}

#[test]
fn spanish_rows_agree() {
    let rows = [
        ("Descanse hoy y beba un poco de agua.", 8, 13, 101.180, 97.598),
        ("Es normal sentirse cansado después de la primera sesión de acupuntura.", 11, 24, 64.711, 59.908),
        ("Llame al 112 si le falta el aire o tiene un dolor fuerte en el pecho.", 16, 23, 104.270, 101.279),
    ];
    for (text, words, syllables, huerta, szigriszt) in rows {
        let counts = count(text, Spanish);
        let found = (counts.words, counts.sentences, counts.syllables);
        assert_eq!(found, (words, 1, syllables), "{text}");
        assert_close(text, counts.fernandez_huerta(), huerta);
        assert_close(text, counts.inflesz(), szigriszt);
    }
}

#[test]
fn portuguese_rows_agree() {
    let rows = [
        ("Descanse hoje e beba um pouco de água.", 8, 14, 92.665),
        ("É normal sentir cansaço depois da primeira sessão de acupuntura.", 10, 22, 52.565),
        ("Ligue para o 112 se tiver falta de ar ou uma dor forte no peito.", 15, 22, 109.530),
    ];
    for (text, words, syllables, martins) in rows {
        let counts = count(text, Portuguese);
        let found = (counts.words, counts.sentences, counts.syllables);
        assert_eq!(found, (words, 1, syllables), "{text}");
        assert_close(text, counts.martins(), martins);
    }
}

#[test]
fn text_without_a_word_has_no_value() {
    for text in ["", " \n", "—", "* * *", "…"] {
        let counts = count(text, English);
        assert_eq!(counts, Counts::default(), "{text:?}");
        assert_eq!(counts.ari(), None);
        assert_eq!(counts.coleman_liau(), None);
        assert_eq!(counts.flesch_reading_ease(), None);
        assert_eq!(counts.flesch_kincaid(), None);
        assert_eq!(counts.smog_formula(), None);
        assert_eq!(counts.lix(), None);
        assert_eq!(counts.inflesz(), None);
        assert_eq!(counts.fernandez_huerta(), None);
        assert_eq!(counts.martins(), None);
    }
}

#[test]
fn smog_needs_thirty_sentences() {
    let sentence = count(TEXTS[6], English);
    let sum = |times| std::iter::repeat_n(sentence, times).sum::<Counts>();
    assert_eq!(sum(29).smog(), None);
    assert_close("30 times S7", sum(30).smog(), 8.842);
}

#[test]
fn bullets_without_stops_are_units() {
    let bullets = ["drink water", "rest", "call us if it gets worse"];
    let counts: Counts = bullets.iter().map(|text| count(text, English)).sum();
    assert_eq!((counts.words, counts.sentences), (9, 3));
}

#[test]
fn combining_accents_count_as_their_letter() {
    let composed = count("una sesión, después", Spanish);
    assert_eq!(count("una sesio\u{301}n, despue\u{301}s", Spanish), composed);
}
