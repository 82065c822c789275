//! A limit that one version sets and the other drops: "agreed in principle", "a provisional deal", "some ships", "four of seven counts",
//! "part of the renovation".
//!
//! Read only between states of one report, where what is said without a limit is said of the same.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::analysis::force::Force;
use crate::analysis::quantity::{Measure, Quantity};
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::context::Around;
use crate::cues::{self, cue};
use crate::reason::Reason;
use crate::rules::{Finding, View, support};
use crate::tag::Tag;

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    on_either_side(view, |limited| {
        [limited.word(), limited.some(), limited.part(), limited.of_whole()].into_iter().flatten().collect()
    })
}

/// What is found of the limits that a sets, and of those that b sets, turned round.
pub(super) fn on_either_side(view: &View<'_, '_>, find: impl Fn(&Limited<'_, '_>) -> Vec<Finding>) -> Vec<Finding> {
    let pair = view.pair;
    let near = |i: usize, j: usize| support(pair, i, j);
    let a = Limited { side: &pair.a, to: &pair.to_b, other: &pair.b, beside: view.around_b, near: &near };
    let b = Limited { side: &pair.b, to: &pair.to_a, other: &pair.a, beside: view.around_a, near: &|j, i| near(i, j) };
    let turned = |finding: Finding| Finding { a: finding.b, b: finding.a, ..finding };
    find(&a).into_iter().chain(find(&b).into_iter().map(turned)).collect()
}

/// The side that may set limits, and the one that may have dropped them.
pub(super) struct Limited<'s, 't> {
    pub(super) side: &'s Side<'t>,
    pub(super) to: &'s [Option<(usize, Relation)>],
    pub(super) other: &'s Side<'t>,
    /// What stands beside the other.
    pub(super) beside: &'s Around<'t>,
    /// How much is the same around a word of the one and a word of the other.
    pub(super) near: &'s dyn Fn(usize, usize) -> usize,
}

