//! One family's texts side by side, as an edition would print them: no table, since it nests.

use crate::rows::ArticleRow;

/// Where the versions of a family agree and where they differ.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Apparatus {
    /// The family.
    pub family_id: String,
    /// The distinct texts, each with the articles that have its words; texts by their first article. Articles come without texts.
    pub witnesses: Vec<Vec<ArticleRow>>,
    /// The sentences of all witnesses, each once.
    pub sentences: Vec<ApparatusSentence>,
}

/// One sentence of some witnesses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ApparatusSentence {
    /// The witnesses that have it, in any wording: numbers in [`Apparatus::witnesses`], sorted.
    pub witnesses: Vec<usize>,
    /// From left to right: one reading where all these witnesses agree, several where they don't.
    pub segments: Vec<Vec<ApparatusReading>>,
}

/// What some witnesses have in one place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ApparatusReading {
    /// Who has it, sorted.
    pub witnesses: Vec<usize>,
    /// As the first of them writes it, with signs and spaces behind; empty where they have nothing.
    pub text: String,
}
