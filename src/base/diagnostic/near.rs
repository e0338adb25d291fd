//! Which known name somebody meant who wrote one that is not known.
//!
//! There may be very many known names, as many as articles, and as many unknown ones. Comparing two names letter by letter
//! takes a while; how long they are and how often each letter occurs in them takes some nanoseconds, and tells nearly all
//! of them apart. Among more than [`CROWD`] names, only those are compared that share a rare row of three letters.

mod buckets;
mod letters;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use buckets::Buckets;
use letters::Letters;
pub(super) use letters::bare;
use strsim::damerau_levenshtein;

/// Most edits between a name and one that it is taken for, however long it is.
const FARTHEST: usize = 8;

/// Most known names that one unknown name is compared with.
const CROWD: usize = 256;

/// Known names, made ready to be searched for near ones.
#[derive(Debug)]
pub struct NameIndex<N> {
    known: Vec<KnownName<N>>,
    /// The names of a crowd by their rows of letters.
    by_row: OnceLock<Buckets>,
    /// The names of a crowd by their letters and digits alone.
    by_letters: OnceLock<Buckets>,
}

/// A known name, made ready to be compared with many others.
#[derive(Debug)]
struct KnownName<N> {
    name: N,
    lower: String,
    /// Characters of `lower`.
    length: usize,
    letters: Letters,
}

/// Three characters in a row. Beyond either end of a name they are [`END`].
type Trigram = [char; 3];

const END: char = '\0';

/// Known names that an unknown one is compared with.
struct Candidates<'i, N> {
    known: Vec<&'i KnownName<N>>,
    /// Whether no other can be as near as was asked for.
    are_all: bool,
}

impl<N> Default for NameIndex<N> {
    fn default() -> Self {
        Self { known: Vec::new(), by_row: OnceLock::new(), by_letters: OnceLock::new() }
    }
}

impl<N: AsRef<str>> FromIterator<N> for NameIndex<N> {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Self {
        Self { known: names.into_iter().map(KnownName::of).collect(), ..Self::default() }
    }
}

impl<N: AsRef<str>> KnownName<N> {
    fn of(name: N) -> Self {
        let lower = name.as_ref().to_lowercase();
        Self { length: lower.chars().count(), letters: Letters::of(&lower), name, lower }
    }
}

impl<N: AsRef<str>> NameIndex<N> {
    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The known name nearest to one that is not known, if it is near enough to be meant: at most a third of its length
    /// away and no more than eight edits, or else the shortest that contains it.
    pub fn nearest(&self, name: &str) -> Option<&N> {
        let name = KnownName::of(name);
        let allowed = (name.length / 3).clamp(1, FARTHEST);
        // Candidates by the edits that they are at least away.
        let mut candidates: [Vec<&KnownName<N>>; FARTHEST + 1] = Default::default();
        for known in self.candidates(&name.lower, allowed).known {
            if let Some(least) = name.letters.least_distance(&known.letters, allowed) {
                candidates[least].push(known);
            }
        }
        let mut best: Option<(usize, &KnownName<N>)> = None;
        for (least, candidates) in candidates.iter().enumerate() {
            // The others are farther away than the best so far.
            if best.is_some_and(|(distance, _)| distance < least) {
                break;
            }
            for candidate in candidates {
                let distance = damerau_levenshtein(&name.lower, &candidate.lower);
                let order = (distance, candidate.name.as_ref());
                if distance <= allowed && best.is_none_or(|(distance, best)| order < (distance, best.name.as_ref())) {
                    best = Some((distance, candidate));
                }
            }
        }
        let (_, found) = best.or_else(|| Some((0, self.shortest_containing(&name)?)))?;
        Some(&found.name)
    }

