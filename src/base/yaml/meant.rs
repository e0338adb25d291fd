//! Which name or value was meant by one that isn't allowed: what other programs call ours, and slips of the keyboard.

use crate::base::diagnostic::nearest;

/// `2026-5-3` → `2026-05-03`. Where the year comes last, only the editor knows which number is the month.
pub(super) fn written_out(date: &str) -> Option<String> {
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let [year, month, day] = parts[..] else { return None };
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let month = month.parse::<u8>().ok().filter(|month| (1..=12).contains(month))?;
    let day = day.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
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

/// Keys that are below `review:` and are easily written without their indentation.
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

/// `010`, `+10` and `10.` are 10, and other programs read the first of them as 8.
pub(super) fn plain_number(text: &str) -> Option<String> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let plain = digits.trim_start_matches('0');
    let plain = if plain.is_empty() { "0" } else { plain };
    (is_number && plain != text).then(|| plain.to_owned())
}

/// What to write in place of a text where a number is needed.
pub(super) fn number_help(text: &str) -> String {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).filter(|n| !n.is_empty());
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(from), Some(to), None) if text.starts_with(from) && text.ends_with(to) => {
            format!("write one number; for a range, write `from: {from}` and `to: {to}`, each on its own line")
        }
        _ => "write digits only, such as 30".to_owned(),
    }
}
