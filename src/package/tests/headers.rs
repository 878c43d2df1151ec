//! Entries whose headers lie, to each other or to the reader.

use super::zip::{DEFLATED, DESCRIPTOR, Entry, Header, deflated, field, stored, streamed};
use super::{Hostile, package};

type Change = fn(&mut Header);

/// Changes to the local header alone.
const LOCAL: &[(&str, Change, &str)] = &[
    (
        "another local name",
        |it| it.name = b"b.md".to_vec(),
        "about its name",
    ),
    (
        "a local name one step up",
        |it| it.name = b"../x".to_vec(),
        "about its name",
    ),
    (
        "a local name of another length",
        |it| it.name = b"a.md.exe".to_vec(),
        "about its name",
    ),
    (
        "another local method",
        |it| it.method = 0,
        "about its compression",
    ),
    (
        "other local flags",
        |it| it.flags = 1 << 11,
        "about its flags",
    ),
    ("another local time", |it| it.time += 1, "about its time"),
    (
        "another local checksum",
        |it| it.checksum ^= 1,
        "about its checksum",
    ),
    (
        "no local checksum",
        |it| it.checksum = 0,
        "about its checksum",
    ),
    (
        "another local packed size",
        |it| it.packed += 1,
        "about its size",
    ),
    (
        "another local unpacked size",
        |it| it.unpacked += 1,
        "about its size",
    ),
    (
        "no local sizes",
        |it| (it.packed, it.unpacked) = (0, 0),
        "about its size",
    ),
];

/// Changes to both headers.
const BOTH: &[(&str, Change, &str)] = &[
    ("encrypted", |it| it.flags = 1, "is encrypted"),
    (
        "strongly encrypted",
        |it| it.flags = 1 | 1 << 6,
        "is encrypted",
    ),
    (
        "with masked headers",
        |it| it.flags = 1 << 13,
        "is encrypted",
    ),
    ("encrypted with AES", |it| it.method = 99, "is encrypted"),
    (
        "AES by its field",
        |it| it.extra = field(0x9901, &[2, 0, 65, 69, 3, 8, 0]),
        "is encrypted",
    ),
    (
        "patched data",
        |it| it.flags = 1 << 5,
        "flags that no reader",
    ),
    ("deflate64", |it| it.method = 9, "method 9"),
    ("bzip2", |it| it.method = 12, "method 12"),
    ("zstd", |it| it.method = 93, "method 93"),
    (
        "extra fields cut short",
        |it| it.extra = vec![1, 0, 9],
        "cannot be taken apart",
    ),
    (
        "extra fields too long",
        |it| it.extra = vec![1, 0, 9, 0],
        "cannot be taken apart",
    ),
    (
        "less data than declared",
        |it| it.unpacked += 1,
        "declares 35 bytes and holds 34",
    ),
    (
        "more data than declared",
        |it| it.unpacked -= 1,
        "declares 33 bytes and holds more",
    ),
    (
        "another checksum than the data has",
        |it| it.checksum ^= 1,
        "the checksum of `a.md`",
    ),
    (
        "open sizes and no field",
        |it| it.unpacked = u32::MAX,
        "do not fit",
    ),
    (
        "a field and no open sizes",
        |it| it.extra = field(1, &[0; 16]),
        "do not fit",
    ),
    (
        "a field too short for the open sizes",
        |it| (it.packed, it.unpacked, it.extra) = (u32::MAX, u32::MAX, field(1, &[0; 12])),
        "do not fit",
    ),
    (
        "a terabyte",
        |it| (it.unpacked, it.extra) = (u32::MAX, field(1, &(1_u64 << 40).to_le_bytes())),
        "about its size",
    ),
    (
        "two fields of sizes",
        |it| it.extra = [field(1, &[0; 8]), field(1, &[1; 8])].concat(),
        "two extra fields",
    ),
    (
        "two fields of names",
        |it| it.extra = [field(0x7075, b"12345a.md"), field(0x7075, b"12345b.md")].concat(),
        "two extra fields",
    ),
];

