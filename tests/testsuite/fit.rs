//! Pictures made fit to be published. `tests/pictures` holds small ones as phones, scanners and drawing programs write
//! them: a red square at the upper left and a blue one at the lower right, and SECRET in whatever else a file can hold.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::support;
use crate::support::program::carepress;
use carepress::base::picture::{Limits, PictureShelf, fit};
use carepress::build::cache::Cache;
use carepress::disk::output::{self, Stored};
use carepress::disk::source::discover_with;
use jpeg_encoder::{ColorType, Encoder};
use tempfile::TempDir;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

const LIMITS: Limits = Limits { bytes: Some(30_000) };

fn kept(name: &str) -> Vec<u8> {
    fs::read(Path::new("tests/pictures").join(name)).expect("a picture")
}

fn fitted(bytes: &[u8]) -> carepress::base::picture::Fit {
    fit(bytes, LIMITS, &PictureShelf::default()).expect("a picture").1
}

/// A site whose page shows a picture.
fn site(name: &str, bytes: &[u8]) -> TempDir {
    let page = format!("{FRONT}\n![Our door, from the street](<pictures/{name}> \"Our door.\")\n");
    let site = support::site(page.as_bytes());
    fs::write(site.path().join("content/pictures").join(name), bytes).expect("written");
    site
}

const FRONT: &str = "---
title: After your session
summary: Rest for a while. Call us if you feel unwell.
kind: article
review:
  reviewed_by: Lead nurse
  last_reviewed: 2026-05-03
  next_review: 2028-05-03
  version: \"1.0\"
---
";

/// Width, height, and the colours of the upper left and the lower right corner, as a decoder sees them.
fn seen(jpeg: &[u8]) -> (usize, usize, [u8; 3], [u8; 3]) {
    let mut decoder = JpegDecoder::new(ZCursor::new(jpeg));
    let pixels = decoder.decode().expect("a JPEG picture");
    let (width, height) = decoder.dimensions().expect("its size");
    let at = |x: usize, y: usize| *pixels[(y * width + x) * 3..].first_chunk().expect("a pixel");
    (width, height, at(3, 3), at(width - 4, height - 4))
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|part| part == words.as_bytes())
}

/// A photo of a size with as many colours as photos have.
fn photo(width: u16, height: u16) -> Vec<u8> {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 28).expect("four bits")
    };
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let part = |of: u32, whole: u16| u8::try_from(of * 230 / u32::from(whole)).expect("a byte");
            pixels.extend([part(x, width) + noise(), part(y, height) + noise(), 100 + noise()]);
        }
    }
    let mut out = Vec::new();
    Encoder::new(&mut out, 95).encode(&pixels, width, height, ColorType::Rgb).expect("a photo");
    out
}

#[test]
fn however_a_camera_was_held_the_photo_is_upright() {
    for turn in 1..=8 {
        let (width, height, first, last) = seen(&fitted(&kept(&format!("turned-{turn}.jpg"))).main.bytes);
        assert_eq!((width, height), (48, 32), "{turn}");
        assert!(first[0] > 200 && first[2] < 60, "{turn}: {first:?} is not red");
        assert!(last[2] > 200 && last[0] < 60, "{turn}: {last:?} is not blue");
    }
    let site = site("door.jpg", &kept("turned-6.jpg"));
    let built = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(built.code, 0, "{}", built.err);
    let html = fs::read_to_string(site.path().join("public/page/index.html")).expect("a page");
    assert!(
        html.contains("pictures/door.jpg\" alt=\"Our door, from the street\" width=\"48\" height=\"32\""),
        "{html}"
    );
    let stored = fs::read(site.path().join("content/pictures/door.jpg")).expect("a photo");
    assert_eq!(stored, kept("turned-6.jpg"), "the original stays as it is");
}

#[test]
fn nothing_but_the_picture_is_published() {
    let files = fs::read_dir("tests/pictures").expect("pictures").map(|entry| entry.expect("a file").path());
    let mut told = 0;
    for file in files {
        let bytes = fs::read(&file).expect("a picture");
        told += usize::from(["SECRET", "Exif", "eXIf", "EXIF"].iter().any(|word| holds(&bytes, word)));
        for limits in [LIMITS, Limits { bytes: None }] {
            let fit = fit(&bytes, limits, &PictureShelf::default()).expect("a picture").1;
            for word in ["SECRET", "Exif", "eXIf", "EXIF", "XMP", "xmp", "Photoshop", "GPS", "tEXt", "Author"] {
                assert!(!holds(&fit.main.bytes, word), "{} still holds {word}", file.display());
            }
            let size = imagesize::blob_size(&fit.main.bytes).expect("a picture for another reader");
            assert_eq!((size.width, size.height), (fit.main.width as usize, fit.main.height as usize));
            // Done once more, nothing is left to do.
            assert_eq!(*fitted(&fit.main.bytes).main.bytes, *fit.main.bytes, "{}", file.display());
        }
        let has_profile = |bytes: &[u8]| ["ICC_PROFILE", "iCCP", "ICCP"].iter().any(|name| holds(bytes, name));
        assert_eq!(has_profile(&fitted(&bytes).main.bytes), has_profile(&bytes), "{}: the colours", file.display());
    }
    assert!(told > 12, "the files had something to tell");
}

