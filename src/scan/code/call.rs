//! Calls: which function is meant, and what it gives.

use std::collections::HashMap;

use super::calls::{self, Kind};
use super::decoders::{decoded, letters};
use super::flow::Program;
use super::lists::is_written_out;
use super::sinks::Use;
use super::texts::{asked_variable, gathered, got, joined_path, method, same, substituted};
use super::tree::{Call, Expression, Statement};
use super::value::Value;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::rules;

impl Program<'_> {
    /// What a call gives, and what it does.
    pub fn call(&mut self, call: &Call) -> Value {
        // What a method is called on is evaluated once, or chains of calls would cost twice as much with each link.
        let (callee, owner) = match &call.callee {
            Expression::Member(base, name) => {
                let owner = self.value(base);
                (self.member_of(owner.clone(), base, name), owner)
            }
            other => (self.value(other), Value::default()),
        };
        let arguments: Vec<Value> = call
            .arguments
            .iter()
            .map(|argument| self.value(argument))
            .collect();
        self.grown(call, &arguments);
        self.handed(&callee, &owner, &arguments);
        if let Some(value) = method(call, &owner, &arguments) {
            return value;
        }
        if let Some(value) = heard(call, &owner).or_else(|| self.mapped(call, &owner, &arguments)) {
            return value;
        }
        if let Some(function) = self.resolve(&callee) {
            return self.apply(function, call, &arguments);
        }
        let path = callee.path.clone().unwrap_or_default();
        for argument in &arguments {
            // A function handed over is called by whoever it is handed to.
            if let Some(function) = argument.function {
                self.apply(function, call, std::slice::from_ref(&callee));
            }
        }
        let Some(kind) = calls::kind(&path) else {
            if path.is_empty() && callee.assembled && callee.labels.any(Labels::DECODED) {
                self.report(&rules::HIDDEN_COMMAND, (call.start, call.end), 1.0);
            }
            return Self::unknown(&path, &callee, &arguments);
        };
        self.known(kind, call, (&callee, &owner), &arguments)
    }

    /// A function handed over is called with what the callee has to give.
    fn handed(&mut self, callee: &Value, owner: &Value, arguments: &[Value]) {
        let path = callee.path.as_deref().unwrap_or_default();
        let sends = calls::kind(path) == Some(Kind::Send);
        for argument in arguments {
            let Some((unit, which)) = argument.function else {
                continue;
            };
            let mut given = Value {
                labels: owner.labels.with(callee.labels).real(),
                keys: owner.keys.clone(),
                origin: owner.origin,
                ..Value::default()
            };
            if sends {
                let class = self
                    .class(arguments.first().map(Value::known).unwrap_or_default())
                    .1;
                let known = matches!(class, Class::Good | Class::Local);
                given.labels = given.labels.with(if known {
                    Labels::KNOWN_NETWORK
                } else {
                    Labels::NETWORK
                });
                given.origin = Some(class);
            }
            self.give(unit, which, &given);
        }
    }

    /// What a function gives for each element of a list, if all of them are known.
    fn mapped(&mut self, call: &Call, owner: &Value, arguments: &[Value]) -> Option<Value> {
        let (items, function) = match (&call.callee, arguments) {
            (Expression::Member(_, name), [function, ..]) if name == "map" => {
                (&owner.items, function)
            }
            (Expression::Name(name), [function, list]) if name == "map" => (&list.items, function),
            _ => return None,
        };
        let (unit, which) = function.function.filter(|_| is_written_out(items))?;
        let function = self.units.get(unit)?.module.functions.get(which)?;
        let [Statement::Return(body)] = function.body.as_slice() else {
            return None;
        };
        let (name, body) = (function.parameters.first()?.clone(), body.clone());
        Some(self.each(&name, items, &body))
    }

    fn unknown(path: &str, callee: &Value, arguments: &[Value]) -> Value {
        let mut value = gathered(callee, arguments);
        value.labels = value.labels.without(Labels::SOCKET);
        if !path.is_empty() && path.len() < 120 {
            value.path = Some(format!("{path}()").into());
        }
        value.text = arguments
            .first()
            .and_then(|first| first.text.clone())
            .filter(|text| text.contains("://") || path.ends_with("Connection"));
        value
    }

    fn apply(&mut self, function: (usize, usize), call: &Call, arguments: &[Value]) -> Value {
        let summary = self.summary(function);
        for kept in &summary.uses {
            let use_ = Use {
                body: substituted(&kept.body, arguments),
                address: substituted(&kept.address, arguments),
                header: substituted(&kept.header, arguments),
                ..kept.clone()
            };
            self.used(use_, Some((call.start, call.end)));
        }
        let given = substituted(&summary.returns, arguments);
        if given.labels.any(Labels::DECODED) || is_written_out(arguments) {
            return self.inlined(function, arguments).unwrap_or(given);
        }
        given
    }

    /// What a function of one expression gives for arguments that are known.
    fn inlined(&mut self, (unit, which): (usize, usize), arguments: &[Value]) -> Option<Value> {
        let function = self.units.get(unit)?.module.functions.get(which)?;
        let [Statement::Return(body)] = function.body.as_slice() else {
            return None;
        };
        if !is_written_out(arguments) {
            return None;
        }
        let given: HashMap<String, Value> = match (function.parameters.as_slice(), function.rest) {
            ([rest], true) => {
                let list = Value {
                    items: arguments.to_vec(),
                    ..gathered(&Value::default(), arguments)
                };
                HashMap::from([(rest.clone(), list)])
            }
            (names, false) if names.len() == arguments.len() => {
                names.iter().cloned().zip(arguments.to_vec()).collect()
            }
            _ => return None,
        };
        let body = body.clone();
        let before = std::mem::replace(&mut self.locals, given);
        let value = (!self.locals.is_empty()).then(|| self.value(&body));
        self.locals = before;
        value
    }

    /// What a call known by its table gives.
    pub fn known(
        &mut self,
        kind: Kind,
        call: &Call,
        (callee, owner): (&Value, &Value),
        arguments: &[Value],
    ) -> Value {
        let all = gathered(callee, arguments);
        let mut first = arguments.first().cloned().unwrap_or_default();
        if matches!(kind, Kind::Read | Kind::Open | Kind::Copy)
            && let Some(held) = first.text.as_deref().and_then(|name| self.copied(name))
        {
            first.labels = first.labels.with(held);
        }
        match kind {
            Kind::Source(Labels::KEY) => Value::labelled(Labels::HEADER_KEY),
            Kind::Source(label) => Value::labelled(label),
            Kind::Variable => asked_variable(&first),
            Kind::Read => Value {
                labels: all.labels.with(first.labels).read(),
                text: None,
                path: Some("file()".into()),
                ..all
            },
            Kind::Open => self.opened(callee, owner, arguments),
            Kind::Send => self.send(call, (callee, owner), arguments),
            Kind::Save => self.save(&first, arguments),
            Kind::RunCode | Kind::RunShell | Kind::RunProgram => {
                self.run(kind, call, callee, arguments)
            }
            Kind::Decode => decoded(
                callee.path.as_deref().unwrap_or_default(),
                &first,
                &all,
                arguments,
            ),
            Kind::Encode => Value {
                path: None,
                ..all.marked(Labels::ENCODED)
            },
            Kind::LookUp => self.looked_up(call, first),
            Kind::Write => self.write(call, callee, owner, arguments),
            Kind::DeleteTree | Kind::Remove => self.deleted(kind, call, &first),
            Kind::Copy => self.copied_to(call, arguments, &first),
            Kind::List => Value {
                text: Some("*".into()),
                path: None,
                ..all
            },
            Kind::Home => Value {
                labels: Labels::NONE,
                ..Value::text("~")
            },
            Kind::JoinPath => joined_path(arguments, &all),
            Kind::Same => self.turned(call, (callee, owner), arguments, all),
            Kind::Letter => letters(arguments, &all),
            Kind::Import => self.import(call, &first),
            Kind::Member => got(&first, &arguments.get(1).cloned().unwrap_or_default()),
            Kind::Connect
            | Kind::Duplicate
            | Kind::Terminal
            | Kind::Walk
            | Kind::Encrypt
            | Kind::Unpickle
            | Kind::Keys => self.noted(kind, call, callee, (&first, all)),
        }
    }

    /// What only changes its form; what was decoded and is made into code is told.
    fn turned(
        &mut self,
        call: &Call,
        (callee, owner): (&Value, &Value),
        arguments: &[Value],
        all: Value,
    ) -> Value {
        if let Some(source) = arguments.first() {
            self.compiled(call, callee, source);
        }
        turned((callee, owner), arguments, all)
    }

    /// A file that gets another name: it holds there what it held.
    fn copied_to(&mut self, call: &Call, arguments: &[Value], first: &Value) -> Value {
        let target = arguments.get(1).cloned().unwrap_or_default();
        self.planted(call, &target, first);
        self.copy(&target, first.labels);
        Value::labelled(first.labels)
    }
}

/// What a call gives that only changes the form of what it is given.
fn turned((callee, owner): (&Value, &Value), arguments: &[Value], all: Value) -> Value {
    let first = arguments.first().cloned().unwrap_or_default();
    let rest = arguments.get(1..).unwrap_or_default();
    match (callee.path.as_deref(), first.path.as_deref(), rest) {
        (Some("map"), Some("chr"), _) => letters(rest, &all),
        (Some("map"), Some("str" | "int"), [list]) => list.clone(),
        (Some("bytes" | "bytearray"), ..) if is_written_out(&first.items) => {
            letters(arguments, &all)
        }
        _ => same(callee, owner, first, all),
    }
}

/// What comes out of a connection.
fn heard(call: &Call, owner: &Value) -> Option<Value> {
    let Expression::Member(_, name) = &call.callee else {
        return None;
    };
    let listens = matches!(name.as_str(), "recv" | "recvfrom" | "makefile" | "readline");
    let other = owner.text.as_deref().is_none_or(|host| !is_local(host));
    (listens && other && owner.labels.any(Labels::SOCKET))
        .then(|| Value::labelled(Labels::SOCKET.with(Labels::NETWORK)))
}

fn is_local(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1" | "0.0.0.0" | "")
}
