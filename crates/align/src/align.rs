use std::sync::Arc;

use wirecopy_document::Version;
use wirecopy_embed::Meaning;

use crate::alignment::{Alignment, Edit, EditOp, Group, Label};
use crate::anchors::anchors;
use crate::answers::About;
use crate::diff::diff;
use crate::label::label;
use crate::meaning::Meanings;
use crate::order;
use crate::runs::{self, Runs};
use crate::settings::Settings;
use crate::similarity::{Comparison, Memory};
use crate::solve::{Answering, first_look, solve};
use crate::vocabulary::{Kind, WordId};

/// Says which sentences of `a` answer to which of `b`, and what happened to their words.
///
/// The same for either order of the two, mirrored. Near linear in the number of words for news; see
/// [`Settings::work_budget`] for texts that are not.
///
/// # Example
/// ```
/// use wirecopy_align::{Label, Settings, align};
/// use wirecopy_document::Version;
/// let a = Version::of("a", "The mayor opened the bridge on Monday. It cost 3 million euros.");
/// let b = Version::of("b", "It cost three million euros. On Monday the mayor opened the new bridge.");
/// let groups = align(&a, &b, &Settings::default()).groups;
/// assert_eq!((groups[0].a[0], groups[0].label), (1, Label::Edited));
/// assert_eq!(groups[1].a, [0]);
/// ```
#[must_use]
pub fn align(a: &Version, b: &Version, settings: &Settings) -> Alignment {
    Aligner::new(settings.clone()).align(a, b)
}

/// Aligns many pairs with one set of tables, and remembers what a model said: the same results as [`align`], sooner.
#[derive(Debug, Default)]
pub struct Aligner {
    settings: Settings,
    memory: Memory,
}

impl Aligner {
    /// An aligner that has seen nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings, memory: Memory::default() }
    }

    /// An aligner that asks a model for meanings too. It says the same for one model whatever it has seen before.
    #[must_use]
    pub fn with_model(settings: Settings, model: Arc<dyn Meaning>) -> Self {
        Self { settings, memory: Memory { meanings: Some(Meanings::new(model)), ..Memory::default() } }
    }

    /// As [`align`].
    #[must_use]
    pub fn align(&mut self, a: &Version, b: &Version) -> Alignment {
        // Ties can fall either way, and must fall the same way whichever side is called a.
        if is_in_order(a, b) { self.align_ordered(a, b) } else { mirror(self.align_ordered(b, a), a.sentences.len()) }
    }

    fn align_ordered(&mut self, a: &Version, b: &Version) -> Alignment {
        let settings = &self.settings;
        let mut comparison = Comparison::with(a, b, settings, std::mem::take(&mut self.memory));
        let groups = groups(a, b, &mut comparison, settings);
        self.memory = comparison.into_memory();
        in_order_of_b(groups, a.sentences.len())
    }
}

/// Names of the numbers that are [known](known) of a pair of sentences.
pub const KNOWN: &[&str] = About::NAMES;

/// Each pair of sentences of a and b that the alignment of rewrites judges together, and what it judges them by: what its weights are
/// fitted to. None where they are too many.
#[must_use]
pub fn known(a: &Version, b: &Version, settings: &Settings) -> Vec<([usize; 2], Vec<f64>)> {
    let mut comparison = Comparison::new(a, b, settings);
    let verbatim = verbatim(a, b, &comparison);
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Vec::new();
    }
    let found = first_look(&mut comparison, &verbatim, settings).known();
    found.into_iter().map(|answer| ([answer.a, answer.b], answer.about.values().to_vec())).collect()
}

/// An order of versions that depends on their texts alone.
fn is_in_order(a: &Version, b: &Version) -> bool {
    let boundaries = |v: &Version| v.sentences.iter().map(|s| s.tokens.end).collect::<Vec<_>>();
    let words = |v: &Version| (0..v.sentences.len()).map(|i| v.sentence_text(i).to_owned()).collect::<Vec<_>>();
    let order = a.tokens.keys().cmp(b.tokens.keys());
    order.then_with(|| boundaries(a).cmp(&boundaries(b))).then_with(|| words(a).cmp(&words(b))).is_le()
}

fn groups(a: &Version, b: &Version, comparison: &mut Comparison, settings: &Settings) -> Vec<Group> {
    let verbatim = verbatim(a, b, comparison);
    let pairings = if a.sentences.is_empty() || b.sentences.is_empty() {
        Vec::new()
    } else {
        solve(comparison, &verbatim, settings)
    };
    let moved = find_moved(a, b, &pairings);
    let mut groups = Vec::new();
    for (pairing, moved) in pairings.iter().zip(moved) {
        groups.push(group(a, b, comparison, pairing, moved, settings));
    }
    add_unpaired(a.sentences.len(), b.sentences.len(), &mut groups);
    groups
}

