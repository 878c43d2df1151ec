//! Follows values through the functions and modules of a program.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::sinks::Use;
use super::tree::{Expression, Module, Statement};
use super::{calls, javascript, python};
use crate::scan::finding::Signal;
use crate::scan::host::Class;
use crate::scan::labels::{self, Labels};
use crate::scan::role::Language;
use crate::scan::scene::Piece;

/// One module to judge.
#[derive(Debug)]
pub struct Source<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its language: Python, JavaScript or TypeScript.
    pub language: Language,
    /// Where it stands.
    pub piece: Piece<'a>,
}

/// What a program showed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was found.
    pub signals: Vec<Signal>,
    /// What it can do.
    pub facts: BTreeSet<&'static str>,
    /// Hosts it names.
    pub hosts: BTreeMap<String, Class>,
}

/// What is known of a value.
#[derive(Debug, Clone, Default)]
pub struct Value {
    /// What it holds.
    pub labels: Labels,
    /// Its text, with holes as `${__0}`.
    pub text: Option<Rc<str>>,
    /// Its full name, if it is an imported or built-in thing.
    pub path: Option<Rc<str>>,
    /// The secret variables in it.
    pub keys: BTreeSet<String>,
    /// The worst class of the hosts a response in it came from.
    pub origin: Option<Class>,
    /// The function it is.
    pub function: Option<(usize, usize)>,
    /// Its elements, if it is a list written out.
    pub items: Vec<Self>,
    /// Whether its name was put together rather than written.
    pub assembled: bool,
}

impl Value {
    /// A value of which only labels are known.
    pub fn labelled(labels: Labels) -> Self {
        Self {
            labels,
            ..Self::default()
        }
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self {
            labels: labels::path(text),
            text: Some(text.into()),
            ..Self::default()
        }
    }

    /// Adds what another holds.
    pub fn join(&mut self, other: &Self) {
        self.labels = self.labels.with(other.labels);
        if self.keys.len() < 32 {
            self.keys.extend(other.keys.iter().cloned());
        }
        self.origin = self.origin.max(other.origin);
    }

    /// Its text, or nothing.
    pub fn known(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// What is known of a function.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// What it gives.
    pub returns: Value,
    /// What it does with its parameters.
    pub uses: Vec<Use>,
}

/// A module being judged.
pub struct Unit<'a> {
    /// Where it stands.
    pub source: &'a Source<'a>,
    module: Module,
    globals: HashMap<String, Value>,
    summaries: Vec<Summary>,
    /// What functions are called with by whoever they are handed to.
    given: HashMap<usize, Value>,
    /// What variables of functions hold, for the functions inside them.
    closures: HashMap<String, Value>,
    /// What it does anywhere, for shapes that span calls.
    pub marks: BTreeSet<&'static str>,
    /// Files it saved downloads to, by name or text.
    pub saved: Vec<(String, Class)>,
}

/// A program being judged.
pub struct Program<'a> {
    /// Its modules.
    pub units: Vec<Unit<'a>>,
    index: HashMap<String, Vec<(usize, usize)>>,
    /// Parts of texts that are not known.
    pub holes: Vec<Value>,
    /// What was found.
    pub outcome: Outcome,
    /// The module being judged.
    pub unit: usize,
    locals: HashMap<String, Value>,
    /// What the function being judged does with its parameters.
    pub uses: Vec<Use>,
    returns: Value,
    /// Whether findings count yet.
    pub last_round: bool,
    steps: usize,
    deep: usize,
}

const ROUNDS: usize = 3;
/// Functions handed over inside functions handed over need another round.
const CALLBACK_ROUNDS: usize = 4;
const STEPS: usize = 1_000_000;
const HOLES: usize = 20_000;
const LONGEST: usize = 16_384;

/// Judges the modules of one program together.
pub fn judge(sources: &[Source]) -> Outcome {
    let mut units = Vec::new();
    for source in sources {
        let module = match source.language {
            Language::Python => python::read(source.text),
            Language::JavaScript => javascript::read(source.text, false),
            Language::TypeScript => javascript::read(source.text, true),
            _ => None,
        };
        if let Some(module) = module {
            let summaries = vec![Summary::default(); module.functions.len()];
            units.push(Unit {
                source,
                module,
                globals: HashMap::new(),
                summaries,
                given: HashMap::new(),
                closures: HashMap::new(),
                marks: BTreeSet::new(),
                saved: Vec::new(),
            });
        }
    }
    let mut index: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (number, unit) in units.iter().enumerate() {
        for (which, function) in unit.module.functions.iter().enumerate().skip(1) {
            if !function.name.is_empty() {
                index
                    .entry(function.name.clone())
                    .or_default()
                    .push((number, which));
            }
        }
    }
    let mut program = Program {
        units,
        index,
        holes: Vec::new(),
        outcome: Outcome::default(),
        unit: 0,
        locals: HashMap::new(),
        uses: Vec::new(),
        returns: Value::default(),
        last_round: false,
        steps: 0,
        deep: 0,
    };
    let scripts = sources
        .iter()
        .any(|source| source.language != Language::Python);
    let rounds = if scripts { CALLBACK_ROUNDS } else { ROUNDS };
    for round in 0..rounds {
        program.last_round = round + 1 == rounds;
        program.holes.clear();
        program.round();
    }
    program.shapes();
    program.outcome
}

