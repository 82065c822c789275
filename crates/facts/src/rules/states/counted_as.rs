//! As what somebody acts or is acted on: "were questioned as witnesses", "were questioned as suspects".

use wirecopy_lexicon::{Class, Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::{Finding, View, matched_verbs};

/// Such words behind one verb, between states of one report.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let one_verb = |p: usize| pair.to_b[pair.a.verbs[p].main].is_some_and(|(_, r)| r == Relation::Same);
    let differ = |(p, q): (usize, usize)| {
        let (i, j) = (part(&pair.a, &pair.a.verbs[p])?, part(&pair.b, &pair.b.verbs[q])?);
        let (x, y) = (&pair.a.words[i].known.entry, &pair.b.words[j].known.entry);
        let lexicon = Lexicon::shared();
        let related = lexicon.between(x, y) != Relation::None || lexicon.is_a(x, y) || lexicon.is_a(y, x);
        let open = pair.to_b[i].is_none() && pair.to_a[j].is_none();
        (open && !related).then(|| Finding {
            kind: ChangeKind::Role,
            severity: Severity::Material,
            a: Some(i - 1..i + 1),
            b: Some(j - 1..j + 1),
            reason: Reason::Either("“{}” and “{}” are not the same part in the matter."),
            confidence: 0.6,
        })
    };
    matched_verbs(pair).filter(|&(p, _)| one_verb(p)).filter_map(differ).collect()
}

/// The word for people behind "as", in the clause of the verb.
fn part(side: &Side<'_>, verb: &Verb) -> Option<usize> {
    let next = side.verbs.iter().find(|v| v.words.start >= verb.words.end).map_or(side.words.len(), |v| v.words.start);
    let end = next.min(side.sentence_end(verb.main));
    let phrase = side.phrases.iter().find(|p| {
        let behind = p.words.start >= verb.words.end && p.words.end <= end;
        let before = p.words.start.checked_sub(1).map(|k| side.words[k].folded);
        behind && before == Some("as")
    })?;
    (side.words[phrase.head].known.entry.class_share(Class::Person) > 0.0).then_some(phrase.head)
}
