//! One commit of a repository, fetched by the machine's own `git` into a private folder.
//!
//! The program rather than a library: people's SSH agents, proxies and certificates work with it as
//! they are used to, its security fixes come with the system, and a library that speaks HTTPS and SSH
//! would be the largest thing in this binary (libgit2 with libssh2, or some hundred crates of gitoxide).
//!
//! What is fetched is not trusted. No shell sees any of it: arguments are lists, and what comes from
//! outside follows `--` or begins with `refs/`. Transports are `https`, `ssh` and `file` and no other,
//! helpers such as `ext::` included. Nobody's configuration is read, so that no filter, alias, hook or
//! template runs; submodules are left alone; one commit is fetched, without its history. Nothing is
//! ever asked on a terminal, and the time is bounded.

mod address;
mod program;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use tempfile::TempDir;

pub use self::address::Address;
use self::program::{Failure, Program};
use crate::error::{Advice, Code};

/// Which commit is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// What the repository shows first.
    Head,
    /// The newest of a branch.
    Branch(String),
    /// A tag.
    Tag(String),
}

impl Reference {
    fn full(&self) -> String {
        match self {
            Self::Head => "HEAD".to_owned(),
            Self::Branch(name) => format!("refs/heads/{name}"),
            Self::Tag(name) => format!("refs/tags/{name}"),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Head => "any commit".to_owned(),
            Self::Branch(name) => format!("a branch `{name}`"),
            Self::Tag(name) => format!("a tag `{name}`"),
        }
    }
}

/// What is fetched, and how long that may take.
pub struct Wanted<'a> {
    pub address: &'a Address,
    pub reference: &'a Reference,
    /// The longest that all of it may take.
    pub patience: Duration,
    /// Asked now and then; an error ends the work.
    pub stop: &'a dyn Fn() -> anyhow::Result<()>,
}

/// The files of one commit. They go when this is dropped.
#[derive(Debug)]
pub struct Checkout {
    folder: TempDir,
    /// The commit, 40 or 64 hexadecimal digits.
    pub commit: String,
}

impl Checkout {
    /// The folder with the files.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }
}

/// Fetches the commit.
pub fn fetch(wanted: &Wanted<'_>) -> anyhow::Result<Checkout> {
    let folder =
        TempDir::with_prefix("automatos-git-").context("no temporary folder can be made")?;
    let program = Program {
        folder: folder.path(),
        end: Instant::now() + wanted.patience,
        stop: wanted.stop,
    };
    let explain = |failure: Failure| explained(failure, wanted);
    let run = |arguments: &[&str]| program.run(arguments)?.map_err(explain);
    run(&["init", "--quiet", "--template=", "."])?;
    run(&[
        "fetch",
        "--quiet",
        "--depth=1",
        "--no-tags",
        "--no-recurse-submodules",
        "--",
        wanted.address.as_str(),
        &wanted.reference.full(),
    ])?;
    run(&["checkout", "--quiet", "--detach", "FETCH_HEAD"])?;
    let commit = run(&["rev-parse", "--verify", "HEAD"])?;
    Ok(Checkout {
        commit: commit.trim().to_owned(),
        folder,
    })
}

/// What git's failure means to a person.
fn explained(failure: Failure, wanted: &Wanted<'_>) -> anyhow::Error {
    let address = wanted.address;
    let text = match failure {
        Failure::TooSlow => {
            let seconds = wanted.patience.as_secs();
            let message = format!("{address} was not fetched within {seconds} seconds");
            return Advice::new(Code::GitFailed, message)
                .hint("try again later, or wait longer with `--timeout`")
                .into();
        }
        Failure::Said(text) => text,
    };
    let is = |sign: &str| text.contains(sign);
    let advice = if is("find remote ref") {
        let message = format!("{address} has not {}", wanted.reference.words());
        Advice::new(Code::GitReference, message)
            .hint("see its branches and tags with `git ls-remote`")
    } else if is("dubious ownership") {
        let message = format!("{address} belongs to another user of this machine");
        Advice::new(Code::GitFailed, message).hint("run as its owner, or import a copy of it")
    } else if is("does not appear to be a git repository")
        || is("not found")
        || is("does not exist")
    {
        Advice::new(
            Code::GitFailed,
            format!("{address} is not a repository that can be read"),
        )
        .hint("check the address, and that this user may read it")
    } else {
        Advice::new(Code::GitFailed, format!("{address} cannot be fetched"))
            .hint("check the address and the network; `git ls-remote` shows whether it answers")
    };
    anyhow::Error::msg(text).context(advice)
}

/// Whether a folder is a repository: one with its files, or a bare one.
pub fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
        || (folder.join("HEAD").is_file()
            && folder.join("objects").is_dir()
            && folder.join("refs").is_dir())
}
