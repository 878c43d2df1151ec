//! What the settings say about packages and their approval: the category `plugin_scan`.

use anyhow::Context;
use diesel::PgConnection;

use crate::db::system_setting::{self, SystemSetting};
use crate::error::{Advice, Code};
use crate::package::Limits;

const CATEGORY: &str = "plugin_scan";

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How much a package may hold.
    pub limits: Limits,
    /// The lowest risk that needs a review, and the highest that may be reviewed.
    pub thresholds: (u32, u32),
    /// Whether the approver must be another than the uploader.
    pub four_eyes: bool,
    /// Whether nothing is safe without a judge's opinion.
    pub llm_required: bool,
}

/// Reads them; what is not there is as it ships.
pub fn read(conn: &mut PgConnection) -> anyhow::Result<Settings> {
    let rows = system_setting::of_category(conn, CATEGORY)?;
    let usual = Limits::default();
    let number = |key: &str, usual: u64| number(&rows, key, usual);
    let size = |key: &str, usual: usize| -> anyhow::Result<usize> {
        let wide = u64::try_from(usual).context("a limit is a number")?;
        usize::try_from(number(key, wide)?).context("a limit is too large for this machine")
    };
    let threshold = |key: &str, usual: u64| -> anyhow::Result<u32> {
        u32::try_from(number(key, usual)?).map_err(|_| invalid(key).into())
    };
    let thresholds = (
        threshold("review_threshold", 20)?,
        threshold("block_threshold", 70)?,
    );
    if thresholds.0 > thresholds.1 || thresholds.1 > 99 {
        return Err(invalid("block_threshold").into());
    }
    let switch = |key: &str| match value(&rows, key) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(invalid(key)),
    };
    Ok(Settings {
        limits: Limits {
            files: size("max_files", usual.files)?,
            file_bytes: number("max_file_bytes", usual.file_bytes)?,
            total_bytes: number("max_total_bytes", usual.total_bytes)?,
            ratio: number("max_ratio", usual.ratio)?,
            path_bytes: size("max_path_bytes", usual.path_bytes)?,
            depth: size("max_depth", usual.depth)?,
            nesting: size("max_nesting", usual.nesting)?,
            manifest_bytes: usual.manifest_bytes,
        },
        thresholds,
        four_eyes: switch("four_eyes")?,
        llm_required: switch("llm_required")?,
    })
}

fn value<'a>(rows: &'a [SystemSetting], key: &str) -> Option<&'a str> {
    rows.iter().find(|row| row.key == key)?.effective()
}

fn number(rows: &[SystemSetting], key: &str, usual: u64) -> anyhow::Result<u64> {
    match value(rows, key) {
        None => Ok(usual),
        Some(text) => text.trim().parse().map_err(|_| invalid(key).into()),
    }
}

fn invalid(key: &str) -> Advice {
    Advice::new(
        Code::ConfigValue,
        format!("the setting {CATEGORY}.{key} makes no sense"),
    )
    .hint(format!("see `automatos setting get {CATEGORY}.{key}`"))
}
