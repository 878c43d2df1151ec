//! Hostile names and kinds of entries.

use super::zip::{Entry, field, stored};
use super::{Hostile, package};

/// Names of entries.
const NAMES: &[(&str, &[u8], &str)] = &[
    ("an absolute path", b"/etc/passwd", "an absolute path"),
    ("two slashes first", b"//host/share/x", "an absolute path"),
    ("one step up", b"../x", "`..` in its path"),
    (
        "many steps up",
        b"../../../../../../root/.ssh/authorized_keys",
        "`..` in its path",
    ),
    ("a step up inside", b"skills/../../x", "`..` in its path"),
    ("a step up at the end", b"skills/..", "`..` in its path"),
    ("a folder one step up", b"../", "`..` in its path"),
    ("a step up behind a dot", b"./../x", "`..` in its path"),
    ("a dot inside", b"a/./b", "`.` in its path"),
    ("two slashes inside", b"a//b", "an empty segment"),
    ("only a slash", b"/", "an absolute path"),
    ("a drive", b"C:/Windows/System32/x.dll", "a drive letter"),
    ("a drive without a slash", b"c:x", "a drive letter"),
    ("backslashes up", b"..\\..\\x", "a backslash"),
    ("a backslash inside", b"skills\\a\\SKILL.md", "a backslash"),
    ("a share", b"\\\\host\\share\\x", "a backslash"),
    ("a NUL that hides an ending", b"a.md\0.exe", "a NUL"),
    ("no name", b"", "no path"),
    (
        "an escape sequence",
        b"\x1b]0;owned\x07\x1b[2J",
        "a control character",
    ),
    ("a line break", b"a.md\n-rf", "a control character"),
    ("a name that is no UTF-8", b"caf\xe9.md", "not UTF-8"),
    (
        "UTF-8 longer than need be",
        b"\xc0\xae\xc0\xae/x",
        "not UTF-8",
    ),
    (
        "steps up in full width",
        "\u{ff0e}\u{ff0e}/x".as_bytes(),
        "another Unicode form",
    ),
    (
        "a slash in full width",
        "..\u{ff0f}x".as_bytes(),
        "another Unicode form",
    ),
    (
        "a two-dot leader",
        "\u{2025}/x".as_bytes(),
        "another Unicode form",
    ),
    ("a path too long", &[b'a'; 256], "longer than 255 bytes"),
    (
        "a path too deep",
        b"1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17",
        "deeper than 16",
    ),
];

/// Names of two entries of one package.
const PAIRS: &[(&str, [&str; 2], &str)] = &[
    ("one name twice", ["a.md", "a.md"], "is there twice"),
    (
        "the manifest twice",
        ["b.md", "manifest.json"],
        "is there twice",
    ),
    ("one name by case", ["a.md", "A.md"], "one name"),
    (
        "the manifest by case",
        ["b.md", "Manifest.JSON"],
        "one name",
    ),
    (
        "one name by composition",
        ["\u{e9}.md", "e\u{301}.md"],
        "one name",
    ),
    (
        "one name by compatibility",
        ["office.md", "o\u{fb03}ce.md"],
        "one name",
    ),
    (
        "one name by full width",
        ["a.md", "\u{ff41}.md"],
        "one name",
    ),
    ("one name by a sharp s", ["ss.md", "\u{df}.md"], "one name"),
    (
        "one name by the kelvin sign",
        ["k.md", "\u{212a}.md"],
        "one name",
    ),
    (
        "one name by a dot at its end",
        ["run.sh", "run.sh."],
        "one name",
    ),
    (
        "one name by a blank at its end",
        ["run.sh", "run.sh "],
        "one name",
    ),
    (
        "one name by a dot before it",
        ["run.sh", "./run.sh"],
        "is there twice",
    ),
    ("one folder by case", ["skills/a", "Skills/b"], "one name"),
    (
        "a file that is a folder too",
        ["a", "a/b"],
        "both a file and a folder",
    ),
    (
        "a folder that is a file too",
        ["a/b", "a"],
        "both a file and a folder",
    ),
    ("a folder twice", ["a/", "a/"], "is there twice"),
];

/// Names with the attributes of their entries.
const KINDS: &[(&str, (&str, u32), &str)] = &[
    (
        "a symbolic link",
        ("link", 0o120_777 << 16),
        "a symbolic link",
    ),
    (
        "a link with a slash",
        ("link/", 0o120_777 << 16),
        "a symbolic link",
    ),
    ("a character device", ("null", 0o020_666 << 16), "a device"),
    ("a block device", ("sda", 0o060_660 << 16), "a device"),
    ("a named pipe", ("pipe", 0o010_644 << 16), "a named pipe"),
    ("a socket", ("socket", 0o140_777 << 16), "a socket"),
    ("a kind of no system", ("odd", 0o150_644 << 16), "of a kind"),
    (
        "a folder by its mode only",
        ("a", 0o040_755 << 16),
        "a folder by one sign",
    ),
    (
        "a file with a slash",
        ("a/", 0o100_644 << 16),
        "a folder by one sign",
    ),
    (
        "a folder by MS-DOS only",
        ("a", 0x10),
        "a folder by one sign",
    ),
    (
        "a folder that holds data",
        ("a/", 0o040_755 << 16),
        "although it is a folder",
    ),
];

/// Archives whose entries have names or kinds that no package may have.
pub fn all() -> Vec<Hostile> {
    let named = NAMES.iter().map(|(name, bytes, words)| {
        let entry = stored("", b"x").both(|header| header.name = bytes.to_vec());
        Hostile::new(name, &package([entry]), words)
    });
    let paired = PAIRS.iter().map(|(name, names, words)| {
        Hostile::new(name, &package(names.iter().map(of_no_mode)), words)
    });
    let special = KINDS.iter().map(|(name, (path, attributes), words)| {
        let entry = stored(path, b"../../etc/passwd").with(|it| it.attributes = *attributes);
        Hostile::new(name, &package([entry]), words)
    });
    named.chain(paired).chain(special).chain(others()).collect()
}

/// A file or, by the slash at its end, a folder.
fn of_no_mode(name: &&str) -> Entry {
    let data: &[u8] = if name.ends_with('/') { b"" } else { b"x" };
    stored(name, data).with(|it| it.attributes = 0)
}

fn others() -> Vec<Hostile> {
    let hard_link = [&[0; 12][..], b"../../etc/passwd"].concat();
    let second_name = [&[1, 0, 0, 0, 0][..], b"../x"].concat();
    let with_field = |id, data: &[u8]| -> Entry {
        stored("a", b"x").both(|header| header.extra = field(id, data))
    };
    let link_above = stored("link", b"/etc").with(|it| it.attributes = 0o120_777 << 16);
    vec![
        Hostile::new(
            "a hard link",
            &package([with_field(0x000d, &hard_link)]),
            "a link or a device",
        ),
        Hostile::new(
            "a second name",
            &package([with_field(0x7075, &second_name)]),
            "about its name",
        ),
        Hostile::new(
            "a file below a link",
            &package([link_above, stored("link/passwd", b"x")]),
            "a symbolic link",
        ),
    ]
}
