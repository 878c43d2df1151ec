//! Encryption at rest: master keys, and values sealed with them.
//!
//! A sealed value is these bytes, written as Base64 (RFC 4648, section 4, with padding):
//!
//! | offset | length | what |
//! | --- | --- | --- |
//! | 0 | 1 | version of this format: 1 |
//! | 1 | 8 | id of the master key |
//! | 9 | 16 | salt, random for every sealing |
//! | 25 | 12 | nonce, random for every sealing |
//! | 37 | as the plain text | cipher text of AES-256-GCM |
//! | the last | 16 | its tag |
//!
//! A master key is 32 random bytes, written as 64 hexadecimal digits. Its id is the first 8 bytes of
//! HKDF-SHA256(key, no salt, info `automatos key id`). The key of one sealing is the 32 bytes of
//! HKDF-SHA256(master key, salt, info `automatos sealed value`): as no two sealings share a key, no
//! number of them brings nonces near the bound of GCM (2^32 under one key).
//!
//! A keyed hash, by which seeds compare values of settings, is the first 16 bytes of HKDF-SHA256(master key, no salt,
//! info `automatos keyed hash`, then what the value belongs to as below, a zero byte and the value).
//!
//! The associated data is the first 25 bytes of the sealed value, then what the value belongs to, so
//! that it opens in its own place only. All numbers are big-endian:
//!
//! - a credential: byte 1, the 16 bytes of the workspace's UUID, the credential's id in 8 bytes, the
//!   id of its type in 8 bytes;
//! - a setting: byte 2, the length of the category in 4 bytes, the category, the key, in UTF-8.
//!
//! The plain text of a credential is a JSON object of its fields; that of a setting is its text. The
//! tests hold vectors of all of it; `src/vault/tests/vectors.txt` has them for other languages.

mod binding;
mod cipher;
mod key;
mod key_file;
mod ring;
mod sealed;
#[cfg(test)]
mod tests;

pub use self::binding::Binding;
pub use self::key::{KeyId, MasterKey};
pub use self::key_file::{create as create_key_file, read as read_key_file};
pub use self::key_file::{parse as parse_keys, put_first};
pub use self::ring::KeyRing;
pub use self::sealed::{Failure, Opened};
