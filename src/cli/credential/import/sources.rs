//! The texts of the files, decrypted where they are encrypted. Wiped from memory afterwards.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use zeroize::Zeroizing;

use crate::error::{Advice, Code};
use crate::transfer;

/// More than any file of credentials, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// What messages call each file, and its text.
pub fn read(
    files: &[PathBuf],
    identities: Option<&Path>,
) -> anyhow::Result<Vec<(String, Zeroizing<String>)>> {
    let keys = match identities {
        Some(path) => {
            let name = path.display().to_string();
            transfer::identities(&text(bytes(path)?, &name)?, &name)?
        }
        None => Vec::new(),
    };
    let mut texts = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let mut bytes = bytes(path)?;
        if transfer::is_encrypted(&bytes) {
            if keys.is_empty() {
                let message = format!("{name} is encrypted");
                return Err(Advice::new(Code::KeyMissing, message)
                    .hint("add `--identity-file` with the secret key")
                    .into());
            }
            bytes = transfer::decrypt(&bytes, &keys, &name)?;
        }
        texts.push((name.clone(), text(bytes, &name)?));
    }
    Ok(texts)
}

fn bytes(path: &Path) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let unreadable = || {
        let message = format!("{} cannot be read", path.display());
        Advice::new(Code::FileRead, message)
    };
    // What does not grow is never copied.
    let mut bytes = Zeroizing::new(Vec::with_capacity(64 * 1024));
    let read = if path == Path::new("-") {
        io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
    } else {
        let file = File::open(path).with_context(unreadable)?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes)
    };
    read.with_context(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("{} has more than {MOST_BYTES} bytes", path.display());
        return Err(Advice::new(Code::CredentialInvalid, message).into());
    }
    Ok(bytes)
}

fn text(bytes: Zeroizing<Vec<u8>>, name: &str) -> Result<Zeroizing<String>, Advice> {
    let text = str::from_utf8(&bytes)
        .map_err(|_| Advice::new(Code::CredentialInvalid, format!("{name} is no UTF-8")))?;
    Ok(Zeroizing::new(text.to_owned()))
}
