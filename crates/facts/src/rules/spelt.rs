//! Names of people that one version spells otherwise.

use crate::analysis::Side;
use crate::analysis::name::Name;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::name::are_equal;
use crate::rules::{Finding, View};

/// "Marte Solvang", "Marthe Solvang": between states of one report a first name that differs in one letter is a person's, put right.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let written = |side: &Side<'_>, name: &Name, other: &Side<'_>| {
        name.core.clone().all(|i| other.words.iter().any(|w| w.folded == side.words[i].folded))
    };
    let is_other = |na: &Name, nb: &Name| {
        let (x, y) = (na.core(&a.words), nb.core(&b.words));
        is_misspelt(x, y) || has_other_ending(x, y)
    };
    let mut found = Vec::new();
    for na in a.names.iter().filter(|_| view.one_report) {
        let Some(nb) = b.names.iter().find(|nb| is_other(na, nb)) else { continue };
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

/// "Walter Kemeny", "Walter Kemenes": all words but the last are the same, and the last begins as the other does.
fn has_other_ending(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    const BEGINNING: usize = 4;
    let (Some((last_x, rest_x)), Some((last_y, rest_y))) = (x.split_last(), y.split_last()) else { return false };
    let (p, q) = (last_x.folded, last_y.folded);
    let ahead = p.chars().zip(q.chars()).take_while(|(c, d)| c == d).count();
    let (n, m) = (p.chars().count(), q.chars().count());
    let is_letters = |word: &str| word.chars().all(char::is_alphabetic);
    !rest_x.is_empty()
        && are_equal(rest_x, rest_y)
        && is_letters(p)
        && is_letters(q)
        && (BEGINNING..n.max(m)).contains(&ahead)
        && n.abs_diff(m) <= 2
        && ahead + 1 < n.max(m)
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
