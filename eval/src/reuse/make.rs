//! Makes the text of a record, and says what it is made of.

use std::ops::Range;

use super::corpus::{Corpus, Piece};
use super::edits;
use super::fill::name;
use super::plan::{Made, Other, Spec};
use super::prose::{by_sentence, core, count, joined, slice, words};
use super::relation::Relation;
use super::texts::{Outlet, look_alike};
use super::truth::Part;
use crate::random::Random;

/// A text and its parts.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) articles: Vec<Part>,
    pub(super) families: Vec<String>,
    /// Bytes that prove nothing.
    pub(super) unproven: Vec<[usize; 2]>,
}

impl Text {
    fn push(&mut self, paragraphs: &[String]) {
        for paragraph in paragraphs {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(paragraph);
        }
    }

    fn push_article(&mut self, paragraphs: &[String], piece: Piece, words: Range<usize>) {
        self.push(paragraphs);
        self.articles.push(Part { piece: piece.name(), from: words.start, to: words.end });
    }

    /// Text that proves no copying, with the name of what it has in common with others.
    fn push_unproven(&mut self, text: &str, family: String) {
        self.push(&[text.to_owned()]);
        self.unproven.push([self.text.len() - text.len(), self.text.len()]);
        if !self.families.contains(&family) {
            self.families.push(family);
        }
    }
}

/// Makes texts.
pub(super) struct Maker<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) outlets: &'c [Outlet],
}

impl Maker<'_> {
    /// The text of a record of the outlet with this number.
    pub(super) fn make(&self, spec: &Spec, outlet: usize, random: &mut Random) -> Text {
        let mut text = Text::default();
        match spec.made {
            Made::Article => self.push_whole(spec.piece, &mut text),
            Made::Noticed => {
                self.push_whole(spec.piece, &mut text);
                self.push_notices(outlet, random, &mut text);
            }
            Made::Quoting { speech, long } => self.quote(spec.piece, speech, long, random, &mut text),
            Made::LookAlike { template } => {
                let (kind, report) = look_alike(usize::from(template), random);
                text.push_unproven(&report, format!("look-alike: {kind}"));
            }
            Made::Copy { relation, .. } => self.copy(spec, relation, outlet, random, &mut text),
        }
        text
    }

    fn push_whole(&self, piece: Piece, text: &mut Text) {
        let paragraphs = self.corpus.text(piece);
        text.push_article(&paragraphs, piece, 0..count(&paragraphs));
    }

    /// The outlet's notice, a note on a writer, or both.
    fn push_notices(&self, outlet: usize, random: &mut Random, text: &mut Text) {
        let from = &self.outlets[outlet];
        let is_noticed = random.below(100) < usize::from(from.noticed);
        if !is_noticed || random.chance(0.4) {
            let note = random.below(from.notes.len());
            text.push_unproven(&from.notes[note], format!("note: {outlet}.{note}"));
        }
        if is_noticed {
            text.push_unproven(&from.notice, format!("notice: {outlet}"));
        }
    }

    /// An article of its own that quotes a speech: two or three sentences apart, or one long run.
    fn quote(&self, piece: Piece, speech: Piece, long: bool, random: &mut Random, text: &mut Text) {
        let paragraphs = self.corpus.text(piece);
        let quotes = if long { long_quote(&self.corpus.text(speech)) } else { quotes(&self.corpus.text(speech)) };
        let mut at = 0;
        for (i, quote) in quotes.iter().enumerate() {
            let upto = at + (paragraphs.len() - at) / (quotes.len() + 1 - i).max(1);
            text.push(&paragraphs[at..upto]);
            at = upto;
            let who = format!("{} {}", name("first", random), name("last", random));
            let said = *random.pick(&["said", "told reporters", "said in a speech", "declared", "told the hall"]);
            let whole = if random.chance(0.5) {
                format!("“{quote},” {who} {said}.")
            } else {
                format!("{who} {said}: “{quote}.”")
            };
            text.push_unproven(&whole, format!("speech: {}", speech.name()));
        }
        text.push(&paragraphs[at..]);
        text.articles.push(Part { piece: piece.name(), from: 0, to: count(&paragraphs) });
    }

    fn copy(&self, spec: &Spec, relation: Relation, outlet: usize, random: &mut Random, text: &mut Text) {
        let source = self.corpus.text(spec.piece);
        let all = count(&source);
        let vocabulary = self.corpus.vocabulary();
        let whole = |text: &mut Text, paragraphs: Vec<String>| text.push_article(&paragraphs, spec.piece, 0..all);
        match relation {
            Relation::Exact => whole(text, source),
            Relation::Style => whole(text, edits::restyle(&source, random)),
            Relation::Space => whole(text, vec![edits::respace(&source, random)]),
            Relation::Markup => whole(text, edits::leave_markup(&source, random)),
            Relation::OtherNotice => {
                whole(text, source);
                self.push_notices(outlet, random, text);
            }
            Relation::Words(n) => whole(text, edits::edit_words(&source, n, vocabulary, random)),
            Relation::Typos(n) => whole(text, edits::slip(&source, n, random)),
            Relation::SentencesShuffled => whole(text, edits::shuffle_sentences(&source, random)),
            Relation::ParagraphsShuffled => whole(text, edits::shuffle_paragraphs(&source, random)),
            Relation::HalfRewritten => whole(text, edits::rewrite(&source, 2, vocabulary, random)),
            Relation::Rewritten => whole(text, edits::rewrite(&source, 1, vocabulary, random)),
            Relation::Cut(n) => {
                let kept = edits::kept_run(&source, (all * usize::from(n)).div_ceil(100), random);
                text.push_article(&slice(&source, kept.clone()), spec.piece, kept);
            }
            Relation::PageBefore | Relation::PageAfter | Relation::PageOfThree => {
                let before = match relation {
                    Relation::PageBefore => 1,
                    Relation::PageAfter => 0,
                    _ => random.below(3),
                };
                self.page(spec, (source, 0..all), before, random, text);
            }
            Relation::Mixed => {
                let kept = edits::kept_run(&source, (all * 7).div_ceil(10), random);
                let edited = edits::edit_words(&slice(&source, kept.clone()), 3, vocabulary, random);
                self.page(spec, (edited, kept), random.below(2), random, text);
            }
            Relation::Passage(n) => self.passage(spec, &source, usize::from(n), random, text),
        }
    }

    /// The copy with `before` of the other articles in front, the others behind.
    fn page(
        &self,
        spec: &Spec,
        (own, words): (Vec<String>, Range<usize>),
        before: usize,
        random: &mut Random,
        text: &mut Text,
    ) {
        let others: Vec<Piece> = spec.others.iter().filter_map(|o| o.piece()).collect();
        let before = before.min(others.len());
        let part = *random.pick(&["", "* * *", "ALSO TODAY", "More from our pages"]);
        let parted = |text: &mut Text| {
            if !text.text.is_empty() && !part.is_empty() {
                text.push(&[part.to_owned()]);
            }
        };
        for &piece in &others[..before] {
            parted(text);
            self.push_whole(piece, text);
        }
        parted(text);
        text.push_article(&own, spec.piece, words);
        for &piece in &others[before..] {
            parted(text);
            self.push_whole(piece, text);
        }
    }

    /// Another article in which a run of `n` words of the source stands, as a paragraph or inside one.
    fn passage(&self, spec: &Spec, source: &[String], n: usize, random: &mut Random, text: &mut Text) {
        let Some(host) = spec.others[0].piece() else { return };
        let run = run_of(source, n, random);
        let passage = slice(source, run.clone()).join(" ");
        let mut sentences = by_sentence(&self.corpus.text(host));
        let words = sentences.iter().flatten().map(|s| s.split_whitespace().count()).sum();
        let at = random.below(sentences.len());
        if random.chance(0.5) {
            sentences.insert(at, vec![passage]);
        } else {
            let inner = random.below(sentences[at].len() + 1);
            sentences[at].insert(inner, passage);
        }
        text.push_article(&joined(sentences), host, 0..words);
        text.articles.push(Part { piece: spec.piece.name(), from: run.start, to: run.end });
    }
}

