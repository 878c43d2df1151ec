//! What a value may hold: the sources it came from and what was done to it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// A set of labels on a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Labels(u64);

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $words:literal;)*) => {
        impl Labels {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
        static WORDS: &[(Labels, &str)] = &[$((Labels::$name, $words)),*];
    };
}

labels! {
    /// The whole environment.
    ENVIRONMENT = 0, "the whole environment";
    /// One variable whose name says it is secret.
    KEY = 1, "a secret variable";
    /// Keys, cloud credentials, password files.
    SECRET_FILE = 2, "a credential file";
    /// Browser stores, keychains and wallets.
    VAULT = 3, "a browser store, keychain or wallet";
    /// A `.env` file.
    DOTENV = 4, "a .env file";
    /// The clipboard.
    CLIPBOARD = 5, "the clipboard";
    /// Shell history, conversations, the agent's memory.
    HISTORY = 6, "history or conversation";
    /// The name of the machine, its user or its addresses.
    MACHINE = 7, "machine details";
    /// Any other file.
    FILE = 8, "file content";
    /// Came over the network.
    NETWORK = 9, "a network response";
    /// Came out of a decoder.
    DECODED = 10, "decoded text";
    /// Went through an encoder.
    ENCODED = 11, "encoded text";
    /// Many files at once.
    TREE = 12, "a tree of files";
    /// Came over the network from a host that is well known.
    KNOWN_NETWORK = 13, "a response from a well-known host";
    /// Names a secret file, not yet read.
    SECRET_PATH = 14, "the path of a credential file";
    /// Names a browser store, keychain or wallet, not yet read.
    VAULT_PATH = 15, "the path of a browser store or wallet";
    /// Names a `.env` file, not yet read.
    DOTENV_PATH = 16, "the path of a .env file";
    /// Names history or memory, not yet read.
    HISTORY_PATH = 17, "the path of a history or memory file";
    /// More than one secret variable.
    KEYS = 18, "several secret variables";
    /// A network connection or socket.
    SOCKET = 19, "a socket";
    /// Names a temporary or hidden file.
    HIDDEN_PATH = 20, "a hidden or temporary path";
    /// Screen, camera, microphone or keystrokes.
    SURVEILLANCE = 21, "screen, keyboard, camera or microphone";
    /// Was read from a file named as temporary or hidden.
    HIDDEN_FILE = 22, "content of a hidden or temporary file";
    /// A secret variable in a header, where its provider expects it.
    HEADER_KEY = 23, "a secret variable in a header";
}

/// How many parameters of a function are followed.
pub const PARAMETERS: usize = 12;
const FIRST_PARAMETER: usize = 40;

impl Labels {
    /// No label.
    pub const NONE: Self = Self(0);
    /// Content whose leaving is a theft by itself.
    pub const STOLEN: Self = Self(Self::ENVIRONMENT.0 | Self::SECRET_FILE.0 | Self::VAULT.0);

    /// Either's labels.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These labels but the others.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any of the others is here.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The label of a function's parameter.
    pub fn parameter(index: usize) -> Self {
        if index < PARAMETERS {
            Self(1 << (FIRST_PARAMETER + index))
        } else {
            Self::NONE
        }
    }

    /// These without the labels of parameters.
    #[must_use]
    pub fn real(self) -> Self {
        Self(self.0 & ((1 << FIRST_PARAMETER) - 1))
    }

    /// Reading turns the path of something into its content.
    #[must_use]
    pub fn read(self) -> Self {
        let mut content = self.with(Self::FILE);
        let turns = [
            (Self::SECRET_PATH, Self::SECRET_FILE),
            (Self::VAULT_PATH, Self::VAULT),
            (Self::DOTENV_PATH, Self::DOTENV),
            (Self::HISTORY_PATH, Self::HISTORY),
            (Self::HIDDEN_PATH, Self::HIDDEN_FILE),
        ];
        for (path, inner) in turns {
            if self.any(path) {
                content = content.without(path).with(inner);
            }
        }
        content
    }

    /// The labels in words.
    pub fn words(self) -> String {
        let named: Vec<&str> = WORDS
            .iter()
            .filter(|(label, _)| self.any(*label))
            .map(|(_, words)| *words)
            .collect();
        named.join(", ")
    }
}

