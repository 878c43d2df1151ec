//! AES-256-GCM, as NIST SP 800-38D has it: 96-bit nonces, 128-bit tags.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use zeroize::Zeroizing;

/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// Bytes of a tag.
pub const TAG: usize = 16;

/// The cipher text with its tag behind it; nothing where the text is longer than GCM allows.
pub fn seal(
    key: &[u8; KEY],
    nonce: [u8; NONCE],
    associated: &[u8],
    plain: &[u8],
) -> Option<Vec<u8>> {
    let payload = Payload {
        msg: plain,
        aad: associated,
    };
    Aes256Gcm::new(key.into())
        .encrypt(&nonce.into(), payload)
        .ok()
}

/// The plain text; nothing where key, nonce, associated data, text or tag are not those of the
/// sealing.
pub fn open(
    key: &[u8; KEY],
    nonce: [u8; NONCE],
    associated: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let payload = Payload {
        msg: sealed,
        aad: associated,
    };
    Aes256Gcm::new(key.into())
        .decrypt(&nonce.into(), payload)
        .ok()
        .map(Zeroizing::new)
}
