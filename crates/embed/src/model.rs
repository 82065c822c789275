use ndarray::{Array1, Array2, Axis, s};
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::Xxh3;

use crate::bert::{Bert, Input, softmax};
use crate::config::{self, Casing, Config, Limit, Pooling};
use crate::error::ModelError;
use crate::weights::{self, Linear, Weights};
use crate::word_piece::{self, WordPiece};
use crate::{Meaning, cosine};

/// Word pieces that are run at once: enough for the products to be quick, few enough to stay in the cache.
const PIECES_AT_ONCE: usize = 512;

/// A transformer of the BERT kind: see the [crate].
#[derive(Debug)]
pub struct Model {
    id: String,
    words: WordPiece,
    bert: Bert,
    top: Top,
    longest: usize,
}

/// What a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It puts each text into space.
    Encoder,
    /// It reads two texts at once and gives a share to each of its classes, or one number between 0 and 1.
    CrossEncoder,
}

/// What stands on top of the encoder.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "a model has one")]
enum Top {
    /// The mean of all words, or the first.
    Pooled {
        first: bool,
    },
    Classes {
        pooler: Linear,
        classifier: Linear,
        labels: Vec<String>,
    },
}

impl Model {
    /// Reads a model from its files: `config.json`, `model.safetensors`, `vocab.txt`, and where they are there
    /// `tokenizer_config.json`, `sentence_bert_config.json`, `1_Pooling/config.json`. `file` gives the bytes of each by its name.
    ///
    /// It is a cross-encoder if its weights have a `classifier`.
    ///
    /// # Errors
    /// If a file is missing or damaged, or the model is of another kind than can be run.
    pub fn read(name: &str, file: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, ModelError> {
        let mut hash = Xxh3::new();
        let mut optional = |name: &'static str| {
            let bytes = file(name);
            hash.update(name.as_bytes());
            hash.update(&(bytes.as_ref().map_or(u64::MAX, |b| b.len() as u64)).to_le_bytes());
            hash.update(bytes.as_deref().unwrap_or_default());
            bytes
        };
        let mut needed = |name: &'static str| optional(name).ok_or(ModelError::Missing(name));
        let config: Config = config::parse("config.json", &needed("config.json")?)?;
        config.check()?;
        let (bytes, vocabulary) = (needed(weights::FILE)?, needed(word_piece::FILE)?);
        let casing: Casing = or_usual("tokenizer_config.json", optional("tokenizer_config.json"))?;
        let limit: Limit = or_usual("sentence_bert_config.json", optional("sentence_bert_config.json"))?;
        let pooling: Pooling = or_usual("1_Pooling/config.json", optional("1_Pooling/config.json"))?;
        let weights = Weights::read(&bytes)?;
        let bert = Bert::read(&weights, &config)?;
        let words = WordPiece::read(&vocabulary, &casing)?;
        if words.len() > bert.vocabulary() {
            return Err(ModelError::Damaged(
                word_piece::FILE,
                "it has more pieces than the model has vectors".to_owned(),
            ));
        }
        let top = Top::read(&weights, &config, pooling, bert.size())?;
        let longest = limit.max_seq_length.unwrap_or(usize::MAX).min(bert.longest());
        Ok(Self { id: format!("{name} {:016x}", hash.digest()), words, bert, top, longest })
    }

