//! `.env` files: variables that everybody calls the same become fields of credentials.

mod known;

use std::collections::BTreeMap;
use std::str::FromStr;

use zeroize::Zeroizing;

use super::address;
use super::{Hints, Item, Left, Read, unreadable};
use crate::error::Advice;
use crate::model::{CredentialValues, FieldValue, Secret};

/// Which field of which type a variable is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    variable: String,
    kind: String,
    field: String,
}

impl FromStr for Mapped {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('=').and_then(|(variable, place)| {
            let (kind, field) = place.split_once('.')?;
            Some([variable, kind, field])
        });
        match parts {
            Some([variable, kind, field]) if ![variable, kind, field].contains(&"") => Ok(Self {
                variable: variable.to_owned(),
                kind: kind.to_owned(),
                field: field.to_owned(),
            }),
            Some(_) | None => Err("its form is VARIABLE=TYPE.FIELD"),
        }
    }
}

/// The text with every `$` as a letter like others: a secret may hold one, and what a variable of that name holds
/// on this machine is no part of it.
fn literal(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len() + 64));
    let mut quote = None;
    let (mut escaped, mut remark, mut before) = (false, false, '\n');
    for letter in text.chars() {
        remark = letter != '\n'
            && (remark || quote.is_none() && letter == '#' && before.is_whitespace());
        if !remark && !escaped {
            match (quote, letter) {
                (None, '\'' | '"') => quote = Some(letter),
                (Some(open), _) if open == letter => quote = None,
                (None | Some('"'), '$') => plain.push('\\'),
                _ => {}
            }
        }
        plain.push(letter);
        escaped = !remark && !escaped && letter == '\\' && quote != Some('\'');
        before = letter;
    }
    plain
}

/// The variables with their values; of one that is set twice the last holds, as in a shell.
fn lines(text: &str, name: &str) -> Result<Vec<(String, String)>, Advice> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let literal = literal(text);
    for (at, line) in dotenvy::from_read_iter(literal.as_bytes()).enumerate() {
        // Its own words repeat the line.
        let (variable, value) = line.map_err(|_| {
            let why = format!("variable number {} is not NAME=VALUE", at + 1);
            unreadable(name, &why)
        })?;
        lines.retain(|(known, _)| *known != variable);
        lines.push((variable, value));
    }
    Ok(lines)
}

/// Reads the lines. The credential of a type has the type's name.
pub fn read(text: &str, hints: &Hints, name: &str) -> Result<Read, Advice> {
    let mut read = Read::default();
    let mut found: BTreeMap<String, CredentialValues> = BTreeMap::new();
    for (variable, value) in lines(text, name)? {
        let Some(secret) = Secret::new(value) else {
            read.left.push(Left::part(variable, "it is empty"));
            continue;
        };
        let (kind, values) = match field_of(&variable, &secret, hints) {
            Ok(place) => place,
            Err(why) => {
                read.left.push(Left::part(variable, why));
                continue;
            }
        };
        let known = found.entry(kind).or_default();
        if differs(known, &values) {
            let why = "another variable of the file has set that field otherwise";
            read.left.push(Left::part(variable, why));
        } else {
            known.extend(values);
        }
    }
    let items = found.into_iter();
    read.items = items
        .map(|(kind, values)| Item::new(&kind, &kind, values))
        .collect();
    Ok(read)
}

/// The type and the values that a variable stands for.
fn field_of(
    variable: &str,
    value: &Secret,
    hints: &Hints,
) -> Result<(String, CredentialValues), &'static str> {
    let one = |kind: &str, field: &str| {
        let mut values = CredentialValues::default();
        values.set(field.to_owned(), FieldValue::Text(value.clone()));
        (kind.to_owned(), values)
    };
    let mapped = hints.mapped.iter().find(|one| one.variable == variable);
    if let Some(mapped) = mapped {
        return Ok(one(&mapped.kind, &mapped.field));
    }
    if let Some((kind, fields)) = &hints.kind {
        let field = fields
            .iter()
            .find(|field| field.eq_ignore_ascii_case(variable));
        if let Some(field) = field {
            return Ok(one(kind, field));
        }
    }
    if known::ADDRESSES.contains(&variable) {
        return address::taken_apart(value.expose())
            .map(|(kind, values)| (kind.to_owned(), values))
            .ok_or("it is no address of a database that has a type of credential");
    }
    known::field(variable)
        .map(|(kind, field)| one(kind, field))
        .ok_or("no field is known by that name; `--map` can say which it is")
}

/// Whether one of the fields has another value already.
fn differs(known: &CredentialValues, values: &CredentialValues) -> bool {
    values.iter().any(|(field, value)| {
        let before = known.get(field);
        before.is_some_and(|before| before.expose() != value.expose())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_taken_as_they_stand() {
        let text = "A=a$HOME-b$NONE!c\nB=\"it's $5\"\nC='$x'\nD=a\\$b # it's $y\n# don't\nE=${HOME}\n\
                    F='-----\n$x\n-----'\nG=p#q$r\n";
        let literal = literal(text);
        let read: Vec<(String, String)> = dotenvy::from_read_iter(literal.as_bytes())
            .map(|line| line.unwrap())
            .collect();
        let values: Vec<&str> = read.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(
            values,
            [
                "a$HOME-b$NONE!c",
                "it's $5",
                "$x",
                "a$b",
                "${HOME}",
                "-----\n$x\n-----",
                "p#q$r"
            ]
        );
    }
}
