//! What a sealed value belongs to: it opens there and nowhere else.

use uuid::Uuid;

/// The place of a value.
#[derive(Debug, Clone, Copy)]
pub enum Binding<'a> {
    /// The fields of a credential.
    Credential {
        workspace: Uuid,
        credential: i64,
        kind: i64,
    },
    /// The value of a setting.
    Setting { category: &'a str, key: &'a str },
}

impl Binding<'_> {
    /// Adds it to the associated data of a value; the module's documentation says in which form.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Credential {
                workspace,
                credential,
                kind,
            } => {
                out.push(1);
                out.extend_from_slice(workspace.as_bytes());
                out.extend_from_slice(&credential.to_be_bytes());
                out.extend_from_slice(&kind.to_be_bytes());
            }
            Self::Setting { category, key } => {
                out.push(2);
                let length = u32::try_from(category.len()).unwrap_or(u32::MAX);
                out.extend_from_slice(&length.to_be_bytes());
                out.extend_from_slice(category.as_bytes());
                out.extend_from_slice(key.as_bytes());
            }
        }
    }
}
