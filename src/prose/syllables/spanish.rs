//! Spanish: by the orthography of the Real Academia Española (2010).
//!
//! `a e o` are strong, `i u ü` weak. Two strong vowels are two syllables, a
//! weak one leans on its neighbour, and an accent on a weak vowel beside a
//! strong one parts them (`día`). An `h` between vowels changes nothing.

/// Syllables of a lower-case word.
pub(super) fn count(lower: &str) -> usize {
    let letters: Vec<char> = lower.chars().collect();
    let mut syllables = 0;
    let mut run: Vec<char> = Vec::new();
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        if is_vowel(c, before, after) {
            run.push(c);
        } else if !joins_vowels(c, before, after) {
            syllables += nuclei(&run);
            run.clear();
        }
    }
    syllables + nuclei(&run)
}

/// Whether `c` sounds as a vowel where it is.
fn is_vowel(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        // The u of que, qui, gue, gui is mute.
        'u' => !(matches!(before, Some('q' | 'g')) && after.is_some_and(|c| "eiéí".contains(c))),
        // The y is a vowel unless it begins a syllable: hoy, muy, y.
        'y' => !after.is_some_and(|c| is_strong(c) || is_weak(c) || is_accented_weak(c)),
        _ => is_strong(c) || is_weak(c) || is_accented_weak(c),
    }
}

/// A mute letter inside a run of vowels: the h of prohibir, the u of que.
fn joins_vowels(c: char, before: Option<char>, after: Option<char>) -> bool {
    c == 'h' && before.is_some_and(may_be_vowel) && after.is_some_and(may_be_vowel)
}

fn may_be_vowel(c: char) -> bool {
    is_strong(c) || is_weak(c) || is_accented_weak(c)
}

fn is_strong(c: char) -> bool {
    "aeoáéóàèòâêôäëö".contains(c)
}

fn is_weak(c: char) -> bool {
    "iuü".contains(c)
}

fn is_accented_weak(c: char) -> bool {
    "íú".contains(c)
}

/// Syllables of a run of vowels.
fn nuclei(run: &[char]) -> usize {
    let mut nuclei = 0;
    for (at, &c) in run.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| run[at]);
        let after = run.get(at + 1).copied();
        let beside_strong = before.is_some_and(is_strong) || after.is_some_and(is_strong);
        // Twice the same weak vowel is two: antiinflamatorio.
        let doubled = is_weak(c) && before == Some(c);
        if is_strong(c) || is_accented_weak(c) && beside_strong || doubled {
            nuclei += 1;
        }
    }
    // Weak vowels alone make one syllable; a doubled one adds its own.
    let all_weak = run.iter().all(|&c| !is_strong(c));
    nuclei + usize::from(all_weak && !run.is_empty())
}
