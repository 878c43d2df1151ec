//! A form that the text of a setting must have.

use super::text_enum;

text_enum! {
    /// A form that a text value must have.
    SettingFormat {
        /// An address that begins with `http://` or `https://`.
        Url = "url",
        /// An e-mail address.
        Email = "email",
        /// Five fields of a cron expression.
        Cron = "cron",
        /// A number and one of ms, s, m, h, d.
        Duration = "duration",
    }
}

impl SettingFormat {
    /// Checks a text. `Err` says what it must be, as a phrase that follows the name of the setting.
    pub fn check(self, text: &str) -> Result<(), String> {
        let (good, wanted) = match self {
            Self::Url => (is_url(text), "a URL such as https://example.com"),
            Self::Email => (is_email(text), "an e-mail address"),
            Self::Cron => (is_cron(text), "a cron expression of five fields"),
            Self::Duration => (is_duration(text), "a duration such as 30s, 15m or 24h"),
        };
        if good {
            Ok(())
        } else {
            Err(format!("must be {wanted}"))
        }
    }
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
    })
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !host.starts_with('.')
            && !text.contains(char::is_whitespace)
    })
}

fn is_duration(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.strip_prefix(digits).unwrap_or_default();
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && ["ms", "s", "m", "h", "d"].contains(&unit)
}

fn is_cron(text: &str) -> bool {
    const RANGES: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    let fields: Vec<&str> = text.split_whitespace().collect();
    fields.len() == RANGES.len()
        && fields
            .iter()
            .zip(RANGES)
            .all(|(field, range)| field.split(',').all(|part| is_cron_part(part, range)))
}

/// `*`, `5`, `1-5`, and each of them with `/2` behind it.
fn is_cron_part(part: &str, (low, high): (u32, u32)) -> bool {
    let (span, step) = match part.split_once('/') {
        Some((span, step)) => (span, Some(step)),
        None => (part, None),
    };
    let inside = |text: &str| text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n));
    let good_step = step.is_none_or(|step| step.parse::<u32>().is_ok_and(|n| n > 0 && n <= high));
    let good_span = span == "*"
        || inside(span)
        || span.split_once('-').is_some_and(|(from, to)| {
            inside(from) && inside(to) && from.parse::<u32>().ok() <= to.parse::<u32>().ok()
        });
    good_step && good_span
}
