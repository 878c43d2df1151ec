//! A scan of a package with one file of the fuzzer's: never a panic, the same report each time, and a page
//! in which nothing of the file works.

use automatos::{File, Limits, Policy, from_files, html, sarif, scan};

const HEAD: &str = "---\nname: fuzzed\ndescription: Formats text\n---\nRun a.py and a.sh.\n";

/// The file at the path that the first byte picks.
#[allow(dead_code, reason = "each target uses one of the two")]
pub fn one_of(paths: &[&str], bytes: &[u8]) {
    if let Some((first, rest)) = bytes.split_first() {
        file(paths[usize::from(*first) % paths.len()], rest);
    }
}

/// The file at that path, beside instructions that name it.
pub fn file(path: &str, bytes: &[u8]) {
    let one = |path: &str, bytes: &[u8]| File {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
        executable: path.ends_with(".sh"),
    };
    let mut files = vec![one("SKILL.md", HEAD.as_bytes())];
    match path {
        "SKILL.md" => files[0].bytes.extend(bytes),
        _ => files.push(one(path, bytes)),
    }
    // What is no package is not scanned.
    let Ok(package) = from_files(files, &Limits::default()) else {
        return;
    };
    let policy = Policy::default();
    let report = scan(&package, &policy);
    let again = scan(&package, &policy);
    let json = |report| serde_json::to_string(report).expect("a report is JSON");
    assert_eq!(json(&report), json(&again));
    assert!(report.risk_score <= 100);
    let page = html::render(&report, "fuzzed", &package);
    assert!(!page.contains("<script") && !page.contains(" onerror=") || page.contains("&lt;"));
    assert!(page.matches('<').count() == page.matches('>').count());
    let results = sarif::render(&[("package", &report)], "0.0.0");
    assert_eq!(results["version"], "2.1.0");
}