impl Other {
    fn piece(&self) -> Option<Piece> {
        match *self {
            Self::None => None,
            Self::Piece(piece) | Self::Record(_, piece) => Some(piece),
        }
    }
}

/// A run of `n` words that hold a letter or figure; a dash alone is no word.
fn run_of(source: &[String], n: usize, random: &mut Random) -> Range<usize> {
    let words = words(source);
    let is_word: Vec<bool> = words.iter().map(|w| !core(&w.1).is_empty()).collect();
    let start = random.below(words.len().saturating_sub(n) + 1);
    let mut end = start;
    let mut counted = 0;
    while end < words.len() && counted < n {
        counted += usize::from(is_word[end]);
        end += 1;
    }
    start..end
}

/// Two or three sentences of 12 to 35 words.
fn quotes(speech: &[String]) -> Vec<String> {
    let sentences = by_sentence(speech).concat();
    let fits = |s: &&String| (12..=35).contains(&s.split_whitespace().count());
    sentences.iter().filter(fits).take(3).map(|s| unquoted(s)).collect()
}

/// One run of sentences of 45 to 90 words.
fn long_quote(speech: &[String]) -> Vec<String> {
    let mut quote = String::new();
    for sentence in by_sentence(speech).concat() {
        if quote.split_whitespace().count() >= 45 {
            break;
        }
        quote = format!("{quote} {sentence}");
    }
    let quote: Vec<&str> = quote.split_whitespace().take(90).collect();
    vec![unquoted(&quote.join(" "))]
}

fn unquoted(text: &str) -> String {
    text.replace(['“', '”', '"'], "").trim_end_matches(['.', ',', ' ']).to_owned()
}
