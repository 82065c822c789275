//! Which words of a sentence say who said it? "…, said Ann Lee, head of the office", "Police said …", "according to two people".
//!
//! Two sentences of one speaker share these words whatever they say, and one that loses its source says the same. Read off
//! reporting verbs and commas alone: what is missed stays part of what is said.

use std::ops::Range;

use wirecopy_document::Version;

use crate::similarity::Comparison;
use crate::vocabulary::WordId;

/// Words in front of the subject of a verb that opens a sentence: "On Friday, police said …".
const OPENING: usize = 3;
/// Most words of a name with its title in front.
const TITLED: usize = 5;
/// Words from the verb on that make a statement, and no time of saying it.
const AFTER: usize = 4;
/// Verbs whose subject tells what the sentence says.
const SAYS: [&str; 9] = ["said", "says", "say", "told", "added", "wrote", "reported", "announced", "tweeted"];
const BE: [&str; 6] = ["is", "are", "was", "were", "be", "been"];
/// What ties another clause to one that ends with its source.
const TIES: [&str; 8] = ["and", "but", "while", "as", "when", "who", "which", "where"];
/// Most words of a source before or behind its verb.
const MOST: usize = 16;
/// Most words of one behind its verb that begins with no name.
const MOST_UNNAMED: usize = 8;

/// Likeness below which two sentences are asked whether they share more than their source, and what they must share at least beside
/// it. Of 49 aligned pairs below .62 in 15 updates of reports 10 of 14 wrong ones share less, and one right one.
const ALIKE: f64 = 0.5;
const SAID: f64 = 0.16;
const NOTHING: f64 = 0.05;
const COVERED: f64 = 0.35;
/// Telling words beside its source that a sentence has at least which says anything more: "Ann Lee told reporters so".
const STATEMENT: usize = 2;

impl Comparison<'_> {
    /// Whether both sentences name their source.
    pub(crate) fn have_sources(&self, i: usize, j: usize) -> bool {
        !self.sources[0][i].is_empty() && !self.sources[1][j].is_empty()
    }

    /// Whether two sentences that are not much alike have hardly more in common than who says it.
    pub(crate) fn share_only_source(&mut self, i: usize, j: usize) -> bool {
        if self.sources[0][i].is_empty() && self.sources[1][j].is_empty() {
            return false;
        }
        if self.likeness(&(i..i + 1), &(j..j + 1)).score >= ALIKE {
            return false;
        }
        let [x, y] = [(0, i), (1, j)].map(|(side, sentence)| self.said(side, sentence));
        let says = |words: &[WordId]| words.iter().filter(|&&id| self.vocabulary.is_telling(id)).count() >= STATEMENT;
        if !says(&x) || !says(&y) {
            return false;
        }
        let found = self.compare_words(&x, &y, None);
        let least = if self.have_sources(i, j) { SAID } else { NOTHING };
        found.score < least && found.a_covered.max(found.b_covered) < COVERED
    }

    /// The words of a sentence but those of its source.
    fn said(&self, side: usize, sentence: usize) -> Vec<WordId> {
        let (units, source) = (&self.units[side], &self.sources[side][sentence]);
        let is_said = |unit: &usize| !source.contains(&(units.tokens[*unit].start as usize));
        units.sentences[sentence].clone().filter(is_said).map(|unit| units.ids[unit]).collect()
    }
}

/// The words of each sentence that only say who says it, as tokens of the version; empty where there are none.
pub(crate) fn sources(version: &Version) -> Vec<Range<usize>> {
    version.sentences.iter().map(|sentence| source(version, sentence.tokens.clone())).collect()
}

fn source(version: &Version, sentence: Range<usize>) -> Range<usize> {
    let reading = Reading { version, sentence };
    let found = reading.according().or_else(|| reading.verb().and_then(|verb| reading.around(verb)));
    found.unwrap_or(reading.sentence.start..reading.sentence.start)
}

struct Reading<'v> {
    version: &'v Version,
    sentence: Range<usize>,
}

