//! Places in a list by what is there, many of them in little room.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;

/// A power of two: as many rows of three letters as occur in the names of a large site.
const BUCKETS: usize = 1 << 16;

/// Places in a list, grouped by a hash of what is there. A group may hold a few that do not belong to it.
#[derive(Debug)]
pub(super) struct Buckets {
    /// Where the places of each group begin, and the end of the last one.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Buckets {
    /// Groups the places of a list by the keys of what is there.
    pub(super) fn of<T, K: Hash>(list: &[T], keys: impl Fn(&T) -> Vec<K>) -> Self {
        let mut pairs = Vec::new();
        for (place, item) in (0_u32..).zip(list) {
            pairs.extend(keys(item).iter().map(|key| (bucket_of(key), place)));
        }
        let mut starts = vec![0_u32; BUCKETS + 1];
        for (bucket, _) in &pairs {
            starts[bucket + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        let mut free = starts.clone();
        let mut places = vec![0; pairs.len()];
        for (bucket, place) in pairs {
            places[free[bucket] as usize] = place;
            free[bucket] += 1;
        }
        Self { starts, places }
    }

    /// The places that may have a key, in the order of the list, and all that do.
    pub(super) fn get(&self, key: &impl Hash) -> &[u32] {
        let bucket = bucket_of(key);
        &self.places[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lowest bits are meant")]
fn bucket_of(key: &impl Hash) -> usize {
    FixedState::default().hash_one(key) as usize % BUCKETS
}
