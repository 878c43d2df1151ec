//! Who changes something, by which command, and what the audit trail says of it.

use diesel::{PgConnection, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::db::Commit;
use crate::db::audit_event::{self, Change};
use crate::db::workspace::PLATFORM;

/// Who changes something, and by which command.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    pub actor: &'a str,
    pub command: &'a str,
    pub commit: Commit,
}

/// What is changed.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// Whose it is; none: for all.
    pub workspace_id: Option<Uuid>,
    pub kind: &'a str,
    pub id: &'a str,
    pub name: &'a str,
}

impl Deed<'_> {
    /// Writes the audit row, with the fields as they were and as they are.
    pub fn record(
        &self,
        conn: &mut PgConnection,
        object: &Object<'_>,
        (action, reason): (&str, Option<&str>),
        (before, after): (Value, Value),
    ) -> QueryResult<()> {
        let change = Change {
            workspace_id: object.workspace_id.unwrap_or(PLATFORM),
            actor: self.actor,
            command: self.command,
            object_type: object.kind,
            object_id: object.id,
            object_name: object.name,
            action,
            after,
        };
        audit_event::insert_explained(conn, &change, reason, &before)
    }
}
