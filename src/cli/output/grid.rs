//! Rows as a table for people or as CSV.

use std::io::{self, Write};

use comfy_table::presets::{NOTHING, UTF8_FULL_CONDENSED};
use comfy_table::{ContentArrangement, Table};

/// The width of the terminal behind stdout, in columns.
pub fn terminal_width() -> Option<u16> {
    Table::new().width()
}

/// Writes a table. With a width it fits it, long cells cut with an ellipsis; without one (a file,
/// a pipe) every row is one line of whatever length.
pub fn table(
    out: &mut dyn Write,
    header: Option<&[&str]>,
    rows: &[Vec<String>],
    width: Option<u16>,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(if header.is_some() {
        UTF8_FULL_CONDENSED
    } else {
        NOTHING
    });
    table.set_truncation_indicator("…");
    match width {
        Some(width) => {
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width);
        }
        None => {
            table
                .force_no_tty()
                .set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    if let Some(names) = header {
        let names = names.iter().map(|name| name.to_uppercase());
        let mut row = comfy_table::Row::from(names.map(|name| name.replace('_', " ")));
        row.max_height(1);
        table.set_header(row);
    }
    for cells in rows {
        let mut row = comfy_table::Row::from(cells.iter().map(|cell| one_line(cell)));
        row.max_height(1);
        table.add_row(row);
    }
    if header.is_none() && rows.is_empty() {
        return Ok(());
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes comma-separated values as RFC 4180 has them.
pub fn csv(
    out: &mut dyn Write,
    header: Option<&[&str]>,
    rows: &[Vec<String>],
) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if let Some(names) = header {
        writer.write_record(names)?;
    }
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(())
}

/// Control characters and line breaks would tear a table apart.
fn one_line(cell: &str) -> String {
    cell.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>()
        .trim_end()
        .to_owned()
}
