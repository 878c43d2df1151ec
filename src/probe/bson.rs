//! As much of BSON as a sign-in to `MongoDB` needs: <https://bsonspec.org/spec.html>.

use zeroize::Zeroizing;

use super::bytes::Bytes;

/// Writes a document.
#[derive(Default)]
pub struct Writer(Zeroizing<Vec<u8>>);

impl Writer {
    /// Adds a number.
    pub fn number(mut self, name: &str, value: i32) -> Self {
        self.key(0x10, name);
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// Adds a text.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.key(0x02, name);
        self.length(value.len() + 1);
        self.0.extend_from_slice(value.as_bytes());
        self.0.push(0);
        self
    }

    /// Adds bytes.
    pub fn bytes(mut self, name: &str, value: &[u8]) -> Self {
        self.key(0x05, name);
        self.length(value.len());
        self.0.push(0);
        self.0.extend_from_slice(value);
        self
    }

    /// Adds yes or no.
    pub fn boolean(mut self, name: &str, value: bool) -> Self {
        self.key(0x08, name);
        self.0.push(u8::from(value));
        self
    }

    /// Adds a document in the document.
    pub fn document(mut self, name: &str, value: Self) -> Self {
        self.key(0x03, name);
        self.0.extend_from_slice(&value.finish());
        self
    }

    /// The document.
    pub fn finish(self) -> Zeroizing<Vec<u8>> {
        let mut whole = Self::default();
        whole.length(self.0.len() + 5);
        whole.0.extend_from_slice(&self.0);
        whole.0.push(0);
        whole.0
    }

    fn key(&mut self, kind: u8, name: &str) {
        self.0.push(kind);
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(0);
    }

    fn length(&mut self, length: usize) {
        // Passwords and nonces: never near the limit.
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_le_bytes());
    }
}

/// A value in a document; kinds that no sign-in has are `Other`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A number of any kind.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A document or a list, whose keys are numbers.
    Document(&'a [u8]),
    /// Yes or no.
    Boolean(bool),
    /// Something else.
    Other,
}

/// The members of a document; nothing where it is none.
pub fn members(document: &[u8]) -> Option<Vec<(&str, Value<'_>)>> {
    let mut bytes = Bytes(document);
    let length = usize::try_from(u32::from_le_bytes(bytes.array()?)).ok()?;
    let mut rest = Bytes(bytes.take(length.checked_sub(4)?)?);
    let mut found = Vec::new();
    loop {
        let kind = rest.byte()?;
        if kind == 0 {
            return rest.0.is_empty().then_some(found);
        }
        let name = str::from_utf8(rest.until_zero()?).ok()?;
        found.push((name, value(kind, &mut rest)?));
    }
}

/// The member of that name.
pub fn member<'a>(document: &'a [u8], name: &str) -> Option<Value<'a>> {
    let found = members(document)?;
    let found = found.into_iter().find(|(key, _)| *key == name);
    found.map(|(_, value)| value)
}

fn value<'a>(kind: u8, bytes: &mut Bytes<'a>) -> Option<Value<'a>> {
    Some(match kind {
        0x01 => Value::Number(f64::from_le_bytes(bytes.array()?)),
        0x02 => {
            let text = sized(bytes, 0)?.strip_suffix(&[0])?;
            Value::Text(str::from_utf8(text).ok()?)
        }
        0x03 | 0x04 => {
            let length = u32::from_le_bytes(*bytes.0.first_chunk()?);
            Value::Document(bytes.take(usize::try_from(length).ok()?)?)
        }
        0x05 => {
            let (_, content) = sized(bytes, 1)?.split_first()?;
            Value::Bytes(content)
        }
        0x08 => Value::Boolean(bytes.byte()? == 1),
        0x10 => Value::Number(f64::from(i32::from_le_bytes(bytes.array()?))),
        0x12 => {
            let number = i64::from_le_bytes(bytes.array()?);
            // The only ones read are conversation ids and codes, which are small.
            Value::Number(f64::from(i32::try_from(number).unwrap_or(i32::MAX)))
        }
        0x07 => skip(bytes, 12)?,
        0x09 | 0x11 => skip(bytes, 8)?,
        0x13 => skip(bytes, 16)?,
        0x06 | 0x0a | 0x7f | 0xff => Value::Other,
        0x0b => {
            bytes.until_zero()?;
            bytes.until_zero()?;
            Value::Other
        }
        _ => return None,
    })
}

/// Bytes behind their number, and as many more.
fn sized<'a>(bytes: &mut Bytes<'a>, more: usize) -> Option<&'a [u8]> {
    let length = usize::try_from(u32::from_le_bytes(bytes.array()?)).ok()?;
    bytes.take(length.checked_add(more)?)
}

fn skip<'a>(bytes: &mut Bytes<'a>, length: usize) -> Option<Value<'a>> {
    bytes.take(length)?;
    Some(Value::Other)
}
