//! The scan policy of a run.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use chrono::{DateTime, Utc};

use crate::error::{Advice, Code};
use crate::scan::Policy;

/// The policy of that file, of ./scan-policy.toml, or the usual one.
pub fn read(path: Option<&Path>) -> anyhow::Result<Policy> {
    let usual = Path::new("scan-policy.toml");
    let path = match path {
        Some(path) => path,
        None if usual.is_file() => usual,
        None => return Ok(Policy::default()),
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
