//! Yes against no, and a word against its opposite.

use std::ops::Range;
use std::sync::OnceLock;

use wirecopy_lexicon::{Entry, Kindred, Lexicon, Opposition, Relation};

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::{self, Classes, cue};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::{Finding, View, flanks, matched_verbs, negated, support, with_head};
use crate::tag::Tag;
use crate::words::{is_saying, pairs_up};

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let mut found = negations(view);
    let more = negated::find(view, &found);
    found.extend(more);
    found.extend(opposites(view));
    found.extend(in_gaps(view));
    found.extend(causes(view));
    // "but did not give details", "without giving details": both say no.
    let no = |side: &Side<'_>, words: &Option<Range<usize>>| {
        words.clone().is_some_and(|mut words| words.any(|i| side.words[i].is(cue!("negator"))))
    };
    found.retain(|f| !(no(&view.pair.a, &f.a) && no(&view.pair.b, &f.b)));
    found
}

/// A verb that one side denies and the other does not; a denied opposite says the same.
fn negations(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for (p, q) in matched_verbs(pair) {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let (na, nb) = (negators(&pair.a, va, &pair.to_b), negators(&pair.b, vb, &pair.to_a));
        // A verb that says no by itself ("declined requests") is not compared.
        let opposite = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Antonym)
            || is_negative(&pair.a, va.main)
            || is_negative(&pair.b, vb.main);
        if (na.len() + nb.len() + usize::from(opposite)) % 2 == 0 || opposite {
            continue;
        }
        let said = is_saying(&pair.a.words[va.main]) && va.negators.is_empty() && vb.negators.is_empty();
        let answered = na.iter().any(|&i| pair.to_b[i].is_some()) || nb.iter().any(|&j| pair.to_a[j].is_some());
        // "aimed to calm the town", "did not calm the town": what was planned need not have come about.
        let came_to_nothing = (va.force == Force::Planned) != (vb.force == Force::Planned);
        // "he says", "he did not tell the paper": of two verbs of saying each has a claim of its own.
        let told_apart =
            is_saying(&pair.a.words[va.main]) && pair.to_b[va.main].is_some_and(|(_, r)| r != Relation::Same);
        if came_to_nothing
            || is_limited(&pair.a, va, view.one_report)
            || is_limited(&pair.b, vb, view.one_report)
            || said
            || told_apart
            || is_refused_noun(pair, va, vb)
            || answered
            || says_no_otherwise(pair, na.is_empty(), if na.is_empty() { va } else { vb }, view.one_report)
            || denies_opposite(pair, va, vb)
            || is_not_until(&pair.a, va)
            || is_not_until(&pair.b, vb)
            || is_yet_to(&pair.a, va)
            || is_yet_to(&pair.b, vb)
        {
            continue;
        }
        // "refused to answer" against "said": a verb that denies needs the very same verb beside it.
        let by_verb = |side: &Side<'_>, all: &[usize]| all.iter().any(|&i| side.words[i].is(cue!("negative_verb")));
        let same_word = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Same)
            || !by_verb(&pair.a, &na) && !by_verb(&pair.b, &nb);
        let (a, b) = (shown(&pair.a, va, &na), shown(&pair.b, vb, &nb));
        found.push(Finding {
            kind: ChangeKind::Polarity,
            severity: if same_word { Severity::Material } else { Severity::Minor },
            a: Some(a),
            b: Some(b),
            reason: Reason::Either("One version denies what the other says: “{}” here, “{}” there."),
            confidence: if support(pair, va.main, vb.main) >= 2 { 0.85 } else { 0.65 },
        });
    }
    found
}

