//! Who wrote a package: a name, or a name with an address.

use serde::Deserialize;

/// An author as manifests have them.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "expected an author: a name, or an object with a name"
)]
pub enum Author {
    /// Just a name.
    Name(String),
    /// A name and where to find them.
    Person {
        /// The name.
        name: String,
    },
}

impl Author {
    /// The name.
    pub fn name(self) -> String {
        match self {
            Self::Name(name) | Self::Person { name } => name,
        }
    }
}
