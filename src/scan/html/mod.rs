//! The report as one HTML page that needs nothing else: no script, no network, every byte of the plugin escaped.

mod detail;
mod excerpt;
#[cfg(test)]
mod tests;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::text::{escape, put, visible};
use super::finding::Finding;
use super::inventory;
use super::report::{Report, Verdict};
use crate::package::Package;

const STYLE: &str = include_str!("style.css");
/// Findings shown in full; more are counted.
const MOST: usize = 200;

/// A second opinion on the package, and the verdict with it.
pub struct Second {
    /// The verdict of both.
    pub verdict: Verdict,
    /// The risk of both.
    pub risk_score: u32,
    /// What the second says, a paragraph each.
    pub lines: Vec<String>,
}

/// Findings of one file, worst first.
type Group<'a> = (&'a str, Vec<&'a Finding>);

/// Renders a report as a page. `name` is what the package is called; the code around findings comes from `package`.
pub fn render(report: &Report, name: &str, package: &Package) -> String {
    whole(report, name, package, None)
}

/// The same, with a second opinion.
pub fn render_with(report: &Report, name: &str, package: &Package, second: &Second) -> String {
    whole(report, name, package, Some(second))
}

fn whole(report: &Report, name: &str, package: &Package, second: Option<&Second>) -> String {
    let verdict = second.map_or(report.verdict, |second| second.verdict);
    let mut page = String::new();
    let title = visible(name);
    let style = STYLE.replace('\n', "");
    page.push_str("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"referrer\" content=\"no-referrer\">");
    put(
        &mut page,
        format_args!(
            "<title>{title}: {}</title><style>{style}</style></head><body><main>",
            verdict.words()
        ),
    );
    let groups = groups(report);
    let risk = second.map_or(report.risk_score, |second| second.risk_score);
    head(&mut page, report, &title, (verdict, risk.min(100)));
    if let Some(second) = second {
        opinion(&mut page, report, second);
    }
    sum(&mut page, report);
    contents(&mut page, &groups);
    for (index, (file, findings)) in groups.iter().enumerate() {
        let text = content(package, file);
        put(
            &mut page,
            format_args!(
                "<section id=\"f{index}\"><h2><code>{}</code></h2>",
                visible(file)
            ),
        );
        for finding in findings {
            detail::write(&mut page, finding, text.as_deref());
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
    foot(&mut page, report);
    page.push_str("</main></body></html>\n");
    page
}

fn content<'a>(package: &'a Package, path: &str) -> Option<Cow<'a, str>> {
    let file = package.files().iter().find(|one| one.path == path)?;
    Some(inventory::text(&file.bytes))
}

/// By file, the file with the worst finding first.
fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings.iter().take(MOST) {
        files
            .entry(&finding.location.file)
            .or_default()
            .push(finding);
    }
    let mut groups: Vec<Group> = files.into_iter().collect();
    let worst = |findings: &[&Finding]| findings.iter().map(|one| one.points).max();
    groups.sort_by(|(left_file, left), (right_file, right)| {
        worst(right)
            .cmp(&worst(left))
            .then(left_file.cmp(right_file))
    });
    groups
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "safe",
        Verdict::ReviewRequired => "review",
        Verdict::Blocked => "blocked",
    }
}

fn opinion(page: &mut String, report: &Report, second: &Second) {
    page.push_str("<section><h2>The judge</h2>");
    for line in &second.lines {
        put(page, format_args!("<p>{}</p>", visible(line)));
    }
    put(
        page,
        format_args!(
            "<p class=note>The scanner alone: {}, risk {}.</p></section>",
            report.verdict.words(),
            report.risk_score
        ),
    );
}

