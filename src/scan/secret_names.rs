//! Names of variables that hold secrets, and the hosts these are meant for.

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
