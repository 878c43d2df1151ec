//! Skills are brought in from repositories and folders, kept in step with them, made and removed.

mod edits;
mod git;
mod isolation;
mod refusals;
mod single;

use std::process::Command;

use crate::support::Automatos;

/// A document with that frontmatter and text.
pub fn document(name: &str, more: &str, text: &str) -> String {
    format!("---\nname: {name}\ndescription: Use it for {name}.\n{more}---\n\n# {name}\n\n{text}\n")
}

/// Writes two skills into the folder `skills`: `pdf` with three files, and `plain`.
pub fn two(automatos: &Automatos) {
    automatos
        .file(
            "skills/pdf/SKILL.md",
            document("pdf", "version: 1.2\ntags: [files, paper]\n", "Read it."),
        )
        .file(
            "skills/pdf/reference/forms.md",
            "# Forms\n\nFill them in.\n",
        )
        .file("skills/pdf/scripts/fill.py", "print('filled')\n")
        .file("skills/pdf/logo.png", [0x89, b'P', b'N', b'G', 0, 255])
        .file(
            "skills/group/plain/SKILL.md",
            document("plain", "", "Be plain."),
        );
}

/// Runs git in a folder.
pub fn run_git(automatos: &Automatos, folder: &str, words: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args(words)
        .current_dir(automatos.path(folder))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {words:?}: {said}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Makes a folder a repository with one commit.
pub fn repository(automatos: &Automatos, folder: &str) {
    run_git(automatos, folder, &["init", "-q", "-b", "main"]);
    commit(automatos, folder);
}

/// Commits all that is in a folder.
pub fn commit(automatos: &Automatos, folder: &str) {
    run_git(automatos, folder, &["add", "-A"]);
    run_git(automatos, folder, &["commit", "-q", "-m", "more"]);
}

/// The counts of the one source in the answer of an import or a sync: added, changed, unchanged,
/// kept, removed, refused.
pub fn counts(data: &serde_json::Value) -> [u64; 6] {
    let report = &data["sources"][0];
    [
        "added",
        "changed",
        "unchanged",
        "kept",
        "removed",
        "refused",
    ]
    .map(|name| report[name].as_u64().expect("a count"))
}

/// What was done with a skill, and the note about it.
pub fn told(data: &serde_json::Value, name: &str) -> (String, String) {
    let items = data["sources"][0]["items"].as_array().expect("items");
    let item = items.iter().find(|item| item["name"] == name).expect(name);
    let text = |field: &str| item[field].as_str().unwrap_or_default().to_owned();
    (text("outcome"), text("note"))
}
