//! What is made of a picture: the same file without what is not the picture, or a photo cut down to what a page shows.

use super::parts::PictureParts;
use super::pixels::{self, Pixels};
use super::{Fit, Limits, PictureFault, PictureKind, SAVE_AGAIN, Shown};

/// Widths of a photo, in pixels, the best first: a page shows it on some 400 points, of which good screens have three
/// pixels each. Where a photo of so many pixels would weigh too much, fewer and better ones are shown.
const WIDTHS: [u32; 6] = [1_200, 1_000, 840, 700, 600, 480];

/// What is wider than this is cut down however little it weighs: it takes memory on a phone.
const WIDEST: u32 = 2 * WIDTHS[0];

/// Qualities of JPEG that are tried; above the last, nobody sees a difference.
const QUALITIES: [u8; 8] = [36, 43, 50, 57, 64, 71, 78, 85];

/// The plainest of them at a width, by its place. Blocks show the less, the more pixels there are to a point.
fn plainest_at(width: u32) -> usize {
    match width {
        840.. => 0,
        600.. => 1,
        _ => 2,
    }
}

/// From this width on, narrow screens get a file of half the width.
const WIDE: u32 = 640;

/// Decodes a picture, to know that it can be shown, and makes it fit.
pub(super) fn of(parts: &PictureParts, limits: Limits) -> Result<Fit, PictureFault> {
    if parts.is_for_print {
        return for_print(parts);
    }
    let pixels = pixels::of(parts)?;
    let (width, _) = parts.turn.size(parts.width, parts.height);
    let fits = limits.bytes.is_none_or(|most| parts.clean.len() as u64 <= most && width <= WIDEST);
    if (fits && !parts.turn.is_any()) || parts.is_animated || parts.kind == PictureKind::Gif {
        return Ok(Fit::as_it_is(parts));
    }
    let is_photo = parts.kind == PictureKind::Jpeg || pixels.is_opaque() && pixels.is_photo();
    let fit = match limits.bytes {
        Some(most) if is_photo => photo(&pixels, parts, most),
        _ if !parts.turn.is_any() => None,
        _ if parts.kind == PictureKind::Jpeg => {
            let turned = pixels.turned(parts.turn);
            turned.as_jpeg(90, parts).map(|bytes| Fit::made(turned.shown(PictureKind::Jpeg, bytes), None))
        }
        _ => {
            let turned = pixels.turned(parts.turn);
            turned.as_png().map(|bytes| Fit::made(turned.shown(PictureKind::Png, bytes), None))
        }
    };
    match fit {
        Some(fit) => Ok(fit),
        None if parts.turn.is_any() => Err(PictureFault::damaged()),
        None => Ok(Fit::as_it_is(parts)),
    }
}

/// What is in the colours of a press is left to browsers, which know how to show it.
fn for_print(parts: &PictureParts) -> Result<Fit, PictureFault> {
    if parts.turn.is_any() {
        let what = "the picture is in the colours of a printing press (CMYK), and has to be turned";
        return Err(PictureFault::new(what, SAVE_AGAIN));
    }
    Ok(Fit::as_it_is(parts))
}

impl Fit {
    pub(super) fn as_it_is(parts: &PictureParts) -> Self {
        let main =
            Shown { kind: parts.kind, width: parts.width, height: parts.height, bytes: parts.clean.as_slice().into() };
        Self { main, smaller: None, is_as_it_is: true }
    }

    fn made(main: Shown, smaller: Option<Shown>) -> Self {
        Self { main, smaller, is_as_it_is: false }
    }
}

impl Pixels {
    fn shown(&self, kind: PictureKind, bytes: Vec<u8>) -> Shown {
        Shown { kind, width: self.width, height: self.height, bytes: bytes.into() }
    }
}

/// A photo of at most so many bytes, as far as it is still worth looking at.
fn photo(pixels: &Pixels, parts: &PictureParts, most: u64) -> Option<Fit> {
    let (width, height) = parts.turn.size(pixels.width, pixels.height);
    let first = width.min(WIDTHS[0]);
    let (across, down) = parts.turn.size(first, height_at(first, width, height)?);
    let upright = pixels.resized(across, down)?.turned(parts.turn);
    let mut widths = std::iter::once(first).chain(WIDTHS.into_iter().filter(|width| *width < first)).peekable();
    let main = loop {
        let narrow = upright.narrowed(widths.next()?)?;
        let shown = best(&narrow, parts, most)?;
        if shown.bytes.len() as u64 <= most || widths.peek().is_none() {
            break shown;
        }
    };
    if !parts.turn.is_any() && parts.clean.len() <= main.bytes.len() && width <= WIDEST {
        return None;
    }
    let smaller = if main.width >= WIDE { smaller(&upright, parts, &main) } else { None };
    Some(Fit::made(main, smaller))
}

/// The same photo for narrow screens; `None` where that would save next to nothing.
fn smaller(upright: &Pixels, parts: &PictureParts, main: &Shown) -> Option<Shown> {
    let narrow = upright.narrowed(main.width / 2)?;
    let smaller = best(&narrow, parts, main.bytes.len() as u64 / 2)?;
    (smaller.bytes.len() < main.bytes.len() / 4 * 3).then_some(smaller)
}

/// The file of the best quality that weighs no more than this; the plainest where all weigh more.
fn best(pixels: &Pixels, parts: &PictureParts, most: u64) -> Option<Shown> {
    let plainest = plainest_at(pixels.width);
    let mut found = pixels.as_jpeg(QUALITIES[plainest], parts)?;
    // Files grow with quality, so each try halves what is left to try.
    let (mut low, mut high) = (plainest + 1, QUALITIES.len());
    while low < high && found.len() as u64 <= most {
        let middle = usize::midpoint(low, high);
        let bytes = pixels.as_jpeg(QUALITIES[middle], parts)?;
        if bytes.len() as u64 <= most {
            found = bytes;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Some(pixels.shown(PictureKind::Jpeg, found))
}

impl Pixels {
    /// The same picture of another width.
    fn narrowed(&self, width: u32) -> Option<Self> {
        self.resized(width, height_at(width, self.width, self.height)?)
    }
}

/// The height of a picture at another width than its own.
fn height_at(width: u32, full_width: u32, full_height: u32) -> Option<u32> {
    let height = (u64::from(full_height) * u64::from(width) + u64::from(full_width) / 2) / u64::from(full_width);
    u32::try_from(height).ok().map(|height| height.max(1))
}
