//! Where are the sentences and words, and where were they in the original?
//!
//! Text in; [`Span`]s out: [`sentences`] and [`Tokens`], each with its place in the original bytes. Words also have a
//! folded form (case, quotes, marks, spelling, number format), which is for matching only and is never shown or stored.
//!
//! ```
//! use wirecopy_text::{Span, Tokens, sentences};
//! let text = "The defence minister spoke. He left.";
//! let all = Span::new(0, text.len());
//! assert_eq!(sentences(text, all).len(), 2);
//! assert_eq!(Tokens::of(text).len(), 6);
//! ```
//!
//! This room does not know what a page or an article is, and decides nothing about likeness.

mod fold;
mod keyed;
mod number_word;
mod sentence;
mod span;
mod token;
mod word;

pub use keyed::{KeyedWord, KeyedWords, walk_keys};
pub use number_word::number_word;
pub use sentence::sentences;
pub use span::Span;
pub use token::Tokens;
