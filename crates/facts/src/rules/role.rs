//! What somebody or something is, or belongs to: titles, ranks, functions, owners.

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::analysis::name::Name;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::name::{is_spelled_out, same_names};
use crate::rules::office::{are_other_functions, are_other_leaders, are_other_trades};
use crate::rules::rank::{self, are_forms_of_title};
use crate::rules::{Finding, View, flanks};
use crate::tag::Tag;
use crate::words::{is_common, is_group, is_mostly_person, is_person};

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for (m, na) in pair.a.names.iter().enumerate() {
        let Some(n) = (0..pair.b.names.len()).find(|&n| same_names(pair, m, n)) else { continue };
        let nb = &pair.b.names[n];
        for x in descriptions(&pair.a, na).into_iter().filter(|x| !is_repeated(&pair.a, x, &pair.b)) {
            for y in descriptions(&pair.b, nb).into_iter().filter(|y| !is_repeated(&pair.b, y, &pair.a)) {
                found.extend(compare(pair, na, &x, nb, &y).or_else(|| corrected(view, na, &x, nb, &y)));
            }
        }
    }
    found.extend(rank::find(pair));
    found
}

/// Whether the other side has the same description in the same words, of whatever mention of the name.
fn is_repeated(side: &Side<'_>, description: &Description, other: &Side<'_>) -> bool {
    let own = side.folded(&description.words);
    let folded: Vec<&str> = other.words.iter().map(|w| w.folded).collect();
    folded.windows(own.len()).any(|run| run == own)
}

/// Words that say what a named thing is.
#[derive(Debug, Clone)]
struct Description {
    head: usize,
    words: Range<usize>,
    /// Whether it stands right before the name, as a title.
    is_title: bool,
}

fn descriptions(side: &Side<'_>, name: &Name) -> Vec<Description> {
    let Some(p) = side.phrase_of(name.core.start) else { return Vec::new() };
    let phrase = &side.phrases[p];
    let mut found: Vec<Description> = title(side, phrase.words.start, name.core.start).into_iter().collect();
    found.extend(behind(side, p));
    found.extend(before(side, p));
    found
}

/// "Foreign Minister" of "Foreign Minister Ann Lee".
fn title(side: &Side<'_>, start: usize, core: usize) -> Option<Description> {
    let head = core.checked_sub(1).filter(|&i| i >= start && side.words[i].tag.is_nominal())?;
    let word = &side.words[head];
    // "Dr." is no office.
    if word.is(cue!("courtesy")) {
        return None;
    }
    let known = word.is(cue!("title_short"))
        || if word.is_capital() {
            is_person(&word.known.entry) || is_group(&word.known.entry)
        } else {
            is_mostly_person(&word.known.entry)
        };
    known.then_some(Description { head, words: start..core, is_title: true })
}

/// "…, the head of the museum," behind the name.
fn behind(side: &Side<'_>, p: usize) -> Option<Description> {
    let end = side.phrases[p].words.end;
    // "Ann Lee, 34, a nurse".
    let is_age = |n: &Phrase| n.words.start == end && n.words.len() == 1 && side.words[n.head].tag == Tag::Num;
    let at = p + 1 + usize::from(side.phrases.get(p + 1).is_some_and(is_age));
    let end = side.phrases[at - 1].words.end;
    let first = side
        .phrases
        .get(at)
        .filter(|n| n.words.start == end && n.prep.is_none() && side.words[end - 1].after.contains(','))?;
    let last = chain(side, at);
    let head = side.phrases[last].head;
    let leads = is_mostly_person(&side.words[head].known.entry) || side.words[head].is(cue!("leader"));
    let of = leads && side.phrases.get(last + 1).is_some_and(|n| n.of == Some(last));
    let defined = of || side.words[first.words.start].tag == Tag::Det || side.phrases[last].owner.is_some();
    // A list ("Ann, the mayor and Bob") is no apposition: a comma or the end of the sentence closes one.
    (defined && side.words[head].tag == Tag::Noun).then(|| description(side, at, last))
}

/// "the city agency, Havnor," before the name.
fn before(side: &Side<'_>, p: usize) -> Option<Description> {
    let last = p.checked_sub(1)?;
    let phrase = &side.phrases[last];
    let start = side.phrases[p].words.start;
    let closes = side.words[side.phrases[p].words.end - 1].after;
    let is_apposition =
        phrase.words.end == start && side.words[start].before.trim() == "," && (closes.contains([',', '.']));
    if !is_apposition || side.words[phrase.head].tag != Tag::Noun {
        return None;
    }
    let first = std::iter::successors(Some(last), |&k| side.phrases[k].owner).last()?;
    let opening = &side.words[side.phrases[first].words.start];
    let defined = opening.tag == Tag::Det || opening.is(cue!("possessive_pronoun")) || phrase.owner.is_some();
    defined.then(|| description(side, first, last))
}

