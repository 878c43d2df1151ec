//! Follows values through the functions and modules of a program.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::evaluate::LONGEST;
use super::sinks::Use;
use super::tree::{Module, Statement};
use super::value::{Summary, Value};
use super::{javascript, python};
use crate::scan::finding::Signal;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::language::Language;
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

/// A module being judged.
pub struct Unit<'a> {
    /// Where it stands.
    pub source: &'a Source<'a>,
    pub module: Module,
    pub globals: HashMap<String, Value>,
    pub summaries: Vec<Summary>,
    /// What functions are called with by whoever they are handed to.
    pub given: HashMap<usize, Value>,
    /// What variables of functions hold, for the functions inside them.
    pub closures: HashMap<String, Value>,
    /// What it does anywhere, for shapes that span calls.
    pub marks: BTreeSet<&'static str>,
    /// Files it saved downloads to, by name or text.
    pub saved: Vec<(String, Class)>,
}

/// A program being judged.
pub struct Program<'a> {
    /// Its modules.
    pub units: Vec<Unit<'a>>,
    pub index: HashMap<String, Vec<(usize, usize)>>,
    /// Parts of texts that are not known.
    pub holes: Vec<Value>,
    /// What was found.
    pub outcome: Outcome,
    /// The module being judged.
    pub unit: usize,
    pub locals: HashMap<String, Value>,
    /// What the function being judged does with its parameters.
    pub uses: Vec<Use>,
    pub returns: Value,
    /// Whether findings count yet.
    pub last_round: bool,
    pub steps: usize,
    pub deep: usize,
}

const ROUNDS: usize = 3;
/// Functions handed over inside functions handed over need another round.
const CALLBACK_ROUNDS: usize = 4;
pub const STEPS: usize = 1_000_000;

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
        if hears_keys(&function.name)
            && let Some(key) = function.parameters.iter().find(|name| *name != "self")
        {
            self.locals
                .entry(key.clone())
                .and_modify(|value| value.labels = value.labels.with(Labels::SURVEILLANCE));
        }
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

    /// Notes something the module being judged does.
    pub fn mark(&mut self, mark: &'static str) {
        if let Some(unit) = self.units.get_mut(self.unit) {
            unit.marks.insert(mark);
        }
    }
}

/// Whether a function is named as those are that are told which keys a person presses.
fn hears_keys(name: &str) -> bool {
    matches!(
        name,
        "on_press" | "on_key" | "on_keypress" | "on_key_press" | "on_key_event" | "on_keystroke"
    )
}
