//! Which code is worth parsing: words that tell, found in a fraction of the time a parser takes.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// What runs, decodes, plants or destroys: enough to parse for by itself.
static ACTS: &[&str] = &[
    "exec(",
    "eval(",
    "runin",
    "vm.script",
    "buffer.from(",
    "os.system",
    "popen",
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
    "symlink(",
    "getasynckeystate",
    "keyboardlistener",
    "forwardingaddress",
    "autoforward",
    "gethostbyname",
    "dns.",
    "urlretrieve",
    "pty.",
    "net.connect",
    "execsync",
    "getattr(os",
    "getattr(__",
    "globals()",
    "importlib",
    "openai.base_url",
    "openai_base_url",
    "anthropic_base_url",
    "api_base",
    "claude.md",
    "memory.md",
    "soul.md",
    "crontab",
    "decompress",
    "fromhex",
    "unhexlify",
    "codecs.decode",
    ".locked\"",
    ".locked'",
    ".encrypted\"",
    ".encrypted'",
];
/// Acts that count only where a word begins: `norm(` is no `rm(`.
static WHOLE_ACTS: &[&str] = &["chr(", "compile(", "reversed(", "rm("];
/// What is worth stealing.
static SOURCES: &[&str] = &[
    "os.environ",
    "environ[",
    "environ.get",
    "import environ",
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
    "def on_press",
    "def on_key",
    "pyperclip",
    "os.walk",
    "rglob",
    "glob.glob",
    "_history",
    "/history",
    "history\"",
    "history'",
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
/// What texts are put together with.
static JOINTS: &[&str] = &["\" + \"", "' + '", "'+'", "\"+\""];
/// What takes a name as a text, which may have been put together to be hidden.
static NAMED: &[&str] = &["getattr(", "require(", "globalthis", "window[", "global["];
/// What starts other programs.
static SPAWNS: &[&str] = &["subprocess", "child_process", "spawn", "execfile"];
/// What makes starting them worth a look.
static SPAWNED_WORDS: &[&str] = &[
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
    let lists = [
        (ACT, ACTS),
        (WHOLE_ACT, WHOLE_ACTS),
        (SOURCE, SOURCES),
        (NETWORK, NETWORKS),
        (SPAWN, SPAWNS),
        (SPAWNED, SPAWNED_WORDS),
        (JOINT, JOINTS),
        (NAME, NAMED),
    ];
    let classes = lists
        .iter()
        .flat_map(|(class, list)| list.iter().map(|_| *class))
        .collect();
    let built = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(lists.iter().flat_map(|(_, list)| *list));
    built.ok().map(|automaton| (automaton, classes))
});

const ACT: u8 = 1;
const WHOLE_ACT: u8 = 1 << 1;
const SOURCE: u8 = 1 << 2;
const NETWORK: u8 = 1 << 3;
const SPAWN: u8 = 1 << 4;
const SPAWNED: u8 = 1 << 5;
const JOINT: u8 = 1 << 6;
const NAME: u8 = 1 << 7;

/// Classes of words that make parsing worth while where all of one row are there.
static WORTH_IT: &[u8] = &[
    ACT,
    WHOLE_ACT,
    SOURCE | NETWORK,
    SPAWN | SPAWNED,
    JOINT | NETWORK,
    JOINT | SPAWN,
    JOINT | NAME,
];

/// Whether a text has a combination of words that makes parsing it worth while.
pub fn is_worth_parsing(text: &str) -> bool {
    let Some((automaton, classes)) = TRIGGERS.as_ref() else {
        return true;
    };
    let mut seen = 0;
    for hit in automaton.find_overlapping_iter(text) {
        let class = classes.get(hit.pattern().as_usize());
        let class = class.copied().unwrap_or_default();
        let counts = class != WHOLE_ACT || begins_a_word(text, hit.start());
        if counts && seen & class == 0 {
            seen |= class;
            if WORTH_IT.iter().any(|all| seen & all == *all) {
                return true;
            }
        }
    }
    false
}

/// Whether a word begins at a byte: `re.compile(`, which compiles no code, is not `compile(`.
fn begins_a_word(text: &str, start: usize) -> bool {
    let before = text
        .get(..start)
        .and_then(|before| before.bytes().next_back());
    let joined = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !before.is_some_and(joined)
        && !text
            .get(..start)
            .is_some_and(|before| before.ends_with("re."))
}

/// Whether a text reads something worth stealing, for others of its package to send.
pub fn is_source(text: &str) -> bool {
    let Some((automaton, classes)) = TRIGGERS.as_ref() else {
        return true;
    };
    automaton
        .find_overlapping_iter(text)
        .any(|hit| classes.get(hit.pattern().as_usize()) == Some(&SOURCE))
}
