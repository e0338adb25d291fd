//! The QR code that leads from a printed page back to the page.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Width of the empty border that a reader needs, in squares (ISO/IEC 18004: 4).
const BORDER: i32 = 4;

/// The pattern that the squares are mixed with. The code itself names it, and readers take any of the eight; to draw all
/// eight and judge which is the most even takes ten times as long as all else, page by page.
const MASK: u8 = 0;

/// The largest code that is drawn: 125 squares wide, for addresses of at most 1,125 bytes. On 35 mm of paper a square is
/// then a quarter of a millimetre, and no phone reads a smaller one.
const LARGEST: u8 = 27;

/// The code of an address as SVG, 35 mm wide on paper; empty for an address too long for a code of that width. Level M
/// mends 15 in 100 squares, enough for paper with a crease.
#[must_use]
pub(super) fn svg(address: &str, label: &str) -> String {
    let Some(code) = code(address) else { return String::new() };
    let side = code.size() + 2 * BORDER;
    let mut svg = format!("<svg viewBox=\"0 0 {side} {side}\" width=\"132\" height=\"132\" role=\"img\" aria-label=\"");
    let _ = escape_html(&mut svg, label);
    let _ = write!(svg, "\"><path stroke=\"#000\" d=\"{}\"/></svg>", path(&code));
    svg
}

fn code(address: &str) -> Option<QrCode> {
    let address = QrSegment::make_bytes(address.as_bytes());
    QrCode::encode_segments_advanced(
        &[address],
        QrCodeEcc::Medium,
        Version::MIN,
        Version::new(LARGEST),
        Some(Mask::new(MASK)),
        false,
    )
    .ok()
}

/// One line for each run of dark squares, through their middle: a third of the bytes of one rectangle a square.
fn path(code: &QrCode) -> String {
    let mut path = Vec::with_capacity(8_192);
    // Where the last line ended, so that the next one begins relative to it.
    let mut pen = (-BORDER, -BORDER);
    for y in 0..code.size() {
        // The squares of the row as bits, the first one lowest; then one bit where a run begins, and one behind its end.
        let from_last = (0..code.size()).rev();
        let row = from_last.fold(0_u128, |row, x| row << 1 | u128::from(code.get_module(x, y)));
        let mut edges = row ^ row << 1;
        while edges != 0 {
            let (start, end) = (take_lowest(&mut edges), take_lowest(&mut edges));
            let (right, down, width) = (start - pen.0, y - pen.1, end - start);
            if let (Some(right), 0, Some(width)) = (digit(right), down, digit(width)) {
                // Nearly every line: written in one piece.
                path.extend_from_slice(&[b'm', right, b' ', b'0', b'h', width]);
            } else {
                let is_first = path.is_empty();
                path.push(if is_first { b'M' } else { b'm' });
                push_number(&mut path, right);
                path.push(b' ');
                push_number(&mut path, down);
                if is_first {
                    path.extend_from_slice(b".5");
                }
                path.push(b'h');
                push_number(&mut path, width);
            }
            pen = (end, y);
        }
    }
    String::from_utf8(path).unwrap_or_default()
}

/// Takes the lowest bit away, and says where it was.
fn take_lowest(bits: &mut u128) -> i32 {
    let at = bits.trailing_zeros().cast_signed();
    *bits &= *bits - 1;
    at
}

/// A number of one digit as it is written.
fn digit(number: i32) -> Option<u8> {
    u8::try_from(number).ok().filter(|number| *number < 10).map(|number| b'0' + number)
}

/// A number of at most three digits. `write!` takes ten times as long.
fn push_number(out: &mut Vec<u8>, number: i32) {
    if number < 0 {
        out.push(b'-');
    }
    let size = number.abs();
    for unit in [100, 10] {
        if size >= unit {
            out.extend(digit(size / unit % 10));
        }
    }
    out.extend(digit(size % 10));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path back into squares.
    fn squares(path: &str, size: i32) -> Vec<Vec<bool>> {
        let width = usize::try_from(size).expect("a size");
        let mut found = vec![vec![false; width]; width];
        let (mut x, mut y) = (0i32, 0i32);
        for line in path.split(['M', 'm']).skip(1) {
            let (start, length) = line.split_once('h').expect("a line");
            let (right, down) = start.split_once(' ').expect("two numbers");
            let right: i32 = right.parse().expect("a number");
            (x, y) = match down.strip_suffix(".5") {
                Some(down) => (right - BORDER, down.parse::<i32>().expect("a number") - BORDER),
                None => (x + right, y + down.parse::<i32>().expect("a number")),
            };
            for _ in 0..length.parse::<i32>().expect("a length") {
                found[usize::try_from(y).expect("inside")][usize::try_from(x).expect("inside")] = true;
                x += 1;
            }
        }
        found
    }

    #[test]
    fn the_path_draws_every_square_and_no_other() {
        let code = code("https://aftercare.example/first-session/").expect("a short address has a code");
        let drawn = squares(&path(&code), code.size());
        for (y, row) in (0..).zip(&drawn) {
            let squares: Vec<bool> = (0..code.size()).map(|x| code.get_module(x, y)).collect();
            assert_eq!(row, &squares, "row {y}");
        }
    }

    #[test]
    fn an_address_too_long_for_a_code_has_none() {
        assert_ne!(svg(&"a".repeat(1_125), ""), "");
        assert_eq!(svg(&"a".repeat(1_126), ""), "");
    }
}
