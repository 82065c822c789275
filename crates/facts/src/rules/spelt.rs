//! First names that one version spells otherwise.

use crate::analysis::Side;
use crate::analysis::name::Name;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::name::are_equal;
use crate::rules::{Finding, View};

/// "Marte Solvang", "Marthe Solvang": between states of one report a first name that differs in one letter is a person's, put right.
pub(super) fn put_right(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let written = |side: &Side<'_>, name: &Name, other: &Side<'_>| {
        let first = side.words[name.core.start].folded;
        other.words.iter().any(|w| w.folded == first)
    };
    let mut found = Vec::new();
    for na in a.names.iter().filter(|_| view.one_report) {
        let Some(nb) = b.names.iter().find(|nb| is_misspelt(na.core(&a.words), nb.core(&b.words))) else { continue };
        if !written(a, na, b) && !written(b, nb, a) {
            found.push(Finding {
                kind: ChangeKind::Name,
                severity: Severity::Material,
                a: Some(na.words.clone()),
                b: Some(nb.words.clone()),
                reason: Reason::Either("The name is spelled “{}” here and “{}” there."),
                confidence: 0.6,
            });
        }
    }
    found
}

/// Whether two full names differ in one letter of the first; "Eric" may be short for "Erica".
fn is_misspelt(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    const LEAST: usize = 4;
    let [(first_x, rest_x), (first_y, rest_y)] = match (x.split_first(), y.split_first()) {
        (Some(x), Some(y)) => [x, y],
        _ => return false,
    };
    let (p, q) = (first_x.folded, first_y.folded);
    let ahead = p.chars().zip(q.chars()).take_while(|(c, d)| c == d).count();
    let (n, m) = (p.chars().count(), q.chars().count());
    let (short, long) = (n.min(m), n.max(m));
    let behind = p.chars().rev().zip(q.chars().rev()).take(short - ahead).take_while(|(c, d)| c == d).count();
    // "Qassem", "Qasem": of what is written in other letters a doubled one is house style.
    let longer: Vec<char> = if n > m { p } else { q }.chars().collect();
    let doubled = n != m && ahead > 0 && longer[ahead] == longer[ahead - 1];
    !rest_x.is_empty()
        && !doubled
        && are_equal(rest_x, rest_y)
        && short >= LEAST
        && ahead > 0
        && ahead < short
        && ahead + behind + 1 == long
}
