//! Who changes something, and by which command.

use crate::db::Commit;

/// Who changes something, by which command, and whether it stays.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    pub actor: &'a str,
    pub command: &'a str,
    pub commit: Commit,
}
