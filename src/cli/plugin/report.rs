//! `automatos plugin report`

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::reference::Reference;
use super::scanned::Scanned;
use super::{html, policy, sarif};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::plugin_security_scan::{self, Recorded};
use crate::error::{Advice, Code};
use crate::ops::plugin::rescan;
use crate::ops::plugin::settings;
use crate::scan::{self, RULES_VERSION};

/// Show what the newest recorded scan of a stored plugin found
///
/// A page or a log is made from the stored bytes by the rules of this binary, without keeping that
/// scan: where those are newer than the recorded scan's, a remark says so.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plugin's slug, name or id, and a version of it
    #[arg(value_name = "NAME[@VERSION]")]
    plugin: Reference,

    #[command(flatten)]
    html: html::Args,

    #[command(flatten)]
    sarif: sarif::Args,
}

#[derive(Serialize)]
struct Reported {
    plugin: String,
    version: String,
    #[serde(flatten)]
    scan: Recorded,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let (plugin, version) = args.plugin.find(conn)?;
    let Some(scan) = plugin_security_scan::recorded(conn, &version.package_sha256)? else {
        let message = format!("`{}@{}` was never scanned", plugin.slug, version.version);
        return Err(Advice::new(Code::NameUnknown, message)
            .hint(format!("`automatos plugin scan {}` does that", plugin.slug))
            .into());
    };
    if !(args.html.is_unwanted() && args.sarif.is_unwanted()) {
        if scan.rules_version != RULES_VERSION {
            app.out.note(format!(
                "the recorded scan was made by the rules {}; the page shows what those of now, {RULES_VERSION}, find",
                scan.rules_version
            ))?;
        }
        let limits = settings::read(conn)?.limits;
        let package = rescan::stored(app.store()?.as_mut(), &plugin.slug, &version, &limits)?;
        let report = scan::scan(&package, &policy::read(None)?);
        html::write(&args.html, &package, &report, None)?;
        let path = format!("{}@{}", plugin.slug, version.version);
        sarif::write(&args.sarif, &[Scanned::of_report(path, report)])?;
    }
    app.out.show(&Reported {
        plugin: plugin.slug,
        version: version.version,
        scan,
    })?;
    Ok(Status::Done)
}

impl Render for Reported {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            plugin,
            version,
            scan,
        } = self;
        writeln!(
            out,
            "{plugin}@{version}: {} (risk {}), scanned {} by {} with the rules {}",
            scan.overall_verdict,
            scan.risk_score,
            scan.scanned_at.format("%Y-%m-%d %H:%M UTC"),
            scan.scanned_by,
            scan.rules_version
        )?;
        for finding in scan.static_findings.as_array().into_iter().flatten() {
            let text = |key: &str| finding.get(key).and_then(Value::as_str).unwrap_or_default();
            let place = finding.get("location");
            let file = place.and_then(|place| place.get("file")?.as_str());
            let line = place.and_then(|place| place.get("line")?.as_u64());
            writeln!(
                out,
                "  {} {}:{}: {} [{}]{}",
                text("severity"),
                file.unwrap_or_default(),
                line.unwrap_or_default(),
                text("title"),
                text("rule"),
                if finding.get("suppressed").is_some() {
                    ", suppressed"
                } else {
                    ""
                }
            )?;
        }
        if let Some(model) = &scan.llm_model_used {
            writeln!(out, "  judge {model}: {}", scan.llm_scan_status)?;
        }
        for line in scan.llm_summary.iter().flat_map(|text| text.lines()) {
            writeln!(out, "      {line}")?;
        }
        Ok(())
    }
}
