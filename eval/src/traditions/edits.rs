//! What writers really did when they made one version of a text from another: harvested from versions of encyclopedia pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use wirecopy_document::Version;

use crate::random::Random;

/// Words of an edit at most, with the one before it where words only come in or go.
const MOST_WORDS: usize = 5;
/// Sentences are one when they share at least this part of their words (Dice).
const SAME_SENTENCE: f64 = 0.6;

type Words = Vec<String>;

/// Some words, and what a writer put for them.
struct Edit {
    old: Words,
    new: Words,
}

/// Edits and sentences that came in.
pub(super) struct Edits {
    /// By the first of the old words, as often as they were met.
    by_word: BTreeMap<String, Vec<Edit>>,
    /// Sentences that a later version has and the one before it has not.
    pub(super) added: Vec<Words>,
}

impl Edits {
    /// Reads pages with their versions in the order of time.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("{} (see the README of the data)", path.display()))?;
        let mut all = Self { by_word: BTreeMap::new(), added: Vec::new() };
        let mut before: Option<(String, Vec<Words>)> = None;
        for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
            let value: serde_json::Value = serde_json::from_str(&line?)?;
            let page = value["page"].as_str().unwrap_or_default().to_owned();
            let sentences = sentences(value["text"].as_str().unwrap_or_default());
            if let Some((_, old)) = before.filter(|(name, _)| *name == page) {
                all.compare(&old, &sentences);
            }
            before = Some((page, sentences));
        }
        Ok(all)
    }

    fn compare(&mut self, old: &[Words], new: &[Words]) {
        let known: BTreeSet<&Words> = old.iter().collect();
        let kept: BTreeSet<&Words> = new.iter().collect();
        let gone: Vec<&Words> = old.iter().filter(|sentence| !kept.contains(sentence)).collect();
        for sentence in new.iter().filter(|sentence| !known.contains(sentence)) {
            let likeness = |other: &&&Words| (1000.0 * dice(sentence, other)).round() as u32;
            match gone.iter().max_by_key(likeness).filter(|other| dice(sentence, other) >= SAME_SENTENCE) {
                Some(other) => self.keep_edits(other, sentence),
                None if (6..40).contains(&sentence.len()) => self.added.push(sentence.clone()),
                None => {}
            }
        }
    }

    fn keep_edits(&mut self, old: &[String], new: &[String]) {
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            let (mut from, mut to): (Range<usize>, Range<usize>) = (op.old_range(), op.new_range());
            let is_equal = matches!(op, DiffOp::Equal { .. });
            if from.is_empty() && from.start > 0 && to.start > 0 {
                (from.start, to.start) = (from.start - 1, to.start - 1);
            }
            let is_short = (1..=MOST_WORDS).contains(&from.len()) && to.len() <= MOST_WORDS;
            if !is_equal && is_short && old[from.clone()].iter().chain(&new[to.clone()]).all(|word| is_plain(word)) {
                let edit = Edit { old: old[from.clone()].to_vec(), new: new[to].to_vec() };
                self.by_word.entry(edit.old[0].clone()).or_default().push(edit);
            }
        }
    }

    /// What a writer may put for the words at a place of a sentence: how many they are, and the new ones. `choice` gives the same for the
    /// same words.
    pub(super) fn at(&self, sentence: &[String], at: usize, choice: &mut Random) -> Option<(usize, &[String])> {
        let list = self.by_word.get(&bare(&sentence[at]))?;
        let fits = |edit: &&Edit| {
            let words = sentence[at..].iter().take(edit.old.len()).map(|word| bare(word));
            words.eq(edit.old.iter().cloned())
        };
        let fitting: Vec<&Edit> = list.iter().filter(fits).collect();
        let edit = fitting.get(choice.below(fitting.len()))?;
        Some((edit.old.len(), &edit.new))
    }
}

fn sentences(text: &str) -> Vec<Words> {
    let version = Version::of("a", text);
    let words = |i: usize| version.sentence_text(i).split_whitespace().map(bare).filter(|w| !w.is_empty()).collect();
    (0..version.sentences.len()).map(words).collect()
}

/// A word in small letters, without what stands around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_plain(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || c == '\'' || c == '-')
}

fn dice(a: &[String], b: &[String]) -> f64 {
    let (x, y): (BTreeSet<&String>, BTreeSet<&String>) = (a.iter().collect(), b.iter().collect());
    2.0 * x.intersection(&y).count() as f64 / (x.len() + y.len()).max(1) as f64
}
