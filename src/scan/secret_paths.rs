//! Paths that hold secrets.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::labels::Labels;

/// The label a path or a piece of one carries.
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
    if is_public(&lower) {
        labels = labels.without(Labels::SECRET_PATH);
    }
    let name = lower
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_matches(['"', '\'', ' ']);
    if is_dotenv(name) {
        labels = labels.with(Labels::DOTENV_PATH);
    }
    if matches!(name, "id_rsa" | "id_ed25519" | "id_dsa" | "id_ecdsa") || is_vault_folder(&lower) {
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

#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the path is in lower case"
)]
fn is_public(lower: &str) -> bool {
    lower.ends_with(".pub") || lower.contains("known_hosts") || lower.contains("publickey")
}

/// Whether an address asks a cloud's metadata service for credentials.
pub fn is_metadata_credential(address: &str) -> bool {
    (address.contains("169.254.169.254") || address.contains("metadata.google.internal"))
        && ["credentials", "/token", "user-data", "identity/oauth2"]
            .iter()
            .any(|part| address.contains(part))
        && !address.contains("/latest/api/token")
}

fn is_dotenv(name: &str) -> bool {
    (name == ".env" || name.starts_with(".env.") || name == "*.env" || name == ".env*")
        && !name.contains("example")
        && !name.contains("sample")
        && !name.contains("template")
}

fn is_vault_folder(lower: &str) -> bool {
    matches!(lower, ".ssh" | ".aws")
        || ["/.ssh", "/.ssh/", "/.aws", "/.gnupg"]
            .iter()
            .any(|folder| lower.ends_with(folder))
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
    "application support/exodus",
    "roaming/exodus",
    "exodus.wallet",
    "trezor suite",
    "monero/wallets",
    "bitcoin/wallets",
    "coinomi/wallets",
    "electrum/wallets",
    "bfnaelmomeimhlpmgjnjophhpkkoljpa",
    "slack/cookies",
    "slack/local storage",
    ".bitcoin/",
    ".ethereum/keystore",
    "ethereum/keystore",
    "solana/id.json",
    ".config/solana",
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
