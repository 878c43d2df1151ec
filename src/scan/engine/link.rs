//! Addresses in running text: where they lead, and whether what is there can be run.

use crate::scan::host::Class;
use crate::scan::scene::Piece;
use crate::scan::url;

/// An address, and what can be got from it.
pub struct Link {
    /// Where it begins and ends, in bytes.
    pub start: usize,
    pub end: usize,
    pub class: Class,
    /// A place where anybody can put anything.
    pub anybodys: bool,
    /// A program or an archive.
    pub program: bool,
    /// A page on free hosting, where nobody has to say who they are.
    pub free: bool,
}

/// Parts of addresses where anybody can put anything.
static ANYBODYS: &[&str] = &[
    "/releases",
    "raw.githubusercontent",
    "gist.",
    "github.io",
    "drive.google",
    "dropbox.com",
    "storage.googleapis",
    "amazonaws",
    "sourceforge",
    "firebasestorage",
    "onedrive",
];
/// How addresses of programs and archives end.
static PROGRAMS: &[&str] = &[
    ".zip",
    ".exe",
    ".dmg",
    ".rar",
    ".7z",
    ".msi",
    ".pkg",
    ".scr",
    ".bat",
    ".ps1",
    ".sh",
    ".jar",
    ".apk",
    ".iso",
    "/releases/download",
];
/// Hosts that give a name to whoever asks.
static FREE: &[&str] = &[
    "vercel.app",
    "netlify.app",
    "pages.dev",
    "workers.dev",
    "web.app",
    "glitch.me",
    "replit.app",
    "repl.co",
    "onrender.com",
    "surge.sh",
    "blogspot.com",
    "wixsite.com",
    "weebly.com",
    "carrd.co",
    "notion.site",
    "sites.google.com",
    "framer.website",
    "webflow.io",
    "lovable.app",
    "bolt.host",
    "up.railway.app",
    "herokuapp.com",
    "000webhostapp.com",
    "neocities.org",
];

/// The addresses in a text, four thousand at most.
pub fn links(text: &str, piece: &Piece) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(url) = url::next_url(text, at) {
        at = url.end;
        let whole = text
            .get(url.start..url.end)
            .unwrap_or_default()
            .to_ascii_lowercase();
        let anybodys = ANYBODYS.iter().any(|part| whole.contains(part));
        let path = whole.split(['?', '#']).next().unwrap_or_default();
        let program = whole.contains("/releases/download/")
            || PROGRAMS.iter().any(|ending| path.ends_with(ending));
        let free = FREE.iter().any(|part| url.host.ends_with(part));
        found.push(Link {
            start: url.start,
            end: url.end,
            class: piece.class(&url.host),
            anybodys,
            program,
            free,
        });
        if found.len() > 4000 {
            break;
        }
    }
    found
}
