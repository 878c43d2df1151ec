//! `MySQL` and `MariaDB`: handshake, sign-in and one query.
//!
//! After <https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html>.

mod greeting;
mod password;

use zeroize::Zeroizing;

use greeting::Greeting;
pub use password::{CACHING, NATIVE, proof};

use super::bytes::Bytes;
use super::failure::Failure;
use super::route::{self, Route};
use super::template::{self, Filled, parameter};
use super::tls::{self, Check};
use super::values::Values;
use super::wire::Wire;
use crate::model::TestEndpoint;

const PORT: u16 = 3306;
const SSL: u32 = 1 << 11;
/// Long passwords, a database at sign-in, protocol 4.1, transactions, sign-in by plugins, and their data of
/// any length.
const CAPABILITIES: u32 = 1 | 1 << 3 | 1 << 9 | 1 << 13 | 1 << 15 | 1 << 19;
/// UTF-8 with four bytes.
const CHARACTERS: u8 = 45;
const QUERY: u8 = 3;

/// Signs in and runs the query.
pub fn connect(endpoint: &TestEndpoint, values: &Values, route: &Route) -> Result<String, Failure> {
    let text = |text: &Option<String>| template::fill(text.as_deref().unwrap_or_default(), values);
    let host = text(&endpoint.host)?;
    let port = parameter(endpoint.port.as_ref(), values);
    let port = route::port(port.as_deref().map(String::as_str), PORT)?;
    let mode = parameter(endpoint.ssl_mode.as_ref(), values);
    let login = Login {
        user: text(&endpoint.username)?,
        password: text(&endpoint.password)?,
        database: text(&endpoint.database)?,
    };
    let mut talk = Talk {
        wire: Wire::open(&host, port, route)?,
        host: &host,
        sequence: 0,
    };
    let greeting = talk.receive()?;
    let greeting = Greeting::of(&greeting).ok_or_else(|| talk.garbage())?;
    let encryption = encryption(mode.as_deref().map(String::as_str), &greeting, &host)?;
    if let Some(check) = encryption {
        talk.send(&opening(CAPABILITIES | SSL))?;
        let own = parameter(endpoint.ssl_root_certificate.as_ref(), values);
        let own = own.as_deref().map(String::as_str);
        let config = tls::config(check, own.or(route.authorities.as_deref()))?;
        talk = Talk {
            wire: talk.wire.encrypted(config)?,
            ..talk
        };
    }
    talk.sign_in(&login, &greeting)?;
    let query = endpoint.query.as_deref().unwrap_or("SELECT 1");
    talk.sequence = 0;
    talk.send(&[&[QUERY], query.as_bytes()].concat())?;
    let reply = talk.receive()?;
    match reply.first() {
        // An answer that asks for a file of this machine is none.
        None | Some(0xfb) => Err(talk.garbage()),
        Some(_) => Ok(format!("{} answered the query", *host)),
    }
}

struct Login {
    user: Filled,
    password: Filled,
    database: Filled,
}

/// How to encrypt, if at all.
fn encryption(
    mode: Option<&str>,
    greeting: &Greeting,
    host: &str,
) -> Result<Option<Check>, Failure> {
    let offered = greeting.capabilities & SSL != 0;
    let check = match mode {
        Some("DISABLED") => return Ok(None),
        Some("PREFERRED") if !offered => return Ok(None),
        Some("VERIFY_IDENTITY") => Check::IssuerAndName,
        Some("VERIFY_CA") => Check::Issuer,
        Some(_) | None => Check::Nothing,
    };
    if !offered {
        return Err(Failure::new(format!("{host} offers no encryption")));
    }
    Ok(Some(check))
}

/// What a request for encryption is, and a sign-in begins with.
fn opening(capabilities: u32) -> Vec<u8> {
    const LARGEST: u32 = 1 << 24;
    let mut out = Vec::with_capacity(32);
    out.extend_from_slice(&capabilities.to_le_bytes());
    out.extend_from_slice(&LARGEST.to_le_bytes());
    out.push(CHARACTERS);
    out.extend_from_slice(&[0; 23]);
    out
}

struct Talk<'a> {
    wire: Wire,
    host: &'a str,
    sequence: u8,
}

