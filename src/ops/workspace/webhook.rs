//! The key by which webhooks reach a workspace: shown once, its hash is kept.

use anyhow::Context;
use serde_json::json;

use super::{hold, record};
use crate::db::workspace::{self, Changes, Workspace};
use crate::db::{self, Exclusion, Session};
use crate::model::Digest;
use crate::ops::Deed;

/// Bytes of randomness in a key.
const BYTES: usize = 32;

/// Gives the workspace a new key; the one before works no more. Answers with the key, which is kept
/// nowhere: the database has its SHA-256.
pub fn rotate(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace: &Workspace,
) -> anyhow::Result<String> {
    let mut random = [0; BYTES];
    getrandom::fill(&mut random).context("the system gives no random bytes")?;
    let digits: Vec<String> = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let key = format!("whk_{}", digits.concat());
    let hash = Digest::of(key.as_bytes());
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let held = hold(conn, workspace)?;
        let changes = Changes {
            webhook_key_hash: Some(hash.to_string()),
            ..Changes::default()
        };
        workspace::update(conn, held.id, &changes)
            .with_context(|| format!("the key of `{}` cannot be changed", held.slug))?;
        let after = json!({"webhook_key": "rotated"});
        let told = (None, &json!({}), after);
        record(conn, deed, ("webhook rotate", &held), told)?;
        Ok(())
    })?;
    Ok(key)
}
