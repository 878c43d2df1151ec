//! One item: from what stands in the file to a checked map of fields, with every problem of it.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;

use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use super::canonical;
use super::node::{Data, Node};
use super::problem::{Finding, Place};
use super::record::{Record, Reference, Wrong};
use super::tidy;
use super::typed::{Mistake, Typed};
use super::variables::Variables;

/// What an item comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    pub key: String,
    /// The fields that are in the file and no others.
    pub fields: Map<String, Value>,
    pub references: Vec<Reference>,
}

/// What is wrong with an item, and its key, if that at least is plain.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub key: Option<String>,
    pub findings: Vec<Finding>,
}

/// One item has at most so many problems; a file of another kind would otherwise drown the rest.
const MOST: usize = 50;

/// Checks one item and gives its fields, or everything that is wrong with it.
pub fn read<T: Record + 'static>(
    mut node: Node,
    variables: Variables<'_>,
) -> Result<Parts, Broken> {
    checked::<T>(&mut node, variables).map_err(|findings| Broken {
        key: key::<T>(&node),
        findings,
    })
}

fn checked<T: Record + 'static>(
    node: &mut Node,
    variables: Variables<'_>,
) -> Result<Parts, Vec<Finding>> {
    if !matches!(node.data, Data::Map(_)) {
        let finding = Finding::new(node.place, "expected a mapping of fields");
        return Err(vec![finding]);
    }
    let mut found = Vec::new();
    tidy::nodes(node, &mut found);
    missing::<T>(node, &mut found);
    let record = repaired::<T>(node, variables, &mut found);
    tidy::findings(&mut found);
    let Some(mut record) = record else {
        return Err(found);
    };
    let mut wrong = Vec::new();
    record.check(&mut wrong);
    found.extend(wrong.into_iter().map(|wrong| placed(node, wrong)));
    if !found.is_empty() {
        return Err(found);
    }
    let mut parts =
        parts(&record).map_err(|error| vec![Finding::new(node.place, error.to_string())])?;
    for reference in &mut parts.references {
        reference.place = place(node, [reference.field]);
    }
    Ok(parts)
}

/// The fast way for JSON: no tree, no places. Whatever goes wrong is found out again by [`read`].
pub fn read_json<T: Record>(line: &str) -> Result<Parts, serde_json::Error> {
    let mut record: T = serde_json::from_str(line)?;
    let mut wrong = Vec::new();
    record.check(&mut wrong);
    match wrong.pop() {
        None => parts(&record),
        Some(wrong) => Err(serde::de::Error::custom(wrong.message)),
    }
}

fn parts<T: Record>(record: &T) -> Result<Parts, serde_json::Error> {
    let mut fields = match serde_json::to_value(record)? {
        Value::Object(fields) => fields,
        other => Map::from_iter([("value".to_owned(), other)]),
    };
    fields.values_mut().for_each(canonical::settle);
    let key = T::KEY
        .iter()
        .filter_map(|field| fields.get(*field)?.as_str());
    let key = key.collect::<Vec<_>>().join("/");
    Ok(Parts {
        key,
        fields,
        references: record.references(),
    })
}

/// The key of an item that has problems elsewhere.
fn key<T: Record>(node: &Node) -> Option<String> {
    let Data::Map(entries) = &node.data else {
        return None;
    };
    let mut parts = Vec::new();
    for field in T::KEY {
        let named =
            |(key, _): &&(Node, Node)| matches!(&key.data, Data::Text(text) if text == field);
        match &entries.iter().find(named)?.1.data {
            Data::Text(text) => parts.push(text.as_str()),
            Data::Null
            | Data::Boolean(_)
            | Data::Signed(_)
            | Data::Unsigned(_)
            | Data::Float(_)
            | Data::List(_)
            | Data::Map(_) => return None,
        }
    }
    Some(parts.join("/"))
}

