//! What a transfer command (curl, wget and their kin) asks, sends and saves.

use super::resolve::Value;

/// A transfer, read from a command's words.
#[derive(Debug, Default)]
pub struct Transfer {
    /// Addresses asked.
    pub addresses: Vec<Value>,
    /// What is sent in the body or as a file.
    pub bodies: Vec<Value>,
    /// What is sent in headers or as a login.
    pub headers: Vec<Value>,
    /// The file the answer is saved to; empty for the address's own name.
    pub saved: Option<String>,
    /// Whether standard input is sent.
    pub sends_input: bool,
}

/// Flags that send their value.
static BODIES: &[&str] = &[
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "-F",
    "--form",
    "--form-string",
    "-T",
    "--upload-file",
    "--post-data",
    "--post-file",
    "--body-data",
    "--body-file",
    "-Body",
    "-InFile",
];
/// Flags that put their value into a header.
static HEADERS: &[&str] = &[
    "-H",
    "--header",
    "-u",
    "--user",
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-b",
    "--cookie",
    "--oauth2-bearer",
    "-Headers",
];
/// Other flags that take a value.
static VALUED: &[&str] = &[
    "-X",
    "--request",
    "-m",
    "--max-time",
    "--connect-timeout",
    "--retry",
    "-w",
    "--write-out",
    "-x",
    "--proxy",
    "-c",
    "--cookie-jar",
    "-K",
    "--cacert",
    "--cert",
    "--key",
    "--resolve",
    "-Method",
    "-C",
    "-P",
    "-t",
    "-T",
    "--range",
    "-r",
    "--retry-delay",
];

/// Reads a transfer command's words after its name.
pub fn read(name: &str, words: &[Value]) -> Transfer {
    let mut transfer = Transfer::default();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let text = word.text.as_str();
        if !text.starts_with('-') || text == "-" {
            transfer.addresses.push(word.clone());
            continue;
        }
        let (flag, glued) = split(text, word);
        let wget = name == "wget";
        let save = (matches!(flag, "-o" | "--output") && !wget)
            || (matches!(flag, "-O" | "--output-document") && wget)
            || flag == "-OutFile";
        if BODIES.contains(&flag) && !(wget && flag == "-T") {
            let value = glued.or_else(|| rest.next().cloned()).unwrap_or_default();
            transfer.sends_input |=
                value.text == "@-" || value.text == "-" || value.text.ends_with("=@-");
            transfer.bodies.push(value);
        } else if HEADERS.contains(&flag) && !(wget && flag == "-b") {
            transfer
                .headers
                .push(glued.or_else(|| rest.next().cloned()).unwrap_or_default());
        } else if save {
            transfer.saved = Some(
                glued
                    .or_else(|| rest.next().cloned())
                    .unwrap_or_default()
                    .text,
            );
        } else if flag == "--url" || flag == "-Uri" {
            transfer
                .addresses
                .extend(glued.or_else(|| rest.next().cloned()));
        } else if VALUED.contains(&flag) && glued.is_none() {
            rest.next();
        } else if flag.starts_with('-') && !flag.starts_with("--") && flag.len() > 2 && !wget {
            bundle(flag, &mut rest, &mut transfer);
        } else if text == "-O" && !wget {
            transfer.saved = Some(String::new());
        }
    }
    if name == "wget" && transfer.saved.is_none() {
        transfer.saved = Some(String::new());
    }
    if name == "wget" && transfer.saved.as_deref() == Some("-") {
        transfer.saved = None;
    }
    transfer
}

/// Splits `--flag=value` and `-Fvalue`.
fn split<'word>(text: &'word str, word: &Value) -> (&'word str, Option<Value>) {
    if let Some((flag, value)) = text.split_once('=').filter(|_| text.starts_with("--")) {
        return (
            flag,
            Some(Value {
                text: value.to_owned(),
                ..word.clone()
            }),
        );
    }
    if text.len() > 2 && !text.starts_with("--") && text.is_char_boundary(2) {
        let (flag, value) = text.split_at(2);
        if matches!(flag, "-d" | "-F" | "-H" | "-X" | "-u") {
            return (
                flag,
                Some(Value {
                    text: value.to_owned(),
                    ..word.clone()
                }),
            );
        }
    }
    (text, None)
}

/// Bundled short flags such as `-fsSLo file` and `-sSd @-`.
fn bundle<'words>(
    flag: &str,
    rest: &mut impl Iterator<Item = &'words Value>,
    transfer: &mut Transfer,
) {
    match flag.bytes().last() {
        Some(b'o') => transfer.saved = rest.next().map(|value| value.text.clone()),
        Some(b'O') => transfer.saved = Some(String::new()),
        Some(b'd' | b'F' | b'T') => {
            if let Some(value) = rest.next() {
                transfer.sends_input |= value.text == "@-" || value.text == "-";
                transfer.bodies.push(value.clone());
            }
        }
        Some(b'H' | b'u') => transfer.headers.extend(rest.next().cloned()),
        Some(b'X' | b'm') => {
            rest.next();
        }
        _ => {}
    }
}
