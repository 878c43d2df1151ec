//! Where a repository is: an address that git may be given.

use std::fmt;
use std::path::Path;

use url::Url;

use crate::error::{Advice, Code};

/// The longest address that is kept.
const MOST_CHARACTERS: usize = 500;

/// An address over `https`, `ssh` or `file`, without a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads `https://…`, `ssh://…`, `file://…` or `user@host:path`.
    pub fn parse(text: &str) -> Result<Self, Advice> {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(100).collect();
        let refused = |cause: &str, hint: &str| {
            let message = format!("`{shown}` is no address of a repository: {cause}");
            Err(Advice::new(Code::GitAddress, message).hint(hint))
        };
        if text.chars().count() > MOST_CHARACTERS || text.contains(char::is_control) {
            return refused("it is too long or holds a control character", FORMS);
        }
        if text
            .split('/')
            .next()
            .is_some_and(|start| start.contains("::"))
        {
            return refused("helpers of git, which run programs, are not used", FORMS);
        }
        let Some((scheme, _)) = text.split_once("://") else {
            return if is_short_ssh(text) {
                Ok(Self(text.to_owned()))
            } else {
                refused("it is neither a folder nor an address", FORMS)
            };
        };
        let Ok(url) = Url::parse(text) else {
            return refused("it cannot be parsed", FORMS);
        };
        let has_host = url.host_str().is_some_and(|host| !host.is_empty());
        match scheme {
            // A token can stand in either place.
            "https" if !url.username().is_empty() || url.password().is_some() => Err(Advice::new(
                Code::GitAddress,
                "an address may not carry a user or a password",
            )
            .hint("use ssh, or a program that GIT_ASKPASS names")),
            "ssh" if url.password().is_some() => Err(Advice::new(
                Code::GitAddress,
                "an address may not carry a password",
            )
            .hint("use a key")),
            "https" | "ssh" if has_host => Ok(Self(text.to_owned())),
            "file" if !has_host => Ok(Self(text.to_owned())),
            "http" | "git" => refused(
                "on the way anyone could change what it brings",
                "use https or ssh",
            ),
            _ => refused("it is none of https, ssh and file", FORMS),
        }
    }

    /// The address of a repository in a folder of this machine, given by its absolute path.
    pub fn of_folder(folder: &Path) -> Result<Self, Advice> {
        let url = Url::from_file_path(folder).map_err(|()| {
            let message = format!("{} has no address", folder.display());
            Advice::new(Code::GitAddress, message)
        })?;
        Self::parse(url.as_str())
    }

    /// The address itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A short name for it: the last two parts of its path, without `.git`.
    pub fn short_name(&self) -> String {
        let path = self.0.trim_end_matches('/').trim_end_matches(".git");
        let parts: Vec<&str> = path
            .split(['/', ':'])
            .filter(|part| !part.is_empty())
            .collect();
        let last_two = parts.len().saturating_sub(2);
        parts
            .iter()
            .skip(last_two)
            .copied()
            .collect::<Vec<_>>()
            .join("/")
    }
}

const FORMS: &str = "use a folder, https://…, ssh://… or user@host:path";

/// `user@host:path`, as people write it.
fn is_short_ssh(text: &str) -> bool {
    let word = |text: &str| {
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        !text.is_empty() && !text.starts_with('-') && text.chars().all(good)
    };
    let Some((user, rest)) = text.split_once('@') else {
        return false;
    };
    let Some((host, path)) = rest.split_once(':') else {
        return false;
    };
    word(user) && word(host) && !path.is_empty() && !path.starts_with('-')
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_over_safe_transports_are_taken() {
        for (text, name) in [
            ("https://github.com/wshobson/agents", "wshobson/agents"),
            ("https://github.com/wshobson/agents.git/", "wshobson/agents"),
            ("ssh://git@example.com:2222/team/skills.git", "team/skills"),
            ("git@github.com:team/skills.git", "team/skills"),
            ("file:///srv/git/skills.git", "git/skills"),
        ] {
            assert_eq!(Address::parse(text).unwrap().short_name(), name);
        }
        let folder = Address::of_folder(Path::new("/tmp/with blank")).unwrap();
        assert_eq!(folder.as_str(), "file:///tmp/with%20blank");
    }

    #[test]
    fn anything_that_could_run_a_program_or_show_a_secret_is_refused() {
        for text in [
            "ext::sh -c touch% /tmp/x",
            "EXT::sh -c x",
            "fd::17",
            "persistent-https://example.com/x",
            "http://example.com/x",
            "git://example.com/x",
            "file://example.com/share",
            "https://token@example.com/x",
            "https://user:secret@example.com/x",
            "ssh://git:secret@example.com/x",
            "-oProxyCommand=x@host:path",
            "git@-host:path",
            "git@host:-path",
            "--upload-pack=x",
            "no-such-folder",
            "",
            "https://example.com/\n",
        ] {
            let refused = Address::parse(text).expect_err(text);
            assert!(!refused.message.contains("secret"), "{}", refused.message);
        }
    }
}
