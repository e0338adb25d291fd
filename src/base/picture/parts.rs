//! The parts of a picture file, looked through one after the other without decoding anything. Only those that belong to
//! the picture are kept: not the place where it was taken, the camera, its owner, older versions, comments, or what was
//! hung behind its end. The colour profile stays, for without it the colours are others.

mod gif;
mod jpeg;
mod png;
mod webp;

use super::turn::Turn;
use super::{PictureFault, PictureKind, SAVE_AGAIN};

/// What the parts of a file say.
#[derive(Debug)]
pub(super) struct PictureParts {
    pub(super) kind: PictureKind,
    /// In pixels, as stored.
    pub(super) width: u32,
    pub(super) height: u32,
    /// How it has to be turned to be seen as it was taken.
    pub(super) turn: Turn,
    /// The ICC colour profile.
    pub(super) profile: Option<Vec<u8>>,
    /// Whether it moves.
    pub(super) is_animated: bool,
    /// Whether it has no colours, only shades.
    pub(super) is_gray: bool,
    /// Whether it is in the colours of a printing press.
    pub(super) is_for_print: bool,
    /// The file without what is not the picture.
    pub(super) clean: Vec<u8>,
}

impl PictureParts {
    fn new(kind: PictureKind, room: usize) -> Self {
        let (turn, clean) = (Turn::default(), Vec::with_capacity(room));
        let (is_animated, is_gray, is_for_print) = (false, false, false);
        Self { kind, width: 0, height: 0, turn, profile: None, is_animated, is_gray, is_for_print, clean }
    }
}

/// Looks through a file; its first bytes tell of which kind it is, whatever its name says.
pub(super) fn of(bytes: &[u8]) -> Result<PictureParts, PictureFault> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg::parts(bytes),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => png::parts(bytes),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => gif::parts(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::parts(bytes),
        _ => Err(other_kind(bytes)),
    }
}

/// What is said of a file that is no picture for browsers, whatever its name says.
fn other_kind(bytes: &[u8]) -> PictureFault {
    let name = match bytes {
        [] => return PictureFault::new("the file is empty", SAVE_AGAIN),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => "an AVIF picture",
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', ..] => "a HEIC picture",
        [b'B', b'M', ..] => "a BMP picture",
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => "a TIFF picture",
        [b'%', b'P', b'D', b'F', ..] => "a PDF document",
        _ if bytes.trim_ascii_start().starts_with(b"<") => "a web page or a drawing",
        _ => {
            return PictureFault::new(
                "the file is not a picture that browsers show, whatever its name says",
                SAVE_AGAIN,
            );
        }
    };
    PictureFault::new(format!("the file is {name}, whatever its name says"), "open it and save it as JPEG or PNG")
}

/// Numbers at places in bytes.
fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