/// "turning over the papers would cost him", "he refused to turn over the papers": a form without a subject claims nothing.
fn is_refused_noun(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> bool {
    let refused = |side: &Side<'_>, verb: &Verb| verb.negators.iter().any(|&i| side.words[i].is(cue!("negative_verb")));
    refused(&pair.a, va) && vb.force == Force::Open || refused(&pair.b, vb) && va.force == Force::Open
}

/// "did not directly respond": only the manner is denied. Between states of one report what had "not yet" come about has come about since.
fn is_limited(side: &Side<'_>, verb: &Verb, one_report: bool) -> bool {
    const MANNERS: [&str; 9] =
        ["yet", "directly", "entirely", "exactly", "explicitly", "fully", "immediately", "necessarily", "specifically"];
    let limiting = if one_report { &MANNERS[1..] } else { &MANNERS };
    !verb.negators.is_empty() && verb.words.clone().any(|i| limiting.contains(&side.words[i].folded))
}

/// "does not start until Sunday": it starts then.
fn is_not_until(side: &Side<'_>, verb: &Verb) -> bool {
    let behind = &side.words[verb.words.end..side.sentence_end(verb.main)];
    !verb.negators.is_empty() && behind.iter().any(|w| matches!(w.folded, "until" | "till" | "before"))
}

/// "had yet to regain it": it had not.
fn is_yet_to(side: &Side<'_>, verb: &Verb) -> bool {
    let from = verb.words.start.saturating_sub(2);
    verb.negators.is_empty()
        && (from..verb.main).any(|i| side.words[i].folded == "yet" && side.words[i + 1].folded == "to")
}

/// "was easy" against "was not difficult": an opposite behind the verb makes up for the negator.
fn denies_opposite(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> bool {
    const NEAR: usize = 5;
    let behind = |side: &Side<'_>, verb: &Verb| verb.words.end..side.sentence_end(verb.main).min(verb.words.end + NEAR);
    let opposed = |i: usize, j: usize| {
        Lexicon::shared().opposition(&pair.a.words[i].known.entry, &pair.b.words[j].known.entry).is_some()
    };
    behind(&pair.a, va).any(|i| behind(&pair.b, vb).any(|j| opposed(i, j)))
}

/// Whether the side without negator says no in another way ("refusal", "without", "unable"), so that both may deny.
fn says_no_otherwise(pair: &Pair<'_>, in_a: bool, verb: &Verb, one_report: bool) -> bool {
    let (side, to) = if in_a { (&pair.a, &pair.to_b) } else { (&pair.b, &pair.to_a) };
    // "received a demand but will not pay": between states of one report, "not" denies its own verb and no other.
    let of_other = |i: usize| {
        one_report
            && side
                .verbs
                .iter()
                .any(|v| v.main != verb.main && v.negators.contains(&i) && side.words[i].is(cue!("negator")))
    };
    // "the first club since 2015", "no club since 2015".
    let first_since = |i: usize| {
        side.words[i].folded == "first" && side.words[i..side.sentence_end(i)].iter().any(|w| w.folded == "since")
    };
    (0..side.words.len()).any(|i| to[i].is_none() && (is_negative(side, i) && !of_other(i) || first_since(i)))
}

/// Whether a word that says no stands on one side only, in the sentences of the two words: with it an opposite says the same
/// ("if it is off the record", "unless it is on the record").
pub(super) fn says_no_beside(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let own = |side: &Side<'_>, to: &[Option<(usize, Relation)>], at: usize| {
        (side.sentence_start(at)..side.sentence_end(at)).any(|k| {
            k != at && to[k].is_none() && side.words[k].is(cue!("negator"))
                || side.words[k].folded == "unless" && to[k].is_none()
        })
    };
    let denied = own(&pair.a, &pair.to_b, i) != own(&pair.b, &pair.to_a, j);
    denied || is_opposed_beside(pair, i, j) || negated::turns_round(pair)
}

/// Whether another word of the two sentences stands for its opposite as well: two of them say the same.
pub(crate) fn is_opposed_beside(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let lexicon = Lexicon::shared();
    let is_other = |k: usize| k != i && pair.to_b[k].is_some_and(|(l, r)| l != j && r == Relation::Antonym);
    let in_gap = || {
        let apart = |g: &&crate::matching::Gap| g.a.len() == 1 && g.b.len() == 1 && g.a.start != i;
        pair.gaps.iter().filter(apart).any(|g| {
            lexicon.opposition(&pair.a.words[g.a.start].known.entry, &pair.b.words[g.b.start].known.entry).is_some()
        })
    };
    (pair.a.sentence_start(i)..pair.a.sentence_end(i)).any(is_other) || in_gap()
}

/// The classes of words that say no, by themselves or over a verb.
pub(super) const NEGATIVE: Classes =
    cue!("negator", "negative_verb", "negative_adjective", "negative_noun", "negative_word");

fn is_negative(side: &Side<'_>, i: usize) -> bool {
    side.words[i].is(NEGATIVE) || side.words[i].is_form_of(cue!("negative_word"))
}

/// The words that deny the verb: in its group, or "no" and "neither" in front of what acts or undergoes.
fn negators(side: &Side<'_>, verb: &Verb, to: &[Option<(usize, Relation)>]) -> Vec<usize> {
    let mut all = verb.negators.clone();
    for phrase in [verb.agent, verb.patient].into_iter().flatten() {
        let phrase = &side.phrases[phrase];
        // "no passenger was hurt, but some were shaken".
        if (phrase.words.end..verb.words.start).any(|i| side.words[i].folded == "but") {
            continue;
        }
        let before = phrase.words.start.checked_sub(2).filter(|&k| side.words[k].folded == "none");
        all.extend(before);
        all.extend(phrase.words.clone().filter(|&i| side.words[i].is(cue!("none")) && !is_number_sign(side, i)));
    }
    // A list goes on, unless the other side has the second word alone ("is not just", "is just").
    all.retain(|&i| (!goes_on(side, i) || to[i + 1].is_some()) && !is_put_right(side, i, to));
    all.sort_unstable();
    all.dedup();
    all
}

/// "was not one man but a group": what is denied is told in its place, and the other side tells only that.
pub(super) fn is_put_right(side: &Side<'_>, i: usize, to: &[Option<(usize, Relation)>]) -> bool {
    const NEAR: usize = 6;
    let end = side.sentence_end(i).min(i + NEAR);
    let is_other = |k: usize| side.words[k].folded == "but" && to[k].is_none();
    let but = (i + 2..end).find(|&k| is_other(k)).filter(|_| side.words[i].folded == "not");
    but.is_some_and(|k| !side.verbs.iter().any(|v| (i + 1..k).contains(&v.main)))
}

/// "No. 1".
fn is_number_sign(side: &Side<'_>, i: usize) -> bool {
    let next = side.words.get(i + 1).filter(|w| !w.first);
    side.words[i].folded == "no" && next.is_some_and(|w| w.folded.starts_with(|c: char| c.is_ascii_digit()))
}

/// "not only", "not just".
fn goes_on(side: &Side<'_>, i: usize) -> bool {
    let next = side.words.get(i + 1).filter(|w| !w.first);
    side.words[i].folded == "not"
        && next.is_some_and(|w| matches!(w.folded, "only" | "just" | "merely" | "simply" | "solely"))
}

fn shown(side: &Side<'_>, verb: &Verb, negators: &[usize]) -> Range<usize> {
    let start = negators.iter().copied().chain([verb.words.start]).min().unwrap_or(verb.main);
    let end = negators.iter().copied().chain([verb.main]).max().unwrap_or(verb.main) + 1;
    if end - start > 8 { verb.words.clone() } else { start..end.min(side.words.len()) }
}

/// Words that the lexicon calls opposites, in one place of one claim, neither of them denied.
fn opposites(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for i in 0..pair.a.words.len() {
        // Opposites are near as well ("friends", "foes").
        let Some((j, Relation::Antonym | Relation::Near)) = pair.to_b[i] else { continue };
        let opposition = Lexicon::shared().opposition(&pair.a.words[i].known.entry, &pair.b.words[j].known.entry);
        let direct = opposition == Some(Opposition::Direct);
        let sides = flanks(pair, &(i..i + 1), &(j..j + 1));
        let near = support(pair, i, j);
        let tags = (pair.a.words[i].tag, pair.b.words[j].tag);
        // "imports to", "exported to": a noun and a verb are seen from two ends.
        let other_ends = matches!(tags, (Tag::Noun, Tag::Verb) | (Tag::Verb, Tag::Noun));
        // "employee", "employers": two ends of one tie, of which a sentence may name either.
        let converse = tags == (Tag::Noun, Tag::Noun) && sides < 2;
        if tags.0 != tags.1 && !direct
            || converse
            || other_ends
            || are_of_other_degree(pair, i, j)
            // "a sample taken on Monday", "a sample that he gave".
            || [cue!("posture"), cue!("converse")]
                .into_iter()
                .any(|class| [&pair.a.words[i], &pair.b.words[j]].iter().all(|w| w.is_verb_of(class)))
            || sides + usize::from(direct) < 2
            || near < 2
            || denied(&pair.a, i) != denied(&pair.b, j)
            || says_no_beside(pair, i, j)
            || opposition.is_none()
        {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Polarity,
            severity: Severity::Material,
            a: Some(with_head(&pair.a, i)),
            b: Some(with_head(&pair.b, j)),
            reason: Reason::Either("“{}” and “{}” are opposites."),
            confidence: if direct && sides >= 1 { 0.85 } else { 0.65 },
        });
    }
    found
}

