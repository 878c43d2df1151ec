//! Any bytes under a layer or two: decoding, and the engines on what comes out.
#![no_main]

mod scanned;

use std::fmt::Write;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let once = layer(first & 3, rest);
    let twice = layer((first >> 2) & 3, once.as_bytes());
    let text = format!("```sh\necho '{twice}' | base64 -d | sh\n```\n{once}\n");
    scanned::file("SKILL.md", text.as_bytes());
    let code = format!("import base64\nexec(base64.b64decode('{twice}'))\nx = '{once}'\n");
    scanned::file("a.py", code.as_bytes());
});

fn layer(kind: u8, bytes: &[u8]) -> String {
    match kind {
        0 => base64(bytes),
        1 => each(bytes, |out, byte| write!(out, "{byte:02x}")),
        2 => each(bytes, |out, byte| write!(out, "%{byte:02X}")),
        _ => each(bytes, |out, byte| write!(out, "\\x{byte:02x}")),
    }
}

fn each(bytes: &[u8], one: impl Fn(&mut String, u8) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for byte in bytes {
        one(&mut out, *byte).expect("text takes text");
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        let word = word << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            out.push(char::from(LETTERS[word >> (18 - 6 * place) & 63]));
        }
        out.push_str(&"==="[three.len()..]);
    }
    out
}
