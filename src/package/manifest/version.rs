//! Versions: semantic ones, and what skills write instead.

use semver::Version;

/// Longer versions are refused: they are keys of an index.
const MOST_BYTES: usize = 100;

/// What a package without a version gets.
pub const ASSUMED: Version = Version::new(0, 1, 0);

/// Reads a semantic version.
pub fn strict(text: &str) -> Result<Version, String> {
    if text.len() > MOST_BYTES {
        return Err(format!("its version is longer than {MOST_BYTES} bytes"));
    }
    Version::parse(text).map_err(|cause| format!("`{text}` is not a semantic version: {cause}"))
}

/// Reads a semantic version or one that lacks only its end: `v1.2.0`, `1.2` and `1` are read too.
/// Skills have no rule for versions, so their authors write these.
pub fn loose(text: &str) -> Result<Version, String> {
    let cause = match strict(text) {
        Ok(version) => return Ok(version),
        Err(cause) => cause,
    };
    let bare = text.trim().trim_start_matches(['v', 'V']);
    if let Ok(version) = strict(bare) {
        return Ok(version);
    }
    let numbers: Option<Vec<u64>> = bare.split('.').map(number).collect();
    match numbers.as_deref() {
        Some([major]) => Ok(Version::new(*major, 0, 0)),
        Some([major, minor]) => Ok(Version::new(*major, *minor, 0)),
        Some([major, minor, patch]) => Ok(Version::new(*major, *minor, *patch)),
        Some(_) | None => Err(cause),
    }
}

fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_must_give_a_semantic_version() {
        assert_eq!(strict("1.2.3-rc.1+x").unwrap().to_string(), "1.2.3-rc.1+x");
        for bad in [
            "", "1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "latest", "1.0.0 ", "-1.0.0",
        ] {
            assert!(strict(bad).is_err(), "{bad}");
        }
        assert!(strict(&format!("1.0.0-{}", "a".repeat(95))).is_err());
    }

    #[test]
    fn a_skill_may_leave_off_what_goes_without_saying() {
        let cases = [
            ("1", "1.0.0"),
            ("1.10", "1.10.0"),
            ("v2.0.1", "2.0.1"),
            ("01.02", "1.2.0"),
        ];
        for (said, taken) in cases {
            assert_eq!(loose(said).unwrap().to_string(), taken);
        }
        for bad in [
            "",
            "v",
            "latest",
            "1.2.3.4",
            "1.",
            "1.x",
            "99999999999999999999",
            "+1",
        ] {
            assert!(loose(bad).is_err(), "{bad}");
        }
    }
}
