//! Scanning many plugins, beside what only reads the same bytes, and beside another scanner.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::server::Server;
use super::table::{Line, Reach};
use super::timing::{Cost, cost, pairs};

const FOLDERS: usize = 1_000;
const PAIRS: usize = 5;

/// `plugin scan` of a thousand folders, `rg -c .` where there is ripgrep, and Cisco's `skill-scanner`
/// where that is installed.
pub fn thousand(server: &Server) -> Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let bytes = write_all(folder.path())?;
    let place = folder.path().to_string_lossy().into_owned();
    let ours = || cost(&mut server.ours("", &["plugin", "scan", &place, "-o", "json"]));
    let work = format!("scan of {FOLDERS} folders");
    let mut lines = Vec::new();
    if server.has("rg") {
        let floor = || cost(&mut reading(server, &place));
        let pairs = pairs(PAIRS, ours, floor)?;
        lines.push(Line::wall(&format!("{work}, rg -c ."), &pairs, Reach::Any));
        lines.push(Line::cpu(&format!("{work}, rg -c ."), &pairs, Reach::Any));
        lines.push(Line::rate(&work, bytes, &pairs));
    }
    if server.has("skill-scanner") {
        // Once: it takes minutes.
        let pairs = super::timing::Pairs {
            ours: vec![ours()?],
            floor: vec![other(server, &place)?],
        };
        lines.push(Line::wall(&format!("{work}, Cisco"), &pairs, Reach::Any));
        lines.push(Line::cpu(&format!("{work}, Cisco"), &pairs, Reach::Any));
    }
    Ok(lines)
}

/// Reads every byte of every file and does next to nothing with them.
fn reading(server: &Server, place: &str) -> Command {
    let mut command = server.clean(Path::new("rg"));
    command.args(["-c", ".", "--no-ignore", "--hidden", place]);
    command
}

fn other(server: &Server, place: &str) -> Result<Cost> {
    let mut command = server.clean(Path::new("skill-scanner"));
    command.args(["scan-all", "--recursive", "--format", "json", place]);
    cost(&mut command)
}

/// Writes the folders and says how many bytes there are in them.
fn write_all(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for index in 0..FOLDERS {
        let own = folder.join(format!("skill-{index}"));
        fs::create_dir_all(own.join("scripts"))?;
        for (path, text) in [
            ("SKILL.md", instructions(index)),
            ("reference.md", reference(index)),
            ("scripts/report.py", python(index)),
            ("scripts/build.sh", shell(index)),
            ("data.json", data(index)),
        ] {
            bytes += u64::try_from(text.len())?;
            fs::write(own.join(path), text)?;
        }
    }
    Ok(bytes)
}

const SUBJECTS: [&str; 5] = ["invoices", "maps", "proteins", "recipes", "logs"];

fn subject(index: usize) -> &'static str {
    SUBJECTS
        .get(index % SUBJECTS.len())
        .copied()
        .unwrap_or("lists")
}

fn instructions(index: usize) -> String {
    let subject = subject(index);
    let mut text = format!(
        "---\nname: skill-{index}\ndescription: Reads {subject} and writes a report\n---\n# {subject}\n\n\
         Ask for the folder with the {subject}. Run `scripts/report.py FOLDER` and show its table.\n\n"
    );
    for step in 0..20 + index % 10 {
        // Writing to a string cannot fail.
        writeln!(
            text,
            "{step}. Look at {subject} number {step}; never change a file without asking first.\n\n\
             ```sh\npython scripts/report.py in/{step} --out out/{step}.csv\n\
             curl -s https://api.github.com/repos/me/{subject}/issues/{step}\n```\n"
        )
        .unwrap_or_default();
    }
    text
}

fn reference(index: usize) -> String {
    let subject = subject(index);
    let line =
        format!("| {subject} | a column with words that explain what is kept in it | text |\n");
    format!(
        "# Columns\n\n| name | meaning | type |\n|---|---|---|\n{}",
        line.repeat(60)
    )
}

fn python(index: usize) -> String {
    let mut text =
        "import csv\nimport os\nimport subprocess\nimport sys\n\nimport requests\n\n".to_owned();
    for part in 0..12 {
        writeln!(
            text,
            "def part_{part}(folder):\n    token = os.environ['GITHUB_TOKEN']\n    \
             rows = list(csv.reader(open(os.path.join(folder, 'part-{part}.csv'))))\n    \
             subprocess.run(['git', 'log', '-{index}'], check=True)\n    \
             return requests.get('https://api.github.com/user', headers={{'Authorization': token}}), rows\n\n"
        )
        .unwrap_or_default();
    }
    text
}

fn shell(index: usize) -> String {
    format!(
        "#!/bin/sh\nset -eu\nmkdir -p out\nfor file in in/*.csv; do\n  sort \"$file\" > \"out/$(basename \"$file\")\"\n\
         done\necho \"done {index}\"\n"
    )
}

fn data(index: usize) -> String {
    let row = format!(
        "{{\"id\": {index}, \"name\": \"{}\", \"tags\": [\"a\", \"b\"]}}",
        subject(index)
    );
    format!("[{}]\n", vec![row; 40].join(",\n"))
}