/// The phrase that a chain of owners ends in.
fn chain(side: &Side<'_>, mut at: usize) -> usize {
    while side.phrases.get(at + 1).is_some_and(|next| next.owner == Some(at)) {
        at += 1;
    }
    at
}

fn description(side: &Side<'_>, first: usize, last: usize) -> Description {
    let mut end = side.phrases[last].words.end;
    let mut of = last;
    // "a spokesman for the ministry".
    let serves = |n: &Phrase, end: usize| n.prep == Some(end) && matches!(side.words[end].folded, "for" | "at");
    while let Some(next) =
        side.phrases.get(of + 1).filter(|n| n.of == Some(of) || n.owner == Some(of) || serves(n, end))
    {
        end = next.words.end;
        of += 1;
    }
    Description { head: side.phrases[last].head, words: side.phrases[first].words.start..end, is_title: false }
}

fn compare(pair: &Pair<'_>, na: &Name, x: &Description, nb: &Name, y: &Description) -> Option<Finding> {
    let (a, b) = (&pair.a, &pair.b);
    let relation = Lexicon::shared().between(&a.words[x.head].known.entry, &b.words[y.head].known.entry);
    let (head_a, head_b) = (&a.words[x.head], &b.words[y.head]);
    let (p, q) = (head_a.folded, head_b.folded);
    let alike =
        !matches!(relation, Relation::None | Relation::Antonym) || are_forms_of_title(p, q) || are_forms_of_title(q, p);
    if (alike || is_group(&head_a.known.entry) && is_group(&head_b.known.entry)) && owners_differ(pair, na, x, nb, y) {
        return Some(finding(cover(na, x), cover(nb, y), "“{}” and “{}” tie it to different owners.", 0.8));
    }
    let functions = are_other_functions(pair, (&x.words, x.head), (&y.words, y.head));
    let in_one_place = flanks(pair, &(x.head..x.head + 1), &(y.head..y.head + 1)) == 2;
    if functions || in_one_place && !x.is_title && !y.is_title && are_other_trades(pair, x.head, y.head) {
        return Some(finding(cover(na, x), cover(nb, y), "“{}” and “{}” are not the same function.", 0.65));
    }
    if are_of_one_owner(pair, x, y) && apart_at_one_owner(pair, x.head, y.head) {
        return Some(finding(cover(na, x), cover(nb, y), "“{}” and “{}” are not the same function.", 0.65));
    }
    let in_case = p != q && head_a.is(cue!("in_case")) && head_b.is(cue!("in_case"));
    if in_one_place && in_case {
        return Some(finding(cover(na, x), cover(nb, y), "“{}” and “{}” are not the same part in the case.", 0.7));
    }
    let is_titled = |word: &Word<'_>| is_person(&word.known.entry) || word.is(cue!("title_short"));
    // "former Gov. Lee", "Sen. Lee": one office after the other, but where both are former.
    let rank = |side: &Side<'_>, d: &Description| {
        // "Brigadier General": one rank.
        let of_army = |i: usize| matches!(side.words[i].folded, "brigadier" | "lieutenant" | "lt");
        (d.words.start.saturating_sub(2)..d.head).find(|&i| side.words[i].is(cue!("rank")) && !of_army(i))
    };
    let at_once = match (rank(a, x), rank(b, y)) {
        (None, None) => true,
        (Some(i), Some(j)) => a.words[i].folded == b.words[j].folded,
        _ => false,
    };
    let both_titles = x.is_title && y.is_title && is_titled(head_a) && is_titled(head_b) && at_once;
    let shared = x.words.clone().any(|i| {
        pair.to_b[i].is_some_and(|(j, r)| r == Relation::Same && y.words.contains(&j) && (i == x.head || j == y.head))
    });
    if both_titles && p == q && have_other_fields(pair, x, y) {
        let (a, b) = (x.words.start..na.core.end, y.words.start..nb.core.end);
        return Some(finding(a, b, "“{}” and “{}” are different offices.", 0.7));
    }
    // "Democrat" is no office.
    let are_offices = [head_a, head_b].iter().all(|word| is_common(&word.known.entry) || word.is(cue!("title_short")));
    let apart = are_apart(head_a, head_b) || are_offices && !alike && !is_broader(head_a, head_b);
    if both_titles && !shared && apart {
        let office = |side: &Side<'_>, d: &Description| side.words[d.head].is_capital() && !side.words[d.head].first;
        let sure = office(a, x) && office(b, y) || are_apart(head_a, head_b);
        let change = finding(
            x.words.start..na.core.end,
            y.words.start..nb.core.end,
            "“{}” and “{}” are different offices.",
            0.75,
        );
        return Some(Finding { severity: if sure { Severity::Material } else { Severity::Minor }, ..change });
    }
    None
}

