//! What does a sentence mean, and how alike are two meanings?
//!
//! Pairs of sentences in, one number a pair out, by anything that is [`Meaning`]:
//!
//! - [`Static`]: the vectors of words that `lexicon` bundles, summed up. Nothing to load.
//! - [`Model`]: a transformer of the BERT kind from a folder as the Hugging Face hub lays it out: one that puts a sentence into space
//!   (sentence-transformers such as all-MiniLM-L6-v2; Reimers and Gurevych 2019), or a cross-encoder that reads two sentences
//!   at once (natural language inference, paraphrase, relevance). all-MiniLM-L6-v2 takes 6 ms for a headline of ten words on one core.
//!
//! ```
//! use wirecopy_embed::{Meaning, Static};
//! let pairs = [("The blaze destroyed a warehouse.", "A fire burned down the depot."), ("Go home.", "Prices fell in May.")];
//! let alike = Static.likeness(&pairs);
//! assert!(alike[0] > 0.4 && alike[1] < 0.2);
//! ```
//!
//! A model's numbers are the same for any number of threads and any way of putting sentences together, on one kind of processor;
//! between kinds the last bits differ, because products are summed in other widths.
//!
//! This room opens no file: [`Model::read`] asks for the files it needs by name. It does not decide what answers to what: that is the
//! question of `align`, to which a likeness is evidence beside words, names and numbers, and never enough alone.

mod bert;
mod config;
mod error;
mod model;
mod vectors;
mod weights;
mod word_piece;

pub use error::ModelError;
pub use model::{Kind, Model};
pub use vectors::Static;

/// Says how alike in meaning texts are.
pub trait Meaning: std::fmt::Debug + Send + Sync {
    /// A name with a fingerprint of all that the answers depend on, for the record of a run.
    fn id(&self) -> &str;

    /// The direction of each text, one row of numbers each, of length 1 or, for a text without a known word, 0. `None` if texts
    /// are only judged in pairs.
    fn embed(&self, texts: &[&str]) -> Option<Vec<Vec<f32>>>;

    /// How alike the texts of each pair are: the cosine of their directions, or how sure a judge of pairs is that they are about the
    /// same matter; -1..=1. The same for either order of the two.
    fn likeness(&self, pairs: &[(&str, &str)]) -> Vec<f64>;
}

/// Cosine of two directions as [`Meaning::embed`] gives them, -1..=1.
#[must_use]
pub fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let product: f64 = a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum();
    product.clamp(-1.0, 1.0)
}
