//! When a name that is not known was a slip, and may be mended without asking.
//!
//! A near spelling proves nothing: "hypotension" is near "hypertension", "infraction" near "infarction", and each is a
//! word of its own. What proves a slip is the same letters in other clothes (capitals, hyphens), or the writer,
//! who says in words which name was meant.

use super::near::{NameIndex, bare};

/// Beginnings of medical words of which one is easily taken for another. Those of one row mean different things.
const BEGINNINGS: [&[&str]; 15] = [
    &["hyper", "hypo", "hiper", "hipo", "iper", "ipo"],
    &["pre", "peri", "post", "pro", "prae", "prä", "pos", "par", "para", "per"],
    &["ab", "ad"],
    &["inter", "intra", "infra", "intro"],
    &["ante", "anti"],
    &["macro", "micro", "makro", "mikro"],
    &["supra", "sub", "super"],
    &["endo", "ecto", "exo", "epi", "ekto"],
    &["brady", "tachy", "bradi", "taqui", "tachi"],
    &["an", "a", "eu", "dys", "dis"],
    &["ileo", "ilio", "il"],
    &["uni", "bi", "mono", "di", "tri", "hemi"],
    &["ortho", "ante", "orto"],
    &["left", "right", "links", "rechts"],
    &["un", "non", "in", "im"],
];

/// Ends of medical words, in the same way.
const ENDS: [&[&str]; 10] = [
    &["otomy", "ostomy", "ectomy", "oscopy", "opexy", "oplasty"],
    &["otomie", "ostomie", "ektomie", "oskopie"],
    &["otomía", "ostomía", "ectomía", "otomia", "ostomia", "ectomia", "oscopia"],
    &["algia", "plegia", "paresis", "plasia", "phagia", "phasia", "phonia", "praxia", "fagia", "fasia"],
    &["itis", "osis", "oma", "iasis"],
    &["penia", "philia", "cytosis", "emia", "aemia", "uria"],
    &["gram", "graph", "graphy"],
    &["ine", "in", "one", "ane", "ide", "ate", "ite", "ole", "ol", "ene"],
    &["ier", "iest", "er", "est"],
    &["al", "ar", "ic", "ous", "us", "um"],
];

impl<N: AsRef<str>> NameIndex<N> {
    /// The one known name that was certainly meant: the same letters and digits, or one so near that only a slip of the
    /// keyboard lies between, which the writer says in words as well.
    pub fn meant(&self, name: &str, is_said: impl Fn(&str) -> bool) -> Option<&N> {
        let confirmed = |near: &&N| is_said(near.as_ref()) && !are_two_words(name, near.as_ref());
        self.same_letters(name).or_else(|| self.certain(name).filter(confirmed))
    }

    /// The one known name that differs from another only in capitals and what joins its words. A short part is often
    /// a beginning that makes another word when it is joined: `re-sign` and `resign`, `un-ionised` and `unionised`.
    pub(crate) fn same_letters(&self, name: &str) -> Option<&N> {
        let letters = bare(name);
        let mut same = self.of_like_letters(name);
        same.retain(|known| bare(known.as_ref()) == letters && !is_beginning_joined(name, known.as_ref()));
        let first = *same.first()?;
        same.iter().all(|other| other.as_ref() == first.as_ref()).then_some(first)
    }
}

/// Whether one of two names of the same letters parts a short beginning that the other one joins.
fn is_beginning_joined(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (parts(one).collect(), parts(other).collect());
    let parted = if one.len() > other.len() { &one } else { &other };
    one.len() != other.len()
        && parted.iter().any(|part| part.chars().count() < 4 && part.chars().all(char::is_alphabetic))
}

/// The parts of a name that are joined by hyphens and the like.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// Whether two names differ in a word part that makes another medical word of them: "prenatal" and "perinatal",
/// "colostomy" and "colotomy".
fn are_two_words(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let [one, other] = [&one, &other].map(|name| name.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>());
    if one.len() != other.len() {
        return one.iter().any(|part| is_affix(part)) || other.iter().any(|part| is_affix(part));
    }
    one.iter().zip(&other).filter(|(a, b)| a != b).any(|(a, b)| {
        BEGINNINGS.iter().any(|row| differ_in(row, a, b, without_beginning))
            || ENDS.iter().any(|row| differ_in(row, a, b, without_end))
    })
}

