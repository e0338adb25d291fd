//! Which letters of an English word sound as vowels, and which neighbours are
//! two syllables.

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether a syllable can be read in `body`.
pub(super) fn has_vowel(body: &str) -> bool {
    body.contains(|c| is_vowel(c) || c == 'y')
}

/// Whether the letter at `at` sounds as a vowel.
pub(super) fn sounds(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| letters[at]);
    let after = letters.get(at + 1).copied();
    match letters[at] {
        // Mute or a glide in question, guide, language, suede's kin.
        'u' => {
            let glides =
                before == Some('q') || before == Some('g') && after.is_some_and(|c| matches!(c, 'a' | 'e' | 'i'));
            !(glides && after.is_some_and(|c| is_vowel(c) || c == 'y'))
        }
        // A consonant in yes, lawyer, courtyard, canyon.
        'y' => {
            let yard = letters[at + 1..].starts_with(&['a', 'r', 'd']);
            let glides = yard || matches!(before, None | Some('w' | 'n'));
            !(glides && after.is_some_and(is_vowel))
        }
        c => is_vowel(c),
    }
}

/// Whether the vowel at `at` begins a new syllable after the vowel before it.
///
/// `body` holds the same letters as `letters`, all of them ASCII.
pub(super) fn splits(body: &str, letters: &[char], at: usize) -> bool {
    let head = &body[..at - 1];
    let tail = &body[at + 1..];
    let next = |starts: &[&str]| starts.iter().any(|start| tail.starts_with(start));
    match (letters[at - 1], letters[at]) {
        ('y', second) => is_vowel(second),
        // do-ing, continu-ing
        (_, 'i') if tail.starts_with("ng") => true,
        ('i', 'a') => splits_ia(head, tail),
        ('i', 'e') => splits_ie(head, tail),
        ('i', 'o') => splits_io(head, tail),
        ('e', 'a') => splits_ea(head, tail),
        // vide-o, but surgeon, gorgeous, people
        ('e', 'o') => {
            let soft = head.ends_with('g') && next(&["n", "u"]);
            !(soft || head.ends_with('p') && next(&["pl"]))
        }
        // muse-um, nucle-us, re-use
        ('e', 'u') => matches!(tail, "m" | "ms" | "s" | "ses") || head == "r",
        // re-infect, homogene-ity
        ('e', 'i') => {
            let again = ["nf", "ns", "nt", "nv", "nj", "mb", "mp", "tr"];
            next(&["ty"]) || head.ends_with('r') && next(&again)
        }
        // re-enter, pre-existing
        ('e', 'e') => matches!(head, "r" | "pr") && tail.len() > 2 && next(&["n", "x", "v"]),
        // archa-ic, contra-indicate
        ('a', 'i') => tail == "c" || head.ends_with("ntr"),
        // cha-os, calci-um, continu-ous, but fluoride
        ('a' | 'u', 'o') | ('i', 'u' | 'i') => !head.ends_with("fl"),
        // radio-active, pro-active, co-agulate, o-asis
        ('o', 'a') => head.ends_with('i') || head == "pr" || head.ends_with('c') && next(&["g"]) || next(&["si"]),
        // po-em, co-exist, gastro-enteritis
        ('o', 'e') => {
            head.ends_with('p') && next(&["m", "t"]) || head.ends_with('c') && next(&["x", "f"]) || head.ends_with("tr")
        }
        // hero-in, sto-ic, co-incide, gastro-intestinal
        ('o', 'i') => {
            head == "her"
                || head.ends_with("st")
                || head == "c" && next(&["nc"])
                || head.ends_with("tr") && next(&["n"])
        }
        // co-ordinate, co-operate, zo-ology
        ('o', 'o') => head == "c" && next(&["rd", "perat"]) || head == "z" && next(&["log"]),
        // usu-al, but persuade
        ('u', 'a') => !(head.ends_with('s') && next(&["d", "v", "s"])),
        // flu-ent, cru-el
        ('u', 'e') => next(&["n", "l", "t", "r"]),
        // acu-ity, intu-ition, su-icide, flu-id, ru-in, genu-ine
        ('u', 'i') => {
            next(&["ty", "tio", "tiv", "tou", "cid"])
                || head.ends_with("fl") && next(&["d"])
                || (head.ends_with('r') || head.ends_with("en")) && next(&["n"])
        }
        _ => false,
    }
}

/// di-abetes, burial, but special, marriage, familiar.
fn splits_ia(head: &str, tail: &str) -> bool {
    let softened = head.ends_with(['c', 't', 's', 'x']);
    let ending = tail.is_empty() || tail == "n" || tail == "ns" || tail.starts_with('l') && !tail.starts_with("lit");
    let merged = softened && ending
        || head.ends_with('g') && matches!(tail, "" | "n")
        || tail.starts_with("ge")
        || tail == "g"
        || head.ends_with('l') && head.len() > 1 && (tail.starts_with('r') || tail == "n" || tail == "ns")
        || head.ends_with("ll") && tail.starts_with("nt");
    !merged
}

/// di-et, easi-er, nutri-ent, but patient, field.
fn splits_ie(head: &str, tail: &str) -> bool {
    let softened = head.ends_with(['c', 't']);
    match tail {
        "r" | "rs" => head.len() > 1 && !head.ends_with("sh") && !head.ends_with("ld"),
        "st" => head.len() > 1 || head == "d",
        _ if tail.starts_with('t') => true,
        _ if tail.starts_with("nt") || tail.starts_with("nc") => {
            let glides = softened || head.len() > 2 && head.ends_with(['l', 'n']);
            head.ends_with("sc") || !glides
        }
        "n" | "ns" => head.len() > 1,
        _ => false,
    }
}

/// vari-ous, peri-od, but action, anxious, million.
fn splits_io(head: &str, tail: &str) -> bool {
    let softened = head.ends_with(['c', 't', 's', 'g', 'x']) || head.ends_with("sh");
    let merged = softened && tail.starts_with(['n', 'u'])
        || head.ends_with(['l', 'n']) && head.len() > 1 && tail.starts_with('n')
        || head.ends_with("ll") && tail.starts_with('u')
        || head.ends_with(['n', 'v']) && (tail.starts_with('r') || tail.starts_with("ur"));
    !merged
}

/// are-a, cre-ate, line-ar, but heart.
fn splits_ea(head: &str, tail: &str) -> bool {
    match tail {
        "" => has_vowel(head),
        "r" | "rs" => head.ends_with("in") || head.ends_with("ucl"),
        "l" => head.ends_with("id") || head.ends_with("er") && head.len() > 2,
        _ => {
            head.ends_with("cr") && tail.starts_with('t') && !tail.starts_with("tu")
                || head == "r" && (tail.starts_with("ct") || tail.starts_with("li") || tail.starts_with("ss"))
                || head == "th" && tail.starts_with('t')
                || head.ends_with("op") && tail.starts_with('n')
        }
    }
}
