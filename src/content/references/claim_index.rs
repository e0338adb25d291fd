//! Which claims a piece of prose may be about, by the words of their topics.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Claim;
use crate::prose::quantities::{Quantity, SHARE, is_of_figures, unit};
use crate::prose::{self, stem};

/// Words that tell no topic from another, by language.
const COMMON: &str = include_str!("common_words.yaml");

/// Finds claims by the words near a figure.
#[derive(Debug, Default)]
pub struct ClaimTopics {
    /// Ids of all claims, in order; a topic holds places in this list.
    ids: Vec<String>,
    all: Vec<ClaimTopic>,
    by_stem: HashMap<String, Vec<usize>>,
    /// Stems of units that claims use and the tables of figures may not know, such as `lengths`.
    pub units: BTreeSet<String>,
}

/// Words that name a topic, and the claims on it.
#[derive(Debug)]
pub struct ClaimTopic {
    stems: Vec<String>,
    /// Whether all of the stems have to be near; else half of those that the page is not about as a whole.
    all: bool,
    /// Whether the claims name the words themselves, under `words`; else they were taken from their topics.
    pub named: bool,
    claims: Vec<usize>,
    /// Those that say how much, by [`Quantity::key`].
    by_quantity: HashMap<String, Vec<usize>>,
    /// The same by kind and order of magnitude, so that few are looked at that can't be meant.
    by_size: HashMap<String, BTreeMap<[i32; 2], TopicShelf>>,
}

/// Claims of one kind and one order of magnitude.
#[derive(Debug)]
struct TopicShelf {
    /// A quantity from the lowest of them to the highest.
    span: Quantity,
    claims: Vec<(usize, Quantity)>,
}

/// How well the claims of a topic fit a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// They say the same.
    Equal,
    /// They say something comparable, or the same.
    Comparable,
    /// Whatever they say.
    Any,
}

/// As many claims as a message names.
pub(crate) const NAMED: usize = 3;

/// The stems of words that tell no topic from another, in all languages.
fn common_stems() -> HashSet<String> {
    let languages: BTreeMap<String, String> =
        crate::base::yaml::parse(COMMON).unwrap_or_else(|problems| panic!("the embedded common words: {problems:?}"));
    languages.values().flat_map(|words| words.split_whitespace()).map(stem).collect()
}

impl ClaimTopics {
    /// Sorts the claims by their words: those under `words`, else the words of the topic that few other topics have.
    pub(super) fn of(claims: &BTreeMap<String, Claim>) -> Self {
        let common = common_stems();
        let mut frequency = HashMap::<String, usize>::new();
        for claim in claims.values().filter(|claim| claim.words.is_empty()) {
            for stem in telling_stems(&claim.topic, &common) {
                *frequency.entry(stem).or_default() += 1;
            }
        }
        let mut topics = Self::default();
        let mut places = HashMap::new();
        for (id, claim) in claims {
            let index = topics.ids.len();
            topics.ids.push(id.clone());
            let quantity = claim.quantity();
            for words in &claim.words {
                let stems = prose::words(words).map(|range| stem(&words[range])).collect();
                topics.at(&mut places, stems, true, true).add(index, quantity.as_ref());
            }
            if claim.words.is_empty() {
                // A word of more than two topics, and of more than a third of all, is what the whole site is about.
                let (shared, own): (Vec<_>, Vec<_>) = telling_stems(&claim.topic, &common)
                    .into_iter()
                    .partition(|stem| frequency[stem] > 2 && frequency[stem] * 3 > claims.len());
                // A topic that has no words of its own is named by all of its words together.
                let all = own.is_empty();
                let stems = if all { shared } else { own };
                topics.at(&mut places, stems, all, false).add(index, quantity.as_ref());
            }
            if claim.of.is_none() && unit(&claim.unit).is_none() {
                topics.units.extend(prose::words(&claim.unit).next().map(|range| stem(&claim.unit[range])));
            }
        }
        topics.index();
        topics
    }

    /// The topic of some words, which is made when it is not there yet.
    fn at(
        &mut self,
        places: &mut HashMap<(Vec<String>, bool, bool), usize>,
        stems: Vec<String>,
        all: bool,
        named: bool,
    ) -> &mut ClaimTopic {
        let place = *places.entry((stems, all, named)).or_insert_with_key(|(stems, ..)| {
            self.all.push(ClaimTopic {
                stems: stems.clone(),
                all,
                named,
                claims: Vec::new(),
                by_quantity: HashMap::new(),
                by_size: HashMap::new(),
            });
            self.all.len() - 1
        });
        &mut self.all[place]
    }

