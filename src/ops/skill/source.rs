//! Where skills are brought from: a commit of a repository, or a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::PgConnection;
use uuid::Uuid;

use crate::db::skill_source::{self, SkillSource};
use crate::db::{self, Commit, Exclusion, Session, interrupt};
use crate::error::{Advice, Code};
use crate::git::{self, Address, Checkout, Reference};
use crate::model::{SkillSourceType, SkillType};

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A repository.
    Git(Address, Reference),
    /// A folder, by its absolute path.
    Folder(PathBuf),
}

/// A source, new or known.
#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    /// Whose its skills are; none: for all.
    pub workspace_id: Option<Uuid>,
    pub origin: Origin,
    pub skill_type: SkillType,
    pub category: Option<String>,
}

/// The files of a source.
#[derive(Debug)]
pub enum Opened {
    Checkout(Checkout),
    Folder(PathBuf),
}

impl Opened {
    /// The folder with the files.
    pub fn root(&self) -> &Path {
        match self {
            Self::Checkout(checkout) => checkout.root(),
            Self::Folder(path) => path,
        }
    }

    /// The commit that they are of.
    pub fn commit(&self) -> Option<&str> {
        match self {
            Self::Checkout(checkout) => Some(&checkout.commit),
            Self::Folder(_) => None,
        }
    }
}

impl Origin {
    /// What a word on the command line and a branch or tag mean: a folder, a repository in one, or an
    /// address.
    pub fn parse(word: &str, reference: Reference) -> anyhow::Result<Self> {
        let path = Path::new(word);
        if !path.is_dir() {
            return Ok(Self::Git(Address::parse(word)?, reference));
        }
        let path = path.canonicalize()?;
        if git::is_repository(&path) {
            return Ok(Self::Git(Address::of_folder(&path)?, reference));
        }
        match reference {
            Reference::Head => Ok(Self::Folder(path)),
            Reference::Branch(_) | Reference::Tag(_) => {
                let message = format!(
                    "{} is not a repository, so it has no branches and tags",
                    path.display()
                );
                Err(Advice::new(Code::GitReference, message)
                    .hint("leave the branch or tag out, or name the top of the repository")
                    .into())
            }
        }
    }

    /// A short name for it.
    pub fn short_name(&self) -> String {
        match self {
            Self::Git(address, _) => address.short_name(),
            Self::Folder(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
        }
    }

    /// Fetches the repository, or opens the folder as it is.
    pub fn open(&self, patience: Duration) -> anyhow::Result<Opened> {
        match self {
            Self::Git(address, reference) => {
                let wanted = git::Wanted {
                    address,
                    reference,
                    patience,
                    stop: &|| Ok(interrupt::check()?),
                };
                Ok(Opened::Checkout(git::fetch(&wanted)?))
            }
            Self::Folder(path) if path.is_dir() => Ok(Opened::Folder(path.clone())),
            Self::Folder(path) => {
                let message = format!("there is no folder {}", path.display());
                Err(Advice::new(Code::FileRead, message).into())
            }
        }
    }

    /// Its parts as columns: address, branch, tag, folder.
    pub fn columns(&self) -> [Option<String>; 4] {
        match self {
            Self::Git(address, reference) => {
                let (branch, tag) = match reference {
                    Reference::Head => (None, None),
                    Reference::Branch(name) => (Some(name.clone()), None),
                    Reference::Tag(name) => (None, Some(name.clone())),
                };
                [Some(address.as_str().to_owned()), branch, tag, None]
            }
            Self::Folder(path) => [None, None, None, Some(path.display().to_string())],
        }
    }

    /// Which type of source it is.
    pub fn source_type(&self) -> SkillSourceType {
        match self {
            Self::Git(..) => SkillSourceType::Git,
            Self::Folder(_) => SkillSourceType::Upload,
        }
    }
}

impl Source {
    /// A source that is known; its skills are for that workspace, or for all.
    pub fn known(row: &SkillSource, workspace_id: Option<Uuid>) -> Result<Self, Advice> {
        let origin = match (&row.git_url, &row.folder_path) {
            (Some(url), _) => {
                let reference = match (&row.git_branch, &row.git_tag) {
                    (_, Some(tag)) => Reference::Tag(tag.clone()),
                    (Some(branch), None) => Reference::Branch(branch.clone()),
                    (None, None) => Reference::Head,
                };
                Origin::Git(Address::parse(url)?, reference)
            }
            (None, Some(path)) => Origin::Folder(path.into()),
            (None, None) => {
                let message = format!("nobody knows where the source `{}` is", row.source_name);
                return Err(Advice::new(Code::NameUnknown, message)
                    .hint("bring its skills in with `automatos skill import`"));
            }
        };
        Ok(Self {
            name: row.source_name.clone(),
            workspace_id,
            origin,
            skill_type: row.default_skill_type,
            category: row.default_category.clone(),
        })
    }

    /// Remembers that it could not be fetched.
    pub fn failed(&self, session: &mut Session, commit: Commit, error: &str) -> anyhow::Result<()> {
        db::write(session, commit, Exclusion::None, |conn| {
            skill_source::fail(conn, &self.name, error)?;
            Ok(())
        })
    }
}

/// The sources that can be synced from where somebody looks.
#[derive(Debug)]
pub struct Sources {
    /// Those that are wanted.
    pub wanted: Vec<Source>,
    /// The names of all.
    pub known: Vec<String>,
    /// A name that is none of them.
    pub unknown: Option<String>,
}

impl Sources {
    /// Those of these names, or all where none is given. From within a workspace only its own are
    /// known; a source whose skills are all deleted is known no more.
    pub fn read(
        conn: &mut PgConnection,
        workspace_id: Option<Uuid>,
        names: Option<&[String]>,
    ) -> anyhow::Result<Self> {
        let rows = skill_source::all(conn)?;
        let known: Vec<String> = rows.iter().map(|row| row.source_name.clone()).collect();
        let owners: BTreeMap<String, Option<Uuid>> = skill_source::owners(conn, &known)?
            .into_iter()
            .filter_map(|(name, owner)| Some((name?, owner)))
            .filter(|(_, owner)| workspace_id.is_none() || *owner == workspace_id)
            .collect();
        let mut names_given = names.into_iter().flatten();
        let unknown = names_given
            .find(|name| !owners.contains_key(*name))
            .cloned();
        let mut wanted = Vec::new();
        for row in &rows {
            let is_wanted = names.is_none_or(|names| names.contains(&row.source_name));
            if let (true, Some(owner)) = (is_wanted, owners.get(&row.source_name)) {
                wanted.push(Source::known(row, *owner)?);
            }
        }
        Ok(Self {
            wanted,
            known: owners.into_keys().collect(),
            unknown,
        })
    }
}