impl Program<'_> {
    fn round(&mut self) {
        for unit in 0..self.units.len() {
            self.unit = unit;
            let count = self
                .units
                .get(unit)
                .map_or(0, |unit| unit.module.functions.len());
            for which in 0..count {
                self.function(unit, which);
            }
        }
    }

    fn function(&mut self, unit: usize, which: usize) {
        let Some(function) = self
            .units
            .get_mut(unit)
            .and_then(|unit| unit.module.functions.get_mut(which))
        else {
            return;
        };
        let body = std::mem::take(&mut function.body);
        self.locals = function
            .parameters
            .iter()
            .enumerate()
            .map(|(index, name)| (name.clone(), Value::labelled(Labels::parameter(index))))
            .collect();
        if let Some(given) = self.units.get(unit).and_then(|unit| unit.given.get(&which)) {
            for value in self.locals.values_mut() {
                value.join(given);
            }
        }
        self.returns = Value::default();
        for statement in &body {
            self.statement(statement, which == 0);
        }
        let summary = Summary {
            returns: std::mem::take(&mut self.returns),
            uses: std::mem::take(&mut self.uses),
        };
        if let Some(unit) = self.units.get_mut(unit) {
            if let Some(function) = unit.module.functions.get_mut(which) {
                function.body = body;
            }
            if let Some(slot) = unit.summaries.get_mut(which) {
                *slot = summary;
            }
        }
    }

    fn statement(&mut self, statement: &Statement, top: bool) {
        match statement {
            Statement::Set(names, expression) => {
                let value = self.value(expression);
                self.assigned(names, &value);
                for name in names {
                    self.store(name, value.clone(), top);
                }
            }
            Statement::Add(names, expression) => {
                let value = self.value(expression);
                for name in names {
                    let mut sum = self.lookup(name).unwrap_or_default();
                    sum.join(&value);
                    sum.text = match (&sum.text, &value.text) {
                        (Some(left), Some(right)) if left.len() + right.len() < LONGEST => {
                            Some(format!("{left}{right}").into())
                        }
                        _ => None,
                    };
                    self.store(name, sum, top);
                }
            }
            Statement::Do(expression) => {
                self.value(expression);
            }
            Statement::Return(expression) => {
                let value = self.value(expression);
                let mut returns = std::mem::take(&mut self.returns);
                returns.join(&value);
                if returns.text.is_none() {
                    returns.text.clone_from(&value.text);
                }
                self.returns = returns;
            }
        }
    }

    fn store(&mut self, name: &str, value: Value, top: bool) {
        let shared = top || name.contains('.');
        if shared && let Some(unit) = self.units.get_mut(self.unit) {
            let name = name
                .trim_start_matches("self.")
                .trim_start_matches("this.")
                .to_owned();
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
        let plain = name
            .trim_start_matches("self.")
            .trim_start_matches("this.")
            .trim_start_matches("cls.");
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
                if let Some(text) = &value.text {
                    value.text = Some(text.chars().rev().collect::<String>().into());
                    value.labels = value.labels.with(Labels::DECODED);
                }
                value
            }
            Expression::Mixed(parts) => {
                let mut value = self.many(parts);
                value.labels = value.labels.with(Labels::DECODED);
                value.text = None;
                value
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
            let unknown = Value {
                labels: Labels::KEY,
                keys: BTreeSet::from(["*".to_owned()]),
                ..Value::default()
            };
            return if key.text.is_some() {
                variable(key.known())
            } else {
                unknown
            };
        }
        let table = owner.path.as_deref().is_some_and(|path| {
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
        });
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
        all.labels = all.labels.with(labels::path(&text));
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

    fn many(&mut self, parts: &[Expression]) -> Value {
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
            if all.items.len() < 64 {
                all.items.push(Value {
                    items: Vec::new(),
                    ..value
                });
            }
        }
        all
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

    /// What is known of a function.
    pub fn summary(&self, (unit, which): (usize, usize)) -> Summary {
        self.units
            .get(unit)
            .and_then(|unit| unit.summaries.get(which))
            .cloned()
            .unwrap_or_default()
    }

    /// Notes something the module being judged does.
    pub fn mark(&mut self, mark: &'static str) {
        if let Some(unit) = self.units.get_mut(self.unit) {
            unit.marks.insert(mark);
        }
    }
}

fn labels_of(path: &str) -> Labels {
    if matches!(
        path,
        "os.environ" | "process.env" | "os.environb" | "Bun.env"
    ) {
        Labels::ENVIRONMENT
    } else {
        Labels::NONE
    }
}

/// One variable of the environment.
pub fn variable(name: &str) -> Value {
    if labels::is_secret_name(name) {
        Value {
            labels: Labels::KEY,
            keys: BTreeSet::from([name.to_owned()]),
            ..Value::default()
        }
    } else if matches!(name, "HOME" | "USERPROFILE" | "APPDATA" | "LOCALAPPDATA") {
        Value::text("~")
    } else if matches!(name, "USER" | "USERNAME" | "HOSTNAME" | "COMPUTERNAME") {
        Value::labelled(Labels::MACHINE)
    } else {
        Value::default()
    }
}
