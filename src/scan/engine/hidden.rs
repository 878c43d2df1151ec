//! What hides in characters nobody sees, and when decoded text is dangerous.

use crate::scan::finding::Signal;
use crate::scan::labels::Labels;
use crate::scan::scene::Piece;
use crate::scan::{normal, rules, secret_paths};

/// Judges the characters of a file's raw text. `piece` stands on the raw text.
pub fn judge(text: &str, is_code: bool, piece: &Piece) -> Vec<Signal> {
    let mut signals = Vec::new();
    padding(text, piece, &mut signals);
    if text.is_ascii() {
        return signals;
    }
    let (mut unseen, mut cyrillic) = (false, false);
    for letter in normal::beyond_ascii(text) {
        // Selectors of how an emoji is drawn are in many texts, and in none of those looked for below.
        unseen |= normal::is_invisible(letter) && !matches!(letter, '\u{FE00}'..='\u{FE0F}');
        cyrillic |= is_cyrillic(letter);
    }
    if unseen {
        invisible(text, is_code, piece, &mut signals);
    }
    if cyrillic {
        homoglyphs(text, piece, &mut signals);
    }
    signals
}

fn is_cyrillic(letter: char) -> bool {
    matches!(u32::from(letter), 0x0400..=0x052F)
}

fn invisible(text: &str, is_code: bool, piece: &Piece, signals: &mut Vec<Signal>) {
    if let Some((at, hidden)) = normal::hidden_text(text) {
        signals.push(piece.signal(&rules::TAG_TEXT, (at, at + 4), &hidden));
    }
    let (longest, inside, at) = normal::zero_width(text);
    if longest >= 12 {
        signals.push(
            piece
                .signal(
                    &rules::ZERO_WIDTH,
                    (at, at + 3),
                    text.get(at..at + 60).unwrap_or_default(),
                )
                .doubted(if longest >= 24 { 1.0 } else { 0.6 }, "a short run"),
        );
    } else if inside >= 3 {
        signals.push(
            piece
                .signal(
                    &rules::ZERO_WIDTH,
                    (at, at + 3),
                    text.get(at.saturating_sub(20)..at + 20).unwrap_or_default(),
                )
                .doubted(0.8, "few places"),
        );
    }
    bidi(text, is_code, piece, signals);
}

fn bidi(text: &str, is_code: bool, piece: &Piece, signals: &mut Vec<Signal>) {
    let mut overrides = text
        .char_indices()
        .filter(|(_, letter)| normal::is_override(*letter));
    let Some((at, _)) = overrides.next() else {
        return;
    };
    let right_to_left = text
        .chars()
        .filter(|letter| matches!(u32::from(*letter), 0x0590..=0x08FF))
        .count();
    if right_to_left > 40 && !is_code {
        return;
    }
    signals.push(
        piece
            .signal(&rules::BIDI, (at, at + 3), "direction override")
            .doubted(if is_code { 1.0 } else { 0.5 }, "not in code"),
    );
}

fn homoglyphs(text: &str, piece: &Piece, signals: &mut Vec<Signal>) {
    let mut start = None;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (index, letter) in text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')))
    {
        let part = letter.is_alphanumeric();
        match (start, part) {
            (None, true) => start = Some(index),
            (Some(from), false) => {
                let word = text.get(from..index).unwrap_or_default();
                // Science writes Greek beside Latin letters; only disguised words of some length count.
                let cyrillic = word
                    .chars()
                    .any(|letter| is_cyrillic(letter) && normal::look_alike(letter).is_some());
                if word.len() > 4 && cyrillic && normal::is_disguised(word) {
                    found.push((from, index));
                }
                start = None;
            }
            _ => {}
        }
        if found.len() > 50 {
            break;
        }
    }
    if let Some(range) = found.first() {
        let word = text.get(range.0..range.1).unwrap_or_default();
        signals.push(
            piece
                .signal(&rules::HOMOGLYPH, *range, word)
                .doubted(if found.len() > 2 { 1.0 } else { 0.7 }, "few words"),
        );
    }
}

/// Whether more than a hundred bytes of white space stand together. A stretch so long holds every
/// hundredth byte of a text at least once, so that the others need not be looked at.
fn has_wide_blank(bytes: &[u8]) -> bool {
    const WIDE: usize = 100;
    let is_blank = |byte: &&u8| matches!(byte, b'\n' | b' ' | b'\t' | b'\r');
    (0..bytes.len()).step_by(WIDE).any(|at| {
        let (before, after) = bytes.split_at(at);
        let right = after.iter().take(WIDE + 1).take_while(is_blank).count();
        let left = before
            .iter()
            .rev()
            .take(WIDE + 1)
            .take_while(is_blank)
            .count();
        right > 0 && left + right > WIDE
    })
}

fn padding(text: &str, piece: &Piece, signals: &mut Vec<Signal>) {
    let bytes = text.as_bytes();
    if !has_wide_blank(bytes) {
        return;
    }
    let mut blank = 0;
    let mut spaces = 0;
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => {
                blank += 1;
                spaces = 0;
            }
            b' ' | b'\t' | b'\r' => spaces += 1,
            _ => {
                if blank > 100 || spaces > 400 {
                    signals.push(
                        piece.signal(
                            &rules::PADDING,
                            (index, index + 1),
                            &text
                                .get(index..)
                                .unwrap_or_default()
                                .chars()
                                .take(120)
                                .collect::<String>(),
                        ),
                    );
                    return;
                }
                blank = 0;
                spaces = 0;
            }
        }
    }
}

/// Whether a decoded text is one that had a reason to be hidden.
pub fn is_dangerous(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let command = has(&[
        "curl ",
        "wget ",
        "/bin/sh",
        "/bin/bash",
        "bash -",
        "powershell",
        "iex",
        "invoke-expression",
        "downloadstring",
        "nc -",
        "/dev/tcp",
        "exec(",
        "eval(",
        "os.system",
        "subprocess",
        "child_process",
        "rm -rf",
        "chmod +x",
        "socket.socket",
        "__import__",
    ]);
    let secret = text
        .split(['"', '\'', ' ', '\n', '(', ')'])
        .any(|word| secret_paths::path(word).any(Labels::SECRET_PATH.with(Labels::VAULT_PATH)));
    command || secret
}

#[cfg(test)]
mod tests {
    use super::has_wide_blank;

    #[test]
    fn white_space_is_wide_from_its_hundred_and_first_byte_wherever_it_stands() {
        for before in 0..220 {
            let text = |width| format!("{}{}b", "a".repeat(before), " ".repeat(width));
            assert!(!has_wide_blank(text(100).as_bytes()), "{before}");
            assert!(has_wide_blank(text(101).as_bytes()), "{before}");
        }
    }
}
