//! What is known of a value while code is followed.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::sinks::Use;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::{secret_names, secret_paths};

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
            labels: secret_paths::path(text),
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

    /// The same, with a label more.
    pub fn marked(self, label: Labels) -> Self {
        Self {
            labels: self.labels.with(label),
            ..self
        }
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

/// The labels of what a dotted path names.
pub fn labels_of(path: &str) -> Labels {
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
    if secret_names::is_secret_name(name) {
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
