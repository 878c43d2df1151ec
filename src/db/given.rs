//! Fields of a file that may be absent, null, or a value.

use serde::{Deserialize, Deserializer};

/// A field that is there; one that is absent never comes here.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
