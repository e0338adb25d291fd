//! A page that, together with the stylesheet, is too heavy for the first round trip of a new connection.
//!
//! Why it matters: the first answer of a server holds about 14,000 bytes. What comes after waits for another round trip,
//! which on a poor mobile network takes a second or more. A page that long is too long to read, too.
//!
//! Example: one article that answers everything about a treatment.
//!
//! Instead: an article for each question that a reader comes with, and links between them. Pictures do not count. Lists
//! that grow with the site, such as A to Z, do not count either. The limit is `thresholds: { page_bytes: 14000 }` in
//! site.yaml, for HTML and CSS compressed together.
//!
//! Source: RFC 6928, Increasing TCP's Initial Window (ten segments of 1,460 bytes).

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Run, WrittenPage};
use crate::base::diagnostic::{Code, Diagnostic, Location};

pub(super) const CODE: Code = Code::error("page-too-heavy");
pub(super) const RUN: Run = Run::Page(run);

fn run(page: &WrittenPage<'_>) -> Vec<Diagnostic> {
    let limit = page.site.config.thresholds.page_bytes;
    if page.is_index || surely_fits(page.html, limit.saturating_sub(page.stylesheet)) {
        return Vec::new();
    }
    let weight = compressed(page.html, Compression::default()) + page.stylesheet;
    if weight <= limit {
        return Vec::new();
    }
    let most = f64::from(u32::try_from(limit).unwrap_or(u32::MAX)) / 1_000.0;
    let message = format!("the page weighs {} kB with its stylesheet; the most is {most} kB", weight.div_ceil(1_000));
    let help = "make two articles of it, or take out what the reader does not need";
    vec![Diagnostic::new(CODE, message).at(Location::file(page.source)).help(help)]
}

/// Whether a page certainly fits, by a bound and as little compression as needed: compressing a page well takes longer than
/// making it. One quarter after another is compressed quickly, until the rest fits however little gzip finds in it.
fn surely_fits(html: &[u8], most: usize) -> bool {
    if most_compressed(html) <= most {
        return true;
    }
    let mut encoder = GzEncoder::new(Counter(0), Compression::fast());
    let mut rest = html;
    html.chunks(html.len().div_ceil(4).max(1)).any(|quarter| {
        rest = &rest[quarter.len()..];
        // The counter takes whatever it is given.
        let _ = encoder.write_all(quarter).and_then(|()| encoder.flush());
        encoder.get_ref().0 + most_compressed(rest) <= most
    })
}

/// What a page weighs at most after compression: as if gzip found nothing twice, and only gave frequent bytes short codes.
///
/// Such a code takes at most `H + p + 0.086` bits a byte, H being the entropy of the bytes and p the share of the most
/// frequent one (Gallager 1978, IEEE Transactions on Information Theory 24:668). Tables of codes take less than 200 bytes
/// for each block of 16,384 bytes.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few thousand bytes"
)]
fn most_compressed(html: &[u8]) -> usize {
    let mut counts = [0_u32; 256];
    // In rows of a known length, going from byte to byte costs nothing.
    let (rows, rest) = html.as_chunks::<16>();
    rows.iter().flatten().chain(rest).for_each(|byte| counts[usize::from(*byte)] += 1);
    let length = html.len().max(1) as f64;
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / length);
    let (entropy, most) =
        shares.fold((0.0, 0.0_f64), |(entropy, most), share| (entropy - share * share.log2(), most.max(share)));
    (length * (entropy + most + 0.086) / 8.0) as usize + 200 * (html.len() / 16_384 + 1)
}

/// Bytes after compression with gzip.
pub(in crate::check) fn compressed(bytes: &[u8], level: Compression) -> usize {
    let mut encoder = GzEncoder::new(Counter(0), level);
    // The counter takes whatever it is given.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(0, |counter| counter.0)
}

/// Counts what is written to it.
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_never_below_what_gzip_makes_of_a_page() {
        let once: String = (0..40)
            .map(|n| format!("<p class=\"n{n}\">Sentence {n}, with words &amp; {}.</p>", n * n))
            .collect::<Vec<_>>()
            .concat();
        for html in [String::new(), "<!doctype html>".to_owned(), once.clone(), once.repeat(40)] {
            let (bound, made) = (most_compressed(html.as_bytes()), compressed(html.as_bytes(), Compression::default()));
            assert!(bound >= made, "{bound} is below {made}");
        }
    }

    #[test]
    fn a_page_fits_for_sure_only_where_it_fits() {
        let page: Vec<String> =
            (0..400).map(|n| format!("<p>Sentence {n} of many, with {} words.</p>", n * n)).collect();
        let page = page.concat();
        let made = compressed(page.as_bytes(), Compression::default());
        assert!(surely_fits(page.as_bytes(), made * 2) && most_compressed(page.as_bytes()) > made * 2);
        assert!(!surely_fits(page.as_bytes(), made - 1));
        assert!(!surely_fits(b"<p>", 20) && !surely_fits(b"", 0));
    }
}
