//! What no item may have, whatever its kind.

use std::collections::HashMap;

use super::node::{Data, Node};
use super::problem::{Finding, Place};

/// Takes out what no item may have, however deep: keys that are no text, keys that are there already,
/// text that cannot be stored, numbers that are none.
pub fn nodes(node: &mut Node, found: &mut Vec<Finding>) {
    match &mut node.data {
        Data::Text(text) if text.contains('\0') => {
            found.push(Finding::new(node.place, "a NUL character cannot be stored"));
            *text = text.replace('\0', " ");
        }
        Data::Float(value) if !value.is_finite() => {
            found.push(Finding::new(
                node.place,
                "infinity and not-a-number cannot be stored",
            ));
            *value = 0.0;
        }
        Data::List(items) => items.iter_mut().for_each(|item| nodes(item, found)),
        Data::Map(entries) => {
            let mut first: HashMap<String, Place> = HashMap::new();
            entries.retain(|(key, _)| {
                let finding = match &key.data {
                    Data::Text(text) if text == "<<" => Finding::new(
                        key.place,
                        "merge keys (`<<`) are not part of the seed format",
                    ),
                    Data::Text(text) => match first.get(text) {
                        None => {
                            first.insert(text.clone(), key.place);
                            return true;
                        }
                        Some(place) => Finding::new(key.place, format!("duplicate field `{text}`"))
                            .hint(Some(format!("it is on line {} already", place.line))),
                    },
                    _ => Finding::new(key.place, "the name of a field must be text")
                        .hint(Some("put it in quotes".to_owned())),
                };
                found.push(finding);
                false
            });
            for (_, value) in entries {
                nodes(value, found);
            }
        }
        Data::Null
        | Data::Boolean(_)
        | Data::Signed(_)
        | Data::Unsigned(_)
        | Data::Float(_)
        | Data::Text(_) => {}
    }
}

/// A field that is missing because its name is misspelt is one problem, not two.
pub fn findings(found: &mut Vec<Finding>) {
    let hints: Vec<String> = found
        .iter()
        .filter_map(|finding| finding.hint.clone())
        .collect();
    found.retain(|finding| {
        let name = finding.message.strip_prefix("missing field ");
        !name.is_some_and(|name| hints.contains(&format!("did you mean {name}?")))
    });
}
