//! Secrets left in the package: known formats, checked for being alive rather than examples.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::scan::finding::Signal;
use crate::scan::rules;
use crate::scan::scene::Piece;

/// A known format: how it begins, how long its body is, and which letters the body has.
struct Format {
    head: &'static str,
    least: usize,
    name: &'static str,
}

static FORMATS: &[Format] = &[
    Format {
        head: "AKIA",
        least: 16,
        name: "AWS access key",
    },
    Format {
        head: "ghp_",
        least: 36,
        name: "GitHub token",
    },
    Format {
        head: "gho_",
        least: 36,
        name: "GitHub token",
    },
    Format {
        head: "github_pat_",
        least: 60,
        name: "GitHub token",
    },
    Format {
        head: "glpat-",
        least: 20,
        name: "GitLab token",
    },
    Format {
        head: "sk-ant-api",
        least: 60,
        name: "Anthropic key",
    },
    Format {
        head: "sk-proj-",
        least: 60,
        name: "OpenAI key",
    },
    Format {
        head: "xoxb-",
        least: 40,
        name: "Slack token",
    },
    Format {
        head: "xoxp-",
        least: 40,
        name: "Slack token",
    },
    Format {
        head: "sk_live_",
        least: 24,
        name: "Stripe key",
    },
    Format {
        head: "rk_live_",
        least: 24,
        name: "Stripe key",
    },
    Format {
        head: "AIza",
        least: 35,
        name: "Google key",
    },
    Format {
        head: "npm_",
        least: 36,
        name: "npm token",
    },
    Format {
        head: "hf_",
        least: 34,
        name: "Hugging Face token",
    },
    Format {
        head: "SG.",
        least: 60,
        name: "SendGrid key",
    },
    Format {
        head: "pypi-AgEIcHlwaS5vcmc",
        least: 50,
        name: "PyPI token",
    },
    Format {
        head: "-----BEGIN RSA PRIVATE KEY-----",
        least: 400,
        name: "private key",
    },
    Format {
        head: "-----BEGIN OPENSSH PRIVATE KEY-----",
        least: 300,
        name: "private key",
    },
    Format {
        head: "-----BEGIN PRIVATE KEY-----",
        least: 400,
        name: "private key",
    },
    Format {
        head: "-----BEGIN EC PRIVATE KEY-----",
        least: 150,
        name: "private key",
    },
];

/// No head begins another, so that the kind of match only decides how fast the search is.
static HEADS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(FORMATS.iter().map(|format| format.head))
        .ok()
});

/// Reports live-looking secrets of a text.
pub fn judge(text: &str, piece: &Piece, signals: &mut Vec<Signal>) {
    let Some(heads) = HEADS.as_ref() else { return };
    for hit in heads.find_iter(text).take(200) {
        let Some(format) = FORMATS.get(hit.pattern().as_usize()) else {
            continue;
        };
        let key = format.head.starts_with("-----");
        let body: String = text
            .get(hit.end()..)
            .unwrap_or_default()
            .chars()
            .take(if key { 2000 } else { 120 })
            .take_while(|letter| {
                letter.is_ascii_alphanumeric()
                    || matches!(letter, '_' | '-' | '.')
                    || (key && matches!(letter, '+' | '/' | '=' | '\n' | '\r'))
            })
            .collect();
        let before = hit
            .start()
            .checked_sub(1)
            .and_then(|index| text.as_bytes().get(index));
        if body.len() < format.least
            || before.is_some_and(u8::is_ascii_alphanumeric)
            || is_example(&body)
        {
            continue;
        }
        let masked = format!("{} {}…", format.name, format.head);
        signals.push(
            piece
                .signal(&rules::HARDCODED_SECRET, (hit.start(), hit.end()), &masked)
                .doubted(0.7, "it could be an example"),
        );
    }
}

fn is_example(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    let told = [
        "example",
        "xxxx",
        "your",
        "test",
        "fake",
        "dummy",
        "placeholder",
        "1234567",
        "abcdef",
        "redacted",
        "sample",
        "0000",
        "aaaa",
        "demo",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    told || letters.len() < 10
}
