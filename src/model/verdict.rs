//! What a scan says of a package, from good to bad.

use super::text_enum;

text_enum! {
    /// What a scan says of a package, from good to bad.
    Verdict {
        /// Nothing needs a person.
        Safe = "safe",
        /// A person has to look.
        ReviewRequired = "review_required",
        /// It is refused.
        Blocked = "blocked",
    }
}
