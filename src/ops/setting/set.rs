//! A setting gets a value, checked against its type and rules; a sensitive one is sealed.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::json;

use super::{check_beside, fresh, record, rules};
use crate::db::audit_event::{self, Change};
use crate::db::setting_seal::{self, Changes};
use crate::db::system_setting::SystemSetting;
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{Secret, SettingRules};
use crate::ops::credential::{Deed, check_ring, reason};
use crate::vault::{Binding, KeyRing};

/// Sets it; answers what it is then. The ring is needed for a sensitive setting only.
pub fn run(
    session: &mut Session,
    ring: Option<&KeyRing>,
    deed: &Deed<'_>,
    setting: &SystemSetting,
    value: &Secret,
) -> anyhow::Result<SystemSetting> {
    let actor = session.actor.clone();
    let done = db::write(session, deed.commit, Exclusion::None, |conn| {
        within(conn, ring, (&actor, deed.command), (setting, value))
    });
    if let Err(error) = &done {
        refused(session, deed, setting, error);
    }
    done
}

/// The same in a transaction that has begun; what is refused is recorded by nobody.
pub fn within(
    conn: &mut PgConnection,
    ring: Option<&KeyRing>,
    (actor, command): (&str, &str),
    (setting, value): (&SystemSetting, &Secret),
) -> anyhow::Result<SystemSetting> {
    let before = fresh(conn, setting)?;
    let rules = rules(&before)?;
    check(&before, &rules, value)?;
    check_beside(conn, &before, &rules, value.expose())?;
    let changes = changes(conn, ring, &before, value)?;
    if !before.is_sensitive && before.value == changes.value {
        return Ok(before);
    }
    setting_seal::update(conn, before.id, &changes)
        .with_context(|| format!("the setting `{}` cannot be set", before.name))?;
    let after = fresh(conn, &before)?;
    record(conn, (actor, command, "set"), &before, &after)?;
    Ok(after)
}

pub fn check(setting: &SystemSetting, rules: &SettingRules, value: &Secret) -> anyhow::Result<()> {
    rules
        .check(setting.value_type, value.expose())
        .map_err(|reason| {
            let reason = if setting.is_sensitive {
                // What was given is not said again.
                value.struck_from(&reason)
            } else {
                reason
            };
            Advice::new(Code::SettingInvalid, format!("`{}` {reason}", setting.name)).into()
        })
}

fn changes(
    conn: &mut PgConnection,
    ring: Option<&KeyRing>,
    setting: &SystemSetting,
    value: &Secret,
) -> anyhow::Result<Changes> {
    if !setting.is_sensitive {
        return Ok(Changes {
            value: Some(value.expose().to_owned()),
            key_id: None,
        });
    }
    let ring = ring.context("a sensitive setting was given without a master key")?;
    check_ring(conn, ring)?;
    let place = Binding::Setting {
        category: &setting.category,
        key: &setting.key,
    };
    Ok(Changes {
        value: Some(ring.seal(&place, value.expose().as_bytes())?),
        key_id: Some(ring.active().id().to_string()),
    })
}

/// Records an attempt that was refused, in a transaction of its own; of a dry run nothing.
pub fn refused(
    session: &mut Session,
    deed: &Deed<'_>,
    setting: &SystemSetting,
    error: &anyhow::Error,
) {
    if deed.commit == Commit::Keep
        && let Err(second) = record_refusal(session, deed, setting, error)
    {
        (session.remark)(&format!("{second:#}"));
    }
}

fn record_refusal(
    session: &mut Session,
    deed: &Deed<'_>,
    setting: &SystemSetting,
    error: &anyhow::Error,
) -> anyhow::Result<()> {
    let actor = session.actor.clone();
    let reason = if setting.is_sensitive {
        error.downcast_ref::<Advice>().map_or_else(
            || Code::Failed.as_str().to_owned(),
            |advice| advice.code.as_str().to_owned(),
        )
    } else {
        reason(error)
    };
    db::write(session, Commit::Keep, Exclusion::None, |conn| {
        let change = Change {
            workspace_id: PLATFORM,
            actor: &actor,
            command: deed.command,
            object_type: "system_setting",
            object_id: &setting.id.to_string(),
            object_name: &setting.name,
            action: "refused",
            after: json!({"error": reason}),
        };
        audit_event::insert(conn, &change)?;
        Ok(())
    })
    .context("the refused attempt could not be recorded either")
}
