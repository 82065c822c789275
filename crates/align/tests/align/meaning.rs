//! What a model changes, and what it can't.

use std::sync::Arc;

use wirecopy_align::{Aligner, Alignment, Comparison, Settings, align};
use wirecopy_document::Version;
use wirecopy_embed::Meaning;

/// Calls every two texts the same, by directions or pair by pair.
#[derive(Debug)]
struct Always {
    embeds: bool,
}

impl Meaning for Always {
    fn id(&self) -> &'static str {
        "always"
    }

    fn embed(&self, texts: &[&str]) -> Option<Vec<Vec<f32>>> {
        self.embeds.then(|| vec![vec![1.0, 0.0]; texts.len()])
    }

    fn likeness(&self, pairs: &[(&str, &str)]) -> Vec<f64> {
        vec![1.0; pairs.len()]
    }
}

fn with_model(embeds: bool, a: &Version, b: &Version) -> Alignment {
    Aligner::with_model(Settings::default(), Arc::new(Always { embeds })).align(a, b)
}

fn paired(alignment: &Alignment) -> usize {
    alignment.groups.iter().filter(|g| !g.a.is_empty() && !g.b.is_empty()).count()
}

#[test]
fn a_model_finds_what_few_words_show() {
    let a = Version::of("a", "The council turned down the plan for a stadium by the river on Monday evening.");
    let b = Version::of(
        "b",
        "City leaders rejected proposals to build an arena beside the water, and the council went home.",
    );
    assert_eq!(paired(&align(&a, &b, &Settings::default())), 0);
    assert_eq!(paired(&with_model(true, &a, &b)), 1);
    assert_eq!(paired(&with_model(false, &a, &b)), 1);
}

#[test]
fn a_model_alone_makes_no_link() {
    let a = Version::of("a", "The council turned down the plan for a stadium by the river.");
    let b = Version::of("b", "Rain fell in the north and there was some snow on the hills.");
    assert_eq!(paired(&with_model(true, &a, &b)), 0);
}

#[test]
fn what_a_model_said_is_told() {
    let (a, b) = (Version::of("a", "Rain fell in May."), Version::of("b", "Snow fell in June."));
    let mut with = Comparison::with_model(&a, &b, &Settings::default(), Arc::new(Always { embeds: true }));
    assert_eq!(with.similarity(&(0..1), &(0..1)).meaning, Some(1.0));
    assert_eq!(Comparison::new(&a, &b, &Settings::default()).similarity(&(0..1), &(0..1)).meaning, None);
}
