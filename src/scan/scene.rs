//! Where an engine stands: a piece of text in a file, and how to report from it.

use std::collections::BTreeSet;

use super::finding::{Location, Setting, Signal, Step};
use super::host::{self, Class};
use super::rules::Rule;
use super::view::Lines;

/// A file being judged.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Its path.
    pub file: &'a str,
    /// Its text in normal form.
    pub text: &'a str,
    /// Where its lines begin.
    pub lines: &'a Lines,
    /// Hosts the policy allows.
    pub allowed: &'a BTreeSet<String>,
}

/// A piece of a file: a whole code file, a fence, a value, a decoded layer.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// The file.
    pub scene: &'a Scene<'a>,
    /// Where the piece's text begins in the file's text.
    pub base: usize,
    /// For text that is not literally in the file, the range it was made from.
    pub fixed: Option<(usize, usize)>,
    /// What kind of text it is.
    pub setting: Setting,
    /// The layers it was decoded from.
    pub layers: Vec<Step>,
}

impl<'a> Piece<'a> {
    /// A piece that stands literally in its file.
    pub fn at(scene: &'a Scene<'a>, base: usize, setting: Setting) -> Self {
        Self {
            scene,
            base,
            fixed: None,
            setting,
            layers: Vec::new(),
        }
    }

    /// The same place, for text that was made from the range.
    #[must_use]
    pub fn made_from(&self, start: usize, end: usize) -> Self {
        let fixed = self.fixed.or(Some((self.base + start, self.base + end)));
        Self {
            fixed,
            ..self.clone()
        }
    }

    /// A layer decoded from the range.
    #[must_use]
    pub fn decoded(&self, start: usize, end: usize, how: &str) -> Self {
        let mut inner = self.made_from(start, end);
        inner.layers.push(Step {
            location: self.location(start, end),
            what: format!("decoded from {how}"),
        });
        inner
    }

    /// The location of a range of the piece.
    pub fn location(&self, start: usize, end: usize) -> Location {
        let (start, end) = self.fixed.unwrap_or((self.base + start, self.base + end));
        self.scene
            .lines
            .location(self.scene.file, self.scene.text, start, end)
    }

    /// Reports a rule at a range.
    pub fn signal(&self, rule: &'static Rule, range: (usize, usize), evidence: &str) -> Signal {
        Signal {
            rule,
            location: self.location(range.0, range.1),
            setting: self.setting,
            evidence: super::finding::shown(evidence),
            belief: 1.0,
            doubt: "",
            chain: self.layers.clone(),
        }
    }

    /// What is known of a host.
    pub fn class(&self, host: &str) -> Class {
        host::class(host, self.scene.allowed)
    }
}

impl Signal {
    /// The same signal, believed less, with the reason.
    #[must_use]
    pub fn doubted(mut self, belief: f32, doubt: &'static str) -> Self {
        if belief < 1.0 {
            self.belief *= belief;
            self.doubt = doubt;
        }
        self
    }

    /// The same signal with one more step on its way.
    #[must_use]
    pub fn via(mut self, location: Location, what: String) -> Self {
        self.chain.push(Step { location, what });
        self
    }
}
