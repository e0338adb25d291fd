//! The QR code that leads from a printed page back to the page.

use std::fmt::Write as _;

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};
use pulldown_cmark_escape::escape_html;

/// Width of the empty border that a reader needs, in squares (ISO/IEC 18004: 4).
const BORDER: usize = 4;

/// The code of an address as SVG, 35 mm wide on paper; empty for an address too long for any code (over 2,331 bytes).
/// Level M mends 15 in 100 squares, enough for paper with a crease.
#[must_use]
pub(super) fn svg(address: &str, label: &str) -> String {
    let Ok(code) = QRBuilder::new(address).ecl(ECL::M).build() else { return String::new() };
    let side = code.size + 2 * BORDER;
    let mut svg = format!("<svg viewBox=\"0 0 {side} {side}\" width=\"132\" height=\"132\" role=\"img\" aria-label=\"");
    let _ = escape_html(&mut svg, label);
    let _ = write!(svg, "\"><path stroke=\"#000\" d=\"{}\"/></svg>", path(&code));
    svg
}

/// One line for each run of dark squares, through their middle: a third of the bytes of one rectangle a square.
fn path(code: &QRCode) -> String {
    let mut path = String::new();
    // Where the last line ended, so that the next one begins relative to it.
    let mut pen: Option<(usize, usize)> = None;
    for y in 0..code.size {
        let row: Vec<bool> = code[y].iter().map(|square| square.value()).collect();
        let mut x = 0;
        while x < code.size {
            let length = row[x..].iter().take_while(|dark| **dark).count();
            if length == 0 {
                x += 1;
                continue;
            }
            let _ = match pen {
                None => write!(path, "M{} {}.5h{length}", x + BORDER, y + BORDER),
                Some((from, line)) => {
                    let right = i64::try_from(x).unwrap_or_default() - i64::try_from(from).unwrap_or_default();
                    write!(path, "m{right} {}h{length}", y - line)
                }
            };
            x += length;
            pen = Some((x, y));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path back into squares.
    fn squares(path: &str, size: usize) -> Vec<Vec<bool>> {
        let mut found = vec![vec![false; size]; size];
        let (mut x, mut y) = (0i64, 0i64);
        for line in path.split(['M', 'm']).skip(1) {
            let (start, length) = line.split_once('h').expect("a line");
            let (right, down) = start.split_once(' ').expect("two numbers");
            let right: i64 = right.parse().expect("a number");
            (x, y) = match down.strip_suffix(".5") {
                Some(down) => (right - 4, down.parse::<i64>().expect("a number") - 4),
                None => (x + right, y + down.parse::<i64>().expect("a number")),
            };
            for _ in 0..length.parse::<i64>().expect("a length") {
                found[usize::try_from(y).expect("inside")][usize::try_from(x).expect("inside")] = true;
                x += 1;
            }
        }
        found
    }

    #[test]
    fn the_path_draws_every_square_and_no_other() {
        let Ok(code) = QRBuilder::new("https://aftercare.example/first-session/").ecl(ECL::M).build() else {
            panic!("a short address has a code")
        };
        let drawn = squares(&path(&code), code.size);
        for (y, row) in drawn.iter().enumerate() {
            assert_eq!(row, &code[y].iter().map(|square| square.value()).collect::<Vec<_>>(), "row {y}");
        }
    }

    #[test]
    fn an_address_too_long_for_a_code_has_none() {
        assert_eq!(svg(&"a".repeat(3_000), ""), "");
    }
}