/// The label a path or a piece of one carries.
#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "these are names of calls, keys and lower-case paths"
)]
pub fn path(text: &str) -> Labels {
    if text.len() > 400 || text.len() < 4 {
        return Labels::NONE;
    }
    let Some(places) = PLACES.as_ref() else {
        return Labels::NONE;
    };
    let plausible = text
        .bytes()
        .any(|byte| matches!(byte, b'.' | b'/' | b'\\' | b' ' | b'_'));
    if !plausible {
        return Labels::NONE;
    }
    let lower = text.to_ascii_lowercase().replace('\\', "/");
    let mut labels = Labels::NONE;
    for hit in places.find_overlapping_iter(&lower) {
        let index = hit.pattern().as_usize();
        let label = if index < SECRETS.len() {
            Labels::SECRET_PATH
        } else if index < SECRETS.len() + VAULTS.len() {
            Labels::VAULT_PATH
        } else {
            Labels::HISTORY_PATH
        };
        labels = labels.with(label);
    }
    let public =
        lower.ends_with(".pub") || lower.contains("known_hosts") || lower.contains("publickey");
    if public {
        labels = labels.without(Labels::SECRET_PATH);
    }
    let name = lower
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_matches(['"', '\'', ' ']);
    if (name == ".env" || name.starts_with(".env.") || name == "*.env" || name == ".env*")
        && !name.contains("example")
        && !name.contains("sample")
        && !name.contains("template")
    {
        labels = labels.with(Labels::DOTENV_PATH);
    }
    if name == "id_rsa"
        || name == "id_ed25519"
        || name == "id_dsa"
        || name == "id_ecdsa"
        || lower == ".ssh"
        || lower.ends_with("/.ssh")
        || lower.ends_with("/.ssh/")
        || lower.ends_with("/.aws")
        || lower == ".aws"
        || lower.ends_with("/.gnupg")
    {
        labels = labels.with(Labels::SECRET_PATH);
    }
    let temporary = lower.starts_with("/tmp/.")
        || lower.starts_with("/var/tmp/.")
        || lower.starts_with("/dev/shm/");
    if temporary {
        labels = labels.with(Labels::HIDDEN_PATH);
    }
    labels
}

/// Every place of the three lists, in their order.
static PLACES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(SECRETS.iter().chain(VAULTS).chain(HISTORIES))
        .ok()
});

static SECRETS: &[&str] = &[
    ".ssh/id_",
    ".ssh/*",
    ".ssh/config",
    ".aws/credentials",
    ".aws/config",
    ".aws/*",
    ".config/gcloud",
    "application_default_credentials",
    ".azure/",
    ".kube/config",
    ".docker/config.json",
    ".npmrc",
    ".pypirc",
    ".netrc",
    ".git-credentials",
    ".gnupg/",
    ".pgpass",
    ".my.cnf",
    "/etc/shadow",
    "/etc/passwd",
    "/etc/sudoers",
    ".vault-token",
    ".terraform.d/credentials",
    ".config/gh/hosts",
    ".cargo/credentials",
    ".gem/credentials",
    ".claude/.credentials",
    ".codex/auth.json",
    ".config/hub",
    "service_account.json",
    "serviceaccount/token",
    ".boto",
    ".s3cfg",
    ".rclone.conf",
    "rclone/rclone.conf",
    "heroku/netrc",
    ".databrickscfg",
    ".snowflake/",
    ".kaggle/kaggle.json",
    "/proc/self/environ",
    "/proc/1/environ",
    ".openclaw/credentials",
    ".clawdbot/.env",
    ".openclaw/.env",
    ".openclaw/openclaw.json",
    ".clawdbot/clawdbot.json",
    "authorized_keys",
    "appdata/roaming/filezilla",
];
static VAULTS: &[&str] = &[
    "login data",
    "cookies.sqlite",
    "logins.json",
    "key4.db",
    "google/chrome/user data",
    "google/chrome/default",
    "chrome/default/",
    "google-chrome/default",
    "bravesoftware",
    ".mozilla/firefox",
    "firefox/profiles",
    "library/keychains",
    "login.keychain",
    "local extension settings",
    "nkbihfbeogaeaoehlefnkodbefgpgknn",
    "wallet.dat",
    ".electrum",
    "exodus/exodus.wallet",
    "exodus.wallet",
    ".bitcoin/",
    ".ethereum/keystore",
    "ethereum/keystore",
    "solana/id.json",
    "atomic/local storage",
    "telegram desktop/tdata",
    "discord/local storage",
    "1password",
    "bitwarden/data.json",
    "keepass",
    ".kdbx",
    "library/cookies",
    "web data",
    "microsoft/edge/user data",
    "ledger live",
    "metamask",
];
static HISTORIES: &[&str] = &[
    ".bash_history",
    ".zsh_history",
    ".python_history",
    ".psql_history",
    ".mysql_history",
    ".node_repl_history",
    ".claude/projects",
    ".claude/history",
    "chat.db",
    "conversation_history",
    "library/messages",
    ".openclaw/sessions",
    ".openclaw/workspace/memory",
    ".codex/history",
    ".cursor/chats",
    "consolehost_history",
];

