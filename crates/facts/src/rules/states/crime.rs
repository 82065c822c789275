//! Another crime behind one verb of the law: "convicted of manslaughter", "convicted of murder".

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::{Finding, View};

/// Such crimes, between states of one report, neither of which the other side tells of.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (charges(&pair.a), charges(&pair.b));
    let one_verb = |v: usize, w: usize| pair.to_b[v].is_some_and(|(j, r)| j == w && r == Relation::Same);
    let mut found = Vec::new();
    for &(v, i) in &in_a {
        for &(_, j) in in_b.iter().filter(|&&(w, _)| one_verb(v, w)) {
            if !tells(&pair.b, &pair.a, i) && !tells(&pair.a, &pair.b, j) {
                found.push(Finding {
                    kind: ChangeKind::Action,
                    severity: Severity::Material,
                    a: Some(i..i + 1),
                    b: Some(j..j + 1),
                    reason: Reason::Either("“{}” and “{}” are not the same crime."),
                    confidence: 0.7,
                });
            }
        }
    }
    found
}

/// The verbs of the law on a side, each with a crime right behind its preposition.
fn charges(side: &Side<'_>) -> Vec<(usize, usize)> {
    const NEAR: usize = 4;
    let crime = |v: usize| {
        let end = side.sentence_end(v).min(v + 1 + NEAR);
        (v + 1..end)
            .find(|&i| side.words[i].is_noun_of(cue!("crime")))
            .filter(|&i| !(v + 1..=i).any(|k| side.words[k].breaks_before()))
    };
    let verbs = side.verbs.iter().map(|v| v.main).filter(|&v| side.words[v].is_verb_of(cue!("at_law")));
    verbs.filter_map(|v| Some((v, crime(v)?))).collect()
}

/// Whether the side has the crime of the other as well, in whatever form.
fn tells(side: &Side<'_>, other: &Side<'_>, crime: usize) -> bool {
    let lexicon = wirecopy_lexicon::Lexicon::shared();
    side.words.iter().any(|w| {
        w.folded == other.words[crime].folded
            || lexicon.between(&w.known.entry, &other.words[crime].known.entry) != Relation::None
    })
}
