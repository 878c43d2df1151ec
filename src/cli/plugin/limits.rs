//! Flags that bound what a package may hold; without them the settings do.

use crate::package::Limits;

/// Limits of this run.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Limits instead of those in the settings")]
pub struct Flags {
    /// Most files
    #[arg(long, value_name = "N", hide_short_help = true)]
    max_files: Option<usize>,

    /// Most bytes of one file
    #[arg(long, value_name = "BYTES", hide_short_help = true)]
    max_file_bytes: Option<u64>,

    /// Most bytes of all files
    #[arg(long, value_name = "BYTES", hide_short_help = true)]
    max_total_bytes: Option<u64>,

    /// Most bytes unpacked of one byte packed
    #[arg(long, value_name = "N", hide_short_help = true)]
    max_ratio: Option<u64>,

    /// Most bytes of a path
    #[arg(long, value_name = "BYTES", hide_short_help = true)]
    max_path_bytes: Option<usize>,

    /// Most folders above a file
    #[arg(long, value_name = "N", hide_short_help = true)]
    max_depth: Option<usize>,

    /// Most archives inside one another
    #[arg(long, value_name = "N", hide_short_help = true)]
    max_nesting: Option<usize>,
}

impl Flags {
    /// The limits in force.
    pub fn over(&self, settings: &Limits) -> Limits {
        Limits {
            files: self.max_files.unwrap_or(settings.files),
            file_bytes: self.max_file_bytes.unwrap_or(settings.file_bytes),
            total_bytes: self.max_total_bytes.unwrap_or(settings.total_bytes),
            ratio: self.max_ratio.unwrap_or(settings.ratio),
            path_bytes: self.max_path_bytes.unwrap_or(settings.path_bytes),
            depth: self.max_depth.unwrap_or(settings.depth),
            nesting: self.max_nesting.unwrap_or(settings.nesting),
            manifest_bytes: settings.manifest_bytes,
        }
    }
}
