//! A day of the calendar that exists. Today's date comes in here.

use std::fmt;

use jiff::civil::Date as CivilDate;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer};

use super::diagnostic::code;
use super::refusal::Refusal;

/// A day of the calendar that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(CivilDate);

impl Date {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// What is wrong, and what to write.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            let message = format!("is \"{text}\", which is not a date");
            return Err(Refusal::new(message, "write year, month and day as 2026-05-03"));
        }
        text.parse().map(Self).map_err(|_| {
            let last = text.get(..8).and_then(|month| format!("{month}01").parse::<CivilDate>().ok());
            let help = last.map_or_else(
                || "check the month: it is year-month-day".to_owned(),
                |first| format!("the last day of that month is {}", first.last_of_month()),
            );
            Refusal::new(format!("is \"{text}\", a day that the calendar does not have"), help)
        })
    }

    /// The day after which a number of days has passed.
    #[must_use]
    pub(crate) fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000))))
    }

    /// The same day a number of years later.
    #[must_use]
    pub(crate) fn plus_years(self, years: i64) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().years(years.clamp(-9_000, 9_000))))
    }

    /// Year, month from 1, day from 1.
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Today, by the machine's clock. Only the command line asks.
    #[must_use]
    pub fn today() -> Self {
        Self(jiff::ZonedDateTime::now().date())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|why| why.into_error(code::BAD_DATE))
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(Date::parse("2028-02-29").expect("a leap day").to_string(), "2028-02-29");
        for text in ["2026-02-29", "2026-02-31", "2026-13-01", "3 May 2026", "2026-5-3", "", "2026-05-033"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        assert_eq!(Date::parse("2024-02-29").expect("a date").plus_years(1).to_string(), "2025-02-28");
    }

    #[test]
    fn a_refusal_reaches_the_editor_whatever_was_typed() {
        use crate::base::yaml;
        use std::collections::BTreeMap;
        let problems = yaml::parse::<BTreeMap<String, Date>>("day: 3|5|2026").expect_err("is no date");
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        assert_eq!(
            (problem.code, problem.message.as_str()),
            (code::BAD_DATE, "`day` is \"3|5|2026\", which is not a date")
        );
        assert_eq!(problem.help.as_deref(), Some("write year, month and day as 2026-05-03"));
    }
}
