//! What one subject is or does in one version, and the opposite in the other: "the shelters are open", "the shelters have closed".

use wirecopy_lexicon::LexFile;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::claims_nothing;
use crate::rules::polarity::{are_opposites, says_no_beside};
use crate::rules::{Finding, View};
use crate::tag::Tag;

/// Such opposites, between states of one report; wherever they stand in their sentences.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for x in pair.a.verbs.iter().filter(|v| is_claimed(&pair.a, v)) {
        let opposed = |y: &&Verb| is_claimed(&pair.b, y) && exclude_each_other(pair, x, y);
        let Some(y) = pair.b.verbs.iter().find(opposed) else { continue };
        found.push(Finding {
            kind: ChangeKind::Polarity,
            severity: Severity::Material,
            a: Some(x.words.start..state(&pair.a, x) + 1),
            b: Some(y.words.start..state(&pair.b, y) + 1),
            reason: Reason::Either("“{}” and “{}” are opposites."),
            confidence: 0.6,
        });
    }
    found
}

/// Whether the verb says something of its subject, and denies nothing.
fn is_claimed(side: &Side<'_>, verb: &Verb) -> bool {
    let says = side.attributions.iter().any(|a| a.verb == Some(verb.main));
    let is_finite = matches!(verb.force, Force::Done | Force::Present | Force::Planned);
    is_finite && !says && verb.negators.is_empty() && verb.hedge.is_none() && !claims_nothing(side, verb.main)
}

/// The word that tells the state: the verb, or the adjective behind "be".
fn state(side: &Side<'_>, verb: &Verb) -> usize {
    if !side.words[verb.main].is(cue!("be")) {
        return verb.main;
    }
    let end = side.sentence_end(verb.main).min(verb.main + 3);
    let next = (verb.main + 1..end).find(|&i| side.words[i].tag != Tag::Adv);
    let tells = |i: &usize| matches!(side.words[*i].tag, Tag::Adj | Tag::Verb) && !side.words[*i].breaks_before();
    next.filter(tells).unwrap_or(verb.main)
}

fn exclude_each_other(pair: &Pair<'_>, x: &Verb, y: &Verb) -> bool {
    let (i, j) = (state(&pair.a, x), state(&pair.b, y));
    let (p, q) = (&pair.a.words[i], &pair.b.words[j]);
    let is_one = x.subject().zip(y.subject()).is_some_and(|(p, q)| same_thing(pair, p, q));
    // "climbed over the roof", "lowered themselves": who moves goes up and down; what lies may stand.
    let is_way = |word: &Word<'_>| {
        let moves = word.tag == Tag::Verb && word.known.entry.lexname_share(LexFile::VerbMotion) > 0.2;
        moves || word.is_verb_of(cue!("posture", "converse"))
    };
    // One that has an answer of its own is told on both sides.
    let answered = pair.to_b[i].is_some_and(|(k, _)| k != j) || pair.to_a[j].is_some_and(|(k, _)| k != i);
    let is_other = !is_way(p) && !is_way(q) && !answered;
    is_one && is_other && are_opposites(p, q) && !says_no_beside(pair, i, j)
}
