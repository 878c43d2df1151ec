//! Collections: what they hold, and what is made of each of their elements.

use super::flow::Program;
use super::tree::Expression;
use super::value::Value;
use crate::scan::labels::Labels;

/// How many elements of a collection are followed.
pub const ITEMS: usize = 512;

impl Program<'_> {
    /// A collection, or alternatives.
    pub fn many(&mut self, parts: &[Expression]) -> Value {
        if let [only] = parts
            && !matches!(only, Expression::Pair(..))
        {
            return self.value(only);
        }
        let mut all = Value::default();
        for part in parts {
            let mut value = self.value(part);
            if let Expression::Pair(name, _) = part
                && super::sinks::is_header(name)
                && value.labels.any(Labels::KEY)
            {
                value.labels = value.labels.without(Labels::KEY).with(Labels::HEADER_KEY);
                value.keys.clear();
            }
            all.join(&value);
            if all.items.len() < ITEMS {
                all.items.push(Value {
                    items: Vec::new(),
                    ..value
                });
            }
        }
        all
    }

    /// The exclusive or of numbers, or what is left of it where one is not known.
    pub fn mixed(&mut self, parts: &[Expression]) -> Value {
        let value = self.many(parts);
        let numbers = value.items.iter().map(|item| item.known().parse().ok());
        let result = numbers.reduce(|left: Option<u32>, right| Some(left? ^ right?));
        Value {
            text: result.flatten().map(|number| number.to_string().into()),
            items: Vec::new(),
            ..value.marked(Labels::DECODED)
        }
    }

    /// What an expression is for each of some items, which go by the name.
    pub fn each(&mut self, name: &str, items: &[Value], body: &Expression) -> Value {
        let before = self.locals.remove(name);
        let mut all = Value::default();
        for item in items.iter().take(ITEMS) {
            self.locals.insert(name.to_owned(), item.clone());
            let value = self.value(body);
            all.join(&value);
            all.items.push(Value {
                items: Vec::new(),
                ..value
            });
        }
        self.locals.remove(name);
        if let Some(before) = before {
            self.locals.insert(name.to_owned(), before);
        }
        match all.items.as_slice() {
            [only] => only.clone(),
            _ => all,
        }
    }
}

/// Whether every element is there with its text.
pub fn is_written_out(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| item.text.is_some())
}

/// An element of a list: of those written out the first that says something, with what any of them holds.
pub fn element(list: Value) -> Value {
    let telling = list.items.iter().find(|item| !item.labels.is_empty());
    match telling.or(list.items.first()) {
        Some(item) => {
            let mut one = item.clone();
            one.join(&list);
            one
        }
        None => list,
    }
}
