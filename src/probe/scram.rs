//! SCRAM-SHA-256 (RFC 5802 and 7677): a sign-in that shows the password to nobody.

use std::num::NonZeroU32;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::{digest, hmac, pbkdf2};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The fewest rounds that RFC 7677 allows, and more than any server asks for.
const ROUNDS: std::ops::RangeInclusive<u32> = 4096..=2_000_000;

/// A sign-in that has begun.
pub struct Scram {
    nonce: String,
    first: String,
}

/// What answers the server's challenge, and what the server has to prove in turn.
pub struct Proof {
    /// The message to send.
    pub message: Zeroizing<String>,
    /// How the server's last message begins if it knows the password too.
    pub server: String,
}

impl Scram {
    /// Begins with random bytes that are used once.
    pub fn new(user: &str, random: &[u8]) -> Self {
        let nonce = STANDARD.encode(random);
        let user = user.replace('=', "=3D").replace(',', "=2C");
        let first = format!("n={user},r={nonce}");
        Self { nonce, first }
    }

    /// The first message, without channel binding.
    pub fn first(&self) -> String {
        format!("n,,{}", self.first)
    }

    /// Answers the server's challenge; nothing where it is none, or not an answer to this sign-in.
    pub fn answer(&self, challenge: &str, password: &str) -> Option<Proof> {
        let mut parts = challenge.split(',');
        let nonce = parts.next()?.strip_prefix("r=")?;
        let salt = STANDARD.decode(parts.next()?.strip_prefix("s=")?).ok()?;
        let rounds: u32 = parts.next()?.strip_prefix("i=")?.parse().ok()?;
        if !nonce.starts_with(&self.nonce) || nonce == self.nonce || !ROUNDS.contains(&rounds) {
            return None;
        }
        let password = Zeroizing::new(password.nfkc().collect::<String>());
        let mut salted = Zeroizing::new([0; digest::SHA256_OUTPUT_LEN]);
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA256,
            NonZeroU32::new(rounds)?,
            &salt,
            password.as_bytes(),
            salted.as_mut_slice(),
        );
        let last = format!("c=biws,r={nonce}");
        let signed = format!("{},{challenge},{last}", self.first);
        let client = mac(salted.as_slice(), b"Client Key");
        let stored = digest::digest(&digest::SHA256, client.as_ref());
        let signature = mac(stored.as_ref(), signed.as_bytes());
        let proof = client.as_ref().iter().zip(signature.as_ref());
        let proof = Zeroizing::new(proof.map(|(a, b)| a ^ b).collect::<Vec<u8>>());
        let server = mac(salted.as_slice(), b"Server Key");
        let server = mac(server.as_ref(), signed.as_bytes());
        Some(Proof {
            message: Zeroizing::new(format!("{last},p={}", STANDARD.encode(&*proof))),
            server: format!("v={}", STANDARD.encode(server)),
        })
    }
}

fn mac(key: &[u8], text: &[u8]) -> hmac::Tag {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The exchange of RFC 7677, section 3.
    #[test]
    fn the_exchange_of_the_standard_is_reproduced() {
        let mut scram = Scram::new("user", &[]);
        scram.nonce = "rOprNGfwEbeRWgbNEkqO".to_owned();
        scram.first = format!("n=user,r={}", scram.nonce);
        let challenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
        let proof = scram.answer(challenge, "pencil").unwrap();
        assert!(
            proof
                .message
                .ends_with(",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
        );
        assert_eq!(
            proof.server,
            "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
        );
        assert!(scram.answer("r=other,s=AAAA,i=4096", "pencil").is_none());
        let few = challenge.replace("4096", "1");
        assert!(scram.answer(&few, "pencil").is_none());
    }
}
