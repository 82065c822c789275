//! Which meetings are links, and of which kind?

use wirecopy_retrieve::Run;

use super::boilerplate::{Masks, share};
use super::corpus::Corpus;
use super::meetings::{Meeting, Shared};
use super::settings::DedupSettings;

/// What was found between two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Each holds most of the other.
    Near,
    /// One holds most of the other.
    Embedded,
    /// They share a good part of the smaller one.
    Partial,
    /// They share a passage.
    Passage,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Embedded => "embedded",
            Self::Partial => "partial",
            Self::Passage => "passage",
        }
    }
}

/// What a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) kind: Kind,
    /// Whether a may go because b holds most of it, and the other way round. This asks more than `kind`: a sentence in other words
    /// may share most of its words, and is lost all the same.
    pub(super) held: (bool, bool),
}

/// Judges meetings, with memory of its own.
pub(super) struct Judge<'c> {
    corpus: &'c Corpus,
    masks: &'c Masks,
    settings: &'c DedupSettings,
    ranges: Vec<(u32, u32)>,
}

/// A text's side of a meeting, in words.
#[derive(Debug, Clone, Copy)]
struct Side {
    words: u32,
    copied: u32,
    /// Words outside boilerplate, and how many of them are copied.
    own: u32,
    own_copied: u32,
}

impl Side {
    /// Whether most of it, with and without its boilerplate, stands in the other text.
    fn is_held(&self, min_copied: f64) -> bool {
        self.own > 0 && share(self.copied, self.words) >= min_copied && share(self.own_copied, self.own) >= min_copied
    }
}

impl<'c> Judge<'c> {
    pub(super) fn new(corpus: &'c Corpus, masks: &'c Masks, settings: &'c DedupSettings) -> Self {
        Self { corpus, masks, settings, ranges: Vec::new() }
    }

    /// What kind of link a meeting is, if it is one. `runs` are sorted by a.
    pub(super) fn judge(&mut self, meeting: &Meeting, runs: &[Shared]) -> Option<Verdict> {
        if meeting.is_template == 1 { None } else { self.by_shares(meeting, runs) }
    }

    fn by_shares(&mut self, meeting: &Meeting, runs: &[Shared]) -> Option<Verdict> {
        let rules = &self.settings.rules;
        let a = self.side(meeting.a, meeting.copied_a, runs.iter().map(|r| (r.run.a, r.run.a + r.run.tokens)));
        let b = self.side(meeting.b, meeting.copied_b, runs.iter().map(|r| (r.run.b, r.run.b + r.run.tokens)));
        let common = a.own_copied.min(b.own_copied);
        let smaller = if a.own <= b.own { a } else { b };
        if common < rules.min_common_tokens.min(a.words.min(b.words) / 2) {
            return None;
        }
        let quoted: u32 = runs.iter().filter(|r| r.is_quotation).map(|r| r.run.tokens).sum();
        let unquoted = common.saturating_sub(quoted);
        let is_part = unquoted >= rules.min_passage_tokens.min(smaller.words / 2);
        let min_copied = self.settings.min_copied;
        let held = (a.is_held(min_copied), b.is_held(min_copied));
        let is_unbroken = self.has_unbroken(meeting.a, runs);
        let kind = match held {
            (true, true) => Kind::Near,
            (true, false) | (false, true) => Kind::Embedded,
            _ if !is_unbroken && !self.is_proof(meeting.a, runs, smaller.own) => return None,
            _ if is_part && share(unquoted, smaller.own) >= rules.min_partial => Kind::Partial,
            _ if is_unbroken || self.has_passage(meeting, runs) => Kind::Passage,
            _ => return None,
        };
        let may_hold = meeting.may_hold == 1;
        let mut is_kept = |side: Side, first: fn(&Run) -> u32| {
            self.ranges.clear();
            self.ranges.extend(runs.iter().map(|r| (first(&r.run), first(&r.run) + r.run.tokens)));
            share(kept_together(&mut self.ranges, side.words), side.words) >= min_copied
        };
        let held = (may_hold && held.0 && is_kept(a, |run| run.a), may_hold && held.1 && is_kept(b, |run| run.b));
        Some(Verdict { kind, held })
    }

    fn side(&mut self, text: u32, copied: u32, runs: impl Iterator<Item = (u32, u32)>) -> Side {
        let words = self.corpus.words(text);
        let Some(mask) = self.masks.get(&text) else {
            return Side { words, copied, own: words, own_copied: copied };
        };
        self.ranges.clear();
        self.ranges.extend(runs);
        self.ranges.sort_unstable();
        let masked: u32 = mask.iter().map(|m| m.1 - m.0).sum();
        let (mut end, mut hidden) = (0, 0);
        for &(from, to) in &self.ranges {
            hidden += overlap((from.max(end), to.max(end)), mask, 0);
            end = end.max(to);
        }
        Side { words, copied, own: words - masked, own_copied: copied - hidden }
    }

    /// Whether a passage of `min_passage_tokens` words stands in both without an edit, with half so many words of it outside boilerplate: in
    /// a large pile nearly every passage holds a phrase that four others use, and who takes the words around it took the phrase too.
    fn has_unbroken(&self, a: u32, runs: &[Shared]) -> bool {
        let rules = &self.settings.rules;
        let mask = self.masks.get(&a).map_or(&[][..], Vec::as_slice);
        let own = |run: Run| run.tokens - overlap((run.a, run.a + run.tokens), mask, 0);
        let is_long = |run: Run| run.tokens >= rules.min_passage_tokens && own(run) * 2 >= rules.min_passage_tokens;
        runs.iter().any(|r| !r.is_quotation && is_long(r.run))
    }

