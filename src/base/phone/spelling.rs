//! How a phone number is written for the people who read it, so that it can be dialled from the paper as well.

use super::{country_code, is_international};

/// Codes of countries within which every number that does not begin with 1 is dialled, and written, with a 0 in front of
/// what follows the code. Source: Google's libphonenumber 9.0.35 of 16 July 2026 (Apache License 2.0),
/// `PhoneNumberMetadata.xml`: the codes whose formats have the rule `$NP$FG` with the prefix 0.
const WITH_ZERO: [&str; 35] = [
    "+20", "+27", "+31", "+32", "+33", "+40", "+41", "+43", "+44", "+46", "+49", "+61", "+64", "+94", "+98", "+212",
    "+213", "+234", "+251", "+254", "+353", "+355", "+358", "+381", "+382", "+385", "+386", "+389", "+421", "+880",
    "+962", "+963", "+964", "+967", "+243",
];

/// Of them, those within which that is so of numbers that begin with 1 as well.
const WITH_ZERO_AND_ONE: [&str; 2] = ["+44", "+94"];

/// A number as the people near it write it, if that is certain: `020 7946 0018` for `+44 20 7946 0018`. None where it is
/// written as it is.
fn national(number: &str) -> Option<String> {
    let code = country_code(number)?;
    let rest = number.trim_start().strip_prefix(&*code)?.trim_start_matches([' ', '-', '.']);
    let first = rest.chars().next().filter(char::is_ascii_digit)?;
    let is_certain = match first {
        '0' => false,
        '1' => WITH_ZERO_AND_ONE.contains(&&*code),
        _ => WITH_ZERO.contains(&&*code),
    };
    is_certain.then(|| format!("0{rest}"))
}

/// A number as it is shown to a clinic's readers: as people within the country write it, if the clinic is in that country,
/// and in one piece, for nobody is to dial the half of a number that a line ends with.
#[must_use]
pub(crate) fn shown(number: &str, clinic: Option<&str>) -> String {
    let is_near = is_international(number) && country_code(number) == clinic.and_then(country_code);
    let spelt = if is_near { national(number) } else { None }.unwrap_or_else(|| number.to_owned());
    spelt.trim().replace(' ', "\u{a0}").replace('-', "\u{2011}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_people_near_the_clinic_write_it() {
        for (number, clinic, expected) in [
            ("+44 20 7946 0018", "+44 20 7946 0018", "020 7946 0018"),
            ("+44 1204 496 0123", "+44 20 7946 0018", "01204 496 0123"),
            ("+4930 23125 018", "+49 30 23125 018", "030 23125 018"),
            // Elsewhere, and where it is not certain, the code stays.
            ("+49 30 23125 018", "+44 20 7946 0018", "+49 30 23125 018"),
            ("+34 93 227 54 00", "+34 93 227 54 00", "+34 93 227 54 00"),
            ("+39 06 698 12345", "+39 06 698 12345", "+39 06 698 12345"),
            ("+55 11 3061 7000", "+55 11 3061 7000", "+55 11 3061 7000"),
            ("+54 9 11 1234 5678", "+54 11 1234 5678", "+54 9 11 1234 5678"),
            ("+1 202 555 0143", "+1 202 555 0143", "+1 202 555 0143"),
            ("+353 1 496 0123", "+353 1 496 0123", "+353 1 496 0123"),
            ("+44 (20) 7946 0018", "+44 20 7946 0018", "+44 (20) 7946 0018"),
            ("111", "+44 20 7946 0018", "111"),
            ("999", "+44 20 7946 0018", "999"),
        ] {
            assert_eq!(shown(number, Some(clinic)).replace('\u{a0}', " "), expected, "{number} beside {clinic}");
        }
        assert_eq!(shown("+44 20 7946 0018", None).replace('\u{a0}', " "), "+44 20 7946 0018");
    }

    #[test]
    fn a_number_is_never_broken_over_a_line() {
        assert_eq!(shown("+55 11 3061-7000", None), "+55\u{a0}11\u{a0}3061\u{2011}7000");
    }
}
