//! The encoder: word pieces in, a vector for each in its context out (Devlin et al. 2019).
//!
//! Texts stand one under another in one matrix, so that linear maps are done for all at once and nothing is padded; only attention
//! looks at each text alone. Every row is summed in the same order whatever stands beside it. Time for n texts of w words:
//! O(n·w·h² + n·w²·h) for vectors of h numbers, space O(n·w·h).

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView2, Axis, s};

use crate::config::Config;
use crate::error::ModelError;
use crate::weights::{Linear, Weights};

/// Two texts of one piece take that many: three marks between and around them.
const LEAST_POSITIONS: usize = 5;
/// A text has one part, two texts that are read at once have two.
const PARTS: usize = 2;

/// Word pieces of a text, and of which of two parts each is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) pieces: Vec<u32>,
    pub(crate) parts: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Bert {
    words: Array2<f32>,
    positions: Array2<f32>,
    parts: Array2<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    mix: Linear,
    mix_norm: Norm,
    wide: Linear,
    narrow: Linear,
    norm: Norm,
    heads: usize,
}

/// Layer normalisation (Ba, Kiros and Hinton 2016).
#[derive(Debug)]
struct Norm {
    weight: Array1<f32>,
    bias: Array1<f32>,
    eps: f32,
}

impl Bert {
    pub(crate) fn read(weights: &Weights, config: &Config) -> Result<Self, ModelError> {
        let table = |name: &str| weights.matrix(&weights.inside(&format!("embeddings.{name}_embeddings.weight")));
        let words = table("word")?;
        let size = words.ncols();
        let (positions, parts) = (table("position")?, table("token_type")?);
        let is_narrow = positions.nrows() < LEAST_POSITIONS || parts.nrows() < PARTS;
        if is_narrow || positions.ncols() != size || parts.ncols() != size || size % config.num_attention_heads != 0 {
            return Err(ModelError::Unsupported("the sizes of the model do not fit each other".to_owned()));
        }
        let norm = Norm::read(weights, &weights.inside("embeddings.LayerNorm"), size, config)?;
        let layers = (0..config.num_hidden_layers).map(|i| Layer::read(weights, i, size, config));
        Ok(Self { words, positions, parts, norm, layers: layers.collect::<Result<_, _>>()? })
    }

    /// Numbers of a vector.
    pub(crate) fn size(&self) -> usize {
        self.words.ncols()
    }

    /// Word pieces with a vector.
    pub(crate) fn vocabulary(&self) -> usize {
        self.words.nrows()
    }

    /// Most word pieces of a text.
    pub(crate) fn longest(&self) -> usize {
        self.positions.nrows()
    }

    /// A vector for each word piece of all inputs, and where each input's begin and end. No input may be longer than
    /// [`longest`](Self::longest).
    pub(crate) fn run(&self, inputs: &[Input]) -> (Array2<f32>, Vec<Range<usize>>) {
        let mut texts = Vec::with_capacity(inputs.len());
        let mut end = 0;
        for input in inputs {
            texts.push(end..end + input.pieces.len());
            end += input.pieces.len();
        }
        let mut states = Array2::zeros((end, self.size()));
        for (input, rows) in inputs.iter().zip(&texts) {
            for (at, row) in rows.clone().enumerate() {
                let sum = &self.words.row(input.pieces[at] as usize) + &self.parts.row(input.parts[at]);
                states.row_mut(row).assign(&(sum + self.positions.row(at)));
            }
        }
        self.norm.apply(&mut states);
        for layer in &self.layers {
            states = layer.run(states, &texts);
        }
        (states, texts)
    }
}

