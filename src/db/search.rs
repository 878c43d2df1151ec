//! Looking for text.

/// How many names are read to find the one that was nearly typed.
pub const MOST_NAMES: i64 = 10_000;

/// A pattern for ILIKE that finds `text` anywhere, its own wildcards taken literally.
pub fn pattern(text: &str) -> String {
    format!("%{}%", literal(text))
}

/// A pattern for ILIKE that finds `text` alone, in any case.
pub fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn wildcards_are_taken_literally() {
        assert_eq!(pattern(r"50%_a\b"), r"%50\%\_a\\b%");
    }
}