    /// The one known name that a slip of the keyboard can have left: letters that are missing, too many or in another
    /// order, at most two of them (one, for short names), with the same digits, and no other name as near. A letter in
    /// the place of another makes another word too easily. What is known by [`Self::nearest`] alone is good enough to be
    /// asked about, not to be written. For the program's own lists of names; for names in content, see [`Self::meant`].
    pub(crate) fn certain(&self, name: &str) -> Option<&N> {
        let name = KnownName::of(name);
        let allowed = if name.length < 8 { 1 } else { 2 };
        let candidates = self.candidates(&name.lower, allowed);
        if !candidates.are_all {
            return None;
        }
        let mut near: Vec<(usize, &KnownName<N>)> = candidates
            .known
            .into_iter()
            .filter(|known| name.letters.least_distance(&known.letters, allowed).is_some())
            .filter(|known| digits(known.name.as_ref()).eq(digits(&name.lower)))
            .map(|known| (damerau_levenshtein(&name.lower, &known.lower), known))
            .filter(|(distance, _)| *distance <= allowed)
            .collect();
        near.sort_unstable_by_key(|(distance, known)| (*distance, known.name.as_ref()));
        let nearest = match near[..] {
            [(_, candidate)] => candidate,
            [(first, candidate), (second, _), ..] if first < second && first < 2 => candidate,
            _ => return None,
        };
        is_slip(&name.lower, &nearest.lower).then_some(&nearest.name)
    }

    /// Known names that may have the same letters and digits as another, and all that do.
    pub(super) fn of_like_letters(&self, name: &str) -> Vec<&N> {
        if self.known.len() > CROWD {
            let by_letters = || Buckets::of(&self.known, |known| vec![bare(known.name.as_ref())]);
            let places = self.by_letters.get_or_init(by_letters).get(&bare(name));
            return self.at(places).map(|known| &known.name).collect();
        }
        let letters = Letters::of(&name.to_lowercase());
        let close = |known: &&KnownName<N>| letters.least_distance(&known.letters, FARTHEST).is_some();
        self.known.iter().filter(close).map(|known| &known.name).collect()
    }

    /// All names, or in a crowd at most as many as one name is compared with. An edit changes no more than four rows of
    /// letters (two letters that change places are in so many), so that a name within some edits has one at least of any
    /// larger number of rows.
    fn candidates(&self, lower: &str, edits: usize) -> Candidates<'_, N> {
        if self.known.len() <= CROWD {
            return Candidates { known: self.known.iter().collect(), are_all: true };
        }
        let needed = 4 * edits + 1;
        let rows: BTreeSet<Trigram> = rows(lower).into_iter().collect();
        let mut having: Vec<&[u32]> = rows.into_iter().map(|row| self.having(row)).collect();
        having.sort_by_key(|places| places.len());
        let mut candidates = BTreeSet::<u32>::new();
        let mut looked_at = 0;
        for places in having.into_iter().take(needed) {
            if candidates.len() + places.len() > CROWD {
                break;
            }
            candidates.extend(places.iter().copied());
            looked_at += 1;
        }
        let known = candidates.into_iter().map(|place| &self.known[place as usize]).collect();
        Candidates { known, are_all: looked_at == needed }
    }

    /// The shortest known name that contains one of at least three letters; in a crowd, among the first that share its
    /// rarest row of letters.
    fn shortest_containing(&self, name: &KnownName<&str>) -> Option<&KnownName<N>> {
        if name.length < 3 {
            return None;
        }
        if self.known.len() <= CROWD {
            return shortest_of(self.known.iter(), name);
        }
        let inside = rows(&name.lower).into_iter().filter(|row| !row.contains(&END));
        let rarest = inside.map(|row| self.having(row)).min_by_key(|places| places.len())?;
        shortest_of(self.at(rarest).take(CROWD), name)
    }

    /// The places of the names that have a row of letters.
    fn having(&self, row: Trigram) -> &[u32] {
        self.by_row.get_or_init(|| Buckets::of(&self.known, |known| rows(&known.lower))).get(&row)
    }

    fn at(&self, places: &[u32]) -> impl Iterator<Item = &KnownName<N>> {
        places.iter().map(|place| &self.known[*place as usize])
    }

    /// "did you mean" where a near name exists, else the list of what there is (at most a dozen).
    pub(crate) fn suggest(&self, name: &str, there_is: &str) -> String {
        self.suggest_with("", name, there_is)
    }

    /// The same, with a character before the names as they are shown.
    pub(crate) fn suggest_with(&self, before: &str, name: &str, there_is: &str) -> String {
        if let Some(near) = self.nearest(name) {
            return format!("did you mean `{before}{}`?", near.as_ref());
        }
        let shown = self.known.iter().take(12).map(|known| format!("{before}{}", known.name.as_ref()));
        let shown = shown.collect::<Vec<_>>().join(", ");
        match self.known.len() {
            0 => format!("there are no {there_is} yet"),
            1..=12 => format!("{there_is}: {shown}"),
            all => format!("{there_is}: {shown}, and {} more", all - 12),
        }
    }
}

