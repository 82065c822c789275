//! What two articles have in common, read from their texts, and what that makes of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use wirecopy_align::{Aligner, Alignment, EditOp, Group, Label};
use wirecopy_document::Version;
use wirecopy_facts::{Change, changes};
use wirecopy_retrieve::{Passage, Shared, passages};

use crate::ending::passages_in_front;
use crate::settings::{LinkSettings, Settings};

/// What kind of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// The same words.
    Exact,
    /// Nearly the same words on both sides.
    Near,
    /// One stands in the other, or a long passage of it does.
    Embedded,
    /// The same content, sentence by sentence, in part in other words.
    Rewrite,
    /// The same event only.
    Story,
    /// Nothing links them. Only a comparison that was asked for says so; it is never found in a pile.
    Unrelated,
}

impl LinkKind {
    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Embedded => "embedded",
            Self::Rewrite => "rewrite",
            Self::Story => "story",
            Self::Unrelated => "unrelated",
        }
    }
}

/// What the passages of two texts promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Promise {
    /// No link, whichever of their words are boilerplate.
    Nothing,
    /// No link while so many of their words are boilerplate.
    Hidden,
    /// A link.
    Link,
}

/// Two versions read side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Runs of words that both have.
    pub shared: Shared,
    /// Which sentences answer to which.
    pub alignment: Alignment,
    /// What is said differently.
    pub changes: Vec<Change>,
    /// Shares of a's words.
    pub a: Shares,
    /// Shares of b's words.
    pub b: Shares,
    /// What they are to each other; `None` when they do not share their copy.
    pub kind: Option<LinkKind>,
}

/// Shares of one version's words, each 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shares {
    /// Stand word for word in the other, in a passage or in a sentence that is the same.
    pub copied: f64,
    /// Stand in a sentence that the other has in other words, and are not copied.
    pub reworded: f64,
    /// Stand in a passage, or in a sentence that is the same but for a few words.
    pub kept: f64,
}

impl Shares {
    /// Copied or reworded.
    #[must_use]
    pub fn carried(self) -> f64 {
        self.copied + self.reworded
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Text<'v> {
    /// Its sentences and words.
    pub version: &'v Version,
    /// Words that unlike articles of the pile have in common: they prove no copying, and do not count in the shares.
    pub boilerplate: &'v [Range<usize>],
}

impl<'v> From<&'v Version> for Text<'v> {
    /// A text without boilerplate.
    fn from(version: &'v Version) -> Self {
        Self { version, boilerplate: &[] }
    }
}

/// Reads pairs of texts side by side. It remembers how words relate: one reader for many pairs is quicker than many readers,
/// and says the same.
#[derive(Debug, Default)]
pub struct Reader {
    aligner: Aligner,
    settings: LinkSettings,
}

impl Reader {
    /// A reader that has seen nothing yet.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { aligner: settings.aligner(), settings: settings.links }
    }

    /// Reads a pair, and looks for changes where it shares its copy: between texts that do not, every difference would be one.
    #[must_use]
    pub fn read(&mut self, a: Text<'_>, b: Text<'_>) -> Reading {
        let shared = shared(a, b, &self.settings);
        self.read_shared(a, b, shared)
    }

    /// Reads a pair if its passages, or the likeness of its rare words, promise a link; says what the passages promise.
    pub(crate) fn read_if_promising(&mut self, a: Text<'_>, b: Text<'_>, cosine: f32) -> (Promise, Option<Reading>) {
        let all = passages(&a.version.tokens, &b.version.tokens, self.settings.min_match_tokens);
        let is_long = all.passages.iter().any(|p| p.a.len() >= self.settings.min_passage_tokens);
        let shared = without_boilerplate(all, a);
        let share = |words: usize, of: Text<'_>| words as f64 / of.version.tokens.len().max(1) as f64;
        let covered = share(shared.covered_a, a).max(share(shared.covered_b, b));
        let is_promising =
            longest(&shared, a) >= self.settings.min_passage_tokens || covered >= self.settings.min_promising;
        let promise = match (is_promising, is_long) {
            (true, _) => Promise::Link,
            (false, true) => Promise::Hidden,
            (false, false) => Promise::Nothing,
        };
        let is_read = is_promising || cosine >= self.settings.min_cosine;
        (promise, is_read.then(|| self.read_shared(a, b, shared)))
    }

    /// Reads two texts that somebody wants compared: changes are looked for whatever links them.
    #[must_use]
    pub fn read_asked(&mut self, a: Text<'_>, b: Text<'_>) -> Reading {
        let shared = shared(a, b, &self.settings);
        let mut reading = self.measure(a, b, shared);
        reading.kind = kind(a, b, &reading, &LinkSettings { min_common_tokens: 0, min_copied: 0.0, ..self.settings });
        reading.changes = changes(a.version, b.version, &reading.alignment);
        reading
    }

    fn read_shared(&mut self, a: Text<'_>, b: Text<'_>, shared: Shared) -> Reading {
        let mut reading = self.measure(a, b, shared);
        if reading.kind.is_some() {
            reading.changes = changes(a.version, b.version, &reading.alignment);
            if reading.a.carried().max(reading.b.carried()) < self.settings.min_carried {
                keep_changes_of_copied_groups(a, &mut reading);
            }
        }
        reading
    }

    fn measure(&mut self, a: Text<'_>, b: Text<'_>, shared: Shared) -> Reading {
        let alignment = self.aligner.align(a.version, b.version);
        let shares_a = shares(a, &shared, &alignment, Side::A);
        let shares_b = shares(b, &shared, &alignment, Side::B);
        let mut reading = Reading { shared, alignment, changes: Vec::new(), a: shares_a, b: shares_b, kind: None };
        reading.kind = kind(a, b, &reading, &self.settings);
        reading
    }
}

