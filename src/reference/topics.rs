//! Which claims a piece of prose may be about, by the words of their topics.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Claim;
use crate::figures::{Quantity, SHARE, is_of_figures, unit};
use crate::prose::{self, stem};

/// Words that tell no topic from another: how a topic is put, not what it is about. One list for all languages.
const COMMON: &str = "
    a about after again all an and any are as at be been before back between by can come comes cause causes chance common course
    do does during each feel feeling first for from get give go had has have having how if in into is it its kind last lasts least
    length level long longest make many may mean means medical more most much need needed needs next no normal not number of
    off often on one only or other out over own patient patients people per person possible rate risk short shortest
    some soon start starts stay still such take takes taken than that the their them then there they this time times to too under until
    up use used using usual wait waiting what when where which while who whom with within without you your best better
    highest lowest adult adults child children treated clinic care
    al antes como con cuando cuanto de del desde después durante el en es esperar espera hasta la las lo los para por
    que se sin sobre su tiempo tras un una y o personas pacientes
    ao aos até com da das depois do dos e em na nas no nos os ou pelo pela quando sem seu sua tempo um uma pessoas
    ab als am an auf aus bei bis das dem den der des die ein eine einer für im in ist lange mit nach nicht oder über
    und vom von vor wann warten wie zeit zu zum zur zwischen menschen patienten patientinnen";

/// Finds claims by the words that stand near a figure.
#[derive(Debug, Default)]
pub struct Topics {
    all: Vec<Topic>,
    by_stem: HashMap<String, Vec<usize>>,
    /// Stems of units that claims use and the tables of figures may not know, such as `lengths`.
    pub units: BTreeSet<String>,
}

/// Words of a claim's topic.
#[derive(Debug)]
struct Topic {
    claim: String,
    stems: Vec<String>,
    /// Whether all of the stems have to be near; else half of those that the page is not about as a whole.
    all: bool,
    /// Whether the claim names the words itself.
    named: bool,
}

/// A claim that a piece of prose may be about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near<'t> {
    /// The claim's id.
    pub claim: &'t str,
    /// Whether the claim names the word itself, under `words`; else it was taken from its topic.
    pub named: bool,
}

impl Topics {
    /// Sorts the claims by their words: those under `words`, else the words of the topic that few other topics have.
    pub(super) fn of(claims: &BTreeMap<String, Claim>) -> Self {
        let common: HashSet<String> = COMMON.split_whitespace().map(stem).collect();
        let telling = |claim: &Claim| -> Vec<String> {
            let words = prose::words(&claim.topic).map(|range| &claim.topic[range]);
            let mut stems: Vec<String> = words.filter(|word| !is_of_figures(word)).map(stem).collect();
            stems.retain(|stem| !common.contains(stem));
            stems.sort();
            stems.dedup();
            stems
        };
        let mut frequency = HashMap::<String, usize>::new();
        for claim in claims.values().filter(|claim| claim.words.is_empty()) {
            for stem in telling(claim) {
                *frequency.entry(stem).or_default() += 1;
            }
        }
        // A word of more than two topics, and of more than a third of all, is what the whole site is about.
        let everywhere = |stem: &String| frequency[stem] > 2 && frequency[stem] * 3 > claims.len();
        let mut topics = Self::default();
        for (id, claim) in claims {
            for words in &claim.words {
                let stems = prose::words(words).map(|range| stem(&words[range])).collect();
                topics.add(Topic { claim: id.clone(), stems, all: true, named: true });
            }
            if claim.words.is_empty() {
                let (shared, own): (Vec<_>, Vec<_>) = telling(claim).into_iter().partition(everywhere);
                // A topic that has no words of its own is named by all of its words together.
                let all = own.is_empty();
                topics.add(Topic { claim: id.clone(), stems: if all { shared } else { own }, all, named: false });
            }
            if claim.of.is_none() && unit(&claim.unit).is_none() {
                topics.units.extend(prose::words(&claim.unit).next().map(|range| stem(&claim.unit[range])));
            }
        }
        topics
    }

    fn add(&mut self, topic: Topic) {
        for stem in &topic.stems {
            self.by_stem.entry(stem.clone()).or_default().push(self.all.len());
        }
        self.all.push(topic);
    }

    /// Claims that a piece of prose with these stems may be about, in the order of their ids. `page` holds the stems of
    /// the page's title: in a page on a hip operation, those of a topic on hip operations tell nothing.
    #[must_use]
    pub fn near(&self, stems: &BTreeSet<String>, page: &BTreeSet<String>) -> Vec<Near<'_>> {
        let candidates: BTreeSet<usize> =
            stems.iter().filter_map(|stem| self.by_stem.get(stem)).flatten().copied().collect();
        let is_near = |topic: &&Topic| {
            let telling: Vec<&String> = topic.stems.iter().filter(|stem| topic.all || !page.contains(*stem)).collect();
            let telling = if telling.is_empty() { topic.stems.iter().collect() } else { telling };
            let hits = telling.iter().filter(|stem| stems.contains(**stem)).count();
            if topic.all { hits == telling.len() } else { hits > 0 && hits * 2 >= telling.len() }
        };
        let near = candidates.into_iter().map(|index| &self.all[index]).filter(is_near);
        let mut near: Vec<Near<'_>> = near.map(|topic| Near { claim: &topic.claim, named: topic.named }).collect();
        near.dedup();
        near
    }
}

/// The stems of a text's words.
#[must_use]
pub fn stems(text: &str) -> BTreeSet<String> {
    // Both parts of "follow-up" may be what a topic names.
    prose::words(text).flat_map(|range| text[range].split(['-', '‑', '‐']).map(stem)).collect()
}

impl Claim {
    /// How much it says, in the smallest unit of its kind; nothing when the entry has no figure.
    #[must_use]
    pub fn quantity(&self) -> Option<Quantity> {
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

    fn topics(yaml: &str) -> Topics {
        Topics::of(&crate::yaml::parse(yaml).expect("claims"))
    }

    fn near(topics: &Topics, text: &str) -> Vec<(String, bool)> {
        topics
            .near(&stems(text), &stems("Your hip"))
            .into_iter()
            .map(|near| (near.claim.to_owned(), near.named))
            .collect()
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
