//! Names of people that one version spells otherwise.

use crate::analysis::Side;
use crate::analysis::name::Name;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::name::are_equal;
use crate::rules::{Finding, View, flanks};
use crate::words::is_person;

/// "Marte Solvang", "Marthe Solvang": between states of one report a first name that differs in one letter is a person's, put right.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let written = |side: &Side<'_>, name: &Name, other: &Side<'_>| {
        name.core.clone().all(|i| other.words.iter().any(|w| w.folded == side.words[i].folded))
    };
    let is_other = |na: &Name, nb: &Name| {
        let (x, y) = (na.core(&a.words), nb.core(&b.words));
        let one_place = || flanks(view.pair, &na.words, &nb.words) == 2;
        is_misspelt(x, y)
            || has_other_letter(x, y) && one_place()
            || has_other_ending(x, y)
            || has_other_first(x, y) && are_titled_alike((a, na), (b, nb))
    };
    let mut found = Vec::new();
    for na in &a.names {
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

/// "Louis Brandt", "Louise Brandt"; "Tyrell Banes", "Tyrell Baines": one letter more or another one in one word of a full name. In one place of
/// one report that is one person; a doubled letter is house style.
fn has_other_letter(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    const LEAST: usize = 5;
    let other: Vec<(&str, &str)> =
        x.iter().zip(y).filter(|(p, q)| !p.is_equal(q)).map(|(p, q)| (p.folded, q.folded)).collect();
    let &[(p, q)] = other.as_slice() else { return false };
    // "Scalia1": a footnote.
    let written = [p, q].iter().all(|word| word.chars().all(char::is_alphabetic));
    written && x.len() == y.len() && x.len() > 1 && one_letter(p, q).is_some_and(|(short, _)| short >= LEAST)
}

/// Of two words that differ in one letter, past the first, the length of the shorter one and how many letters stand before that letter. A doubled
/// letter ("Qassem", "Qasem") is house style where a name is written in other letters.
fn one_letter(p: &str, q: &str) -> Option<(usize, usize)> {
    let (n, m) = (p.chars().count(), q.chars().count());
    let (short, long) = (n.min(m), n.max(m));
    let ahead = p.chars().zip(q.chars()).take_while(|(c, d)| c == d).count();
    let behind = p.chars().rev().zip(q.chars().rev()).take(short - ahead).take_while(|(c, d)| c == d).count();
    let longer: Vec<char> = if n > m { p } else { q }.chars().collect();
    let doubled = n != m && ahead > 0 && longer[ahead] == longer[ahead - 1];
    (!doubled && ahead > 0 && ahead + behind + 1 == long).then_some((short, ahead))
}

/// "Daniel Otieno", "David Otieno": all words but the first are the same, and neither first name is short for the other as far as its letters tell.
fn has_other_first(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    const LEAST: usize = 5;
    let (Some((first_x, rest_x)), Some((first_y, rest_y))) = (x.split_first(), y.split_first()) else { return false };
    let (p, q) = (first_x.folded, first_y.folded);
    let is_full = |name: &str| name.chars().count() >= LEAST && !name.ends_with('y') && !name.ends_with("ie");
    let ahead = p.chars().zip(q.chars()).take_while(|(c, d)| c == d).count();
    !rest_x.is_empty() && are_equal(rest_x, rest_y) && is_full(p) && is_full(q) && ahead < 3
}

/// Whether the same title stands before both names: of one office there is one.
fn are_titled_alike((a, x): (&Side<'_>, &Name), (b, y): (&Side<'_>, &Name)) -> bool {
    fn title<'s, 't>(side: &'s Side<'t>, name: &Name) -> Option<&'s Word<'t>> {
        let word = name.core.start.checked_sub(1).map(|i| &side.words[i])?;
        let is_title = word.is_capital() && !word.is(cue!("courtesy")) && is_person(&word.known.entry);
        is_title.then_some(word)
    }
    title(a, x).zip(title(b, y)).is_some_and(|(p, q)| p.is_equal(q))
}

/// Whether two full names differ in one letter of the first; "Eric" may be short for "Erica".
fn is_misspelt(x: &[Word<'_>], y: &[Word<'_>]) -> bool {
    const LEAST: usize = 4;
    let [(first_x, rest_x), (first_y, rest_y)] = match (x.split_first(), y.split_first()) {
        (Some(x), Some(y)) => [x, y],
        _ => return false,
    };
    let differs = one_letter(first_x.folded, first_y.folded);
    !rest_x.is_empty()
        && are_equal(rest_x, rest_y)
        && differs.is_some_and(|(short, ahead)| short >= LEAST && ahead < short)
}
