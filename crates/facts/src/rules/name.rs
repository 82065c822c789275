//! Another person, place or organization in the same slot.

use wirecopy_lexicon::{Entry, Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::name::{Aliases, Name};
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::{Finding, View, assign, flanks};
use crate::tag::Tag;
use crate::words::{is_common, is_person, pertains_to};

/// Least evidence for one slot: both flanks, or a flank and a matched title.
const LEAST: f64 = 2.0;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let is_named_in_b = |i: usize| (0..b.names.len()).any(|j| same_names(view.pair, i, j));
    let is_named_in_a = |j: usize| (0..a.names.len()).any(|i| same_names(view.pair, i, j));
    let free = |side: &Side<'_>, is_named: &dyn Fn(usize) -> bool, other: &Side<'_>| {
        let is_free = |&i: &usize| !is_named(i) && !is_written_otherwise(side, &side.names[i], other);
        (0..side.names.len()).filter(is_free).collect::<Vec<_>>()
    };
    let (free_a, free_b) = (free(a, &is_named_in_b, b), free(b, &is_named_in_a, a));
    let pairs = assign(&free_a, &free_b, LEAST, |i, j| slot_score(view, &a.names[i], &b.names[j]));
    pairs.into_iter().filter_map(|(i, j, score)| finding(view, &a.names[i], &b.names[j], score)).collect()
}

fn finding(view: &View<'_, '_>, na: &Name, nb: &Name, score: f64) -> Option<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    if na.core.len() == 1 && a.words[na.core.start].raw.len() == 1
        || nb.core.len() == 1 && b.words[nb.core.start].raw.len() == 1
        || may_be_one(a, na, b, nb)
        || is_spelled_out(a, na, b)
        || is_spelled_out(b, nb, a)
        || is_described(a, na) != is_described(b, nb)
    {
        return None;
    }
    let spelling = is_spelling(a, na, b, nb);
    let beside = flanks(view.pair, &na.words, &nb.words) < 2 && is_beside(view, a, na, b, nb);
    let silent = is_silent(a, na) && is_silent(b, nb);
    let loose = beside || silent || are_listeners(view, na, nb) || may_speak_for(view, na, nb);
    let severity = if spelling || loose { Severity::Minor } else { Severity::Material };
    let reason = if spelling {
        "The name is spelled “{}” here and “{}” there."
    } else {
        "Another name in the same place: “{}” here, “{}” there."
    };
    Some(Finding {
        kind: ChangeKind::Name,
        severity,
        a: Some(na.words.clone()),
        b: Some(nb.words.clone()),
        reason: Reason::Either(reason),
        confidence: (0.55 + 0.1 * score).min(0.9),
    })
}

/// "he told the Post", "he told Ann Lee", "a letter obtained by the Post": who listens or reads is no part of the claim.
fn are_listeners(view: &View<'_, '_>, na: &Name, nb: &Name) -> bool {
    let listens = |side: &Side<'_>, name: &Name| {
        let phrase = side.phrase_of(name.core.start);
        phrase.is_some()
            && side.verbs.iter().any(|v| {
                let verb = side.words[v.main].folded;
                v.patient == phrase && matches!(verb, "told" | "tells" | "tell")
                    || v.passive && v.agent == phrase && matches!(verb, "obtained" | "seen" | "reviewed" | "viewed")
            })
    };
    listens(&view.pair.a, na) || listens(&view.pair.b, nb)
}

/// "the ministry declined to comment", "a spokesman for Lee did not respond": many may be asked and say nothing.
fn is_silent(side: &Side<'_>, name: &Name) -> bool {
    let sentence = side.sentence_start(name.core.start)..side.sentence_end(name.core.start);
    let is_answer = |i: usize| side.words[i].is_verb_of(cue!("answers"));
    side.verbs.iter().any(|v| sentence.contains(&v.main) && !v.negators.is_empty() && is_answer(v.main))
}

/// "the ministry said", "Ann Lee said": an office speaks through somebody.
fn may_speak_for(view: &View<'_, '_>, na: &Name, nb: &Name) -> bool {
    let office = |side: &Side<'_>, name: &Name| {
        let phrase = side.phrase_of(name.core.start)?;
        let speaks = side.attributions.iter().any(|s| s.speaker == Some(phrase));
        speaks.then(|| side.words[side.phrases[phrase].words.start].tag == Tag::Det)
    };
    match (office(&view.pair.a, na), office(&view.pair.b, nb)) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    }
}

