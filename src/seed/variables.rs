//! `${VAR}` and `${VAR:-default}` in short values. `$${` is a literal `${`.

use std::borrow::Cow;
use std::fmt;

/// Where the values of variables come from: the environment, in the end.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Why a text could not be completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undefined {
    /// There is no such variable, and no default.
    Variable(String),
    /// What stands between the braces is no variable.
    Name(String),
    /// The closing brace is missing.
    Open,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "the variable `{name}` is not defined"),
            Self::Name(name) => write!(f, "`${{{name}}}` names no variable"),
            Self::Open => f.write_str("`${` is not closed by `}`"),
        }
    }
}

impl Undefined {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Variable(name) => {
                format!("set {name} in the environment, or write ${{{name}:-default}}")
            }
            Self::Name(_) | Self::Open => {
                "write ${NAME} or ${NAME:-default}, and $${ for a literal ${".to_owned()
            }
        }
    }
}

/// Replaces every variable. As in a shell, `:-` also stands in for a variable that is empty.
pub fn replace<'t>(text: &'t str, variables: Variables<'_>) -> Result<Cow<'t, str>, Undefined> {
    if !text.contains("${") {
        return Ok(Cow::Borrowed(text));
    }
    let mut done = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let (before, from) = rest.split_at(at);
        let inside = from.strip_prefix("${").unwrap_or(from);
        if let Some(literal) = before.strip_suffix('$') {
            done.push_str(literal);
            done.push_str("${");
            rest = inside;
            continue;
        }
        let (inside, after) = inside.split_once('}').ok_or(Undefined::Open)?;
        done.push_str(before);
        done.push_str(&value(inside, variables)?);
        rest = after;
    }
    done.push_str(rest);
    Ok(Cow::Owned(done))
}

fn value(inside: &str, variables: Variables<'_>) -> Result<String, Undefined> {
    let (name, default) = match inside.split_once(":-") {
        Some((name, default)) => (name, Some(default)),
        None => (inside, None),
    };
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty()
        || name.starts_with(|c: char| c.is_ascii_digit())
        || !name.chars().all(letter)
    {
        return Err(Undefined::Name(inside.to_owned()));
    }
    match (variables(name), default) {
        (Some(value), Some(default)) if value.is_empty() => Ok(default.to_owned()),
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.to_owned()),
        (None, None) => Err(Undefined::Variable(name.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Result<String, Undefined> {
        let variables = |name: &str| match name {
            "HOST" => Some("db.example".to_owned()),
            "EMPTY" => Some(String::new()),
            _ => None,
        };
        replace(text, &variables).map(Cow::into_owned)
    }

    #[test]
    fn variables_are_replaced_and_defaults_stand_in() {
        assert_eq!(given("plain $HOST"), Ok("plain $HOST".to_owned()));
        assert_eq!(
            given("a ${HOST}:${PORT:-5432}!"),
            Ok("a db.example:5432!".to_owned())
        );
        assert_eq!(given("${EMPTY:-x}${HOST:-y}"), Ok("xdb.example".to_owned()));
        assert_eq!(given("${NONE:-}${EMPTY}"), Ok(String::new()));
    }

    #[test]
    fn a_doubled_dollar_is_a_literal() {
        assert_eq!(
            given("$${HOST} ${HOST}"),
            Ok("${HOST} db.example".to_owned())
        );
    }

    #[test]
    fn what_is_undefined_is_an_error() {
        assert_eq!(
            given("${NONE}"),
            Err(Undefined::Variable("NONE".to_owned()))
        );
        assert_eq!(given("${a b}"), Err(Undefined::Name("a b".to_owned())));
        assert_eq!(given("${HOST"), Err(Undefined::Open));
    }
}
