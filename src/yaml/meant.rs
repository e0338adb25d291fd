//! Which name or value was meant by one that can't stand: what other programs call ours, and slips of the keyboard.

use crate::diagnostic::nearest;

/// `2026-5-3` → `2026-05-03`. Where the year stands last, only the editor knows which number is the month.
pub(super) fn written_out(date: &str) -> Option<String> {
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |text: &str, most: u8| text.parse::<u8>().ok().filter(|number| (1..=most).contains(number));
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let (month, day) = (number(month, 12)?, number(day, 31)?);
    let date_of_ours = format!("{year}-{month:02}-{day:02}");
    (is_year && date_of_ours != date).then_some(date_of_ours)
}

/// What other programs call some of our keys.
const ELSEWHERE: [(&str, &str); 8] = [
    ("description", "summary"),
    ("tags", "topics"),
    ("categories", "topics"),
    ("weight", "order"),
    ("permalink", "slug"),
    ("redirects", "aliases"),
    ("type", "kind"),
    ("references", "sources"),
];

/// Keys that stand below `review:` and are easily written without their indentation.
pub(super) const REVIEW: [&str; 4] = ["reviewed_by", "last_reviewed", "next_review", "version"];

/// The key that was meant by one that is not known.
pub(super) fn meant_key(name: &str, expected: &'static [&'static str]) -> Option<&'static str> {
    elsewhere(name, expected).or_else(|| nearest(name, expected.iter().copied()))
}

/// The key that has the meaning of one of another program's.
pub(super) fn elsewhere(name: &str, expected: &'static [&'static str]) -> Option<&'static str> {
    let ours = ELSEWHERE.iter().find(|(other, _)| name.eq_ignore_ascii_case(other)).map(|(_, ours)| *ours);
    ours.filter(|ours| expected.contains(ours))
}
