//! The SKILL.md files of plugins, read from the store of packages.

use diesel::PgConnection;

use crate::context::{Kind, Part};
use crate::db::agent_context::Plugin;
use crate::db::package_blob;
use crate::error::{Advice, Code};
use crate::model::Digest;
use crate::package::{self, Limits};
use crate::store::{Found, Location, PackageStore};

const NAME: &str = "SKILL.md";

/// Where the bytes of packages are.
pub enum Packages {
    /// In the database: all that are wanted come in one statement.
    Database,
    /// In another store, one after the other.
    Store(Box<dyn PackageStore>),
}

/// The SKILL.md files of these plugins, in their order and within one by path.
pub fn skill_files(
    conn: &mut PgConnection,
    packages: &mut Packages,
    plugins: &[&Plugin],
) -> anyhow::Result<Vec<Part>> {
    let digests: Vec<Digest> = plugins
        .iter()
        .filter_map(|plugin| plugin.package_sha256.as_deref())
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let all = bytes(conn, packages, &digests)?;
    let mut parts = Vec::new();
    for plugin in plugins {
        let found = all
            .iter()
            .find(|(digest, _)| plugin.package_sha256.as_deref() == Some(digest.as_str()));
        let Some((_, bytes)) = found else { continue };
        let label = format!("{}@{}", plugin.slug, plugin.version);
        let read = package::read_archive(bytes.clone(), &Limits::default()).map_err(|refused| {
            let message = format!("the package of {label} cannot be read: {refused}");
            Advice::new(Code::PackageRefused, message)
        })?;
        for file in read.files() {
            if file.path.rsplit('/').next() == Some(NAME) {
                let from = format!("plugin {label}, {}", file.path);
                let name = format!("{}/{}", plugin.slug, file.path);
                let text = String::from_utf8_lossy(&file.bytes).trim().to_owned();
                parts.push(Part::new(Kind::PluginSkill, &name, from, text));
            }
        }
    }
    Ok(parts)
}

/// The bytes of each digest; they are the right ones, or it is an error.
fn bytes(
    conn: &mut PgConnection,
    packages: &mut Packages,
    digests: &[Digest],
) -> anyhow::Result<Vec<(Digest, Vec<u8>)>> {
    match packages {
        Packages::Store(store) => digests
            .iter()
            .map(|digest| Ok((digest.clone(), store.get(digest)?)))
            .collect(),
        Packages::Database => {
            let names: Vec<&str> = digests.iter().map(Digest::as_str).collect();
            let mut there = package_blob::whole(conn, &names)?;
            digests
                .iter()
                .map(|digest| {
                    let place = there.iter().position(|blob| blob.sha256 == digest.as_str());
                    let bytes = place.map(|place| there.swap_remove(place).bytes);
                    found(digest, bytes.as_deref()).expect_whole(digest, &Location::Postgres)?;
                    Ok((digest.clone(), bytes.unwrap_or_default()))
                })
                .collect()
        }
    }
}

fn found(digest: &Digest, bytes: Option<&[u8]>) -> Found {
    let Some(bytes) = bytes else {
        return Found::Missing;
    };
    let size = bytes.len() as u64;
    let real = Digest::of(bytes);
    if real == *digest {
        Found::Whole { bytes: size }
    } else {
        Found::Damaged {
            digest: real,
            bytes: size,
        }
    }
}
