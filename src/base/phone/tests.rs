//! Numbers as clinics write them, right and wrong.

use super::*;

fn what(number: &str) -> String {
    fault(number, "en").map_or_else(String::new, |fault| fault.to_string())
}

#[test]
fn a_number_that_can_be_dialled_from_anywhere_is_fine() {
    for number in [
        "+44 300 311 22 33",
        "+44 800 1111",
        "+44 (20) 7219 4272",
        "(+44) 20 7219 4272",
        "+1 (202) 456-1111",
        "+49 30 18 17 0",
        "+43 1 2345",
        "+34 917 001 900",
        "+55 11 3061 7000",
        "+966 11 212 3333",
        "+39 06 6982",
        "+39 02 12345678",
        "+225 01 02 03 04 05",
        "+61 13 11 26",
        "+800 1234 5678",
        "+852 2300 6555",
        "+7 495 123-45-67",
    ] {
        assert_eq!(what(number), "", "{number}");
    }
}

#[test]
fn a_number_that_can_not_is_told_with_what_to_write() {
    for (number, says) in [
        ("+44 (0)20 7219 4272", "write \"+44 20 7219 4272\""),
        ("+44(0)20 7219 4272", "write \"+44 20 7219 4272\""),
        ("+44 (0) 20 7219 4272", "write \"+44 20 7219 4272\""),
        ("+44 ( 0 ) 20 7219 4272", "write \"+44 20 7219 4272\""),
        ("+44 020 7219 4272", "write \"+44 20 7219 4272\""),
        ("+44 (020) 7219 4272", "write \"+44 20 7219 4272\""),
        ("+49 (0)30 18170", "write \"+49 30 18170\""),
        ("+39 (0)6 6982", "write \"+39 06 6982\""),
        ("0044 20 7219 4272", "write \"+44 20 7219 4272\""),
        ("020 7219 4272", "leave out the 0: in the United Kingdom this is \"+44 20 7219 4272\""),
        ("(020) 7219 4272", "in the United Kingdom this is \"+44 20 7219 4272\""),
        ("202-456-1111", "in front: in the United States this is \"+1 202-456-1111\""),
        ("(202) 456-1111", "in the United States this is \"+1 202 456-1111\""),
        ("+44 20 7219", "has 6 digits behind +44, where numbers have 7 or 9 to 10"),
        ("+44 20 7219 42723", "has 11 digits"),
        ("+1 456 1111", "has 7 digits"),
        ("+999 123 456 789", "the code of no country"),
        ("+49 30 1817 1817 1817 1817", "digits behind +49"),
    ] {
        assert!(what(number).contains(says), "{number}: {}", what(number));
    }
    let help = |number, language| fault(number, language).map(|fault| fault.help).unwrap_or_default();
    assert!(help("030 18170", "de").ends_with("in Germany this is \"+49 30 18170\""));
    assert!(help("917 001 900", "es").ends_with("in Spain this is \"+34 917 001 900\""));
    assert!(help("(011) 3061-7000", "pt-br").ends_with("in Brazil this is \"+55 11 3061-7000\""));
}

#[test]
fn numbers_of_fiction_are_known_however_they_are_written() {
    for number in [
        "+44 20 7946 0018",
        "+442079460018",
        "020 7946 0018",
        "+44 (0)20 7946 0018",
        "0044 20 7946 0018",
        "+44 1632 960123",
        "01632 960 123",
        "07700 900461",
        "+1 (212) 555-0147",
        "212 555 0147",
        "+1 800 555 4000",
        "+49 30 23125 018",
        "030 23125018",
        "+33 1 99 00 12 34",
        "01 99 00 12 34",
        "+61 2 5550 1234",
        "0491 570 156",
        "+353 20 913 1234",
    ] {
        assert!(kept_for_fiction(number).is_some(), "{number}");
    }
    for number in
        ["+44 20 7219 4272", "+44 20 7946 1018", "+1 555 212 3456", "+1 212 556 0147", "+49 30 18170", "999", ""]
    {
        assert_eq!(kept_for_fiction(number), None, "{number}");
    }
}

