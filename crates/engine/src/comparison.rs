//! What two texts have in common, and what that makes of them once it is known which of their words are boilerplate.
//!
//! Boilerplate grows with every page of a pile, the rest of a comparison stays: it is kept, and judged anew.

mod packed;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use wirecopy_align::{Alignment, EditOp, Group, Label};
use wirecopy_document::Version;
use wirecopy_retrieve::{Passage, Shared, passages};

use crate::ending::passages_in_front;
use crate::form::is_form;
use crate::link::{LinkKind, Shares};
use crate::quoting::{blocks, quotations, runs};
use crate::settings::LinkSettings;

/// What the passages of two texts promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Promise {
    /// No link, whichever of their words are boilerplate.
    Nothing,
    /// No link while so many of their words are boilerplate.
    Hidden,
    /// A link.
    Link,
    /// No link, whatever is found of them: both are reports of one form. Only their sentences, aligned, say so.
    Form,
}

/// The words that are boilerplate in a and in b.
pub(crate) type Boilerplate<'v> = [&'v [Range<usize>]; 2];

/// Everything about two texts that a link hangs on, but for their boilerplate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "packed::Packed", into = "packed::Packed")]
pub(crate) struct Comparison {
    /// Whether both have the same words, and any at all.
    same_words: bool,
    /// All passages, those of boilerplate among them.
    pub(crate) shared: Shared,
    /// What the groups make of the words of a and of b.
    marks: [Marks; 2],
    /// Words of a and of b that are somebody else's: either text quotes them.
    quoted: [Vec<Range<usize>>; 2],
    /// Groups of sentences that answer to each other.
    joined: usize,
    /// Their mean likeness, each counted by its words; 0 if there are none.
    likeness: f32,
    /// Sentences of the text that has fewer.
    sentences: usize,
}

/// A comparison, judged.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judgement {
    /// The passages that are more than boilerplate.
    pub(crate) shared: Shared,
    pub(crate) a: Shares,
    pub(crate) b: Shares,
    /// Shares of the words outside quotation marks that are carried.
    unquoted: [f64; 2],
    pub(crate) kind: Option<LinkKind>,
}

/// What the passages of two texts promise, before their sentences are aligned.
pub(crate) fn promise(shared: &Shared, lengths: [usize; 2], out: Boilerplate<'_>, settings: &LinkSettings) -> Promise {
    let is_long = |words: usize| words >= settings.min_passage_tokens;
    let share = |words: usize, of: usize| words as f64 / of.max(1) as f64;
    let covered = share(shared.covered_a, lengths[0]).max(share(shared.covered_b, lengths[1]));
    let own = |p: &Passage| own_words(&p.a, out[0]);
    let is_own = shared.passages.iter().any(|p| own(p) > 0 && is_long(own(p)));
    match (is_own || covered >= settings.min_promising, shared.passages.iter().any(|p| is_long(p.a.len()))) {
        (true, _) => Promise::Link,
        (false, true) => Promise::Hidden,
        (false, false) => Promise::Nothing,
    }
}

/// The passages of two texts.
pub(crate) fn shared(a: &Version, b: &Version, settings: &LinkSettings) -> Shared {
    passages(&a.tokens, &b.tokens, settings.min_match_tokens)
}

impl Comparison {
    pub(crate) fn new(a: &Version, b: &Version, shared: Shared, alignment: &Alignment) -> Self {
        let joined = || alignment.groups.iter().filter(|g| is_joined(g));
        let quoted = quoted([a, b], &shared, joined());
        Self {
            same_words: same_words(a, b),
            shared,
            marks: [Marks::of(a, alignment, Side::A), Marks::of(b, alignment, Side::B)],
            quoted,
            joined: joined().count(),
            likeness: mean_likeness(a, b, joined()) as f32,
            sentences: a.sentences.len().min(b.sentences.len()),
        }
    }

    /// Words of a and of b.
    pub(crate) fn lengths(&self) -> [usize; 2] {
        [self.marks[0].words(), self.marks[1].words()]
    }

