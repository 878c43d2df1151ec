//! Normal form: what text says once invisible, disguised and compatible characters are resolved.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Whether a character shows nothing, though it is there.
pub fn is_invisible(letter: char) -> bool {
    matches!(u32::from(letter),
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180E | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xE0000..=0xE0FFF)
}

/// Whether a character turns the direction of what follows.
pub fn is_override(letter: char) -> bool {
    matches!(u32::from(letter), 0x202A..=0x202E | 0x2066..=0x2069)
}

/// The text hidden in tag characters and variation selectors, if there is any.
pub fn hidden_text(text: &str) -> Option<(usize, String)> {
    let mut first = None;
    let mut out = String::new();
    let mut run = 0;
    let mut best = 0;
    let mut flag = false;
    let mut selectors: Vec<u8> = Vec::new();
    for (index, letter) in text.char_indices() {
        let code = u32::from(letter);
        match code {
            0xE0020..=0xE007E if !flag => {
                run += 1;
                first.get_or_insert(index);
                out.extend(char::from_u32(code - 0xE0000));
            }
            0xE0020..=0xE007F | 0xE0001 => {}
            0xE0100..=0xE01EF => {
                first.get_or_insert(index);
                selectors.extend(u8::try_from(code - 0xE0100 + 16));
            }
            // A waving black flag followed by tags is an emoji of a region.
            0x1F3F4 => flag = true,
            _ => {
                flag = false;
                run = 0;
            }
        }
        best = best.max(run);
    }
    if selectors.len() >= 6 {
        out.push_str(&String::from_utf8_lossy(&selectors));
    } else if best < 4 {
        return None;
    }
    first.map(|index| (index, out))
}

/// The text without invisible characters, compatible forms folded, look-alike letters inside Latin words
/// replaced. Borrowed if nothing changes.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !needs_folding(text) {
        return Cow::Borrowed(text);
    }
    let stripped: String = text
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .nfkc()
        .collect();
    let mut out = String::with_capacity(stripped.len());
    let mut word = String::new();
    for letter in stripped.chars() {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
        } else {
            out.push_str(&plain_word(&word));
            word.clear();
            out.push(letter);
        }
    }
    out.push_str(&plain_word(&word));
    Cow::Owned(out)
}

/// The characters of a text that are not ASCII; the others are stepped over byte by byte.
pub fn beyond_ascii(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.bytes().position(|byte| !byte.is_ascii())?;
        let mut letters = rest.get(at..)?.chars();
        let letter = letters.next();
        rest = letters.as_str();
        letter
    })
}

/// Whether a character is one of those without which no text needs folding.
fn may_need_folding(letter: char) -> bool {
    is_fullwidth_or_styled(letter) || is_invisible(letter) || look_alike(letter).is_some()
}

fn is_fullwidth_or_styled(letter: char) -> bool {
    matches!(u32::from(letter), 0xFF01..=0xFF5E | 0x1D400..=0x1D7FF | 0x24B6..=0x24E9 | 0xE0000..=0xE0FFF)
}

/// Whether a text has invisible characters beside letters, compatible forms of letters, or disguised words.
fn needs_folding(text: &str) -> bool {
    if !beyond_ascii(text).any(may_need_folding) {
        return false;
    }
    let (mut latin, mut alike, mut other) = (0_usize, 0_usize, false);
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() || letter == '_' {
                latin += usize::from(letter.is_ascii_alphabetic());
                before = letter;
                continue;
            }
        } else if matches!(u32::from(letter), 0x00AD | 0x200B..=0x200F | 0x2060..=0x2064 | 0xFEFF | 0x180E)
        {
            if before.is_ascii_alphanumeric() {
                return true;
            }
            continue;
        } else if is_fullwidth_or_styled(letter) {
            return true;
        } else if letter.is_alphanumeric() {
            if look_alike(letter).is_some() {
                alike += 1;
            } else {
                other = true;
            }
            before = letter;
            continue;
        }
        if latin >= 1 && alike >= 1 && !other && latin + alike >= 3 {
            return true;
        }
        (latin, alike, other) = (0, 0, false);
        before = letter;
    }
    latin >= 1 && alike >= 1 && !other && latin + alike >= 3
}

fn plain_word(word: &str) -> Cow<'_, str> {
    if is_disguised(word) {
        Cow::Owned(
            word.chars()
                .map(|letter| look_alike(letter).unwrap_or(letter))
                .collect(),
        )
    } else {
        Cow::Borrowed(word)
    }
}

/// Whether a word mixes Latin letters with letters of another script that look Latin, and with none that does not.
pub fn is_disguised(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let alike = word
        .chars()
        .filter(|letter| look_alike(*letter).is_some())
        .count();
    let other = word
        .chars()
        .filter(|letter| !letter.is_ascii() && look_alike(*letter).is_none())
        .count();
    latin >= 1 && alike >= 1 && other == 0 && latin + alike >= 3
}

/// The Latin letter that a Cyrillic, Greek, Armenian or Cherokee letter is mistaken for (from UTS 39's confusables).
pub fn look_alike(letter: char) -> Option<char> {
    Some(match letter {
        'а' | 'α' => 'a',
        'е' | 'ҽ' => 'e',
        'о' | 'ο' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'с' | 'ϲ' => 'c',
        'у' | 'γ' => 'y',
        'х' | 'χ' => 'x',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'ԁ' => 'd',
        'һ' | 'հ' => 'h',
        'ո' => 'n',
        'ս' | 'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'ɡ' | 'ց' => 'g',
        'ӏ' | 'Ӏ' => 'l',
        'κ' => 'k',
        'т' | 'τ' => 't',
        'ԛ' => 'q',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'І' | 'Ι' => 'I',
        'Ѕ' => 'S',
        'Ј' => 'J',
        'Ν' => 'N',
        'Ζ' => 'Z',
        'Υ' | 'У' => 'Y',
        _ => return None,
    })
}

/// The longest run of invisible characters that no script or emoji needs, and how many stand inside Latin words.
pub fn zero_width(text: &str) -> (usize, usize, usize) {
    let (mut longest, mut inside, mut first, mut run) = (0, 0, 0, 0);
    let mut before = ' ';
    let mut seen = false;
    let mut letters = text.char_indices().peekable();
    while let Some((index, letter)) = letters.next() {
        if matches!(u32::from(letter), 0x200B..=0x200D | 0x2060..=0x2064 | 0xFEFF | 0x00AD | 0x180E)
            && index > 0
        {
            run += 1;
            if !seen {
                first = index;
                seen = true;
            }
            let after = letters.peek().map_or(' ', |next| next.1);
            if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() && letter != '\u{AD}' {
                inside += 1;
            }
        } else {
            longest = longest.max(run);
            run = 0;
            before = letter;
        }
    }
    (longest.max(run), inside, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_characters_are_read_and_flags_are_not() {
        let hidden: String = "run it"
            .chars()
            .filter_map(|letter| char::from_u32(u32::from(letter) + 0xE0000))
            .collect();
        assert_eq!(
            hidden_text(&format!("Hello{hidden} there")).unwrap(),
            (5, "run it".to_owned())
        );
        assert_eq!(
            hidden_text("\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"),
            None
        );
    }

    #[test]
    fn look_alikes_are_folded_only_inside_latin_words() {
        assert_eq!(folded("ignоre previоus"), "ignore previous");
        assert_eq!(folded("привет мир"), "привет мир");
        assert_eq!(folded("ig\u{200B}nore"), "ignore");
        assert_eq!(folded("ｃｕｒｌ"), "curl");
    }
}
