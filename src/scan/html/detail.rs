//! One finding: what, where, the code around it, the way there, why it matters and what would be all right.

use super::excerpt;
use super::text::{escape, put, visible};
use crate::scan::finding::{Finding, Step};
use crate::scan::rules;

/// Writes a finding; `text` is that of its file, where it has one.
pub fn write(page: &mut String, finding: &Finding, text: Option<&str>) {
    let at = &finding.location;
    let severity = finding.severity.word();
    put(
        page,
        format_args!(
            "<article class={severity}><h3>{}</h3><p class=tags><span class=\"tag sev\">{severity}</span> <span class=tag>{} confidence</span> <span class=tag>{} points</span> <span class=tag>{}</span> <span class=tag>line {}, column {}</span></p>",
            escape(finding.title),
            finding.confidence.word(),
            finding.points,
            finding.setting.words(),
            at.line,
            at.column
        ),
    );
    let has_code = text.is_some_and(|text| excerpt::write(page, text, at).is_some());
    let (layers, steps): (Vec<&Step>, Vec<&Step>) =
        finding.chain.iter().partition(|step| is_layer(step));
    if !has_code || !layers.is_empty() {
        decoded(page, finding, &layers);
    }
    flow(page, finding, &steps);
    if !finding.context.is_empty() {
        put(
            page,
            format_args!(
                "<p class=note>Weighs less here: {}.</p>",
                visible(&finding.context)
            ),
        );
    }
    if let Some(rule) = rules::find(finding.rule) {
        put(
            page,
            format_args!(
                "<p>{}</p><p><em>All right instead:</em> {}</p><p class=note><code>{}</code> {}</p>",
                escape(rule.why),
                escape(rule.instead),
                finding.rule,
                escape(&rule.taxonomy.join(", "))
            ),
        );
    }
    page.push_str("</article>");
}

/// Whether a step is the taking off of a layer rather than a movement of data.
fn is_layer(step: &Step) -> bool {
    step.what.starts_with("decoded from ")
}

/// What was found when the layers were taken off, outermost first.
fn decoded(page: &mut String, finding: &Finding, layers: &[&Step]) {
    page.push_str("<div class=layers>");
    for layer in layers {
        let (how, text) = layer.what.split_once(": ").unwrap_or((&layer.what, ""));
        put(
            page,
            format_args!("<div class=layer><p>{}</p>", visible(how)),
        );
        if !text.is_empty() && text != finding.evidence {
            put(page, format_args!("<pre>{}</pre>", visible(text)));
        }
    }
    if !finding.evidence.is_empty() {
        put(
            page,
            format_args!("<pre>{}</pre>", visible(&finding.evidence)),
        );
    }
    for _ in layers {
        page.push_str("</div>");
    }
    page.push_str("</div>");
}

/// The way from what is carried to the finding's own place.
fn flow(page: &mut String, finding: &Finding, steps: &[&Step]) {
    let Some(first) = steps.first() else {
        return;
    };
    page.push_str("<ol class=flow>");
    let carried = first.what.strip_prefix("uses ");
    if let Some(what) = carried.or_else(|| first.what.strip_prefix("passes on ")) {
        put(
            page,
            format_args!("<li><span class=place>{}</span></li>", visible(what)),
        );
    }
    let at = &finding.location;
    for step in steps {
        if step.location.line != at.line || step.location.file != at.file {
            stop(page, step, &visible(&step.what));
        }
    }
    let sink = Step {
        location: at.clone(),
        what: finding.evidence.clone(),
    };
    stop(page, &sink, &visible(&sink.what));
    page.push_str("</ol>");
}

fn stop(page: &mut String, step: &Step, what: &str) {
    put(
        page,
        format_args!(
            "<li><span class=place>{}:{}</span> <code>{what}</code></li>",
            visible(&step.location.file),
            step.location.line
        ),
    );
}