/// These, spoilt data, and sizes behind the data that are not those of the directory.
pub fn all() -> Vec<Hostile> {
    let local = LOCAL.iter().map(|(name, change, words)| {
        let entry = file().with(|it| change(&mut it.local));
        Hostile::new(name, &package([entry]), words)
    });
    let both = BOTH.iter().map(|(name, change, words)| {
        let entry = file().both(change);
        Hostile::new(name, &package([entry]), words)
    });
    let mut all: Vec<Hostile> = local.chain(both).collect();
    all.extend(data());
    all.extend(behind());
    all
}

fn file() -> Entry {
    deflated("a.md", b"some words, some words, some words")
}

fn data() -> Vec<Hostile> {
    let one = |name, entry: Entry, words| Hostile::new(name, &package([entry]), words);
    let endless = file()
        .with(|it| it.data.truncate(5))
        .both(|header| header.packed = 5);
    let packed = u64::from(file().central.packed);
    let wide = [(1_u64 << 40).to_le_bytes(), packed.to_le_bytes()].concat();
    let wrapping = [u64::MAX.to_le_bytes(), u64::MAX.to_le_bytes()].concat();
    let open = |sizes: &[u8]| {
        let extra = field(1, sizes);
        file().both(|header| {
            (header.packed, header.unpacked) = (u32::MAX, u32::MAX);
            header.extra.clone_from(&extra);
        })
    };
    let short = stored("a.md", b"words").both(|header| header.unpacked = 4);
    vec![
        one(
            "broken data",
            file().with(|it| it.data[3] ^= 0xff),
            "`a.md`",
        ),
        one("data without an end", endless, "ends too early"),
        one(
            "other words",
            stored("a.md", b"words").with(|it| it.data[0] = b'W'),
            "the checksum",
        ),
        one("stored data of two sizes", short, "declares 4 bytes"),
        one(
            "data on another disk",
            file().with(|it| it.disk = 1),
            "do not fit",
        ),
        one(
            "a terabyte in both headers",
            open(&wide),
            "larger than 10485760 bytes",
        ),
        one(
            "sizes that wrap around",
            open(&wrapping),
            "reaches into the directory",
        ),
    ]
}

fn behind() -> Vec<Hostile> {
    let one = |name, change: fn(&mut Entry), words| {
        let entry = streamed("a.md", b"words").with(change);
        Hostile::new(name, &package([entry, stored("b.md", b"x")]), words)
    };
    vec![
        one(
            "another mark behind the data",
            |it| it.behind[0] ^= 1,
            "checksum or size",
        ),
        one(
            "another checksum behind the data",
            |it| it.behind[4] ^= 1,
            "checksum or size",
        ),
        one(
            "another size behind the data",
            |it| it.behind[12] ^= 1,
            "checksum or size",
        ),
        one(
            "no sizes behind the data",
            |it| it.behind.clear(),
            "no sizes behind",
        ),
        one(
            "data behind the sizes",
            |it| it.behind.extend(b"hidden"),
            "stray data",
        ),
        one(
            "sizes of 64 bits behind the data, the last wrong",
            |it| *it = wide(),
            "checksum or size",
        ),
    ]
}

/// An entry whose sizes stand behind it in 64 bits, one that is wrong only in its upper half.
fn wide() -> Entry {
    let mut entry = file().both(|header| header.flags = DESCRIPTOR);
    assert_eq!(entry.central.method, DEFLATED);
    entry.behind = b"PK\x07\x08".to_vec();
    entry.behind.extend(entry.central.checksum.to_le_bytes());
    entry
        .behind
        .extend(u64::from(entry.central.packed).to_le_bytes());
    entry
        .behind
        .extend((u64::from(entry.central.unpacked) + (1 << 32)).to_le_bytes());
    entry
}