/// "called for lower rates", "a critic of high rates": a comparative is no opposite of what it starts from.
fn are_of_other_degree(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let (x, y) = (&pair.a.words[i], &pair.b.words[j]);
    let is_amount = |word: &Word<'_>| matches!(word.folded, "more" | "less" | "fewer" | "better" | "worse");
    let compares = |word: &Word<'_>| word.folded.ends_with("er");
    x.tag == Tag::Adj && y.tag == Tag::Adj && !is_amount(x) && !is_amount(y) && compares(x) != compares(y)
}

/// Single words in one gap that are opposites without being matched: prepositions, ranks, rare senses.
fn in_gaps(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for gap in pair.gaps.iter().filter(|g| g.a.len() == 1 && g.b.len() == 1) {
        let (i, j) = (gap.a.start, gap.b.start);
        let in_one_place = flanks(pair, &gap.a, &gap.b) == 2 && support(pair, i, j) >= 2;
        if in_one_place && are_opposites(&pair.a.words[i], &pair.b.words[j]) && !says_no_beside(pair, i, j) {
            found.push(Finding {
                kind: ChangeKind::Polarity,
                severity: Severity::Material,
                a: Some(gap.a.clone()),
                b: Some(gap.b.clone()),
                reason: Reason::Either("“{}” and “{}” are opposites."),
                confidence: 0.75,
            });
        }
    }
    found
}

