//! The flags that every command takes.

use std::path::PathBuf;

/// Global flags. All are optional: what is absent comes from the environment, a file or a default.
#[derive(Debug, Clone, Default, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Global options")]
pub struct Flags {
    /// The database, as a URL or as libpq keywords
    #[arg(long, global = true, value_name = "URL", hide_short_help = true)]
    pub database_url: Option<String>,

    /// The environment that the database must belong to
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub environment: Option<String>,

    /// Who is named in the audit trail
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub actor: Option<String>,

    /// How long a statement waits for a lock
    #[arg(long, global = true, value_name = "TIME", hide_short_help = true)]
    pub lock_timeout: Option<String>,

    /// How long one statement may take
    #[arg(long, global = true, value_name = "TIME", hide_short_help = true)]
    pub statement_timeout: Option<String>,

    /// How long to wait for another migrate, seed or maintain
    #[arg(long, global = true, value_name = "TIME", hide_short_help = true)]
    pub lock_wait: Option<String>,

    /// How long to wait for the server to come up
    #[arg(
        long,
        global = true,
        value_name = "TIME",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "60s",
        hide_short_help = true
    )]
    pub wait: Option<String>,

    /// How often a transaction is tried again
    #[arg(long, global = true, value_name = "N", hide_short_help = true)]
    pub retries: Option<String>,

    /// Where packages are kept: `postgres`, `file:///path` or `s3://bucket/prefix`
    #[arg(long, global = true, value_name = "URL", hide_short_help = true)]
    pub store: Option<String>,

    /// What the judge of plugins speaks: openai or anthropic
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub llm_protocol: Option<String>,

    /// The server of the judge of plugins
    #[arg(long, global = true, value_name = "URL", hide_short_help = true)]
    pub llm_url: Option<String>,

    /// The model that judges plugins
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub llm_model: Option<String>,

    /// The configuration file
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub config: Option<PathBuf>,

    /// The profile of the configuration file
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub profile: Option<String>,

    /// A file of NAME=value lines to add to the environment
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub env_file: Option<PathBuf>,

    /// Colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", hide_short_help = true)]
    pub color: Option<String>,

    /// The form of remarks on stderr: text or json
    #[arg(long, global = true, value_name = "FORM", hide_short_help = true)]
    pub log_format: Option<String>,
}

impl Flags {
    /// The value of the flag that sets `name`, for those settings that have one.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let value = match name {
            "database_url" => &self.database_url,
            "environment" => &self.environment,
            "actor" => &self.actor,
            "lock_timeout" => &self.lock_timeout,
            "statement_timeout" => &self.statement_timeout,
            "lock_wait" => &self.lock_wait,
            "wait" => &self.wait,
            "retries" => &self.retries,
            "store" => &self.store,
            "llm_protocol" => &self.llm_protocol,
            "llm_url" => &self.llm_url,
            "llm_model" => &self.llm_model,
            "color" => &self.color,
            "log_format" => &self.log_format,
            _ => &None,
        };
        value.as_deref()
    }
}
