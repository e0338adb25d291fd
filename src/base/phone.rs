//! Phone numbers, as far as it can be told without calling them: whether one can be dialled from anywhere, whether it is
//! kept for fiction, and by which numbers a country's people call for help.

mod spelling;

use std::fmt::Write as _;

use super::refusal::Refusal;
pub(crate) use spelling::shown;

/// What is known of each country: its file says what is where, and where it comes from.
const COUNTRIES: &str = include_str!("phone/countries.txt");

/// Ranges that are kept for fiction.
const FICTION: &str = include_str!("phone/fiction.txt");

/// Codes that no country has, but services that can be called from any (ITU-T E.164, List of country codes).
const SERVICES: [&str; 9] = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

/// Most digits that a number has, with the code of its country (ITU-T E.164, 6.2.1).
const MOST_DIGITS: usize = 15;

/// Fewest digits of a number that is not a service's short one, such as 116 117.
pub(crate) const FEWEST_DIGITS: usize = 7;

/// A country, or a part of one with numbers of its own.
#[derive(Debug, Clone, Copy)]
struct Country {
    code: &'static str,
    /// First digits of its numbers behind the code; empty where it has all that no other has.
    begins: &'static str,
    /// What is dialled in front of a number within the country.
    in_front: &'static str,
    lengths: &'static str,
    emergency: &'static str,
}

/// The lines of a list that are no notes.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

fn countries() -> impl Iterator<Item = Country> {
    lines(COUNTRIES).filter_map(|line| {
        let mut fields = line.split(' ').skip(1).map(|field| if field == "-" { "" } else { field });
        Some(Country {
            code: fields.next()?,
            begins: fields.next()?,
            in_front: fields.next()?,
            lengths: fields.next()?,
            emergency: fields.next()?,
        })
    })
}

impl Country {
    fn emergency_numbers(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.emergency.split(',').filter(|number| !number.is_empty())
    }

    /// Whether the rest of a number, behind the code, begins as one of this country alone.
    fn has_beginning_of(&self, rest: &str) -> bool {
        self.begins.split(',').any(|begins| rest.starts_with(begins))
    }

    fn has_length(&self, length: usize) -> bool {
        self.lengths.split(',').any(|span| {
            let (least, most) = span.split_once('-').unwrap_or((span, span));
            least.parse().is_ok_and(|least: usize| least <= length)
                && most.parse().is_ok_and(|most: usize| most >= length)
        })
    }
}

/// First digits of numbers behind +39. Numbers of places keep the 0 that they begin with within Italy, and the first digit
/// says which service a number belongs to (libphonenumber's `italian_leading_zero`; AGCOM, Piano di numerazione,
/// agcom.it/piano-di-numerazione).
const ITALIAN: [&str; 5] = ["0", "1", "3", "55", "8"];

/// A number in the characters that phones know: digits of other scripts and spaces of any width are read as what they are, and
/// marks of direction are left out.
#[must_use]
pub(crate) fn in_plain_signs(number: &str) -> String {
    number.chars().filter_map(in_plain_sign).collect()
}

fn in_plain_sign(c: char) -> Option<char> {
    match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '０'..='９' => digit(c, '０'),
        '＋' => Some('+'),
        '\u{2010}'..='\u{2015}' => Some('-'),
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// A digit in the script of that zero, as one of 0 to 9.
fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c).wrapping_sub(zero.into()), 10)
}

/// The digits that [`in_plain_signs`] knows, for a class in a regular expression.
macro_rules! digits {
    () => {
        r"0-9\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19"
    };
}

/// All signs of a number but brackets, for such a class: digits, `+`, stops, hyphens, spaces of any width and marks of
/// direction.
macro_rules! signs {
    () => {
        concat!(
            digits!(),
            r"+\uFF0B.\-\u2010-\u2015\t-\r \u0085\u00A0\u1680\u2000-\u200B\u200E\u200F\u2028-\u202F",
            r"\u205F\u2066-\u2069\u3000\u061C"
        )
    };
}

/// What [`in_plain_signs`] and [`has_signs_in_place`] let through, as a regular expression for programs that check
/// `site.yaml` while it is typed: two digits or more, at most one `+`, which comes before them, and closed brackets.
pub(crate) const PATTERN: &str = concat!(
    concat!("^(?=(?:[^", digits!(), "]*[", digits!(), "]){2})"),
    r"(?![^+\uFF0B]*[+\uFF0B][^+\uFF0B]*[+\uFF0B])",
    concat!("(?![^", digits!(), "]*[", digits!(), r"][^+\uFF0B]*[+\uFF0B])"),
    concat!("(?:[", signs!(), r"]|\([", signs!(), r"]*\))*$"),
);

/// Whether the signs of a number stand where they can: at most one `+`, before every digit, and each bracket closed.
#[must_use]
pub(crate) fn has_signs_in_place(number: &str) -> bool {
    let first = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
    let mut is_open = false;
    let brackets = number.chars().all(|c| match c {
        '(' | ')' if is_open == (c == '(') => false,
        '(' | ')' => {
            is_open = !is_open;
            true
        }
        c => c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '.'),
    });
    brackets && !is_open && number[..first].matches('+').count() <= 1 && !number[first..].contains('+')
}

