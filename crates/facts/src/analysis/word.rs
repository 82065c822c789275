//! The words of a group of sentences on one side, with what stands between them.

use std::cell::OnceCell;
use std::ops::Range;

use wirecopy_document::Version;
use wirecopy_lexicon::{Entry, Lexicon, PartOfSpeech};
use wirecopy_text::Span;

use crate::cues::{self, Classes, cue};
use crate::tag::{Tag, Tagger, Unit};
use crate::words::Forms;

/// A word of one side.
#[derive(Debug, Clone)]
pub(crate) struct Word<'t> {
    /// As written.
    pub raw: &'t str,
    /// Folded: for matching only.
    pub folded: &'t str,
    /// What the lexicon knows of it.
    pub entry: Entry,
    /// The classes it is in as it stands.
    pub classes: Classes,
    /// The classes that its base forms are in, once that was asked.
    pub forms: OnceCell<Forms>,
    /// Part of speech in this sentence.
    pub tag: Tag,
    /// Place in the page's text.
    pub span: Span,
    /// What stands between the word before and this one in the same sentence.
    pub before: &'t str,
    /// What stands between this word and the next in the same sentence.
    pub after: &'t str,
    /// Whether it opens a sentence.
    pub first: bool,
    /// The quotation it stands in, counted from 0.
    pub quote: Option<usize>,
}

impl Word<'_> {
    /// Whether it begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is in one of the classes as it stands.
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.classes.meets(classes)
    }

    /// Whether it, or a base form of it in whatever part of speech, is in one of the classes.
    pub(crate) fn is_form_of(&self, classes: Classes) -> bool {
        self.is(classes) || self.forms().all.meets(classes)
    }

    /// Whether a verb of one of the classes has it among its forms.
    pub(crate) fn is_verb_of(&self, classes: Classes) -> bool {
        self.forms().verbs.meets(classes)
    }

    /// The same for a noun.
    pub(crate) fn is_noun_of(&self, classes: Classes) -> bool {
        self.forms().nouns.meets(classes)
    }

    /// Its base forms, likeliest first.
    pub(crate) fn lemmas(&self) -> impl Iterator<Item = (&'static str, PartOfSpeech)> {
        Lexicon::shared().lemmas_of(&self.entry)
    }

    /// Its base forms as a verb.
    pub(crate) fn verb_lemmas(&self) -> impl Iterator<Item = &'static str> {
        self.lemmas().filter(|(_, part)| *part == PartOfSpeech::Verb).map(|(lemma, _)| lemma)
    }

    fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| Forms::of(&self.entry))
    }

    /// Whether more than a blank or hyphen parts it from the word before.
    pub(crate) fn breaks_before(&self) -> bool {
        self.first || is_break(self.before)
    }

    /// Whether more than a blank or hyphen parts it from the next word.
    pub(crate) fn breaks_after(&self) -> bool {
        is_break(self.after)
    }
}

fn is_break(between: &str) -> bool {
    !matches!(between, "" | " ") && has_break(between)
}

fn has_break(between: &str) -> bool {
    between.chars().any(|c| {
        !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | '"' | '“' | '”' | '.')
    }) || between.contains(" - ")
}

/// Reads the words of the sentences `which` of `version`.
pub(crate) fn words<'t>(version: &'t Version, which: &[usize]) -> Vec<Word<'t>> {
    let mut words = Vec::with_capacity(which.iter().map(|&i| version.sentences[i].tokens.len()).sum());
    for &sentence in which {
        push_sentence(version, sentence, &mut words);
    }
    mark_quotes(&mut words);
    words
}

fn push_sentence<'t>(version: &'t Version, sentence: usize, words: &mut Vec<Word<'t>>) {
    let sentence = &version.sentences[sentence];
    let mut tags = tags(version, sentence.tokens.clone(), sentence.span);
    let spans: Vec<Span> = sentence.tokens.clone().map(|t| version.tokens.span(t)).collect();
    correct(version, sentence.tokens.clone(), &mut tags);
    for (k, token) in sentence.tokens.clone().enumerate() {
        let start = if k == 0 { sentence.span.start() } else { spans[k - 1].end() };
        let end = spans.get(k + 1).map_or(sentence.span.end(), |s| s.start());
        words.push(Word {
            raw: spans[k].of(&version.text),
            folded: version.tokens.word(token),
            entry: Lexicon::shared().entry(version.tokens.word(token)),
            classes: cues::of(version.tokens.word(token)),
            forms: OnceCell::new(),
            tag: tags[k],
            span: spans[k],
            before: &version.text[start..spans[k].start()],
            after: &version.text[spans[k].end()..end],
            first: k == 0,
            quote: None,
        });
    }
}