    /// Notes under which stems a topic is to be looked for. When all of them have to be near, the rarest is enough.
    fn index(&mut self) {
        let mut frequency = HashMap::<&String, usize>::new();
        for stem in self.all.iter().flat_map(|topic| &topic.stems) {
            *frequency.entry(stem).or_default() += 1;
        }
        let mut by_stem = HashMap::<String, Vec<usize>>::new();
        for (index, topic) in self.all.iter().enumerate() {
            let rarest = topic.stems.iter().min_by_key(|stem| frequency[stem]);
            let stems = if topic.all { rarest.map_or(&[][..], std::slice::from_ref) } else { &topic.stems[..] };
            for stem in stems {
                by_stem.entry(stem.clone()).or_default().push(index);
            }
        }
        self.by_stem = by_stem;
    }

    /// Topics that a piece of prose with these stems may be about. `page` holds the stems of the page's title: in a page
    /// on a hip operation, those of a topic on hip operations tell nothing.
    #[must_use]
    pub fn near(&self, stems: &BTreeSet<String>, page: &BTreeSet<String>) -> Vec<&ClaimTopic> {
        let candidates: BTreeSet<usize> =
            stems.iter().filter_map(|stem| self.by_stem.get(stem)).flatten().copied().collect();
        candidates.into_iter().map(|index| &self.all[index]).filter(|topic| topic.is_near(stems, page)).collect()
    }

    /// The first few claims of some topics that fit a quantity, in the order of their ids; without those that the text
    /// states already.
    pub fn first<'t>(
        &'t self,
        topics: impl Iterator<Item = &'t ClaimTopic>,
        fit: Fit,
        quantity: &Quantity,
        stated: &HashSet<&str>,
    ) -> Vec<&'t str> {
        let claims: BTreeSet<usize> = topics
            .flat_map(|topic| {
                topic.first(fit, quantity, |claim| stated.is_empty() || !stated.contains(self.ids[*claim].as_str()))
            })
            .collect();
        claims.into_iter().map(|claim| self.ids[claim].as_str()).collect()
    }
}

impl ClaimTopic {
    /// Whether some words name the topic. Those of the page as a whole tell nothing, unless there are no others.
    fn is_near(&self, stems: &BTreeSet<String>, page: &BTreeSet<String>) -> bool {
        let own: Vec<&String> = self.stems.iter().filter(|stem| self.all || !page.contains(*stem)).collect();
        let telling = if own.is_empty() { self.stems.iter().collect() } else { own };
        let hits = telling.iter().filter(|stem| stems.contains(**stem)).count();
        if self.all { hits == telling.len() } else { hits > 0 && hits * 2 >= telling.len() }
    }

    fn add(&mut self, claim: usize, quantity: Option<&Quantity>) {
        // A claim may give the same words twice.
        if self.claims.last() == Some(&claim) {
            return;
        }
        self.claims.push(claim);
        let Some(quantity) = quantity else { return };
        self.by_quantity.entry(quantity.key()).or_default().push(claim);
        let of_kind = self.by_size.entry(quantity.kind.clone()).or_default();
        let alike = of_kind
            .entry([magnitude(quantity.low), magnitude(quantity.high)])
            .or_insert_with(|| TopicShelf { span: quantity.clone(), claims: Vec::new() });
        alike.span.low = alike.span.low.min(quantity.low);
        alike.span.high = alike.span.high.max(quantity.high);
        alike.claims.push((claim, quantity.clone()));
    }

    /// The first few that fit a quantity.
    fn first(&self, fit: Fit, quantity: &Quantity, is_new: impl Fn(&usize) -> bool) -> Vec<usize> {
        match fit {
            Fit::Equal => {
                let equal = self.by_quantity.get(&quantity.key());
                equal.into_iter().flatten().copied().filter(is_new).take(NAMED).collect()
            }
            Fit::Comparable => {
                let shelves = self.by_size.get(&quantity.kind).into_iter().flat_map(BTreeMap::values);
                let mut claims = Vec::new();
                for shelf in shelves.filter(|shelf| shelf.span.is_comparable(quantity)) {
                    let comparable = shelf.claims.iter().filter(|(_, of_claim)| of_claim.is_comparable(quantity));
                    claims.extend(comparable.map(|(claim, _)| *claim).filter(&is_new).take(NAMED));
                }
                claims.sort_unstable();
                claims.truncate(NAMED);
                claims
            }
            Fit::Any => self.claims.iter().copied().filter(is_new).take(NAMED).collect(),
        }
    }
}

