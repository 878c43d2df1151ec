//! The first packet of a server.

use super::super::bytes::Bytes;

/// What a server says of itself.
pub struct Greeting {
    /// What it can do, as bits.
    pub capabilities: u32,
    /// What the password is to be mixed with.
    pub nonce: Vec<u8>,
    /// How users usually sign in.
    pub plugin: String,
}

impl Greeting {
    /// Reads it; nothing where it is none of version 10.
    pub fn of(packet: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(packet);
        if bytes.byte()? != 10 {
            return None;
        }
        bytes.until_zero()?;
        bytes.take(4)?;
        let mut nonce = bytes.take(8)?.to_vec();
        bytes.byte()?;
        let [a, b] = bytes.array()?;
        bytes.take(3)?;
        let [c, d] = bytes.array()?;
        let length = usize::from(bytes.byte()?);
        bytes.take(10)?;
        let rest = bytes.take(length.saturating_sub(8).max(13))?;
        nonce.extend_from_slice(rest.strip_suffix(&[0]).unwrap_or(rest));
        let name = bytes.until_zero().unwrap_or(bytes.0);
        Some(Self {
            capabilities: u32::from_le_bytes([a, b, c, d]),
            nonce,
            plugin: String::from_utf8_lossy(name).into_owned(),
        })
    }
}
