//! What is asserted of two texts, whichever way their changes are found.

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
