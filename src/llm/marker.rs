//! What a plugin cannot know: the word that marks where its text begins and ends.

/// A word of one question, never used again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker(String);

impl Marker {
    /// Of these bytes, which must be random where it matters.
    pub fn of(bytes: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }

    /// A random one. Fails where the machine has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)
            .map_err(|cause| anyhow::anyhow!("the machine gives no random bytes: {cause}"))?;
        Ok(Self::of(bytes))
    }

    /// Its 32 letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