/// The digits of a number, without what is between them.
#[must_use]
pub(crate) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number begins with the code of its country.
#[must_use]
pub(crate) fn is_international(number: &str) -> bool {
    number.trim_start_matches([' ', '(']).starts_with('+')
}

/// The countries that a number can be of, and its digits behind their code.
fn countries_of(number: &str) -> (Vec<Country>, String) {
    let digits = digits(number);
    let of_code: Vec<Country> = countries().filter(|country| digits.starts_with(country.code)).collect();
    // No code is the beginning of another one.
    let Some(code) = of_code.first().map(|country| country.code) else { return (Vec::new(), digits) };
    let rest = digits[code.len()..].to_owned();
    let (special, general): (Vec<Country>, Vec<Country>) =
        of_code.into_iter().partition(|country| !country.begins.is_empty());
    let own: Vec<Country> = special.into_iter().filter(|country| country.has_beginning_of(&rest)).collect();
    (if own.is_empty() { general } else { own }, rest)
}

/// The code of the country that a number is of, such as `+44`.
#[must_use]
pub(crate) fn country_code(number: &str) -> Option<String> {
    if !is_international(number) {
        return None;
    }
    countries_of(number).0.first().map(|country| format!("+{}", country.code))
}

/// The numbers to call for help where a number is, in the order of the list; empty where that is not known.
#[must_use]
pub(crate) fn emergency_numbers_beside(number: &str) -> Vec<&'static str> {
    if !is_international(number) {
        return Vec::new();
    }
    let mut found: Vec<&str> = Vec::new();
    for emergency in countries_of(number).0.iter().flat_map(Country::emergency_numbers) {
        if !found.contains(&emergency) {
            found.push(emergency);
        }
    }
    found
}

/// Whether people of any country call for help by a number.
#[must_use]
pub(crate) fn is_emergency_number(number: &str) -> bool {
    let digits = digits(number);
    countries().any(|country| country.emergency_numbers().any(|known| known == digits))
}

/// Who keeps a number for fiction, where it is kept.
#[must_use]
pub(crate) fn kept_for_fiction(number: &str) -> Option<&'static str> {
    let digits = digits(number);
    lines(FICTION).find_map(|line| {
        let (range, keeper) = line.rsplit_once(' ')?;
        let range = range.replace(|c: char| !c.is_ascii_digit() && c != 'x', "");
        let is_kept = if is_international(number) {
            // With the 0 that is dialled within the country, it is no more real.
            is_within(&range, &digits) || is_within(&range, &self::digits(&without_zero(number)?))
        } else {
            let codes = lines(COUNTRIES).filter_map(|line| line.split(' ').nth(1));
            let code = codes.into_iter().find(|code| range.starts_with(code))?;
            let national = digits.strip_prefix("00").unwrap_or(&digits);
            let with_code = format!("{code}{}", national.strip_prefix('0').unwrap_or(national));
            is_within(&range, national) || is_within(&range, &with_code)
        };
        is_kept.then_some(keeper)
    })
}

/// Whether a number is one of a range such as `441632960xxx`.
fn is_within(range: &str, digits: &str) -> bool {
    digits.len() == range.len()
        && digits.chars().zip(range.chars()).all(|(digit, known)| known == 'x' || digit == known)
}

/// What keeps people from reaching a number. `language` is the one of its pages: an example is taken from where it is
/// spoken.
#[must_use]
pub(crate) fn fault(number: &str, language: &str) -> Option<Refusal> {
    let fault = |what: &str, help: String| Some(Refusal::new(what, help));
    if !is_international(number) {
        let international = number.trim().strip_prefix("00").filter(|rest| digits(rest).len() >= FEWEST_DIGITS);
        return match international {
            Some(rest) => fault(
                "begins with 00, which does not lead abroad from every country",
                format!("write \"+{}\"", rest.trim_start()),
            ),
            None => fault("has no code of its country in front", with_code(number, language)),
        };
    }
    if let Some(right) = without_zero(number) {
        let what = if number.contains("(0)") || number.contains("( 0 )") {
            "has a (0) in it, which phones dial along with the rest"
        } else {
            "has a 0 behind the code of the country, which is dialled only within it"
        };
        return fault(what, format!("write \"{right}\""));
    }
    let all = digits(number);
    let (countries, rest) = countries_of(number);
    let Some(country) = countries.first() else {
        return if SERVICES.iter().any(|code| all.starts_with(code)) {
            None
        } else {
            fault("begins with the code of no country", "look up the code of your country, such as +44".to_owned())
        };
    };
    if country.code == "39" && !rest.is_empty() && !ITALIAN.iter().any(|first| rest.starts_with(first)) {
        let zero = number.find("39").map_or(number.len(), |at| at + 2);
        let right = format!("{} 0{}", &number[..zero], number[zero..].trim_start_matches([' ', '-', '.', '(']));
        let what = "has no 0 behind +39, where the numbers of Italy keep theirs";
        return fault(what, format!("write \"{}\"", right.replace(')', "")));
    }
    if all.len() > MOST_DIGITS || !countries.iter().any(|country| country.has_length(rest.len())) {
        let counts = country.lengths.replace('-', " to ").replace(',', " or ");
        let what = format!("has {} digits behind +{}, where numbers have {counts}", rest.len(), country.code);
        return fault(&what, "look the number up and write all of it".to_owned());
    }
    None
}

