//! What one side of a group of sentences says: words with their parts of speech, noun phrases, verbs with their voice and
//! force, quantities, dates, names, and who is named as a source.

pub(crate) mod attribution;
pub(crate) mod chunk;
pub(crate) mod date;
pub(crate) mod figure;
pub(crate) mod force;
pub(crate) mod known;
pub(crate) mod name;
mod participle;
pub(crate) mod quantity;
pub(crate) mod standing;
pub(crate) mod verb;
pub(crate) mod word;

use std::ops::Range;

use wirecopy_document::Version;
use wirecopy_text::Span;

use attribution::Attribution;
use chunk::Phrase;
use date::Date;
use name::Name;
use quantity::Quantity;
use verb::Verb;
use word::Word;

use crate::cues::{self, Classes};

/// Everything the rules look at on one side.
#[derive(Debug)]
pub(crate) struct Side<'t> {
    /// The page's text.
    pub text: &'t str,
    pub words: Vec<Word<'t>>,
    /// The sentence that each word stands in.
    sentences: Vec<Range<usize>>,
    pub phrases: Vec<Phrase>,
    pub verbs: Vec<Verb>,
    pub dates: Vec<Date>,
    pub quantities: Vec<Quantity>,
    pub names: Vec<Name>,
    pub attributions: Vec<Attribution>,
}

impl<'t> Side<'t> {
    /// Reads the sentences `which` of `version`.
    pub(crate) fn read(version: &'t Version, which: &[usize]) -> Self {
        let words = word::words(version, which);
        let phrases = chunk::phrases(&words);
        let verbs = verb::verbs(&words, &phrases);
        let dates = date::dates(&words);
        let taken: Vec<Range<usize>> = dates.iter().map(|d| d.words.clone()).collect();
        let quantities = quantity::quantities(&words, &taken);
        let names = name::names(&words, &taken);
        let attributions = attribution::attributions(&words, &phrases, &verbs);
        let sentences = word::sentences(&words);
        Self { text: &version.text, words, sentences, phrases, verbs, dates, quantities, names, attributions }
    }

    /// Where a run of words stands in the text.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        self.words[range.start].span.cover(self.words[range.end - 1].span)
    }

    /// A run of words as written.
    pub(crate) fn text_of(&self, range: &Range<usize>) -> &'t str {
        self.span(range).of(self.text)
    }

    /// The folded words of a run.
    pub(crate) fn folded(&self, range: &Range<usize>) -> Vec<&'t str> {
        self.words[range.clone()].iter().map(|w| w.folded).collect()
    }

    /// The phrase that word `i` is in.
    pub(crate) fn phrase_of(&self, i: usize) -> Option<usize> {
        let at = self.phrases.partition_point(|p| p.words.end <= i);
        self.phrases.get(at).filter(|p| p.words.contains(&i)).map(|_| at)
    }

    /// The name that word `i` is in.
    pub(crate) fn name_of(&self, i: usize) -> Option<usize> {
        self.names.iter().position(|n| n.words.contains(&i))
    }

    /// Whether word `i` is part of a date, a quantity or a name: such words mean what they name, and have no synonyms.
    pub(crate) fn is_exact(&self, i: usize) -> bool {
        self.dates.iter().any(|d| d.words.contains(&i))
            || self.quantities.iter().any(|q| q.words.contains(&i))
            || self.names.iter().any(|n| n.words.contains(&i))
    }

    /// Whether an entry of the class stands anywhere, of four words at most.
    pub(crate) fn holds(&self, class: Classes) -> bool {
        let begins = |i: usize| cues::run(class, self.words[i..].iter().take(4).map(|w| w.folded)) > 0;
        (0..self.words.len()).any(|i| self.words[i].opens(class) && begins(i))
    }

    /// The first word of the sentence that word `i` stands in.
    pub(crate) fn sentence_start(&self, i: usize) -> usize {
        self.sentences[i].start
    }

    /// One past the last word of that sentence.
    pub(crate) fn sentence_end(&self, i: usize) -> usize {
        self.sentences.get(i).map_or(self.words.len(), |sentence| sentence.end)
    }
}
