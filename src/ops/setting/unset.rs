//! A setting goes back to its default.

use anyhow::Context;

use super::set::refused;
use super::{check_beside, fresh, record, rules};
use crate::db::setting_seal::{self, Changes};
use crate::db::system_setting::SystemSetting;
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::credential::Deed;

/// Takes its value away; answers what it is then. Refused where it must have one and has no default.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    setting: &SystemSetting,
) -> anyhow::Result<SystemSetting> {
    let actor = session.actor.clone();
    let done = db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = fresh(conn, setting)?;
        if before.value.is_none() {
            return Ok(before);
        }
        if before.is_required && before.default_value.is_none() {
            let message = format!("`{}` must have a value and has no default", before.name);
            return Err(Advice::new(Code::SettingRequired, message)
                .hint("give it another with `automatos setting set`")
                .into());
        }
        if let Some(default) = &before.default_value {
            check_beside(conn, &before, &rules(&before)?, default)?;
        }
        let changes = Changes {
            value: None,
            key_id: None,
        };
        setting_seal::update(conn, before.id, &changes)
            .with_context(|| format!("the setting `{}` cannot be unset", before.name))?;
        let after = fresh(conn, &before)?;
        record(conn, (&actor, deed.command, "unset"), &before, &after)?;
        Ok(after)
    });
    if let Err(error) = &done {
        refused(session, deed, setting, error);
    }
    done
}
