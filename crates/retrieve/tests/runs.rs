//! What holds for the runs of any two texts.

use proptest::prelude::*;
use wirecopy_retrieve::{Run, RunFinder, RunSettings, Seeds, Winnower, covered};
use wirecopy_text::{Tokens, walk_keys};

fn keys(text: &str) -> Vec<u32> {
    let mut keys = Vec::new();
    walk_keys(text, |words| keys.extend_from_slice(words.keys()));
    keys
}

fn starts(keys: &[u32]) -> impl Iterator<Item = usize> {
    let mut starts = Vec::new();
    Winnower::new(RunSettings::default().winnowing).walk(keys, |_, at| starts.push(at));
    starts.into_iter()
}

fn runs(a: &[u32], b: &[u32], settings: RunSettings) -> Vec<Run> {
    let mut seeds = Seeds::default();
    seeds.fill(a, settings.winnowing, starts(a));
    RunFinder::new(settings).runs((a, &seeds), b, starts(b)).to_vec()
}

/// Words in several spellings and types of print, so that equal words are written in different ways.
fn text() -> impl Strategy<Value = String> {
    const WORDS: [&str; 14] = [
        "the",
        "The",
        "defence",
        "defense",
        "“mayor”",
        "mayor",
        "U.S.",
        "US",
        "café",
        "cafe",
        "don't",
        "don’t",
        "1,000",
        "1000",
    ];
    prop::collection::vec((0..WORDS.len(), "[ ,\n]"), 0..80)
        .prop_map(|words| words.iter().flat_map(|(i, gap)| [WORDS[*i], gap.as_str()]).collect())
}

/// Words of one text's own, none of which occurs twice.
fn own(seed: u32, words: usize) -> Vec<u32> {
    (0..words as u32).map(|i| (seed << 16 | i).wrapping_mul(0x9e37_79b9)).collect()
}

proptest! {
    #[test]
    fn a_run_is_equal_on_both_sides_after_folding(a in text(), b in text()) {
        let (tokens_a, tokens_b) = (Tokens::of(&a), Tokens::of(&b));
        for run in runs(&keys(&a), &keys(&b), RunSettings::default()) {
            for i in 0..run.tokens as usize {
                prop_assert_eq!(tokens_a.word(run.a as usize + i), tokens_b.word(run.b as usize + i));
            }
        }
    }

    #[test]
    fn every_planted_passage_is_found(before in 0..300_usize, behind in 0..300_usize, other in 0..300_usize, more in 0..60_usize) {
        let settings = RunSettings::default();
        let passage = own(1, settings.winnowing.guaranteed_tokens() + more);
        let a = [own(2, before), passage.clone(), own(3, behind)].concat();
        let b = [own(4, other), passage.clone(), own(5, 40)].concat();
        let run = Run { a: before as u32, b: other as u32, tokens: passage.len() as u32 };
        prop_assert_eq!(runs(&a, &b, settings), [run]);
    }

    #[test]
    fn swapped_texts_share_the_same_runs(a in text(), cut in 0..40_usize, more in text()) {
        let (a, more) = (keys(&a), keys(&more));
        let b = [&more[..], &a[cut.min(a.len())..]].concat();
        let settings = RunSettings { max_edit_tokens: 0, ..RunSettings::default() };
        let mut mirrored = runs(&b, &a, settings);
        mirrored.iter_mut().for_each(|run| std::mem::swap(&mut run.a, &mut run.b));
        let (shares, swapped) = (covered(&runs(&a, &b, settings), &mut Vec::new()), covered(&mirrored, &mut Vec::new()));
        prop_assert_eq!(shares, swapped);
    }
}
