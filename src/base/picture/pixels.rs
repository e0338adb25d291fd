//! The pixels of a picture, decoded, made smaller, and written as a file again.

use std::io::Cursor;
use std::sync::{Condvar, Mutex, PoisonError};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::parts::PictureParts;
use super::turn::Turn;
use super::{MOST_PIXELS, PictureFault, PictureKind};

/// Pixels of four bytes: red, green, blue, and how opaque it is.
#[derive(Debug)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    rgba: Vec<u8>,
}

/// Decodes a picture; of one that moves, its first picture.
pub(super) fn of(parts: &PictureParts) -> Result<Pixels, PictureFault> {
    let bytes = parts.clean.as_slice();
    let (width, height, rgba) = match parts.kind {
        PictureKind::Jpeg => (parts.width, parts.height, jpeg(bytes).ok_or_else(PictureFault::damaged)?),
        PictureKind::Png => (parts.width, parts.height, png(bytes).ok_or_else(PictureFault::damaged)?),
        PictureKind::WebP => (parts.width, parts.height, webp(bytes).ok_or_else(PictureFault::damaged)?),
        PictureKind::Gif => gif(bytes).ok_or_else(PictureFault::damaged)?,
    };
    let expected = u64::from(width) * u64::from(height) * 4;
    if rgba.len() as u64 == expected { Ok(Pixels { width, height, rgba }) } else { Err(PictureFault::damaged()) }
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let options = DecoderOptions::default().set_max_width(65_535).set_max_height(65_535);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGBA);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode().ok()
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut buffer = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut buffer).ok()?;
    buffer.truncate(info.buffer_size());
    match info.color_type {
        png::ColorType::Rgba => Some(buffer),
        png::ColorType::GrayscaleAlpha => {
            Some(buffer.as_chunks::<2>().0.iter().flat_map(|[gray, alpha]| [*gray, *gray, *gray, *alpha]).collect())
        }
        _ => None,
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let mut buffer = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut buffer).ok()?;
    if decoder.has_alpha() {
        return Some(buffer);
    }
    Some(buffer.as_chunks::<3>().0.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 255]).collect())
}

/// Its pictures are decoded one by one, as long as they are no more than the largest photo together.
fn gif(bytes: &[u8]) -> Option<(u32, u32, Vec<u8>)> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(Cursor::new(bytes)).ok()?;
    let mut first = None;
    let mut pixels = 0;
    while let Some(frame) = decoder.next_frame_info().ok()? {
        let (width, height) = (u32::from(frame.width), u32::from(frame.height));
        pixels += u64::from(width) * u64::from(height);
        if width == 0 || height == 0 || (first.is_none() && pixels > MOST_PIXELS) {
            return None;
        }
        if pixels > MOST_PIXELS {
            break;
        }
        let mut buffer = vec![0; decoder.buffer_size()];
        decoder.read_into_buffer(&mut buffer).ok()?;
        first.get_or_insert((width, height, buffer));
    }
    first
}

impl Pixels {
    /// Whether nothing shows through it.
    pub(super) fn is_opaque(&self) -> bool {
        self.rgba.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255)
    }

    /// Whether it has as many colours as only a photo has. A drawing or a page of text has few, and they have to stay sharp.
    pub(super) fn is_photo(&self) -> bool {
        /// Of the 32,768 colours that are told apart here. Soft edges of text and a few colours make some hundreds.
        const MANY: u32 = 1_500;
        let mut seen = [0_u64; 512];
        for [red, green, blue, _] in self.rgba.as_chunks::<4>().0 {
            let colour = usize::from(red >> 3) << 10 | usize::from(green >> 3) << 5 | usize::from(blue >> 3);
            seen[colour / 64] |= 1 << (colour % 64);
        }
        seen.iter().map(|word| word.count_ones()).sum::<u32>() > MANY
    }

    /// The same picture in another size.
    pub(super) fn resized(&self, width: u32, height: u32) -> Option<Self> {
        let source = ImageRef::new(self.width, self.height, &self.rgba, PixelType::U8x4).ok()?;
        let mut resized = Image::new(width, height, PixelType::U8x4);
        Resizer::new().resize(&source, &mut resized, &ResizeOptions::new()).ok()?;
        Some(Self { width, height, rgba: resized.into_vec() })
    }

    /// The same picture, turned.
    pub(super) fn turned(self, turn: Turn) -> Self {
        if !turn.is_any() {
            return self;
        }
        let (width, height) = turn.size(self.width, self.height);
        Self { rgba: turn.apply(&self.rgba, self.width, self.height), width, height }
    }

    /// As JPEG, of a quality from 1 to 100, with the colours of the original.
    pub(super) fn as_jpeg(&self, quality: u8, original: &PictureParts) -> Option<Vec<u8>> {
        let (width, height) = (u16::try_from(self.width).ok()?, u16::try_from(self.height).ok()?);
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        if let Some(profile) = &original.profile {
            encoder.add_icc_profile(profile).ok()?;
        }
        if original.is_gray {
            let gray: Vec<u8> = self.rgba.as_chunks::<4>().0.iter().map(|pixel| pixel[0]).collect();
            encoder.encode(&gray, width, height, ColorType::Luma).ok()?;
        } else {
            encoder.encode(&self.rgba, width, height, ColorType::Rgba).ok()?;
        }
        Some(out)
    }

    /// As PNG, with nothing lost.
    pub(super) fn as_png(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.rgba)).ok()?;
        Some(out)
    }
}

/// Room for the pixels of a picture. Many photos at once would take more memory than a small computer has, so that one
/// waits until others are done.
pub(super) struct Room(u64);

static TAKEN: Mutex<u64> = Mutex::new(0);
static GIVEN_BACK: Condvar = Condvar::new();

impl Room {
    pub(super) fn take(pixels: u64) -> Self {
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = GIVEN_BACK
            .wait_while(taken, |taken| *taken > 0 && *taken + pixels > MOST_PIXELS)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += pixels;
        Self(pixels)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        GIVEN_BACK.notify_all();
    }
}
