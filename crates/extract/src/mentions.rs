//! Are the people behind a place already known from before it?
//!
//! News introduces a person by the full name and goes on with the surname ("Ann Lee … Lee said"). A surname alone that
//! was introduced before a place says that the text goes on; a person known before who is introduced again says that a
//! new text has begun.

use foldhash::HashMap;
use wirecopy_text::Span;
use xxhash_rust::xxh3::xxh3_64;

/// A name as it stands in a text once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention {
    name: u64,
    /// The last word of several with capitals; or else a word alone.
    full: bool,
}

/// How a name stands in one stretch of text.
#[derive(Debug, Clone, Copy)]
struct Use {
    /// The first time it was the last word of several with capitals.
    introduced: bool,
    /// Later it stood alone.
    alone: bool,
}

/// What the names on both sides of a place say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acquaintance {
    /// Names introduced before, used alone there, and introduced again behind.
    pub(crate) again: u32,
    /// Full names that stand behind and not before.
    pub(crate) new: u32,
    /// Names introduced before, and used alone behind as those of people who are known.
    pub(crate) known: u32,
}

impl Acquaintance {
    /// Compares the names before a place with those behind it, each in the order of reading.
    pub(crate) fn of<'m>(before: impl Iterator<Item = &'m Mention>, behind: impl Iterator<Item = &'m Mention>) -> Self {
        let (before, behind) = (uses(before), uses(behind));
        let mut met = Self { again: 0, new: 0, known: 0 };
        for (name, there) in &behind {
            met.new += u32::from(there.introduced && !before.contains_key(name));
            let Some(here) = before.get(name).filter(|m| m.introduced) else { continue };
            met.again += u32::from(there.introduced && here.alone);
            met.known += u32::from(!there.introduced);
        }
        met
    }
}

fn uses<'m>(mentions: impl Iterator<Item = &'m Mention>) -> HashMap<u64, Use> {
    let mut uses: HashMap<u64, Use> = HashMap::default();
    for mention in mentions {
        let of_name = uses.entry(mention.name).or_insert(Use { introduced: mention.full, alone: false });
        of_name.alone |= !mention.full;
    }
    uses
}

/// The names in the part `span` of `text`, in the order of reading.
pub(crate) fn mentions(text: &str, span: Span) -> Vec<Mention> {
    let part = span.of(text);
    let mut found = Vec::new();
    let mut run: u32 = 0;
    let mut last = "";
    let mut starts_sentence = true;
    let mut at = 0;
    while let Some(start) = part[at..].find(char::is_alphanumeric).map(|i| at + i) {
        let between = &part[at..start];
        let end = part[start..].find(|c: char| !c.is_alphanumeric() && c != '-').map_or(part.len(), |i| start + i);
        let stop = at > 0 && between.contains(['.', '!', '?', '“', '"', '”', ':']) && !ends_short(last, between);
        starts_sentence |= stop;
        let touching = matches!(between, " " | "-" | ". " | "\u{a0}") && !stop;
        let word = &part[start..end];
        let capital = word.starts_with(char::is_uppercase) && !(starts_sentence && is_small(word));
        if run > 0 && !(capital && touching) {
            found.extend(mention(last, run));
            run = 0;
        }
        if capital {
            run += 1;
        }
        last = word;
        starts_sentence = false;
        at = end;
    }
    if run > 0 {
        found.extend(mention(last, run));
    }
    found
}

fn mention(name: &str, run: u32) -> Option<Mention> {
    let says_much = name.len() >= 3 && !name.bytes().all(|b| b.is_ascii_uppercase());
    says_much.then(|| Mention { name: xxh3_64(name.as_bytes()), full: run >= 2 })
}

/// "Sen.", "J.": a full stop that ends no sentence.
fn ends_short(word: &str, between: &str) -> bool {
    between.starts_with('.')
        && !between.contains(['!', '?', '“', '"', '”', ':'])
        && word.len() <= 3
        && word.starts_with(char::is_uppercase)
}

/// A word that has a capital only because it starts a sentence: all of its kind are commoner than names.
fn is_small(word: &str) -> bool {
    wirecopy_lexicon::Lexicon::shared().zipf(&word.to_lowercase()) >= 4.8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, behind: &str, again: u32, new: u32, known: u32) {
        let read = |text: &str| mentions(text, Span::new(0, text.len()));
        assert_eq!(
            Acquaintance::of(read(before).iter(), read(behind).iter()),
            Acquaintance { again, new, known },
            "{before} | {behind}"
        );
    }

    #[test]
    fn surnames_alone_and_introduced_again() {
        let before = "The mayor, Ann Lindqvist, spoke. Then Lindqvist left.";
        check(before, "Later, Lindqvist said that it rained.", 0, 0, 1);
        check(before, "Mayor Ann Lindqvist opened the harbour.", 1, 0, 0);
        check(before, "Sen. Bo Ekdahl opened the harbour.", 0, 1, 0);
        check("The Senate met.", "Then the Senate voted.", 0, 0, 0);
    }
}
