//! Bytes of a file as text, and how many they may be.

use super::conflict;
use crate::base::diagnostic::{Diagnostic, Location, Text, code, first_control};

/// Most bytes of a text: more than anybody writes, and little enough that what is made of it fits into memory, whatever
/// it holds. Claims, terms and sources are those of a whole site. How many parts an article may have, and how long its
/// front matter may be, is limited besides, where they are read.
pub(super) fn most_bytes(path: &str) -> u64 {
    match path {
        "content/claims.yaml" | "content/glossary.yaml" | "content/sources.yaml" => 4_000_000,
        _ if is_article(path) => 6_000_000,
        _ => 250_000,
    }
}

fn is_article(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

/// What is said of a file of more bytes than [`most_bytes`].
pub(super) fn too_large(path: &str, length: u64) -> Diagnostic {
    let most = most_bytes(path);
    let message = format!("the file has {} kB; {} kB is the most", length.div_ceil(1000), most / 1000);
    let help = if is_article(path) {
        "split it into several articles; pictures and documents stand in files of their own"
    } else {
        "take out what is not needed; it was not read"
    };
    Diagnostic::new(code::TOO_LARGE, message).at(Location::file(path)).help(help)
}

/// A text file. One that is not UTF-8 is reported, and read as far as it can be, so that its other problems show too.
pub(super) fn text(path: &str, bytes: Vec<u8>, problems: &mut Vec<Diagnostic>) -> Text {
    match String::from_utf8(bytes) {
        // Some Windows programs put a byte-order mark at the top of a file; it is no part of the text.
        Ok(text) => {
            let text = Text::new(path, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text));
            if let Some(at) = first_control(text.text.as_bytes()) {
                let place = text.at(at..at + 1);
                let message =
                    format!("the control sign {:02X} stands here, which no page can show", text.text.as_bytes()[at]);
                problems.push(
                    Diagnostic::new(code::CONTROL_CHARACTER, message)
                        .at(place)
                        .help("delete it, and type the words around it again"),
                );
            }
            problems.extend(conflict::in_text(&text));
            text
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = Text::new(path, decoded(error.as_bytes()));
            let first = text.text.get(good..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            problems.push(
                Diagnostic::new(code::NOT_UTF_8, "from here on, the file is not UTF-8 text")
                    .at(text.at(good..good + first))
                    .help("save it again as UTF-8; most editors offer the encoding under \"Save as\""),
            );
            text
        }
    }
}

/// Text in an encoding of old: UTF-16 where the file says so, else UTF-8 with a character in place of what is none.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, text @ ..] => from_utf16(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => from_utf16(text, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn from_utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| join([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}
