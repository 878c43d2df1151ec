//! Names: what they hold, and which function they mean.

use super::calls;
use super::flow::Program;
use super::value::{Summary, Value};

impl Program<'_> {
    /// A name is given a value.
    pub fn store(&mut self, name: &str, value: Value, top: bool) {
        let shared = top || name.contains('.');
        if shared && let Some(unit) = self.units.get_mut(self.unit) {
            let name = calls::without(name, &["self.", "this."]).to_owned();
            match unit.globals.get_mut(&name) {
                // What two functions set is either's.
                Some(known) if !top => {
                    known.join(&value);
                    if known.text.is_none() {
                        known.text = value.text;
                    }
                }
                _ => {
                    unit.globals.insert(name, value);
                }
            }
        } else {
            if let Some(unit) = self.units.get_mut(self.unit) {
                let inner = Value {
                    labels: value.labels.real(),
                    ..value.clone()
                };
                unit.closures
                    .entry(name.to_owned())
                    .and_modify(|known| known.join(&inner))
                    .or_insert(inner);
            }
            self.locals.insert(name.to_owned(), value);
        }
    }

    /// A collection is added to.
    pub fn add(&mut self, name: &str, values: &[Value]) {
        let Some(mut sum) = self.lookup(name) else {
            return;
        };
        for value in values {
            sum.join(value);
        }
        sum.text = None;
        let top = !self.locals.contains_key(name);
        self.store(name, sum, top);
    }

    /// Notes what a function is called with.
    pub fn give(&mut self, unit: usize, which: usize, value: &Value) {
        if let Some(unit) = self.units.get_mut(unit)
            && !value.labels.is_empty()
        {
            unit.given.entry(which).or_default().join(value);
        }
    }

    /// What a name holds.
    pub fn lookup(&self, name: &str) -> Option<Value> {
        let plain = calls::without(name, &["self.", "this.", "cls."]);
        let unit = self.units.get(self.unit)?;
        let free = || {
            unit.closures
                .get(name)
                .filter(|_| !unit.module.imports.contains_key(name))
        };
        self.locals
            .get(name)
            .or_else(|| unit.globals.get(plain))
            .or_else(free)
            .cloned()
    }

    /// A text that another module of the program holds under the name it is imported by.
    pub fn imported_constant(&self, path: &str) -> Option<Value> {
        let (module, name) = path.rsplit_once('.')?;
        let module = module.rsplit(['/', '.']).next().unwrap_or(module);
        let holder = self.units.iter().enumerate().find(|(index, unit)| {
            let file = unit.source.piece.scene.file;
            let stem = file.rsplit('/').next().unwrap_or(file).split('.').next();
            *index != self.unit && stem == Some(module)
        });
        let (_, unit) = holder?;
        unit.globals
            .get(name)
            .filter(|value| value.text.is_some())
            .cloned()
    }

    /// The function a callee is, if it is one of the program's.
    pub fn resolve(&self, callee: &Value) -> Option<(usize, usize)> {
        if callee.function.is_some() {
            return callee.function;
        }
        let path = callee.path.as_deref()?;
        let name = path.rsplit('.').next()?;
        let found = self.index.get(name)?;
        let here = found.iter().find(|(unit, _)| *unit == self.unit);
        let own = path.starts_with("self.")
            || path.starts_with("this.")
            || path.starts_with("cls.")
            || !path.contains('.');
        if let Some(here) = here.filter(|_| own || calls::kind(path).is_none()) {
            return Some(*here);
        }
        if let Some(there) = found.iter().find(|(unit, _)| self.is_module(*unit, path)) {
            return Some(*there);
        }
        let common = matches!(
            name,
            "get"
                | "post"
                | "put"
                | "run"
                | "main"
                | "read"
                | "write"
                | "send"
                | "open"
                | "close"
                | "init"
                | "start"
                | "load"
                | "save"
                | "parse"
                | "execute"
                | "update"
                | "delete"
                | "format"
                | "join"
                | "split"
                | "append"
                | "items"
                | "keys"
        );
        (!common && calls::kind(path).is_none())
            .then(|| found.first().copied())
            .flatten()
    }

    /// Whether a path names something in that module of the program.
    fn is_module(&self, unit: usize, path: &str) -> bool {
        let module = path.rsplit(['.', '/']).nth(1).unwrap_or_default();
        let file = self
            .units
            .get(unit)
            .map_or("", |unit| unit.source.piece.scene.file);
        let stem = file.rsplit('/').next().unwrap_or(file).split('.').next();
        unit != self.unit && module.len() > 1 && stem == Some(module)
    }

    /// What is known of a function.
    pub fn summary(&self, (unit, which): (usize, usize)) -> Summary {
        self.units
            .get(unit)
            .and_then(|unit| unit.summaries.get(which))
            .cloned()
            .unwrap_or_default()
    }
}