/// "The captain, Ann Lee, has flown", "The first officer, Ann Lee, has flown"; "a professor at the university", "an engineer at the university":
/// between states of one report a person keeps the description that stands in one place, or at one house.
fn corrected(view: &View<'_, '_>, na: &Name, x: &Description, nb: &Name, y: &Description) -> Option<Finding> {
    let pair = view.pair;
    let in_one_place = x.is_title == y.is_title && flanks(pair, &x.words, &y.words) >= 1;
    let same_house = x.words.clone().any(|i| {
        let full = pair.a.words[i].tag.is_nominal() && i != x.head;
        full && pair.to_b[i].is_some_and(|(j, r)| r == Relation::Same && y.words.contains(&j) && j != y.head)
    });
    // With the article: "a nurse", "an engineer".
    let up_to_head = |d: &Description| d.words.start..d.head + 1;
    let trades = flanks(pair, &up_to_head(x), &up_to_head(y)) == 2 && are_unlike_people(pair, x.head, y.head);
    let apart = apart_at_one_owner(pair, x.head, y.head) || !x.is_title && trades;
    // "a church warden", "a churchwarden".
    let (p, q) = (pair.a.words[x.head].folded, pair.b.words[y.head].folded);
    let joined = p.ends_with(q) || q.ends_with(p);
    let leads = are_other_leaders(pair, (&x.words, x.head), (&y.words, y.head));
    // "a geologist", "a professor of geology".
    let told = |i: usize, side: &Side<'_>, d: &Description, from: &Side<'_>| {
        let entry = &from.words[i].known.entry;
        d.words.clone().any(|k| Lexicon::shared().between(entry, &side.words[k].known.entry) != Relation::None)
    };
    // "the club's boss", "the club's manager".
    let both_lead = pair.a.words[x.head].is(cue!("leader")) && pair.b.words[y.head].is(cue!("leader"));
    let apart = apart && !both_lead && !told(x.head, &pair.b, y, &pair.a) && !told(y.head, &pair.a, x, &pair.b);
    let put_right = view.one_report && ((in_one_place || same_house) && apart && !joined || leads);
    put_right.then(|| finding(cover(na, x), cover(nb, y), "“{}” and “{}” are not the same function.", 0.6))
}

/// "a nurse at the hospital", "an engineer at the hospital".
fn are_unlike_people(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let (p, q) = (&pair.a.words[i], &pair.b.words[j]);
    let relation = Lexicon::shared().between(&p.known.entry, &q.known.entry);
    let is_one = |word: &Word<'_>| is_person(&word.known.entry) && is_common(&word.known.entry);
    is_one(p) && is_one(q) && relation == Relation::None && !is_broader(p, q)
}

/// "the museum's curator", "the museum's director"; "its president", "its chairman": the same words stand before both heads, and tell whose.
fn are_of_one_owner(pair: &Pair<'_>, x: &Description, y: &Description) -> bool {
    let (before_x, before_y) = (x.words.start..x.head, y.words.start..y.head);
    let owns =
        before_x.clone().any(|i| pair.a.words[i].folded == "'s" || pair.a.words[i].is(cue!("possessive_pronoun")));
    owns && pair.a.folded(&before_x) == pair.b.folded(&before_y)
}

/// Words for persons of whom the one is no other word for the other, and no broader one.
fn apart_at_one_owner(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let (p, q) = (&pair.a.words[i], &pair.b.words[j]);
    let holds = |word: &Word<'_>| is_mostly_person(&word.known.entry) && is_common(&word.known.entry);
    let relation = Lexicon::shared().between(&p.known.entry, &q.known.entry);
    holds(p) && holds(q) && relation == Relation::None && !is_broader(p, q)
}

