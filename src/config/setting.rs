//! The settings there are: names, where each may come from, and what it is for.

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its key in `automatos.toml`; with dashes and two of them in front, its flag.
    pub name: &'static str,
    /// Environment variables that set it, the first one wins.
    pub variables: &'static [&'static str],
    /// What it is when nothing says otherwise.
    pub default: Option<&'static str>,
    /// Whether its value must never be shown. A secret can also come from the file that
    /// `<VARIABLE>_FILE` names.
    pub secret: bool,
    /// What it is for, in one line.
    pub help: &'static str,
}

/// Every setting, in the order of `config show`.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "database_url",
        variables: &["AUTOMATOS_DATABASE_URL", "DATABASE_URL"],
        default: None,
        secret: true,
        help: "the database, as a URL or as libpq keywords; without it PG* variables, then the embedded one",
    },
    Setting {
        name: "direct_database_url",
        variables: &["AUTOMATOS_DIRECT_DATABASE_URL"],
        default: None,
        secret: true,
        help: "the same database past its pooler, for `init` and `migrate`; not used where the database itself is named more directly, as by a flag",
    },
    Setting {
        name: "environment",
        variables: &["AUTOMATOS_ENVIRONMENT"],
        default: None,
        secret: false,
        help: "the environment that the database must belong to; `init` stores it",
    },
    Setting {
        name: "actor",
        variables: &["AUTOMATOS_ACTOR"],
        default: None,
        secret: false,
        help: "who is named in the audit trail (default: user@host)",
    },
    Setting {
        name: "lock_timeout",
        variables: &["AUTOMATOS_LOCK_TIMEOUT"],
        default: Some("5s"),
        secret: false,
        help: "how long a statement waits for a row or table lock",
    },
    Setting {
        name: "statement_timeout",
        variables: &["AUTOMATOS_STATEMENT_TIMEOUT"],
        default: Some("60s"),
        secret: false,
        help: "how long one statement may take; 0 is without bound",
    },
    Setting {
        name: "lock_wait",
        variables: &["AUTOMATOS_LOCK_WAIT"],
        default: Some("60s"),
        secret: false,
        help: "how long to wait for another migrate, seed or maintain; 0 fails at once",
    },
    Setting {
        name: "wait",
        variables: &["AUTOMATOS_WAIT"],
        default: Some("0s"),
        secret: false,
        help: "how long to wait for the server to come up",
    },
    Setting {
        name: "retries",
        variables: &["AUTOMATOS_RETRIES"],
        default: Some("3"),
        secret: false,
        help: "how often a transaction is tried again after a lock timeout or a deadlock",
    },
    Setting {
        name: "store",
        variables: &["AUTOMATOS_STORE"],
        default: Some("postgres"),
        secret: false,
        help: "where packages are kept: postgres, file:///path or s3://bucket/prefix",
    },
    Setting {
        name: "s3_endpoint",
        variables: &[
            "AUTOMATOS_S3_ENDPOINT",
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL",
        ],
        default: None,
        secret: false,
        help: "the server of an s3:// store, as a URL (default: Amazon's in the region)",
    },
    Setting {
        name: "s3_region",
        variables: &["AUTOMATOS_S3_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"],
        default: Some("us-east-1"),
        secret: false,
        help: "the region of an s3:// store",
    },
    Setting {
        name: "s3_style",
        variables: &["AUTOMATOS_S3_STYLE"],
        default: Some("auto"),
        secret: false,
        help: "where the bucket's name stands: path, host, or auto (path where s3_endpoint is set)",
    },
    Setting {
        name: "s3_access_key",
        variables: &["AUTOMATOS_S3_ACCESS_KEY", "AWS_ACCESS_KEY_ID"],
        default: None,
        secret: true,
        help: "the access key of an s3:// store",
    },
    Setting {
        name: "s3_secret_key",
        variables: &["AUTOMATOS_S3_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"],
        default: None,
        secret: true,
        help: "the secret that goes with the access key",
    },
    Setting {
        name: "s3_session_token",
        variables: &["AUTOMATOS_S3_SESSION_TOKEN", "AWS_SESSION_TOKEN"],
        default: None,
        secret: true,
        help: "the token that goes with a temporary access key",
    },
    Setting {
        name: "master_key",
        variables: &["AUTOMATOS_MASTER_KEY"],
        default: None,
        secret: true,
        help: "the master keys of credentials, the active one first (default: the key file that `init` or `key generate` made)",
    },
    Setting {
        name: "llm_protocol",
        variables: &["AUTOMATOS_LLM_PROTOCOL"],
        default: Some("openai"),
        secret: false,
        help: "what the judge of `plugin scan --llm` speaks: openai or anthropic",
    },
    Setting {
        name: "llm_url",
        variables: &["AUTOMATOS_LLM_URL"],
        default: None,
        secret: false,
        help: "the judge's server, as a URL (default: the protocol's own)",
    },
    Setting {
        name: "llm_model",
        variables: &["AUTOMATOS_LLM_MODEL"],
        default: None,
        secret: false,
        help: "the judge's model",
    },
    Setting {
        name: "llm_api_key",
        variables: &["AUTOMATOS_LLM_API_KEY"],
        default: None,
        secret: true,
        help: "the key that the judge's server wants, if it wants one",
    },
    Setting {
        name: "llm_timeout",
        variables: &["AUTOMATOS_LLM_TIMEOUT"],
        default: Some("2m"),
        secret: false,
        help: "how long the judge may take for one answer",
    },
    Setting {
        name: "llm_required",
        variables: &["AUTOMATOS_LLM_REQUIRED"],
        default: Some("no"),
        secret: false,
        help: "yes: without a judge's opinion no plugin is better than review required",
    },
    Setting {
        name: "home",
        variables: &["AUTOMATOS_HOME"],
        default: None,
        secret: false,
        help: "where the embedded PostgreSQL keeps its data",
    },
    Setting {
        name: "pg_bin",
        variables: &["AUTOMATOS_PG_BIN"],
        default: None,
        secret: false,
        help: "the folder of the PostgreSQL programs",
    },
    Setting {
        name: "color",
        variables: &["AUTOMATOS_COLOR"],
        default: Some("auto"),
        secret: false,
        help: "auto, always or never; NO_COLOR and TERM=dumb turn it off too",
    },
    Setting {
        name: "log_format",
        variables: &["AUTOMATOS_LOG_FORMAT"],
        default: Some("text"),
        secret: false,
        help: "text or json: the form of remarks on stderr",
    },
];

/// Variables that are read but set nothing of their own, for `help environment`.
pub const OTHER_VARIABLES: &[(&str, &str)] = &[
    ("AUTOMATOS_CONFIG", "the configuration file"),
    ("AUTOMATOS_PROFILE", "the profile of the configuration file"),
    ("AUTOMATOS_OUTPUT", "table, json, yaml, csv or ndjson"),
    (
        "PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGSSLMODE, …",
        "read by libpq when no URL is set, and for what a URL leaves out",
    ),
    ("CI", "any value: never prompt"),
    ("NO_COLOR", "any value: no colour"),
    (
        "AUTOMATOS_ALLOW_AI_AGENT",
        "any value: an AI agent may run destructive commands too, because a person said so",
    ),
    (
        "XDG_CACHE_HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_RUNTIME_DIR, HOME",
        "where files are",
    ),
];