/// The stems of a topic's words, sorted, but for numbers and common words.
fn telling_stems(topic: &str, common: &HashSet<String>) -> Vec<String> {
    let words = prose::words(topic).map(|range| &topic[range]);
    let stems = words.filter(|word| !is_of_figures(word)).map(stem).filter(|stem| !common.contains(stem));
    stems.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The order of magnitude of a number: the power of two below it.
#[allow(clippy::cast_possible_truncation)] // It is far below the limits, or infinite for 0, and then the least.
fn magnitude(number: f64) -> i32 {
    number.log2().floor() as i32
}

/// The stems of a text's words.
#[must_use]
pub(crate) fn stems(text: &str) -> BTreeSet<String> {
    // Both parts of "follow-up" may be what a topic names.
    prose::words(text).flat_map(|range| text[range].split(['-', '‑', '‐']).map(stem)).collect()
}

impl Claim {
    /// How much it says, in the smallest unit of its kind; nothing when the entry has no figure.
    #[must_use]
    pub(crate) fn quantity(&self) -> Option<Quantity> {
        let low = self.value.or(self.from)?;
        let high = self.value.or(self.to)?;
        let (kind, size) = match self.of {
            Some(of) => (SHARE.to_owned(), 1.0 / of),
            None => unit(&self.unit).map_or_else(
                || (prose::words(&self.unit).next().map_or(String::new(), |range| stem(&self.unit[range])), 1.0),
                |(kind, size)| (kind.to_owned(), size),
            ),
        };
        Some(Quantity { kind, low: low * size, high: high * size })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(yaml: &str) -> ClaimTopics {
        ClaimTopics::of(&crate::base::yaml::parse(yaml).expect("claims"))
    }

    fn near(topics: &ClaimTopics, text: &str) -> Vec<(String, bool)> {
        let near = topics.near(&stems(text), &stems("Your hip"));
        let claims = near.iter().flat_map(|topic| topic.claims.iter().map(|claim| (*claim, topic.named)));
        let claims: BTreeSet<(usize, bool)> = claims.collect();
        claims.into_iter().map(|(claim, named)| (topics.ids[claim].clone(), named)).collect()
    }

    #[test]
    fn a_claim_is_near_the_words_of_its_topic() {
        let topics = topics("drive-wait: { topic: wait before driving, population: p, value: 30, unit: minutes }");
        assert_eq!(near(&topics, "Do not drive yet."), [("drive-wait".to_owned(), false)]);
        assert_eq!(near(&topics, "Wait before you walk."), []);
    }

    #[test]
    fn its_own_words_go_before_those_of_the_topic() {
        let topics = topics(
            "a: { topic: wait before driving, population: p, value: 30, unit: lengths, words: [blue inhaler, taxi] }",
        );
        assert_eq!(near(&topics, "Use your blue inhaler."), [("a".to_owned(), true)]);
        assert_eq!(near(&topics, "Use your inhaler and drive."), []);
        assert!(topics.units.contains("length"));
    }

    #[test]
    fn words_of_every_topic_tell_nothing() {
        let topics = topics(
            "a: { topic: driving after a hip operation, population: p, value: 6, unit: weeks }\n\
             b: { topic: work after a hip operation, population: p, value: 8, unit: weeks }\n\
             c: { topic: bath after a hip operation, population: p, value: 4, unit: weeks }\n\
             d: { topic: hip operation, population: p, value: 2, unit: hours }\n",
        );
        assert_eq!(near(&topics, "Your hip will be sore."), []);
        assert_eq!(near(&topics, "Your hip operation takes long."), [("d".to_owned(), false)]);
        assert_eq!(near(&topics, "You can have baths."), [("c".to_owned(), false)]);
    }

    #[test]
    fn half_of_a_topic_is_enough_but_not_what_the_page_is_about() {
        let topics = topics(
            "a: { topic: soreness of the hip, population: p, value: 6, unit: weeks }\n\
             b: { topic: blood sugar test, population: p, value: 15, unit: minutes }\n",
        );
        assert_eq!(near(&topics, "Move your hip."), []);
        assert_eq!(near(&topics, "Soreness is normal."), [("a".to_owned(), false)]);
        assert_eq!(near(&topics, "You have a test."), []);
        assert_eq!(near(&topics, "Look at your blood sugar."), [("b".to_owned(), false)]);
    }
}
