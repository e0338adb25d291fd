//! Pictures, made fit to be published: nothing but the picture is left in the file, it is turned as its camera says, and
//! a photo is cut down to what a page shows.
//!
//! A file is looked through part by part first (`parts`), which takes no longer than to read it. Only what has not been
//! seen before is decoded (`pixels`), to know that it can be, and written again where it has to be (`fitted`). What came
//! of that is kept by the bytes that it was made of ([`PictureShelf`]). All arithmetic is in whole numbers: the same file
//! gives the same bytes on every machine.

mod fitted;
mod parts;
mod pixels;
mod shelf;
mod turn;

pub use shelf::{PictureKey, PictureShelf};

use pixels::Room;

/// A file type that browsers show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PictureKind {
    /// Photos.
    Jpeg,
    /// Drawings and screenshots.
    Png,
    /// Small moving pictures.
    Gif,
    /// Either.
    WebP,
}

/// What a picture has to fit into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a file; `None` where a picture keeps its size, whatever it weighs.
    pub bytes: Option<u64>,
}

/// A picture as it is published, in one file or, for narrow screens, two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The file to show, and the largest.
    pub main: Shown,
    /// A smaller one.
    pub smaller: Option<Shown>,
    /// Whether it is the file as it was, without what is not the picture.
    pub is_as_it_is: bool,
}

/// A file with a picture, and nothing else in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shown {
    /// Its type.
    pub kind: PictureKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its bytes.
    #[serde(with = "shelf::as_bytes")]
    pub bytes: std::sync::Arc<[u8]>,
}

/// Why a file can't be published as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFault {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: &'static str,
}

const SAVE_AGAIN: &str = "copy it again from where it came from, or open it and save it again as JPEG or PNG";
const SMALLER: &str = "open it in a program for pictures and save it smaller: 2,400 pixels wide are plenty";

/// Most pixels of a picture: those of the cameras in phones.
const MOST_PIXELS: u64 = 50_000_000;

/// Most pixels of a side.
const LONGEST: u32 = 30_000;

impl PictureFault {
    fn new(what: impl Into<String>, help: &'static str) -> Self {
        Self { what: what.into(), help }
    }

    /// A file that ends before its picture does.
    fn cut_off() -> Self {
        Self::new("the picture ends in the middle: the file was not copied whole", SAVE_AGAIN)
    }

    /// A file whose parts make no sense.
    fn damaged() -> Self {
        Self::new("the picture is damaged and can't be shown", SAVE_AGAIN)
    }
}

/// Makes a picture fit. What is on the shelf already is not made again.
///
/// # Errors
/// When the file is no picture that browsers show, or damaged, or has more pixels than a phone can hold.
pub fn fit(bytes: &[u8], limits: Limits, shelf: &PictureShelf) -> Result<(PictureKey, Fit), PictureFault> {
    let parts = parts::of(bytes)?;
    let (width, height) = (parts.width, parts.height);
    if width == 0 || height == 0 {
        return Err(PictureFault::new(format!("the picture is {width} pixels wide and {height} high"), SAVE_AGAIN));
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width > LONGEST || height > LONGEST {
        let most = MOST_PIXELS / 1_000_000;
        let what = format!(
            "the picture is {width} pixels wide and {height} high, more than a phone can hold; {most} million pixels in all are the most"
        );
        return Err(PictureFault::new(what, SMALLER));
    }
    let key = PictureKey::of(bytes, limits);
    if let Some(fit) = shelf.fit(&key, &parts) {
        return Ok((key, fit));
    }
    let _room = Room::take(pixels);
    Ok((key, fitted::of(&parts, limits)?))
}
