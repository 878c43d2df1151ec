//! What routes the requests of a workspace, and what changes its rules.

pub mod correct;
pub mod decide;
pub mod facts;
pub mod rule;

use crate::db::Commit;
use crate::db::workspace::Workspace;

/// In which workspace something is done, by whom and by which command.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    pub workspace: &'a Workspace,
    pub actor: &'a str,
    pub command: &'a str,
    pub commit: Commit,
}
