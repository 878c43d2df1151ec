//! How far back a log is read.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The first moment that counts.
#[derive(Debug, clap::Args)]
pub struct Since {
    /// From when on: so long ago, as in 12h or 7d, a day, or a time with its offset
    #[arg(long, value_name = "WHEN", default_value = "30d", value_parser = parse)]
    pub since: DateTime<Utc>,
}

fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(ago) = humantime::parse_duration(text) {
        let at = SystemTime::now().checked_sub(ago);
        return at
            .map(DateTime::from)
            .ok_or_else(|| "that is too long ago".to_owned());
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok(day.and_time(NaiveTime::MIN).and_utc());
    }
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .map_err(|_| "write 7d, 2026-11-01 or 2026-11-01T08:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_time_is_so_long_ago_or_a_day_or_a_moment() {
        assert!(parse("7d").expect("a time") < parse("1h").expect("a time"));
        assert_eq!(parse("2026-11-01"), parse("2026-11-01T01:00:00+01:00"));
        assert!(parse("yesterday").is_err());
    }
}