impl Layer {
    fn read(weights: &Weights, number: usize, size: usize, config: &Config) -> Result<Self, ModelError> {
        let name = |part: &str| weights.inside(&format!("encoder.layer.{number}.{part}"));
        let linear = |part: &str, inputs: usize| weights.linear(&name(part), inputs);
        let norm = |part: &str| Norm::read(weights, &name(part), size, config);
        let wide = linear("intermediate.dense", size)?;
        Ok(Self {
            query: linear("attention.self.query", size)?,
            key: linear("attention.self.key", size)?,
            value: linear("attention.self.value", size)?,
            mix: linear("attention.output.dense", size)?,
            mix_norm: norm("attention.output.LayerNorm")?,
            narrow: linear("output.dense", wide.bias.len())?,
            wide,
            norm: norm("output.LayerNorm")?,
            heads: config.num_attention_heads,
        })
    }

    fn run(&self, states: Array2<f32>, texts: &[Range<usize>]) -> Array2<f32> {
        let mut attended = self.mix.apply(&self.attend(&states, texts)) + &states;
        self.mix_norm.apply(&mut attended);
        let mut wide = self.wide.apply(&attended);
        wide.mapv_inplace(gelu);
        let mut out = self.narrow.apply(&wide) + &attended;
        self.norm.apply(&mut out);
        out
    }

    fn attend(&self, states: &Array2<f32>, texts: &[Range<usize>]) -> Array2<f32> {
        let (query, key, value) = (self.query.apply(states), self.key.apply(states), self.value.apply(states));
        let width = states.ncols() / self.heads;
        let mut out = Array2::zeros(states.raw_dim());
        for rows in texts {
            for head in 0..self.heads {
                let part = s![rows.clone(), head * width..(head + 1) * width];
                let found = attention(query.slice(part), key.slice(part), value.slice(part));
                out.slice_mut(part).assign(&found);
            }
        }
        out
    }
}

/// Each row of `value` weighed by how well its key fits the query (Vaswani et al. 2017).
fn attention(query: ArrayView2<f32>, key: ArrayView2<f32>, value: ArrayView2<f32>) -> Array2<f32> {
    let scale = 1.0 / (query.ncols() as f32).sqrt();
    let mut fit = query.dot(&key.t());
    fit.mapv_inplace(|x| x * scale);
    for row in fit.rows_mut() {
        softmax(row);
    }
    fit.dot(&value)
}

/// Makes shares of a row that add up to 1.
pub(crate) fn softmax(mut row: ndarray::ArrayViewMut1<f32>) {
    let most = row.fold(f32::NEG_INFINITY, |most, &x| most.max(x));
    row.mapv_inplace(|x| libm::expf(x - most));
    let sum = row.sum();
    row.mapv_inplace(|x| x / sum);
}

/// Gaussian error linear unit (Hendrycks and Gimpel 2016), exact.
fn gelu(x: f32) -> f32 {
    x * 0.5 * (1.0 + libm::erff(x * std::f32::consts::FRAC_1_SQRT_2))
}

impl Linear {
    pub(crate) fn apply(&self, rows: &Array2<f32>) -> Array2<f32> {
        rows.dot(&self.weight.t()) + &self.bias
    }
}

impl Norm {
    fn read(weights: &Weights, name: &str, size: usize, config: &Config) -> Result<Self, ModelError> {
        // Older files have the names of the paper's symbols.
        let [weight, bias] = [["weight", "gamma"], ["bias", "beta"]].map(|[new, old]| {
            let names = [format!("{name}.{new}"), format!("{name}.{old}")];
            weights.vector(if weights.has(&names[0]) { &names[0] } else { &names[1] }, size)
        });
        Ok(Self { weight: weight?, bias: bias?, eps: config.layer_norm_eps as f32 })
    }

    fn apply(&self, rows: &mut Array2<f32>) {
        let size = rows.ncols() as f32;
        for mut row in rows.axis_iter_mut(Axis(0)) {
            let mean = row.sum() / size;
            row.mapv_inplace(|x| x - mean);
            let spread = (row.fold(0.0, |sum, &x| sum + x * x) / size + self.eps).sqrt();
            row.zip_mut_with(&self.weight, |x, &w| *x = *x / spread * w);
            row += &self.bias;
        }
    }
}
