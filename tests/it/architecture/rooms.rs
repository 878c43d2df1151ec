//! The rooms of `src`, what each may name, and what is said in one of them only.

/// What each room of `src` may name; itself is understood.
pub const MAY_NAME: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("model", &[]),
    ("config", &["error", "model"]),
    ("bundle", &["error", "model"]),
    ("context", &["model"]),
    ("git", &["error", "model"]),
    ("llm", &["error", "model", "package", "retry", "scan"]),
    ("local", &["error", "model"]),
    ("package", &["error", "model"]),
    ("retry", &[]),
    ("route", &["model"]),
    ("probe", &["error", "model", "package"]),
    ("scan", &["error", "model", "package"]),
    ("seed", &["error", "model", "workflow"]),
    ("store", &["error", "model"]),
    ("tool", &["error", "model", "retry"]),
    ("workflow", &["error", "model"]),
    ("transfer", &["error", "model"]),
    ("vault", &["error", "model"]),
    ("db", &["error", "model"]),
    (
        "ops",
        &[
            "bundle", "context", "db", "error", "git", "llm", "model", "package", "probe", "route",
            "scan", "seed", "store", "tool", "transfer", "vault", "workflow",
        ],
    ),
    (
        "cli",
        &[
            "bundle", "config", "context", "db", "error", "git", "llm", "local", "model", "ops",
            "package", "probe", "route", "scan", "seed", "store", "tool", "transfer", "vault",
            "workflow",
        ],
    ),
];

/// Words of code that belong to one place only.
pub const HOME: &[(&str, &[&str])] = &[
    // The other schemas are those of seed files, for editors, of recipes and of tools.
    (
        "schema::",
        &[
            "src/db",
            "src/seed",
            "src/cli/seed",
            "src/workflow",
            "src/cli/credential/kind",
            "src/tool/tests.rs",
            "src/model/credential_form/tests.rs",
        ],
    ),
    ("diesel::insert_into", &["src/db"]),
    ("diesel::update", &["src/db"]),
    ("diesel::delete", &["src/db"]),
    ("sql_query(", &["src/db"]),
    ("PgConnection::establish", &["src/db/connect.rs"]),
    ("\"BEGIN", &["src/db/transaction.rs"]),
    ("\"COMMIT", &["src/db/commit.rs", "src/db/transaction.rs"]),
    ("\"ROLLBACK", &["src/db/transaction.rs"]),
    (".transaction(", &[]),
    ("pq_sys", &["src/db/libpq.rs"]),
    ("rusty_s3", &["src/store/s3"]),
    // The lint denies it everywhere; the scanner has the word in what it says and looks for.
    ("unsafe", &["src/db/libpq.rs", "src/scan"]),
    ("pg_try_advisory", &["src/db/lock.rs"]),
    // One that blocks is never taken.
    ("pg_advisory_lock", &[]),
    ("pg_advisory_xact", &[]),
    ("pg_advisory_unlock", &["src/db/lock.rs"]),
    ("Command::new(\"git\")", &["src/git/program.rs"]),
    ("croner", &["src/workflow/schedule.rs"]),
    ("comfy_table", &["src/cli"]),
    ("clap", &["src/cli", "src/config", "src/model"]),
    // The tests of `probe` read the types that are shipped.
    (
        "serde_yaml",
        &[
            "src/seed",
            "src/package",
            "src/probe/tests",
            "src/cli/output",
            "src/cli/credential",
        ],
    ),
    ("aes_gcm", &["src/vault/cipher.rs"]),
    ("hkdf", &["src/vault/key.rs"]),
    ("rpassword", &["src/cli/credential"]),
    ("toml::", &["src/config/file.rs", "src/scan/policy.rs"]),
    (
        "dotenvy",
        &["src/config/environment.rs", "src/transfer/env"],
    ),
    // The scanner has it in a list of words that plugins use.
    ("env::var", &["src/config", "src/db/build.rs", "src/scan"]),
    ("env::args", &["src/cli/mod.rs"]),
    ("io::stdin", &["src/cli", "src/seed/source.rs"]),
    ("println!", &["src/db/build.rs"]),
    ("eprint", &[]),
    ("print!(", &[]),
    ("process::exit", &["src/db/interrupt.rs"]),
];
