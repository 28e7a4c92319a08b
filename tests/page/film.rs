//! Pictures of a page, one after another, as an animated WebP.
//!
//! A container of RIFF chunks around the frames as the browser encodes them (WebP Container Specification, "Animation").

/// Frames of one size, each with how long it is shown.
pub(super) struct Film {
    size: (u32, u32),
    frames: Vec<(Vec<u8>, u32)>,
}

impl Film {
    /// A film of frames this wide and high.
    pub(super) fn of(width: u32, height: u32) -> Self {
        Self { size: (width, height), frames: Vec::new() }
    }

    /// Adds a WebP picture, shown for this long, in milliseconds.
    pub(super) fn add(&mut self, picture: &[u8], milliseconds: u32) {
        let still = chunks(picture).filter(|(name, _)| matches!(*name, b"VP8 " | b"VP8L" | b"ALPH"));
        let still: Vec<u8> = still.flat_map(|(name, body)| chunk(*name, body)).collect();
        assert!(!still.is_empty(), "the browser gave no WebP");
        self.frames.push((still, milliseconds));
    }

    /// The whole film, which repeats.
    pub(super) fn bytes(&self) -> Vec<u8> {
        const ANIMATED: u8 = 0x02;
        const DO_NOT_BLEND: u8 = 0x02;
        let (width, height) = (three(self.size.0 - 1), three(self.size.1 - 1));
        let mut body = b"WEBP".to_vec();
        body.extend(chunk(*b"VP8X", &[&[ANIMATED, 0, 0, 0][..], &width, &height].concat()));
        body.extend(chunk(*b"ANIM", &[0; 6]));
        for (still, milliseconds) in &self.frames {
            let head = [&[0; 6][..], &width, &height, &three(*milliseconds), &[DO_NOT_BLEND]].concat();
            body.extend(chunk(*b"ANMF", &[head, still.clone()].concat()));
        }
        chunk(*b"RIFF", &body)
    }
}

/// The lowest three bytes, lowest first.
fn three(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

/// A chunk: its name, the length of its body, its body, and a zero if that is odd.
fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("less than 4 GB").to_le_bytes();
    let mut chunk = [&name[..], &length, body].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// The chunks of a WebP file.
fn chunks(file: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = file.get(12..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (name, after) = rest.split_first_chunk::<4>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let body = after.get(..length)?;
        rest = after.get(length.next_multiple_of(2)..).unwrap_or_default();
        Some((name, body))
    })
}

#[test]
fn a_film_has_its_frames_in_order() {
    let still = |byte: u8| chunk(*b"RIFF", &[b"WEBP".to_vec(), chunk(*b"VP8 ", &[byte; 5])].concat());
    let mut film = Film::of(1280, 800);
    film.add(&still(1), 700);
    film.add(&still(2), 70_000);
    let bytes = film.bytes();
    assert_eq!(bytes.len() % 2, 0);
    let all: Vec<_> = chunks(&bytes).collect();
    let names: Vec<&[u8; 4]> = all.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, [b"VP8X", b"ANIM", b"ANMF", b"ANMF"]);
    assert_eq!(all[0].1[4..], [0xff, 4, 0, 0x1f, 3, 0], "1280 and 800, each less one");
    assert_eq!(all[3].1[12..15], 70_000_u32.to_le_bytes()[..3]);
    assert_eq!(all[3].1[16..], chunk(*b"VP8 ", &[2; 5]));
}
