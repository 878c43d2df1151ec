//! Paths that code names.

use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::scene::Piece;
use crate::scan::{secret_paths, url};

/// A path that holds secrets, written whole or as the parts handed to a joining call.
pub fn secret_path(code: &str) -> Option<(usize, usize)> {
    whole_path(code).or_else(|| {
        let start = ["filepath.join(", "file.join(", "join-path ", "path.join("]
            .iter()
            .find_map(|call| code.find(call))?;
        let parts = code.get(start..)?.lines().next()?;
        let path: Vec<&str> = parts.split(['"', '\'']).skip(1).step_by(2).collect();
        secret_paths::path(&path.join("/"))
            .any(Labels::SECRET_PATH.with(Labels::VAULT_PATH))
            .then_some((start, start + parts.len()))
    })
}

/// Whether an address in the code is a well-known one.
pub fn names_known_host(code: &str, piece: &Piece) -> bool {
    let mut at = 0;
    while let Some(found) = url::next_url(code, at) {
        at = found.end;
        if piece.class(&found.host) == Class::Good {
            return true;
        }
    }
    false
}

/// A `.env` file that is named.
pub fn dotenv(code: &str) -> Option<(usize, usize)> {
    let start = ["/.env'", "/.env\"", "'.env'", "\".env\""]
        .iter()
        .find_map(|name| code.find(name))?;
    Some((start, start + 6))
}

fn whole_path(code: &str) -> Option<(usize, usize)> {
    let words = code.split(['"', '\'', '`', ' ', '(', ')', ',']);
    // Names of browsers' stores have blanks.
    let quoted = code.split(['"', '\'']);
    words
        .chain(quoted)
        .filter(|word| word.len() > 4 && word.len() < 200)
        .find(|word| secret_paths::path(word).any(Labels::SECRET_PATH.with(Labels::VAULT_PATH)))
        .and_then(|word| {
            let start = code.find(word)?;
            Some((start, start + word.len()))
        })
}
