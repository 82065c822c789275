//! Who copied whom?
//!
//! Two kinds of evidence. What texts say of their own source: agencies that they credit, and whether that agency's text is in the
//! pile. And the words of all versions of a family: [`Stemma::of`] finds the tree, with texts that are not here where they are
//! needed, that explains them with the fewest and likeliest events, and [`Stemma::grounds`] what speaks for the place of two texts
//! in it, with a [support](Grounds::support) that is calibrated. [`Descent`] puts both together for a family of any size;
//! [`direction`] gives the verdict on two articles: a from b, b from a, a common source, or "cannot say".
//!
//! ```
//! use wirecopy_stemma::{Costs, Effort, Hints, Relation, Stemma, Text};
//! // Words as numbers, two to a sentence: the second text lacks the last sentence, the third has also changed a word.
//! let sentences = [0..2, 2..4, 4..6];
//! let text = |keys| Text { keys, sentences: &sentences[..keys.len() / 2] };
//! let texts = [text(&[1, 2, 3, 4, 5, 6]), text(&[1, 2, 3, 4]), text(&[1, 2, 3, 9])];
//! let stemma = Stemma::of(&texts, &Hints::default(), Costs::default(), Effort::default());
//! assert_eq!(stemma.relation(2, 0), Relation::From);
//! ```
//!
//! # The method
//! Sentences of all versions are collated into columns, and what differs in and between the columns are characters of two
//! states ([`Collation`]). A spanning tree is improved by moves (branches go elsewhere, unseen texts come in, edges are turned)
//! as long as the cost of the events falls, counted for each tree by Sankoff's method with costs that differ by direction:
//! sentences are lost easily, come in once, and hardly ever come back, because two writers do not find the same words
//! (Dollo's law of evolution, used for texts as in Phillips-Rodriguez et al. 2009). A text that was published after one
//! that is said to come from it speaks against the tree, but does not forbid it: a time can be that of a crawl. Times say less of how the texts
//! hang together than of which of them is the root, and a time that is wrong counts once, whatever was made from the text.
//!
//! How sure it is of a place is asked of the trees that were not taken: every other root and every other place of a branch weighs e to the power of
//! the events that it saves, as trees are weighed by their likelihood (Strimmer & Rambaut 2002); of up to five texts all trees that they can have. These weights and what the two texts
//! show, each with a name, go through boosted trees that were fitted to generated traditions ([`Grounds::support`]).
//!
//! A version that draws on two is hung on one of them. Where some of its sentences would need fewer events beside another text, as a second source
//! explains it (softwired parsimony on networks: Jin, Nakhleh, Snir & Tuller 2007), trees fitted to generated traditions say how likely one of the two
//! drew on the other too, and which ([`SecondSource`]).
//!
//! # What it does not do
//! Second sources are looked for among texts of one tree. Of families with more than 48 distinct texts no tree of all is searched: texts
//! that stand for the others get one, and then the texts nearest to each of them. Identical texts are one text to it. Spelling, quotes and case are folded
//! away before; what else a house style puts for the same words is one event, however many places it is made in.
//!
//! Papers: Sankoff, "Minimal mutation trees of sequences" (1975); Goloboff, "Character optimization and calculation of tree lengths" (1993); Farris, "Phylogenetic analysis under Dollo's law" (1977);
//! Jin, Nakhleh, Snir & Tuller, "Inferring phylogenetic networks by the maximum parsimony criterion: a case study" (2007);
//! Strimmer & Rambaut, "Inferring confidence sets of possibly misspecified gene trees" (2002); Roos & Heikkilä, "Evaluating methods for computer-assisted stemmatology using artificial benchmark data sets" (2009), for
//! the measure in `eval`; Prim (1957), for the first tree.

mod all;
mod alternatives;
mod apparatus;
mod character;
mod collation;
mod costs;
mod descent;
mod differences;
mod direction;
mod grounds;
mod large;
mod model;
mod readings;
mod search;
mod second;
mod stemma;
mod support;
mod tree;

pub use apparatus::{Apparatus, Collated, Segment, Variant};
pub use character::{Bits, Character, Feature};
pub use collation::{Collation, Text};
pub use costs::{Costs, Hints};
pub use descent::{Ancestor, Carried, Descent, Origin};
pub use differences::{Differences, differences};
pub use direction::{Direction, Verdict, Witness, direction};
pub use grounds::Grounds;
pub use search::Effort;
pub use second::{SecondSource, SharedAgainst};
pub use stemma::{Node, Relation, Stemma};
