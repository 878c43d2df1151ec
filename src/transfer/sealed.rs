//! Files that only the holder of a key can read, in the format of age: <https://age-encryption.org/v1>.

use std::io::{Read, Write};

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor};
use anyhow::Context;
use zeroize::Zeroizing;

use crate::error::{Advice, Code};

const BINARY: &[u8] = b"age-encryption.org/v1";
const ARMORED: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// More than any export, in bytes.
const LARGEST: u64 = 64 << 20;

/// Whether the bytes are a file of age.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(BINARY) || bytes.trim_ascii_start().starts_with(ARMORED)
}

/// A public key, `age1…`.
pub fn recipient(text: &str) -> Result<Recipient, String> {
    text.trim()
        .parse()
        .map_err(|_| "this is no public key of age, which begins with `age1`".to_owned())
}

/// The secret keys in a file of identities, as `age-keygen` writes it.
pub fn identities(text: &str, name: &str) -> Result<Vec<Identity>, Advice> {
    let lines = text.lines().map(str::trim);
    let keys = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let found: Option<Vec<Identity>> = keys.map(|line| line.parse().ok()).collect();
    found.filter(|found| !found.is_empty()).ok_or_else(|| {
        let message = format!("{name} is no file of identities of age");
        Advice::new(Code::KeyInvalid, message)
            .hint("`age-keygen -o FILE` makes one; its lines begin with AGE-SECRET-KEY-1")
    })
}

/// Encrypts for each of the recipients, as text or as bytes.
pub fn encrypt(plain: &[u8], recipients: &[Recipient], armored: bool) -> anyhow::Result<Vec<u8>> {
    let format = if armored {
        Format::AsciiArmor
    } else {
        Format::Binary
    };
    let recipients = recipients.iter().map(|one| one as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).context("nobody could read it")?;
    let out = ArmoredWriter::wrap_output(Vec::new(), format)?;
    let mut writer = encryptor.wrap_output(out)?;
    writer.write_all(plain)?;
    Ok(writer.finish()?.finish()?)
}

/// Decrypts with whichever of the keys fits.
pub fn decrypt(bytes: &[u8], keys: &[Identity], name: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let refused = |cause: age::DecryptError| match cause {
        age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => {
            let message = format!("{name} was not encrypted for any of these identities");
            Advice::new(Code::KeyWrong, message)
                .hint("name the file with the secret key to the public key it was exported with")
        }
        _ => Advice::new(
            Code::CredentialDamaged,
            format!("{name} is no whole file of age"),
        ),
    };
    let decryptor = Decryptor::new(ArmoredReader::new(bytes)).map_err(refused)?;
    let keys = keys.iter().map(|key| key as &dyn age::Identity);
    let reader = decryptor.decrypt(keys).map_err(refused)?;
    // What does not grow is never copied.
    let mut plain = Zeroizing::new(Vec::with_capacity(bytes.len()));
    reader.take(LARGEST).read_to_end(&mut plain).map_err(|_| {
        Advice::new(
            Code::CredentialDamaged,
            format!("{name} was changed after it was encrypted, or cut short"),
        )
    })?;
    Ok(plain)
}
