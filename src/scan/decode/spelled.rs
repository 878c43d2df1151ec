//! Texts spelled in another way: letter by letter in escapes, or from their end to their beginning.

use super::{Decoded, LONGEST, MOST, readable};
use crate::scan::search;

/// Runs of `\x41`, `\u0041` and `%41` escapes.
pub fn escaped(text: &str, found: &mut Vec<Decoded>) {
    for (mark, size, how) in [
        ("\\x", 4, "hex escapes"),
        ("\\u00", 6, "Unicode escapes"),
        ("%", 3, "percent escapes"),
    ] {
        let mut at = 0;
        while let Some(offset) = text.get(at..).and_then(|tail| search::find(tail, mark)) {
            let start = at + offset;
            let mut end = start;
            while text.get(end..end + size).is_some_and(|one| {
                one.starts_with(mark)
                    && one
                        .bytes()
                        .skip(if size == 6 { 2 } else { mark.len() })
                        .all(|byte| byte.is_ascii_hexdigit())
            }) {
                end += size;
            }
            if end - start >= size * 8 && found.len() < MOST {
                let run = text.get(start..end).unwrap_or_default();
                let plain = if size == 3 {
                    percent(run)
                } else {
                    escapes(run)
                };
                found.extend(readable(plain.as_bytes()).map(|text| Decoded {
                    start,
                    end,
                    how,
                    text,
                }));
            }
            at = end.max(start + mark.len());
        }
    }
}

/// Text with `%41` undone.
pub fn percent(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let digits = text
            .get(at + 1..at + 3)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match digits {
            Some(value) if byte == b'%' => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Text with `\x41`, `\101`, `\u0041`, `\n` and their like undone.
pub fn escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let number = |from: usize, to: usize, radix: u32| {
            after
                .get(from..to)
                .and_then(|digits| u32::from_str_radix(digits, radix).ok())
                .and_then(char::from_u32)
        };
        let mut letters = after.chars();
        let (letter, used) = match letters.next() {
            Some('x') => (number(1, 3, 16), 3),
            Some('u') => (number(1, 5, 16), 5),
            Some('0'..='7') => (number(0, 3, 8), 3),
            Some('n') => (Some('\n'), 1),
            Some('t') => (Some('\t'), 1),
            Some('r') => (Some('\r'), 1),
            Some(other) => (Some(other), other.len_utf8()),
            None => (None, 0),
        };
        if let Some((letter, tail)) =
            letter.and_then(|letter| after.get(used..).map(|tail| (letter, tail)))
        {
            out.push(letter);
            rest = tail;
        } else {
            out.push('\\');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Quoted texts that hold an address from its end to its beginning.
pub fn reversed(text: &str, found: &mut Vec<Decoded>) {
    for mark in ["//:sptth", "//:ptth"] {
        for at in search::places(text, mark).take(MOST) {
            let is_end = |letter: char| matches!(letter, '"' | '\'' | '`' | '\n');
            let (before, after) = text.split_at(at);
            let start = before.rfind(is_end).map_or(0, |quote| quote + 1);
            let end = at + after.find(is_end).unwrap_or(after.len());
            if found.len() < MOST && end - start <= LONGEST {
                found.push(Decoded {
                    start,
                    end,
                    how: "reversed letters",
                    text: before
                        .get(start..)
                        .into_iter()
                        .chain(text.get(at..end))
                        .flat_map(str::chars)
                        .rev()
                        .collect(),
                });
            }
        }
    }
}