/// "FB" for "Facebook": letters of the longer word in their order, the first among them, and no word of its own.
fn is_drawn_together(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    (2..=4).contains(&short.len())
        && long.len() >= 2 * short.len()
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| letters.any(|l| l == c))
        && !Lexicon::shared().entry(short).is_known()
}

/// Whether the other side has the name, but not as a name.
fn is_written_otherwise(side: &Side<'_>, name: &Name, other: &Side<'_>) -> bool {
    is_written_small(side, name, other) || is_spelled_out(side, name, other)
}

/// Whether name `m` of a and `n` of b can name one thing; asked once for each two.
pub(crate) fn same_names(pair: &Pair<'_>, m: usize, n: usize) -> bool {
    let kept = &pair.same_names[m * pair.b.names.len() + n];
    *kept.get_or_init(|| same_name(&pair.a, &pair.a.names[m], &pair.b, &pair.b.names[n]))
}

/// Whether two names can name one thing: all words of the shorter name in the longer, an acronym, or a known other name. The same
/// for either order of the two.
pub(crate) fn same_name(a: &Side<'_>, na: &Name, b: &Side<'_>, nb: &Name) -> bool {
    let (x, y) = (na.core(&a.words), nb.core(&b.words));
    if are_equal(x, y) {
        return true;
    }
    let has = |side: &Side<'_>, name: &Name, words: &[Word<'_>]| {
        words.iter().all(|word| holds(name.core(&side.words), name.aliases(&side.words), word))
    };
    has(a, na, y)
        || has(b, nb, x)
        || are_equal_joined(x, y)
        || are_aliases(na.aliases(&a.words), nb.aliases(&b.words))
        || same_person(x, y)
        || share_ending(x, y)
        || is_shortened(x, y)
}

pub(super) fn are_equal(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    x.len() == y.len() && x.iter().zip(y).all(|(p, q)| p.is_equal(q))
}

