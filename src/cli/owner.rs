//! Whose something is: a workspace's, or everybody's.

use diesel::PgConnection;
use uuid::Uuid;

use super::workspace;
use crate::db::workspace::Workspace;
use crate::error::{Advice, Code};

/// Whose a thing of a catalog is to be, or from whom it is looked for.
#[derive(Debug, clap::Args)]
pub struct Owner {
    /// For this workspace alone; without it for all of them
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: Option<String>,
}

impl Owner {
    /// The workspace, where one was named.
    pub fn find(&self, conn: &mut PgConnection) -> anyhow::Result<Option<Workspace>> {
        match &self.workspace {
            Some(name) => Ok(Some(workspace::find(conn, name)?)),
            None => Ok(None),
        }
    }

    /// Its id.
    pub fn id(&self, conn: &mut PgConnection) -> anyhow::Result<Option<Uuid>> {
        Ok(self.find(conn)?.map(|workspace| workspace.id))
    }
}

/// From within a workspace only what is its own is changed.
pub fn check(
    noun: &str,
    name: &str,
    of: Option<Uuid>,
    workspace_id: Option<Uuid>,
) -> Result<(), Advice> {
    if workspace_id.is_none() || of == workspace_id {
        return Ok(());
    }
    let message = format!("the {noun} `{name}` is for all workspaces");
    Err(Advice::new(Code::NameUnknown, message)
        .hint("leave `--workspace` out to change it for all"))
}

/// The workspace that something is in.
#[derive(Debug, clap::Args)]
pub struct Tenant {
    /// The workspace it is in
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: String,
}

impl Tenant {
    /// The workspace.
    pub fn find(&self, conn: &mut PgConnection) -> anyhow::Result<Workspace> {
        workspace::find(conn, &self.workspace)
    }
}
