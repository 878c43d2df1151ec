//! What every kind of seed has in common: a Rust type, a key, and what only the whole item shows.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::kind::Kind;
use super::problem::Place;

/// One kind's item. A kind is one type that implements this, and one line in `kind`.
pub trait Record: DeserializeOwned + Serialize + JsonSchema {
    /// The fields by which people and the database know the row. All but the last are words, so
    /// that a slash between them is plain.
    const KEY: &'static [&'static str];

    /// Fields, at any depth, in whose text `${` begins no variable.
    const VERBATIM: &'static [&'static str] = &[];

    /// Fields that make sense only together: they are merged as one.
    const TOGETHER: &'static [&'static str] = &[];

    /// What the columns hold that nobody has set, as an object; null where a field is not named.
    fn defaults() -> Value;

    /// What the types of single fields cannot tell. May also bring a value into the form in which
    /// its column holds it.
    fn check(&mut self, _wrong: &mut Vec<Wrong>) {}

    /// The items of other kinds, or of this one, that this item names.
    fn references(&self) -> Vec<Reference> {
        Vec::new()
    }
}

/// Declares one record twice: as it is for everyone, and as a workspace has one of its own, with
/// fields in brackets that only the latter has.
macro_rules! shared_and_owned {
    ($(#[$meta:meta])* pub struct $shared:ident, $owned:ident $([$($more:tt)*])? { $($fields:tt)* }) => {
        $(#[$meta])*
        pub struct $shared { $($fields)* }

        $(#[$meta])*
        pub struct $owned {
            /// The slug of the workspace.
            pub workspace: crate::model::Slug,
            $($fields)*
            $($($more)*)?
        }
    };
}

pub(super) use shared_and_owned;

/// Something wrong at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Names of fields and positions in lists, outermost first.
    pub path: Vec<String>,
    pub message: String,
    pub hint: Option<String>,
    /// Its line holds a secret and is not shown.
    pub is_secret: bool,
}

impl Wrong {
    /// Something wrong at the field this path leads to.
    pub fn at<const DEPTH: usize>(path: [&str; DEPTH], message: impl Into<String>) -> Self {
        Self {
            path: path.map(ToOwned::to_owned).to_vec(),
            message: message.into(),
            hint: None,
            is_secret: false,
        }
    }

    /// Keeps the line to itself.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The naming of another item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The field that names it.
    pub field: &'static str,
    pub kind: Kind,
    pub key: String,
    /// Where it is named; [`Place::FILE`] where nobody has looked.
    pub place: Place,
}
