//! What the prose rules are held to.

use super::tokens::joins;
use super::*;
use Language::{English, German, Other, Portuguese, Spanish};

fn split(text: &str, lang: Language) -> Vec<&str> {
    sentences(text, lang).into_iter().map(|range| &text[range]).collect()
}

/// Each case is one text whose sentences are parted by `|`.
fn check(lang: Language, cases: &[&str]) {
    for case in cases {
        let expected: Vec<&str> = case.split(" | ").collect();
        let text = expected.join(" ");
        assert_eq!(split(&text, lang), expected);
    }
}

#[test]
fn english_sentences() {
    check(
        English,
        &[
            "Rest now",
            "Rest now. | Drink water.",
            "Bring your tablets, e.g. aspirin, to Dr. Smith.",
            "Painkillers (e.g. Ibuprofen) help, i.e. They ease pain.",
            "Mr. and Mrs. Lee see Prof. Brown at St. Mary's.",
            "We open at 9 a.m. and close at 5 p.m. | Call us first.",
            "We open from 8 a.m. Monday to Friday. | Ring the bell.",
            "Come at 5 p.m. | Bring a friend.",
            "It takes approx. 20 minutes. | Then you rest.",
            "Wait 30 min. | Then stand up.",
            "Wait 30 min. after the visit.",
            "See room no. 5 on the left.",
            "Does it hurt? | No. | 9 in 10 people feel little.",
            "Take 1.5 litres. | Rest at 17.30 or 5.30pm.",
            "Hm… maybe. | Wait… | Then go.",
            "Wait ... then go. | Wait... | Then go.",
            "Really?! | Yes!!! | Good.",
            "\u{201c}Is it safe?\u{201d} she asked. | \u{201c}Yes.\u{201d} | He smiled.",
            "(Ask us first.) | Then book.",
            "Bring pills (boxes, bottles, etc.) and a list. | Sit down.",
            "Bring pills, creams, etc. | The nurse reads them.",
            "Bring your list (pills etc.) Monday or later.",
            "Written by J. K. Rowling and A. Miller. | It helps.",
            "Take vitamin C. | It helps.",
            "Hepatitis B. | It is a virus.",
            "So do you and I. | We rest.",
            "See nhs.uk for more. | Or write to help@clinic.org. | Bye.",
            "1. Lie down.",
            "1. Lie down. | 2. Breathe out.",
            "In the U.S. it is rare.",
            "It takes 20 minutes. | 2 in 10 people sleep.",
            "It helps.[1] | It is safe.[2,3] | Good.¹ | Yes.",
            "Call 999. | Do not wait.",
            "It stays at 37.5. | Good.",
            "He had a fig. | It was ripe.",
        ],
    );
}

#[test]
fn sentences_of_other_languages() {
    check(
        Spanish,
        &[
            "¿Le duele? | ¡Llame! | Es normal.",
            "El Dr. Pérez y la Sra. Gil atienden en el n.º 5.",
            "Tome agua, p. ej. un vaso, o p.ej. dos.",
            "Abrimos a las 9 a. m. y cerramos. | Llame antes.",
            "Llame a las 8 h. | Espere.",
            "Vive en EE. UU. con Ud. desde 2010.",
            "Dura aprox. 20 min. | Luego descanse.",
            "«¿Es seguro?» preguntó. | Sí.",
        ],
    );
    check(
        Portuguese,
        &[
            "A Dra. Ana e o Sr. Rui atendem. | Ligue.",
            "Beba água, p. ex. um copo, etc. | Descanse.",
            "Sabe o que é. | Depois pergunte.",
            "Dura aprox. 20 min. | Descanse.",
        ],
    );
    check(
        German,
        &[
            "Trinken Sie z. B. Wasser oder z.B. Tee. | Ruhen Sie.",
            "Am 3. Mai kommt Dr. Weiß um ca. 9 Uhr. | Gut.",
            "Rufen Sie die 112. | Warten Sie nicht.",
            "Tabletten, Salben usw. sind erlaubt, d. h. Sie dürfen.",
            "„Ist es sicher?“ fragt er. | „Ja.“ | Gut.",
        ],
    );
    check(Other, &["Приходите. | Отдыхайте.", "هل يؤلم؟ | نعم."]);
    assert_eq!(split("痛い。休む。", Other), ["痛い。", "休む。"]);
}

#[test]
fn pieces_without_a_word_are_no_sentences() {
    assert!(sentences("", English).is_empty());
    assert!(sentences(" – … ", English).is_empty());
    assert_eq!(split("Rest now. 😀", English), ["Rest now. 😀"]);
    assert_eq!(split("… and rest. . . Then go.", English), ["… and rest.", ". . Then go."]);
    assert_eq!(split("  Rest.\n Go. \n", English), ["Rest.", "Go."]);
}

