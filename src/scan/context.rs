//! What files are about: whether they deal with security, so that what they quote is not held against them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::role;

static SUBJECT: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "pentest",
            "penetration test",
            "red team",
            "red-team",
            "redteam",
            "exploit",
            "ctf",
            "vulnerabilit",
            "security audit",
            "security-audit",
            "security review",
            "security-review",
            "security scan",
            "security test",
            "security assess",
            "malware",
            "reverse engineer",
            "reverse-engineer",
            "forensic",
            "threat",
            "owasp",
            "ethical hack",
            "offensive",
            "adversarial",
            "jailbreak",
            "prompt injection",
            "prompt-injection",
            "yara",
            "semgrep",
            "codeql",
            "bug bounty",
            "fuzzing",
            "sast",
            "guardrail",
            "appsec",
            "infosec",
            "cybersecurity",
            "incident response",
            "hardening",
            "privilege escalation",
            "attack",
            "active directory",
            "metasploit",
            "burp",
            "nmap",
            "osint",
            "threat model",
            "supply chain security",
            "secret scanning",
            "secrets detection",
            "waf",
            "xss",
            "sql injection",
            "devsecops",
            "phishing",
            "poison",
            "social engineering",
        ])
        .ok()
});

static TALK: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "attack",
            "exploit",
            "payload",
            "vulnerab",
            "malicious",
            "injection",
            "reverse shell",
            "cve-",
            "owasp",
            "threat",
            "privilege escalation",
            "pentest",
            "penetration",
            "malware",
            "adversar",
            "jailbreak",
            "phish",
            "poison",
            "lateral movement",
            "mitre",
            "ioc",
            "enumerat",
            "red team",
            "detection rule",
            "sanitiz",
            "untrusted",
        ])
        .ok()
});

/// Whether a title or description says that something deals with security.
pub fn is_security(text: &str) -> bool {
    SUBJECT.as_ref().is_some_and(|words| words.is_match(text))
}

/// Whether a text talks about attacks throughout: at least eight times and once in eight hundred bytes, or, in a
/// short one, four times and once in three hundred.
pub fn talks_of_attacks(text: &str) -> bool {
    let Some(words) = TALK.as_ref() else {
        return false;
    };
    let count = words.find_iter(text).take(2000).count();
    count >= 8 && count * 800 >= text.len().min(1_600_000)
        || count >= 4 && count * 300 >= text.len()
}

/// Whether a file is named as one that holds samples.
pub fn is_sample(path: &str) -> bool {
    let name = role::file_name(path).to_ascii_lowercase();
    [
        "example",
        "sample",
        "fixture",
        "corpus",
        "dataset",
        "payload",
        "poison",
        "attack",
        "jailbreak",
        "injection",
        "cases",
        "malicious",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// What a document says it is about: its head's description and its first heading.
pub fn subject(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().take(60) {
        let line = line.trim();
        let said = line.starts_with("description:")
            || line.starts_with("name:")
            || line.starts_with("# ")
            || line.starts_with("\"description\"")
            || line.starts_with("\"name\"")
            || line.starts_with("title:");
        if said {
            out.push_str(line.get(..line.len().min(600)).unwrap_or_default());
            out.push('\n');
        }
        if line.starts_with("# ") {
            break;
        }
    }
    out
}

/// The folder a path stands in.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a file tells what its whole folder is about.
pub fn is_head(path: &str) -> bool {
    let name = role::file_name(path).to_ascii_lowercase();
    name == "skill.md"
        || path == ".claude-plugin/plugin.json"
        || path.ends_with("/.claude-plugin/plugin.json")
        || path == "README.md"
}
