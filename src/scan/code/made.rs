//! What becomes code: modules from addresses, and text that is compiled.

use super::flow::Program;
use super::texts::imported;
use super::tree::Call;
use super::value::Value;
use crate::scan::labels::Labels;
use crate::scan::rules;
use crate::scan::shell::running;

impl Program<'_> {
    /// A module is loaded, maybe from an address, or from an address that holds its own text.
    pub fn import(&mut self, call: &Call, module: &Value) -> Value {
        let turned = Labels::DECODED.with(Labels::ENCODED).with(Labels::FILE);
        let turned = module.labels.any(turned) || module.known().contains(";base64,");
        let made = module.text.is_none() || module.known().contains("${__") || module.assembled;
        if module.known().starts_with("data:") && made {
            let belief = if turned { 1.0 } else { 0.5 };
            self.report(&rules::DECODED_RUN, (call.start, call.end), belief);
        }
        if module.known().starts_with("http") {
            let class = self.class(module.known()).1;
            let belief = running::origin_belief(Some(class));
            self.report(
                &rules::DOWNLOAD_RUN,
                (call.start, call.end),
                belief.min(1.6),
            );
        }
        imported(module)
    }

    /// What was decoded is made into code.
    pub fn compiled(&mut self, call: &Call, callee: &Value, source: &Value) {
        if callee.path.as_deref() == Some("compile") && source.labels.any(Labels::DECODED) {
            self.report(&rules::DECODED_RUN, (call.start, call.end), 1.0);
        }
    }
}