#[test]
fn words_are_counted_as_read() {
    let cases = [
        ("It's fine, don't worry.", "It's fine don't worry"),
        ("a follow-up \u{2013} or re\u{2011}test", "a follow-up or re\u{2011}test"),
        ("1,000 of 1.5 ml at 17:00, 24/7", "1,000 of 1.5 ml at 17:00 24/7"),
        ("5\u{2013}10% and/or £20", "5 10 and or 20"),
        ("e.g. 9 a.m. at nhs.uk!", "e.g 9 a.m at nhs.uk"),
        ("the nurses' 'rest' -- pre- and post-op", "the nurses rest pre and post-op"),
        ("safe.¹ water²", "safe water"),
        ("se\u{301} n.º 5", "se\u{301} n.º 5"),
        ("l\u{2019}eau", "l\u{2019}eau"),
        ("— … * (!)", ""),
    ];
    for (text, expected) in cases {
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}

#[test]
fn tags_name_languages() {
    assert_eq!(Language::from_tag("en-GB"), English);
    assert_eq!(Language::from_tag("pt_BR"), Portuguese);
    assert_eq!(Language::from_tag("ES"), Spanish);
    assert_eq!(Language::from_tag("de"), German);
    assert_eq!(Language::from_tag("enm"), Other);
    assert_eq!(Language::from_tag(""), Other);
}

/// Ranges ascend, do not overlap, are not empty and lie on boundaries.
fn assert_sound(text: &str, ranges: &[Range<usize>]) {
    let mut end = 0;
    for range in ranges {
        assert!(range.start >= end && range.start < range.end, "{text:?}");
        assert!(text.get(range.clone()).is_some(), "{text:?}");
        end = range.end;
    }
}

#[test]
fn any_input_gives_sound_ranges() {
    let pieces = [
        "a", "B", "é", "e\u{301}", "\u{301}", "ß", "1", "¹", "º", ".", "..", "…", "!", "?", "。", " ", "\n", "\u{a0}",
        "'", "’", "“", "(", ")", "[", "]", "[1]", "-", "–", "\u{ad}", "@", "/", ":", ",", "😀", "\u{200d}", "no", "Dr",
        "e.g", "a.m", "你", "ي", "I", "DŽ", "İ",
    ];
    // A small generator of fixed seed: the same texts in every run.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = usize::try_from(state % 1_000_003).unwrap_or_default() % pieces.len();
            text.push_str(pieces[at]);
        }
        for lang in [English, Spanish, Portuguese, German, Other] {
            let found = sentences(&text, lang);
            assert_sound(&text, &found);
            let read = Tokens::of(&text);
            let within: Vec<_> = found.iter().map(|sentence| read.within(sentence)).collect();
            assert_eq!(read.of_each(&found), within, "{text:?}");
            assert_eq!(within.last().map_or(0, |last| last.end), read.len(), "{text:?}");
            let all: Vec<_> = words(&text).collect();
            assert_sound(&text, &all);
            assert_eq!(found.is_empty(), all.is_empty(), "{text:?}");
            for word in all {
                assert!(crate::prose::syllables::count(&text[word], lang) > 0, "{text:?}");
            }
        }
    }
}

#[test]
fn long_junk_takes_linear_time() {
    for piece in ["a.", ". ", "a. ", "((", ".\" ", "1,", "' ", "[1", "a. (", "Dr. ", "…)"] {
        let text = piece.repeat(200_000);
        assert_sound(&text, &sentences(&text, English));
        assert!(words(&text).count() <= text.len());
    }
}

/// The words of a text, letter by letter: as [`words`] says it.
fn words_by_letters(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| letters.get(index).map(|(_, c)| *c);
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut start, mut last) = (None, ' ');
    let mut joined = false;
    for (index, &(byte, c)) in letters.iter().enumerate() {
        if is_word_char(c) {
            match found.last_mut().filter(|_| start.is_some()) {
                Some(word) => word.end = byte + c.len_utf8(),
                None => found.push(byte..byte + c.len_utf8()),
            }
            (start, last, joined) = (Some(byte), c, false);
        } else if is_mark(c) && start.is_some() && !joined {
            found.last_mut().expect("a word has begun").end = byte + c.len_utf8();
        } else {
            joined = start.is_some() && at(index + 1).is_some_and(|after| joins(last, c, after) && is_word_char(after));
            if !joined {
                start = None;
            }
        }
    }
    found
}

#[test]
fn words_are_those_of_the_plain_way() {
    let texts = [
        "Take your tablets. Drive a car, 2 weeks later; Dr. No's e.g. (this) covid-19 or COVID-19s",
        "aé éa É. Él l\u{2019}eau naïve,ja 1,²3 1,000 a\u{301}b\u{301} \u{301}x x-\u{301}y (d) \u{a0}e",
        "mRNA HbA1c B12 x2y 24/7 a/b 5%-6% a--b a-b- -a 'a' a''b \u{ad}a\u{ad}b\u{ad}",
        "seventy eighteen ninetieth, eighteen. Eighteen! Seventieth; extraordinarily: a_ a- b ' c@ d\u{300}. eighteen\u{300}",
    ];
    let cut = texts.iter().flat_map(|text| text.char_indices().flat_map(|(at, _)| [&text[at..], &text[..at]]));
    for text in cut {
        assert_eq!(words(text).collect::<Vec<_>>(), words_by_letters(text), "{text}");
        let read = Tokens::of(text);
        assert_eq!(read[..], words_by_letters(text), "{text}");
        let stands_out = |index: &usize| !text[read[*index].clone()].bytes().all(|byte| byte.is_ascii_lowercase());
        assert_eq!(read.standouts(), (0..read.len()).filter(stands_out).collect::<Vec<_>>(), "{text}");
        for (index, word) in read.iter().enumerate() {
            assert_eq!(read.lower(index), text[word.clone()].replace('’', "'").to_lowercase(), "{text}");
        }
    }
}

#[test]
fn white_space_and_case_make_no_difference() {
    assert_eq!(normalised(" The\n  LEAFLET\u{a0}is Ä "), "the leaflet is ä");
    assert_eq!(normalised(" The\u{b}\u{b}LEAFLET\r\nis A "), "the leaflet is a");
    assert_eq!(normalised(" \t"), "");
}
