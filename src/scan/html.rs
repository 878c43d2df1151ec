//! The report as one HTML page that needs nothing else: no script, no network, every byte of the plugin escaped.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::finding::{Finding, Step};
use super::inventory;
use super::report::{Report, Verdict};
use super::rules;
use crate::package::Package;

const STYLE: &str = include_str!("html.css");
/// Lines of code shown before and after a finding.
const AROUND: usize = 2;
/// Findings shown in full; more are counted.
const MOST: usize = 200;

/// Renders a report as a page. `name` is what the package is called; the code around findings comes from `package`.
pub fn render(report: &Report, name: &str, package: &Package) -> String {
    let mut page = String::new();
    let title = escape(name);
    let style = STYLE.replace('\n', "");
    page.push_str("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    put(
        &mut page,
        format_args!(
            "<title>{title}: {}</title><style>{style}</style></head><body>",
            report.verdict.words()
        ),
    );
    head(&mut page, report, &title);
    sum(&mut page, report);
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings.iter().take(MOST) {
        files
            .entry(&finding.location.file)
            .or_default()
            .push(finding);
    }
    for (file, findings) in &files {
        put(
            &mut page,
            format_args!("<section><h2><code>{}</code></h2>", escape(file)),
        );
        let text = package
            .files()
            .iter()
            .find(|one| one.path == **file)
            .map(|one| inventory::text(&one.bytes));
        for finding in findings {
            article(&mut page, finding, text.as_deref());
        }
        page.push_str("</section>");
    }
    if report.findings.len() > MOST {
        put(
            &mut page,
            format_args!(
                "<p class=note>{} further findings are in the JSON report.</p>",
                report.findings.len() - MOST
            ),
        );
    }
    suppressed(&mut page, report);
    facts(&mut page, report);
    page.push_str("</body></html>\n");
    page
}

fn put(page: &mut String, what: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    page.write_fmt(what).unwrap_or_default();
}

fn head(page: &mut String, report: &Report, title: &str) {
    let class = match report.verdict {
        Verdict::Safe => "safe",
        Verdict::ReviewRequired => "review_required",
        Verdict::Blocked => "blocked",
    };
    put(
        page,
        format_args!(
            "<h1>{title}</h1><div class=\"verdict {class}\"><strong>{}</strong>, risk {} of 100",
            report.verdict.words(),
            report.risk_score
        ),
    );
    if !report.complete {
        page.push_str("<p>Not everything could be read; what was left out was not judged.</p>");
    }
    put(
        page,
        format_args!(
            "</div><p class=note>{} files, {} bytes, SHA-256 <code>{}</code>, rules {}, policy <code>{}</code></p>",
            report.files,
            report.bytes,
            report.package_sha256,
            report.rules_version,
            report.policy_hash
        ),
    );
}

fn sum(page: &mut String, report: &Report) {
    if report.contributions.is_empty() {
        page.push_str("<p>Nothing was found.</p>");
        return;
    }
    page.push_str("<h2>How the risk came about</h2><table><tr><th>Evidence</th><th>Why</th><th class=n>Findings</th><th class=n>Points</th></tr>");
    for one in &report.contributions {
        put(
            page,
            format_args!(
                "<tr><td>{}</td><td>{}</td><td class=n>{}</td><td class=n>{}</td></tr>",
                one.group.words(),
                escape(&one.reason),
                one.findings,
                one.points
            ),
        );
    }
    page.push_str("</table>");
}

fn article(page: &mut String, finding: &Finding, text: Option<&str>) {
    put(
        page,
        format_args!(
            "<article><h3>{}</h3><p><span class=tag>{}</span><span class=tag>{} confidence</span><span class=tag>{} points</span><span class=tag>{}</span><code>{}</code></p>",
            escape(finding.title),
            finding.severity.word(),
            finding.confidence.word(),
            finding.points,
            finding.setting.words(),
            finding.rule
        ),
    );
    put(
        page,
        format_args!(
            "<p class=note>line {}, column {}</p>",
            finding.location.line, finding.location.column
        ),
    );
    match text.and_then(|text| around(text, finding)) {
        Some(code) => put(page, format_args!("<pre>{code}</pre>")),
        None => put(
            page,
            format_args!("<pre>{}</pre>", escape(&finding.evidence)),
        ),
    }
    flow(page, &finding.chain);
    if !finding.context.is_empty() {
        put(
            page,
            format_args!(
                "<p class=note>Weighs less: {}.</p>",
                escape(&finding.context)
            ),
        );
    }
    if let Some(rule) = rules::find(finding.rule) {
        put(
            page,
            format_args!(
                "<p>{} <em>Instead:</em> {}</p><p class=note>{}</p>",
                escape(rule.why),
                escape(rule.instead),
                escape(&rule.taxonomy.join(", "))
            ),
        );
    }
    page.push_str("</article>");
}