    pub(crate) fn judge(&self, out: Boilerplate<'_>, settings: &LinkSettings) -> Judgement {
        let mut shared = self.shared.clone();
        shared.passages.retain(|p| own_words(&p.a, out[0]) > 0);
        let shares = |side: usize, passage: fn(&Passage) -> Range<usize>| {
            let mut marks = self.marks[side].spread();
            shared.passages.iter().for_each(|p| raise(&mut marks, passage(p), Mark::Copied));
            out[side].iter().for_each(|range| raise(&mut marks, range.clone(), Mark::Boilerplate));
            let all = share_out(&marks);
            self.quoted[side].iter().for_each(|range| raise(&mut marks, range.clone(), Mark::Boilerplate));
            (all, share_out(&marks).carried())
        };
        let ((a, unquoted_a), (b, unquoted_b)) = (shares(0, |p| p.a.clone()), shares(1, |p| p.b.clone()));
        let mut judgement = Judgement { shared, a, b, unquoted: [unquoted_a, unquoted_b], kind: None };
        judgement.kind = self.kind(&judgement, out, settings);
        judgement
    }

    fn kind(&self, found: &Judgement, out: Boilerplate<'_>, settings: &LinkSettings) -> Option<LinkKind> {
        let (x, y, lengths) = (found.a, found.b, self.lengths());
        let words = |side: usize, share: f64| share * own_words(&(0..lengths[side]), out[side]) as f64;
        let least = settings.min_common_tokens as f64;
        let is_kept = words(0, x.kept).min(words(1, y.kept)) >= least;
        let is_carried = words(0, x.carried()).min(words(1, y.carried())) >= least;
        let is_told_again =
            || x.copied.max(y.copied) >= settings.min_copied || f64::from(self.likeness) >= settings.min_likeness;
        let is_rewrite = || {
            x.carried().max(y.carried()) >= settings.min_carried
                && found.unquoted[0].max(found.unquoted[1]) >= settings.min_carried
                && x.reworded.max(y.reworded) >= settings.min_reworded
                && self.joined >= settings.min_groups.min(self.sentences).max(1)
                && is_told_again()
        };
        if self.same_words {
            Some(LinkKind::Exact)
        } else if is_kept && x.kept.min(y.kept) >= settings.min_kept {
            Some(LinkKind::Near)
        } else if is_kept && x.kept.max(y.kept) >= settings.min_kept {
            Some(LinkKind::Embedded)
        } else if is_carried && is_rewrite() {
            Some(LinkKind::Rewrite)
        } else {
            let is_long = |p: &Passage| {
                own_words(&p.a, out[0]) >= settings.min_passage_tokens
                    && p.a.len() - self.quoted_words(p) >= settings.min_unquoted_tokens
            };
            passages_in_front(&found.shared, lengths).any(is_long).then_some(LinkKind::Embedded)
        }
    }

    /// How many words of a passage are quoted.
    fn quoted_words(&self, passage: &Passage) -> usize {
        let quoted = &self.quoted[0][self.quoted[0].partition_point(|range| range.end <= passage.a.start)..];
        let inside = quoted.iter().take_while(|range| range.start < passage.a.end);
        inside.map(|range| range.end.min(passage.a.end) - range.start.max(passage.a.start)).sum()
    }
}

/// How many words of a range are not boilerplate.
fn own_words(range: &Range<usize>, boilerplate: &[Range<usize>]) -> usize {
    let masked = |m: &Range<usize>| m.end.min(range.end).saturating_sub(m.start.max(range.start));
    range.len() - boilerplate.iter().map(masked).sum::<usize>()
}

/// The words of both texts that one of them quotes, as runs: what a report prints without marks, or tells in its own words, and another one
/// quotes, both have from the one who said it. So have two that both show it as a paragraph behind a colon; where only one does, it may have
/// taken it from the other.
fn quoted<'g>(
    texts: [&Version; 2],
    shared: &Shared,
    joined: impl Iterator<Item = &'g Group>,
) -> [Vec<Range<usize>>; 2] {
    let mask = |version: &Version, some: Vec<Range<usize>>| {
        let mut mask = vec![false; version.tokens.len()];
        some.into_iter().for_each(|words| mask[words].fill(true));
        mask
    };
    let mut masks = texts.map(|version| mask(version, quotations(version)));
    let is_quotation = |side: usize, sentences: &[usize]| {
        let words = || sentences.iter().flat_map(|&s| texts[side].sentences[s].tokens.clone());
        words().filter(|&word| masks[side][word]).count() as f64 >= QUOTATION * words().count() as f64
    };
    let told: Vec<&Group> = joined.filter(|g| is_quotation(0, &g.a) || is_quotation(1, &g.b)).collect();
    // Only words of passages are looked at.
    let shown =
        texts.map(|version| if shared.passages.is_empty() { Vec::new() } else { mask(version, blocks(version)) });
    for passage in &shared.passages {
        for (x, y) in passage.a.clone().zip(passage.b.clone()) {
            let is_quoted = masks[0][x] || masks[1][y] || shown[0][x] && shown[1][y];
            (masks[0][x], masks[1][y]) = (is_quoted, is_quoted);
        }
    }
    for (side, sentences) in told.iter().flat_map(|g| [(0, &g.a), (1, &g.b)]) {
        sentences.iter().for_each(|&s| masks[side][texts[side].sentences[s].tokens.clone()].fill(true));
    }
    masks.map(|mask| runs(&mask))
}

