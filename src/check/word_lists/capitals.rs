//! Words in capitals: short forms, and words that are stressed.

/// Two or more capitals, and no lower-case letter.
pub(in crate::check) fn is_in_capitals(word: &str) -> bool {
    !word.chars().any(char::is_lowercase) && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_two_or_more_and_no_small_letter() {
        assert!(is_in_capitals("MRI") && is_in_capitals("COVID-19"));
        assert!(!is_in_capitals("B12") && !is_in_capitals("HbA1c") && !is_in_capitals("mL"));
    }
}
