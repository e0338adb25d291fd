//! How a camera was held: the one thing that is read of a photo's EXIF data.

/// The eight ways in which rows and columns of a photo can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Turn {
    /// Whether rows and columns are exchanged, after the two others.
    pub(super) transposed: bool,
    /// Whether each row is mirrored.
    pub(super) mirrored: bool,
    /// Whether the rows are upside down.
    pub(super) flipped: bool,
}

impl Turn {
    /// By the number that EXIF gives it; as stored, where it is none of these (EXIF 2.32, 4.6.5.1.4, Orientation).
    pub(super) fn of_number(number: u16) -> Self {
        let (transposed, mirrored, flipped) = match number {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => (false, false, false),
        };
        Self { transposed, mirrored, flipped }
    }

    /// As EXIF data say, which are a small TIFF file. What can't be read says nothing.
    pub(super) fn of_exif(tiff: &[u8]) -> Self {
        Self::of_number(orientation(tiff).unwrap_or(1))
    }

    /// Whether the picture has to be turned at all.
    pub(super) fn is_any(self) -> bool {
        self != Self::default()
    }

    /// Width and height after the turn.
    pub(super) fn size(self, width: u32, height: u32) -> (u32, u32) {
        if self.transposed { (height, width) } else { (width, height) }
    }

    /// Pixels of four bytes, turned.
    pub(super) fn apply(self, pixels: &[u8], width: u32, height: u32) -> Vec<u8> {
        let (width, height) = (width as usize, height as usize);
        let (columns, rows) = if self.transposed { (height, width) } else { (width, height) };
        let (source, _) = pixels.as_chunks::<4>();
        let mut out = Vec::with_capacity(pixels.len());
        for row in 0..rows {
            for column in 0..columns {
                let (x, y) = if self.transposed { (row, column) } else { (column, row) };
                let x = if self.mirrored { width - 1 - x } else { x };
                let y = if self.flipped { height - 1 - y } else { y };
                out.extend_from_slice(&source[y * width + x]);
            }
        }
        out
    }
}

/// The orientation in the first directory of a TIFF file.
fn orientation(tiff: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let bytes = *tiff.get(4..)?.first_chunk()?;
    let start = usize::try_from(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()?;
    let count = u16_at(tiff, start, is_little)?;
    let mut entries = (0..usize::from(count)).map_while(|entry| start.checked_add(2 + entry * 12));
    let entry = entries.find(|entry| u16_at(tiff, *entry, is_little) == Some(ORIENTATION))?;
    // Its value, a number of two bytes, is in the entry itself.
    u16_at(tiff, entry.checked_add(8)?, is_little)
}

fn u16_at(tiff: &[u8], at: usize, is_little: bool) -> Option<u16> {
    let bytes = *tiff.get(at..)?.first_chunk()?;
    Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
}

#[cfg(test)]
mod tests {
    use super::Turn;

    /// Corners of a picture of two by three pixels, as a viewer has to see them.
    #[test]
    fn every_way_to_hold_a_camera_ends_upright() {
        let upright = [[1, 2], [3, 4], [5, 6]];
        let stored: [(u16, &[&[u8]]); 8] = [
            (1, &[&[1, 2], &[3, 4], &[5, 6]]),
            (2, &[&[2, 1], &[4, 3], &[6, 5]]),
            (3, &[&[6, 5], &[4, 3], &[2, 1]]),
            (4, &[&[5, 6], &[3, 4], &[1, 2]]),
            (5, &[&[1, 3, 5], &[2, 4, 6]]),
            (6, &[&[2, 4, 6], &[1, 3, 5]]),
            (7, &[&[6, 4, 2], &[5, 3, 1]]),
            (8, &[&[5, 3, 1], &[6, 4, 2]]),
        ];
        for (number, rows) in stored {
            let (turn, width) = (Turn::of_number(number), u32::try_from(rows[0].len()).expect("few"));
            let height = u32::try_from(rows.len()).expect("few");
            let pixels: Vec<u8> = rows.iter().flat_map(|row| row.iter().flat_map(|pixel| [*pixel; 4])).collect();
            let turned: Vec<u8> = turn.apply(&pixels, width, height).chunks(4).map(|pixel| pixel[0]).collect();
            assert_eq!(turned, upright.concat(), "{number}");
            assert_eq!(turn.size(width, height), (2, 3), "{number}");
        }
    }

    #[test]
    fn only_the_orientation_of_whole_exif_data_counts() {
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".as_slice();
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0".as_slice();
        assert_eq!(Turn::of_exif(big), Turn::of_number(6));
        assert_eq!(Turn::of_exif(little), Turn::of_number(8));
        for length in 0..20 {
            assert_eq!(Turn::of_exif(&big[..length.min(18)]), Turn::default());
            let _ = Turn::of_exif(&little[..length]);
        }
        assert_eq!(Turn::of_exif(b"II*\0\xff\xff\xff\xff"), Turn::default());
        assert!(!Turn::of_number(9).is_any() && !Turn::of_number(0).is_any());
    }
}
