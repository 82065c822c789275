//! Which pairs are worth comparing?
//!
//! [`Version`](wirecopy_document::Version)s in, candidate pairs out, by two passes that fail in different places:
//!
//! - [`fingerprints`]: articles that share a run of words, found by winnowing (Schleimer, Wilkerson & Aiken,
//!   *Winnowing: local algorithms for document fingerprinting*, SIGMOD 2003). A shared run of
//!   [`Winnowing::guaranteed_tokens`] words is always found.
//! - [`TermIndex`]: articles that share rare words (names, numbers, terms), for rewrites that keep hardly any run of words
//!   and for other reports of the same event. Cosine over tf-idf (Salton & Buckley 1988), through postings.
//!
//! [`Profile`]s say more closely what two articles have in common: whether they tell of one event.
//!
//! [`bucket_pairs`] makes the pairs. [`Boilerplate`] is what unlike articles have in common; it makes no pair.
//!
//! [`passages`] then reads both texts and says which runs of words they share. A candidate is never a link: rooms to the
//! right decide on the texts themselves.

mod boilerplate;
mod candidates;
mod fingerprint;
mod neighbours;
mod passages;
mod profile;
mod runs;
mod sparse;
mod terms;

pub use boilerplate::{Boilerplate, boilerplate_mask, is_boilerplate, is_related, short};
pub use candidates::{Candidate, bucket_pairs};
pub use fingerprint::{Winnower, Winnowing, fingerprints, gram_at, gram_hash};
pub use neighbours::{Neighbour, NeighbourScratch, TermIndex, TermSettings};
pub use passages::{Passage, Shared, passages};
pub use profile::{Common, EventWeights, Profile, lead};
pub use runs::{Run, RunFinder, RunSettings, Seeds, covered};
pub use terms::{Frequencies, Marks, Term, TermCount, TermCounts, TermWeights, Vocabulary, terms};
pub use wirecopy_lexicon::Vector;
