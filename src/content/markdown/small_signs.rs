//! Figures above and below the line that are characters of their own (Unicode, "Superscripts and Subscripts").

/// Signs in the middle, above and below the line.
const SIGNS: [(char, char, char); 15] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('–', '⁻', '₋'),
    ('=', '⁼', '₌'),
];

/// A text above the line, if there is such a form of each of its characters.
pub(super) fn raised(text: &str) -> Option<String> {
    small(text, |(_, above, _)| above)
}

/// A text below the line, if there is such a form of each of its characters.
pub(super) fn lowered(text: &str) -> Option<String> {
    small(text, |(.., below)| below)
}

fn small(text: &str, sign: fn((char, char, char)) -> char) -> Option<String> {
    text.chars()
        .map(|c| SIGNS.iter().find(|(middle, ..)| *middle == c).map(|signs| sign(*signs)))
        .collect::<Option<String>>()
        .filter(|small| !small.is_empty())
}
