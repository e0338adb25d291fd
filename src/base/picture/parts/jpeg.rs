//! JPEG: segments behind markers, and the picture's data between them (ITU T.81, annex B).

use memchr::memchr;

use super::{PictureParts, be16};
use crate::base::picture::turn::Turn;
use crate::base::picture::{PictureFault, PictureKind, SAVE_AGAIN};

const ICC: &[u8] = b"ICC_PROFILE\0";

pub(super) fn parts(bytes: &[u8]) -> Result<PictureParts, PictureFault> {
    let mut picture = Picture::new(bytes.len());
    picture.parts.clean.extend_from_slice(&bytes[..2]);
    let (mut at, mut data) = (2, 0);
    loop {
        let marker = marker_at(bytes, &mut at)?;
        match marker {
            // Marks of a place to start again, outside the data: they belong to nothing.
            0x01 | 0xd0..=0xd7 => continue,
            0xd9 if data > 0 => break,
            0xd8 | 0xd9 => return Err(PictureFault::damaged()),
            _ => {}
        }
        let length = usize::from(be16(bytes, at).ok_or_else(PictureFault::cut_off)?);
        let segment = bytes.get(at..at + length.max(2)).ok_or_else(PictureFault::cut_off)?;
        if picture.keeps(marker, &segment[2..])? {
            picture.parts.clean.extend_from_slice(&[0xff, marker]);
            picture.parts.clean.extend_from_slice(segment);
        }
        at += segment.len();
        if marker == 0xda {
            let end = end_of_data(bytes, at).ok_or_else(PictureFault::cut_off)?;
            picture.parts.clean.extend_from_slice(&bytes[at..end]);
            data += (end - at).max(1);
            at = end;
        }
    }
    picture.parts.clean.extend_from_slice(&[0xff, 0xd9]);
    if data < picture.least_data() { Err(PictureFault::cut_off()) } else { Ok(picture.into_parts()) }
}

/// A picture of which some segments are read.
struct Picture<'b> {
    parts: PictureParts,
    /// The pieces of its colour profile, by their numbers.
    profile: Vec<(u8, &'b [u8])>,
    has_header: bool,
    has_turn: bool,
    /// Whether it is sharpened step by step while it loads.
    is_in_steps: bool,
}

impl<'b> Picture<'b> {
    fn new(length: usize) -> Self {
        let parts = PictureParts::new(PictureKind::Jpeg, length);
        Self { parts, profile: Vec::new(), has_header: false, has_turn: false, is_in_steps: false }
    }

    /// Reads what is inside a segment. Whether it belongs to the picture as it is.
    fn keeps(&mut self, marker: u8, inside: &'b [u8]) -> Result<bool, PictureFault> {
        Ok(match marker {
            0xc0..=0xc2 => {
                frame(&mut self.parts, inside)?;
                self.is_in_steps = marker == 0xc2;
                true
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf => {
                return Err(PictureFault::new("the picture is a kind of JPEG that browsers do not show", SAVE_AGAIN));
            }
            0xc4 | 0xdb..=0xdd => true,
            0xda if self.parts.width > 0 || self.parts.height > 0 => true,
            0xda => return Err(PictureFault::damaged()),
            // The first of its segments says how many pixels make an inch. A picture within it is left out.
            0xe0 if !self.has_header && inside.starts_with(b"JFIF\0") && inside.len() >= 14 => {
                self.has_header = true;
                self.parts.clean.extend_from_slice(&[0xff, 0xe0, 0, 16]);
                self.parts.clean.extend_from_slice(&inside[..12]);
                self.parts.clean.extend_from_slice(&[0, 0]);
                false
            }
            0xe1 if !self.has_turn && inside.starts_with(b"Exif\0") => {
                self.has_turn = true;
                self.parts.turn = Turn::of_exif(inside.get(6..).unwrap_or_default());
                false
            }
            0xe2 if inside.starts_with(ICC) && inside.len() > 14 => {
                self.profile.push((inside[12], &inside[14..]));
                true
            }
            // It says in which colours the data are.
            0xee => inside.starts_with(b"Adobe"),
            _ => false,
        })
    }

    /// The fewest bytes of data that it can have. Each square of eight pixels takes two codes of at least a bit; one, where
    /// the picture comes in steps.
    fn least_data(&self) -> usize {
        let squares = self.parts.width.div_ceil(8) as usize * self.parts.height.div_ceil(8) as usize;
        squares / if self.is_in_steps { 8 } else { 4 }
    }

    fn into_parts(mut self) -> PictureParts {
        self.profile.sort_by_key(|(number, _)| *number);
        let profile = self.profile.iter().flat_map(|(_, part)| part.iter().copied());
        PictureParts { profile: (!self.profile.is_empty()).then(|| profile.collect()), ..self.parts }
    }
}

/// The marker at a place, and the place behind it.
fn marker_at(bytes: &[u8], at: &mut usize) -> Result<u8, PictureFault> {
    let rest = bytes.get(*at..).unwrap_or_default();
    // Some cameras leave a few bytes between segments, and readers pass over them.
    let start = memchr(0xff, rest).ok_or_else(PictureFault::cut_off)?;
    let fill = rest[start..].iter().take_while(|byte| **byte == 0xff).count();
    let marker = *rest.get(start + fill).ok_or_else(PictureFault::cut_off)?;
    *at += start + fill + 1;
    if marker == 0 { Err(PictureFault::damaged()) } else { Ok(marker) }
}

fn frame(parts: &mut PictureParts, inside: &[u8]) -> Result<(), PictureFault> {
    let (height, width) = be16(inside, 1).zip(be16(inside, 3)).ok_or_else(PictureFault::damaged)?;
    (parts.width, parts.height) = (width.into(), height.into());
    (parts.is_gray, parts.is_for_print) = (inside.get(5) == Some(&1), inside.get(5) == Some(&4));
    Ok(())
}

/// Where the picture's data end: at the next marker that is none of the data's own.
fn end_of_data(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr(0xff, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
