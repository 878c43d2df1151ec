//! What a member of a workspace may do.

use super::text_enum;

text_enum! {
    /// What a member of a workspace may do.
    MemberRole {
        /// Everything; at least one member has this role.
        Owner = "owner",
        /// Everything but giving the workspace away.
        Admin = "admin",
        /// Work on what the workspace owns.
        Editor = "editor",
        /// Look at it.
        Viewer = "viewer",
    }
}
