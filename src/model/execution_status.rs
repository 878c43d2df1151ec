//! How far a run of a workflow is, and what may come next.

use super::text_enum;

text_enum! {
    /// How far a run of a workflow is.
    ExecutionStatus {
        /// Asked for.
        Pending = "pending",
        /// Under way.
        Running = "running",
        /// Ended well.
        Completed = "completed",
        /// Ended badly.
        Failed = "failed",
        /// Ended by somebody.
        Cancelled = "cancelled",
    }
}

impl ExecutionStatus {
    /// The states from which a run may come to this one: from pending it runs or is cancelled, from
    /// running it ends one way or the other, and what has ended stays so.
    pub const fn may_follow(self) -> &'static [Self] {
        match self {
            Self::Pending => &[],
            Self::Running => &[Self::Pending],
            Self::Completed | Self::Failed => &[Self::Running],
            Self::Cancelled => &[Self::Pending, Self::Running],
        }
    }

    /// Whether nothing comes after it.
    pub const fn is_end(self) -> bool {
        match self {
            Self::Pending | Self::Running => false,
            Self::Completed | Self::Failed | Self::Cancelled => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ExecutionStatus;

    #[test]
    fn what_has_ended_stays_as_it_is() {
        for next in ExecutionStatus::ALL {
            assert!(next.may_follow().iter().all(|before| !before.is_end()));
        }
    }
}
