//! No form of a secret is left in what a server said.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use proptest::prelude::*;

use crate::model::Secret;
use crate::probe::scrub::Scrub;

fn scrubbed(secret: &str, text: &str) -> String {
    Scrub::of(&Secret::new(secret.to_owned())).text(text)
}

#[test]
fn secrets_become_stars_in_every_form() {
    let secret = "Zebra 7&Quokka";
    let encoded = STANDARD.encode("user:Zebra 7&Quokka");
    for text in [
        "Zebra 7&Quokka",
        "ZEBRA 7&quokka",
        "Zebra%207%26Quokka",
        "Zebr****kka",
        "5a6562726120372651756f6b6b61",
        &encoded,
    ] {
        let shown = scrubbed(secret, &format!("the key {text} is wrong"));
        let rest = shown.replace("********", "").to_lowercase();
        assert!(!rest.contains("zebr") && !rest.contains("uokk"), "{shown}");
        assert!(shown.starts_with("the key ********"), "{shown}");
        assert!(shown.ends_with(" is wrong"), "{shown}");
    }
    assert_eq!(scrubbed("hunter2", "nothing of it"), "nothing of it");
    assert_eq!(
        scrubbed("ab", "ab cab abc x"),
        "******** ******** ******** x"
    );
}

#[test]
fn a_line_is_short_and_shows_what_is_invisible() {
    let scrub = Scrub::of(&None);
    let line = scrub.line("why", Some("a\u{202e}b\r\nc\u{1b}[31m"));
    assert_eq!(line, "why: a\\u{202e}b\\u{d}\\u{a}c\\u{1b}[31m");
    let line = scrub.line("why", Some(&"x".repeat(10_000)));
    assert_eq!(line.chars().count(), "why: ".len() + 201);
}

proptest! {
    #[test]
    fn four_characters_of_a_secret_are_never_shown(
        secret in "[ -~]{8,40}", before in "[ -~]{0,9}", after in "[ -~]{0,9}", form in 0..4,
    ) {
        let text = match form {
            0 => format!("{before}{secret}{after}"),
            1 => STANDARD.encode(format!("{before}{secret}{after}")),
            2 => URL_SAFE.encode(format!("{before}{secret}{after}")),
            _ => format!("{before}{}", secret.to_uppercase()),
        };
        let shown = scrubbed(&secret, &text).to_lowercase();
        let secret: Vec<char> = secret.to_lowercase().chars().collect();
        for window in secret.windows(4) {
            let part: String = window.iter().collect();
            prop_assert!(part.contains('*') || !shown.contains(&part), "{part} in {shown}");
        }
        if form == 1 || form == 2 {
            prop_assert!(shown.contains("********"));
        }
    }
}
