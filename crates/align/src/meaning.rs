//! What a model says of sentences: asked once for each text, remembered for the pairs of versions that follow.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::FixedState;
use wirecopy_document::Version;
use wirecopy_embed::{Meaning, cosine};
use xxhash_rust::xxh3::xxh3_64;

/// Most texts and pairs that are remembered from one pair of versions to the next: about 30 MB with vectors of 384 numbers.
const MAX_KNOWN: usize = 20_000;

/// A model with its memory.
#[derive(Debug)]
pub(crate) struct Meanings {
    model: Arc<dyn Meaning>,
    /// Directions of texts by the hashes of these.
    known: HashMap<u64, Arc<[f32]>, FixedState>,
    /// What a judge of pairs said.
    judged: HashMap<(u64, u64), f64, FixedState>,
}

impl Meanings {
    pub(crate) fn new(model: Arc<dyn Meaning>) -> Self {
        Self { model, known: HashMap::default(), judged: HashMap::default() }
    }

    /// Forgets what is too much to remember.
    pub(crate) fn start(&mut self) {
        if self.known.len() + self.judged.len() > MAX_KNOWN {
            self.known.clear();
            self.judged.clear();
        }
    }

    /// Asks for some sentences of a version at once, which is quicker than one by one; `false` if the model judges pairs only.
    pub(crate) fn prepare(&mut self, version: &Version, sentences: impl Iterator<Item = usize>) -> bool {
        let mut new: Vec<(u64, &str)> = sentences.map(|i| version.sentence_text(i)).map(|t| (hash(t), t)).collect();
        new.retain(|(key, _)| !self.known.contains_key(key));
        new.sort_unstable();
        new.dedup();
        let texts: Vec<&str> = new.iter().map(|n| n.1).collect();
        let Some(found) = self.model.embed(&texts) else { return false };
        self.known.extend(new.iter().zip(found).map(|(n, row)| (n.0, Arc::from(row))));
        true
    }

    /// How alike two runs of sentences are in meaning, -1..=1.
    pub(crate) fn likeness(&mut self, versions: [&Version; 2], a: &Range<usize>, b: &Range<usize>) -> f64 {
        match (self.direction(versions[0], a), self.direction(versions[1], b)) {
            (Some(a), Some(b)) => cosine(&a, &b),
            _ => self.judge(text(versions[0], a), text(versions[1], b)),
        }
    }

    fn judge(&mut self, a: &str, b: &str) -> f64 {
        let model = &self.model;
        let ask = || model.likeness(&[(a, b)]).first().copied().unwrap_or(0.0);
        *self.judged.entry((hash(a), hash(b))).or_insert_with(ask)
    }

    /// The direction of a run of sentences: that of the sum of theirs.
    fn direction(&mut self, version: &Version, run: &Range<usize>) -> Option<Arc<[f32]>> {
        if !run.clone().all(|i| self.known.contains_key(&hash(version.sentence_text(i))))
            && !self.prepare(version, run.clone())
        {
            return None;
        }
        let mut rows = run.clone().map(|i| &self.known[&hash(version.sentence_text(i))]);
        let first = rows.next()?;
        if run.len() == 1 {
            return Some(Arc::clone(first));
        }
        let mut sum = first.to_vec();
        rows.for_each(|row| sum.iter_mut().zip(row.iter()).for_each(|(all, x)| *all += x));
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        Some(sum.into_iter().map(|x| x / length).collect())
    }
}

fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

fn text<'v>(version: &'v Version, run: &Range<usize>) -> &'v str {
    &version.text[version.sentences[run.start].span.start()..version.sentences[run.end - 1].span.end()]
}
