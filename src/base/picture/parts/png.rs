//! PNG: chunks with a name, a length and a sum to prove them (W3C PNG, third edition).

use super::{PictureParts, be32};
use crate::base::picture::turn::Turn;
use crate::base::picture::{PictureFault, PictureKind};

/// Chunks that belong to the picture: what it is made of, its colours and how it moves.
const KEPT: [&[u8; 4]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn parts(bytes: &[u8]) -> Result<PictureParts, PictureFault> {
    let mut parts = PictureParts::new(PictureKind::Png, bytes.len());
    parts.clean.extend_from_slice(&bytes[..8]);
    let mut at = 8;
    loop {
        let length = be32(bytes, at).ok_or_else(PictureFault::cut_off)?;
        let length = usize::try_from(length).map_err(|_| PictureFault::damaged())?;
        let end = at.checked_add(length).and_then(|end| end.checked_add(12)).ok_or_else(PictureFault::damaged)?;
        let chunk = bytes.get(at..end).ok_or_else(PictureFault::cut_off)?;
        let (name, inside) = (&chunk[4..8], &chunk[8..8 + length]);
        if at == 8 {
            let size = be32(inside, 0).zip(be32(inside, 4)).filter(|_| name == b"IHDR");
            (parts.width, parts.height) = size.ok_or_else(PictureFault::damaged)?;
        }
        match name {
            b"eXIf" => parts.turn = Turn::of_exif(inside),
            b"acTL" => parts.is_animated = true,
            _ => {}
        }
        if KEPT.iter().any(|kept| name == *kept) {
            parts.clean.extend_from_slice(chunk);
        } else if name[0].is_ascii_uppercase() {
            // Without this chunk, which nobody knows, the picture is not what it was.
            return Err(PictureFault::damaged());
        }
        at = end;
        if name == b"IEND" {
            parts.profile = profile(&parts.clean);
            return Ok(parts);
        }
    }
}

/// The colour profile, which is kept compressed, as far as it is whole.
fn profile(clean: &[u8]) -> Option<Vec<u8>> {
    memchr::memmem::find(clean, b"iCCP")?;
    let mut decoder = png::Decoder::new(std::io::Cursor::new(clean));
    let profile = decoder.read_header_info().ok().and_then(|info| info.icc_profile.clone());
    profile
        .or_else(|| Some(decoder.read_info().ok()?.info().icc_profile.as_ref()?.clone()))
        .map(std::borrow::Cow::into_owned)
}
