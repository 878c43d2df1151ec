//! "Did you mean": the known names nearest to an unknown one.

const LIKE_ENOUGH: f64 = 0.75;
const MOST: usize = 3;

/// The known names most like `name`, best first.
pub fn matches<'a>(name: &str, known: &[&'a str]) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .iter()
        .map(|known| {
            let lower = known.to_lowercase();
            let inside = wanted.len() >= 3 && lower.contains(&wanted);
            let score = strsim::jaro_winkler(&wanted, &lower);
            (if inside { score.max(0.9) } else { score }, *known)
        })
        .filter(|(score, _)| *score >= LIKE_ENOUGH)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored
        .into_iter()
        .take(MOST)
        .map(|(_, name)| name)
        .collect()
}

/// A hint that names what may have been meant, or all there is when that is little.
pub fn hint(name: &str, known: &[&str]) -> String {
    let near = matches(name, known);
    if near.is_empty() {
        return format!("there is: {}", known.join(", "));
    }
    format!("did you mean {}?", quoted(&near))
}

/// Names in backquotes, joined by "or".
pub fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::{hint, matches};

    #[test]
    fn a_typing_error_finds_its_name() {
        let known = ["senior-engineer", "code-reviewer", "sales-engineer"];
        assert_eq!(
            matches("senor-engineer", &known).first(),
            Some(&"senior-engineer")
        );
        assert_eq!(matches("review", &known), ["code-reviewer"]);
        assert!(matches("zebra", &known).is_empty());
        assert_eq!(hint("a", &["x", "y"]), "there is: x, y");
    }
}
