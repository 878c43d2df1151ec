//! Whom an instruction points to: hosts, mail addresses, accounts.

use super::frames::Extra;
use crate::scan::finding::Setting;
use crate::scan::host::Class;
use crate::scan::scene::Piece;
use crate::scan::url;

/// How strong the extra condition makes a frame; nothing if it does not hold.
pub fn extra(extra: Extra, sentence: &str, piece: &Piece) -> Option<f32> {
    match extra {
        Extra::None => Some(1.0),
        Extra::ForeignAddress => foreign(sentence, piece),
        Extra::Destination => {
            foreign(sentence, piece).or_else(|| has_mail(sentence).then_some(1.0))
        }
        Extra::Account => has_account(sentence).then_some(1.0),
        Extra::Unseen => matches!(
            piece.setting,
            Setting::Comment | Setting::Metadata | Setting::Data
        )
        .then_some(1.0),
    }
}

#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
fn foreign(sentence: &str, piece: &Piece) -> Option<f32> {
    let mut at = 0;
    let mut best: Option<f32> = None;
    while let Some(found) = url::next_url(sentence, at) {
        at = found.end;
        let anybodys = [
            "raw.githubusercontent",
            "gist.github",
            "github.io",
            "cloudfront",
            "amazonaws",
            "appspot",
            "workers.dev",
            "vercel.app",
            "netlify.app",
        ]
        .iter()
        .any(|part| found.host.contains(part));
        let strength = match piece.class(&found.host) {
            Class::Local => None,
            Class::Good if anybodys => Some(0.45),
            Class::Good => None,
            Class::Placeholder => Some(0.6),
            Class::Unknown | Class::Shortener => Some(1.0),
            Class::RawAddress
            | Class::Collector
            | Class::Paste
            | Class::LookAlike
            | Class::Hostile => Some(1.6),
        };
        best = match (best, strength) {
            (Some(known), Some(new)) => Some(known.max(new)),
            (known, new) => known.or(new),
        };
    }
    best
}

fn has_mail(sentence: &str) -> bool {
    sentence.match_indices('@').any(|(index, _)| {
        let before = sentence
            .get(..index)
            .and_then(|text| text.chars().next_back())
            .is_some_and(|letter| letter.is_ascii_alphanumeric());
        let after = sentence.get(index + 1..).unwrap_or_default();
        let host: String = after
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'))
            .collect();
        before && host.trim_end_matches('.').contains('.')
    })
}

/// Whether a text holds an account of a currency or a bank.
pub fn has_account(sentence: &str) -> bool {
    sentence
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .any(|word| {
            let hex = word.len() == 42 && word.starts_with("0x");
            let coin = word.starts_with("bc1") && word.len() > 30;
            let base58 = (32..=44).contains(&word.len())
                && word.bytes().any(|byte| byte.is_ascii_digit())
                && word.bytes().any(|byte| byte.is_ascii_uppercase())
                && word.bytes().any(|byte| byte.is_ascii_lowercase());
            let bank = word.len() >= 18
                && word
                    .get(..2)
                    .is_some_and(|head| head.bytes().all(|byte| byte.is_ascii_uppercase()))
                && word
                    .get(2..)
                    .is_some_and(|tail| tail.bytes().all(|byte| byte.is_ascii_digit()));
            hex || coin || base58 || bank
        })
}