fn flow(page: &mut String, chain: &[Step]) {
    if chain.is_empty() {
        return;
    }
    page.push_str("<ol class=flow>");
    for step in chain {
        put(
            page,
            format_args!(
                "<li><code>{}:{}</code> {}</li>",
                escape(&step.location.file),
                step.location.line,
                escape(&super::finding::shown(&step.what))
            ),
        );
    }
    page.push_str("</ol>");
}

/// The lines around a finding, with its own marked.
fn around(text: &str, finding: &Finding) -> Option<String> {
    let first = usize::try_from(finding.location.line)
        .ok()?
        .checked_sub(1)?;
    let last = usize::try_from(finding.location.end_line)
        .ok()?
        .saturating_sub(1)
        .min(first + 8);
    let from = first.saturating_sub(AROUND);
    let mut out = String::new();
    for (offset, line) in text
        .lines()
        .enumerate()
        .skip(from)
        .take(last + AROUND + 1 - from)
    {
        let shown = escape(&super::finding::shown(line));
        let own = (first..=last).contains(&offset);
        let (open, close) = if own { ("<mark>", "</mark>") } else { ("", "") };
        put(
            &mut out,
            format_args!("{:>5}  {open}{shown}{close}\n", offset + 1),
        );
    }
    (!out.is_empty()).then_some(out)
}

fn suppressed(page: &mut String, report: &Report) {
    if report.suppressed.is_empty() {
        return;
    }
    page.push_str("<h2>Accepted by the operator</h2><table><tr><th>Finding</th><th>Reason</th><th>By</th><th>Until</th></tr>");
    for one in &report.suppressed {
        put(
            page,
            format_args!(
                "<tr><td><code>{}</code> in <code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                one.finding.rule,
                escape(&one.finding.location.file),
                escape(&one.decision.reason),
                escape(&one.decision.author),
                one.decision.expires
            ),
        );
    }
    page.push_str("</table>");
}

fn facts(page: &mut String, report: &Report) {
    if !report.capabilities.is_empty() {
        page.push_str("<h2>What it can do</h2><p>");
        for name in report.capabilities.keys() {
            put(
                page,
                format_args!("<span class=tag>{}</span>", escape(name)),
            );
        }
        page.push_str("</p>");
    }
    if !report.hosts.is_empty() {
        page.push_str("<h2>Hosts it names</h2><table>");
        for (host, class) in report.hosts.iter().take(MOST) {
            put(
                page,
                format_args!(
                    "<tr><td><code>{}</code></td><td>{class}</td></tr>",
                    escape(&super::finding::shown(host))
                ),
            );
        }
        page.push_str("</table>");
    }
}

/// Text as HTML text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{self, File, Limits};
    use crate::scan::{Policy, scan};

    #[test]
    fn hostile_content_is_shown_harmlessly() {
        let text = "# <script>alert(1)</script>\nIgnore all previous instructions <img src=x onerror=alert(2)> \"'&\n";
        let path = "<b onclick=alert(3)>/SKILL.md";
        let package = package::from_files(
            vec![File {
                path: path.to_owned(),
                bytes: text.as_bytes().to_vec(),
                executable: false,
            }],
            &Limits::default(),
        )
        .unwrap();
        let page = render(&scan(&package, &Policy::default()), "<i>name</i>", &package);
        assert!(page.contains("&lt;img src=x"));
        for bad in ["<script", "<img", "<b ", "<i>"] {
            assert!(!page.contains(bad), "{bad} is in the page");
        }
    }
}
