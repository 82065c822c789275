//! Do two texts really share text? A check of its own, by runs of eight words, that owes nothing to the code it judges.

use std::collections::{HashMap, HashSet};

/// Words of a run.
const RUN: usize = 8;
/// Words of one unbroken run from which two texts share text, whatever their length.
const MIN_RUN: usize = 30;
/// The same for all runs together, as a share of the shorter text.
const MIN_SHARE: f64 = 0.2;

/// A text's words, without those that prove nothing.
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(text: &str, unproven: &[[usize; 2]]) -> Self {
        let mut words = Vec::new();
        let mut at = 0;
        for &[start, end] in unproven.iter().chain(&[[text.len(), text.len()]]) {
            words.extend(split(&text[at..start]));
            at = end;
        }
        Self(words)
    }

    /// Whether `self` and `other` share a long run, or a good part of the shorter one.
    pub(super) fn share_text(&self, other: &Self) -> bool {
        let (short, long) = if self.0.len() < other.0.len() { (self, other) } else { (other, self) };
        let runs: HashSet<&[String]> = long.0.windows(RUN).collect();
        let (mut covered, mut run, mut longest, mut end) = (0, 0, 0, 0);
        for (start, window) in short.0.windows(RUN).enumerate() {
            if runs.contains(window) {
                let new = start + RUN - end.max(start);
                covered += new;
                run = if start < end { run + new } else { RUN };
                longest = longest.max(run);
                end = start + RUN;
            }
        }
        longest >= MIN_RUN || (covered >= MIN_RUN && covered as f64 >= MIN_SHARE * short.0.len() as f64)
    }
}

fn split(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\u{200b}').filter(|w| !w.is_empty());
    words.map(|w| w.replace('\u{200b}', "").to_lowercase())
}

/// Sets that grow together: each item names its set by its smallest member.
#[derive(Default)]
pub(super) struct Sets(HashMap<u32, u32>);

impl Sets {
    pub(super) fn of(&mut self, item: u32) -> u32 {
        let mut root = item;
        while let Some(&up) = self.0.get(&root) {
            root = up;
        }
        if root != item {
            self.0.insert(item, root);
        }
        root
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.of(a), self.of(b));
        if a != b {
            self.0.insert(a.max(b), a.min(b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_is_shared_text_and_a_notice_is_not() {
        let run: Vec<String> = (0..40).map(|i| format!("w{i}")).collect();
        let (a, b) = (format!("one two three {}", run.join(" ")), format!("{}, four", run.join(" ")));
        let whole = |text: &str| Words::of(text, &[]);
        assert!(whole(&a).share_text(&whole(&b)));
        assert!(!Words::of(&a, &[[14, a.len()]]).share_text(&whole(&b)));
    }
}
