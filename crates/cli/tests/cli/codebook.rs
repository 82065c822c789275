//! The codebook says what was measured, and nothing that was not.

use std::collections::BTreeSet;

use wirecopy_record::codebook;

const COMPARE: &str = include_str!("../../../../COMPARE.md");

/// Figures as COMPARE.md writes them: `.992`, `0.930`, `738 of 744`.
fn figures(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split([' ', '(', ')', ';', ':']).map(|word| word.trim_end_matches(',')).collect();
    let is_figure = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(['.', ',']);
    words.into_iter().filter(is_figure).collect()
}

#[test]
fn every_figure_of_the_codebook_stands_in_compare() {
    let said: BTreeSet<&str> = figures(COMPARE).into_iter().collect();
    let told: Vec<&str> = codebook().iter().flat_map(|column| figures(column.measured)).collect();
    let unknown: Vec<&&str> = told.iter().filter(|figure| !said.contains(**figure)).collect();
    assert!(told.len() > 40, "the codebook states {} figures", told.len());
    assert!(unknown.is_empty(), "not in COMPARE.md: {unknown:?}");
}