/// Puts right what the tagger gets wrong in news, one place after the other.
fn correct(version: &Version, tokens: Range<usize>, tags: &mut [Tag]) {
    let word = |k: usize| version.tokens.word(tokens.start + k);
    let raw = |k: usize| version.tokens.span(tokens.start + k).of(&version.text);
    // "the official said": behind an adjective the tagger takes it for a noun.
    for (k, tag) in tags.iter_mut().enumerate().skip(1) {
        if *tag == Tag::Noun && word(k) == "said" {
            *tag = Tag::Verb;
        }
    }
    // "Gray said": a name that the tagger knows as an adjective.
    if tags.first() == Some(&Tag::Adj) && tags.len() > 1 && matches!(word(1), "said" | "says") {
        tags[0] = Tag::Propn;
    }
    // "May 2, 2013": the month.
    if tags.len() > 1 && raw(0) == "May" && word(1).starts_with(|c: char| c.is_ascii_digit()) {
        tags[0] = Tag::Propn;
    }
    for k in 1..tags.len() {
        let capital = |k: usize| raw(k).starts_with(char::is_uppercase);
        let span = |k: usize| version.tokens.span(tokens.start + k);
        let comma =
            |k: usize| k + 1 < tokens.len() && version.text[span(k).end()..span(k + 1).start()].starts_with(',');
        let before = (0..k).rev().find(|&m| tags[m] != Tag::Adv && !matches!(word(m), "not" | "also")).unwrap_or(0);
        tags[k] = match tags[k] {
            // "according to police": many words behind "to" are taken for verbs.
            Tag::Verb if k > 1 && word(k - 1) == "to" && word(k - 2) == "according" => Tag::Noun,
            // "34 were hurt": behind a number the tagger takes "were" for a noun.
            Tag::Noun if cues::is(cue!("aux"), word(k)) => Tag::Aux,
            // "when the bridge fell": it joins clauses and tells nothing.
            Tag::Adv if matches!(word(k), "when" | "where" | "while" | "why" | "how") => Tag::Sconj,
            // "the chief executive said", "the chief executive, Ann Lee": the tagger takes leaders for adjectives.
            Tag::Adj
                if (cues::is(cue!("leader"), word(k)) || word(k) == "official")
                    && (tags.get(k + 1).is_none_or(|t| !matches!(t, Tag::Noun | Tag::Propn | Tag::Adj))
                        || comma(k)) =>
            {
                Tag::Noun
            }
            // "the military has said": an adjective behind an article and before an auxiliary.
            Tag::Adj if tags[k - 1] == Tag::Det && tags.get(k + 1) == Some(&Tag::Aux) => Tag::Noun,
            // "Theresa May": a capital inside a sentence makes a name of the modal.
            Tag::Aux if word(k) == "may" && raw(k) == "May" => Tag::Propn,
            // "Dean Young": the second part of a name.
            Tag::Adj if k > 1 && capital(k) && capital(k - 1) && tags[k - 1] == Tag::Propn => Tag::Propn,
            // "will clear": a modal takes a verb.
            Tag::Adj | Tag::Noun if is_modal(word(before)) && tags[before] == Tag::Aux && verb_share(word(k)) > 0.1 => {
                Tag::Verb
            }
            // "the firm plans to build": a noun only after an article or adjective.
            Tag::Noun
                if plans_verb(word(k), tags[k - 1])
                    && k + 2 < tags.len()
                    && word(k + 1) == "to"
                    && verb_share(word(k + 2)) > 0.3 =>
            {
                Tag::Verb
            }
            // "late on Sunday to present": before a verb it is no adverb.
            Tag::Adv if word(k) == "to" && matches!(tags.get(k + 1), Some(Tag::Verb | Tag::Aux)) => Tag::Part,
            // "accused of hiding the money": behind a preposition and before an object.
            Tag::Noun if tags[k - 1] == Tag::Adp && takes_object(word(k), tags.get(k + 1)) => Tag::Verb,
            // "the gain in": an article takes a noun.
            Tag::Verb if tags[k - 1] == Tag::Det && verb_share(word(k)) < 0.9 && !takes_noun(tags, k) => Tag::Noun,
            tag => tag,
        };
    }
}

