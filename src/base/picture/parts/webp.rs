//! WebP: chunks in a RIFF file (RFC 9649).

use super::{PictureParts, le32};
use crate::base::picture::turn::Turn;
use crate::base::picture::{PictureFault, PictureKind};

/// Chunks that belong to the picture.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// In the first byte of `VP8X`: that there is EXIF data, and that there is XMP data.
const HAS_EXIF_OR_XMP: u8 = 0x0c;

pub(super) fn parts(bytes: &[u8]) -> Result<PictureParts, PictureFault> {
    let mut parts = PictureParts::new(PictureKind::WebP, bytes.len());
    parts.clean.extend_from_slice(&bytes[..12]);
    let length = le32(bytes, 4).and_then(|length| usize::try_from(length).ok()).ok_or_else(PictureFault::damaged)?;
    // Some programs count the byte that makes the length even, and some do not.
    let file = bytes.get(..length.saturating_add(8)).ok_or_else(PictureFault::cut_off)?;
    let mut at = 12;
    while at < file.len() {
        let length =
            le32(file, at + 4).and_then(|length| usize::try_from(length).ok()).ok_or_else(PictureFault::cut_off)?;
        let end = at.checked_add(8).and_then(|start| start.checked_add(length)).ok_or_else(PictureFault::damaged)?;
        let chunk = file.get(at..end).ok_or_else(PictureFault::cut_off)?;
        let (name, inside) = (&chunk[..4], &chunk[8..]);
        match name {
            // Some programs put the name of JPEG's segment before it.
            b"EXIF" => parts.turn = Turn::of_exif(inside.strip_prefix(b"Exif\0\0").unwrap_or(inside)),
            b"ANIM" => parts.is_animated = true,
            b"ICCP" => parts.profile = Some(inside.to_vec()),
            _ => {}
        }
        if KEPT.iter().any(|kept| name == *kept) {
            let start = parts.clean.len();
            parts.clean.extend_from_slice(chunk);
            if let (b"VP8X", Some(flags)) = (name, parts.clean.get_mut(start + 8)) {
                *flags &= !HAS_EXIF_OR_XMP;
            }
            parts.clean.resize(parts.clean.len().next_multiple_of(2), 0);
        }
        at = end.next_multiple_of(2);
    }
    let length = u32::try_from(parts.clean.len() - 8).map_err(|_| PictureFault::damaged())?;
    parts.clean[4..8].copy_from_slice(&length.to_le_bytes());
    let decoder =
        image_webp::WebPDecoder::new(std::io::Cursor::new(&parts.clean)).map_err(|_| PictureFault::damaged())?;
    (parts.width, parts.height) = decoder.dimensions();
    Ok(parts)
}
