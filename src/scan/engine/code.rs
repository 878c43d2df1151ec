//! Code of any language, handed to whoever can read it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::scan::code::{self, Outcome, Source};
use crate::scan::language::Language;
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;

/// Code longer than this is read word by word instead of parsed.
pub const LONGEST: usize = 512 << 10;

/// What runs, decodes, plants or destroys: enough to parse for by itself.
static ACTS: &[&str] = &[
    "exec(",
    "eval(",
    "reversed(",
    "runin",
    "vm.script",
    "buffer.from(",
    "os.system",
    "popen",
    "map(chr",
    "chr(",
    "marshal",
    "pickle.loads",
    "__import__",
    "dup2",
    "runpy",
    "cdll",
    "new function",
    "[::-1]",
    "fromcharcode",
    "atob(",
    "rmtree",
    "rmsync",
    "rm(",
    "fernet",
    "createcipher",
    "pynput",
    "authorized_keys",
    "bashrc",
    "zshrc",
    "launchagents",
    ".claude/",
    ".claude\"",
    ".claude'",
    "bypasspermissions",
    "recv(",
    "os.remove(",
    "import('http",
    "import(\"http",
    "import('data:",
    "import(\"data:",
    "import(`data:",
    "compile(",
    "symlink(",
    "getasynckeystate",
    "keyboardlistener",
    "forwardingaddress",
    "autoforward",
    "gethostbyname",
    "dns.",
    "urlretrieve",
    "pty.",
    "\" + \"",
    "' + '",
    "'+'",
    "\"+\"",
    "net.connect",
    "execsync",
    "getattr(os",
    "getattr(__",
    "globals()",
    "importlib",
    "claude.md",
    "memory.md",
    "soul.md",
    "crontab",
    "base_url",
    "decompress",
    "fromhex",
    "unhexlify",
    "codecs.decode",
    ".locked\"",
    ".locked'",
    ".encrypted\"",
    ".encrypted'",
];
/// What is worth stealing.
static SOURCES: &[&str] = &[
    "environ",
    "getenv",
    "process.env",
    ".ssh",
    ".aws",
    "credential",
    ".env\"",
    ".env'",
    "keychain",
    "wallet",
    "login data",
    "cookies",
    "id_rsa",
    "getnode",
    "gethostname",
    "os.hostname",
    "clipboard",
    "pyperclip",
    "os.walk",
    "rglob",
    "glob.glob",
    "history",
    "imagegrab",
    "screenshot",
    "keyring",
    "b64decode",
    ".netrc",
    "solana",
    "/etc/passwd",
    ".npmrc",
    ".config/",
    "kube/config",
    "appdata",
    "application support",
    "exodus",
    "tdata",
];
/// What leaves the machine or comes from outside.
static NETWORKS: &[&str] = &[
    "requests",
    "urllib",
    "httpx",
    "aiohttp",
    "http.client",
    "socket",
    "smtplib",
    "ftplib",
    "fetch(",
    "axios",
    "http.",
    "https.",
    "curl",
    "wget",
    "xmlhttprequest",
    "sendbeacon",
    "websocket",
    "new image",
    ".src",
    "got(",
    "needle",
    "undici",
    "paramiko",
    "telegram",
    "webhook",
];
/// What starts other programs.
static SPAWNS: &[&str] = &["subprocess", "child_process", "spawn", "execfile"];
/// What makes starting them worth a look.
static SPAWNED: &[&str] = &[
    "curl",
    "wget",
    "base64",
    "socket",
    "/dev/",
    "http",
    "nc ",
    "rm -rf",
    "chmod",
    "sh\"",
    "sh'",
    "bash",
    "powershell",
    "osascript",
    "security ",
    "requests",
    "urllib",
];

static TRIGGERS: LazyLock<Option<(AhoCorasick, Vec<u8>)>> = LazyLock::new(|| {
    let lists = [ACTS, SOURCES, NETWORKS, SPAWNS, SPAWNED];
    let classes: Vec<u8> = (0_u8..)
        .zip(lists)
        .flat_map(|(class, list)| list.iter().map(move |_| 1 << class))
        .collect();
    let built = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(lists.iter().copied().flatten());
    built.ok().map(|automaton| (automaton, classes))
});

/// Whether a text has a combination of words that makes parsing it worth while.
pub fn is_worth_parsing(text: &str) -> bool {
    let Some((automaton, classes)) = TRIGGERS.as_ref() else {
        return true;
    };
    let mut seen = 0;
    for hit in automaton.find_overlapping_iter(text) {
        seen |= classes
            .get(hit.pattern().as_usize())
            .copied()
            .unwrap_or_default();
        let has = |class: u8| seen & 1 << class != 0;
        if has(0) || has(1) && has(2) || has(3) && has(4) {
            return true;
        }
    }
    false
}

/// Whether a text reads something worth stealing, for others of its package to send.
pub fn is_source(text: &str) -> bool {
    let Some((automaton, classes)) = TRIGGERS.as_ref() else {
        return true;
    };
    automaton
        .find_overlapping_iter(text)
        .any(|hit| classes.get(hit.pattern().as_usize()) == Some(&2))
}

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
