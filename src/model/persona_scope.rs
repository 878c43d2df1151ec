//! Who may use a persona.

use super::text_enum;

text_enum! {
    /// Who may use a persona.
    PersonaScope {
        /// Every workspace.
        Global = "global",
        /// The workspace that owns it.
        Workspace = "workspace",
    }
}
