//! Questions on a terminal, one line each: plain text, which every terminal shows and every screen reader reads.

use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Stderr, StdinLock, Write};

use anyhow::{Result, bail};

use crate::base::diagnostic::excerpt::{visible, visible_name};

/// Somebody who can be asked.
#[derive(Debug)]
pub(super) struct Asker<R, W> {
    answers: R,
    questions: W,
}

/// The person at the terminal. None where the program runs in a script: then there is nobody to ask.
pub(super) fn at_terminal() -> Option<Asker<StdinLock<'static>, Stderr>> {
    let is_there = io::stdin().is_terminal() && io::stderr().is_terminal();
    is_there.then(|| Asker { answers: io::stdin().lock(), questions: io::stderr() })
}

impl<R: BufRead, W: Write> Asker<R, W> {
    /// Asks until the answer can be used. `usual` is what an empty answer means; without it, one has to be given.
    /// `read` says what is wrong with an answer, or what it means.
    ///
    /// # Errors
    /// When the person ends the input, with Ctrl-D.
    pub(super) fn text<T>(
        &mut self,
        question: &str,
        usual: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T> {
        loop {
            match usual {
                None | Some("") => write!(self.questions, "{}: ", visible(question))?,
                Some(usual) => write!(self.questions, "{} [{}]: ", visible(question), visible_name(usual))?,
            }
            let answer = self.line()?;
            let answer = match (answer.trim(), usual) {
                ("", Some(usual)) => usual,
                (answer, _) => answer,
            };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(why) => self.say(&format!("  {why}"))?,
            }
        }
    }

    /// Asks for one of several, by its number or its name. Gives its place in the list. The first is the usual one.
    pub(super) fn choice(&mut self, question: &str, options: &[(&str, impl Display)]) -> Result<usize> {
        self.say(question)?;
        let width = options.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        for (index, (name, what)) in options.iter().enumerate() {
            self.say(&format!("  {}  {name:<width$}  {what}", index + 1))?;
        }
        self.text("Number or name", Some(options[0].0), |answer| {
            let by_name = options.iter().position(|(name, _)| name.eq_ignore_ascii_case(answer));
            let by_number = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            by_name
                .or(by_number.filter(|index| *index < options.len()))
                .ok_or_else(|| format!("type a number from 1 to {}, or one of the names", options.len()))
        })
    }

    /// Says something between two questions.
    pub(super) fn say(&mut self, line: &str) -> Result<()> {
        Ok(writeln!(self.questions, "{}", visible(line))?)
    }

    fn line(&mut self) -> Result<String> {
        self.questions.flush()?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            writeln!(self.questions)?;
            bail!("stopped; nothing was written");
        }
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is asked, and what comes of some answers.
    fn asked<T>(answers: &str, ask: impl Fn(&mut Asker<&[u8], &mut Vec<u8>>) -> Result<T>) -> (Result<T>, String) {
        let mut questions = Vec::new();
        let result = ask(&mut Asker { answers: answers.as_bytes(), questions: &mut questions });
        (result, String::from_utf8(questions).expect("text"))
    }

    fn short(answer: &str) -> Result<String, String> {
        if (1..4).contains(&answer.len()) { Ok(answer.to_owned()) } else { Err("give 1 to 3 letters".to_owned()) }
    }

    #[test]
    fn a_question_is_asked_until_its_answer_can_be_used() {
        let (answer, said) = asked("\nlonger\r\n abc \r\n", |asker| asker.text("Name", None, short));
        assert_eq!(answer.expect("an answer"), "abc");
        assert_eq!(said, "Name:   give 1 to 3 letters\nName:   give 1 to 3 letters\nName: ");
        let (answer, said) = asked("\n", |asker| asker.text("Name", Some("xyz"), short));
        assert_eq!((answer.expect("an answer").as_str(), said.as_str()), ("xyz", "Name [xyz]: "));
    }

    #[test]
    fn one_of_several_is_chosen_by_number_or_name() {
        let options = [("en", "English"), ("de", "Deutsch")];
        for (answers, chosen) in [("\n", 0), ("2\n", 1), ("DE\n", 1), ("0\n3\n-1\nfr\n1\n", 0)] {
            let (answer, said) = asked(answers, |asker| asker.choice("Language", &options));
            assert_eq!(answer.expect("an answer"), chosen, "{said}");
            assert!(said.starts_with("Language\n  1  en  English\n  2  de  Deutsch\nNumber or name [en]: "));
            assert_eq!(said.matches("type a number from 1 to 2").count(), answers.lines().count() - 1);
        }
    }

    #[test]
    fn who_ends_the_input_is_asked_no_more() {
        let (answer, said) = asked("", |asker| asker.text("Name", None, short));
        assert_eq!(answer.expect_err("stopped").to_string(), "stopped; nothing was written");
        assert_eq!(said, "Name: \n");
    }
}