/// The verbatim partner of each sentence of a.
fn verbatim(a: &Version, b: &Version, comparison: &Comparison) -> Vec<Option<usize>> {
    let [a, b] =
        [sentence_words(&comparison.vocabulary.tokens[0], a), sentence_words(&comparison.vocabulary.tokens[1], b)];
    anchors(&a, &b)
}

fn sentence_words<'w>(words: &'w [WordId], version: &Version) -> Vec<&'w [WordId]> {
    version.sentences.iter().map(|s| &words[s.tokens.clone()]).collect()
}

fn find_moved(a: &Version, b: &Version, pairings: &[Answering]) -> Vec<bool> {
    let at: Vec<usize> = pairings.iter().map(|p| p.sides[1][0]).collect();
    let length =
        |version: &Version, side: &[usize]| side.iter().map(|&s| version.sentences[s].tokens.len()).sum::<usize>();
    let words = |p: &Answering| (length(a, &p.sides[0]) + length(b, &p.sides[1])) as u64;
    order::moved(&at, &pairings.iter().map(words).collect::<Vec<_>>())
}

fn group(
    a: &Version,
    b: &Version,
    comparison: &mut Comparison,
    pairing: &Answering,
    moved: bool,
    settings: &Settings,
) -> Group {
    let [in_a, in_b] = &pairing.sides;
    let runs = [Runs::of(a, in_a), Runs::of(b, in_b)];
    let vocabulary = &comparison.vocabulary;
    let words = [0, 1].map(|side| runs[side].words(&vocabulary.tokens[side]));
    let is_function = |id: WordId| vocabulary.word(id).kind == Kind::Function;
    let edits = diff(&words[0], &words[1], is_function, settings.work_budget);
    let edits = runs::placed(edits, &runs);
    let label = label(in_a.len(), in_b.len(), &edits, settings.min_edited);
    let similarity = if label == Label::Verbatim { 1.0 } else { comparison.similarity_of(in_a, in_b) };
    let inferred = [0, 1].map(|side| {
        let is_sure = |i: &usize| pairing.sure[side].contains(i);
        pairing.sides[side].iter().copied().filter(|i| !is_sure(i)).collect()
    });
    Group { a: in_a.clone(), b: in_b.clone(), label, moved, inferred, similarity, edits }
}

fn add_unpaired(a: usize, b: usize, groups: &mut Vec<Group>) {
    let mut paired = [vec![false; a], vec![false; b]];
    for group in groups.iter() {
        group.a.iter().for_each(|&i| paired[0][i] = true);
        group.b.iter().for_each(|&j| paired[1][j] = true);
    }
    let alone = |a: Vec<usize>, b: Vec<usize>, label| Group {
        a,
        b,
        label,
        moved: false,
        inferred: Default::default(),
        similarity: 0.0,
        edits: vec![],
    };
    groups.extend((0..a).filter(|&i| !paired[0][i]).map(|i| alone(vec![i], vec![], Label::Dropped)));
    groups.extend((0..b).filter(|&j| !paired[1][j]).map(|j| alone(vec![], vec![j], Label::Added)));
}

/// Puts groups in the order of b; a dropped sentence stands behind the group of the sentence before it in a.
fn in_order_of_b(mut groups: Vec<Group>, sentences_of_a: usize) -> Alignment {
    let mut place_of_a: Vec<Option<usize>> = vec![None; sentences_of_a];
    for group in &groups {
        for &i in group.a.iter().filter(|_| !group.b.is_empty()) {
            place_of_a[i] = Some(group.b[0]);
        }
    }
    let mut last = None;
    let mut before = Vec::with_capacity(sentences_of_a);
    for place in place_of_a {
        last = place.or(last);
        before.push(last);
    }
    groups.sort_by_key(|group| match (group.b.first(), group.a.first()) {
        (Some(&b), _) => (Some(b), false, 0),
        (None, Some(&a)) => (before[a], true, a),
        (None, None) => (None, false, 0),
    });
    Alignment { groups }
}

/// The same alignment seen from the other side.
fn mirror(alignment: Alignment, sentences_of_a: usize) -> Alignment {
    let groups = alignment.groups.into_iter().map(mirror_group).collect();
    in_order_of_b(groups, sentences_of_a)
}

fn mirror_group(group: Group) -> Group {
    let label = match group.label {
        Label::Split => Label::Merged,
        Label::Merged => Label::Split,
        Label::Added => Label::Dropped,
        Label::Dropped => Label::Added,
        same => same,
    };
    let edits = group.edits.into_iter().map(mirror_edit).collect();
    let [a, b] = group.inferred;
    Group { a: group.b, b: group.a, label, inferred: [b, a], edits, ..group }
}

fn mirror_edit(edit: Edit) -> Edit {
    let op = match edit.op {
        EditOp::Insert => EditOp::Delete,
        EditOp::Delete => EditOp::Insert,
        same => same,
    };
    Edit { op, a: edit.b, b: edit.a }
}