/// Whether a word like "plans" or "hopes" behind this tag can be a verb.
fn plans_verb(word: &str, before: Tag) -> bool {
    matches!(before, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Adv)
        && cues::is(cue!("plan"), word)
        && word.ends_with('s')
}

fn is_modal(word: &str) -> bool {
    cues::of(word).meets(cue!("modal_will", "modal_would", "modal_may", "modal_can", "modal_must"))
}

fn takes_object(word: &str, next: Option<&Tag>) -> bool {
    let object = matches!(next, Some(Tag::Det | Tag::Pron | Tag::Num | Tag::Punct));
    object && word.ends_with("ing") && verb_share(word) > 0.3
}

/// Share of the word's use in which it is a verb.
fn verb_share(word: &str) -> f32 {
    Lexicon::shared().entry(word).part_share(PartOfSpeech::Verb)
}

/// Whether a noun or adjective follows, so that the word before it may be a participle.
fn takes_noun(tags: &[Tag], k: usize) -> bool {
    tags.get(k + 1).is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num))
}

/// Tags the words with the punctuation between them in view.
fn tags(version: &Version, tokens: Range<usize>, sentence: Span) -> Vec<Tag> {
    let mut units = Vec::new();
    let mut places = Vec::new();
    let mut at = sentence.start();
    for token in tokens.clone() {
        let span = version.tokens.span(token);
        push_sign(&version.text[at..span.start()], &mut units);
        places.push(units.len());
        units.push(Unit { raw: span.of(&version.text), first: token == tokens.start });
        at = span.end();
    }
    push_sign(&version.text[at..sentence.end()], &mut units);
    let tags = Tagger::shared().tag(&units);
    places.iter().map(|&place| tags[place]).collect()
}

fn push_sign<'t>(between: &'t str, units: &mut Vec<Unit<'t>>) {
    let sign = between.trim();
    if !sign.is_empty() && !matches!(sign, "-" | "\u{2010}" | "\u{2011}") {
        units.push(Unit { raw: sign, first: false });
    }
}

/// Numbers the quotations between double marks. A mark opens when it touches the word behind it and closes when it
/// touches the sign before it; a quotation that runs over the end of a sentence ends there and goes on in the next.
fn mark_quotes(words: &mut [Word<'_>]) {
    let mut open: Option<usize> = None;
    let mut count = 0;
    for i in 0..words.len() {
        if words[i].first {
            open = None;
        }
        if words[i].before.chars().next_back().is_some_and(|c| is_double(c) && c != '”') {
            open = Some(i);
        }
        let ends = words.get(i + 1).is_none_or(|next| next.first);
        let start = match (open, closes(words[i].after)) {
            (Some(start), true) => start,
            (Some(start), false) if ends => start,
            (None, true) if is_second_part(words, i) => sentence_start(words, i),
            _ => continue,
        };
        words[start..=i].iter_mut().for_each(|word| word.quote = Some(count));
        count += 1;
        open = None;
    }
}

fn closes(after: &str) -> bool {
    let mark = after.find(is_double);
    mark.is_some_and(|at| !after[..at].contains(char::is_whitespace) && !after[at..].starts_with('“'))
}

/// Whether a closing mark behind word `i` can belong to a quotation that began in an earlier sentence.
fn is_second_part(words: &[Word<'_>], i: usize) -> bool {
    let start = sentence_start(words, i);
    words[start..=i].iter().all(|w| w.quote.is_none()) && words[i].after.starts_with([',', '.', '!', '?', '”', '"'])
}

fn sentence_start(words: &[Word<'_>], i: usize) -> usize {
    (0..=i).rev().find(|&k| words[k].first).unwrap_or(0)
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}
