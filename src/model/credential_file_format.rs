//! The forms of files that credentials are read from.

/// How a file that credentials are read from is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum CredentialFileFormat {
    /// Lines of NAME=VALUE
    Env,
    /// A document of `credential export`, or a list of credentials in the same form
    Json,
    /// What `n8n export:credentials --decrypted` writes
    N8n,
}