    /// Whether runs outside boilerplate and quotations are more than phrases that two writers may both use: one is long, or those of some
    /// length make up a part of the smaller text.
    fn is_proof(&self, a: u32, runs: &[Shared], smaller: u32) -> bool {
        let rules = &self.settings.rules;
        let mask = self.masks.get(&a).map_or(&[][..], Vec::as_slice);
        let (mut longest, mut sum) = (0, 0);
        for &Shared { run, .. } in runs.iter().filter(|r| !r.is_quotation && r.run.tokens >= rules.min_proof_tokens) {
            let own = run.tokens - overlap((run.a, run.a + run.tokens), mask, rules.min_phrase_tokens);
            longest = longest.max(own);
            sum += own;
        }
        longest >= rules.min_run_tokens || share(sum, smaller) >= rules.min_proof
    }

    /// Whether a passage of `min_passage_tokens` words stands in both: runs with nothing but edits between them are one passage.
    /// Boilerplate and quotations don't count; of phrases that many use, half of a passage may consist.
    fn has_passage(&self, meeting: &Meeting, runs: &[Shared]) -> bool {
        let rules = &self.settings.rules;
        let mask = self.masks.get(&meeting.a).map_or(&[][..], Vec::as_slice);
        let most = self.settings.runs.max_edit_tokens as u32;
        let near = |from: u32, end: u32| from >= end && from <= end + most;
        let mut open: Vec<Passage> = Vec::new();
        for &Shared { run, .. } in runs.iter().filter(|r| !r.is_quotation) {
            let range = (run.a, run.a + run.tokens);
            open.retain(|passage| run.a <= passage.end.0 + most);
            let before = open.iter().filter(|p| near(run.a, p.end.0) && near(run.b, p.end.1)).max_by_key(|p| p.tokens);
            let (tokens, own) = before.map_or((0, 0), |p| (p.tokens, p.own));
            let passage = Passage {
                end: (range.1, run.b + run.tokens),
                tokens: tokens + run.tokens - overlap(range, mask, rules.min_phrase_tokens),
                own: own + run.tokens - overlap(range, mask, 0),
            };
            if passage.tokens >= rules.min_passage_tokens && passage.own * 2 >= rules.min_passage_tokens {
                return true;
            }
            open.push(passage);
        }
        false
    }
}

/// Shortest run that is kept by itself.
const MIN_RUN: u32 = 6;

/// Shorter runs count where so many words at most lie between two such runs: one word in ten changed at random seldom leaves more, and a
/// sentence in other words does.
const MAX_STRETCH: u32 = 12;

/// How many words of a text are kept in the other one, given the ranges of words that both share: those in runs of some length, and what
/// short stretches between these keep. A rewritten sentence keeps three words in four in runs of three and four, and is lost all the same.
fn kept_together(ranges: &mut [(u32, u32)], words: u32) -> u32 {
    ranges.sort_unstable();
    let is_long = |&(from, to): &(u32, u32)| to - from >= MIN_RUN;
    let (mut kept, mut end, mut rest) = (0, 0, &*ranges);
    loop {
        // No short run that starts before a long one ends behind it, so those of the stretch before it stand between the two.
        let next = rest.iter().position(is_long).unwrap_or(rest.len());
        let (from, to) = rest.get(next).copied().unwrap_or((words, words));
        if from > end && from - end <= MAX_STRETCH {
            kept += covered((end, from), &rest[..next]);
        }
        kept += to.saturating_sub(from.max(end));
        end = end.max(to);
        match rest.get(next + 1..) {
            Some(others) => rest = others,
            None => return kept,
        }
    }
}

/// How many words of a stretch stand in these ranges, which are in order.
fn covered((mut end, to): (u32, u32), ranges: &[(u32, u32)]) -> u32 {
    let mut words = 0;
    for range in ranges {
        words += range.1.min(to).saturating_sub(range.0.max(end));
        end = end.max(range.1);
    }
    words
}

/// A passage so far.
#[derive(Debug, Clone, Copy)]
struct Passage {
    /// Where it ends in a and in b.
    end: (u32, u32),
    /// Words outside long boilerplate, and outside all.
    tokens: u32,
    own: u32,
}

/// How many words of a range lie in those ranges of the mask that are not shorter than `min_tokens`.
fn overlap(range: (u32, u32), mask: &[(u32, u32)], min_tokens: u32) -> u32 {
    let first = mask.partition_point(|m| m.1 <= range.0);
    let inside = mask[first..].iter().take_while(|m| m.0 < range.1).filter(|m| m.1 - m.0 >= min_tokens);
    inside.map(|m| m.1.min(range.1).saturating_sub(m.0.max(range.0))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_keeps_what_is_around_it_and_a_rewritten_sentence_does_not() {
        let edited = &mut [(0, 9), (10, 14), (15, 18), (20, 40)];
        assert_eq!(kept_together(edited, 40), 36);
        let rewritten = &mut [(0, 20), (23, 26), (30, 33), (37, 40), (44, 47), (50, 70)];
        assert_eq!(kept_together(rewritten, 70), 40);
        let overlapping = &mut [(8, 11), (30, 40), (2, 8), (10, 12), (28, 33), (16, 20), (19, 30)];
        assert_eq!(kept_together(overlapping, 60), 6 + 4 + 3 + 21);
        assert_eq!(kept_together(&mut [(0, 5)], 5), 5);
        assert_eq!(kept_together(&mut [], 0), 0);
    }
}
