//! How high somebody stands: "deputy", "acting", "former" before an office, "first" and "second" before an officer.

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::change::Severity;
use crate::cues::{self, cue};
use crate::matching::Pair;
use crate::rules::frame::Frame;
use crate::rules::role::finding;
use crate::rules::{Finding, support};
use crate::tag::Tag;
use crate::words::{is_common, is_person};

/// "deputy", "acting", "former" before an office on one side only, or another rank word on the other.
pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for i in 0..pair.a.words.len() {
        let Some((j, Relation::Same)) = pair.to_b[i] else { continue };
        if !is_office(pair, i) || support(pair, i, j) < 1 {
            continue;
        }
        let (in_a, in_b) = (ranks_before(&pair.a, i), ranks_before(&pair.b, j));
        let alike = |k: usize, l: usize| {
            let (p, q) = (pair.a.words[k].folded, pair.b.words[l].folded);
            p == q || are_forms_of_title(p, q) || are_forms_of_title(q, p) || is_past_rank(p) && is_past_rank(q)
        };
        let x = in_a.iter().copied().find(|&k| !in_b.iter().any(|&l| alike(k, l)));
        let y = in_b.iter().copied().find(|&l| !in_a.iter().any(|&k| alike(k, l)));
        if x.is_none() && y.is_none()
            || is_told(pair, x, y)
            || in_a.is_empty() && is_described_anew(&pair.a, i, &pair.to_b)
            || in_b.is_empty() && is_described_anew(&pair.b, j, &pair.to_a)
            || in_a.is_empty() && was_before(&pair.a, i) && y.is_some_and(|l| is_past_rank(pair.b.words[l].folded))
            || in_b.is_empty() && was_before(&pair.b, j) && x.is_some_and(|k| is_past_rank(pair.a.words[k].folded))
        {
            continue;
        }
        let (from, to) = (x.unwrap_or(i), y.unwrap_or(j));
        let faded = x.is_none_or(|k| is_past_rank(pair.a.words[k].folded))
            && y.is_none_or(|l| is_past_rank(pair.b.words[l].folded));
        let change = finding(from..i + 1, to..j + 1, "“{}” and “{}” are not the same rank.", 0.65);
        // Who has left an office still bears its title in many reports; only where all else stays is it said of him.
        let frame = Frame::around(pair, &change, &[]);
        let titles = |side: &Side<'_>, k: usize| side.names.iter().any(|n| n.core.start == k + 1);
        let alone = frame.less > LEAST_ALONE && frame.kept >= 4 && titles(&pair.a, i) && titles(&pair.b, j);
        // "a former judge of the court", "a judge of the court", and all else the same.
        let alone = alone || frame.less > NOTHING_ELSE && frame.kept >= 5 && !titles(&pair.a, i) && !titles(&pair.b, j);
        let severity = if faded && !alone { Severity::Minor } else { Severity::Material };
        found.push(Finding { severity, ..change });
    }
    found
}

/// Share of the words around "former" that both sides must have before a name, and where no name follows.
const LEAST_ALONE: f64 = 0.85;
const NOTHING_ELSE: f64 = 0.95;

/// A word for an office or rank; the tagger takes "chief" for an adjective, also where it ends its phrase.
fn is_office(pair: &Pair<'_>, i: usize) -> bool {
    let word = &pair.a.words[i];
    let names = |k: usize| pair.a.words.get(k).is_some_and(|w| w.tag == Tag::Propn && !w.breaks_before());
    let is_noun = word.tag.is_nominal() || word.tag == Tag::Adj && (word.breaks_after() || names(i + 1));
    // "head of the bank": first of all a part of the body.
    let leads = word.is(cue!("leader")) && pair.a.words.get(i + 1).is_some_and(|w| w.folded == "of");
    is_noun && (leads || is_person(&word.known.entry) && is_common(&word.known.entry) || word.is(cue!("title_short")))
}

fn is_past_rank(word: &str) -> bool {
    cues::is(cue!("past_rank"), word)
}

/// The rank words right before the office ("former deputy"), the last one first.
fn ranks_before(side: &Side<'_>, i: usize) -> Vec<usize> {
    let start =
        side.phrase_of(i).map_or(i.saturating_sub(2).max(side.sentence_start(i)), |p| side.phrases[p].words.start);
    // "Acting police chief": taken for a verb, it stands before its phrase.
    let outside = start > 0 && side.words[start - 1].tag == Tag::Verb && !side.words[start].breaks_before();
    let start = start - usize::from(outside);
    // "the second officer", "the chief officer".
    let graded = matches!(side.words[i].folded, "officer" | "mate" | "engineer" | "secretary" | "lieutenant" | "pilot");
    let is_grade = |k: usize| {
        graded && k + 1 == i && matches!(side.words[k].folded, "chief" | "first" | "second" | "third" | "senior")
    };
    (start..i).rev().take(2).filter(|&k| side.words[k].is(cue!("rank")) || is_grade(k)).collect()
}

/// Whether the side without a rank word has an adjective of its own there ("deposed" against "ex-").
fn is_described_anew(side: &Side<'_>, i: usize, to: &[Option<(usize, Relation)>]) -> bool {
    let start = side.phrase_of(i).map_or(i, |p| side.phrases[p].words.start);
    (start..i).any(|k| {
        to[k].is_none()
            && matches!(side.words[k].tag, Tag::Adj | Tag::Verb)
            && side.name_of(k).is_none_or(|n| side.names[n].core.start > k)
    })
}

/// "who used to work as an engineer": past in other words.
fn was_before(side: &Side<'_>, i: usize) -> bool {
    (side.sentence_start(i)..i).any(|k| match side.words[k].folded {
        "used" => side.words.get(k + 1).is_some_and(|next| next.folded == "to"),
        word => matches!(word, "once" | "formerly" | "previously"),
    })
}

/// Whether the rank word stands anywhere on the other side.
fn is_told(pair: &Pair<'_>, x: Option<usize>, y: Option<usize>) -> bool {
    x.is_some_and(|k| pair.to_b[k].is_some()) || y.is_some_and(|l| pair.to_a[l].is_some())
}

/// "Gen." and "General".
pub(super) fn are_forms_of_title(p: &str, q: &str) -> bool {
    let joins = |form: &&str| {
        form.split_once('=').is_some_and(|(short, long)| (short, long) == (p, q) || (short, long) == (q, p))
    };
    cues::entries(cue!("title_form")).iter().any(joins)
}
