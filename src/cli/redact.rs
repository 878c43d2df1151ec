//! A URL with a password can stand where it should not, such as in place of a name. Whatever is
//! said about that must not repeat the password.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// `scheme://user:password@…` and `password=…`; the groups are what stays.
static PASSWORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(://[^\s:/@]*:)\S+(@)|(password=)[^\s&]+").expect("the pattern is well formed")
});

/// The text with stars for what looks like a password.
pub fn passwords(text: &str) -> String {
    match PASSWORD.replace_all(text, "${1}${3}********${2}") {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::passwords;

    #[test]
    fn the_password_of_a_url_is_left_out_and_other_text_stays() {
        let url = "no file postgres://me:hunter2@db:5432/app?sslmode=require found";
        let shown = "no file postgres://me:********@db:5432/app?sslmode=require found";
        assert_eq!(passwords(url), shown);
        assert_eq!(passwords("password=hunter2&x=1"), "password=********&x=1");
        assert_eq!(
            passwords("postgres://me:a@b:c@db"),
            "postgres://me:********@db"
        );
        for text in [
            "http://localhost:3000/a",
            "see https://example.com: me@home",
            "a: b",
        ] {
            assert_eq!(passwords(text), text);
        }
    }
}