impl Limited<'_, '_> {
    /// "a provisional deal", "agreed in principle": a word that limits, and what it limits on the other side.
    fn word(&self) -> Option<Finding> {
        let side = self.side;
        let limits = |side: &Side<'_>, i: usize| {
            let run = || side.words[i..].iter().take(3).map(|w| w.folded);
            side.words[i].is(cue!("limiting"))
                || side.words[i].opens(cue!("limiting")) && cues::run(cue!("limiting"), run()) > 1
        };
        let held_back = |i: usize| {
            limits(self.other, i)
                || self.other.words[i].is(cue!("stage_early"))
                || matches!(self.other.words[i].folded, "draft" | "outline" | "framework")
        };
        let i = (0..side.words.len())
            .find(|&i| limits(side, i) && self.to[i].is_none() && side.words[i].quote.is_none())?;
        let limited = match side.words[i].tag {
            Tag::Adj => side.phrase_of(i).map(|p| side.phrases[p].head).filter(|&head| head > i),
            _ => self.governor(i),
        }?;
        let (j, relation) = self.to[limited]?;
        let told = (0..self.other.words.len()).any(held_back);
        (relation != Relation::Antonym && !told && (self.near)(limited, j) >= 2)
            .then(|| limit(ChangeKind::Qualifier, limited.min(i)..limited.max(i) + 1, j..j + 1))
    }

    /// The verb or noun that the words limit: the nearest one with an answer, before or right behind.
    fn governor(&self, i: usize) -> Option<usize> {
        const FAR: usize = 4;
        let is_full = |k: &usize| matches!(self.side.words[*k].tag, Tag::Verb | Tag::Noun) && self.to[*k].is_some();
        let before = (self.side.sentence_start(i).max(i.saturating_sub(FAR))..i).rev().find(is_full);
        before.or_else(|| (i + 1..self.side.sentence_end(i).min(i + 3)).find(is_full))
    }

    /// "some ships will be diverted", "ships will be diverted".
    fn some(&self) -> Option<Finding> {
        let side = self.side;
        let one_verb = |p: usize, q: usize| {
            let answer = |i: usize| self.to[i].and_then(|(j, _)| self.other.verbs.iter().find(|w| w.main == j));
            side.verbs.iter().any(|v| v.subject() == Some(p) && answer(v.main).is_some_and(|w| w.subject() == Some(q)))
        };
        let is_shared = |word: &str| {
            matches!(word, "some" | "several" | "others" | "many" | "most" | "among" | "all" | "few" | "part")
        };
        let told = self.other.words.iter().any(|w| is_shared(w.folded));
        let p = (0..side.phrases.len()).find(|&p| {
            let phrase = &side.phrases[p];
            let plural = side.words[phrase.head].folded.ends_with('s') && side.words[phrase.head].tag == Tag::Noun;
            let counted = phrase.words.clone().any(|i| side.words[i].tag == Tag::Num);
            matches!(side.words[phrase.words.start].folded, "some" | "most") && plural && !counted
        })?;
        let phrase = &side.phrases[p];
        let (j, _) = self.to[phrase.head].filter(|(_, r)| *r == Relation::Same)?;
        // "restored to most customers", "restored to customers".
        let one_link = |q: usize| {
            phrase.prep.zip(self.other.phrases[q].prep).is_some_and(|(k, l)| {
                let before = |i: usize| i.checked_sub(1);
                side.words[k].folded == self.other.words[l].folded
                    && before(k).zip(before(l)).is_some_and(|(i, j)| self.to[i].is_some_and(|(m, _)| m == j))
            })
        };
        let q =
            self.other.phrase_of(j).filter(|&q| self.other.phrases[q].head == j && (one_verb(p, q) || one_link(q)))?;
        let bare = &self.other.phrases[q];
        let is_bare = bare.words.clone().all(|k| !matches!(self.other.words[k].tag, Tag::Det | Tag::Num | Tag::Pron));
        (is_bare && !told && (self.near)(phrase.head, j) >= 2)
            .then(|| limit(ChangeKind::Scope, phrase.words.clone(), bare.words.clone()))
    }

    /// "part of the renovation", "the renovation"; "one of the deputies", "the deputies".
    fn of_whole(&self) -> Option<Finding> {
        const PARTS: [&str; 3] = ["part", "parts", "one"];
        let is_part = |side: &Side<'_>, i: usize| {
            PARTS.contains(&side.words[i].folded)
                && side.words.get(i + 1).is_some_and(|w| w.folded == "of" && !w.breaks_before())
                && side.words.get(i + 2).is_some_and(|w| w.tag == Tag::Det || w.tag == Tag::Pron)
        };
        let side = self.side;
        let i = (0..side.words.len())
            .find(|&i| is_part(side, i) && self.to[i].is_none() && side.words[i].quote.is_none())?;
        let phrase = side.phrases.iter().find(|p| (i + 2..i + 4).contains(&p.words.start))?;
        // "one of the plant's tanks": the part is of what the plant owns.
        let owns = side.words.get(phrase.words.end).is_some_and(|w| w.folded == "'s");
        let (j, _) = self.to[phrase.head].filter(|(_, r)| *r == Relation::Same)?;
        let whole = self.other.phrases.iter().find(|p| p.head == j)?;
        let same_form = side.words[phrase.head].folded == self.other.words[j].folded;
        let definite =
            self.other.words[whole.words.start].tag == Tag::Det && self.other.words[whole.words.start].folded != "a";
        let counted = whole.words.clone().any(|k| self.other.words[k].tag == Tag::Num);
        // "of the deputies": it hangs on another word, which may be a part as well.
        let hangs = whole.prep.is_some_and(|k| self.other.words[k].folded == "of");
        let shares = cue!("all", "most", "many", "some", "few", "none");
        let told = (0..self.other.words.len()).any(|k| {
            let word = &self.other.words[k];
            PARTS.contains(&word.folded)
                || word.is(shares)
                || matches!(word.folded, "among" | "partly" | "mainly" | "mostly")
        });
        let named = side.name_of(phrase.head).is_some();
        // "part of the entrance building", "the main building".
        let kind = |side: &Side<'_>, of: &Phrase| -> Vec<String> {
            of.modifiers(&side.words).map(|k| side.words[k].folded.to_owned()).collect()
        };
        let one_kind = kind(side, phrase) == kind(self.other, whole);
        (!owns
            && !named
            && one_kind
            && same_form
            && definite
            && !counted
            && !hangs
            && !told
            && (self.near)(phrase.head, j) >= 2)
            .then(|| limit(ChangeKind::Scope, i..phrase.head + 1, whole.words.clone()))
    }

    /// "four of seven counts", "seven counts".
    fn part(&self) -> Option<Finding> {
        let side = self.side;
        let of = |x: &Quantity| {
            let end = x.words.end;
            let next = side.words.get(end).is_some_and(|w| w.folded == "of" && !w.breaks_before());
            let from = end
                + 1
                + usize::from(
                    side.words
                        .get(end + 1)
                        .is_some_and(|w| matches!(w.folded, "the" | "its" | "their" | "her" | "his")),
                );
            side.quantities
                .iter()
                .find(|y| next && y.words.start == from && y.measure == Measure::Count && y.value > x.value)
        };
        let counts = side.quantities.iter().filter(|x| x.measure == Measure::Count);
        let (x, y) = counts.into_iter().find_map(|x| Some((x, of(x)?)))?;
        let noun = y.counted.and_then(|i| self.to[i])?.0;
        let whole = self
            .other
            .quantities
            .iter()
            .find(|z| z.same_value(y) && z.counted == Some(noun) && !is_part(self.other, z))?;
        let told = self.other.quantities.iter().any(|z| z.same_value(x))
            || self.other.words.iter().any(|w| w.is_equal(&side.words[x.words.start]))
            || self.other.words.iter().any(|w| matches!(w.folded, "some" | "other" | "others" | "third" | "rest"));
        (!told && (self.near)(y.words.start, whole.words.start) >= 2).then(|| {
            let words = |q: &Quantity, from: usize| from..q.counted.unwrap_or(q.words.end - 1) + 1;
            limit(ChangeKind::Scope, words(y, x.words.start), words(whole, whole.words.start))
        })
    }
}

pub(super) fn is_to_come(verb: &Verb) -> bool {
    matches!(verb.force, Force::Planned | Force::Would)
}

fn is_part(side: &Side<'_>, z: &Quantity) -> bool {
    let before = |back: usize| z.with_bound.start.checked_sub(back).is_some_and(|i| side.words[i].folded == "of");
    // "two of the board's seven members".
    let owned = || {
        (3..=5).any(|back| {
            before(back) && side.words[z.with_bound.start - back..z.with_bound.start].iter().any(|w| w.folded == "'s")
        })
    };
    before(1) || before(2) || owned()
}

pub(super) fn limit(kind: ChangeKind, words: Range<usize>, without: Range<usize>) -> Finding {
    Finding {
        kind,
        severity: Severity::Material,
        a: Some(words),
        b: Some(without),
        reason: Reason::Either("Only one version sets a limit: “{}” here, “{}” there."),
        confidence: 0.6,
    }
}
