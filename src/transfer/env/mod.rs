//! `.env` files: variables that everybody calls the same become fields of credentials.

mod known;

use std::collections::BTreeMap;
use std::str::FromStr;

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

/// Reads the lines. The credential of a type has the type's name.
pub fn read(text: &str, hints: &Hints, name: &str) -> Result<Read, Advice> {
    let mut read = Read::default();
    let mut found: BTreeMap<String, CredentialValues> = BTreeMap::new();
    for (at, line) in dotenvy::from_read_iter(text.as_bytes()).enumerate() {
        // Its own words repeat the line.
        let (variable, value) = line.map_err(|_| {
            let why = format!("variable number {} is not NAME=VALUE", at + 1);
            unreadable(name, &why)
        })?;
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
