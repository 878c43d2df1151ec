//! A plugin of the marketplace, as a line of `plugins.ndjson`.

use serde::{Deserialize, Serialize};

use crate::model::{ApprovalConsent, ApprovalStatus, Digest};

/// A plugin with its versions.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plugin {
    pub slug: String,
    /// The slug of its category.
    pub category: Option<String>,
    /// The page it comes from.
    pub source_url: Option<String>,
    pub is_active: bool,
    pub is_featured: bool,
    /// The lowest first.
    pub versions: Vec<Version>,
}

/// A version, and what was decided about it where it comes from.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    pub version: String,
    pub sha256: Digest,
    pub approval_status: ApprovalStatus,
    pub approved_by: Option<String>,
    pub approval_reason: Option<String>,
    pub approval_consent: Option<ApprovalConsent>,
    pub rejection_reason: Option<String>,
}
