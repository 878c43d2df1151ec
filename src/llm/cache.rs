//! Opinions that were given before: the same bytes, question and model have the same one.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::opinion::Opinion;
use super::question::PROMPT_VERSION;
use crate::model::Digest;

/// The name of an opinion of these bytes by this model: 64 hexadecimal digits. It changes with the
/// version of the question.
pub fn key(package: &Digest, model: &str) -> String {
    let parts = format!("{}\n{PROMPT_VERSION}\n{model}", package.as_str());
    Digest::of(parts.as_bytes()).as_str().to_owned()
}

/// A folder of opinions, for its owner alone.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// In that folder, which is made when something is kept.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The opinion of that name. One that cannot be read as one counts as none: it is replaced.
    pub fn get(&self, key: &str) -> anyhow::Result<Option<Opinion>> {
        let path = self.folder.join(format!("{key}.json"));
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => {
                return Err(cause).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let opinion = serde_json::from_slice(&text).ok();
        Ok(opinion.filter(Opinion::is_answered).map(|opinion| Opinion {
            cached: true,
            ..opinion
        }))
    }

    /// Keeps an opinion that is an answer; others are not worth keeping.
    pub fn keep(&self, key: &str, opinion: &Opinion) -> anyhow::Result<()> {
        if !opinion.is_answered() {
            return Ok(());
        }
        let path = self.folder.join(format!("{key}.json"));
        self.write(&path, opinion)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    fn write(&self, path: &std::path::Path, opinion: &Opinion) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder)?;
        // Whole or not at all; such files are made for their owner alone (0600).
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&serde_json::to_vec(opinion)?)?;
        file.persist(path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::llm::opinion::Status;

    #[test]
    fn the_key_is_of_bytes_question_and_model() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        assert_eq!(key(&a, "m"), key(&a, "m"));
        assert_ne!(key(&a, "m"), key(&a, "n"));
        assert_ne!(key(&a, "m"), key(&b, "m"));
        assert_eq!(key(&a, "m").len(), 64);
    }

    #[test]
    fn answers_are_kept_for_the_owner_alone_and_failures_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join("judge"));
        cache.keep("a", &Opinion::failed("m", "down")).unwrap();
        assert_eq!(cache.get("a").unwrap(), None);
        let opinion = Opinion {
            status: Status::Passed,
            risk: Some(3),
            ..Opinion::failed("m", "")
        };
        cache.keep("a", &opinion).unwrap();
        let path = folder.path().join("judge/a.json");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let kept = cache.get("a").unwrap().unwrap();
        assert!(kept.cached);
        fs::write(&path, "{").unwrap();
        assert_eq!(cache.get("a").unwrap(), None);
    }
}
