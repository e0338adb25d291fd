//! GIF: blocks, each a row of pieces of up to 255 bytes (`CompuServe`, GIF 89a).

use super::{PictureParts, le16};
use crate::base::picture::{PictureFault, PictureKind};

pub(super) fn parts(bytes: &[u8]) -> Result<PictureParts, PictureFault> {
    let mut parts = PictureParts::new(PictureKind::Gif, bytes.len());
    let size = le16(bytes, 6).zip(le16(bytes, 8)).ok_or_else(PictureFault::cut_off)?;
    (parts.width, parts.height) = (size.0.into(), size.1.into());
    let flags = *bytes.get(10).ok_or_else(PictureFault::cut_off)?;
    let mut at = 13 + table(flags);
    parts.clean.extend_from_slice(bytes.get(..at).ok_or_else(PictureFault::cut_off)?);
    let mut pictures = 0_usize;
    loop {
        let start = at;
        match bytes.get(at).ok_or_else(PictureFault::cut_off)? {
            b';' if pictures > 0 => {
                parts.clean.push(b';');
                parts.is_animated = pictures > 1;
                return Ok(parts);
            }
            b'!' => {
                let name = *bytes.get(at + 1).ok_or_else(PictureFault::cut_off)?;
                at = end_of_pieces(bytes, at + 2)?;
                // How a picture is shown, and, of what programs add, only how often it moves.
                let kept = match name {
                    0xf9 => true,
                    0xff => bytes[start + 2..].starts_with(b"\x0bNETSCAPE2.0"),
                    _ => false,
                };
                if kept {
                    parts.clean.extend_from_slice(&bytes[start..at]);
                }
            }
            b',' => {
                let flags = *bytes.get(at + 9).ok_or_else(PictureFault::cut_off)?;
                // Behind its table is the size of its first codes.
                at = end_of_pieces(bytes, at + 10 + table(flags) + 1)?;
                parts.clean.extend_from_slice(&bytes[start..at]);
                pictures += 1;
            }
            _ => return Err(PictureFault::damaged()),
        }
    }
}

/// Bytes of the table of colours that the flags tell of.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of pieces ends: behind an empty one.
fn end_of_pieces(bytes: &[u8], mut at: usize) -> Result<usize, PictureFault> {
    loop {
        let length = usize::from(*bytes.get(at).ok_or_else(PictureFault::cut_off)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}
