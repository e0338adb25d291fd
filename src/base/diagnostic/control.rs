//! Characters that steer a machine and show nothing.

use std::iter::once;

/// The first character of a text that steers a machine and that no page can show: all controls but tabs and line ends.
#[must_use]
pub(crate) fn first_control(text: &[u8]) -> Option<usize> {
    let (rows, rest) = text.as_chunks::<64>();
    let doubtful = (0..rows.len()).filter(|row| is_doubtful(&rows[*row])).map(|row| row * 64..(row + 1) * 64);
    doubtful.chain(once(text.len() - rest.len()..text.len())).flatten().find(|at| is_control(text, *at))
}

/// Whether a row may have one. Nearly every row has none: to see that, the processor compares many bytes at once.
fn is_doubtful(row: &[u8; 64]) -> bool {
    row.iter().fold(false, |found, byte| found | may_be_control(*byte))
}

/// 00 to 1F and 80 to 9F are the bytes with neither of these two bits. Hardly a row has a tab or a carriage return, so those
/// are not told apart here.
const fn may_be_control(byte: u8) -> bool {
    byte & 0x60 == 0 && byte != b'\n' || byte == 0x7f
}

fn is_control(text: &[u8], at: usize) -> bool {
    match text[at] {
        b'\t' | b'\n' | b'\r' => false,
        // In UTF-8, U+0080 to U+009F are these two bytes, and no other character holds them in this order.
        0x80..=0x9f => at > 0 && text[at - 1] == 0xc2,
        byte => byte.is_ascii_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_control_is_found_wherever_it_stands() {
        let is = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        for sign in
            ['\0', '\t', '\n', '\r', '\u{b}', '\u{1f}', ' ', '_', '\u{7f}', '\u{80}', '\u{9f}', '\u{a0}', 'Ü', '–']
        {
            for before in 0..200 {
                let text =
                    format!("{}{sign}é{}\u{1}", "ä".repeat(before / 2) + &"x".repeat(before % 2), "y".repeat(70));
                let plain = text.find(is).map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8) - 1);
                assert_eq!(first_control(text.as_bytes()), plain, "{sign:?} behind {before} bytes");
            }
        }
        assert_eq!(first_control("Ü – ä".repeat(99).as_bytes()), None);
    }
}