/// So many words in a row have no place for a name or a number of one's own.
const NO_FORM: usize = 40;

/// Whether all that two texts have in common is a form: they are no copies of each other, whatever is boilerplate.
pub(crate) fn is_only_form(a: &Version, b: &Version, shared: &Shared, alignment: &Alignment) -> bool {
    !is_mostly_unbroken([a, b], shared) && are_of_one_form([a, b], alignment)
}

/// Whether half of the words of both texts stand in runs that are too long for a form: whatever differs beside them is an edit, or a notice.
fn is_mostly_unbroken(texts: [&Version; 2], shared: &Shared) -> bool {
    let words: usize = shared.passages.iter().map(|p| p.a.len()).filter(|&words| words >= NO_FORM).sum();
    texts.iter().all(|text| words * 2 >= text.tokens.len())
}

/// Whether two texts put their own names and numbers into the sentences that answer to each other, and change little else in them.
fn are_of_one_form(texts: [&Version; 2], alignment: &Alignment) -> bool {
    let mut parts = [Vec::new(), Vec::new()];
    for group in alignment.groups.iter().filter(|g| is_joined(g)) {
        let equal = || group.edits.iter().filter(|edit| edit.op == EditOp::Equal);
        parts[0].push(runs_in(texts[0], &group.a, equal().map(|edit| edit.a.clone())));
        parts[1].push(runs_in(texts[1], &group.b, equal().map(|edit| edit.b.clone())));
    }
    let of_form = |(version, parts): (&&Version, &mut Vec<_>)| {
        is_form(parts, |words| words.filter(|&word| is_marked(version, word)).count())
    };
    texts.iter().zip(&mut parts).all(of_form)
}

/// Runs of words, and empty ones where the sentences that they stand in start and end.
fn runs_in(version: &Version, sentences: &[usize], runs: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let words = |sentence: &usize| version.sentences[*sentence].tokens.clone();
    let ends = sentences.iter().map(words).flat_map(|words| [words.start..words.start, words.end..words.end]);
    runs.chain(ends).collect()
}

/// Whether a word starts with a capital letter or a digit.
fn is_marked(version: &Version, word: usize) -> bool {
    let first = version.tokens.span(word).of(&version.text).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Share of quoted words from which sentences are a quotation: all but "he said".
const QUOTATION: f64 = 0.75;

fn mean_likeness<'g>(a: &Version, b: &Version, joined: impl Iterator<Item = &'g Group>) -> f64 {
    let words =
        |version: &Version, list: &[usize]| -> usize { list.iter().map(|&i| version.sentences[i].tokens.len()).sum() };
    let (sum, all) = joined.fold((0.0, 0.0), |(sum, all), group| {
        let words = (words(a, &group.a) + words(b, &group.b)) as f64;
        (sum + words * group.similarity, all + words)
    });
    if all > 0.0 { sum / all } else { 0.0 }
}

/// Whether the sentences of a group answer to each other by themselves: what was inferred from their neighbours is no evidence.
fn is_joined(group: &Group) -> bool {
    !matches!(group.label, Label::Added | Label::Dropped) && !group.sure()[0].is_empty()
}

/// Whether two versions have the same folded words, and any at all.
fn same_words(a: &Version, b: &Version) -> bool {
    !a.tokens.is_empty() && a.tokens.keys() == b.tokens.keys() && a.tokens.words().eq(b.tokens.words())
}

#[derive(Clone, Copy)]
enum Side {
    A,
    B,
}

/// The strongest evidence for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Mark {
    Own,
    Reworded,
    Edited,
    Copied,
    Boilerplate,
}

/// The marks of a text's words, as runs of equal ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Marks(Vec<(usize, Mark)>);

