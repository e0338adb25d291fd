//! Which known name somebody meant who wrote one that is not known.
//!
//! There may be very many: every article of a site. To compare two names sign by sign takes a while; how long they are and
//! how often each letter occurs in them takes some nanoseconds, and tells nearly all of them apart.

use strsim::damerau_levenshtein;

/// Most edits between a name and one that it is taken for, however long it is.
const FARTHEST: usize = 8;

/// A known name, made ready to be compared with many others.
#[derive(Debug, Clone)]
pub struct Known {
    /// The name.
    pub name: String,
    letters: Letters,
}

impl From<String> for Known {
    fn from(name: String) -> Self {
        Self { letters: Letters::of(&name), name }
    }
}

/// A known name while it is compared: any text, or one that was made ready.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    name: &'a str,
    letters: Letters,
}

impl<'a> From<&'a str> for Candidate<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, letters: Letters::of(name) }
    }
}

impl<'a> From<&'a Known> for Candidate<'a> {
    fn from(known: &'a Known) -> Self {
        Self { name: &known.name, letters: known.letters }
    }
}

/// How often each letter occurs in a name, capitals as small ones. Some characters are counted together.
#[derive(Debug, Clone, Copy)]
struct Letters {
    counts: [u8; 32],
    /// The sum of all counts.
    all: u16,
}

impl Letters {
    fn of(name: &str) -> Self {
        if name.is_ascii() {
            Self::count(name.bytes().map(|byte| byte.to_ascii_lowercase().into()))
        } else {
            Self::count(name.to_lowercase().chars().map(u32::from))
        }
    }

    fn count(letters: impl Iterator<Item = u32>) -> Self {
        let mut counts = [0_u8; 32];
        for letter in letters {
            let count = &mut counts[(letter % 32) as usize];
            *count = count.saturating_add(1);
        }
        Self { counts, all: counts.iter().copied().map(u16::from).sum() }
    }

    /// Whether no more than some edits may lie between two names, and at least how many do. An edit adds a character,
    /// takes one away, or does both, so it takes as many as one name has letters that the other has not, or the other
    /// way round.
    fn least_distance(&self, other: &Self, most: usize) -> Option<usize> {
        let longer = self.all.abs_diff(other.all);
        if usize::from(longer) > most {
            return None;
        }
        let differences: u16 = self.counts.iter().zip(&other.counts).map(|(a, b)| u16::from(a.abs_diff(*b))).sum();
        // What one has more and what the other has more make this sum; they differ by as much as the lengths do.
        let least = usize::from(differences.midpoint(longer));
        (least <= most).then_some(least)
    }
}

/// The known name nearest to one that is not known, if it is near enough to be meant: at most a third of its length away
/// and no more than eight edits, or else the shortest that contains it.
pub fn nearest<'a, K>(name: &str, known: K) -> Option<&'a str>
where
    K: IntoIterator<Item: Into<Candidate<'a>>, IntoIter: Clone>,
{
    let known = known.into_iter().map(Into::into);
    let name = name.to_lowercase();
    let (letters, length) = (Letters::of(&name), name.chars().count());
    let allowed = (length / 3).clamp(1, FARTHEST);
    // Candidates by the edits that they are at least away.
    let mut candidates: [Vec<&str>; FARTHEST + 1] = Default::default();
    for known in known.clone() {
        if let Some(least) = letters.least_distance(&known.letters, allowed) {
            candidates[least].push(known.name);
        }
    }
    let mut best: Option<(usize, &str)> = None;
    for (least, candidates) in candidates.iter().enumerate() {
        // The others are farther away than the best so far.
        if best.is_some_and(|(distance, _)| distance < least) {
            break;
        }
        for candidate in candidates {
            let distance = damerau_levenshtein(&name, &candidate.to_lowercase());
            if distance <= allowed && best.is_none_or(|best| (distance, *candidate) < best) {
                best = Some((distance, candidate));
            }
        }
    }
    best.map(|(_, known)| known).or_else(|| shortest_containing(&name, known.map(|known| known.name)))
}

