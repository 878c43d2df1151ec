//! The SHA-256 of some bytes, by which packages are kept and approved.

use std::fmt;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::{Deserialize, Serialize};
use sha2::Digest as _;

const HEX: usize = 64;
const PREFIX: &str = "sha256:";

/// A SHA-256 as 64 lower-case hexadecimal digits. Parsing takes `sha256:` in front and upper case too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Digest(String);

/// Why a string is no [`Digest`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SHA-256: use 64 hexadecimal digits, with `sha256:` in front or without")]
pub struct BadDigest(String);

/// The digest of bytes that come in pieces.
#[derive(Debug, Clone, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Digest {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |value: u8| {
            DIGITS
                .get(usize::from(value))
                .copied()
                .map_or('0', char::from)
        };
        Digest(
            self.0
                .finalize()
                .iter()
                .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
                .collect(),
        )
    }
}

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.update(bytes);
        hasher.finish()
    }

    /// The 32 bytes in Base64, as HTTP headers carry a checksum.
    pub fn base64(&self) -> String {
        let digits = self.0.as_bytes().chunks(2);
        let bytes: Vec<u8> = digits
            .map(|pair| {
                let value = |digit: &u8| char::from(*digit).to_digit(16).unwrap_or(0);
                let value = pair.iter().fold(0, |sum, digit| sum * 16 + value(digit));
                u8::try_from(value).unwrap_or(u8::MAX)
            })
            .collect();
        BASE64_STANDARD.encode(bytes)
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Digest {
    type Err = BadDigest;

    fn from_str(text: &str) -> Result<Self, BadDigest> {
        let digits = text.strip_prefix(PREFIX).unwrap_or(text);
        if digits.len() == HEX && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(digits.to_ascii_lowercase()))
        } else {
            Err(BadDigest(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Digest {
    type Error = BadDigest;

    fn try_from(text: String) -> Result<Self, BadDigest> {
        text.parse()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn nothing_has_the_digest_everyone_knows() {
        assert_eq!(Digest::of(b"").as_str(), EMPTY);
        assert_eq!(
            Digest::of(b"").base64(),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }

    #[test]
    fn a_digest_is_64_hexadecimal_digits_with_or_without_its_prefix() {
        let digest = Digest::of(b"");
        assert_eq!(format!("sha256:{EMPTY}").parse(), Ok(digest.clone()));
        assert_eq!(EMPTY.to_ascii_uppercase().parse(), Ok(digest));
        for bad in [
            "",
            "sha256:",
            &EMPTY[1..],
            "sha512:e3b0",
            &EMPTY.replace('e', "g"),
        ] {
            assert_eq!(bad.parse::<Digest>(), Err(BadDigest(bad.to_owned())));
        }
    }
}
