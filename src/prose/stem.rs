//! The part that the forms of a word share, so that "driving" is found where "drive" was meant.

/// The stem of a word, in lower case: endings off, as in `drive`, `drives`, `driving` → `driv`.
///
/// A rough cut that serves to compare words, made for English; of Spanish, Portuguese and German it takes off the
/// plural and the last vowel. At least three letters stay, so that short words are never confused. Not for print.
#[must_use]
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut stem = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower);
    let cut = |stem: &mut &str, least: usize, endings: &[&str]| {
        let shorter =
            endings.iter().find_map(|ending| stem.strip_suffix(ending).filter(|s| s.chars().count() >= least));
        *stem = shorter.unwrap_or(stem);
    };
    // "ss" is no plural: "illness", "stress".
    if !stem.ends_with("ss") {
        cut(&mut stem, 3, &["s"]);
    }
    cut(&mut stem, 3, &["ness"]);
    // The end of "bleed" is no ending.
    if !stem.ends_with("eed") {
        cut(&mut stem, 3, &["ing"]);
        cut(&mut stem, 4, &["ed", "er"]);
    }
    // "napping" is a form of "nap", and "swelling" of "swell".
    let mut last = stem.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a == b
        && stem.chars().count() > 3
    {
        stem = &stem[..stem.len() - a.len_utf8()];
    }
    cut(&mut stem, 3, &["e", "y", "i"]);
    cut(&mut stem, 4, &["a", "o"]);
    stem.to_owned()
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
