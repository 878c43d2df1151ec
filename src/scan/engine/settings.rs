//! Files of values: JSON, and settings line by line.

use super::file::Judged;
use super::file::Part;
use super::mentioned::stray_commands;
use super::prompt::{self, Passage};
use super::{autorun, manifest};
use crate::scan::finding::Setting;
use crate::scan::language::Language;
use crate::scan::lexicon;
use crate::scan::role::Role;
use crate::scan::scene::{Piece, Scene};
use crate::scan::view::values;

/// A file of JSON.
#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "these are names of calls, keys and lower-case paths"
)]
pub fn json_file(scene: &Scene, part: Part, judged: &mut Judged) {
    let list = values::json(scene.text);
    let name = crate::scan::role::file_name(scene.file).to_ascii_lowercase();
    if part.role == Role::AutoRun
        || list
            .iter()
            .any(|value| value.path.starts_with("mcpServers."))
    {
        let tasks = name == "tasks.json" && !manifest::opens_with_folder(scene.text);
        let setting = if tasks || name == "launch.json" {
            Setting::Data
        } else {
            Setting::AutoRun
        };
        let outcome = autorun::judge(&list, &Piece::at(scene, 0, setting));
        judged.take(outcome);
    }
    if name == "package.json" || name == "composer.json" {
        let outcome = manifest::node(&list, &Piece::at(scene, 0, Setting::Install));
        judged.take(outcome);
    }
    if name.ends_with(".ipynb") {
        let cells: String = list
            .iter()
            .filter(|value| value.path.ends_with("source"))
            .map(|value| value.text.as_str())
            .collect();
        let piece = Piece {
            fixed: Some((0, 1)),
            ..Piece::at(scene, 0, Setting::Script)
        };
        judged.code(&cells, Language::Python, &piece);
        stray_commands(&cells, &piece, judged);
    }
    told_values(scene, part, &list, judged);
}

/// Values that are sentences may speak to the model; values that are commands may be run.
fn told_values(scene: &Scene, part: Part, list: &[values::Value], judged: &mut Judged) {
    let mut budget: usize = 4 << 20;
    for value in list {
        if value.text.len() < 24
            || value.text.len() > 100_000
            || value.text.len() > budget
            || !value.text.contains([' ', '。', '、']) && value.text.is_ascii()
        {
            continue;
        }
        budget -= value.text.len();
        let hits = lexicon::hits(&value.text);
        if hits.len() < 2 {
            continue;
        }
        let described = value.path.to_ascii_lowercase().ends_with("description");
        let setting = if described || part.role == Role::AutoRun {
            Setting::Metadata
        } else {
            Setting::Data
        };
        let piece = Piece {
            fixed: Some((value.start, value.end)),
            ..Piece::at(scene, 0, setting)
        };
        let passage = Passage {
            text: &value.text,
            start: 0,
            end: value.text.len(),
            hits: &hits,
            codes: &[],
            heading: "",
        };
        prompt::judge(&passage, &piece, &mut judged.signals);
    }
}

/// A file of lines.
pub fn lines_file(scene: &Scene, part: Part, judged: &mut Judged) {
    let list = values::lines(scene.text);
    let name = crate::scan::role::file_name(scene.file).to_ascii_lowercase();
    if part.role == Role::Pipeline {
        let outcome =
            manifest::workflow(scene.text, &list, &Piece::at(scene, 0, Setting::Pipeline));
        judged.take(outcome);
    }
    if part.role == Role::AutoRun {
        let outcome = autorun::judge(&list, &Piece::at(scene, 0, Setting::AutoRun));
        judged.take(outcome);
    }
    if matches!(
        name.as_str(),
        "pyproject.toml" | "pip.conf" | "setup.cfg" | "pipfile"
    ) {
        judged.signals.extend(manifest::requirements(
            scene.text,
            &Piece::at(scene, 0, Setting::Install),
        ));
    }
    told_values(scene, part, &list, judged);
    for value in &list {
        let command = value.path.to_ascii_lowercase().ends_with("command")
            || value.path.ends_with("run")
            || value.path.ends_with("script");
        if command && part.role == Role::Data {
            judged.shell(
                &value.text,
                &Piece {
                    fixed: Some((value.start, value.end)),
                    ..Piece::at(scene, 0, Setting::Data)
                },
            );
        }
    }
}