pub(super) fn finding(a: Range<usize>, b: Range<usize>, what: &'static str, confidence: f64) -> Finding {
    Finding {
        kind: ChangeKind::Role,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either(what),
        confidence,
    }
}

fn cover(name: &Name, description: &Description) -> Range<usize> {
    name.words.start.min(description.words.start)..name.words.end.max(description.words.end)
}

/// "Defence Minister", "Foreign Minister": one field each, and neither is named on the other side.
fn have_other_fields(pair: &Pair<'_>, x: &Description, y: &Description) -> bool {
    let field = |side: &Side<'_>, d: &Description, to: &[Option<(usize, Relation)>]| {
        let only = d.head.checked_sub(1).filter(|&i| i == d.words.start && side.words[d.head].is(cue!("portfolio")))?;
        let plain = is_common(&side.words[only].known.entry) && !side.words[only].is(cue!("rank"));
        (plain && to[only].is_none()).then_some(only)
    };
    let (Some(i), Some(j)) = (field(&pair.a, x, &pair.to_b), field(&pair.b, y, &pair.to_a)) else { return false };
    let told = |side: &Side<'_>, word: &str| side.words.iter().any(|w| w.folded == word);
    let (p, q) = (pair.a.words[i].folded, pair.b.words[j].folded);
    Lexicon::shared().between(&pair.a.words[i].known.entry, &pair.b.words[j].known.entry) == Relation::None
        && !told(&pair.b, p)
        && !told(&pair.a, q)
}

/// Offices and ranks that nobody holds at once, though WordNet puts them close together.
fn are_apart(x: &Word<'_>, y: &Word<'_>) -> bool {
    let (p, q) = (x.folded, y.folded);
    let same = p == q || are_forms_of_title(p, q) || are_forms_of_title(q, p);
    x.is(cue!("office_apart")) && y.is(cue!("office_apart")) && !same
}

fn is_broader(x: &Word<'_>, y: &Word<'_>) -> bool {
    let lexicon = Lexicon::shared();
    lexicon.is_a(&x.known.entry, &y.known.entry) || lexicon.is_a(&y.known.entry, &x.known.entry)
}

/// Both descriptions name whom or what it belongs to, and no name of one is answered in the other.
fn owners_differ(pair: &Pair<'_>, na: &Name, x: &Description, nb: &Name, y: &Description) -> bool {
    let owners = |side: &Side<'_>, own: &Name, d: &Description| -> Vec<usize> {
        let inside = |n: &Name| d.words.start <= n.words.start && n.words.end <= d.words.end && n.core != own.core;
        (0..side.names.len()).filter(|&k| inside(&side.names[k])).collect()
    };
    let (in_a, in_b) = (owners(&pair.a, na, x), owners(&pair.b, nb, y));
    let meet = |i: usize, j: usize| {
        let (m, n) = (&pair.a.names[i], &pair.b.names[j]);
        // "Astrian", "Astria".
        let (p, q) = (pair.a.words[m.core.start].folded, pair.b.words[n.core.start].folded);
        let is_stem =
            |short: &str, long: &str| short.len() >= 4 && long.starts_with(short) && long.len() <= short.len() + 3;
        // "leader of Belhaven council", "Council leader": a word that the other description has as well.
        let common = |side: &Side<'_>, name: &Name, other: &Side<'_>, d: &Description| {
            name.core.clone().any(|i| d.words.clone().any(|k| side.words[i].is_equal(&other.words[k])))
        };
        if common(&pair.a, m, &pair.b, y) || common(&pair.b, n, &pair.a, x) {
            return true;
        }
        let of_one = m.core.len() == 1 && n.core.len() == 1 && (is_stem(p, q) || is_stem(q, p));
        of_one || same_names(pair, i, j) || is_spelled_out(&pair.a, m, &pair.b) || is_spelled_out(&pair.b, n, &pair.a)
    };
    // "the Golden Bear": an article makes a by-name.
    let is_by_name = |side: &Side<'_>, k: usize| {
        side.names[k].words.start.checked_sub(1).is_some_and(|i| side.words[i].folded == "the")
    };
    let by_name = |side: &Side<'_>, all: &[usize]| all.iter().any(|&k| is_by_name(side, k));
    by_name(&pair.a, &in_a) == by_name(&pair.b, &in_b)
        && !in_a.is_empty()
        && !in_b.is_empty()
        && !in_a.iter().any(|&i| in_b.iter().any(|&j| meet(i, j)))
}
