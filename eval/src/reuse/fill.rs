//! Texts with slots: `{3..28}` is a number, `{rose|fell}` a choice, `{team1}` a name from a list.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::random::Random;

/// Lists of names by their slot.
type Names = HashMap<&'static str, Vec<&'static str>>;

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let lines = include_str!("../../data/names.txt").lines().filter_map(|line| line.split_once(": "));
        lines.map(|(slot, list)| (slot, list.split(", ").collect())).collect()
    })
}

/// A name of a list.
pub(super) fn name(slot: &str, random: &mut Random) -> &'static str {
    let list: &[&'static str] = &names()[slot];
    random.pick::<&'static str>(list)
}

/// Fills the slots of one text: a slot keeps its name throughout.
pub(super) fn fill(template: &str, outlet: &str, random: &mut Random) -> String {
    let mut known = HashMap::from([("outlet".to_owned(), outlet.to_owned())]);
    filled(template, &mut known, random)
}

fn filled(template: &str, known: &mut HashMap<String, String>, random: &mut Random) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let end = closing(&rest[at..]) + at;
        out.push_str(&slot(&rest[at + 1..end], known, random));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The place of the brace that closes the first one.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    panic!("a slot is not closed: {text}")
}

fn slot(inner: &str, known: &mut HashMap<String, String>, random: &mut Random) -> String {
    let choices = choices(inner);
    if choices.len() > 1 {
        let choice = *random.pick(&choices);
        return filled(choice, known, random);
    }
    if let Some((from, upto)) = inner.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?))) {
        let (from, upto): (usize, usize) = (from, upto);
        return (from + random.below(upto + 1 - from)).to_string();
    }
    if !known.contains_key(inner) {
        // Two slots of one list hold different names as long as there are enough.
        let list = inner.trim_end_matches(|c: char| c.is_ascii_digit());
        let mut drawn = name(list, random);
        for _ in 0..20 {
            if known.values().all(|v| v != drawn) {
                break;
            }
            drawn = name(list, random);
        }
        known.insert(inner.to_owned(), drawn.to_owned());
    }
    known[inner].clone()
}

/// The choices of a slot, parted at bars that stand in no slot inside.
fn choices(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (i, byte) in inner.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'|' if depth == 0 => {
                found.push(&inner[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    found.push(&inner[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled() {
        let mut random = Random::new(1);
        let text = fill(
            "{team1} met {team2}; {team1} won {2..2}-{0..0}, {so|so} {said {team2}|said {team2}}.",
            "X",
            &mut random,
        );
        let first = text.split(' ').next().expect("a word");
        assert_eq!(text.matches(first).count(), 2, "{text}");
        assert!(text.contains("won 2-0, so said ") && !text.contains(['{', '}', '|']), "{text}");
    }
}
