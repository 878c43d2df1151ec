//! What is in a package, and what the manifest claims that is not so.

use serde::Serialize;

use super::File;
use super::manifest::{Form, Manifest};
use super::parts;
use super::remark::{Remark, Remarks};
use super::running;
use crate::model::{Digest, tokens};

/// The parts and files of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Skills, by path.
    pub skills: Vec<Part>,
    /// Commands, by path.
    pub commands: Vec<Part>,
    /// Agents, by path.
    pub agents: Vec<Part>,
    /// How many things hooks run.
    pub hooks: u64,
    /// Names of MCP servers, sorted.
    pub mcp_servers: Vec<String>,
    /// About how many tokens the skills, commands and agents take, by [`tokens`].
    pub token_estimate: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// Every file, by path.
    pub files: Vec<Listed>,
}

/// A skill, a command or an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The file that holds it.
    pub path: String,
    /// The name that its folder or file gives it.
    pub name: String,
}

/// One file of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Where it is.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// Whether it may be run.
    pub executable: bool,
}

impl Listed {
    /// Lists one file.
    pub fn of(file: &File) -> Self {
        Self {
            path: file.path.clone(),
            size: size(file),
            sha256: Digest::of(&file.bytes),
            executable: file.executable,
        }
    }
}

/// Counts what is there, without the list of files, which takes hashing them all.
pub fn count(
    files: &[File],
    manifest: &Manifest,
    most_parsed: usize,
    remarks: &mut Remarks,
) -> Contents {
    let places = parts::Places::of(files, manifest, remarks);
    let (skills, commands, agents) = match manifest.form {
        Form::Manifest | Form::ClaudePlugin => {
            (places.skills(), places.commands(), places.agents())
        }
        Form::Skill => (places.skills(), Vec::new(), Vec::new()),
    };
    let running = running::count(files, manifest, most_parsed, remarks);
    let in_parts = |file: &&File| {
        let holds = |part: &Part| part.path == file.path;
        skills.iter().any(holds) || commands.iter().any(holds) || agents.iter().any(holds)
    };
    let contents = Contents {
        token_estimate: files.iter().filter(in_parts).map(estimate).sum(),
        skills,
        commands,
        agents,
        hooks: running.hooks,
        mcp_servers: running.mcp_servers,
        bytes: files.iter().map(size).sum(),
        files: Vec::new(),
    };
    compare(&contents, manifest, remarks);
    contents
}

fn compare(contents: &Contents, manifest: &Manifest, remarks: &mut Remarks) {
    let claims = &manifest.claims;
    let counts = [
        ("skills", claims.skills, number(contents.skills.len())),
        ("commands", claims.commands, number(contents.commands.len())),
        ("agents", claims.agents, number(contents.agents.len())),
        ("hooks", claims.hooks, contents.hooks),
    ];
    for (what, claimed, found) in counts {
        if let Some(claimed) = claimed
            && claimed != found
        {
            remarks.push(Remark::CountDiffers {
                what,
                claimed,
                found,
            });
        }
    }
}

fn estimate(file: &File) -> u64 {
    tokens(&String::from_utf8_lossy(&file.bytes)).into()
}

fn size(file: &File) -> u64 {
    number(file.bytes.len())
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
