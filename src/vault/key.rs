//! A master key and the id it goes by.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::binding::Binding;
use super::cipher;

const ID_INFO: &[u8] = b"automatos key id";
const VALUE_INFO: &[u8] = b"automatos sealed value";
const MARK_INFO: &[u8] = b"automatos keyed hash";
/// Bytes of a keyed hash.
const MARK: usize = 16;
/// Bytes of a salt.
pub const SALT: usize = 16;
/// Bytes of a key's id.
pub const ID: usize = 8;

/// What a master key goes by: it follows from the key, and says nothing about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; ID]);

impl KeyId {
    /// As it stands in a sealed value.
    pub const fn of_bytes(bytes: [u8; ID]) -> Self {
        Self(bytes)
    }

    /// As it stands in a sealed value.
    pub const fn bytes(&self) -> &[u8; ID] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl serde::Serialize for KeyId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A master key: no `Debug`, no `Serialize`, and its memory is wiped. A clone holds the same memory.
#[derive(Clone)]
pub struct MasterKey {
    id: KeyId,
    bytes: Arc<Zeroizing<[u8; cipher::KEY]>>,
}

/// A text is no master key. What it was is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    #[error("a master key is 64 hexadecimal digits")]
    Form,
    #[error("a master key of one byte repeated is no secret")]
    Weak,
}

impl MasterKey {
    /// A new one, from the random numbers of the operating system.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; cipher::KEY]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Self::of_bytes(bytes))
    }

    fn of_bytes(bytes: Zeroizing<[u8; cipher::KEY]>) -> Self {
        let mut id = [0; ID];
        derive(&bytes, None, ID_INFO, &mut id);
        Self {
            id: KeyId(id),
            bytes: Arc::new(bytes),
        }
    }

    /// What it goes by.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The key for the value that is sealed with that salt.
    pub(super) fn of_value(&self, salt: &[u8; SALT]) -> Zeroizing<[u8; cipher::KEY]> {
        let mut key = Zeroizing::new([0; cipher::KEY]);
        derive(&self.bytes, Some(salt), VALUE_INFO, key.as_mut_slice());
        key
    }

    /// A keyed hash of a value in its place, as `hmac-sha256:` and 32 hexadecimal digits: who lacks the key learns from
    /// it only whether two values of one place are equal.
    pub fn mark(&self, binding: &Binding<'_>, plain: &[u8]) -> String {
        let mut info = Zeroizing::new(Vec::with_capacity(plain.len() + 512));
        info.extend_from_slice(MARK_INFO);
        binding.write(&mut info);
        info.push(0);
        info.extend_from_slice(plain);
        let mut mark = [0; MARK];
        derive(&self.bytes, None, &info, &mut mark);
        let digits: String = mark.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("hmac-sha256:{digits}")
    }

    /// The key as text, for the file that keeps it.
    pub(super) fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * cipher::KEY));
        for byte in self.bytes.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        text
    }
}

impl FromStr for MasterKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let digits = text.as_bytes();
        if digits.len() != 2 * cipher::KEY {
            return Err(NotAKey::Form);
        }
        let mut bytes = Zeroizing::new([0; cipher::KEY]);
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let digit = char::from(*digit).to_digit(16).ok_or(NotAKey::Form)?;
                *byte = *byte << 4 | u8::try_from(digit).map_err(|_| NotAKey::Form)?;
            }
        }
        if bytes.iter().all(|byte| Some(byte) == bytes.first()) {
            return Err(NotAKey::Weak);
        }
        Ok(Self::of_bytes(bytes))
    }
}

fn derive(key: &[u8; cipher::KEY], salt: Option<&[u8]>, info: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(salt, key)
        .expand(info, out)
        .expect("HKDF-SHA256 gives up to 8160 bytes");
}