/// A number without the 0 that is dialled only within its country; `None` where it has no such 0.
fn without_zero(number: &str) -> Option<String> {
    let (countries, rest) = countries_of(number);
    let country = countries.first()?;
    if let Some((open, close)) = number.find('(').zip(number.find(')'))
        && open < close
        && number[open + 1..close].trim() == "0"
    {
        // In some countries, as in Italy, the 0 belongs to the number.
        let kept = if country.in_front == "0" { "" } else { "0" };
        let front = number[..open].trim_end();
        return Some(format!("{front} {kept}{}", number[close + 1..].trim_start()));
    }
    if country.in_front != "0" || !rest.starts_with('0') {
        return None;
    }
    let zero = number.char_indices().filter(|(_, c)| c.is_ascii_digit()).nth(country.code.len())?.0;
    let (front, behind) = (number[..zero].trim_end(), number[zero + 1..].trim_start());
    Some(match front.strip_suffix('(') {
        Some(front) => format!("{} {}", front.trim_end(), behind.replacen(')', "", 1)),
        None => format!("{front} {behind}"),
    })
}

/// How a number is written with the code of its country, as far as that can be told.
fn with_code(number: &str, language: &str) -> String {
    let begins_with_zero = digits(number).starts_with('0');
    let (code, country) = match language.split('-').next().unwrap_or_default() {
        "ar" => ("966", "Saudi Arabia"),
        "de" => ("49", "Germany"),
        "es" => ("34", "Spain"),
        "pt" => ("55", "Brazil"),
        _ if begins_with_zero => ("44", "the United Kingdom"),
        _ => ("1", "the United States"),
    };
    let zero = number.find('0').filter(|_| begins_with_zero && code != "34");
    let mut rest: String = match zero {
        Some(zero) => [&number[..zero], number[zero + 1..].trim_start()].concat(),
        None => number.trim().to_owned(),
    };
    // A bracket of which the 0 was all.
    rest = rest.trim_start_matches("()").trim().to_owned();
    if rest.starts_with('(') {
        rest = rest.replacen('(', "", 1).replacen(')', "", 1);
    }
    let mut help = String::from("write the code of your country in front");
    if zero.is_some() {
        help.push_str(", and leave out the 0");
    }
    let _ = write!(help, ": in {country} this is \"+{code} {rest}\"");
    help
}

/// What keeps a number from being the clinic's.
#[must_use]
pub(crate) fn clinic_fault(number: &str, language: &str) -> Option<Refusal> {
    if is_international(number) || digits(number).len() >= FEWEST_DIGITS {
        return fault(number, language);
    }
    let what = if is_emergency_number(number) {
        "is a number that people call in an emergency, and not the clinic's"
    } else {
        "is too short to be a clinic's number"
    };
    let help = "write the clinic's own number with the code of its country, such as \"+44 20 7946 0018\"";
    Some(Refusal::new(what, help))
}

/// What keeps a number from being the one that people call in an emergency. `clinic` is the number by which the country is
/// known.
#[must_use]
pub(crate) fn emergency_fault(number: &str, clinic: Option<&str>) -> Option<Refusal> {
    let typed = digits(number);
    let known = clinic.map(emergency_numbers_beside).unwrap_or_default();
    if typed == "112" || known.contains(&typed.as_str()) || (known.is_empty() && is_emergency_number(&typed)) {
        return None;
    }
    let what = if clinic.is_some_and(|clinic| digits(clinic) == typed) {
        "is the clinic's own number".to_owned()
    } else if typed.len() >= FEWEST_DIGITS {
        "is not a number for emergencies".to_owned()
    } else if is_emergency_number(&typed) {
        let code = clinic.and_then(country_code).map_or_else(String::new, |code| format!(" ({code})"));
        format!("calls for help in another country than the clinic's{code}")
    } else {
        "calls for help in no country".to_owned()
    };
    let help = match known.as_slice() {
        [] => "write the emergency number of your country, such as 112, 911 or 999".to_owned(),
        [only] => format!("write \"{only}\""),
        [first @ .., last] => {
            let known = format!("{} and {last}", first.join(", "));
            format!("of the country's emergency numbers, {known}, write the one that calls an ambulance")
        }
    };
    Some(Refusal::new(what, help))
}

#[cfg(test)]
mod tests;