fn head(page: &mut String, report: &Report, title: &str, (verdict, risk): (Verdict, u32)) {
    let class = class(verdict);
    let verdict = verdict.words();
    put(
        page,
        format_args!(
            "<header class={class}><p class=kind>Plugin scan</p><h1>{title}</h1><p class=verdict><strong>{verdict}</strong> risk {risk} of 100</p>"
        ),
    );
    put(
        page,
        format_args!(
            "<div class=gauge role=img aria-label=\"risk {risk} of 100\"><span style=\"width:{risk}%\"></span></div>"
        ),
    );
    let count = report.findings.len();
    let noun = if count == 1 { "finding" } else { "findings" };
    put(
        page,
        format_args!(
            "<p class=note>{count} {noun} in {} files, {} bytes</p>",
            report.files, report.bytes
        ),
    );
    if !report.complete {
        page.push_str(
            "<p class=warning>Not everything could be read; what was left out was not judged.</p>",
        );
    }
    page.push_str("</header>");
}

fn sum(page: &mut String, report: &Report) {
    if report.contributions.is_empty() {
        page.push_str("<p>Nothing was found that counts.</p>");
        return;
    }
    page.push_str("<section><h2>How the risk adds up</h2><div class=wide><table><thead><tr><th>Evidence</th><th class=n>Findings</th><th class=n>Points</th></tr></thead><tbody>");
    for one in &report.contributions {
        put(
            page,
            format_args!(
                "<tr><td>{}<div class=note>{}</div></td><td class=n>{}</td><td class=n>{}</td></tr>",
                one.group.words(),
                visible(&one.reason),
                one.findings,
                one.points
            ),
        );
    }
    let total: u32 = report.contributions.iter().map(|one| one.points).sum();
    let risk = report.risk_score;
    let why = if total == risk {
        ""
    } else if total > 100 && risk == 100 {
        "The risk ends at 100."
    } else {
        "Evidence below 5 points does not count, and a single group without proof goes to 65 at most."
    };
    put(
        page,
        format_args!(
            "</tbody><tfoot><tr><td>Risk<div class=note>{why}</div></td><td class=n></td><td class=n>{risk}</td></tr></tfoot></table></div></section>"
        ),
    );
}

fn contents(page: &mut String, groups: &[Group]) {
    if groups.len() < 2 {
        return;
    }
    page.push_str("<nav><h2>Files with findings</h2><ol>");
    for (index, (file, findings)) in groups.iter().enumerate() {
        put(
            page,
            format_args!(
                "<li><a href=\"#f{index}\"><code>{}</code></a> <span class=note>{}</span></li>",
                visible(file),
                findings.len()
            ),
        );
    }
    page.push_str("</ol></nav>");
}

fn suppressed(page: &mut String, report: &Report) {
    if report.suppressed.is_empty() {
        return;
    }
    page.push_str("<section><h2>Accepted by the operator</h2><div class=wide><table><thead><tr><th>Finding</th><th>Reason</th><th>By</th><th>Until</th></tr></thead><tbody>");
    for one in &report.suppressed {
        put(
            page,
            format_args!(
                "<tr><td><code>{}</code> in <code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                one.finding.rule,
                visible(&one.finding.location.file),
                visible(&one.decision.reason),
                visible(&one.decision.author),
                one.decision.expires
            ),
        );
    }
    page.push_str("</tbody></table></div></section>");
}

fn facts(page: &mut String, report: &Report) {
    if !report.capabilities.is_empty() {
        page.push_str("<section><h2>What it can do</h2><p class=note>Facts, which weigh nothing by themselves.</p><p class=tags>");
        for name in report.capabilities.keys() {
            put(
                page,
                format_args!("<span class=tag>{}</span> ", escape(name)),
            );
        }
        page.push_str("</p></section>");
    }
    if !report.hosts.is_empty() {
        page.push_str("<section><h2>Hosts it names</h2><div class=wide><table><tbody>");
        for (host, class) in report.hosts.iter().take(MOST) {
            put(
                page,
                format_args!(
                    "<tr><td><code>{}</code></td><td>{}</td></tr>",
                    visible(host),
                    escape(class)
                ),
            );
        }
        page.push_str("</tbody></table></div></section>");
    }
}

fn foot(page: &mut String, report: &Report) {
    put(
        page,
        format_args!(
            "<footer class=note>SHA-256 <code>{}</code><br>Rules {}, policy <code>{}</code></footer>",
            report.package_sha256, report.rules_version, report.policy_hash
        ),
    );
}
