//! A picture that can't be shown: it is damaged, was not copied completely, is of a kind that browsers do not show whatever
//! its name says, or has more pixels than a phone can hold.
//!
//! Why it matters: the reader sees an empty box, or half a picture. A picture of very many pixels fills the memory of a
//! phone, however small its file is.
//!
//! Example: a photo that was copied while the camera was still writing it.
//!
//! Instead, copy the picture again, or open it and save it again as JPEG (photos) or PNG (drawings and screens), at most
//! 2,400 pixels wide. The program turns photos and makes them small by itself.
//!
//! Source: HTML Living Standard, images; what phones hold in memory: 50 million pixels take 200 MB.

use super::Run;
pub(super) use crate::base::diagnostic::code::BROKEN_PICTURE as CODE;

pub(super) const RUN: Run = Run::Reading;
