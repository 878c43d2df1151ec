//! Mail servers: EHLO, encryption, and a sign-in where the type has a password. No mail is sent.
//!
//! After RFC 5321, RFC 3207 (STARTTLS), RFC 4954 (AUTH) and RFC 8314 (TLS from the first byte, port 465).

use base64::prelude::{BASE64_STANDARD, Engine as _};
use zeroize::Zeroizing;

use super::failure::Failure;
use super::route::{self, Route};
use super::template::{self, parameter};
use super::tls::{self, Check};
use super::values::Values;
use super::wire::Wire;
use crate::model::TestEndpoint;

/// Where a mail server takes mail from those who sign in.
const PORT: u16 = 587;
/// Where it is encrypted from the first byte.
const ENCRYPTED_PORT: u16 = 465;
/// Lines of one answer.
const MOST_LINES: usize = 100;

/// Says hello, encrypts if the type says so, and signs in if there is a password.
pub fn connect(endpoint: &TestEndpoint, values: &Values, route: &Route) -> Result<String, Failure> {
    let host = template::fill(endpoint.host.as_deref().unwrap_or_default(), values)?;
    let port = parameter(endpoint.port.as_ref(), values);
    let port = route::port(port.as_deref().map(String::as_str), PORT)?;
    let encrypts = parameter(endpoint.use_tls.as_ref(), values);
    let encrypts = encrypts.is_some_and(|word| *word == "true");
    let config = || tls::config(Check::IssuerAndName, route.authorities.as_deref());
    let mut wire = Wire::open(&host, port, route)?;
    if encrypts && port == ENCRYPTED_PORT {
        wire = wire.encrypted(config()?)?;
    }
    Reply::read(&mut wire, &host)?.expect(220, &host, "does not want to talk")?;
    let mut offers = hello(&mut wire, &host)?;
    if encrypts && !wire.is_encrypted() {
        if !offers.has("STARTTLS") {
            return Err(Failure::new(format!("{} offers no encryption", *host)));
        }
        ask(&mut wire, &host, "STARTTLS")?.expect(220, &host, "refused to encrypt")?;
        wire = wire.encrypted(config()?)?;
        offers = hello(&mut wire, &host)?;
    }
    let message = match parameter(endpoint.password.as_ref(), values) {
        None => format!("{} answered EHLO", *host),
        Some(password) => {
            let user = parameter(endpoint.username.as_ref(), values);
            let user = user.as_deref().map_or("", String::as_str);
            sign_in(&mut wire, &host, &offers, (user, &password))?;
            format!("{} let the user in", *host)
        }
    };
    // The answer is known; whether the server hears the farewell makes no difference to it.
    drop(wire.send(b"QUIT\r\n"));
    Ok(message)
}

/// Signs in by AUTH PLAIN, or by AUTH LOGIN where that is all there is.
fn sign_in(
    wire: &mut Wire,
    host: &str,
    offers: &Reply,
    (user, password): (&str, &str),
) -> Result<(), Failure> {
    if !wire.is_encrypted() {
        return Err(Failure::new(format!(
            "a password is not sent to {host} without encryption"
        )));
    }
    let encoded = |text: &str| Zeroizing::new(BASE64_STANDARD.encode(text));
    let refused = "refused the user or the password";
    if offers.has_method("PLAIN") {
        let secret = Zeroizing::new(format!("\0{user}\0{password}"));
        let line = Zeroizing::new(format!("AUTH PLAIN {}", *encoded(&secret)));
        return ask(wire, host, &line)?.expect(235, host, refused);
    }
    if !offers.has_method("LOGIN") {
        return Err(Failure::Unsupported(format!(
            "{host} offers neither AUTH PLAIN nor AUTH LOGIN"
        )));
    }
    ask(wire, host, "AUTH LOGIN")?.expect(334, host, refused)?;
    ask(wire, host, &encoded(user))?.expect(334, host, refused)?;
    ask(wire, host, &encoded(password))?.expect(235, host, refused)
}

fn hello(wire: &mut Wire, host: &str) -> Result<Reply, Failure> {
    // An address literal is what a client without a name of its own gives (RFC 5321, section 4.1.4).
    let reply = ask(wire, host, "EHLO [127.0.0.1]")?;
    reply.expect(250, host, "refused the greeting")?;
    Ok(reply)
}

fn ask(wire: &mut Wire, host: &str, line: &str) -> Result<Reply, Failure> {
    wire.send(Zeroizing::new(format!("{line}\r\n")).as_bytes())?;
    Reply::read(wire, host)
}

/// What a server answers: a code, and lines.
struct Reply {
    code: u16,
    lines: Vec<String>,
}

impl Reply {
    fn read(wire: &mut Wire, host: &str) -> Result<Self, Failure> {
        let garbage = || Failure::garbage(host, "SMTP");
        let mut lines = Vec::new();
        while lines.len() < MOST_LINES {
            let line = wire.line()?;
            let (code, rest) = line.split_at_checked(3).ok_or_else(garbage)?;
            let code: u16 = code.parse().map_err(|_| garbage())?;
            let is_last = !rest.starts_with('-');
            lines.push(rest.get(1..).unwrap_or_default().to_owned());
            if is_last {
                return Ok(Self { code, lines });
            }
        }
        Err(garbage())
    }

    fn expect(&self, code: u16, host: &str, otherwise: &str) -> Result<(), Failure> {
        if self.code == code {
            return Ok(());
        }
        let said = format!("{} {}", self.code, self.lines.join(" "));
        Err(Failure::said(format!("{host} {otherwise}"), said))
    }

    /// Whether an extension is offered.
    fn has(&self, keyword: &str) -> bool {
        let first = |line: &String| {
            let word = line.split_whitespace().next();
            word.is_some_and(|word| word.eq_ignore_ascii_case(keyword))
        };
        self.lines.iter().any(first)
    }

    /// Whether a way to sign in is offered.
    fn has_method(&self, method: &str) -> bool {
        self.lines.iter().any(|line| {
            let mut words = line.split_whitespace();
            words
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case("AUTH"))
                && words.any(|word| word.eq_ignore_ascii_case(method))
        })
    }
}