pub(super) fn are_opposites(x: &Word<'_>, y: &Word<'_>) -> bool {
    Lexicon::shared().opposition(&x.known.entry, &y.known.entry).is_some()
        || are_opposite_prepositions(x.folded, y.folded)
        || go_opposite_ways(&x.known.entry, &y.known.entry)
        || undo_each_other(x, y)
        || is_denied_by_prefix(x.folded, y.folded)
        || is_denied_by_prefix(y.folded, x.folded)
}

/// "grew" and "declined": WordNet knows only some of these pairs as opposites.
fn go_opposite_ways(x: &Entry, y: &Entry) -> bool {
    static WAYS: OnceLock<[Vec<Entry>; 2]> = OnceLock::new();
    let lexicon = Lexicon::shared();
    let entries = |class| cues::entries(class).iter().map(|word| lexicon.entry(word)).collect();
    let [up, down] = WAYS.get_or_init(|| [entries(cue!("goes_up")), entries(cue!("goes_down"))]);
    let goes = |word: Kindred<'_>, ways: &[Entry]| {
        ways.iter().any(|way| matches!(word.relation(lexicon.kindred(way)), Relation::Same | Relation::Derived))
    };
    let [x, y] = [x, y].map(|word| lexicon.kindred(word));
    // Each way of the one, if it has a way at all, and then of the other.
    match (goes(x, up), goes(x, down)) {
        (true, false) => goes(y, down) && !goes(y, up),
        (false, true) => goes(y, up) && !goes(y, down),
        _ => false,
    }
}

