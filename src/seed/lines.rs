//! Adds to each problem the line it is about, by reading the files once more.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader, Read};

use super::problem::{Finding, Problem, Problems};
use super::source::Source;

/// The longest line that is kept to be shown, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Findings, each with the position of its source, as problems with their lines, in order.
pub fn shown(sources: &[Source], found: Vec<(usize, Finding)>) -> Problems {
    let mut by_source: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for (at, finding) in found {
        by_source.entry(at).or_default().push(finding);
    }
    let mut problems = Problems::default();
    for (at, findings) in by_source {
        let Some(source) = sources.get(at) else {
            continue;
        };
        let wanted = findings
            .iter()
            .map(|finding| finding.place.line)
            .collect::<Vec<_>>();
        // A file that can no longer be read has its problems told without their lines.
        let texts = lines(source, &wanted).unwrap_or_default();
        for finding in findings {
            let text = texts.get(&finding.place.line);
            let text = text.filter(|_| !finding.is_secret).cloned();
            let mut problem = Problem::new(source.name(), finding);
            problem.text = text;
            problems.push(problem);
        }
    }
    problems.sort();
    problems
}

fn lines(source: &Source, wanted: &[u32]) -> io::Result<HashMap<u32, String>> {
    let mut wanted = wanted.to_vec();
    wanted.retain(|line| *line > 0);
    wanted.sort_unstable();
    wanted.dedup();
    let mut reader = BufReader::new(source.open()?);
    let mut texts = HashMap::new();
    let mut number = 0;
    for line in wanted {
        while number + 1 < line {
            reader.skip_until(b'\n')?;
            number += 1;
        }
        let mut bytes = Vec::new();
        let count = reader
            .by_ref()
            .take(LONGEST as u64)
            .read_until(b'\n', &mut bytes)?;
        if count == LONGEST && !bytes.ends_with(b"\n") {
            reader.skip_until(b'\n')?;
        }
        number += 1;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_end_matches(['\n', '\r']);
        let text = if number == 1 {
            text.strip_prefix('\u{feff}').unwrap_or(text)
        } else {
            text
        };
        texts.insert(line, text.to_owned());
    }
    Ok(texts)
}