/// "Al Jazeera", "Aljazeera".
fn are_equal_joined(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    let length = |words: &[Word<'_>]| words.iter().map(|word| word.folded.len()).sum::<usize>();
    let joined = |words: &[Word<'_>]| words.iter().map(|word| word.folded).collect::<String>();
    length(x) == length(y) && joined(x) == joined(y)
}

fn are_aliases(x: &Aliases, y: &Aliases) -> bool {
    is_alias(&x.whole, &y.whole) || x.groups.iter().any(|group| y.groups.contains(group))
}

fn is_alias(x: &Entry, y: &Entry) -> bool {
    matches!(Lexicon::shared().between(x, y), Relation::Same | Relation::Synonym | Relation::Derived)
}

/// "Virginia Gov. Ralph Northam", "Governor Ralph Northam": the last two words are the same.
fn share_ending(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    x.len() > 1 && y.len() > 1 && are_equal(&x[x.len() - 2..], &y[y.len() - 2..])
}

/// "Dems" and "Democrats", "Calif." and "California", "Exxon" and "ExxonMobil": single words of which one begins the other.
fn is_shortened(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    const LEAST: usize = 3;
    let begins = |short: &str, long: &str| {
        let stem = short.strip_suffix('s').filter(|stem| stem.len() >= LEAST).unwrap_or(short);
        stem.len() >= LEAST && long.len() > stem.len() + 1 && long.starts_with(stem)
    };
    match (x.split_last(), y.split_last()) {
        (Some((p, x)), Some((q, y))) => {
            let (p, q) = (p.folded, q.folded);
            let same = || begins(p, q) || begins(q, p) || is_drawn_together(p, q) || is_drawn_together(q, p);
            are_equal(x, y) && same()
        }
        _ => false,
    }
}

/// Whether a name has the word, a form of it, or what it is short for ("un" in "united nations").
fn holds(name: &[Word<'_>], aliases: &Aliases, word: &Word<'_>) -> bool {
    const LONGEST: usize = 5;
    let is_other_name = |other: &Word<'_>| {
        let groups = other.known.other_names;
        word.known.other_names.iter().any(|group| groups.contains(group))
    };
    let is_acronym_of = |length: usize| name.windows(length).any(|run| is_acronym(word.folded, run));
    name.iter().any(|other| is_form(word, other) || is_other_name(other))
        || (2..=name.len().min(LONGEST)).any(is_acronym_of)
        || aliases.runs.iter().any(|run| is_alias(&word.known.entry, run))
        || name.iter().any(|other| is_part_of_expansion(other.folded, word.folded))
}

fn is_form(a: &Word<'_>, b: &Word<'_>) -> bool {
    let related = || Lexicon::shared().between(&a.known.entry, &b.known.entry);
    a.is_equal(b) || matches!(related(), Relation::Same | Relation::Synonym | Relation::Derived)
}

fn is_acronym(acronym: &str, words: &[Word<'_>]) -> bool {
    let (mut rest, mut initials) = (acronym, 0);
    for word in words.iter().map(|word| word.folded) {
        let initial = if word == "usa" { "us" } else { word.get(..1).unwrap_or_default() };
        let Some(behind) = rest.strip_prefix(initial) else { return false };
        (rest, initials) = (behind, initials + initial.len());
    }
    acronym.len() >= 2 && (rest.is_empty() || initials >= 3)
}

/// "usa" against "states" of "United States": the folded form of the country's short names.
fn is_part_of_expansion(acronym: &str, word: &str) -> bool {
    acronym == "usa" && matches!(word, "united" | "states" | "america" | "american")
}

/// One surname, and first names of which one can be the short form of the other ("Tim", "Timothy"; "J.", "John").
fn same_person(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    let is_surname = |w: &&Word<'_>| !matches!(w.folded, "jr" | "sr" | "ii" | "iii" | "iv");
    let (Some(surname_x), Some(surname_y)) = (x.iter().rfind(is_surname), y.iter().rfind(is_surname)) else {
        return false;
    };
    if !surname_x.is_equal(surname_y) {
        return false;
    }
    let (first_x, first_y) = (x[0].folded, y[0].folded);
    let shared = first_x.chars().zip(first_y.chars()).take_while(|(c, d)| c == d).count();
    let short = first_x.len().min(first_y.len());
    shared >= short.min(2) && short <= 5
}

/// The words of the name stand on the other side without being read as a name there ("Congress", "congress").
fn is_written_small(side: &Side<'_>, name: &Name, other: &Side<'_>) -> bool {
    let stands =
        |word: &Word<'_>| other.words.iter().any(|w| w.is_equal(word)) || other.words.iter().any(|w| is_form(word, w));
    side.words[name.core.clone()].iter().all(stands)
}

/// The words before and behind an acronym's letters stand on the other side ("SEC": "Securities and Exchange Commission").
pub(crate) fn is_spelled_out(side: &Side<'_>, name: &Name, other: &Side<'_>) -> bool {
    let acronym =
        |i: usize| side.words[i].raw.len() >= 2 && side.words[i].raw.chars().all(|c| c.is_uppercase() || c == '.');
    if !name.core.clone().any(acronym) {
        return false;
    }
    let capitals: Vec<Word<'_>> = other.words.iter().filter(|w| w.is_capital()).cloned().collect();
    name.core.clone().filter(|&i| acronym(i)).any(|i| {
        let letters = side.words[i].folded;
        let lengths = letters.len().saturating_sub(1).max(2)..=letters.len().max(2);
        lengths.clone().any(|n| capitals.windows(n).any(|run| is_acronym(letters, run)))
    })
}

/// A place may stand for a larger one, and the seat of a government for its country: cannot say.
pub(crate) fn may_be_one(a: &Side<'_>, na: &Name, b: &Side<'_>, nb: &Name) -> bool {
    let (x, y) = (a.folded(&na.core), b.folded(&nb.core));
    Lexicon::shared().metonym(&x.join(" "), &y.join(" ")) || lies_in(&x, &y) || lies_in(&y, &x)
}

/// "Vancouver", "Canadian": a place, and a larger one or its adjective.
fn lies_in(small: &[&str], large: &[&str]) -> bool {
    let lexicon = Lexicon::shared();
    let small = lexicon.phrase_entry(small);
    let owners = if large.len() == 1 { pertains_to(large[0]) } else { &[] };
    lexicon.is_part_of(&small, &lexicon.phrase_entry(large))
        || owners.iter().any(|owner| lexicon.is_part_of(&small, &lexicon.entry(owner)))
}

/// "the Connecticut Democrat": common words behind an article describe somebody who may be named elsewhere.
fn is_described(side: &Side<'_>, name: &Name) -> bool {
    let article = name.words.start.checked_sub(1).is_some_and(|i| side.words[i].tag == Tag::Det);
    article
        && is_person(&side.words[name.core.end - 1].known.entry)
        && is_common(&side.words[name.core.end - 1].known.entry)
}

/// Each word of the shorter name is a letter or two from one of the longer: another spelling of one name.
pub(crate) fn is_spelling(a: &Side<'_>, na: &Name, b: &Side<'_>, nb: &Name) -> bool {
    let (x, y) = (a.folded(&na.core), b.folded(&nb.core));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    short.iter().all(|p| long.iter().any(|q| p == q || is_close(p, q)))
}

fn is_close(p: &str, q: &str) -> bool {
    let initial = |s: &str, l: &str| s.chars().count() == 1 && l.starts_with(s);
    initial(p, q)
        || initial(q, p)
        || (p.len().min(q.len()) > 4 && distance(p, q) <= 1 + usize::from(p.len().min(q.len()) > 7))
        || is_misspelled(p, q)
}

/// Two letters exchanged or written otherwise in a name that the lexicon does not have: "Mehta" and "Metha"; not "Iran" and "Iraq".
fn is_misspelled(p: &str, q: &str) -> bool {
    let known = |word: &str| Lexicon::shared().entry(word).is_known();
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = match p.len().min(q.len()) {
        0..4 => false,
        4 => distance(p, q) == 1,
        _ => distance(p, q) <= 2 || sorted(p) == sorted(q),
    };
    let part = p.len().min(q.len()) > 2 && (p.contains(q) || q.contains(p));
    (near && p.chars().next() == q.chars().next() || part) && !(known(p) && known(q))
}

/// Levenshtein distance of two words.
fn distance(p: &str, q: &str) -> usize {
    let q: Vec<char> = q.chars().collect();
    let mut row: Vec<usize> = (0..=q.len()).collect();
    for (i, c) in p.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in q.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(c != *d)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[q.len()]
}

fn slot_score(view: &View<'_, '_>, na: &Name, nb: &Name) -> f64 {
    let pair = view.pair;
    let around = flanks(pair, &na.words, &nb.words).max(flanks(pair, &na.core, &nb.core)) as f64;
    let title = match (na.core.start.checked_sub(1), nb.core.start.checked_sub(1)) {
        (Some(i), Some(j)) if na.words.contains(&i) && nb.words.contains(&j) && pair.matched(i, j) => 1.0,
        _ => 0.0,
    };
    around + title + argument_score(view, na, nb) - if hangs_elsewhere(view, na, nb) { 1.0 } else { 0.0 }
}

/// "the Centers for Health", "the director for Science": what the preposition before the names hangs on is not the same.
fn hangs_elsewhere(view: &View<'_, '_>, na: &Name, nb: &Name) -> bool {
    let pair = view.pair;
    let hook = |side: &Side<'_>, name: &Name| {
        let at = name.words.start.checked_sub(2).filter(|&i| !side.words[i + 1].first && !side.words[i + 2].first)?;
        let ties = matches!(side.words[at + 1].folded, "of" | "for");
        (ties && side.words[at].tag.is_nominal()).then_some(at)
    };
    matches!((hook(&pair.a, na), hook(&pair.b, nb)), (Some(i), Some(j)) if !pair.matched(i, j))
}

/// The names act or undergo in a matched verb.
fn argument_score(view: &View<'_, '_>, na: &Name, nb: &Name) -> f64 {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let (Some(p), Some(q)) = (a.phrase_of(na.core.start), b.phrase_of(nb.core.start)) else { return 0.0 };
    let shared = a.verbs.iter().any(|v| {
        b.verbs.iter().any(|w| {
            view.pair.matched(v.main, w.main)
                && (v.agent == Some(p) && w.agent == Some(q) || v.patient == Some(p) && w.patient == Some(q))
        })
    });
    if shared { 1.0 } else { 0.0 }
}

/// Whether a neighbouring sentence of the other side tells the name.
fn is_beside(view: &View<'_, '_>, a: &Side<'_>, na: &Name, b: &Side<'_>, nb: &Name) -> bool {
    let last = |side: &Side<'_>, name: &Name| side.words[name.core.end - 1].folded.to_owned();
    view.around_b.has(&last(a, na)) || view.around_a.has(&last(b, nb))
}
