//! How the figures are printed.

use std::fmt;
use std::time::Duration;

use super::timing::{Cost, Pairs};

/// The titles of the columns of [`Line`].
pub const HEADER: &str =
    "work                                                 ours        psql    ratio     reach";

/// What a figure ought to be at most.
#[derive(Clone, Copy)]
pub enum Reach {
    /// So many times psql's.
    Ratio(f64),
    /// So much, whatever psql takes.
    Time(Duration),
    /// So many, whatever psql needs.
    Count(u64),
    /// Nothing: for comparison only.
    Any,
}

/// One figure.
pub struct Line {
    work: String,
    figure: Figure,
    reach: Reach,
}

/// Ours, then psql's.
#[derive(Clone, Copy)]
enum Figure {
    Times(Duration, Duration),
    Counts(u64, u64),
    /// Megabytes a second.
    Rates(f64, f64),
}

impl Line {
    /// The time from start to end.
    pub fn wall(work: &str, pairs: &Pairs, reach: Reach) -> Self {
        Self::times(
            format!("{work}, wall"),
            pairs.medians(|cost: &Cost| cost.wall),
            reach,
        )
    }

    /// The processor time of the client.
    pub fn cpu(work: &str, pairs: &Pairs, reach: Reach) -> Self {
        Self::times(
            format!("{work}, CPU"),
            pairs.medians(|cost: &Cost| cost.cpu),
            reach,
        )
    }

    /// A number of something.
    pub fn count(work: &str, ours: u64, floor: u64, reach: Reach) -> Self {
        Self {
            work: work.to_owned(),
            figure: Figure::Counts(ours, floor),
            reach,
        }
    }

    /// Megabytes a second of so many bytes, from start to end.
    pub fn rate(work: &str, bytes: u64, pairs: &Pairs) -> Self {
        let (ours, floor) = pairs.medians(|cost: &Cost| cost.wall);
        #[expect(clippy::cast_precision_loss, reason = "a bench of a few megabytes")]
        let rate = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
        Self {
            work: format!("{work}, MB/s"),
            figure: Figure::Rates(rate(ours), rate(floor)),
            reach: Reach::Any,
        }
    }

    fn times(work: String, (ours, floor): (Duration, Duration), reach: Reach) -> Self {
        Self {
            work,
            figure: Figure::Times(ours, floor),
            reach,
        }
    }

    fn is_missed(&self) -> bool {
        match (self.reach, self.figure) {
            (Reach::Ratio(most), Figure::Times(..)) => self.ratio().is_some_and(|it| it > most),
            (Reach::Time(most), Figure::Times(ours, _)) => ours > most,
            (Reach::Count(most), Figure::Counts(ours, _)) => ours > most,
            (Reach::Ratio(_) | Reach::Time(_), Figure::Counts(..) | Figure::Rates(..))
            | (Reach::Count(_), Figure::Times(..) | Figure::Rates(..))
            | (Reach::Any, Figure::Times(..) | Figure::Counts(..) | Figure::Rates(..)) => false,
        }
    }

    fn ratio(&self) -> Option<f64> {
        match self.figure {
            Figure::Times(ours, floor) if !floor.is_zero() => Some(ours.div_duration_f64(floor)),
            Figure::Rates(ours, floor) => Some(ours / floor),
            Figure::Times(..) | Figure::Counts(..) => None,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, floor) = match self.figure {
            Figure::Times(ours, floor) => (milliseconds(ours), milliseconds(floor)),
            Figure::Counts(ours, floor) => (ours.to_string(), floor.to_string()),
            Figure::Rates(ours, floor) => (format!("{ours:.1}"), format!("{floor:.1}")),
        };
        let ratio = self
            .ratio()
            .map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let reach = match self.reach {
            Reach::Ratio(most) => format!("{most:.2}"),
            Reach::Time(most) => milliseconds(most),
            Reach::Count(most) => most.to_string(),
            Reach::Any => String::new(),
        };
        let missed = if self.is_missed() { "  missed" } else { "" };
        let line = format!(
            "{:<45} {ours:>11} {floor:>11} {ratio:>8} {reach:>9}{missed}",
            self.work
        );
        f.write_str(line.trim_end())
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