/// The passages that are not boilerplate.
fn shared(a: Text<'_>, b: Text<'_>, settings: &LinkSettings) -> Shared {
    without_boilerplate(passages(&a.version.tokens, &b.version.tokens, settings.min_match_tokens), a)
}

fn without_boilerplate(mut shared: Shared, a: Text<'_>) -> Shared {
    shared.passages.retain(|p| own_words(&p.a, a.boilerplate) > 0);
    shared
}

/// Words of the longest passage, without boilerplate.
fn longest(shared: &Shared, a: Text<'_>) -> usize {
    shared.passages.iter().map(|p| own_words(&p.a, a.boilerplate)).max().unwrap_or(0)
}

/// Articles that share a passage and little else are two articles: only sentences that the passage touches can be said to
/// have changed on the way.
fn keep_changes_of_copied_groups(a: Text<'_>, reading: &mut Reading) {
    let touches = |sentence: usize| {
        let words = &a.version.sentences[sentence].tokens;
        reading.shared.passages.iter().any(|p| p.a.start < words.end && words.start < p.a.end)
    };
    let copied: Vec<bool> = reading.alignment.groups.iter().map(|g| g.a.iter().any(|&s| touches(s))).collect();
    reading.changes.retain(|change| copied[change.group]);
}

/// How many words of a range are not boilerplate.
fn own_words(range: &Range<usize>, boilerplate: &[Range<usize>]) -> usize {
    let masked = |m: &Range<usize>| m.end.min(range.end).saturating_sub(m.start.max(range.start));
    range.len() - boilerplate.iter().map(masked).sum::<usize>()
}

fn kind(a: Text<'_>, b: Text<'_>, reading: &Reading, settings: &LinkSettings) -> Option<LinkKind> {
    let (x, y) = (reading.a, reading.b);
    let words =
        |side: Text<'_>, share: f64| share * own_words(&(0..side.version.tokens.len()), side.boilerplate) as f64;
    let least = settings.min_common_tokens as f64;
    let is_kept = words(a, x.kept).min(words(b, y.kept)) >= least;
    let is_carried = words(a, x.carried()).min(words(b, y.carried())) >= least;
    let is_told_again = || {
        x.copied.max(y.copied) >= settings.min_copied
            || mean_likeness(a, b, &reading.alignment) >= settings.min_likeness
    };
    let is_rewrite = || {
        x.carried().max(y.carried()) >= settings.min_carried
            && has_groups(a, b, reading, settings.min_groups)
            && is_told_again()
    };
    if same_words(a.version, b.version) {
        Some(LinkKind::Exact)
    } else if is_kept && x.kept.min(y.kept) >= settings.min_kept {
        Some(LinkKind::Near)
    } else if is_kept && x.kept.max(y.kept) >= settings.min_kept {
        Some(LinkKind::Embedded)
    } else if is_carried && is_rewrite() {
        Some(LinkKind::Rewrite)
    } else {
        let is_long = |p: &Passage| own_words(&p.a, a.boilerplate) >= settings.min_passage_tokens;
        passages_in_front(&reading.shared, a, b).any(is_long).then_some(LinkKind::Embedded)
    }
}

fn has_groups(a: Text<'_>, b: Text<'_>, reading: &Reading, min_groups: usize) -> bool {
    let joined = reading.alignment.groups.iter().filter(|g| is_joined(g)).count();
    joined >= min_groups.min(a.version.sentences.len()).min(b.version.sentences.len()).max(1)
}

/// Mean likeness of the sentences that answer to each other, each counted by its words; 0 if none do.
fn mean_likeness(a: Text<'_>, b: Text<'_>, alignment: &Alignment) -> f64 {
    let words = |text: Text<'_>, list: &[usize]| -> usize {
        list.iter().map(|&i| text.version.sentences[i].tokens.len()).sum()
    };
    let joined = alignment.groups.iter().filter(|g| is_joined(g));
    let (sum, all) = joined.fold((0.0, 0.0), |(sum, all), group| {
        let words = (words(a, &group.a) + words(b, &group.b)) as f64;
        (sum + words * group.similarity, all + words)
    });
    if all > 0.0 { sum / all } else { 0.0 }
}

fn is_joined(group: &Group) -> bool {
    !matches!(group.label, Label::Added | Label::Dropped)
}

#[derive(Clone, Copy)]
enum Side {
    A,
    B,
}

/// Marks each word of one side by the strongest evidence for it, then counts.
fn shares(text: Text<'_>, shared: &Shared, alignment: &Alignment, side: Side) -> Shares {
    let version = text.version;
    let mut marks = vec![Mark::Own; version.tokens.len()];
    for group in alignment.groups.iter().filter(|g| is_joined(g)) {
        mark_group(version, group, side, &mut marks);
    }
    for passage in &shared.passages {
        let range = match side {
            Side::A => passage.a.clone(),
            Side::B => passage.b.clone(),
        };
        raise(&mut marks, range, Mark::Copied);
    }
    text.boilerplate.iter().for_each(|range| raise(&mut marks, range.clone(), Mark::Boilerplate));
    share_out(&marks)
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

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Own,
    Reworded,
    Edited,
    Copied,
    Boilerplate,
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

/// Whether two versions have the same folded words, and any at all.
fn same_words(a: &Version, b: &Version) -> bool {
    !a.tokens.is_empty() && a.tokens.keys() == b.tokens.keys() && a.tokens.words().eq(b.tokens.words())
}
