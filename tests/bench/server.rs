//! The server all is measured on: the tool's own embedded PostgreSQL, in a folder of this run.

use std::cell::Cell;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use super::timing;

/// The release binary of the tool.
const BINARY: &str = env!("CARGO_BIN_EXE_automatos");

/// A running server, removed when the process ends, however it ends.
pub struct Server {
    home: PathBuf,
    path: OsString,
    psql: PathBuf,
    /// The URL of the seeded database `automatos`.
    url: String,
    databases: Cell<usize>,
    /// Waits for the end of its input, which is the end of this process.
    _guardian: Child,
}

impl Server {
    /// Makes it, with a seeded database.
    #[expect(
        clippy::disallowed_methods,
        reason = "the bench needs the caller's PATH, and no other setting"
    )]
    pub fn start() -> Result<Self> {
        let home = std::env::temp_dir().join(format!("automatos-bench-{}", std::process::id()));
        let guardian = Command::new("sh")
            .args([
                "-c",
                "cat; \"$0\" local destroy --confirm automatos; rm -rf \"$AUTOMATOS_HOME\"",
            ])
            .arg(BINARY)
            .env("AUTOMATOS_HOME", &home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("sh does not start")?;
        let mut server = Self {
            home,
            path: std::env::var_os("PATH").unwrap_or_default(),
            psql: psql_program(),
            url: String::new(),
            databases: Cell::new(0),
            _guardian: guardian,
        };
        timing::output(&mut server.embedded(&["init"]))?;
        let url = timing::output(&mut server.embedded(&["local", "url"]))?.stdout;
        String::from_utf8(url)?.trim().clone_into(&mut server.url);
        Ok(server)
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        self.url.replace("/automatos?", &format!("/{database}?"))
    }

    /// The seeded database.
    pub fn seeded(&self) -> &str {
        &self.url
    }

    /// The Unix socket it listens on.
    pub fn socket(&self) -> Result<PathBuf> {
        let folder = self
            .url
            .split(['?', '&'])
            .find_map(|part| part.strip_prefix("host="))
            .context("the URL names no socket folder")?;
        Ok(Path::new(folder).join(".s.PGSQL.5432"))
    }

    /// Our command on that database.
    pub fn ours(&self, url: &str, words: &[&str]) -> Command {
        let mut command = self.clean(Path::new(BINARY));
        command.env("DATABASE_URL", url).args(words);
        command
    }

    /// psql on that database, stopping at the first error.
    pub fn psql(&self, url: &str, words: &[&str]) -> Command {
        let mut command = self.clean(&self.psql);
        command
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url])
            .args(words);
        command
    }

    /// What psql prints for a query, bare.
    pub fn query(&self, url: &str, sql: &str) -> Result<String> {
        let output = timing::output(&mut self.psql(url, &["-A", "-t", "-c", sql]))?;
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }

    /// A number that a query answers.
    pub fn number(&self, url: &str, sql: &str) -> Result<u64> {
        let text = self.query(url, sql)?;
        text.parse().with_context(|| format!("`{text}` for {sql}"))
    }

    /// Runs `work` with the URL of a new database, a copy of `template` or an empty one.
    pub fn with_database<T>(
        &self,
        template: Option<&str>,
        work: impl FnOnce(&str) -> Result<T>,
    ) -> Result<T> {
        let name = self.create_database(template)?;
        let done = work(&self.url(&name))?;
        self.query(&self.url("postgres"), &format!("DROP DATABASE {name}"))?;
        Ok(done)
    }

    /// Makes a database, a copy of `template` or an empty one, and returns its name.
    pub fn create_database(&self, template: Option<&str>) -> Result<String> {
        let name = format!("bench_{}", self.databases.replace(self.databases.get() + 1));
        let template = template.unwrap_or("template1");
        self.query(
            &self.url("postgres"),
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )?;
        Ok(name)
    }

    /// A new folder of that name that goes with the server.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let path = self.home.join(name);
        std::fs::create_dir_all(&path)
            .with_context(|| format!("cannot make {}", path.display()))?;
        Ok(path)
    }

    /// A file of that name and text, for psql to run.
    pub fn file(&self, name: &str, text: &str) -> Result<String> {
        let path = self.home.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path.to_string_lossy().into_owned())
    }

    /// Any program with nothing in its environment but PATH and a home folder.
    pub fn clean(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", &self.path)
            .env("HOME", &self.home);
        command
    }

    /// Whether a program is there.
    pub fn has(&self, program: &str) -> bool {
        let asked = self.clean(Path::new(program)).arg("--version").output();
        asked.is_ok_and(|output| output.status.success())
    }

    fn embedded(&self, words: &[&str]) -> Command {
        let mut command = self.clean(Path::new(BINARY));
        command.env("AUTOMATOS_HOME", &self.home).args(words);
        command
    }
}

/// The program itself: what Debian has in PATH is a script that looks for it.
fn psql_program() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let major = entry.file_name().to_str()?.parse().ok()?;
            Some((major, entry.path().join("bin/psql")))
        })
        .filter(|(_, program)| program.is_file())
        .collect();
    found.sort();
    found
        .pop()
        .map_or_else(|| PathBuf::from("psql"), |(_, program)| program)
}