/// The shortest of the names that contain one of at least three letters.
fn shortest_containing<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.chars().count() < 3 {
        return None;
    }
    let lower = known.map(|known| (known.to_lowercase(), known));
    let containing = lower.filter(|(lower, _)| lower.contains(name));
    containing.map(|(lower, known)| (lower.chars().count(), known)).min().map(|(_, known)| known)
}

/// The one known name that a slip of the keyboard can have left: letters that are missing, too many or in another order, at
/// most two of them (one, for short names), with the same digits, and no other name as near. A letter in the place of
/// another makes another word too easily. What is known by [`nearest`] alone is good enough to be asked about, not to be
/// written. For the program's own lists of names; for names in content, see [`super::meant`].
pub fn certain<'a>(name: &str, known: impl IntoIterator<Item: Into<Candidate<'a>>>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let letters = Letters::of(&lower);
    let allowed = if lower.chars().count() < 8 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(Into::into)
        .filter(|known| letters.least_distance(&known.letters, allowed).is_some())
        .filter(|known| digits(known.name).eq(digits(&lower)))
        .map(|known| (damerau_levenshtein(&lower, &known.name.to_lowercase()), known.name))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_unstable();
    let nearest = match near[..] {
        [(_, candidate)] => candidate,
        [(first, candidate), (second, _), ..] if first < second && first < 2 => candidate,
        _ => return None,
    };
    is_slip(&lower, nearest).then_some(nearest)
}

/// Known names that are about as long as a name, and made of about the same letters.
pub(super) fn close<'a>(
    name: &str,
    known: impl IntoIterator<Item: Into<Candidate<'a>>>,
) -> impl Iterator<Item = &'a str> {
    let letters = Letters::of(name);
    let known = known.into_iter().map(Into::into);
    let close = known.filter(move |known| letters.least_distance(&known.letters, FARTHEST).is_some());
    close.map(|known| known.name)
}

/// Whether one of two names has all letters of the other: whether nothing but order, and letters left out, lies between.
fn is_slip(lower: &str, known: &str) -> bool {
    let (one, other) = (sorted_letters(lower), sorted_letters(known));
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut rest = many.iter();
    few.iter().all(|letter| rest.any(|other| other == letter))
}

fn sorted_letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.to_lowercase().chars().collect();
    letters.sort_unstable();
    letters
}

fn digits(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_digit)
}

/// "did you mean" where a near name exists, else the list of what there is (at most a dozen).
pub fn suggest<'a, K>(name: &str, known: K, there_is: &str) -> String
where
    K: IntoIterator<Item: Into<Candidate<'a>>, IntoIter: Clone> + Clone,
{
    suggest_with("", name, known, there_is)
}

/// The same, with a character before the names as they are shown.
pub fn suggest_with<'a, K>(sign: &str, name: &str, known: K, there_is: &str) -> String
where
    K: IntoIterator<Item: Into<Candidate<'a>>, IntoIter: Clone> + Clone,
{
    if let Some(near) = nearest(name, known.clone()) {
        return format!("did you mean `{sign}{near}`?");
    }
    let mut known = known.into_iter();
    let names: Vec<String> = known.by_ref().take(12).map(|known| format!("{sign}{}", known.into().name)).collect();
    match (names.is_empty(), known.count()) {
        (true, _) => format!("there are no {there_is} yet"),
        (false, 0) => format!("{there_is}: {}", names.join(", ")),
        (false, more) => format!("{there_is}: {}, and {more} more", names.join(", ")),
    }
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

    #[test]
    fn counting_letters_never_says_that_names_are_farther_apart_than_they_are() {
        let names =
            ["", "a", "ab", "ba", "Straße", "STRASSE", "ΟΔΟΣ", "οδος", "sleep-1", "sleep-21", "slepe", "day-3-rest"];
        for a in names {
            for b in names {
                let distance = damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase());
                let least = Letters::of(a).least_distance(&Letters::of(b), distance);
                assert!(least.is_some_and(|least| least <= distance), "{a} and {b}: {least:?}, {distance}");
            }
        }
        assert_eq!(Letters::of("slepe").least_distance(&Letters::of("sleep-21"), 8), Some(3));
        assert!(Letters::of(&"a".repeat(700)).least_distance(&Letters::of("b"), 700).is_some());
    }
}