#[test]
fn a_photo_in_static_tells_nothing_either_and_keeps_its_name_and_size() {
    let site = support::site(format!("{FRONT}\nWords.\n").as_bytes());
    fs::create_dir_all(site.path().join("static/team")).expect("a folder");
    fs::write(site.path().join("static/team/door.jpg"), kept("turned-6.jpg")).expect("written");
    fs::write(site.path().join("static/team/large.jpg"), photo(1_300, 200)).expect("written");
    let built = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(built.code, 0, "{}", built.err);
    let published = |name: &str| fs::read(site.path().join("public/team").join(name)).expect("published");
    assert_eq!(seen(&published("door.jpg")).0, 48);
    assert!(!holds(&published("door.jpg"), "SECRET"));
    assert_eq!(published("large.jpg"), photo(1_300, 200), "there is nothing to take out");
}

#[test]
fn what_is_fit_is_published_to_the_byte_as_it_is() {
    assert_eq!(*fitted(&kept("plain.jpg")).main.bytes, *kept("plain.jpg"));
    // What is only to be taken out is taken out, and the picture stays what it was.
    let told = fitted(&kept("turned-1.jpg"));
    assert!(told.main.bytes.len() > kept("plain.jpg").len(), "with its colour profile");
}

#[test]
fn a_photo_is_cut_down_to_what_a_page_shows() {
    let original = photo(1_600, 1_000);
    assert!(original.len() > 300_000);
    let site = site("Our door.jpg", &original);
    let built = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!((built.code, built.err.contains("warning")), (0, false), "{}", built.err);
    // What came of the photo is kept, and serves the next time, also where nothing but the photo is left of the site.
    let kept = output::load_cache(&site.path().join("public"), Stored::Pictures).expect("kept");
    assert!(kept.len() > 20_000, "{} bytes", kept.len());
    let again = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert!(again.code == 0 && again.out.contains("0 changed"), "{}", again.out);
    let html = fs::read_to_string(site.path().join("public/page/index.html")).expect("a page");
    let (_, image) = html.split_once("<img ").expect("a picture");
    let image = image.split('>').next().expect("its end");
    let published = fs::read_dir(site.path().join("public/pictures")).expect("a folder");
    let mut photos: Vec<(String, u64, usize)> = Vec::new();
    for entry in published.map(|entry| entry.expect("a file")) {
        let name = entry.file_name().into_string().expect("a name");
        let across = imagesize::size(entry.path()).map_or(0, |size| size.width);
        if across > 0 {
            photos.push((name, entry.metadata().expect("its length").len(), across));
        }
    }
    photos.sort();
    let [(main, weight, width), (smaller, smaller_weight, smaller_width)] = photos.as_slice() else {
        panic!("two files: {photos:?}")
    };
    assert!(*weight <= 30_000 && *width <= 1_200 && *width >= 700, "{weight} bytes, {width} pixels");
    assert!(*smaller_weight < *weight && *smaller_width == width / 2, "{smaller_weight} bytes, {smaller_width} pixels");
    let (main, smaller) = (main.replace(' ', "%20"), smaller.replace(' ', "%20"));
    let srcset = format!("srcset=\"../pictures/{smaller} {smaller_width}w, ../pictures/{main} {width}w\"");
    assert!(image.contains(&srcset) && image.contains("sizes=\"(max-width"), "{image}\n{srcset}");
    assert!(image.contains(&format!("width=\"{width}\"")), "{image}");
    // The same again, from nothing and from what was kept.
    let [first, second] = [(); 2].map(|()| fitted(&original));
    assert_eq!(first, second);
}

#[test]
fn what_was_kept_of_a_photo_counts_only_where_it_is_proved() {
    let site = site("door.jpg", &kept("turned-6.jpg"));
    let (sources, problems) = discover_with(site.path(), &PictureShelf::default()).expect("a site");
    assert_eq!(problems, []);
    let target = site.path().join("public");
    let keep = |out: &mut dyn Write| sources.shelf().write("this program", out);
    output::store_cache(&target, Stored::Pictures, keep).expect("written");
    let file = site.path().join(".public.carepress-pictures");
    let written = fs::read(&file).expect("the file");
    let taken_up = |bytes: &[u8], program: &str| {
        fs::write(&file, bytes).expect("written");
        output::load_cache(&target, Stored::Pictures)
            .map(|bytes| PictureShelf::from_bytes(&bytes, program))
            .unwrap_or_default()
    };
    let shelf = taken_up(&written, "this program");
    assert!(shelf == sources.shelf() && shelf != PictureShelf::default());
    assert_eq!(taken_up(&written, "another program"), PictureShelf::default());
    for at in 0..written.len() {
        let mut damaged = written.clone();
        damaged[at] ^= 1;
        assert_eq!(taken_up(&damaged, "this program"), PictureShelf::default(), "byte {at}");
        assert_eq!(taken_up(&written[..at], "this program"), PictureShelf::default(), "cut at {at}");
    }
    let published = |shelf: &PictureShelf| {
        let (sources, _) = discover_with(site.path(), shelf).expect("a site");
        let asset = sources.assets.iter().find(|asset| asset.path.ends_with("door.jpg")).expect("the photo");
        (asset.size, asset.held().expect("its bytes").to_vec())
    };
    let right = published(&PictureShelf::default());
    assert_eq!(published(&shelf), right);
    // A shelf that somebody has forged, sum and all: with a place in the photo, with another size, with no photo.
    let (key, _) = fit(&kept("turned-6.jpg"), LIMITS, &PictureShelf::default()).expect("a photo");
    for forged in [kept("turned-1.jpg"), kept("told.webp"), photo(64, 32), b"<script>".to_vec()] {
        let made = fitted(&kept("turned-6.jpg"));
        let forged = carepress::base::picture::Fit {
            main: carepress::base::picture::Shown { bytes: forged.into(), ..made.main.clone() },
            ..made
        };
        assert_eq!(published(&[(key, forged)].iter().collect()), right);
    }
}

