//! Names: runs of capitalised words, with the title words in front of them.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};
use wirecopy_lexicon::{Entry, Lexicon};

use crate::analysis::date::ZONES;
use crate::analysis::word::Word;
use crate::cues::{self, cue};
use crate::tag::Tag;
use crate::words::{is_common, is_mostly_person, is_person};

/// A name in the text.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// The whole run, titles included: "Foreign Minister Ann Lee".
    pub words: Range<usize>,
    /// The name itself: "Ann Lee"; the whole run where it is made of common words ("Security Council").
    pub core: Range<usize>,
    /// What else it may be called, once that was asked.
    known: OnceCell<Aliases>,
}

/// What the lexicon and `cues.txt` know of a name.
#[derive(Debug, Clone)]
pub(crate) struct Aliases {
    /// The name as a whole.
    pub whole: Entry,
    /// Runs of two to five of its words that the lexicon knows as one.
    pub runs: Vec<Entry>,
    /// Where it stands among names that came into use, or changed, after the lexicon was closed.
    pub groups: &'static [usize],
}

impl Name {
    /// The words of the name itself.
    pub(crate) fn core<'w, 't>(&self, words: &'w [Word<'t>]) -> &'w [Word<'t>] {
        &words[self.core.clone()]
    }

    /// What else it may be called.
    pub(crate) fn aliases(&self, words: &[Word<'_>]) -> &Aliases {
        self.known.get_or_init(|| Aliases::of(self.core(words)))
    }
}

impl Aliases {
    fn of(core: &[Word<'_>]) -> Self {
        const LONGEST: usize = 5;
        let lexicon = Lexicon::shared();
        if let [word] = core {
            return Self { whole: word.known.entry.clone(), runs: Vec::new(), groups: word.known.other_names };
        }
        let folded: Vec<&str> = core.iter().map(|word| word.folded).collect();
        let runs = (2..=folded.len().min(LONGEST)).flat_map(|length| folded.windows(length));
        Self {
            whole: lexicon.phrase_entry(&folded),
            runs: runs.map(|run| lexicon.phrase_entry(run)).filter(Entry::is_known).collect(),
            groups: other_names(&folded.join("_")),
        }
    }
}

/// In which entries of the class `other_name` a name stands, its words joined by `_`.
pub(crate) fn other_names(name: &str) -> &'static [usize] {
    static NAMES: OnceLock<HashMap<&str, Vec<usize>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
        for (group, names) in cues::entries(cue!("other_name")).iter().enumerate() {
            names.split('=').for_each(|name| groups.entry(name).or_default().push(group));
        }
        groups
    });
    names.get(name).map_or(&[], Vec::as_slice)
}

/// The names of a side outside `taken` words (dates), in order.
pub(crate) fn names(words: &[Word<'_>], taken: &[Range<usize>]) -> Vec<Name> {
    let shouted = shouted(words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if (shouted[at] || opens_behind_dateline(words, at)) && is_common(&words[at].known.entry) {
            at += 1;
            continue;
        }
        let end = run_end(words, taken, &shouted, at);
        if end > at {
            found.push(Name { words: at..end, core: core(words, at..end), known: OnceCell::new() });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// "LISBON — Officials said": what opens the sentence has its capital from that. Not "LISBON — White House officials".
fn opens_behind_dateline(words: &[Word<'_>], at: usize) -> bool {
    let alone = words.get(at + 1).is_none_or(|next| !next.is_capital());
    alone && words[at].before.contains(['—', '–'])
}

fn run_end(words: &[Word<'_>], taken: &[Range<usize>], shouted: &[bool], start: usize) -> usize {
    let mut end = start;
    while end < words.len()
        && (end == start || !words[end].breaks_before())
        && is_name_word(&words[end], taken, end)
        && !(shouted[end] && is_common(&words[end].known.entry))
    {
        end += 1;
    }
    end
}

fn is_name_word(word: &Word<'_>, taken: &[Range<usize>], i: usize) -> bool {
    if !word.is_capital()
        || taken.iter().any(|t| t.contains(&i))
        || word.is(cue!("courtesy"))
        || word.folded.ends_with("n't")
        || ZONES.contains(&word.raw)
    {
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
    let is_plain =
        |i: usize| words[i].tag == Tag::Adj || is_common(&words[i].known.entry) || is_short_title(words[i].folded);
    let is_title = |&i: &usize| {
        is_person(&words[i].known.entry) && is_common(&words[i].known.entry) || is_short_title(words[i].folded)
    };
    // "Sen. John Lee": behind a title a word that names people is a first name.
    let is_first_name = |i: usize| {
        let behind_title = i > run.start && is_title(&(i - 1)) && !words[i - 1].is(cue!("rank"));
        let names = !is_mostly_person(&words[i].known.entry) || words[i].known.entry.name_share() >= 0.1;
        behind_title && names && !words[i].is(cue!("office_apart"))
    };
    let end_of_title = run.clone().take_while(|&i| is_plain(i)).filter(|i| is_title(i) && !is_first_name(*i)).last();
    // "Secretary of State Ann Lee": the title began before the run.
    let behind_title =
        run.start >= 2 && words[run.start - 1].folded == "of" && is_person(&words[run.start - 2].known.entry);
    // "Vermont Senator Ann Lee": a place before the title.
    let is_office = |&i: &usize| {
        is_short_title(words[i].folded) || is_person(&words[i].known.entry) && words[i].is(cue!("office_apart"))
    };
    let inside = (run.start + 1..run.end - 1).rev().find(is_office);
    let start = match end_of_title.max(inside) {
        Some(i) => i + 1,
        None if behind_title => run.clone().find(|&i| !is_plain(i)).unwrap_or(run.start),
        None => run.start,
    };
    if start < run.end { start..run.end } else { run }
}

fn is_short_title(word: &str) -> bool {
    cues::is(cue!("title_short"), word)
}

/// For each word whether its sentence is a headline with capitals throughout, where a capital makes no name.
fn shouted(words: &[Word<'_>]) -> Vec<bool> {
    let mut found = Vec::with_capacity(words.len());
    while found.len() < words.len() {
        let start = found.len();
        let end = (start + 1..words.len()).find(|&i| words[i].first).unwrap_or(words.len());
        let long = || words[start..end].iter().filter(|w| w.raw.len() > 3 && w.raw.starts_with(char::is_alphabetic));
        let capital = long().filter(|w| w.is_capital()).count();
        found.resize(end, capital >= 3 && capital * 4 >= long().count() * 3);
    }
    found
}