/// The shortest of known names that contains another.
fn shortest_of<'k, N: AsRef<str>>(
    known: impl Iterator<Item = &'k KnownName<N>>,
    name: &KnownName<&str>,
) -> Option<&'k KnownName<N>> {
    known.filter(|known| known.lower.contains(&name.lower)).min_by_key(|known| (known.length, known.name.as_ref()))
}

/// The rows of three letters in a name, with those that reach beyond its ends.
fn rows(lower: &str) -> Vec<Trigram> {
    let ends = [END, END];
    let padded: Vec<char> = ends.into_iter().chain(lower.chars()).chain(ends).collect();
    padded.windows(3).map(|row| [row[0], row[1], row[2]]).collect()
}

/// Whether one of two names has all letters of the other: whether nothing but order, and letters left out, lies between.
fn is_slip(lower: &str, known: &str) -> bool {
    let (one, other) = (sorted(lower), sorted(known));
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut rest = many.iter();
    few.iter().all(|letter| rest.any(|other| other == letter))
}

fn sorted(lower: &str) -> Vec<char> {
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters
}

fn digits(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_digit)
}

/// [`NameIndex::nearest`] among a few names.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known.into_iter().collect::<NameIndex<_>>().nearest(name).copied()
}

/// [`NameIndex::certain`] among a few names.
pub(crate) fn certain<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known.into_iter().collect::<NameIndex<_>>().certain(name).copied()
}

/// [`NameIndex::suggest`] of a few names.
pub(crate) fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, there_is: &str) -> String {
    known.into_iter().collect::<NameIndex<_>>().suggest(name, there_is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_listed() {
        assert_eq!(nearest("tilte", ["title", "summary"]), Some("title"));
        assert_eq!(nearest("zebra", ["title", "summary"]), None);
        assert_eq!(certain("tilte", ["title", "summary"]), Some("title"));
        for (name, known) in [
            ("day-3", ["day-1", "day-12"]),
            ("rost", ["rest", "roast"]),
            ("vagus", ["vagus-nerve", "v"]),
            ("week", ["weak", "firm"]),
            ("older", ["order", "title"]),
        ] {
            assert_eq!(certain(name, known), None, "{name}");
        }
        assert_eq!(nearest("vagus", ["sacral-nerves", "vagus-nerve"]), Some("vagus-nerve"));
        assert_eq!(suggest("zebra", ["title", "summary"], "known keys"), "known keys: title, summary");
    }

    /// In a crowd, the same names are found as by looking at all of them; and where too many are alike, none is certain.
    #[test]
    fn a_crowd_is_searched_by_rows_of_letters() {
        let words = ["rest", "sleep", "needle", "hours", "driving", "coffee", "stairs", "fever", "bruise", "night"];
        let names: Vec<String> = (0..3000).map(|n| format!("{}-{}-{n}", words[n % 10], words[n / 10 % 10])).collect();
        let crowd: NameIndex<&str> = names.iter().map(String::as_str).chain(["vagus-nerve", "after-care"]).collect();
        assert!(crowd.known.len() > CROWD);
        assert_eq!(crowd.certain("vagus-nreve"), Some(&"vagus-nerve"));
        assert_eq!(crowd.nearest("wagus-nerv"), Some(&"vagus-nerve"));
        assert_eq!(crowd.nearest("vagus"), Some(&"vagus-nerve"), "which contains it");
        assert_eq!(crowd.same_letters("AfterCare"), Some(&"after-care"));
        assert_eq!(crowd.nearest("sleep-nigth-2991"), Some(&"sleep-night-2991"));
        assert_eq!(crowd.nearest("zzz"), None);
        let alike: NameIndex<String> = (0..3000).map(|n| format!("day-{n:04}")).collect();
        assert_eq!(alike.certain("day-00010").map(String::as_str), None, "day-0001 or day-0010");
        assert_eq!(alike.same_letters("Day 0010").map(String::as_str), Some("day-0010"));
    }
}
