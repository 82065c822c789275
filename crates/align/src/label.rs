use crate::alignment::{Edit, EditOp, Label};

/// The label of a group with `a` and `b` sentences whose sides hold other words, or not.
///
/// `edited` means few words changed: the words that stay, in order, are at least `min_edited` of all words of both
/// sides.
pub(crate) fn label(a: usize, b: usize, edits: &[Edit], min_edited: f64) -> Label {
    if b > 1 {
        return Label::Split;
    }
    if a > 1 {
        return Label::Merged;
    }
    match equal_share(edits) {
        1.0 => Label::Verbatim,
        share if share >= min_edited => Label::Edited,
        _ => Label::Reworded,
    }
}

/// Share of the words of both sides that stayed.
fn equal_share(edits: &[Edit]) -> f64 {
    let (mut equal, mut all) = (0, 0);
    for edit in edits {
        let words = edit.a.len() + edit.b.len();
        all += words;
        if edit.op == EditOp::Equal {
            equal += words;
        }
    }
    if all == 0 { 0.0 } else { equal as f64 / all as f64 }
}
