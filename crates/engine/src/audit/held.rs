//! How much of each removed text stands in the kept ones.

use std::ops::Range;
use std::sync::Mutex;

use foldhash::{HashMap, HashMapExt};
use wirecopy_ingest::{LineBlock, Wanted, pick};
use wirecopy_record::{AuditRow, SpanRow};
use wirecopy_retrieve::{Shared, Winnowing, fingerprints, passages};
use wirecopy_text::Tokens;

use super::removed::Removal;
use super::{AuditSettings, LOST};

/// Shortest run of words that counts as copied: that of the links of a pile.
const MIN_RUN: usize = 6;

/// A kept record must share this part of a removed one's fingerprints, and two at least, to be read beside it: one that holds
/// less of it changes no verdict, and boilerplate would have every record read.
const MIN_SHARED: f64 = 0.05;

/// Signs of lost text that are kept.
const MAX_LOST: usize = 400;

/// The removed texts, and what was found of them so far.
pub(super) struct Held<'r> {
    removals: &'r [Removal],
    tokens: Vec<Tokens>,
    /// How many fingerprints each has.
    sizes: Vec<usize>,
    by_fingerprint: HashMap<u64, Vec<u32>>,
    by_name: HashMap<&'r str, Vec<u32>>,
    found: Vec<Mutex<Found>>,
    wanted: Wanted,
    min_copied: f64,
}

/// What was found of one removed text. Meetings may come in any order.
#[derive(Default)]
struct Found {
    best: Option<Best>,
    in_named: Option<f64>,
    /// Words that stand in some kept text.
    held: Vec<bool>,
}

struct Best {
    id: String,
    words: usize,
    spans: Vec<SpanRow>,
    kept_spans: Vec<SpanRow>,
}

impl<'r> Held<'r> {
    pub(super) fn new(removals: &'r [Removal], settings: &AuditSettings) -> Self {
        let tokens: Vec<Tokens> = removals.iter().map(|r| Tokens::of(&r.text)).collect();
        let mut by_fingerprint: HashMap<u64, Vec<u32>> = HashMap::new();
        let mut by_name: HashMap<&str, Vec<u32>> = HashMap::new();
        let mut sizes = Vec::new();
        for ((removal, tokens), n) in removals.iter().zip(&tokens).zip(0..) {
            let prints = fingerprints(tokens.keys(), Winnowing::default());
            sizes.push(prints.len());
            prints.into_iter().for_each(|print| by_fingerprint.entry(print).or_default().push(n));
            if let Some(name) = &removal.named {
                by_name.entry(name).or_default().push(n);
            }
        }
        let found =
            tokens.iter().map(|t| Mutex::new(Found { held: vec![false; t.len()], ..Found::default() })).collect();
        let (wanted, min_copied) = (settings.wanted(), settings.min_copied);
        Self { removals, tokens, sizes, by_fingerprint, by_name, found, wanted, min_copied }
    }

    /// Holds the kept records of a block against all removed ones; gives how many there are and how many could not be read.
    pub(super) fn meet(&self, block: &LineBlock) -> (u64, u64) {
        let (mut records, mut rejected) = (0, block.too_long.len() as u64);
        for (_, line) in block.lines() {
            let Ok(picked) = pick(line, &self.wanted) else {
                rejected += 1;
                continue;
            };
            records += 1;
            self.meet_text(picked.id.as_deref().unwrap_or_default(), picked.text.as_deref().unwrap_or_default());
        }
        (records, rejected)
    }

    fn meet_text(&self, id: &str, text: &str) {
        let tokens = Tokens::of(text);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for print in fingerprints(tokens.keys(), Winnowing::default()) {
            let those = self.by_fingerprint.get(&print).into_iter().flatten();
            those.for_each(|&n| *shared.entry(n).or_default() += 1);
        }
        let named = self.by_name.get(id).map(Vec::as_slice).unwrap_or_default();
        let least = |n: u32| 2.0_f64.min(self.sizes[n as usize] as f64).max(MIN_SHARED * self.sizes[n as usize] as f64);
        let mut near: Vec<u32> = shared.into_iter().filter(|&(n, k)| k as f64 >= least(n)).map(|(n, _)| n).collect();
        near.extend(named);
        near.sort_unstable();
        near.dedup();
        for n in near {
            let both = passages(&self.tokens[n as usize], &tokens, MIN_RUN);
            self.note(n as usize, id, &both, &tokens, named.contains(&n));
        }
    }