/// Whether a variable's name says that it holds a secret.
pub fn is_secret_name(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let quiet = [
        "PUBLIC",
        "KEYBOARD",
        "KEY_ID",
        "TOKENS",
        "TOKENIZER",
        "MAX_TOKEN",
        "KEY_PREFIX",
        "KEYS_DIR",
        "_PATH",
        "_FILE",
        "_URL",
        "_DIR",
        "_NAME",
        "ANON_KEY",
        "PRIMARY_KEY",
        "TOKEN_COUNT",
        "TOKEN_LIMIT",
        "MONKEY",
        "KEYWORD",
        "SECRET_NAME",
    ];
    if upper.len() < 3 || (quiet.iter().any(|part| upper.contains(part)) && upper != "DATABASE_URL")
    {
        return false;
    }
    let parts = [
        "TOKEN",
        "SECRET",
        "PASSWORD",
        "PASSWD",
        "APIKEY",
        "API_KEY",
        "ACCESS_KEY",
        "PRIVATE_KEY",
        "CREDENTIAL",
        "_PASS",
        "_PAT",
        "AUTH_KEY",
        "_KEY",
        "DATABASE_URL",
        "MNEMONIC",
        "SEED_PHRASE",
        "SESSION_COOKIE",
    ];
    parts.iter().any(|part| upper.contains(part))
}

/// Whether a secret variable is the named host's own: `TAVILY_API_KEY` and `api.tavily.com`.
pub fn is_own_host(variable: &str, host: &str) -> bool {
    let host = host.to_ascii_lowercase().replace(['-', '_'], "");
    let generic = [
        "api",
        "key",
        "token",
        "secret",
        "access",
        "auth",
        "password",
        "private",
        "my",
        "the",
        "app",
        "client",
        "bearer",
        "bot",
        "user",
        "prod",
        "dev",
        "test",
        "database",
        "url",
        "pass",
        "account",
        "service",
        "session",
        "admin",
        "id",
        "jwt",
        "refresh",
        "webhook",
        "credential",
        "credentials",
        "personal",
        "secretkey",
        "apikey",
    ];
    let lower = variable.to_ascii_lowercase();
    let own = lower
        .split('_')
        .filter(|part| part.len() > 2 && !generic.contains(part))
        .any(|part| host.contains(part));
    let alias = [
        ("gh", "github"),
        ("hf", "huggingface"),
        ("aws", "amazonaws"),
        ("gcp", "google"),
        ("gemini", "google"),
        ("claude", "anthropic"),
        ("tg", "telegram"),
        ("cf", "cloudflare"),
        ("do", "digitalocean"),
    ];
    own || alias
        .iter()
        .any(|(short, long)| lower.split('_').any(|part| part == *short) && host.contains(long))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_names_tell_what_they_hold() {
        assert!(path("~/.ssh/id_rsa").any(Labels::SECRET_PATH));
        assert!(!path("~/.ssh/id_rsa.pub").any(Labels::SECRET_PATH));
        assert!(path("config/.env").any(Labels::DOTENV_PATH));
        assert!(path(".env.example").is_empty());
        assert!(is_secret_name("GITHUB_TOKEN") && !is_secret_name("MAX_TOKENS"));
        assert!(
            is_own_host("TAVILY_API_KEY", "api.tavily.com")
                && !is_own_host("GITHUB_TOKEN", "collector.net")
        );
        assert!(path("~/.aws/credentials").read().any(Labels::SECRET_FILE));
    }
}
