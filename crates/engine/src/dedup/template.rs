//! Two weather reports of one form are no copies of each other.

use std::ops::Range;

use wirecopy_retrieve::Run;

use super::layout::Shape;
use crate::form::is_form;

/// Whether what two texts share is a form with other names and numbers in it.
pub(super) fn is_template(a: &[Shape], b: &[Shape], runs: &[Run]) -> bool {
    let is_of_template = |shapes: &[Shape], first: fn(&Run) -> u32| {
        let range = |run: &Run| first(run) as usize..(first(run) + run.tokens) as usize;
        let runs: Vec<Range<usize>> = runs.iter().map(range).collect();
        is_form(&mut [runs], |words| Shape::count(&shapes[words], Shape::is_marked) as usize)
    };
    // In one run nothing differs.
    runs.len() > 1 && is_of_template(a, |run| run.a) && is_of_template(b, |run| run.b)
}