impl Marks {
    /// By the groups that the words stand in.
    fn of(version: &Version, alignment: &Alignment, side: Side) -> Self {
        let mut marks = vec![Mark::Own; version.tokens.len()];
        alignment.groups.iter().filter(|g| is_joined(g)).for_each(|group| mark_group(version, group, side, &mut marks));
        Self(marks.chunk_by(|x, y| x == y).map(|run| (run.len(), run[0])).collect())
    }

    fn words(&self) -> usize {
        self.0.iter().map(|(words, _)| words).sum()
    }

    /// One for each word.
    fn spread(&self) -> Vec<Mark> {
        self.0.iter().flat_map(|&(words, mark)| std::iter::repeat_n(mark, words)).collect()
    }
}

fn mark_group(version: &Version, group: &Group, side: Side, marks: &mut [Mark]) {
    let sentences = match side {
        Side::A => &group.a,
        Side::B => &group.b,
    };
    let whole = match group.label {
        Label::Verbatim => Mark::Copied,
        Label::Edited => Mark::Edited,
        _ => Mark::Reworded,
    };
    sentences.iter().for_each(|&s| raise(marks, version.sentences[s].tokens.clone(), whole));
    if group.label == Label::Edited {
        for edit in group.edits.iter().filter(|e| e.op == EditOp::Equal) {
            let equal = match side {
                Side::A => edit.a.clone(),
                Side::B => edit.b.clone(),
            };
            raise(marks, equal, Mark::Copied);
        }
    }
}

fn raise(marks: &mut [Mark], range: Range<usize>, to: Mark) {
    marks[range].iter_mut().for_each(|mark| *mark = (*mark).max(to));
}

fn share_out(marks: &[Mark]) -> Shares {
    let count = |wanted: Mark| marks.iter().filter(|&&m| m == wanted).count() as f64;
    let words = marks.len() as f64 - count(Mark::Boilerplate);
    if words == 0.0 {
        return Shares::default();
    }
    let (copied, edited, reworded) = (count(Mark::Copied), count(Mark::Edited), count(Mark::Reworded));
    Shares { copied: copied / words, reworded: (reworded + edited) / words, kept: (copied + edited) / words }
}

#[cfg(test)]
mod tests {
    use crate::{Settings, compare_texts};

    /// So many words that stand in no other text.
    fn words(of: &str, count: usize) -> String {
        let sentence =
            |n: usize| (n * 10..(n + 1) * 10).map(|i| format!("{of}{i}")).collect::<Vec<_>>().join(" ") + ".";
        (0..count / 10).map(sentence).collect::<Vec<_>>().join(" ")
    }

    const STATEMENT: &str = "The old mill will be torn down in spring because nobody has paid for its roof since the war, and \
        the council has other worries. We have asked every trust in the country and three abroad, and all of them were kind and \
        none of them had money. Whoever wants the wheel can have it for the price of the lorry that takes it away before Easter.";

    #[test]
    fn a_statement_that_two_reports_print_is_no_copy_of_the_one_in_the_other() {
        let kind = |statement: &str| {
            let text = |own, statement| format!("{}\n\n{statement}\n\n{}", words(own, 60), words(own, 40));
            let (a, b) = (text("lock", STATEMENT), text("tide", statement));
            compare_texts(&a, &b, &Settings::default()).links.remove(0).kind
        };
        assert_eq!(kind(STATEMENT), "embedded");
        assert_eq!(kind(&format!("“{STATEMENT}”")), "unrelated");
        assert_eq!(kind(&format!("'{STATEMENT}'")), "unrelated");
        assert_eq!(kind(&format!("{STATEMENT} — Ann Lee (@ann_lee) June 9, 2018")), "unrelated");
        assert_eq!(kind(&format!("THE MAYOR: {STATEMENT}\n\nTHE CLERK: Yes.\n\nTHE MAYOR: Good.")), "unrelated");
    }

    #[test]
    fn what_two_reports_show_behind_a_colon_is_no_copy_of_the_one_in_the_other() {
        let kind = |before: [&str; 2]| {
            let text = |own, before: &str| format!("{}{before}\n\n{STATEMENT}\n\n{}", words(own, 60), words(own, 40));
            let (a, b) = (text("lock", before[0]), text("tide", before[1]));
            compare_texts(&a, &b, &Settings::default()).links.remove(0).kind
        };
        assert_eq!(kind([" This is what it says:", "\n\nTHE MAYOR:"]), "unrelated");
        assert_eq!(kind([" This is what it says:", " It says so."]), "embedded");
    }
}
