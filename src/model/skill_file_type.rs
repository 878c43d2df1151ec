//! What a file of a skill is for.

use super::text_enum;

text_enum! {
    /// What a file of a skill is for.
    SkillFileType {
        /// Part of its instructions.
        Core = "core",
        /// To be looked up.
        Resource = "resource",
        /// To be run.
        Script = "script",
        /// To be imitated.
        Example = "example",
    }
}

/// Endings of programs.
const SCRIPTS: &[&str] = &[
    "bash", "cjs", "go", "js", "jl", "lua", "mjs", "php", "pl", "ps1", "py", "r", "rb", "rs", "sh",
    "sql", "ts", "zsh",
];

impl SkillFileType {
    /// What the path of a file and its mode tell.
    pub fn of(path: &str, executable: bool) -> Self {
        let within = |folder: &str| {
            path.split('/')
                .rev()
                .skip(1)
                .any(|part| part.eq_ignore_ascii_case(folder))
        };
        if within("examples") || within("example") {
            return Self::Example;
        }
        let ending = path
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase());
        let is_script = ending.is_some_and(|ending| SCRIPTS.contains(&ending.as_str()));
        if executable || is_script || within("scripts") {
            Self::Script
        } else {
            Self::Resource
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SkillFileType;

    #[test]
    fn a_path_tells_what_a_file_is_for() {
        let of = |path| SkillFileType::of(path, false);
        assert_eq!(of("references/api.md"), SkillFileType::Resource);
        assert_eq!(of("scripts/notes.txt"), SkillFileType::Script);
        assert_eq!(of("tool.PY"), SkillFileType::Script);
        assert_eq!(of("examples/tool.py"), SkillFileType::Example);
        assert_eq!(SkillFileType::of("run", true), SkillFileType::Script);
    }
}
