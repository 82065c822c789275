//! Real articles, cut into pieces of the length of news reports.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use wirecopy_text::{Span, sentences};

use super::vocabulary::Vocabulary;
use crate::random::Random;

/// Fewest words of a piece: 30 % of it are still more than 40.
const MIN_WORDS: usize = 150;
/// A paragraph with more words is cut at a sentence, so that no piece is far longer than wanted.
const MAX_PARAGRAPH: usize = 300;

/// The articles' paragraphs, and the pieces that they are cut into.
pub(super) struct Corpus {
    paragraphs: Vec<String>,
    /// Each a range of paragraphs of one article, apart from all others.
    pieces: Vec<Range<u32>>,
    vocabulary: Vocabulary,
}

/// A piece in one round. When all pieces are used up a new round begins, in which the words are exchanged for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Piece {
    pub(super) number: u32,
    pub(super) round: u32,
}

impl Piece {
    /// How the truth names it.
    pub(super) fn name(self) -> String {
        if self.round == 0 { format!("{}", self.number) } else { format!("{}r{}", self.number, self.round) }
    }
}

impl Corpus {
    /// Reads the set; the same seed cuts and orders the pieces in the same way.
    pub(super) fn read(path: &Path, seed: u64) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("{} (see the README of the data)", path.display()))?;
        let mut random = Random::new(seed);
        let (mut paragraphs, mut pieces) = (Vec::new(), Vec::new());
        for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let start = paragraphs.len();
            let text = record["text"].as_str().unwrap_or_default();
            text.lines().for_each(|line| push_paragraphs(line.trim(), &mut paragraphs));
            cut(&paragraphs, start, &mut random, &mut pieces);
        }
        random.shuffle(&mut pieces);
        let vocabulary = Vocabulary::of(&paragraphs);
        Ok(Self { paragraphs, pieces, vocabulary })
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The `n`th piece to be used.
    pub(super) fn piece(&self, n: usize) -> Piece {
        let number = u32::try_from(n % self.pieces.len()).expect("fewer than 2^32 pieces");
        Piece { number, round: u32::try_from(n / self.pieces.len()).expect("fewer than 2^32 rounds") }
    }

    /// How many words a piece has.
    pub(super) fn words(&self, piece: Piece) -> usize {
        self.lines(piece).iter().map(|p| p.split_whitespace().count()).sum()
    }

    /// The paragraphs of a piece.
    pub(super) fn text(&self, piece: Piece) -> Vec<String> {
        let lines = self.lines(piece).iter();
        if piece.round == 0 {
            return lines.cloned().collect();
        }
        lines.map(|line| self.vocabulary.exchange(line, piece.round)).collect()
    }

    fn lines(&self, piece: Piece) -> &[String] {
        let range = &self.pieces[piece.number as usize];
        &self.paragraphs[range.start as usize..range.end as usize]
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn push_paragraphs(line: &str, out: &mut Vec<String>) {
    if line.is_empty() {
        return;
    }
    if count(line) <= MAX_PARAGRAPH {
        out.push(line.to_owned());
        return;
    }
    let mut part = String::new();
    for sentence in sentences(line, Span::new(0, line.len())) {
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(sentence.of(line));
        if count(&part) >= MAX_PARAGRAPH / 3 {
            out.push(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        out.push(part);
    }
}

/// Cuts the paragraphs from `start` on into pieces; a rest that is too short is left out.
fn cut(paragraphs: &[String], start: usize, random: &mut Random, pieces: &mut Vec<Range<u32>>) {
    let (mut from, mut words, mut wanted) = (start, 0, wanted_words(random));
    for (i, paragraph) in paragraphs.iter().enumerate().skip(start) {
        words += count(paragraph);
        let is_last = i + 1 == paragraphs.len();
        if words >= wanted || (is_last && words >= MIN_WORDS) {
            let place = |n: usize| u32::try_from(n).expect("fewer than 2^32 paragraphs");
            pieces.push(place(from)..place(i + 1));
            (from, words, wanted) = (i + 1, 0, wanted_words(random));
        }
    }
}

/// Lengths as in a crawl of news: many briefs, few long reads.
fn wanted_words(random: &mut Random) -> usize {
    match random.below(100) {
        0..40 => MIN_WORDS + random.below(110),
        40..82 => 260 + random.below(240),
        82..97 => 500 + random.below(600),
        _ => 1100 + random.below(1200),
    }
}