fn is_affix(part: &str) -> bool {
    BEGINNINGS.iter().any(|row| row.contains(&part))
}

fn without_beginning<'w>(word: &'w str, part: &str) -> Option<&'w str> {
    word.strip_prefix(part)
}

fn without_end<'w>(word: &'w str, part: &str) -> Option<&'w str> {
    word.strip_suffix(part)
}

/// Whether two words are the same but for two of the parts in a row, or but for one that only one of them has.
fn differ_in<'w>(row: &[&str], a: &'w str, b: &'w str, strip: fn(&'w str, &str) -> Option<&'w str>) -> bool {
    let [rests_of_a, rests_of_b] =
        [a, b].map(|word| row.iter().filter_map(|part| strip(word, part)).collect::<Vec<_>>());
    rests_of_a.contains(&b) || rests_of_b.contains(&a) || rests_of_a.iter().any(|rest| rests_of_b.contains(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant<'a>(name: &str, known: [&'a str; 1], is_said: fn(&str) -> bool) -> Option<&'a str> {
        NameIndex::from_iter(known).meant(name, is_said).copied()
    }

    fn same_letters<'a, const N: usize>(name: &str, known: [&'a str; N]) -> Option<&'a str> {
        NameIndex::from_iter(known).same_letters(name).copied()
    }

    #[test]
    fn the_same_letters_in_other_clothes_are_the_same_name() {
        for (name, known) in [
            ("Vagus_Nerve", "vagus-nerve"),
            ("vagusnerve", "vagus-nerve"),
            ("schwa\u{308}chen", "schwächen"),
            ("First Session", "first-session"),
            ("Day-3", "day-3"),
        ] {
            assert_eq!(same_letters(name, [known, "other"]), Some(known), "{name}");
        }
        for (name, known) in
            [("day-1-2", "day-12"), ("day-3", "day-4"), ("rest", "rests"), ("vagus", "vagus-nerve"), ("ano", "año")]
        {
            assert_eq!(same_letters(name, [known]), None, "{name}");
        }
        for (name, known) in [("re-sign", "resign"), ("un-ionised", "unionised"), ("nonunion", "non-union")] {
            assert_eq!((same_letters(name, [known]), same_letters(known, [name])), (None, None), "{name}");
        }
        assert_eq!(same_letters("aftercare", ["after-care", "after_care"]), None, "either may be meant");
    }

    #[test]
    fn a_near_spelling_is_a_slip_only_where_the_words_say_so() {
        assert_eq!(meant("vagus-nreve", ["vagus-nerve"], |_| true), Some("vagus-nerve"));
        assert_eq!(meant("vagus-nreve", ["vagus-nerve"], |_| false), None);
        assert_eq!(meant("hypotermia", ["hypothermia"], |_| true), Some("hypothermia"));
    }

    #[test]
    fn another_medical_word_is_no_slip_whatever_the_words_say() {
        for (name, known) in [
            ("hyperglycaemia", "hypoglycaemia"),
            ("hipertensión", "hipotensión"),
            ("Hyperthermie", "hypothermie"),
            ("prenatal-care", "perinatal-care"),
            ("post-operative", "pre-operative"),
            ("abduction", "adduction"),
            ("interosseous", "intraosseous"),
            ("colotomy", "colostomy"),
            ("colectomy", "colostomy"),
            ("colostomía", "colotomía"),
            ("aphasia", "aphagia"),
            ("neuralgia", "neuroplegia"),
            ("antenatal", "antinatal"),
            ("typical", "atypical"),
            ("left-knee", "right-knee"),
            ("arthritis", "arthrosis"),
            ("mucus", "mucous"),
            ("stable", "unstable"),
        ] {
            assert_eq!(meant(known, [name], |_| true), None, "{known}");
            assert_eq!(meant(name, [known], |_| true), None, "{name}");
        }
    }
}
