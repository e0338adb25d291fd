//! Slips of the keyboard in front matter: `tests/yaml/inputs.txt`.

use std::fs;

/// Every slip: its name, its text as it is kept, and the article that it stands in.
///
/// Each stands under a line that begins with `## `. Signs that an editor would not see are written as `⇥` (a tab), `␍` (a
/// carriage return), `⍽` (a space that does not break) and `␣` (a byte-order mark).
pub(crate) fn slips() -> Vec<(String, String, String)> {
    let text = fs::read_to_string("tests/yaml/inputs.txt").expect("the inputs");
    let slips: Vec<_> = text
        .split("## ")
        .skip(1)
        .map(|part| {
            let (name, input) = part.split_once('\n').expect("a name and an input");
            let input = input.trim_end_matches('\n').to_owned() + "\n";
            let front = with_signs(&input);
            let front = if input.contains('␣') { front } else { format!("---\n{front}") };
            (name.to_owned(), input, format!("{front}---\n\nWords.\n"))
        })
        .collect();
    assert!(slips.len() > 25, "the inputs were read");
    slips
}

const SIGNS: [(char, char); 4] = [('⇥', '\t'), ('␍', '\r'), ('⍽', '\u{a0}'), ('␣', '\u{feff}')];

fn with_signs(input: &str) -> String {
    SIGNS.iter().fold(input.to_owned(), |text, (sign, meant)| text.replace(*sign, &meant.to_string()))
}

/// A text as it is kept: with signs for what an editor would not see.
pub(crate) fn kept_text(text: &str) -> String {
    SIGNS.iter().fold(text.to_owned(), |text, (sign, meant)| text.replace(*meant, &sign.to_string()))
}
