//! A database is written into a folder: all rows as they are at one moment, then what is outside of that
//! moment, packages by their digests and secrets.

use std::collections::BTreeSet;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde::Serialize;

use super::{plugins, secrets};
use crate::bundle::{self, Folder, Manifest, Plugin};
use crate::db::{self, Commit, Session, clock, migrations, skill_extra, workspace};
use crate::error::{Advice, Code};
use crate::model::Digest;
use crate::ops::credential::Deed;
use crate::ops::seed::export as seeds;
use crate::seed::Kind;
use crate::store::PackageStore;
use crate::transfer::Recipient;
use crate::vault::KeyRing;

/// What is to be exported.
pub struct Job<'a> {
    /// The slugs of the workspaces; none: all.
    pub workspaces: Option<&'a [String]>,
    /// Who can read the secrets, and the keys they are sealed with here; without any they stay.
    pub secrets: Option<(&'a [Recipient], &'a KeyRing)>,
    pub command: &'a str,
}

/// What was exported.
#[derive(Debug, Serialize)]
pub struct Exported {
    pub exported_at: DateTime<Utc>,
    /// Rows by kind of seed.
    pub rows: Vec<Rows>,
    pub plugins: usize,
    pub packages: usize,
    pub credentials: usize,
    pub settings: usize,
    pub files: usize,
    pub bytes: u64,
    /// What is not in the folder, and why.
    pub left: Vec<String>,
}

/// How many rows of a kind.
#[derive(Debug, Serialize)]
pub struct Rows {
    pub kind: &'static str,
    pub count: usize,
}

/// What one moment of the database holds.
struct Moment {
    at: DateTime<Utc>,
    schema: String,
    /// The slugs of the workspaces that were written.
    workspaces: Vec<String>,
    rows: Vec<Rows>,
    plugins: Vec<Plugin>,
}

/// Writes it all. A folder in which an export was cut short is gone on with: packages that are there
/// are not fetched again.
pub fn run(
    session: &mut Session,
    store: &mut dyn PackageStore,
    mut folder: Folder,
    job: &Job<'_>,
) -> anyhow::Result<Exported> {
    let moment = db::snapshot(&mut session.conn, |conn| {
        rows(conn, &mut folder, job.workspaces)
    })?;
    let packages = packages(store, &mut folder, &moment.plugins)?;
    let mut left = Vec::new();
    let (mut credentials, mut settings) = (0, 0);
    if let Some((recipients, ring)) = job.secrets {
        let deed = Deed {
            command: job.command,
            commit: Commit::Keep,
        };
        let vault = secrets::Vault {
            ring,
            recipients,
            deed: &deed,
        };
        settings = vault.settings(session, &mut folder)?;
        for slug in &moment.workspaces {
            credentials += vault.credentials(session, &mut folder, slug)?;
        }
    }
    left.extend(secrets::left(
        &mut session.conn,
        &moment.workspaces,
        job.secrets.is_some(),
    )?);
    let manifest = Manifest {
        format: bundle::FORMAT,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: moment.schema,
        exported_at: moment.at,
        workspaces: job.workspaces.map(<[String]>::to_vec),
        left: left.clone(),
        files: Vec::new(),
    };
    let (files, bytes) = folder.finish(manifest)?;
    Ok(Exported {
        exported_at: moment.at,
        rows: moment.rows,
        plugins: moment.plugins.len(),
        packages,
        credentials,
        settings,
        files,
        bytes,
        left,
    })
}

/// Writes the rows of one moment.
fn rows(
    conn: &mut PgConnection,
    folder: &mut Folder,
    workspaces: Option<&[String]>,
) -> anyhow::Result<Moment> {
    let all = workspace::slugs(conn)?;
    if let Some(missing) =
        workspaces.and_then(|slugs| slugs.iter().find(|slug| !all.contains(slug)))
    {
        let message = format!("there is no workspace `{missing}`");
        return Err(Advice::new(Code::NameUnknown, message)
            .hint("see `automatos workspace list`")
            .into());
    }
    let mut rows = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let path = format!("{}/{kind}.yaml", bundle::SEEDS);
        let count = folder.write(&path, |out| seeds::kind(conn, kind, workspaces, out))?;
        rows.push(Rows {
            kind: kind.as_str(),
            count,
        });
    }
    folder.write(bundle::SKILLS, |out| {
        skill_extra::each(conn, workspaces, &mut |skill| {
            serde_json::to_writer(&mut *out, &skill)?;
            Ok(writeln!(out)?)
        })
        .context("the files and versions of skills cannot be exported")
    })?;
    let plugins = plugins::all(conn)?;
    folder.write(bundle::PLUGINS, |out| {
        for plugin in &plugins {
            serde_json::to_writer(&mut *out, plugin)?;
            writeln!(out)?;
        }
        Ok(())
    })?;
    let newest = migrations::applied(conn)?.pop();
    Ok(Moment {
        at: clock::transaction(conn)?,
        schema: newest.map(|applied| applied.version).unwrap_or_default(),
        workspaces: workspaces.map_or(all, <[String]>::to_vec),
        rows,
        plugins,
    })
}

/// Writes each package once, checked against its digest on the way. Answers how many there are.
fn packages(
    store: &mut dyn PackageStore,
    folder: &mut Folder,
    plugins: &[Plugin],
) -> anyhow::Result<usize> {
    let versions = plugins.iter().flat_map(|plugin| &plugin.versions);
    let digests: BTreeSet<&Digest> = versions.map(|version| &version.sha256).collect();
    for digest in &digests {
        db::interrupt::check()?;
        let path = bundle::package(digest.as_str());
        if !folder.keeps(&path, digest) {
            folder.write(&path, |out| {
                let found = store.read(digest, out)?;
                found.expect_whole(digest, store.location())?;
                Ok(())
            })?;
        }
    }
    Ok(digests.len())
}
