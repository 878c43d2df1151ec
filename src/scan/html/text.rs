//! Text of a plugin as HTML text: escaped, and nothing in it unseen.

use std::fmt::{self, Write};

use crate::scan::normal;

/// Adds to the page.
pub fn put(page: &mut String, what: fmt::Arguments) {
    // Writing to a string cannot fail.
    page.write_fmt(what).unwrap_or_default();
}

/// Text as HTML text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        push(&mut out, letter);
    }
    out
}

/// Text as HTML text, with each character that cannot be seen, or that turns the direction of others,
/// named in a box of its own.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_unseen = letter.is_control() || normal::is_invisible(letter);
        if letter != '\t' && (is_unseen || matches!(letter, '\u{2028}' | '\u{2029}')) {
            put(
                &mut out,
                format_args!("<b class=u>U+{:04X}</b>", u32::from(letter)),
            );
        } else {
            push(&mut out, letter);
        }
    }
    out
}

fn push(out: &mut String, letter: char) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        other => out.push(other),
    }
}
