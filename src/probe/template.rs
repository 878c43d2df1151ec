//! `{name}` in the texts of a test endpoint stands for the value of that field.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::failure::Failure;
use super::values::Values;

/// A text with its values in it.
pub type Filled = Zeroizing<String>;

/// A field of the template is empty.
#[derive(Debug, PartialEq, Eq)]
pub struct Empty(pub String);

impl From<Empty> for Failure {
    fn from(Empty(name): Empty) -> Self {
        Self::new(format!("the field {name} is empty, and the test needs it"))
    }
}

/// The text with the values as they are.
pub fn fill(text: &str, values: &Values) -> Result<Filled, Empty> {
    filled(text, values, |_, value| Zeroizing::new(value.to_owned()))
}

/// The parameter of a connection; nothing where it is absent or its field is empty.
pub fn parameter(text: Option<&String>, values: &Values) -> Option<Filled> {
    text.and_then(|text| fill(text, values).ok())
}

/// The URL: values are percent-encoded, but for one that begins it.
pub fn fill_url(text: &str, values: &Values) -> Result<Filled, Failure> {
    let url = filled(text, values, |at, value| {
        if at == 0 {
            Zeroizing::new(value.to_owned())
        } else {
            percent_encoded(value)
        }
    })?;
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if !is_web {
        return Err(Failure::new(
            "the address is neither an https:// nor an http:// one",
        ));
    }
    Ok(url)
}

fn filled(
    text: &str,
    values: &Values,
    shape: impl Fn(usize, &str) -> Filled,
) -> Result<Filled, Empty> {
    let mut out = Zeroizing::new(String::with_capacity(text.len() + 256));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let name = after.split_once('}').filter(|(name, _)| is_name(name));
        let Some((name, tail)) = name else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = values.get(name).ok_or_else(|| Empty(name.to_owned()))?;
        let at = out.len();
        out.push_str(&shape(at, value));
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

fn is_name(text: &str) -> bool {
    let known =
        |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
    !text.is_empty() && text.bytes().all(known)
}

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// With everything but the unreserved characters as `%` and two digits.
pub fn percent_encoded(text: &str) -> Filled {
    Zeroizing::new(utf8_percent_encode(text, RESERVED).to_string())
}
