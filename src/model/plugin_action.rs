//! A step in the life of a plugin.

use super::text_enum;

text_enum! {
    /// A step in the life of a plugin.
    PluginAction {
        /// A version came.
        Upload = "upload",
        /// A version was scanned.
        Scan = "scan",
        /// A version was let in.
        Approve = "approve",
        /// A version was refused.
        Reject = "reject",
        /// The marketplace shows it again.
        Activate = "activate",
        /// The marketplace hides it.
        Deactivate = "deactivate",
        /// A workspace may use it.
        Enable = "enable",
        /// A workspace may not use it any more.
        Disable = "disable",
        /// It was removed.
        Delete = "delete",
    }
}
