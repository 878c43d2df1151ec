//! Showing that one knows a password without sending it.

use ring::digest::{Algorithm, Context, Digest, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use zeroize::Zeroizing;

/// The plugin of `MySQL` since version 8.
pub const CACHING: &str = "caching_sha2_password";
/// The plugin before it, and that of `MariaDB`.
pub const NATIVE: &str = "mysql_native_password";

/// Whether proofs for it can be made.
pub fn is_known(plugin: &str) -> bool {
    matches!(plugin, CACHING | NATIVE)
}

/// The proof for a plugin; nothing where it is not known. An empty password has an empty proof.
pub fn proof(plugin: &str, password: &str, nonce: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if !is_known(plugin) {
        return None;
    }
    if password.is_empty() {
        return Some(Zeroizing::default());
    }
    let password = password.as_bytes();
    let (once, mask) = if plugin == CACHING {
        let once = hash(&SHA256, &[password]);
        let twice = hash(&SHA256, &[once.as_ref()]);
        (once, hash(&SHA256, &[twice.as_ref(), nonce]))
    } else {
        let once = hash(&SHA1_FOR_LEGACY_USE_ONLY, &[password]);
        let twice = hash(&SHA1_FOR_LEGACY_USE_ONLY, &[once.as_ref()]);
        let mask = hash(&SHA1_FOR_LEGACY_USE_ONLY, &[nonce, twice.as_ref()]);
        (once, mask)
    };
    let mixed = once.as_ref().iter().zip(mask.as_ref());
    Some(Zeroizing::new(mixed.map(|(a, b)| a ^ b).collect()))
}

fn hash(algorithm: &'static Algorithm, parts: &[&[u8]]) -> Digest {
    let mut context = Context::new(algorithm);
    for part in parts {
        context.update(part);
    }
    context.finish()
}
