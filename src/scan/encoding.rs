//! Encodings, undone.

use std::io::Read;

use super::decode::LONGEST;

/// The bytes behind hex digits.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    (0..text.len() / 2)
        .map(|index| {
            text.get(index * 2..index * 2 + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect()
}

/// The bytes behind base64 in either alphabet, padded or not.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut held: u32 = 0;
    let mut bits = 0;
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'\n' | b'\r' | b' ' => continue,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xFF).unwrap_or_default());
        }
    }
    Some(out)
}

/// The bytes behind base32.
pub fn base32(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut held: u64 = 0;
    let mut bits = 0;
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        held = (held << 5 | u64::from(value)) & 0xFFFF_FFFF;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xFF).unwrap_or_default());
        }
    }
    Some(out)
}

/// The bytes behind Python's base85.
pub fn base85(text: &str) -> Option<Vec<u8>> {
    let alphabet =
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    let mut out = Vec::new();
    for chunk in text.as_bytes().chunks(5) {
        let mut value: u64 = 0;
        for index in 0..5 {
            let digit = match chunk.get(index) {
                Some(byte) => alphabet.iter().position(|letter| letter == byte)?,
                None => 84,
            };
            value = value * 85 + u64::try_from(digit).ok()?;
        }
        let four = u32::try_from(value).ok()?.to_be_bytes();
        out.extend(four.iter().take(chunk.len().saturating_sub(1)));
    }
    Some(out)
}

/// Text with each Latin letter moved by 13.
pub fn rot13(text: &str) -> String {
    let turn = |letter: char, first: u8| {
        char::from((u8::try_from(letter).unwrap_or(first) - first + 13) % 26 + first)
    };
    text.chars()
        .map(|letter| match letter {
            'a'..='z' => turn(letter, b'a'),
            'A'..='Z' => turn(letter, b'A'),
            other => other,
        })
        .collect()
}

/// What zlib, gzip or raw deflate unpacks, up to a mebibyte.
pub fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let read = match bytes {
        [0x1f, 0x8b, ..] => flate2::read::GzDecoder::new(bytes)
            .take(limit)
            .read_to_end(&mut out),
        [0x78, ..] => flate2::read::ZlibDecoder::new(bytes)
            .take(limit)
            .read_to_end(&mut out),
        _ => return None,
    };
    (read.is_ok() && !out.is_empty()).then_some(out)
}
