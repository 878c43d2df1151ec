//! Commands that delete and wipe.

use super::command::any;
use crate::scan::rules;
use crate::scan::shell::command::Call;
use crate::scan::shell::judge::Judge;
use crate::scan::shell::places;
use crate::scan::shell::resolve::Value;

/// Files are deleted.
pub fn delete(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    let deep = name != "rm"
        || words.iter().any(|word| {
            word.text.starts_with('-') && (word.text.contains('r') || word.text.contains('R'))
        })
        || any(words, &["/s", "-Recurse"]);
    for word in words.iter().filter(|word| !word.text.starts_with('-')) {
        if deep && places::is_precious(&word.text) {
            judge.found(&rules::DESTROY, call.part, call.source, 1.0);
            return;
        }
        let unset = deep
            && word.text.starts_with('$')
            && word.text.ends_with("/*")
            && !word.text.contains(['{', '}'])
            && words.iter().any(|flag| flag.text == "--no-preserve-root");
        if unset || words.iter().any(|flag| flag.text == "--no-preserve-root") {
            judge.found(&rules::DESTROY, call.part, call.source, 1.0);
            return;
        }
        if places::is_shared(&word.text)
            && (deep || word.text.contains("_history") || word.text.starts_with("/var/log"))
        {
            let belief = if word.text.starts_with("/opt/")
                || word.text.starts_with("/usr/local/")
                || word.text.starts_with("/var/lib/apt")
                || word.text.starts_with("/etc/")
                || word.text.starts_with("/usr/")
            {
                0.35
            } else {
                1.0
            };
            judge.found(&rules::DESTROY_BROAD, call.part, call.source, belief);
            return;
        }
    }
}

/// Disks are wiped.
pub fn wipe(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let certain = match name {
        "dd" => [
            "of=/dev/sd",
            "of=/dev/nvme",
            "of=/dev/disk",
            "of=/dev/hd",
            "of=/dev/vd",
        ]
        .iter()
        .any(|part| text.contains(part)),
        "vssadmin" => text.contains("delete shadows"),
        "tmutil" => text.starts_with("deletelocalsnapshots"),
        "wbadmin" => text.starts_with("delete"),
        "cipher" => text.contains("/w:"),
        "format" => text.to_ascii_lowercase().contains("c:"),
        "fdisk" | "diskpart" => false,
        _ => text.contains("/dev/") || name == "format-volume",
    };
    if certain {
        judge.found(&rules::DESTROY, call.part, call.source, 1.0);
    }
}
