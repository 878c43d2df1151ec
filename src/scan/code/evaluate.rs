//! Expressions: what they are worth.

use std::rc::Rc;

use super::calls::{self, Kind};
use super::flow::{Program, STEPS};
use super::lists::{element, is_written_out};
use super::texts::asked_variable;
use super::tree::Expression;
use super::value::{Value, labels_of, variable};
use crate::scan::labels::Labels;
use crate::scan::secret_paths;

const HOLES: usize = 20_000;
/// The longest text that is followed, in bytes.
pub const LONGEST: usize = 16_384;

impl Program<'_> {
    /// What an expression is.
    pub fn value(&mut self, expression: &Expression) -> Value {
        self.steps += 1;
        if self.steps > STEPS || self.deep > 200 {
            return Value::default();
        }
        self.deep += 1;
        let value = self.evaluate(expression);
        self.deep -= 1;
        value
    }

    fn evaluate(&mut self, expression: &Expression) -> Value {
        match expression {
            Expression::Text(text) => Value::text(text),
            Expression::Number(number) => Value {
                text: Some(number.to_string().into()),
                ..Value::default()
            },
            Expression::Name(name) => self.name(name),
            Expression::Member(base, name) => self.member(base, name),
            Expression::Index(base, key) => self.index(base, key),
            Expression::Call(call) => self.call(call),
            Expression::Join(parts) => self.joined(parts),
            Expression::Many(parts) => self.many(parts),
            Expression::Pair(_, inner) => self.value(inner),
            Expression::Function(which) => Value {
                function: Some((self.unit, *which)),
                ..Value::default()
            },
            Expression::Reversed(inner) => {
                let mut value = self.value(inner);
                value.items.reverse();
                if let Some(text) = &value.text {
                    value.text = Some(text.chars().rev().collect::<String>().into());
                    value.labels = value.labels.with(Labels::DECODED);
                }
                value
            }
            Expression::Compared(parts) => {
                for part in parts {
                    self.value(part);
                }
                Value::default()
            }
            Expression::Mixed(parts) => self.mixed(parts),
            Expression::Element(list) => element(self.value(list)),
            Expression::Each(name, over, body) => {
                let list = self.value(over);
                if is_written_out(&list.items) {
                    self.each(name, &list.items, body)
                } else {
                    self.each(name, &[element(list)], body)
                }
            }
            Expression::Nothing => Value::default(),
        }
    }

    fn name(&mut self, name: &str) -> Value {
        if let Some(value) = self.lookup(name) {
            return value;
        }
        let unit = self.units.get(self.unit);
        let path: Rc<str> = unit
            .and_then(|unit| unit.module.imports.get(name))
            .map_or_else(|| name.into(), |path| path.as_str().into());
        if let Some(constant) = self.imported_constant(&path) {
            return constant;
        }
        let function = self
            .index
            .get(name)
            .and_then(|found| {
                found
                    .iter()
                    .find(|(unit, _)| *unit == self.unit)
                    .or_else(|| found.first().filter(|_| &*path != name))
            })
            .copied();
        Value {
            labels: labels_of(&path),
            path: Some(path),
            function,
            ..Value::default()
        }
    }

    fn member(&mut self, base: &Expression, name: &str) -> Value {
        let owner = self.value(base);
        self.member_of(owner, base, name)
    }

    /// A member of something already evaluated; `base` is how it is written.
    pub fn member_of(&mut self, owner: Value, base: &Expression, name: &str) -> Value {
        if let Expression::Name(owner) = base {
            let known = self.lookup(&format!("{owner}.{name}"));
            if let Some(value) = known.filter(|_| {
                matches!(owner.as_str(), "self" | "this" | "cls") || self.lookup(owner).is_none()
            }) {
                return value;
            }
        }
        let from_environment = owner
            .path
            .as_deref()
            .is_some_and(|path| labels_of(path).any(Labels::ENVIRONMENT));
        if from_environment && owner.path.as_deref() != Some("os.environ") {
            return variable(name);
        }
        let base_path = owner.path.as_deref().unwrap_or("?");
        let path: Option<Rc<str>> =
            (base_path.len() < 160).then(|| format!("{base_path}.{name}").into());
        let labels = owner
            .labels
            .with(path.as_deref().map_or(Labels::NONE, labels_of));
        Value {
            labels,
            path,
            text: owner
                .text
                .clone()
                .filter(|_| matches!(name, "href" | "value")),
            items: Vec::new(),
            function: None,
            ..owner
        }
    }

    fn index(&mut self, base: &Expression, key: &Expression) -> Value {
        let owner = self.value(base);
        let key = self.value(key);
        if owner
            .path
            .as_deref()
            .is_some_and(|path| labels_of(path).any(Labels::ENVIRONMENT))
        {
            return asked_variable(&key);
        }
        let table = owner.path.as_deref().is_some_and(is_table_of_names);
        if table && key.text.is_some() {
            return Value {
                path: key.text.clone(),
                assembled: true,
                ..owner
            };
        }
        if let (Some(path), Some(text)) = (&owner.path, &key.text)
            && text.len() < 40
            && !text.contains("${")
        {
            return Value {
                path: Some(format!("{path}.{text}").into()),
                assembled: owner.assembled || key.assembled || key.labels.any(Labels::DECODED),
                text: None,
                items: Vec::new(),
                ..owner
            };
        }
        let element = key
            .known()
            .parse::<usize>()
            .ok()
            .and_then(|at| owner.items.get(at))
            .cloned();
        // Which one it is does not matter where one of them runs what it is given.
        let runs = |item: &&Value| {
            let kind = item.path.as_deref().and_then(calls::kind);
            matches!(
                kind,
                Some(Kind::RunCode | Kind::RunShell | Kind::RunProgram)
            )
        };
        let element = element.or_else(|| owner.items.iter().find(runs).cloned());
        element.unwrap_or(Value {
            text: None,
            items: Vec::new(),
            path: None,
            ..owner
        })
    }

    fn joined(&mut self, parts: &[Expression]) -> Value {
        let mut all = Value::default();
        let mut text = String::new();
        for part in parts {
            let value = self.value(part);
            match &value.text {
                Some(known) if text.len() + known.len() < LONGEST => text.push_str(known),
                _ => {
                    let hole = self.hole(&value);
                    text.push_str(&hole);
                }
            }
            all.join(&value);
        }
        all.assembled = parts.len() > 1;
        all.labels = all.labels.with(secret_paths::path(&text));
        all.text = Some(text.into());
        all
    }

    /// A mark for a part of a text that is not known, to be found again by the shell.
    pub fn hole(&mut self, value: &Value) -> String {
        if self.holes.len() >= HOLES {
            return "${__}".to_owned();
        }
        self.holes.push(Value {
            items: Vec::new(),
            ..value.clone()
        });
        format!("${{__{}}}", self.holes.len() - 1)
    }
}

/// Whether this holds everything a name may stand for.
fn is_table_of_names(path: &str) -> bool {
    matches!(
        path,
        "globals()"
            | "locals()"
            | "vars()"
            | "__builtins__"
            | "window"
            | "globalThis"
            | "global"
            | "builtins.__dict__"
            | "__builtins__.__dict__"
            | "sys.modules"
    )
}
