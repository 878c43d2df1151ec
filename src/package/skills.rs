//! Finding the skills in a tree: every folder with a `SKILL.md`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest;

/// The deepest that is searched: paths of a package end there too.
const DEEPEST: usize = 16;

/// The folders below `root`, or `root` itself, that hold a `SKILL.md`, in the order of their paths.
/// All that is below such a folder belongs to it. Links are not followed, `.git` is passed over.
pub fn folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    search(root, 0, &mut found)?;
    Ok(found)
}

fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut below = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let name = entry.file_name();
        if kind.is_file() && name.to_str().is_some_and(manifest::is_skill) {
            found.push(folder.to_owned());
            return Ok(());
        }
        if kind.is_dir() && name != ".git" {
            below.push(entry.path());
        }
    }
    below.sort();
    if depth < DEEPEST {
        for path in below {
            search(&path, depth + 1, found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::folders;

    #[test]
    fn every_folder_with_a_skill_is_found_once() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "b/skills/two/SKILL.md",
            "b/skills/two/inner/SKILL.md",
            ".hidden/one/skill.md",
            ".git/three/SKILL.md",
            "b/README.md",
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        std::os::unix::fs::symlink(root.path().join("b"), root.path().join("c")).unwrap();
        let found = folders(root.path()).unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|path| {
                path.strip_prefix(root.path())
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(names, [".hidden/one", "b/skills/two"]);
    }
}
