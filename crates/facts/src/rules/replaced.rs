//! One noun or verb in the place of another that means something else.
//!
//! WordNet knows most synonyms but not all that a newsroom exchanges, least among words for acts and ideas; so only words for
//! things that one can point at are taken as material, and only where everything around them stays.

use std::ops::Range;

use wirecopy_lexicon::{LexFile, Lexicon, Relation};

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::{Gap, Pair};
use crate::reason::Reason;
use crate::rules::{Finding, View, flanks, readable, support};
use crate::tag::Tag;
use crate::words::pairs_up;

/// Most words of a run: "the driver of". Those of more than two words are read for people who face each other only.
const LONGEST: usize = 4;

/// Least share of kept words around the pair.
const LEAST_KEPT: f64 = 0.9;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for gap in pair.gaps.iter().filter(|g| g.a.len().max(g.b.len()) <= LONGEST) {
        let (Some(i), Some(j)) = (only_content(&pair.a, gap.a.clone()), only_content(&pair.b, gap.b.clone())) else {
            continue;
        };
        if gap.a.len().max(gap.b.len()) > 2 && !pairs_up(cue!("counterparts"), &pair.a.words[i], &pair.b.words[j]) {
            continue;
        }
        // "30cm a day", "30cm an hour": a number over another time.
        let rates =
            |side: &Side<'_>, k: usize| k > 1 && side.words[k - 2].folded.starts_with(|c: char| c.is_ascii_digit());
        if rates(&pair.a, i) && rates(&pair.b, j) {
            continue;
        }
        let other_places = is_head(&pair.a, i) != is_head(&pair.b, j);
        if other_places || flanks(pair, &gap.a, &gap.b) < 2 || support(pair, i, j) < 2 || told_elsewhere(view, i, j) {
            continue;
        }
        let Some(concrete) = differ(&pair.a, i, &pair.b, j) else { continue };
        if kept(pair, gap) < LEAST_KEPT {
            continue;
        }
        let severity = if concrete { Severity::Material } else { Severity::Minor };
        found.push(Finding {
            kind: ChangeKind::Action,
            severity,
            a: Some(readable(&pair.a, i)),
            b: Some(readable(&pair.b, j)),
            reason: Reason::Either("“{}” and “{}” are not the same thing."),
            confidence: if concrete { 0.6 } else { 0.35 },
        });
    }
    found
}

/// The one content word of a run, if it is a noun or verb of common use.
fn only_content(side: &Side<'_>, range: Range<usize>) -> Option<usize> {
    let mut content = range.filter(|&i| side.words[i].tag.is_content());
    let only = content.next().filter(|_| content.next().is_none())?;
    let is_word = matches!(side.words[only].tag, Tag::Noun | Tag::Verb) && side.words[only].known.entry.is_known();
    (is_word && !side.is_exact(only)).then_some(only)
}

/// Whether the word is what its phrase names ("the state's tax" has two such, "the cigarette tax" one); a verb is.
fn is_head(side: &Side<'_>, i: usize) -> bool {
    side.phrase_of(i).is_none_or(|p| side.phrases[p].head == i)
}

/// Whether a neighbouring sentence of the other side has the word: then it may only have moved.
fn told_elsewhere(view: &View<'_, '_>, i: usize, j: usize) -> bool {
    view.around_b.has(view.pair.a.words[i].folded) || view.around_a.has(view.pair.b.words[j].folded)
}

/// Share of the content words around a gap that have an answer, on the side that has fewer: in a sentence that is reworded
/// throughout, an unknown pair of words is most likely one more rewording (metam: eight such pairs, no change of fact).
fn kept(pair: &Pair<'_>, gap: &Gap) -> f64 {
    let share = |side: &Side<'_>, to: &[Option<(usize, Relation)>], own: &Range<usize>| {
        let sentence = side.sentence_start(own.start)..side.sentence_end(own.start);
        let others: Vec<usize> = sentence.filter(|i| !own.contains(i) && side.words[*i].tag.is_content()).collect();
        others.iter().filter(|&&i| to[i].is_some()).count() as f64 / others.len().max(1) as f64
    };
    share(&pair.a, &pair.to_b, &gap.a).min(share(&pair.b, &pair.to_a, &gap.b))
}

/// Whether the two words are unlike, and if so whether both name things one can point at. Of nouns for ideas and acts
/// ("war", "struggle") it cannot be said.
fn differ(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> Option<bool> {
    let lexicon = Lexicon::shared();
    let (x, y) = (&a.words[i].known.entry, &b.words[j].known.entry);
    let (p, q) = (a.words[i].folded, b.words[j].folded);
    if pairs_up(cue!("counterparts"), &a.words[i], &b.words[j]) {
        return Some(true);
    }
    let related = lexicon.between(x, y) != Relation::None || lexicon.is_a(x, y) || lexicon.is_a(y, x);
    let contained = p.contains(q) || q.contains(p);
    if a.words[i].tag != b.words[j].tag || related || contained {
        return None;
    }
    let (field, other) = (x.lexname()?, y.lexname()?);
    if a.words[i].tag == Tag::Verb {
        // Verbs of one field change places in use ("hire", "rent").
        return (field != other).then_some(false);
    }
    (is_concrete(field) && is_concrete(other)).then_some(true)
}

/// Fields of WordNet that hold things one can point at. People have many titles ("head", "leader"; "lawyers", "panel"): three of three
/// such pairs in real articles were one person.
fn is_concrete(file: LexFile) -> bool {
    const FIELDS: [LexFile; 10] = [
        LexFile::NounAnimal,
        LexFile::NounArtifact,
        LexFile::NounBody,
        LexFile::NounFood,
        LexFile::NounLocation,
        LexFile::NounObject,
        LexFile::NounPhenomenon,
        LexFile::NounPlant,
        LexFile::NounSubstance,
        LexFile::NounTime,
    ];
    FIELDS.contains(&file)
}
