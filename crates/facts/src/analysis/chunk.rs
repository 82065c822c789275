//! Noun phrases, found by a small grammar over the tags.

use std::ops::Range;

use crate::analysis::word::Word;
use crate::cues::cue;
use crate::tag::Tag;

/// A noun phrase without what follows its head: "the French minister", "Israel", "support".
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// Its words.
    pub words: Range<usize>,
    /// Its last noun.
    pub head: usize,
    /// The preposition before it.
    pub prep: Option<usize>,
    /// The phrase that owns it ("Israel" of "Israel's ally").
    pub owner: Option<usize>,
    /// The phrase it completes through "of" ("museum" has "head" in "the head of the museum").
    pub of: Option<usize>,
}

impl Phrase {
    /// The words before the head that describe it: no article, no number.
    pub(crate) fn modifiers<'w>(&self, words: &'w [Word<'_>]) -> impl Iterator<Item = usize> + use<'w> {
        (self.words.start..self.head)
            .filter(|&i| !matches!(words[i].tag, Tag::Det | Tag::Num | Tag::Pron | Tag::Part | Tag::Punct | Tag::Adp))
    }
}

/// The noun phrases of a side, in order.
pub(crate) fn phrases(words: &[Word<'_>]) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase_at(words, at) {
            Some(mut phrase) => {
                at = phrase.words.end;
                tie(words, &found, &mut phrase);
                found.push(phrase);
            }
            None => at += 1,
        }
    }
    found
}

fn phrase_at(words: &[Word<'_>], start: usize) -> Option<Phrase> {
    if is_pronoun(&words[start]) {
        return Some(Phrase { words: start..start + 1, head: start, prep: None, owner: None, of: None });
    }
    let mut end = start;
    while end < words.len() && (end == start || !words[end].breaks_before()) && joins(words, start, end) {
        end += 1;
    }
    let head = (start..end).rev().find(|&i| words[i].tag.is_nominal() || words[i].tag == Tag::Num)?;
    Some(Phrase { words: start..head + 1, head, prep: None, owner: None, of: None })
}

fn is_pronoun(word: &Word<'_>) -> bool {
    word.tag == Tag::Pron
        && (word.is(cue!("pronoun")) || word.folded == "nobody")
        && !word.is(cue!("possessive_pronoun"))
        && !(word.folded == "that" || word.folded == "which" || word.folded == "who")
}

/// Whether word `i` can go on the phrase that starts at `start`.
fn joins(words: &[Word<'_>], start: usize, i: usize) -> bool {
    let word = &words[i];
    match word.tag {
        Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num => true,
        Tag::Det => i == start,
        Tag::Pron => i == start && word.is(cue!("possessive_pronoun")),
        Tag::Adv => {
            next_is(words, i, &[Tag::Adj, Tag::Num, Tag::Verb])
                && (i > start || next_is(words, i, &[Tag::Adj, Tag::Num]))
        }
        // "the struggling company", "armed forces": a participle between article or adjective and noun.
        Tag::Verb => {
            i > start
                && is_participle(word.folded)
                && next_is(words, i, &[Tag::Noun, Tag::Propn, Tag::Adj])
                && !words[i - 1].tag.is_nominal()
                // "Dean Young defeated Byrne": a name, whatever the tagger makes of it.
                && (words[i - 1].first || !words[i - 1].is_capital())
        }
        _ => word.folded == "$" || word.folded == "%" || word.folded == "€" || word.folded == "£",
    }
}

fn next_is(words: &[Word<'_>], i: usize, tags: &[Tag]) -> bool {
    words.get(i + 1).is_some_and(|next| !next.breaks_before() && tags.contains(&next.tag))
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ing") || word.ends_with("ed") || word.ends_with("en")
}

/// Notes what stands before the phrase: an owner, an "of", another preposition.
fn tie(words: &[Word<'_>], before: &[Phrase], phrase: &mut Phrase) {
    let start = phrase.words.start;
    let Some(last) = before.len().checked_sub(1) else {
        let leads = |p: &usize| {
            is_preposition(&words[*p]) && !is_parted(words, start) && !estimates(words, *p) && !joins_clauses(words, *p)
        };
        phrase.prep = start.checked_sub(1).filter(leads);
        return;
    };
    let gap = before[last].words.end..start;
    if gap.len() <= 1 && (is_possessive(words, gap.clone()) || (gap.is_empty() && ends_in_apostrophe(words, start))) {
        phrase.owner = Some(last);
        phrase.prep = before[last].prep;
        return;
    }
    if gap.len() == 1 && words[gap.start].folded == "of" && !words[start].first {
        phrase.of = Some(last);
    }
    phrase.prep = (!words[start].first).then(|| start - 1).filter(|&p| {
        p >= gap.start
            && is_preposition(&words[p])
            && !is_parted(words, start)
            && !estimates(words, p)
            && !joins_clauses(words, p)
    });
}

/// "as they were read out": before who acts it joins clauses.
fn joins_clauses(words: &[Word<'_>], p: usize) -> bool {
    let acts = |w: &Word<'_>| matches!(w.folded, "he" | "she" | "they" | "we" | "i");
    words.get(p + 1).is_some_and(acts)
}

/// "about £210,000", "around 40 people": how exact a figure is, no preposition.
fn estimates(words: &[Word<'_>], p: usize) -> bool {
    let figure = |w: &Word<'_>| w.tag == Tag::Num || matches!(w.folded, "$" | "€" | "£" | "¥");
    matches!(words[p].folded, "about" | "around") && words.get(p + 1).is_some_and(figure)
}

/// "will step down, her lawyer said": a comma parts the adverb from the phrase.
fn is_parted(words: &[Word<'_>], start: usize) -> bool {
    words[start].before.starts_with(',')
}

fn is_preposition(word: &Word<'_>) -> bool {
    word.is(cue!("preposition"))
}

fn is_possessive(words: &[Word<'_>], gap: Range<usize>) -> bool {
    gap.len() == 1 && words[gap.start].folded == "'s"
}

/// "leaders' meeting": the mark stands between the words.
fn ends_in_apostrophe(words: &[Word<'_>], start: usize) -> bool {
    matches!(words[start].before.trim_end(), "'" | "\u{2019}")
}
