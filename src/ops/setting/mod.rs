//! What changes the settings of the platform.

pub mod set;
pub mod unset;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Value, json};

use crate::db::audit_event::{self, Change};
use crate::db::system_setting::{self, SystemSetting};
use crate::db::workspace::PLATFORM;
use crate::error::{Advice, Code};
use crate::model::{Secret, SettingRules};

/// The setting as it is in this transaction.
fn fresh(conn: &mut PgConnection, setting: &SystemSetting) -> anyhow::Result<SystemSetting> {
    let found = system_setting::find(conn, &setting.category, &setting.key)?;
    found.into_iter().next().ok_or_else(|| {
        let message = format!("the setting `{}` was removed meanwhile", setting.name);
        Advice::new(Code::NameUnknown, message).into()
    })
}

/// What a value of it must meet.
fn rules(setting: &SystemSetting) -> anyhow::Result<SettingRules> {
    serde_json::from_value(setting.validation_rules.clone())
        .with_context(|| format!("the rules of `{}` cannot be understood", setting.name))
}

/// Checks a value against those of other settings that its rules name. They are held to the end of the transaction,
/// so that two changes at once cannot each be right and wrong together.
fn check_beside(
    conn: &mut PgConnection,
    setting: &SystemSetting,
    rules: &SettingRules,
    value: &str,
) -> anyhow::Result<()> {
    for name in rules.others() {
        let other = name
            .split_once('.')
            .map(|(category, key)| system_setting::held(conn, category, key))
            .transpose()?
            .flatten();
        let Some(theirs) = other.as_ref().and_then(SystemSetting::effective) else {
            continue;
        };
        rules.check_beside(value, name, theirs).map_err(|reason| {
            Advice::new(Code::SettingInvalid, format!("`{}` {reason}", setting.name))
        })?;
    }
    Ok(())
}

/// The setting of a `category/key`, as seeds name them.
fn seeded(conn: &mut PgConnection, key: &str) -> anyhow::Result<Option<SystemSetting>> {
    let (category, name) = key.split_once('/').unwrap_or_default();
    Ok(system_setting::find(conn, category, name)?
        .into_iter()
        .next())
}

/// Adds to the trail that a seed gave the sensitive setting of that `category/key` a value.
pub fn record_seeded(conn: &mut PgConnection, actor: &str, key: &str) -> anyhow::Result<()> {
    match seeded(conn, key)? {
        Some(after) => record(conn, (actor, "seed", "set"), &after, &after),
        None => Ok(()),
    }
}

/// Checks what a seed has written of the setting of that `category/key`, or is about to seal in it: against its type
/// and rules, and beside other settings.
pub fn check_written(
    conn: &mut PgConnection,
    key: &str,
    sealed: Option<&Secret>,
) -> anyhow::Result<()> {
    let Some(setting) = seeded(conn, key)? else {
        return Ok(());
    };
    let shown = if setting.is_sensitive {
        None
    } else {
        setting
            .effective()
            .and_then(|value| Secret::new(value.to_owned()))
    };
    let rules = rules(&setting)?;
    let Some(value) = sealed.or(shown.as_ref()) else {
        return Ok(());
    };
    set::check(&setting, &rules, value)?;
    check_beside(conn, &setting, &rules, value.expose())
}

/// Writes the audit row. The rows it is given have sensitive values masked.
fn record(
    conn: &mut PgConnection,
    (actor, command, action): (&str, &str, &str),
    before: &SystemSetting,
    after: &SystemSetting,
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: PLATFORM,
        actor,
        command,
        object_type: "system_setting",
        object_id: &after.id.to_string(),
        object_name: &after.name,
        action,
        after: told(after),
    };
    audit_event::insert_explained(conn, &change, None, &told(before))?;
    Ok(())
}

fn told(setting: &SystemSetting) -> Value {
    json!({"value": setting.value})
}
