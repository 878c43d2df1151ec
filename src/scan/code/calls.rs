//! What well-known calls do, by their full names where they are known and their last names where not.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::known::{CALLS, CLIENTS, SENDING};
use crate::scan::labels::Labels;

/// What a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Gives something of interest.
    Source(Labels),
    /// Reads the file it is given.
    Read,
    /// Opens the file it is given, to read or to write.
    Open,
    /// Sends or asks over the network.
    Send,
    /// Downloads to a file.
    Save,
    /// Runs text as code.
    RunCode,
    /// Runs text as a shell command.
    RunShell,
    /// Runs a program with arguments.
    RunProgram,
    /// Undoes an encoding.
    Decode,
    /// Applies an encoding.
    Encode,
    /// Looks up a name.
    LookUp,
    /// Writes to a file.
    Write,
    /// Deletes a tree.
    DeleteTree,
    /// Deletes a file.
    Remove,
    /// Copies or moves a file.
    Copy,
    /// Gives the names of what is in a folder.
    List,
    /// Gives the home folder.
    Home,
    /// Joins path parts.
    JoinPath,
    /// Gives back what it is given.
    Same,
    /// Gives a letter for a number.
    Letter,
    /// Opens a connection.
    Connect,
    /// Ties a connection to standard input and output.
    Duplicate,
    /// Gives a terminal to a shell.
    Terminal,
    /// Goes through a tree of files.
    Walk,
    /// Encrypts.
    Encrypt,
    /// Loads data that can run code.
    Unpickle,
    /// Reads one variable of the environment.
    Variable,
    /// Watches keys.
    Keys,
    /// Imports a module by name.
    Import,
    /// Gets a member by name.
    Member,
}

static BY_NAME: LazyLock<HashMap<&str, Kind>> = LazyLock::new(|| {
    let named = |(kind, names): &(Kind, &'static str)| {
        let kind = *kind;
        names.split(' ').map(move |name| (name, kind))
    };
    CALLS.iter().flat_map(named).collect()
});

static SENDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SENDING.split(' ').collect());

/// What a call does, if it is known. `path` is its full name as far as imports and aliases tell.
pub fn kind(path: &str) -> Option<Kind> {
    let plain = without(path, &["builtins.", "globalThis.", "window."]);
    let tail = plain.rsplit('.').next().unwrap_or(plain);
    BY_NAME
        .get(plain)
        .copied()
        .or_else(|| client(plain, tail))
        .or_else(|| by_tail(plain, tail))
}

/// A name without the first of some beginnings that it has.
pub fn without<'a>(name: &'a str, beginnings: &[&str]) -> &'a str {
    beginnings
        .iter()
        .find_map(|beginning| name.strip_prefix(beginning))
        .unwrap_or(name)
}

/// Calls of network clients, whichever object they are made on.
fn client(path: &str, tail: &str) -> Option<Kind> {
    let sends = SENDS.contains(tail);
    if !sends && tail != "connect" {
        return None;
    }
    let known = CLIENTS.split(' ').any(|client| {
        path.strip_prefix(client).is_some_and(|rest| {
            client.ends_with('.') || rest.is_empty() || rest.starts_with(['.', '('])
        })
    });
    match (known, sends) {
        (true, true) => Some(Kind::Send),
        (true, false) => Some(Kind::Connect),
        (false, _) => None,
    }
}

fn by_tail(path: &str, tail: &str) -> Option<Kind> {
    let method = path.contains('.');
    Some(match tail {
        "read_text" | "read_bytes" | "readlines" | "readline" | "readFileSync" | "read"
            if method =>
        {
            Kind::Read
        }
        "write_text" | "write_bytes" | "writelines" | "writeFileSync" | "appendFileSync"
        | "write"
            if method =>
        {
            Kind::Write
        }
        "open" if method => Kind::Open,
        "rglob" if method => Kind::Walk,
        "expanduser" | "resolve" | "absolute" | "decode" | "encode" | "strip" | "lower"
        | "upper" | "rstrip" | "lstrip" | "toString" | "trim" | "copy" | "items" | "values"
        | "keys" | "text" | "json" | "getvalue" | "then" | "toLowerCase" | "splitlines" | "hex"
        | "as_posix" | "to_string" | "digest"
            if method =>
        {
            Kind::Same
        }
        "joinpath" if method => Kind::JoinPath,
        "fromCharCode" if method => Kind::Letter,
        "fromhex" | "b64decode" | "unhexlify" | "decompress" => Kind::Decode,
        "b64encode" | "hexlify" => Kind::Encode,
        "encrypt" | "createCipheriv" | "encrypt_and_digest" => Kind::Encrypt,
        "sendall" | "sendto" | "sendBeacon" | "sendmail" | "storbinary" => Kind::Send,
        "rmtree" => Kind::DeleteTree,
        "dup2" => Kind::Duplicate,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_known_by_their_names() {
        assert_eq!(kind("requests.post"), Some(Kind::Send));
        assert_eq!(kind("requests.Session().post"), Some(Kind::Send));
        assert_eq!(kind("cache.get"), None);
        assert_eq!(kind("subprocess.run"), Some(Kind::RunProgram));
        assert_eq!(kind("pattern.exec"), None);
        assert_eq!(kind("builtins.exec"), Some(Kind::RunCode));
    }
}
