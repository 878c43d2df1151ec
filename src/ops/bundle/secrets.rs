//! Secrets on their way out: opened here, and encrypted for those who are to have them.

use std::collections::BTreeMap;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::bundle::{self, Folder};
use crate::db::audit_event::{self, Change};
use crate::db::credential_test::{self, Due};
use crate::db::seed_reference::{self};
use crate::db::setting_seal;
use crate::db::workspace::PLATFORM;
use crate::db::{self, Exclusion, Session, credential};
use crate::error::{Advice, Code};
use crate::model::Secret;
use crate::ops::credential::{Deed, check_ring, export};
use crate::transfer::{self, Recipient};
use crate::vault::{Binding, KeyRing};

/// Opens what is sealed here, and encrypts it for others.
pub struct Vault<'a> {
    pub ring: &'a KeyRing,
    pub recipients: &'a [Recipient],
    pub deed: &'a Deed<'a>,
}

impl Vault<'_> {
    /// Writes the sensitive settings, and into the audit trail that they left. Answers how many.
    pub fn settings(&self, session: &mut Session, folder: &mut Folder) -> anyhow::Result<usize> {
        let actor = session.actor.clone();
        let opened = db::write(session, self.deed.commit, Exclusion::None, |conn| {
            let opened = opened_settings(conn, self.ring)?;
            if opened.is_empty() {
                return Ok(opened);
            }
            let names: Vec<&String> = opened.keys().collect();
            let change = Change {
                workspace_id: PLATFORM,
                actor: &actor,
                command: self.deed.command,
                object_type: "system_setting",
                object_id: "",
                object_name: "",
                action: "export",
                after: json!({"names": names, "recipients": self.names()}),
            };
            audit_event::insert(conn, &change)?;
            Ok(opened)
        })?;
        if !opened.is_empty() {
            let map: BTreeMap<&str, &str> = opened
                .iter()
                .map(|(name, value)| (name.as_str(), value.expose()))
                .collect();
            let plain = Zeroizing::new(serde_json::to_vec(&map)?);
            self.encrypt(folder, bundle::SETTINGS, &plain)?;
        }
        Ok(opened.len())
    }

    /// Writes the active credentials of a workspace; the log has it. Answers how many.
    pub fn credentials(
        &self,
        session: &mut Session,
        folder: &mut Folder,
        slug: &str,
    ) -> anyhow::Result<usize> {
        let ids = seed_reference::workspaces(&mut session.conn, &[slug])?;
        let Some(workspace_id) = ids.get(slug).copied() else {
            return Ok(0);
        };
        let due = Due {
            workspace_id: Some(workspace_id),
            ..Due::default()
        };
        let found = credential_test::due(&mut session.conn, &due)?;
        if found.is_empty() {
            return Ok(0);
        }
        let items = export::run(session, self.ring, self.deed, &found, &self.names())?;
        let plain = Zeroizing::new(transfer::write(&items)?);
        let path = format!("{}/{slug}.age", bundle::CREDENTIALS);
        self.encrypt(folder, &path, &plain)?;
        Ok(items.len())
    }

    fn names(&self) -> Vec<String> {
        self.recipients.iter().map(ToString::to_string).collect()
    }

    fn encrypt(&self, folder: &mut Folder, path: &str, plain: &[u8]) -> anyhow::Result<()> {
        let bytes = transfer::encrypt(plain, self.recipients, false)?;
        folder.write(path, |out| Ok(out.write_all(&bytes)?))
    }
}

/// The sensitive settings by name.
pub fn opened_settings(
    conn: &mut PgConnection,
    ring: &KeyRing,
) -> anyhow::Result<BTreeMap<String, Secret>> {
    let sealed = setting_seal::sealed(conn)?;
    if !sealed.is_empty() {
        check_ring(conn, ring)?;
    }
    let mut opened = BTreeMap::new();
    for row in &sealed {
        let place = Binding::Setting {
            category: &row.category,
            key: &row.key,
        };
        let name = format!("{}.{}", row.category, row.key);
        let plain = ring.open(&place, &row.value).map_err(|failure| {
            let message = format!("the setting `{name}` cannot be opened: {failure}");
            Advice::new(Code::KeyWrong, message).hint("see `automatos key verify`")
        })?;
        let text = String::from_utf8(plain.to_vec())
            .map_err(|_| Advice::new(Code::CredentialDamaged, "a setting is no text"))?;
        opened.insert(
            name,
            Secret::new(text).context("a sealed setting is empty")?,
        );
    }
    Ok(opened)
}

/// What secrets are not exported, and why.
pub fn left(
    conn: &mut PgConnection,
    workspaces: &[String],
    with_secrets: bool,
) -> anyhow::Result<Vec<String>> {
    let slugs: Vec<&str> = workspaces.iter().map(String::as_str).collect();
    let ids: Vec<Uuid> = seed_reference::workspaces(conn, &slugs)?
        .into_values()
        .collect();
    let (active, inactive) = credential::count(conn, &ids)?;
    let settings = setting_seal::sealed(conn)?.len();
    let mut left = Vec::new();
    if !with_secrets && active > 0 {
        left.push(format!("{active} credentials: no `--public-key` was given"));
    }
    if inactive > 0 {
        left.push(format!("{inactive} inactive credentials"));
    }
    if !with_secrets && settings > 0 {
        left.push(format!(
            "{settings} sensitive settings: no `--public-key` was given"
        ));
    }
    Ok(left)
}