#[test]
fn what_can_not_be_shown_is_an_error_in_plain_words() {
    let png = |width: u32, height: u32, data: &[u8]| {
        let chunk = |name: &[u8; 4], inside: &[u8]| {
            let length = u32::try_from(inside.len()).expect("short").to_be_bytes();
            let mut sum = flate2::Crc::new();
            sum.update(name);
            sum.update(inside);
            [&length[..], name, inside, &sum.sum().to_be_bytes()].concat()
        };
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IDAT", data), &chunk(b"IEND", b"")]
            .concat()
    };
    let jpeg = kept("plain.jpg");
    let data = jpeg.windows(2).position(|pair| pair == [0xff, 0xda]).expect("its data");
    let (gif, webp) = (kept("told.gif"), kept("told.webp"));
    for (name, bytes, words) in [
        ("a.png", png(0, 0, b""), "0 pixels wide"),
        ("a.png", png(u32::MAX, u32::MAX, b""), "more than a phone can hold"),
        ("a.png", png(20_000, 20_000, b""), "more than a phone can hold"),
        ("a.png", png(4, 4, b"nonsense"), "damaged"),
        ("a.png", png(4, 4, b"")[..50].to_vec(), "ends in the middle"),
        ("a.jpg", jpeg[..data].to_vec(), "ends in the middle"),
        ("a.jpg", [&jpeg[..data], &[0xff, 0xd9]].concat(), "damaged"),
        ("a.jpg", [&jpeg[..data + 14], &[0xff, 0xd9]].concat(), "ends in the middle"),
        ("a.jpg", jpeg[..jpeg.len() - 9].to_vec(), "ends in the middle"),
        ("a.jpg", b"\xff\xd8\xff\xd9".to_vec(), "damaged"),
        ("a.jpg", Vec::new(), "the file is empty"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "the file is a HEIC picture"),
        ("a.jpg", b"BM123456".to_vec(), "the file is a BMP picture"),
        ("a.jpeg", b"%PDF-1.7".to_vec(), "the file is a PDF document"),
        ("a.gif", b"GIF89a=1;alert(1)//".to_vec(), "damaged"),
        ("a.gif", gif[..40].to_vec(), "ends in the middle"),
        ("a.webp", webp[..90].to_vec(), "ends in the middle"),
        ("a.webp", b"RIFF\x04\0\0\0WEBP".to_vec(), "damaged"),
    ] {
        let site = site(name, &bytes);
        let built = carepress(site.path(), &["build", "--today", support::TODAY]);
        assert_eq!(built.code, 1, "{words}: {}", built.err);
        assert!(built.err.contains("error[broken-picture]") && built.err.contains(words), "{words}: {}", built.err);
        assert_eq!(built.err.matches("error[").count(), 1, "one fault, one error: {}", built.err);
        assert!(built.err.contains(&format!("content/pictures/{name}")), "{}", built.err);
    }
}

#[test]
fn no_bytes_of_a_picture_make_the_program_stumble() {
    for name in ["turned-6.jpg", "told.png", "told.gif", "told.webp"] {
        let whole = kept(name);
        for at in 0..whole.len() {
            let _ = fit(&whole[..at], LIMITS, &PictureShelf::default());
            let mut changed = whole.clone();
            changed[at] = changed[at].wrapping_add(0x55);
            if let Ok((_, fit)) = fit(&changed, LIMITS, &PictureShelf::default()) {
                assert!(!holds(&fit.main.bytes, "SECRETBEHIND") && !holds(&fit.main.bytes, "SECRETCAM"), "{name} {at}");
            }
        }
    }
}

#[test]
fn a_file_is_named_by_what_it_is() {
    let site = site("door.jpg", &kept("told.png"));
    let built = carepress::build::compile(site.path(), support::options()).expect("a site");
    let plan = built.plan.expect("a plan");
    let target = site.path().join("public");
    carepress::build::publish(&plan, &mut Cache::default(), site.path(), &target, &|_| ()).expect("published");
    assert!(target.join("pictures/door.jpg.png").is_file() && !target.join("pictures/door.jpg").exists());
}
