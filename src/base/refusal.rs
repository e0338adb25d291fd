//! Why a text can't be taken: the type's own words, which whoever asked puts into a sentence of theirs.

use std::fmt;

use serde::de;

use super::diagnostic::{Code, code};

/// Why a text that somebody typed can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, said of the text or of where it was to go: `is not a web address`.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// Stands between the parts of a refusal while `serde` carries it, in the one text for which its errors have room.
const BETWEEN: char = '\u{1f}';

impl Refusal {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// The refusal as an error of `serde`. [`Self::carried_by`] takes it out again.
    pub(crate) fn into_error<E: de::Error>(self, code: Code) -> E {
        // The message comes last: it alone holds what an editor wrote, which may be any character.
        E::custom(format_args!("{code}{BETWEEN}{}{BETWEEN}{}", self.help, self.message))
    }

    /// The refusal in the text of an error, with what kind of problem it is; none where a type had no words of its own.
    pub(crate) fn carried_by(error: &str) -> Option<(Code, Self)> {
        let mut parts = error.splitn(3, BETWEEN);
        let (name, help, message) = (parts.next()?, parts.next()?, parts.next()?);
        let code = [code::BAD_DATE, code::BAD_VALUE].into_iter().find(|code| code.as_str() == name)?;
        Some((code, Self::new(message, help)))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_comes_through_whole() {
        for message in ["is \"a|b\", which is not a date", "is \"\u{1f}\u{1f}x\"", ""] {
            let why = Refusal::new(message, "write a day");
            let error: de::value::Error = why.clone().into_error(code::BAD_DATE);
            assert_eq!(Refusal::carried_by(&error.to_string()), Some((code::BAD_DATE, why)));
        }
        for error in ["invalid length 3", "bad-date", "bad-dates\u{1f}a\u{1f}b", "bad-date|a|b"] {
            assert_eq!(Refusal::carried_by(error), None, "{error}");
        }
    }
}
