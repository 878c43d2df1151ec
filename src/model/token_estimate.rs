//! How many tokens a text is for a language model, without asking one.

const CHARACTERS_PER_TOKEN: usize = 4;

/// About how many tokens a text is: its characters by four, rounded up.
pub fn tokens(text: &str) -> u32 {
    let tokens = text.chars().count().div_ceil(CHARACTERS_PER_TOKEN);
    u32::try_from(tokens).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn four_characters_are_a_token_and_a_rest_is_one_more() {
        assert_eq!([tokens(""), tokens("abcd"), tokens("äöüßx")], [0, 1, 2]);
    }
}
