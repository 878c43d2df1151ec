//! Names, and the slug that a name makes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Slug;

const MOST_CHARACTERS: usize = 200;

/// Checks a name: something is there, and it fits a line.
pub fn checked(name: &str) -> Result<String, String> {
    let name = name.trim();
    if name.is_empty() {
        return Err("its name is empty".to_owned());
    }
    if name.chars().count() > MOST_CHARACTERS {
        return Err(format!(
            "its name is longer than {MOST_CHARACTERS} characters"
        ));
    }
    if name.contains(char::is_control) {
        return Err("its name holds a control character".to_owned());
    }
    Ok(name.to_owned())
}

/// The slug that a name makes: lower case, accents off, anything else in ASCII a hyphen. A letter that
/// is not ASCII then is refused rather than dropped, for it may be there to look like another name.
pub fn slug(name: &str) -> Result<Slug, String> {
    let plain = name
        .nfkd()
        .filter(|character| !is_combining_mark(*character));
    let mut slug = String::new();
    for character in plain {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !character.is_ascii() {
            return Err(format!("no slug can be made from its name `{name}`"));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    slug.parse()
        .map_err(|_| format!("no slug can be made from its name `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_makes_a_slug() {
        let cases = [
            ("code-review", "code-review"),
            ("Code Review", "code-review"),
            ("  PDF_tools (v2)  ", "pdf-tools-v2"),
            ("Résumé", "resume"),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name).unwrap().as_str(), expected);
        }
        for bad in ["", "---", "名前", "p\u{430}ypal", &"a".repeat(101)] {
            assert!(slug(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_fits_a_line() {
        assert_eq!(checked(" Tools ").unwrap(), "Tools");
        for bad in ["", " ", "a\nb", "a\u{1b}[2J", &"a".repeat(201)] {
            assert!(checked(bad).is_err(), "{bad}");
        }
    }
}
