//! Publication dates, against what the pages state.

use std::collections::HashMap;

use wirecopy_document::Page;

use super::Labelled;

/// The beginning of a page's id and its date, read by hand; both days where the page gives its own time and UTC; `-` where it
/// states none.
const TRUTH: &str = include_str!("dates.tsv");

/// Prints on how many pages the date is right.
pub(super) fn report(labelled: &[Labelled], pages: &[Page]) {
    let truth: HashMap<&str, &str> = TRUTH.lines().filter_map(|l| l.split_once('\t')).collect();
    let (mut stated, mut right, mut made_up) = (0, 0, 0);
    for (page, known) in labelled.iter().zip(pages) {
        let Some(&expected) = truth.get(&page.id[..12]) else { continue };
        let found = known.published_at.as_deref().map(|d| d.get(..10).unwrap_or(d));
        stated += usize::from(expected != "-");
        right += usize::from(found.is_some_and(|day| expected.split(' ').any(|e| e == day)));
        made_up += usize::from(expected == "-" && found.is_some());
    }
    println!("  date right on {right} of {stated} pages that state one; {made_up} where none is stated");
}
