//! What is asserted of two texts, whichever way their changes are found.

use wirecopy_align::Aligner;
use wirecopy_document::Version;
use wirecopy_facts::{Severity, changes};

/// Finds the kinds of the material changes between two texts.
pub(crate) type Material = fn(&str, &str) -> Vec<&'static str>;

/// Just one change, of this kind, whichever text comes first.
pub(crate) fn changed(material: Material, kind: &str, a: &str, b: &str) {
    assert_eq!(material(a, b), [kind], "\n{a}\n{b}");
    assert_eq!(material(b, a), [kind], "sides swapped\n{a}\n{b}");
}

/// No change, whichever text comes first.
pub(crate) fn quiet(material: Material, a: &str, b: &str) {
    assert!(material(a, b).is_empty(), "{:?}\n{a}\n{b}", material(a, b));
    assert!(material(b, a).is_empty(), "sides swapped: {:?}\n{a}\n{b}", material(b, a));
}

/// What both states keep.
pub(crate) const KEPT: [&str; 3] = [
    "The old mill at the weir has stood empty since the flood of 1953 tore off its wheel.",
    "Nobody has paid for the roof since, and the council has put up a fence around it.",
    "The trust that wants to save it met in the school hall and elected a treasurer.",
];

/// The kinds of the material changes between two states that differ in one sentence.
pub(crate) fn between_states(a: &str, b: &str) -> Vec<&'static str> {
    let state = |one: &str| [KEPT[0], KEPT[1], one, KEPT[2]].join("\n");
    let (a, b) = (Version::of("a", &state(a)), Version::of("b", &state(b)));
    let found = changes(&a, &b, &Aligner::default().align(&a, &b));
    found.iter().filter(|c| c.severity == Severity::Material).map(|c| c.kind.name()).collect()
}
