//! What changes the settings of the platform.

pub mod set;
pub mod unset;

use diesel::PgConnection;
use serde_json::{Value, json};

use crate::db::audit_event::{self, Change};
use crate::db::system_setting::{self, SystemSetting};
use crate::db::workspace::PLATFORM;
use crate::error::{Advice, Code};

/// The setting as it is in this transaction.
fn fresh(conn: &mut PgConnection, setting: &SystemSetting) -> anyhow::Result<SystemSetting> {
    let found = system_setting::find(conn, &setting.category, &setting.key)?;
    found.into_iter().next().ok_or_else(|| {
        let message = format!("the setting `{}` was removed meanwhile", setting.name);
        Advice::new(Code::NameUnknown, message).into()
    })
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