    fn note(&self, n: usize, id: &str, both: &Shared, kept: &Tokens, is_named: bool) {
        let words = both.covered_a;
        let mut found = self.found[n].lock().expect("nothing panics while it holds a text");
        both.passages.iter().for_each(|p| found.held[p.a.clone()].fill(true));
        if is_named {
            let share = share(words, self.tokens[n].len());
            found.in_named = Some(found.in_named.map_or(share, |before| before.max(share)));
        }
        let is_better = found.best.as_ref().is_none_or(|best| (words, best.id.as_str()) > (best.words, id));
        if words > 0 && is_better {
            let span = |tokens: &Tokens, range: &Range<usize>| tokens.cover(range.clone()).map(span_row);
            let spans = both.passages.iter().filter_map(|p| span(&self.tokens[n], &p.a)).collect();
            let kept_spans = both.passages.iter().filter_map(|p| span(kept, &p.b)).collect();
            found.best = Some(Best { id: id.to_owned(), words, spans, kept_spans });
        }
    }

    /// What was found of each, in the order of the removals.
    pub(super) fn rows(self) -> Vec<AuditRow> {
        let found: Vec<Found> =
            self.found.into_iter().map(|f| f.into_inner().expect("nothing panicked while it held a text")).collect();
        let each = found.into_iter().zip(self.removals).zip(&self.tokens);
        each.map(|((found, removal), tokens)| row(found, removal, tokens, self.min_copied)).collect()
    }
}

fn row(found: Found, removal: &Removal, tokens: &Tokens, min_copied: f64) -> AuditRow {
    let copied = share(found.best.as_ref().map_or(0, |best| best.words), tokens.len());
    let copied_in_all = share(found.held.iter().filter(|&&held| held).count(), tokens.len());
    let lost = longest_lost(&found.held).and_then(|range| tokens.cover(range));
    let (kept_id, spans, kept_spans) = match found.best {
        Some(best) => (Some(best.id), best.spans, best.kept_spans),
        None => (None, Vec::new(), Vec::new()),
    };
    AuditRow {
        id: removal.id.clone(),
        verdict: verdict(copied, copied_in_all, min_copied).to_owned(),
        named_id: removal.named.clone(),
        copied_in_named: found.in_named,
        kept_id,
        copied,
        copied_in_all,
        spans,
        kept_spans,
        lost_span: lost.map(span_row),
        lost_text: lost.map(|span| span.of(&removal.text).chars().take(MAX_LOST).collect()).unwrap_or_default(),
    }
}

/// A text without words is contained in any.
fn verdict(copied: f64, copied_in_all: f64, min_copied: f64) -> &'static str {
    if copied >= min_copied {
        "contained"
    } else if copied_in_all >= min_copied {
        "spread"
    } else if copied_in_all >= LOST {
        "partly"
    } else {
        "lost"
    }
}

fn share(words: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { words as f64 / of as f64 }
}

fn longest_lost(held: &[bool]) -> Option<Range<usize>> {
    let mut longest: Range<usize> = 0..0;
    let mut start = 0;
    for end in 0..=held.len() {
        if held.get(end).copied().unwrap_or(true) {
            if end - start > longest.len() {
                longest = start..end;
            }
            start = end + 1;
        }
    }
    (!longest.is_empty()).then_some(longest)
}

fn span_row(span: wirecopy_text::Span) -> SpanRow {
    [span.start() as u64, span.end() as u64]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_that_nobody_holds() {
        assert_eq!(longest_lost(&[true, false, false, true, false]), Some(1..3));
        assert_eq!(longest_lost(&[true, false, true, false, false]), Some(3..5));
        assert_eq!(longest_lost(&[true, true]), None);
        assert_eq!(longest_lost(&[]), None);
    }

    #[test]
    fn verdicts() {
        assert_eq!(verdict(0.8, 0.9, 0.8), "contained");
        assert_eq!(verdict(0.5, 0.8, 0.8), "spread");
        assert_eq!(verdict(0.5, 0.5, 0.8), "partly");
        assert_eq!(verdict(0.1, 0.1, 0.8), "lost");
        assert_eq!(verdict(share(0, 0), share(0, 0), 0.8), "contained");
    }
}