/// "resumed" and "suspended"; "reopened" and "closed".
fn undo_each_other(x: &Word<'_>, y: &Word<'_>) -> bool {
    let lexicon = Lexicon::shared();
    let is_back = |x: &Word<'_>, y: &Word<'_>| {
        let again = x.folded.strip_prefix("re").filter(|rest| rest.len() > 3);
        let opposition = again.and_then(|rest| lexicon.opposition(&lexicon.entry(rest), &y.known.entry));
        opposition == Some(Opposition::Direct)
    };
    pairs_up(cue!("undoes"), x, y) || is_back(x, y) || is_back(y, x)
}

/// "uninstalled" says no to "installed" (CGEL I.20-I.23: negative and reversative prefixes), if both are words.
fn is_denied_by_prefix(x: &str, y: &str) -> bool {
    const PREFIXES: [&str; 9] = ["un", "non", "dis", "in", "im", "il", "ir", "de", "sub"];
    let lexicon = Lexicon::shared();
    let base = PREFIXES.iter().filter_map(|prefix| x.strip_prefix(prefix)).find(|base| *base == y);
    base.is_some_and(|base| base.len() > 3 && lexicon.entry(base).is_known() && lexicon.zipf(x) > 0.0)
}

/// Prepositions are not in WordNet: the pairs of opposites of CGEL 9.14-9.44.
fn are_opposite_prepositions(x: &str, y: &str) -> bool {
    const PAIRS: [(&str, &str); 12] = [
        ("before", "after"),
        ("within", "outside"),
        ("within", "beyond"),
        ("within", "below"),
        ("with", "without"),
        ("inside", "outside"),
        ("in", "outside"),
        ("above", "below"),
        ("over", "under"),
        ("for", "against"),
        ("up", "down"),
        ("more", "less"),
    ];
    PAIRS.iter().any(|&(p, q)| (x, y) == (p, q) || (x, y) == (q, p))
}

/// Links between cause and effect that say the opposite of each other (CGEL 8.132, 9.49, 13.17).
fn causes(view: &View<'_, '_>) -> Vec<Finding> {
    const PAIRS: [(&[&str], &[&str]); 8] = [
        (&["because", "of"], &["despite"]),
        (&["because", "of"], &["in", "spite", "of"]),
        (&["due", "to"], &["despite"]),
        (&["thanks", "to"], &["despite"]),
        (&["because"], &["although"]),
        (&["led", "to"], &["resulted", "from"]),
        (&["resulted", "in"], &["resulted", "from"]),
        (&["as", "a", "result", "of"], &["despite"]),
    ];
    let pair = view.pair;
    let mut found = Vec::new();
    for gap in pair.gaps.iter().filter(|g| g.a.len().max(g.b.len()) <= 4 && g.a.len().max(g.b.len()) > 0) {
        let link = |side: &Side<'_>, run: &Range<usize>, link: &[&str]| {
            let starts = run.start.saturating_sub(link.len())..=run.start;
            let from = starts.filter(|from| from + link.len() >= run.end).find(|&from| {
                let words = side.words.get(from..from + link.len());
                words.is_some_and(|words| words.iter().zip(link).all(|(word, part)| word.folded == *part))
            })?;
            Some(from..from + link.len())
        };
        let here = |x, y| Some((link(&pair.a, &gap.a, x)?, link(&pair.b, &gap.b, y)?));
        let opposed = PAIRS.iter().find_map(|&(x, y)| here(x, y).or_else(|| here(y, x)));
        if let Some((a, b)) = opposed.filter(|(a, b)| support(pair, a.start, b.start) >= 2) {
            found.push(Finding {
                kind: ChangeKind::Polarity,
                severity: Severity::Material,
                a: Some(a),
                b: Some(b),
                reason: Reason::Either("“{}” and “{}” tie cause and effect in opposite ways."),
                confidence: 0.75,
            });
        }
    }
    found
}

/// Whether a negator stands close before the word.
fn denied(side: &Side<'_>, i: usize) -> bool {
    (side.sentence_start(i).max(i.saturating_sub(4))..i).any(|k| side.words[k].is(cue!("negator")))
}