impl Talk<'_> {
    fn sign_in(&mut self, login: &Login, greeting: &Greeting) -> Result<(), Failure> {
        let encrypted = if self.wire.is_encrypted() { SSL } else { 0 };
        let known = password::is_known(&greeting.plugin);
        let plugin = if known {
            greeting.plugin.as_str()
        } else {
            NATIVE
        };
        let proof = proof(plugin, &login.password, &greeting.nonce).unwrap_or_default();
        let mut message = Zeroizing::new(opening(CAPABILITIES | encrypted));
        message.extend_from_slice(login.user.as_bytes());
        message.push(0);
        message.push(u8::try_from(proof.len()).unwrap_or(0));
        message.extend_from_slice(&proof);
        for text in [login.database.as_str(), plugin] {
            message.extend_from_slice(text.as_bytes());
            message.push(0);
        }
        self.send(&message)?;
        self.persuade(login, plugin.to_owned())
    }

    /// Answers what the server asks until it says yes or no.
    fn persuade(&mut self, login: &Login, mut plugin: String) -> Result<(), Failure> {
        const MOST: usize = 8;
        for _ in 0..MOST {
            let reply = self.receive()?;
            match reply.split_first() {
                Some((0, _)) => return Ok(()),
                Some((0xfe, rest)) => {
                    let mut bytes = Bytes(rest);
                    let name = bytes.until_zero().ok_or_else(|| self.garbage())?;
                    plugin = String::from_utf8_lossy(name).into_owned();
                    let nonce = bytes.0.strip_suffix(&[0]).unwrap_or(bytes.0);
                    let proof = proof(&plugin, &login.password, nonce);
                    let proof = proof.ok_or_else(|| {
                        Failure::Unsupported(format!(
                            "{} wants a sign-in by `{plugin}`, which is not spoken here",
                            self.host
                        ))
                    })?;
                    self.send(&proof)?;
                }
                Some((1, [3])) if plugin == CACHING => {}
                Some((1, [4])) if plugin == CACHING => self.send_plainly(login)?,
                Some(_) | None => return Err(self.garbage()),
            }
        }
        Err(self.garbage())
    }

    /// The server has forgotten the user and wants the password itself.
    fn send_plainly(&mut self, login: &Login) -> Result<(), Failure> {
        if !self.wire.is_encrypted() {
            return Err(Failure::Unsupported(format!(
                "{} wants the password itself, and the connection is not encrypted: choose an SSL \
                 mode that encrypts",
                self.host
            )));
        }
        let mut text = Zeroizing::new(login.password.as_bytes().to_vec());
        text.push(0);
        self.send(&text)
    }

    fn send(&mut self, payload: &[u8]) -> Result<(), Failure> {
        let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        let [a, b, c, _] = length.to_le_bytes();
        let mut packet = Zeroizing::new(vec![a, b, c, self.sequence]);
        packet.extend_from_slice(payload);
        self.sequence = self.sequence.wrapping_add(1);
        self.wire.send(&packet)
    }

    /// The next packet, unless it says that something failed.
    fn receive(&mut self) -> Result<Vec<u8>, Failure> {
        let header = self.wire.receive(4)?;
        let [a, b, c, sequence] = header.try_into().map_err(|_| self.garbage())?;
        self.sequence = sequence.wrapping_add(1);
        let length = usize::try_from(u32::from_le_bytes([a, b, c, 0])).unwrap_or(usize::MAX);
        let packet = self.wire.receive(length)?;
        match packet.split_first() {
            Some((0xff, error)) => Err(self.refusal(error)),
            Some(_) | None => Ok(packet),
        }
    }

    fn refusal(&self, error: &[u8]) -> Failure {
        let mut bytes = Bytes(error);
        let code = bytes.array().map_or(0, u16::from_le_bytes);
        // A state of five characters stands before the text, but for errors before the greeting.
        if bytes.0.first() == Some(&b'#') {
            bytes.take(6);
        }
        let said = String::from_utf8_lossy(bytes.0).into_owned();
        let why = match code {
            1045 | 1044 | 1698 => "refused the user or the password",
            1049 => "has no such database",
            1040 | 1203 | 1226 => "has too many connections; try again later",
            1129 | 1130 => "takes no connections from here",
            _ => "refused",
        };
        Failure::said(format!("{} {why} (error {code})", self.host), said)
    }

    fn garbage(&self) -> Failure {
        Failure::garbage(self.host, "the protocol of MySQL")
    }
}
