//! Code that moves assets to a fixed account, or swaps the account a person copied for another.

use super::recipient::has_account;
use crate::scan::finding::Signal;
use crate::scan::rules;
use crate::scan::scene::Piece;
use crate::scan::search;

/// What takes a key into use.
static SIGNERS: &[&str] = &[
    "fromSecretKey",
    "privateKeyToAccount",
    "ethers.Wallet(",
    "new Wallet(",
    "Keypair.from_",
    "Account.from_key",
    "from_mnemonic",
    "fromMnemonic",
];
/// What moves assets.
static MOVES: &[&str] = &[
    "SystemProgram.transfer",
    "sendTransaction(",
    "send_transaction(",
    "send_raw_transaction(",
    "sendAndConfirmTransaction(",
    "transferFrom(",
];
/// What lets another account take whatever a wallet will ever hold.
static UNLIMITED: &[&str] = &["MaxUint256", "2**256", "2 ** 256", "MAX_UINT", "maxUint256"];
/// What reads all there is.
static BALANCES: &[&str] = &["getBalance(", "get_balance(", "balanceOf("];

/// Judges a code file.
pub fn judge(text: &str, piece: &Piece, signals: &mut Vec<Signal>) {
    let has = |list: &[&str]| list.iter().find_map(|word| search::find(text, word));
    let copies = has(&[
        "pyperclip.copy",
        "clipboard.writeText",
        "clipboardy.write",
        "Set-Clipboard",
        "pbcopy",
        "clipboard.copy",
    ]);
    let reads = has(&[
        "pyperclip.paste",
        "clipboard.readText",
        "clipboardy.read",
        "Get-Clipboard",
        "pbpaste",
        "clipboard.paste",
    ]);
    let swaps = copies.filter(|_| reads.is_some());
    let drains = has(MOVES).filter(|_| has(SIGNERS).is_some() && has(BALANCES).is_some());
    let grants = has(&[".approve(", "setApprovalForAll("])
        .filter(|_| has(SIGNERS).is_some() && has(UNLIMITED).is_some());
    let (at, belief) = match (swaps, drains, grants) {
        (Some(at), ..) => (at, 1.3),
        (None, Some(at), _) => (at, 0.8),
        (None, None, Some(at)) => {
            let mut signal = piece.signal(&rules::ASSETS_MOVED, (at, at), line_at(text, at));
            signal.belief = 0.5;
            signals.push(signal);
            return;
        }
        (None, None, None) => return,
    };
    // A drain names its own account where it moves; a swap names them anywhere.
    let around = if swaps.is_some() {
        text
    } else {
        let end = (at..=text.len().min(at + 300)).rev();
        let end = end.into_iter().find(|index| text.is_char_boundary(*index));
        text.get(at..end.unwrap_or(at)).unwrap_or_default()
    };
    if has_account(around) {
        let line = line_at(text, at);
        let mut signal = piece.signal(&rules::ASSETS_MOVED, (at, at + line.len()), line);
        signal.belief = belief;
        signals.push(signal);
    }
}

fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.lines().next().unwrap_or_default()
}