    /// What it does.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.top {
            Top::Pooled { .. } => Kind::Encoder,
            Top::Classes { .. } => Kind::CrossEncoder,
        }
    }

    /// The classes of a cross-encoder in order, in lower case; empty for an encoder.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        match &self.top {
            Top::Pooled { .. } => &[],
            Top::Classes { labels, .. } => labels,
        }
    }

    /// The share of each class for each pair of texts, the first read before the second, 0..=1; `None` for an encoder.
    #[must_use]
    pub fn classify(&self, pairs: &[(&str, &str)]) -> Option<Vec<Vec<f32>>> {
        let Top::Classes { pooler, classifier, .. } = &self.top else { return None };
        let inputs = pairs.iter().map(|(a, b)| self.words.two(a, b, self.longest)).collect();
        Some(self.run(inputs, |states| {
            let mut pooled = pooler.apply(&states.slice(s![0..1, ..]).to_owned());
            pooled.mapv_inplace(libm::tanhf);
            shares(classifier.apply(&pooled).row(0).to_owned())
        }))
    }

    /// The numbers of the word pieces that a text is read as, with those that mark its ends.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        self.words.one(text, self.longest).pieces
    }

    /// Runs inputs, some at a time, and makes something of the vectors of each.
    fn run<T>(&self, inputs: Vec<Input>, of: impl Fn(Array2<f32>) -> T) -> Vec<T> {
        let mut made = Vec::with_capacity(inputs.len());
        let mut rest = inputs.as_slice();
        while !rest.is_empty() {
            let mut pieces = 0;
            let fits = |input: &&Input| {
                pieces += input.pieces.len();
                pieces <= PIECES_AT_ONCE
            };
            let (some, others) = rest.split_at(rest.iter().take_while(fits).count().max(1));
            let (states, texts) = self.bert.run(some);
            made.extend(texts.into_iter().map(|rows| of(states.slice(s![rows, ..]).to_owned())));
            rest = others;
        }
        made
    }
}

impl Top {
    fn read(weights: &Weights, config: &Config, pooling: Pooling, size: usize) -> Result<Self, ModelError> {
        if !weights.has("classifier.weight") {
            return Ok(Self::Pooled { first: pooling.is_first()? });
        }
        let classifier = weights.linear("classifier", size)?;
        let labels = config.labels(classifier.bias.len());
        Ok(Self::Classes { pooler: weights.linear(&weights.inside("pooler.dense"), size)?, classifier, labels })
    }
}

/// Reads a settings file, or takes what is usual where there is none.
fn or_usual<T: DeserializeOwned + Default>(name: &'static str, bytes: Option<Vec<u8>>) -> Result<T, ModelError> {
    bytes.map_or_else(|| Ok(T::default()), |bytes| config::parse(name, &bytes))
}

/// Shares of classes; a single number is made one between 0 and 1.
fn shares(mut scores: Array1<f32>) -> Vec<f32> {
    if let [one] = scores.as_slice().unwrap_or_default() {
        return vec![1.0 / (1.0 + libm::expf(-one))];
    }
    softmax(scores.view_mut());
    scores.to_vec()
}

impl Meaning for Model {
    fn id(&self) -> &str {
        &self.id
    }

    fn embed(&self, texts: &[&str]) -> Option<Vec<Vec<f32>>> {
        let Top::Pooled { first } = self.top else { return None };
        let inputs = texts.iter().map(|text| self.words.one(text, self.longest)).collect();
        Some(self.run(inputs, |states| {
            let pooled = if first { Some(states.row(0).to_owned()) } else { states.mean_axis(Axis(0)) };
            direction(pooled.unwrap_or_default())
        }))
    }

    /// A cross-encoder with a class `neutral` is sure of the same matter as far as it is not neutral: what contradicts
    /// answers too, and says another thing of it. Any other is asked for its last class.
    fn likeness(&self, pairs: &[(&str, &str)]) -> Vec<f64> {
        let turned: Vec<(&str, &str)> = pairs.iter().map(|&(a, b)| (b, a)).collect();
        if let (Some(there), Some(back)) = (self.classify(pairs), self.classify(&turned)) {
            return there.iter().zip(&back).map(|(x, y)| f64::midpoint(self.sure(x), self.sure(y))).collect();
        }
        let texts: Vec<&str> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        let found = self.embed(&texts).unwrap_or_default();
        found.chunks_exact(2).map(|pair| cosine(&pair[0], &pair[1])).collect()
    }
}

impl Model {
    /// How sure the shares of classes are of the same matter.
    fn sure(&self, shares: &[f32]) -> f64 {
        let neutral = self.labels().iter().position(|label| label == "neutral");
        f64::from(neutral.map_or_else(|| shares.last().copied().unwrap_or(0.0), |at| 1.0 - shares[at]))
    }
}

fn direction(vector: Array1<f32>) -> Vec<f32> {
    let length = vector.fold(0.0, |sum, &x| sum + x * x).sqrt();
    vector.iter().map(|x| x / length.max(1e-12)).collect()
}