#[test]
fn emergency_numbers_belong_to_countries() {
    for (number, emergency) in [
        ("+44 20 7219 4272", vec!["112", "999"]),
        ("+1 202 456 1111", vec!["112", "911"]),
        ("+1 868 622 3344", vec!["990", "999"]),
        ("+49 30 18170", vec!["110", "112"]),
        ("+61 2 6277 7111", vec!["000", "106", "112"]),
        ("+64 4 817 9999", vec!["111"]),
        ("+55 11 3061 7000", vec!["112", "128", "190", "192", "193", "911"]),
        ("+966 11 212 3333", vec!["112", "911", "997", "999"]),
        ("+7 727 258 5258", vec!["101", "102", "103", "112"]),
        ("020 7219 4272", vec![]),
    ] {
        assert_eq!(emergency_numbers_beside(number), emergency, "{number}");
    }
    assert!(["112", "911", "999", "000", "1 1 2"].iter().all(|number| is_emergency_number(number)));
    assert!(!["99", "12", "1", "", "9999999", "020 7946 0018"].iter().any(|number| is_emergency_number(number)));
}

#[test]
fn every_line_of_the_lists_is_read() {
    assert_eq!(countries().count(), lines(COUNTRIES).count());
    for country in countries() {
        assert!((1..=3).contains(&country.code.len()) && country.code.bytes().all(|b| b.is_ascii_digit()));
        assert!((1..=MOST_DIGITS).any(|length| country.has_length(length)), "{country:?}");
        assert!(country.emergency_numbers().all(|number| number.bytes().all(|b| b.is_ascii_digit())));
    }
    for line in lines(FICTION) {
        let (range, _) = line.rsplit_once(' ').expect("a keeper");
        assert_eq!(fault(&range.replace('x', "2"), "en"), None, "{line}");
    }
}

#[test]
fn signs_of_other_scripts_are_read_as_what_they_are() {
    for (typed, read) in [
        ("+44\u{a0}20\u{202f}7188\u{2009}7188", "+44 20 7188 7188"),
        ("١٢٣", "123"),
        ("\u{200e}+٩٦٦ ١١ ٢٨٨", "+966 11 288"),
        ("۱۱۵", "115"),
        ("+49 30\u{2011}450", "+49 30-450"),
        ("999", "999"),
    ] {
        assert_eq!(in_plain_signs(typed), read, "{typed}");
    }
}

#[test]
fn signs_of_a_number_stand_where_they_can() {
    for number in ["+44 20 7188 7188", "(+44) 20 7188", "+1 (212) 263-7300", "(212) 263.7300", "999"] {
        assert!(has_signs_in_place(number), "{number}");
    }
    for number in
        ["++44 20 7188", "44+20 7188", "+44 +20 7188", "+44 (20 7188", "+44 20) 7188", "+44 ((20)) 7188", "44 20+"]
    {
        assert!(!has_signs_in_place(number), "{number}");
    }
}

#[test]
fn italy_keeps_its_zero() {
    for (number, says) in
        [("+39 6 49971", "write \"+39 06 49971\""), ("+39 (2) 1234 5678", "write \"+39 02 1234 5678\"")]
    {
        assert!(what(number).contains(says), "{number}: {}", what(number));
    }
    for number in ["+39 06 49971", "+39 347 123 4567", "+39 800 123 456", "+34 917 001 900"] {
        assert_eq!(what(number), "", "{number}");
    }
}

#[test]
fn an_emergency_number_may_have_signs_between_its_digits_or_be_a_regions() {
    let says = |number, clinic| emergency_fault(number, Some(clinic)).map(|fault| fault.help).unwrap_or_default();
    for (number, clinic) in [("061", "+34 93 227 54 00"), ("112", "+34 93 227 54 00"), ("999", "+44 20 7188 7188")] {
        assert_eq!(says(number, clinic), "", "{number}");
    }
    for number in ["9-9-9", "9 9 9"] {
        assert_eq!(says(number, "+44 20 7188 7188"), "", "{number}");
    }
    assert!(says("061", "+44 20 7188 7188").contains("999"));
}
