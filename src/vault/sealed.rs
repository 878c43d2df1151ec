//! Values sealed and opened, in the form that the module's documentation describes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::binding::Binding;
use super::cipher::{self, NONCE, TAG};
use super::key::{self, KeyId, MasterKey, SALT};
use super::ring::KeyRing;

const VERSION: u8 = 1;
/// Version, id of the key and salt: what the associated data begins with.
const HEAD: usize = 1 + key::ID + SALT;

/// A plain text; its memory is wiped.
pub type Opened = Zeroizing<Vec<u8>>;

/// Why a value cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The text is no sealed value.
    #[error("it is no sealed value")]
    Form,
    /// It is a sealed value of another version.
    #[error("it is sealed in a form of version {0}, which this program does not know")]
    Version(u8),
    /// The ring lacks its key.
    #[error("it is sealed with the master key {0}, which is not there")]
    NoKey(KeyId),
    /// It was changed, or it belongs to another row.
    #[error("it was changed, or moved here from another row")]
    Altered,
    /// It cannot be sealed: no random numbers, or a text of more than 64 GiB.
    #[error("it cannot be sealed: the system gave no random numbers")]
    Random,
}

impl KeyRing {
    /// Seals a value with the active key.
    pub fn seal(&self, binding: &Binding<'_>, plain: &[u8]) -> Result<String, Failure> {
        let mut random = [0; SALT + NONCE];
        getrandom::fill(&mut random).map_err(|_| Failure::Random)?;
        seal_with(self.active(), binding, plain, &random)
    }

    /// Opens a value with the key it names.
    pub fn open(&self, binding: &Binding<'_>, sealed: &str) -> Result<Opened, Failure> {
        let bytes = STANDARD.decode(sealed).map_err(|_| Failure::Form)?;
        let (head, rest) = bytes.split_first_chunk::<HEAD>().ok_or(Failure::Form)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(Failure::Form)?;
        let id = key_id(head)?;
        if text.len() < TAG {
            return Err(Failure::Form);
        }
        let (_, salt) = head.split_last_chunk::<SALT>().ok_or(Failure::Form)?;
        let key = self.find(id).ok_or(Failure::NoKey(id))?.of_value(salt);
        cipher::open(&key, *nonce, &associated(head, binding), text).ok_or(Failure::Altered)
    }
}

/// Seals with this salt and nonce.
pub fn seal_with(
    key: &MasterKey,
    binding: &Binding<'_>,
    plain: &[u8],
    random: &[u8; SALT + NONCE],
) -> Result<String, Failure> {
    let (salt, nonce) = random.split_first_chunk::<SALT>().ok_or(Failure::Random)?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Failure::Random)?;
    let mut bytes = Vec::with_capacity(HEAD + NONCE + plain.len() + TAG);
    bytes.push(VERSION);
    bytes.extend_from_slice(key.id().bytes());
    bytes.extend_from_slice(salt);
    let associated = associated(&bytes, binding);
    let text = cipher::seal(&key.of_value(salt), nonce, &associated, plain);
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&text.ok_or(Failure::Random)?);
    Ok(STANDARD.encode(bytes))
}

/// The key that a value of this version names.
fn key_id(head: &[u8; HEAD]) -> Result<KeyId, Failure> {
    let (version, rest) = head.split_first().ok_or(Failure::Form)?;
    if *version != VERSION {
        return Err(Failure::Version(*version));
    }
    let (id, _) = rest
        .split_first_chunk::<{ key::ID }>()
        .ok_or(Failure::Form)?;
    Ok(KeyId::of_bytes(*id))
}

fn associated(head: &[u8], binding: &Binding<'_>) -> Vec<u8> {
    let mut data = head.to_vec();
    binding.write(&mut data);
    data
}
