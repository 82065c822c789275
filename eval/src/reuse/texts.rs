//! What is no article of anybody: reports made from a template, and what outlets print under all their articles.

use super::fill::{fill, name};
use crate::random::Random;

/// An outlet of the corpus.
#[derive(Debug, Clone)]
pub(super) struct Outlet {
    pub(super) name: String,
    /// Of 100 pages, how many carry its notice.
    pub(super) noticed: u8,
    /// The notice, the same on all its pages.
    pub(super) notice: String,
    /// Its writers' notes.
    pub(super) notes: Vec<String>,
}

/// The outlets under one seed; the first ones publish most.
pub(super) fn outlets(count: usize, random: &mut Random) -> Vec<Outlet> {
    let notices = parts(include_str!("../../data/notices.txt"));
    let (notes, house): (Vec<_>, Vec<_>) = notices.into_iter().partition(|n| n.0 == "author");
    let outlet = |n: usize| {
        let name = format!("{} {}", name("place", random), name("paper", random));
        let notice = fill(house[n % house.len()].1, &name, random);
        let notes = (0..6).map(|_| fill(random.pick(&notes).1, &name, random)).collect();
        Outlet { noticed: [10, 25, 50, 75, 100][n % 5], notice, notes, name }
    };
    (0..count).map(outlet).collect()
}

/// How many templates there are.
pub(super) fn templates() -> usize {
    parts(include_str!("../../data/look-alikes.txt")).len()
}

/// A report made from a template; and the template's kind.
pub(super) fn look_alike(template: usize, random: &mut Random) -> (&'static str, String) {
    let (kind, text) = parts(include_str!("../../data/look-alikes.txt"))[template];
    (kind, fill(text, "", random))
}

/// The parts of a file under their headings (`== kind`).
fn parts(file: &'static str) -> Vec<(&'static str, &'static str)> {
    let parts = file.split("== ").filter(|part| !part.trim().is_empty());
    parts.filter_map(|part| part.split_once('\n')).map(|(kind, text)| (kind.trim(), text.trim())).collect()
}
