//! The scan policy of a run.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::error::{Advice, Code};
use crate::scan::Policy;

/// The policy of that file, or of ./scan-policy.toml, which is said, or the usual one. Only for a look at
/// folders and archives: whoever makes a package could bring a policy along.
pub fn read_here(path: Option<&Path>, app: &App) -> anyhow::Result<Policy> {
    let usual = Path::new("scan-policy.toml");
    if path.is_some() || !usual.is_file() {
        return read(path);
    }
    app.out
        .note("the policy of ./scan-policy.toml is in force")?;
    read(Some(usual))
}

/// The policy of that file, or the usual one.
pub fn read(path: Option<&Path>) -> anyhow::Result<Policy> {
    let Some(path) = path else {
        return Ok(Policy::default());
    };
    let explain = || {
        Advice::new(
            Code::ScanPolicy,
            format!("the scan policy {} cannot be used", path.display()),
        )
    };
    let text = fs::read_to_string(path).with_context(explain)?;
    let today = DateTime::<Utc>::from(SystemTime::now()).date_naive();
    Policy::parse(&text, today).with_context(explain)
}
