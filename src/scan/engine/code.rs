//! Code of any language, handed to whoever can read it.

use super::worth::is_worth_parsing;
use crate::scan::code::{self, Outcome, Source};
use crate::scan::language::Language;
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;

/// Code longer than this is read word by word instead of parsed.
pub const LONGEST: usize = 512 << 10;

/// Judges code on its own.
pub fn judge(text: &str, language: Language, piece: &Piece) -> Outcome {
    match language {
        Language::Python | Language::JavaScript | Language::TypeScript if text.len() <= LONGEST => {
            if is_worth_parsing(text) {
                code::judge(&[Source {
                    text,
                    language,
                    piece: piece.clone(),
                }])
            } else {
                Outcome::default()
            }
        }
        Language::Shell => {
            let judged = shell::judge(text, piece);
            Outcome {
                signals: judged.signals,
                facts: judged.facts,
                hosts: judged.hosts,
            }
        }
        Language::Python
        | Language::JavaScript
        | Language::TypeScript
        | Language::PowerShell
        | Language::Batch
        | Language::Ruby
        | Language::Go
        | Language::Php
        | Language::AppleScript
        | Language::OtherCode => super::wordwise::judge(text, language, piece),
        Language::Markdown
        | Language::Markup
        | Language::Json
        | Language::Yaml
        | Language::Toml
        | Language::Plain => Outcome::default(),
    }
}
