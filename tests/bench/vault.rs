//! A hundred thousand credentials: sealed anew and opened, beside the server rewriting as many rows,
//! and the cipher alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::sealing;
use super::server::Server;
use super::table::{Line, Reach};
use super::timing::{Cost, Pairs, cost, output, pairs, peak};

const ROWS: u32 = 100_000;
const PAIRS: usize = 3;
const OTHER_KEY: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

/// What a rotation does in the server: every row written again, and each noted in the log.
const REWRITE: &str = "BEGIN; \
    UPDATE credentials SET encrypted_data = encrypted_data || '', updated_at = now(); \
    INSERT INTO credential_audit_logs (workspace_id, credential_id, credential_name, action, performed_by, success) \
    SELECT workspace_id, id, name, 'rotated', 'bench', true FROM credentials; COMMIT";

/// `credential rotate` and `credential verify --all`.
pub fn credentials(server: &Server) -> Result<Vec<Line>> {
    let folder = server.folder("vault")?;
    let bench = Bench {
        server,
        // The first key seals, so each rotation with the other file is from one key to the other.
        files: [
            key_file(&folder, "one", [sealing::KEY, OTHER_KEY])?,
            key_file(&folder, "other", [OTHER_KEY, sealing::KEY])?,
        ],
        url: filled(server, &folder)?,
        floor: filled(server, &folder)?,
    };
    let (rotated, verified) = (bench.rotated()?, bench.verified()?);
    let mut lines = vec![
        Line::wall("rotate 100,000 credentials", &rotated, Reach::Any),
        Line::cpu("rotate 100,000 credentials", &rotated, Reach::Any),
        Line::wall("verify 100,000 credentials", &verified, Reach::Any),
        Line::cpu("verify 100,000 credentials", &verified, Reach::Any),
    ];
    for (file, words) in bench.files.iter().rev().zip([ROTATE, VERIFY]) {
        let memory = peak(&mut bench.ours(words, file))?;
        let work = format!("peak memory of {}, KiB", words.join(" "));
        lines.push(Line::count(&work, memory, 0, Reach::Any));
    }
    if let Some(cipher) = cipher(server) {
        // A rotation opens, seals, and opens again.
        for (work, pairs, times) in [("rotated", &rotated, 3), ("verified", &verified, 1)] {
            let work = format!("{work} a second, and openssl speed");
            lines.push(Line::count(&work, rate(pairs), cipher / times, Reach::Any));
        }
    }
    Ok(lines)
}

const ROTATE: &[&str] = &["credential", "rotate"];
const VERIFY: &[&str] = &["credential", "verify", "--all"];

/// Two databases with the same credentials, ours and psql's, and files with the same two keys.
struct Bench<'a> {
    server: &'a Server,
    files: [PathBuf; 2],
    url: String,
    floor: String,
}

impl Bench<'_> {
    fn ours(&self, words: &[&str], key_file: &Path) -> Command {
        let mut command = self.server.ours(&self.url, words);
        command.env("AUTOMATOS_MASTER_KEY_FILE", key_file);
        command
    }

    fn rotated(&self) -> Result<Pairs> {
        let mut turns = self.files.iter().rev().cycle();
        pairs(
            PAIRS,
            || {
                let file = turns.next().context("it goes on for ever")?;
                cost(&mut self.ours(ROTATE, file))
            },
            || cost(&mut self.server.psql(&self.floor, &["-c", REWRITE])),
        )
    }

    fn verified(&self) -> Result<Pairs> {
        let [file, _] = &self.files;
        let read = "\\copy credentials TO /dev/null";
        pairs(
            PAIRS,
            || cost(&mut self.ours(VERIFY, file)),
            || cost(&mut self.server.psql(&self.floor, &["-c", read])),
        )
    }
}

fn key_file(folder: &Path, name: &str, keys: [&str; 2]) -> Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, keys.join("\n") + "\n")?;
    fs::set_permissions(&path, PermissionsExt::from_mode(0o600))?;
    Ok(path)
}

/// A new database with the credentials in it.
fn filled(server: &Server, folder: &Path) -> Result<String> {
    let url = server.url(&server.create_database(Some("automatos"))?);
    let url = url.as_str();
    output(&mut server.ours(url, &["-q", "workspace", "create", "bench"]))?;
    let workspace = server.query(url, "SELECT id FROM workspaces WHERE slug = 'bench'")?;
    let kind = server.query(
        url,
        "SELECT id FROM credential_types WHERE name = 'openai_api'",
    )?;
    let file = folder.join("credentials.sql");
    let ids = 1..1 + i64::from(ROWS);
    fs::write(
        &file,
        sealing::insert(workspace.parse()?, kind.parse()?, ids),
    )?;
    output(&mut server.psql(url, &["-1", "-f", &file.to_string_lossy()]))?;
    output(&mut server.psql(url, &["-c", "VACUUM ANALYZE credentials"]))?;
    Ok(url.to_owned())
}

/// Rows a second, from start to end.
fn rate(pairs: &Pairs) -> u64 {
    let (ours, _) = pairs.medians(|cost: &Cost| cost.wall);
    u64::from(ROWS) * 1_000_000 / u64::try_from(ours.as_micros()).unwrap_or(u64::MAX).max(1)
}

/// How many values of that length `openssl speed` seals a second, where there is an openssl.
fn cipher(server: &Server) -> Option<u64> {
    let length = sealing::plain(i64::from(ROWS)).len();
    let mut command: Command = server.clean(Path::new("openssl"));
    command.args([
        "speed",
        "-mr",
        "-seconds",
        "1",
        "-evp",
        "aes-256-gcm",
        "-bytes",
    ]);
    let told = output(command.arg(length.to_string())).ok()?.stdout;
    let told = String::from_utf8(told).ok()?;
    let rate = told.lines().find(|line| line.starts_with("+F:"))?;
    let bytes: f64 = rate.rsplit(':').next()?.parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some millions"
    )]
    Some((bytes / f64::from(u32::try_from(length).ok()?)) as u64)
}
