//! The part that the forms of a word share, so that "driving" is found where "drive" was meant.

/// The stem of a word, in lower case: endings off, as in `drive`, `drives`, `driving` → `driv`.
///
/// A rough cut that serves to compare words, made for English; of Spanish, Portuguese and German it takes off the
/// plural and the last vowel. At least three letters stay, so that short words are never confused. Not for print.
#[must_use]
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut stem = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower);
    // "ss" is no plural: "illness", "stress".
    if !stem.ends_with("ss") {
        stem = without(stem, &["s"], 3);
    }
    stem = without(stem, &["ness"], 3);
    // The end of "bleed" is no ending.
    if !stem.ends_with("eed") {
        stem = without(stem, &["ing"], 3);
        stem = without(stem, &["ed", "er"], 4);
    }
    // "napping" is a form of "nap", and "swelling" of "swell".
    let mut last = stem.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a == b
        && stem.chars().count() > 3
    {
        stem = &stem[..stem.len() - a.len_utf8()];
    }
    stem = without(stem, &["e", "y", "i"], 3);
    without(stem, &["a", "o"], 4).to_owned()
}

/// A word without the first of some endings that leaves at least so many letters.
fn without<'w>(word: &'w str, endings: &[&str], least: usize) -> &'w str {
    let mut shorter = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    shorter.find(|rest| rest.chars().count() >= least).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["drive", "drives", "driving", "Driver"][..],
            &["eat", "eating"],
            &["nap", "naps", "napping"],
            &["sleepy", "sleepiness"],
            &["tired", "tiredness"],
            &["coffee", "coffees"],
            &["session", "sessions"],
            &["semana", "semanas"],
            &["bleed", "bleeding", "bleeds"],
            &["swell", "swelling"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}: {}", stem(forms[0]));
        }
        assert_ne!(stem("nap"), stem("napkin"));
        assert_ne!(stem("stress"), stem("stre"));
        // "comer" and "coma" are Spanish for eating.
        assert_ne!(stem("comer"), stem("come"));
        assert_ne!(stem("coma"), stem("come"));
        assert_eq!(stem("ml"), "ml");
    }
}
