//! Search for a few words in long texts, many bytes at a time.

use memchr::memmem;

/// The first place of a word in a text.
pub fn find(text: &str, word: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), word.as_bytes())
}

/// Every place of a word in a text, none of which overlap.
pub fn places<'text>(text: &'text str, word: &'text str) -> impl Iterator<Item = usize> + 'text {
    memmem::find_iter(text.as_bytes(), word.as_bytes())
}
