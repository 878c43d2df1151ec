//! Points in time as people write them: `30d`, a day, or a day with a time.

use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use diesel::PgConnection;

use crate::db::clock;
use crate::error::{Advice, Code};

/// Days that an expiry is away at most.
const FURTHEST: i64 = 36_525;

/// A point in time, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// So far from now, in the direction that the flag has.
    Distance(Duration),
    /// That one.
    At(DateTime<Utc>),
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return Ok(Self::At(day.and_time(NaiveTime::MIN).and_utc()));
        }
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::At(at.with_timezone(&Utc)));
        }
        humantime::parse_duration(text)
            .map(Self::Distance)
            .map_err(|_| "use a time such as 30d or 12h, or a day such as 2027-01-31".to_owned())
    }
}

impl Moment {
    /// The moment, where a distance is meant as that long ago, by the database's clock.
    pub fn past(self, conn: &mut PgConnection) -> anyhow::Result<DateTime<Utc>> {
        self.resolve(conn, DateTime::checked_sub_signed, DateTime::<Utc>::MIN_UTC)
    }

    /// The moment, where a distance is meant as that long from now, by the database's clock.
    pub fn future(self, conn: &mut PgConnection) -> anyhow::Result<DateTime<Utc>> {
        self.resolve(conn, DateTime::checked_add_signed, DateTime::<Utc>::MAX_UTC)
    }

    /// The moment from which something counts no more: still to come, and not further off than anybody plans.
    pub fn expiry(self, conn: &mut PgConnection) -> anyhow::Result<DateTime<Utc>> {
        let at = self.future(conn)?;
        let now = clock::transaction(conn)?;
        let wrong = if at <= now {
            "the time of `--expires` is over already"
        } else if at - now > TimeDelta::days(FURTHEST) {
            "the time of `--expires` is more than a hundred years away"
        } else {
            return Ok(at);
        };
        Err(Advice::new(Code::Usage, wrong)
            .hint("name a time to come: `90d`, or a day such as 2027-01-31")
            .into())
    }

    fn resolve(
        self,
        conn: &mut PgConnection,
        moved: impl FnOnce(DateTime<Utc>, TimeDelta) -> Option<DateTime<Utc>>,
        end: DateTime<Utc>,
    ) -> anyhow::Result<DateTime<Utc>> {
        match self {
            Self::At(at) => Ok(at),
            Self::Distance(distance) => {
                let now = clock::transaction(conn)?;
                let distance = TimeDelta::from_std(distance).ok();
                Ok(distance
                    .and_then(|distance| moved(now, distance))
                    .unwrap_or(end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_distance_or_a_day_or_a_time() {
        let days = Duration::from_hours(720);
        assert_eq!("30d".parse(), Ok(Moment::Distance(days)));
        let day: Moment = "2027-01-31".parse().expect("a day");
        assert_eq!("2027-01-31T00:00:00Z".parse(), Ok(day));
        assert!("soon".parse::<Moment>().is_err());
    }
}
