//! What whoever approved a version agreed to.

use super::text_enum;

text_enum! {
    /// What whoever approved a version agreed to.
    ApprovalConsent {
        /// Nothing: it was safe.
        Verdict = "verdict",
        /// That it needed a review.
        RiskAccepted = "risk_accepted",
        /// That it was blocked.
        BlockOverridden = "block_overridden",
    }
}
