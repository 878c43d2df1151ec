//! The master keys there are: one seals, all of them open.

use super::key::{KeyId, MasterKey};

/// One key that seals, and older ones, whose values stay readable.
#[derive(Clone)]
pub struct KeyRing {
    active: MasterKey,
    older: Vec<MasterKey>,
}

impl KeyRing {
    /// The first seals. A key that is there twice counts once.
    pub fn new(active: MasterKey, others: impl IntoIterator<Item = MasterKey>) -> Self {
        let mut older: Vec<MasterKey> = Vec::new();
        for key in others {
            let is_known = |known: &MasterKey| known.id() == key.id();
            if !is_known(&active) && !older.iter().any(is_known) {
                older.push(key);
            }
        }
        Self { active, older }
    }

    /// The key that seals.
    pub const fn active(&self) -> &MasterKey {
        &self.active
    }

    /// The key of that id.
    pub fn find(&self, id: KeyId) -> Option<&MasterKey> {
        self.keys().find(|key| key.id() == id)
    }

    /// All of them, the active one first.
    pub fn keys(&self) -> impl Iterator<Item = &MasterKey> {
        std::iter::once(&self.active).chain(&self.older)
    }

    /// The ids of all of them, the active one first.
    pub fn ids(&self) -> Vec<String> {
        self.keys().map(|key| key.id().to_string()).collect()
    }

    /// Whether a key of that id is in it.
    pub fn has(&self, id: &str) -> bool {
        self.keys().any(|key| key.id().to_string() == id)
    }

    /// The ring in which that key seals, and those that were there still open.
    #[must_use]
    pub fn with_active(&self, key: MasterKey) -> Self {
        Self::new(key, self.keys().cloned())
    }
}
