//! One subject at two stages that exclude each other: who denied it has admitted it, what was suspended has resumed, who was to stay resigns.

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::standing::is_verb_of;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::{Classes, cue};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::claims_nothing;
use crate::rules::name::same_names;
use crate::rules::{Finding, View};

/// Of each row, classes of verbs that exclude each other.
const ROWS: [&[Classes]; 9] = [
    &[cue!("says_no"), cue!("owns_up")],
    &[cue!("stays"), cue!("steps_down")],
    &[cue!("goes_on"), cue!("called_off")],
    &[cue!("held_up"), cue!("goes_on_again")],
    &[cue!("voted_in"), cue!("voted_down"), cue!("taken_back"), cue!("put_off")],
    &[cue!("gives_up"), cue!("overpowered"), cue!("law_free")],
    &[cue!("steps_down"), cue!("post_lost")],
    &[cue!("lands"), cue!("crashes")],
    &[cue!("wins_case"), cue!("loses_case"), cue!("settles_case")],
];

/// The row of those who speak: they act; what the other rows tell of may also undergo.
const SPEAKS: usize = 0;

/// The class of those in it who will not say, which is told by more than a verb.
const SILENT: usize = 2;

/// The number of the row of votes, which are told by more than a verb.
const VOTES: usize = ROWS.len();

/// What a side tells of a subject.
struct Stage {
    row: usize,
    class: usize,
    verb: usize,
    /// Of whom or what, by phrase.
    of: usize,
}

/// Such stages, between states of one report.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (stages(&pair.a), stages(&pair.b));
    let mut found = Vec::new();
    for x in &in_a {
        let apart = |y: &&Stage| y.row == x.row && y.class != x.class && is_one(pair, x.of, y.of);
        let Some(y) = in_b.iter().find(apart) else { continue };
        if is_told(&pair.b, x) || is_told(&pair.a, y) {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Polarity,
            severity: Severity::Material,
            a: Some(pair.a.verbs[x.verb].words.clone()),
            b: Some(pair.b.verbs[y.verb].words.clone()),
            reason: Reason::Either("“{}” and “{}” are not the same stage of the matter."),
            confidence: 0.6,
        });
    }
    found
}

fn stages(side: &Side<'_>) -> Vec<Stage> {
    (0..side.verbs.len()).flat_map(|at| of_verb(side, at)).collect()
}

/// The stages that a verb tells of; "resign" is one of leaving a post and one of not staying.
fn of_verb(side: &Side<'_>, at: usize) -> Vec<Stage> {
    let verb = &side.verbs[at];
    let is_finite = matches!(verb.force, Force::Done | Force::Present | Force::Planned | Force::Would);
    let silent = says_nothing(side, verb);
    if !silent && (!is_finite || !verb.negators.is_empty() || verb.hedge.is_some() || claims_nothing(side, verb.main)) {
        return Vec::new();
    }
    let all = match vote(side, verb) {
        _ if silent => vec![(SPEAKS, SILENT)],
        Some(vote) => vec![vote],
        None => classes(side, verb),
    };
    let of = |row: usize| if row == SPEAKS || row == VOTES { verb.agent } else { verb.patient.or(verb.agent) };
    all.into_iter().filter_map(|(row, class)| Some(Stage { row, class, verb: at, of: of(row)? })).collect()
}

/// "declined to comment", "refused to say".
fn says_nothing(side: &Side<'_>, verb: &Verb) -> bool {
    let declines = verb.negators.iter().any(|&i| side.words[i].is_verb_of(cue!("declines")));
    declines
        && side.words[verb.main].verb_lemmas().any(|lemma| matches!(lemma, "comment" | "say" | "discuss" | "answer"))
}

/// "will vote against the bill", "abstained": one voter does one of three things.
fn vote(side: &Side<'_>, verb: &Verb) -> Option<(usize, usize)> {
    let is = |lemma: &str| side.words[verb.main].verb_lemmas().any(|l| l == lemma);
    let next = side.words.get(verb.main + 1).filter(|w| !w.first).map(|w| w.folded);
    match next {
        _ if is("abstain") => Some((VOTES, 2)),
        Some("against") if is("vote") => Some((VOTES, 1)),
        Some("for") if is("vote") => Some((VOTES, 0)),
        _ => None,
    }
}

fn classes(side: &Side<'_>, verb: &Verb) -> Vec<(usize, usize)> {
    let holds = |class: &Classes| is_verb_of(side, verb.main, *class);
    let of_row = |(row, classes): (usize, &&[Classes])| Some((row, classes.iter().position(holds)?));
    ROWS.iter().enumerate().filter_map(of_row).collect()
}

/// One thing, or two of which the one hangs on the other: "flights to the airport", "the airport".
fn is_one(pair: &Pair<'_>, p: usize, q: usize) -> bool {
    let hangs = |side: &Side<'_>, phrase: usize| -> Vec<usize> {
        let behind = |k: usize| {
            let before = side.phrases[k - 1].words.end;
            side.phrases[k].prep.is_some_and(|at| at >= before) && side.phrases[k].words.start <= before + 3
        };
        let ends = (phrase + 1..side.phrases.len()).take_while(|&k| behind(k));
        std::iter::once(phrase).chain(ends).collect()
    };
    let (all_a, all_b) = (hangs(&pair.a, p), hangs(&pair.b, q));
    let one = |i: usize, j: usize| {
        let (head_a, head_b) = (pair.a.phrases[i].head, pair.b.phrases[j].head);
        let names = pair.a.name_of(head_a).zip(pair.b.name_of(head_b));
        pair.to_b[head_a].is_some_and(|(k, r)| k == head_b && r == Relation::Same)
            || names.is_some_and(|(m, n)| same_names(pair, m, n))
    };
    same_thing(pair, p, q) || all_a.iter().any(|&i| one(i, q)) || all_b.iter().any(|&j| one(p, j))
}

/// Whether the side has a word of the stage as well, of whomever, other than as what was before ("who had denied it").
fn is_told(side: &Side<'_>, stage: &Stage) -> bool {
    let Some(class) = ROWS.get(stage.row).and_then(|row| row.get(stage.class).copied()) else {
        let is_one =
            |v: &Verb| vote(side, v) == Some((stage.row, stage.class)) || stage.row == SPEAKS && says_nothing(side, v);
        return side.verbs.iter().any(is_one);
    };
    let is_past = |verb: &Verb| {
        let start = verb.words.start;
        side.words[start].folded == "had"
            && start > 0
            && matches!(side.words[start - 1].folded, "who" | "which" | "that")
    };
    (0..side.words.len())
        .any(|i| side.words[i].is_form_of(class) && !side.verbs.iter().any(|v| v.words.contains(&i) && is_past(v)))
}