impl Reading<'_> {
    fn word(&self, i: usize) -> &str {
        self.version.tokens.word(i)
    }

    /// Whether a comma, a quotation mark or a dash parts word `i` from the one before.
    fn is_parted(&self, i: usize) -> bool {
        let gap = &self.version.text[self.version.tokens.span(i - 1).end()..self.version.tokens.span(i).start()];
        i > self.sentence.start && gap.contains([',', '"', '\u{201d}', '\u{2014}'])
    }

    fn is_capital(&self, i: usize) -> bool {
        self.version.tokens.span(i).of(&self.version.text).starts_with(char::is_uppercase)
    }

    fn parted_before(&self, i: usize) -> Option<usize> {
        (self.sentence.start + 1..=i).rev().find(|&k| self.is_parted(k))
    }

    fn parted_behind(&self, i: usize) -> Option<usize> {
        (i + 1..self.sentence.end).find(|&k| self.is_parted(k))
    }

    /// The end of the sentence, or of the clause if another one is tied to it: "…, police said, and the road was shut".
    fn clause_end(&self, from: usize) -> usize {
        let is_tied = |&i: &usize| self.is_parted(i) && TIES.contains(&self.word(i));
        (from + 1..self.sentence.end).find(is_tied).unwrap_or(self.sentence.end)
    }

    /// "according to …" to the comma behind it, or to the end.
    fn according(&self) -> Option<Range<usize>> {
        let at = (self.sentence.start..self.sentence.end.saturating_sub(1))
            .find(|&i| self.word(i) == "according" && self.word(i + 1) == "to")?;
        if at == self.sentence.start {
            return self.parted_behind(at).map(|end| at..end);
        }
        Some(at..self.clause_end(at)).filter(|r| r.len() <= MOST)
    }

    /// A reporting verb that is no passive: "residents were told …" names no source.
    fn verb(&self) -> Option<usize> {
        let is_passive = |i: usize| i > self.sentence.start && BE.contains(&self.word(i - 1));
        self.sentence.clone().find(|&i| SAYS.contains(&self.word(i)) && !is_passive(i))
    }

    fn around(&self, verb: usize) -> Option<Range<usize>> {
        let (start, end) = (self.sentence.start, self.clause_end(verb));
        if verb == start {
            return None;
        }
        let behind = verb + 1;
        if self.is_parted(verb) && behind < end {
            // "…, said Ann Lee, head of the office", "…, said the head of the office"; but "Norrline, the owner, said the ship is sound".
            let is_subject = self.is_capital(behind) && end - verb <= MOST
                || is_article(self.word(behind)) && end - verb <= MOST_UNNAMED && !self.opens_with_title(verb);
            if is_subject {
                return Some(verb..end);
            }
        }
        let from = self.parted_before(verb).unwrap_or(start);
        let opens = from - start <= OPENING || from == verb && verb - start <= MOST;
        if opens && end - verb > AFTER {
            // "Police said (that) …", "Ann Lee, head of the office, said …"
            return self.object(verb).map(|object| start..object);
        }
        // "…, police said on Friday", "…, police said, closing the road"
        let end = self.parted_behind(verb).map_or(end, |parted| parted.min(end));
        (from > start && end - verb <= MOST_UNNAMED).then(|| self.subject(from, verb)..end)
    }

    /// Whether a comma parts two or three words from the rest before the verb: "Ann Lee, head of the office, said".
    fn opens_with_title(&self, verb: usize) -> bool {
        let first = (self.sentence.start + 1..verb).find(|&i| self.is_parted(i));
        first.is_some_and(|at| at - self.sentence.start <= TITLED)
    }

    /// Where the subject of a verb begins that has a title behind it: "…, Ann Lee, head of the office, said".
    fn subject(&self, from: usize, verb: usize) -> usize {
        if from < verb {
            return from;
        }
        let before = |at: usize| (at > self.sentence.start + 1).then(|| self.parted_before(at - 1)).flatten();
        let title = before(from);
        title.and_then(before).filter(|&at| verb - at <= MOST && at > self.sentence.start).or(title).unwrap_or(from)
    }

    /// Behind whom somebody told something, or a "that"; nothing where somebody was told to do something.
    fn object(&self, verb: usize) -> Option<usize> {
        let end = self.sentence.end.min(verb + 6);
        let that = (verb + 1..end).find(|&i| self.word(i) == "that").map(|i| i + 1);
        that.or((self.word(verb) != "told").then_some(verb + 1))
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "one" | "two" | "his" | "her" | "its" | "their")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_of(text: &str) -> String {
        let version = Version::of("a", text);
        let words = sources(&version).remove(0).map(|i| version.tokens.word(i).to_owned());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn who_says_it_is_read() {
        let cases = [
            ("The road is shut, said Ida Brekke, head of the office.", "said ida brekke head of the office"),
            ("The road is shut, police said on Friday.", "police said on friday"),
            ("Ida Brekke, head of the office, said that the road was shut.", "ida brekke head of the office said that"),
            ("Norrline, the owner, said the ship was sound.", "norrline the owner said"),
            ("Two died, according to the hospital, and nine were hurt.", "according to the hospital"),
            ("The sea hit two houses, the army said, washing one away.", "the army said"),
            ("Residents were told they may return on Saturday.", ""),
        ];
        for (text, source) in cases {
            assert_eq!(source_of(text), source, "{text}");
        }
    }
}
