//! Credentials sealed by other code than the tool's, in the documented form, as many as a test wants.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use sha2::Sha256;
use uuid::Uuid;

/// A master key, as a key file has it.
pub const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// What the credential of that id holds.
pub fn plain(id: i64) -> String {
    format!("{{\"api_key\":\"sk-number-{id}\"}}")
}

/// Statements that insert credentials with these ids, sealed with [`KEY`].
pub fn insert(workspace: Uuid, kind: i64, ids: std::ops::Range<i64>) -> String {
    let key: Vec<u8> = (0..KEY.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&KEY[at..at + 2], 16).expect("hexadecimal"))
        .collect();
    let mut key_id = [0; 8];
    derive(&key, None, b"automatos key id", &mut key_id);
    let key_name: String = key_id.iter().map(|byte| format!("{byte:02x}")).collect();
    let rows: Vec<String> = ids
        .map(|id| {
            let salt = Sha256Bytes::of(id);
            let mut head = vec![1];
            head.extend(key_id);
            head.extend(&salt.0[..16]);
            let nonce: [u8; 12] = salt.0[16..28].try_into().expect("twelve");
            let mut own = [0; 32];
            derive(
                &key,
                Some(&salt.0[..16]),
                b"automatos sealed value",
                &mut own,
            );
            let place = [
                &[1][..],
                workspace.as_bytes(),
                &id.to_be_bytes(),
                &kind.to_be_bytes(),
            ];
            let aad = [head.clone(), place.concat()].concat();
            let plain = plain(id);
            let payload = Payload {
                msg: plain.as_bytes(),
                aad: &aad,
            };
            let text = Aes256Gcm::new(&own.into())
                .encrypt(&nonce.into(), payload)
                .expect("it is short");
            let sealed = STANDARD.encode([head, nonce.to_vec(), text].concat());
            format!(
                "('{workspace}',{id},{kind},'c{id}','production','{sealed}','{key_name}','tester')"
            )
        })
        .collect();
    rows.chunks(1000)
        .map(|rows| {
            format!(
                "INSERT INTO credentials (workspace_id, id, credential_type_id, name, environment, \
                 encrypted_data, key_id, created_by) VALUES {};\n",
                rows.join(",")
            )
        })
        .collect()
}

/// Bytes that look random and are the same in every run.
struct Sha256Bytes([u8; 32]);

impl Sha256Bytes {
    fn of(id: i64) -> Self {
        use sha2::Digest;
        Self(Sha256::digest(id.to_be_bytes()).into())
    }
}

fn derive(key: &[u8], salt: Option<&[u8]>, info: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(salt, key)
        .expand(info, out)
        .expect("it is short");
}
