//! Whom an agent or a recipe belongs to.

use super::text_enum;

text_enum! {
    /// Whom an agent or a recipe belongs to.
    OwnerType {
        /// A workspace.
        Workspace = "workspace",
        /// The marketplace, from which workspaces install it.
        Marketplace = "marketplace",
    }
}