/// Tells of every field that must be there and is not.
fn missing<T: Record + 'static>(node: &Node, found: &mut Vec<Finding>) {
    let Data::Map(entries) = &node.data else {
        return;
    };
    for field in required::<T>() {
        if !entries
            .iter()
            .any(|(key, _)| key.data == Data::Text(field.clone()))
        {
            found.push(Finding::new(node.place, format!("missing field `{field}`")));
        }
    }
}

/// The fields without which an item of this type cannot be, from its JSON Schema. Remembered, since
/// it is asked for every item.
fn required<T: Record + 'static>() -> Vec<String> {
    thread_local! {
        static KNOWN: RefCell<HashMap<TypeId, Vec<String>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let fields = known.entry(TypeId::of::<T>()).or_insert_with(|| {
            let schema = SchemaGenerator::default().into_root_schema_for::<T>();
            let names = schema.get("required").and_then(Value::as_array);
            let names = names.into_iter().flatten().filter_map(Value::as_str);
            names.map(ToOwned::to_owned).collect()
        });
        fields.clone()
    })
}

/// Reads the item again and again, each time without what was wrong the last time, until nothing
/// more is found. Gives the record if it is whole without the wrong parts.
fn repaired<T: Record>(
    node: &Node,
    variables: Variables<'_>,
    found: &mut Vec<Finding>,
) -> Option<T> {
    let mut mistake = match T::deserialize(Typed::new(node, variables)) {
        Ok(record) => return Some(record),
        Err(mistake) => mistake,
    };
    let mut rest = node.clone();
    let mut broken = Vec::new();
    while found.len() < MOST {
        if mistake.missing && mistake.path.is_empty() {
            return None;
        }
        // What lacks a field because that field was wrong is no second problem.
        if !(mistake.missing && broken.contains(&mistake.place)) {
            found.push(mistake.finding());
        }
        broken.push(Some(remove(&mut rest, &mistake)?));
        mistake = match T::deserialize(Typed::new(&rest, variables)) {
            Ok(record) => return Some(record),
            Err(mistake) => mistake,
        };
    }
    None
}

/// Takes out what a mistake is about, and gives the place of what it was part of.
fn remove(node: &mut Node, mistake: &Mistake) -> Option<Place> {
    let (last, way) = mistake.path.split_last()?;
    let mut at = node;
    for step in way {
        at = match &mut at.data {
            Data::List(items) => items.get_mut(*step)?,
            Data::Map(entries) => entries.get_mut(*step).map(|(_, value)| value)?,
            Data::Null
            | Data::Boolean(_)
            | Data::Signed(_)
            | Data::Unsigned(_)
            | Data::Float(_)
            | Data::Text(_) => return None,
        };
    }
    match &mut at.data {
        Data::List(items) if *last < items.len() => drop(items.remove(*last)),
        Data::Map(entries) if *last < entries.len() => drop(entries.remove(*last)),
        Data::List(_)
        | Data::Map(_)
        | Data::Null
        | Data::Boolean(_)
        | Data::Signed(_)
        | Data::Unsigned(_)
        | Data::Float(_)
        | Data::Text(_) => return None,
    }
    Some(at.place)
}

/// Something wrong, at its place.
fn placed(node: &Node, wrong: Wrong) -> Finding {
    let place = place(node, wrong.path.iter().map(String::as_str));
    let mut finding = Finding::new(place, wrong.message).hint(wrong.hint);
    finding.is_secret = wrong.is_secret;
    finding
}

/// Where a field stands, or the nearest thing around it that is there.
fn place<'p>(node: &Node, path: impl IntoIterator<Item = &'p str>) -> Place {
    let mut at = node;
    for step in path {
        let next = match &at.data {
            Data::Map(entries) => {
                let named = |(key, _): &&(Node, Node)| matches!(&key.data, Data::Text(text) if text == step);
                entries.iter().find(named).map(|(_, value)| value)
            }
            Data::List(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
            Data::Null
            | Data::Boolean(_)
            | Data::Signed(_)
            | Data::Unsigned(_)
            | Data::Float(_)
            | Data::Text(_) => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at.place
}
