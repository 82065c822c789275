//! A limit that one version sets and the other drops: "agreed in principle", "a provisional deal", "if both sides keep to it", "some ships", "four of
//! seven counts".
//!
//! Read only between states of one report, where what is said without a limit is said of the same.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::quantity::{Measure, Quantity};
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::{self, cue};
use crate::reason::Reason;
use crate::rules::{Finding, View, support};
use crate::tag::Tag;

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let near = |i: usize, j: usize| support(pair, i, j);
    let a = Limited { side: &pair.a, to: &pair.to_b, other: &pair.b, near: &near };
    let b = Limited { side: &pair.b, to: &pair.to_a, other: &pair.a, near: &|j, i| near(i, j) };
    let turned = |finding: Finding| Finding { a: finding.b, b: finding.a, ..finding };
    a.find().into_iter().chain(b.find().into_iter().map(turned)).collect()
}

/// The side that may set limits, and the one that may have dropped them.
struct Limited<'s, 't> {
    side: &'s Side<'t>,
    to: &'s [Option<(usize, Relation)>],
    other: &'s Side<'t>,
    /// How much is the same around a word of the one and a word of the other.
    near: &'s dyn Fn(usize, usize) -> usize,
}

impl Limited<'_, '_> {
    fn find(&self) -> Vec<Finding> {
        let all = [self.word(), self.condition(), self.some(), self.part()];
        all.into_iter().flatten().collect()
    }

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

    /// "will meet again if the terms are kept", "will meet again".
    fn condition(&self) -> Option<Finding> {
        const LEAST: usize = 2;
        let opens = |side: &Side<'_>, i: usize| matches!(side.words[i].folded, "if" | "unless" | "provided");
        let side = self.side;
        let i = (0..side.words.len()).find(|&i| opens(side, i) && side.words[i].quote.is_none())?;
        let end =
            (i + 1..side.sentence_end(i)).find(|&k| side.words[k].breaks_before()).unwrap_or(side.sentence_end(i));
        let full: Vec<usize> =
            (i + 1..end).filter(|&k| side.words[k].tag.is_content() && !side.words[k].is(cue!("aux"))).collect();
        let lost = full.iter().filter(|&&k| self.to[k].is_none()).count();
        let conditional = (0..self.other.words.len()).any(|j| {
            // "That will make it impossible": it points back to the condition.
            let points = self.other.words[j].first
                && matches!(self.other.words[j].folded, "that" | "this" | "then" | "otherwise");
            opens(self.other, j)
                || points
                || self.other.words[j].is(cue!("modal_may"))
                || matches!(
                    self.other.words[j].folded,
                    "should" | "condition" | "conditions" | "depends" | "depending" | "unlikely" | "whether"
                )
        });
        if conditional || full.len() < LEAST || lost * 10 < full.len() * 7 {
            return None;
        }
        let main = side.verbs.iter().find(|v| {
            let inside =
                side.sentence_start(i) <= v.main && v.main < side.sentence_end(i) && !(i..end).contains(&v.main);
            inside && is_to_come(v)
        })?;
        // "a second exchange would take place", "there would be a second exchange".
        let subject = main.subject().map(|p| side.phrases[p].head);
        let at = [Some(main.main), subject].into_iter().flatten().find(|&k| self.to[k].is_some())?;
        let (j, _) = self.to[at]?;
        let own = self.other.sentence_start(j)..self.other.sentence_end(j);
        let stated = self.other.verbs.iter().find(|v| is_to_come(v) && own.contains(&v.main))?;
        ((self.near)(at, j) >= 2).then(|| limit(ChangeKind::Qualifier, i..end, stated.words.clone()))
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
            side.words[phrase.words.start].folded == "some" && plural && !counted
        })?;
        let phrase = &side.phrases[p];
        let (j, _) = self.to[phrase.head].filter(|(_, r)| *r == Relation::Same)?;
        let q = self.other.phrase_of(j).filter(|&q| self.other.phrases[q].head == j && one_verb(p, q))?;
        let bare = &self.other.phrases[q];
        let is_bare = bare.words.clone().all(|k| !matches!(self.other.words[k].tag, Tag::Det | Tag::Num | Tag::Pron));
        (is_bare && !told && (self.near)(phrase.head, j) >= 2)
            .then(|| limit(ChangeKind::Scope, phrase.words.clone(), bare.words.clone()))
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

fn is_to_come(verb: &Verb) -> bool {
    matches!(verb.force, Force::Planned | Force::Would)
}

fn is_part(side: &Side<'_>, z: &Quantity) -> bool {
    let before = |back: usize| z.with_bound.start.checked_sub(back).is_some_and(|i| side.words[i].folded == "of");
    before(1) || before(2)
}

fn limit(kind: ChangeKind, words: Range<usize>, without: Range<usize>) -> Finding {
    Finding {
        kind,
        severity: Severity::Material,
        a: Some(words),
        b: Some(without),
        reason: Reason::Either("Only one version sets a limit: “{}” here, “{}” there."),
        confidence: 0.6,
    }
}
