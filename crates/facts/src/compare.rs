use std::rc::Rc;

use foldhash::HashMap;
use wirecopy_align::{Alignment, Group, Label};
use wirecopy_document::Version;

use crate::analysis::Side;
use crate::change::Change;
use crate::context::Around;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::{self, Finding, View};
use crate::whole;

/// Words of a side that are read at most. The passes over a group take its words of a times its words of b; a "sentence" of
/// more words is a table, a list or an attack, of which we cannot say what it claims.
const MOST_WORDS: usize = 1_000;

/// Every change between two aligned versions, by group and then by place.
///
/// Groups labelled verbatim, added or dropped have none, and sentences that are grouped only by inference are left out: of 13 material
/// changes between such sentences of real links 4 were right. Sides swapped give the same changes with `a` and `b` swapped.
/// Time: for each group its words of a times its words of b, up to 1,000 on each
/// side: of longer groups nothing is said.
#[must_use]
pub fn changes(a: &Version, b: &Version, alignment: &Alignment) -> Vec<Change> {
    Sentences::default().changes(a, b, alignment)
}

/// The changes between two texts that are known to answer to each other as a whole: one sentence each, or a few.
#[must_use]
pub fn compare_sentences(a: &Version, b: &Version) -> Vec<Change> {
    let all = |version: &Version| (0..version.sentences.len()).collect::<Vec<_>>();
    Sentences::default().in_group([a, b], [&all(a), &all(b)], 0, false)
}

/// Looks for changes in many pairs of some versions, and remembers what their sentences say: the same results as [`changes`], sooner where
/// a version stands in many pairs. It grows with the sentences that are compared, by about 150 bytes a word.
#[derive(Debug, Default)]
pub struct Sentences<'t> {
    /// By the place of the version in memory, where it stays as long as this, and the number of the sentence.
    single: HashMap<(*const Version, usize), Rc<Side<'t>>>,
}

impl<'t> Sentences<'t> {
    /// As [`changes`].
    #[must_use]
    pub fn changes(&mut self, a: &'t Version, b: &'t Version, alignment: &Alignment) -> Vec<Change> {
        let mut found = Vec::new();
        let one_report = whole::are_of_one_report(a, b, alignment);
        for (number, group) in alignment.groups.iter().enumerate().filter(|(_, group)| is_reworded(group)) {
            let sure = group.sure();
            let [in_a, in_b] = if one_report && sure[0].is_empty() { [group.a.clone(), group.b.clone()] } else { sure };
            found.extend(self.in_group([a, b], [&in_a, &in_b], number, one_report));
        }
        whole::weigh(a, b, &mut found);
        found
    }

    fn in_group(
        &mut self,
        [a, b]: [&'t Version; 2],
        [in_a, in_b]: [&[usize]; 2],
        number: usize,
        one_report: bool,
    ) -> Vec<Change> {
        if in_a.is_empty() || in_b.is_empty() || length(a, in_a).max(length(b, in_b)) > MOST_WORDS {
            return Vec::new();
        }
        // One order for both calls: so that swapped sides give swapped changes, whatever the ties inside.
        let swapped = texts(b, in_b).lt(texts(a, in_a));
        let found = match swapped {
            true => self.ordered([b, a], [in_b, in_a], number, one_report),
            false => self.ordered([a, b], [in_a, in_b], number, one_report),
        };
        let mut found: Vec<Change> =
            found.into_iter().map(|(change, reason)| finish(change, &reason, swapped, a, b)).collect();
        found.sort_by_key(|change| (change.a, change.b, change.kind));
        found
    }

    /// The changes with their reasons still open.
    fn ordered(
        &mut self,
        [a, b]: [&'t Version; 2],
        [in_a, in_b]: [&[usize]; 2],
        group: usize,
        one_report: bool,
    ) -> Vec<(Change, Reason)> {
        let pair = Pair::new(self.side(a, in_a), self.side(b, in_b));
        let (around_a, around_b) = (Around::of(a, in_a), Around::of(b, in_b));
        let view = View { pair: &pair, around_a: &around_a, around_b: &around_b, one_report };
        let spans = |finding: &Finding| {
            (finding.a.as_ref().map(|r| pair.a.span(r)), finding.b.as_ref().map(|r| pair.b.span(r)))
        };
        let change = |finding: Finding| {
            let (a, b) = spans(&finding);
            let Finding { kind, severity, confidence, reason, .. } = finding;
            (Change { group, kind, severity, a, b, reason: String::new(), confidence }, reason)
        };
        rules::find(&view).into_iter().map(change).collect()
    }

    /// What some sentences of a version say; remembered of single ones, which most groups hold.
    fn side(&mut self, version: &'t Version, which: &[usize]) -> Rc<Side<'t>> {
        let read = || Rc::new(Side::read(version, which));
        match which {
            [one] => Rc::clone(self.single.entry((std::ptr::from_ref(version), *one)).or_insert_with(read)),
            _ => read(),
        }
    }
}

fn is_reworded(group: &Group) -> bool {
    !matches!(group.label, Label::Verbatim | Label::Added | Label::Dropped)
}

/// Words of one side.
fn length(version: &Version, which: &[usize]) -> usize {
    which.iter().map(|&i| version.sentences[i].tokens.len()).sum()
}

fn texts<'t>(version: &'t Version, which: &'t [usize]) -> impl Iterator<Item = &'t str> {
    which.iter().map(|&i| version.sentence_text(i))
}

/// Turns the change back to the caller's order and fills its words into the reason.
fn finish(mut change: Change, pattern: &Reason, swapped: bool, a: &Version, b: &Version) -> Change {
    if swapped {
        std::mem::swap(&mut change.a, &mut change.b);
    }
    let text_a = change.a.map_or("", |s| s.of(&a.text));
    let text_b = change.b.map_or("", |s| s.of(&b.text));
    change.reason = pattern.fill(text_a, text_b, swapped);
    change
}
