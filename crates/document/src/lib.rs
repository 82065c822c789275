//! What are we talking about? The nouns that every other room uses.
//!
//! A [`SourcePage`] is what `ingest` read; a [`Page`] is what `extract` made of it: a text, the [`Article`]s found in it
//! and the [`Furniture`] taken off. A [`Version`] is one article ready to be compared: its sentences and words with spans
//! into the page's text.
//!
//! Nothing here computes anything but views of its own fields.

mod article;
mod page;
mod version;

pub use article::{Article, ArticleId, Furniture, FurnitureKind, Headline};
pub use page::{Format, Page, SourcePage};
pub use version::{Sentence, Version};
