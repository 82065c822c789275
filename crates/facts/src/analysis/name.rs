//! Names: runs of capitalised words, with the title words in front of them.

use std::ops::Range;

use wirecopy_lexicon::Lexicon;

use crate::analysis::word::Word;
use crate::cues;
use crate::tag::Tag;
use crate::words::is_person;

/// A name in the text.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// The whole run, titles included: "Foreign Minister Ann Lee".
    pub words: Range<usize>,
    /// The name itself: "Ann Lee"; the whole run where it is made of common words ("Security Council").
    pub core: Range<usize>,
}

/// The names of a side outside `taken` words (dates), in order.
pub(crate) fn names(words: &[Word<'_>], taken: &[Range<usize>]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run_end(words, taken, at);
        if end > at {
            found.push(Name { words: at..end, core: core(words, at..end) });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn run_end(words: &[Word<'_>], taken: &[Range<usize>], start: usize) -> usize {
    let mut end = start;
    while end < words.len() && (end == start || !words[end].breaks_before()) && is_name_word(&words[end], taken, end) {
        end += 1;
    }
    end
}

fn is_name_word(word: &Word<'_>, taken: &[Range<usize>], i: usize) -> bool {
    if !word.is_capital() || taken.iter().any(|t| t.contains(&i)) || cues::is("courtesy", word.folded) {
        return false;
    }
    if word.raw.len() > 1 && word.raw.chars().all(|c| c.is_uppercase() || c == '.') {
        return word.tag != Tag::Pron && word.tag != Tag::Det;
    }
    match word.tag {
        Tag::Propn => true,
        Tag::Adj | Tag::Noun => !word.first,
        Tag::Verb | Tag::Adv | Tag::Num => false,
        _ => false,
    }
}

/// The run without the title at its start ("French President", "Foreign Minister"), if a word is left behind it.
fn core(words: &[Word<'_>], run: Range<usize>) -> Range<usize> {
    let is_common = |i: usize| {
        matches!(Tagger::shared().usual(words[i].folded), Some(Tag::Noun | Tag::Adj | Tag::Verb))
            || words[i].tag == Tag::Adj
    };
    let end_of_title = run.clone().take_while(|&i| is_common(i)).filter(|&i| is_person(words[i].folded)).last();
    // "Secretary of State Ann Lee": the title began before the run.
    let behind_title = run.start >= 2 && words[run.start - 1].folded == "of" && is_person(words[run.start - 2].folded);
    let start = match end_of_title {
        Some(i) => i + 1,
        None if behind_title => run.clone().find(|&i| !is_common(i)).unwrap_or(run.start),
        None => run.start,
    };
    if start < run.end { start..run.end } else { run }
}

/// A word that is a name only by its capital.
fn is_common_word(word: &str) -> bool {
    let entry = Lexicon::shared().entry(word);
    entry.is_known() && entry.name_share() < 0.5
}

fn is_short_title(word: &str) -> bool {
    cues::is("title_short", word)
}
