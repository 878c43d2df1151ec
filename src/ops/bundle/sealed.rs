//! Secrets that came from elsewhere, sealed with the keys of this database.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use diesel::PgConnection;
use zeroize::Zeroizing;

use super::secrets::opened_settings;
use crate::bundle::{self, Bundle};
use crate::db::seed_reference::{self, Ids};
use crate::db::{credential, credential_type, system_setting};
use crate::error::{Advice, Code};
use crate::model::Secret;
use crate::ops::credential::Deed;
use crate::ops::credential::create::{self, Wanted};
use crate::ops::setting::set;
use crate::transfer::{self, Hints, Identity};
use crate::vault::KeyRing;

/// Secrets that were read, to be sealed again.
#[derive(Default)]
pub struct Opened {
    settings: BTreeMap<String, Secret>,
    credentials: Vec<(String, Vec<transfer::Item>)>,
}

/// Reads the secrets of a bundle, if it has any. Without keys that is refused: nothing of it would be
/// missed until it is needed.
pub fn read(bundle: &Bundle, keys: &[Identity]) -> anyhow::Result<Opened> {
    let mut opened = Opened::default();
    if let Some(path) = bundle.file(bundle::SETTINGS) {
        let plain = decrypted(&path, keys)?;
        // Its own error could show a part of the text.
        let read: BTreeMap<String, String> =
            serde_json::from_slice(&plain).map_err(|_| damaged(&path))?;
        for (name, value) in read {
            let value = Secret::new(value).ok_or_else(|| damaged(&path))?;
            opened.settings.insert(name, value);
        }
    }
    for (name, path) in bundle.files(bundle::CREDENTIALS) {
        let plain = decrypted(&path, keys)?;
        let text = str::from_utf8(&plain).map_err(|_| damaged(&path))?;
        let named = path.display().to_string();
        let read = transfer::read(text, None, &Hints::default(), &named)?;
        let slug = name.strip_suffix(".age").unwrap_or(name);
        opened.credentials.push((slug.to_owned(), read.items));
    }
    Ok(opened)
}

fn decrypted(path: &Path, keys: &[Identity]) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    if keys.is_empty() {
        let message = format!("the export holds secrets, such as {}", path.display());
        return Err(Advice::new(Code::KeyMissing, message)
            .hint("add `--identity-file` with the secret key, or `--without-secrets`")
            .into());
    }
    let bytes = fs::read(path).with_context(|| {
        let message = format!("{} cannot be read", path.display());
        Advice::new(Code::FileRead, message)
    })?;
    transfer::decrypt(&bytes, keys, &path.display().to_string())
}

fn damaged(path: &Path) -> Advice {
    let message = format!("{} does not hold what it should", path.display());
    Advice::new(Code::BundleDamaged, message)
}

impl Opened {
    /// Whether there is nothing to seal.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty() && self.credentials.is_empty()
    }

    /// Seals them all. A setting that has its value, and a credential that is there, stay as they are.
    /// Answers how many settings and credentials were written, and how many credentials were there.
    pub fn seal(
        &self,
        conn: &mut PgConnection,
        ring: &KeyRing,
        (actor, deed): (&str, &Deed<'_>),
    ) -> anyhow::Result<(usize, usize, usize)> {
        let mut set = 0;
        let known = opened_settings(conn, ring)?;
        for (name, value) in &self.settings {
            if known
                .get(name)
                .is_some_and(|known| known.expose() == value.expose())
            {
                continue;
            }
            let (category, key) = name.split_once('.').unwrap_or((name, ""));
            let setting = system_setting::find(conn, category, key)?
                .into_iter()
                .next();
            let setting = setting
                .with_context(|| format!("the export has no setting `{name}` for its value"))?;
            set::within(conn, Some(ring), (actor, deed.command), (&setting, value))?;
            set += 1;
        }
        let slugs: Vec<&str> = self
            .credentials
            .iter()
            .map(|(slug, _)| slug.as_str())
            .collect();
        let ids = seed_reference::workspaces(conn, &slugs)?;
        let (mut made, mut kept) = (0, 0);
        for (slug, items) in &self.credentials {
            let new = store(conn, ring, (actor, deed), (&ids, slug, items))?;
            made += new;
            kept += items.len() - new;
        }
        Ok((set, made, kept))
    }
}

/// Stores the credentials of a workspace that are not there. Answers how many.
fn store(
    conn: &mut PgConnection,
    ring: &KeyRing,
    who: (&str, &Deed<'_>),
    (ids, slug, items): (&Ids, &str, &[transfer::Item]),
) -> anyhow::Result<usize> {
    let workspace_id = ids
        .get(slug)
        .copied()
        .with_context(|| format!("there is no workspace `{slug}` for its credentials"))?;
    let kinds: Vec<&str> = items.iter().map(|item| item.kind.as_str()).collect();
    let kinds: HashMap<String, _> = credential_type::of_names(conn, &kinds)?
        .into_iter()
        .map(|kind| (kind.name.clone(), kind))
        .collect();
    let known: HashSet<_> = credential::of_workspace(conn, workspace_id)?
        .into_iter()
        .collect();
    let mut wanted = Vec::new();
    for item in items {
        let environment = item
            .environment
            .with_context(|| format!("the credential `{}` has no environment", item.name))?;
        if known.contains(&(item.name.clone(), environment)) {
            continue;
        }
        let kind = kinds.get(&item.kind).with_context(|| {
            let message = format!("there is no type `{}` of credential", item.kind);
            Advice::new(Code::CredentialType, message)
        })?;
        wanted.push(Wanted {
            workspace_id,
            kind,
            name: item.name.clone(),
            environment,
            description: item.description.clone(),
            tags: item.tags.clone(),
            expires_at: item.expires_at,
            values: item.values.clone(),
        });
    }
    if wanted.is_empty() {
        return Ok(0);
    }
    Ok(create::within(conn, ring, who, &wanted)?.len())
}
