//! The scan itself: files in parallel, then what only the whole package shows, then the sum.

use std::borrow::Cow;

use rayon::prelude::*;

use super::conclusion::{contexts, report};
use super::engine::file::{Judged, Part};
use super::engine::{self, artifact, coherence, manifest};
use super::finding::{Setting, Signal};
use super::inventory::{self, Inventory, Item};
use super::kind::Kind;
use super::policy::Policy;
use super::program::programs;
use super::report::Report;
use super::role::{self, Role};
use super::scene::{Piece, Scene};
use super::view::Lines;
use super::{context, language, normal, rules};
use crate::package::{Package, Remark};

/// A text file with what is known of it.
pub struct Text<'a> {
    pub path: &'a str,
    raw: Cow<'a, str>,
    pub plain: String,
    folded: bool,
    pub lines: Lines,
    pub part: Part,
}

impl Text<'_> {
    /// The text as it is judged.
    pub fn text(&self) -> &str {
        if self.folded { &self.plain } else { &self.raw }
    }
}

/// Scans a package under a policy.
pub fn scan(package: &Package, policy: &Policy) -> Report {
    let inventory = inventory::take(package);
    let texts: Vec<Text> = inventory.items.par_iter().filter_map(open).collect();
    let names: Vec<&str> = inventory
        .items
        .iter()
        .map(|item| item.path.as_str())
        .collect();
    let mut judged: Vec<Judged> = texts
        .par_iter()
        .map(|text| judge_text(text, policy))
        .collect();
    judged.extend(programs(&texts, policy));
    let mut all = merged(judged);
    installs(&texts, policy, &mut all);
    claims(&texts, policy, &mut all);
    disguised(&texts, policy, &mut all);
    all.signals.extend(artifacts(&inventory, &names, policy));
    all.signals.extend(counts(package, policy));
    let contexts = contexts(&texts, &inventory, &all.called);
    report(package, policy, &inventory, all, &contexts)
}

fn open<'a>(item: &'a Item<'a>) -> Option<Text<'a>> {
    if item.kind != Kind::Text {
        return None;
    }
    let raw = inventory::text(&item.bytes);
    let language = language::language(&item.path, &raw);
    let role = role::role(&item.path, language);
    let (folded, plain) = match normal::folded(&raw) {
        Cow::Borrowed(_) => (false, String::new()),
        Cow::Owned(text) => (true, text),
    };
    let lines = Lines::of(if folded { &plain } else { &raw });
    Some(Text {
        path: &item.path,
        raw,
        plain,
        folded,
        lines,
        part: Part { role, language },
    })
}

fn judge_text(text: &Text, policy: &Policy) -> Judged {
    let scene = Scene {
        file: text.path,
        text: text.text(),
        lines: &text.lines,
        allowed: &policy.allowed_destinations,
    };
    let mut judged = engine::file::judge(&text.raw, &scene, text.part);
    judged.limit();
    judged
}

fn merged(list: Vec<Judged>) -> Judged {
    let mut all = Judged::default();
    for one in list {
        all.signals.extend(one.signals);
        all.facts.extend(one.facts);
        all.hosts.extend(one.hosts);
        all.called.extend(one.called);
    }
    all
}

fn installs(texts: &[Text], policy: &Policy, all: &mut Judged) {
    for text in texts
        .iter()
        .filter(|text| text.part.role == Role::Install && text.part.language.is_code())
    {
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        let own: Vec<Signal> = all
            .signals
            .iter()
            .filter(|signal| signal.location.file == text.path)
            .cloned()
            .collect();
        all.signals.extend(manifest::runs_on_install(
            &own,
            scene.text,
            &Piece::at(&scene, 0, Setting::Install),
        ));
    }
}

fn claims(texts: &[Text], policy: &Policy, all: &mut Judged) {
    for text in texts.iter().filter(|text| context::is_head(text.path)) {
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        all.signals.extend(coherence::judge(
            scene.text,
            &all.facts,
            &Piece::at(&scene, 0, Setting::Prose),
        ));
    }
}

/// Files that commands run although their names say that they are no programs.
fn disguised(texts: &[Text], policy: &Policy, all: &mut Judged) {
    for text in texts.iter().filter(|text| !text.part.language.is_code()) {
        let name = role::file_name(text.path);
        let mut called = all.called.iter();
        let as_code = called
            .find(|(file, language)| language.is_code() && role::file_name(file) == name)
            .map(|(_, language)| *language);
        let Some(language) = as_code else { continue };
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        let mut judged = Judged::default();
        let piece = Piece::at(&scene, 0, Setting::Script);
        judged.code(scene.text, language, &piece);
        judged.limit();
        *all = merged(vec![std::mem::take(all), judged]);
    }
}

/// Parts that the manifest counts otherwise.
fn counts(package: &Package, policy: &Policy) -> Vec<Signal> {
    let lines = Lines::of("");
    let scene = Scene {
        file: "manifest.json",
        text: "",
        lines: &lines,
        allowed: &policy.allowed_destinations,
    };
    let piece = Piece::at(&scene, 0, Setting::Whole);
    let wrong = package
        .remarks()
        .iter()
        .filter(|remark| matches!(remark, Remark::CountDiffers { .. }));
    wrong
        .map(|remark| piece.signal(&rules::CLAIM, (0, 0), &remark.to_string()))
        .collect()
}

fn artifacts(inventory: &Inventory, names: &[&str], policy: &Policy) -> Vec<Signal> {
    let lines = Lines::of("");
    let mut signals = Vec::new();
    for item in &inventory.items {
        let scene = Scene {
            file: &item.path,
            text: "",
            lines: &lines,
            allowed: &policy.allowed_destinations,
        };
        signals.extend(artifact::judge(
            item,
            names,
            &Piece::at(&scene, 0, Setting::Whole),
        ));
    }
    let list = [
        (&inventory.locked, &rules::LOCKED),
        (&inventory.left_out, &rules::UNREAD),
    ];
    for (paths, rule) in list {
        for path in paths {
            let scene = Scene {
                file: path,
                text: "",
                lines: &lines,
                allowed: &policy.allowed_destinations,
            };
            signals.push(Piece::at(&scene, 0, Setting::Whole).signal(rule, (0, 0), path));
        }
    }
    signals
}
