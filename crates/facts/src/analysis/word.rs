//! The words of a group of sentences on one side, with what stands between them.

use std::ops::Range;
use std::rc::Rc;

use wirecopy_document::Version;
use wirecopy_lexicon::PartOfSpeech;
use wirecopy_text::Span;

use crate::analysis::force::is_past;
use crate::analysis::known::Known;
use crate::cues::{Classes, cue};
use crate::tag::{Tag, Tagger, Unit};
use crate::words::{is_common, is_mostly_person};

/// A word of one side.
#[derive(Debug, Clone)]
pub(crate) struct Word<'t> {
    /// As written.
    pub raw: &'t str,
    /// Folded: for matching only.
    pub folded: &'t str,
    /// Hash of the folded word.
    key: u64,
    /// What is known of the folded word wherever it stands.
    pub known: Rc<Known>,
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
    /// Whether both are one folded word.
    #[inline]
    pub(crate) fn is_equal(&self, other: &Word<'_>) -> bool {
        self.key == other.key && self.folded == other.folded
    }

    /// Whether it begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is in one of the classes as it stands.
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.known.classes.meets(classes)
    }

    /// Whether an entry of one of the classes begins with it.
    pub(crate) fn opens(&self, classes: Classes) -> bool {
        self.known.opens.meets(classes)
    }

    /// Whether it, or a base form of it in whatever part of speech, is in one of the classes.
    pub(crate) fn is_form_of(&self, classes: Classes) -> bool {
        self.known.is_form_of(classes)
    }

    /// Whether a verb of one of the classes has it among its forms.
    pub(crate) fn is_verb_of(&self, classes: Classes) -> bool {
        self.known.is_verb_of(classes)
    }

    /// The same for a noun.
    pub(crate) fn is_noun_of(&self, classes: Classes) -> bool {
        self.known.forms().nouns.meets(classes)
    }

    /// Its base forms, likeliest first.
    pub(crate) fn lemmas(&self) -> impl Iterator<Item = (&'static str, PartOfSpeech)> {
        self.known.lemmas()
    }

    /// Its base forms as a verb.
    pub(crate) fn verb_lemmas(&self) -> impl Iterator<Item = &'static str> {
        self.known.verb_lemmas()
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
    let (first, mut end_before) = (words.len(), sentence.span.start());
    for token in sentence.tokens.clone() {
        let (folded, key, span) =
            (version.tokens.word(token), version.tokens.keys()[token], version.tokens.span(token));
        let is_last = token + 1 == sentence.tokens.end;
        let end = if is_last { sentence.span.end() } else { version.tokens.span(token + 1).start() };
        words.push(Word {
            raw: span.of(&version.text),
            folded,
            key,
            known: Known::of(folded, key),
            tag: Tag::Punct,
            span,
            before: &version.text[end_before..span.start()],
            after: &version.text[span.end()..end],
            first: token == sentence.tokens.start,
            quote: None,
        });
        end_before = span.end();
    }
    tag(&mut words[first..]);
    correct(&mut words[first..]);
}

/// The words of the sentence that each word stands in.
pub(crate) fn sentences(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(words.len());
    while found.len() < words.len() {
        let start = found.len();
        let end = (start + 1..words.len()).find(|&i| words[i].first).unwrap_or(words.len());
        found.resize(end, start..end);
    }
    found
}

/// Puts right what the tagger gets wrong in news, one place after the other.
fn correct(words: &mut [Word<'_>]) {
    // "the official said": behind an adjective the tagger takes it for a noun.
    for word in words.iter_mut().skip(1).filter(|word| word.tag == Tag::Noun && word.folded == "said") {
        word.tag = Tag::Verb;
    }
    // "Gray said": a name that the tagger knows as an adjective.
    if words.len() > 1 && words[0].tag == Tag::Adj && matches!(words[1].folded, "said" | "says") {
        words[0].tag = Tag::Propn;
    }
    // "Villagers said": a capital says nothing in front.
    if words.len() > 1 && words[0].tag == Tag::Propn && is_plural_person(&words[0]) && !words[1].is_capital() {
        words[0].tag = Tag::Noun;
    }
    // "May 2, 2013": the month.
    if words.len() > 1 && words[0].raw == "May" && words[1].folded.starts_with(|c: char| c.is_ascii_digit()) {
        words[0].tag = Tag::Propn;
    }
    for k in 1..words.len() {
        words[k].tag = corrected(words, k);
    }
}

/// The tag of word `k`, which is not the first.
fn corrected(words: &[Word<'_>], k: usize) -> Tag {
    let (word, before, next) = (&words[k], &words[k - 1], words.get(k + 1));
    let next_tag = next.map(|next| next.tag);
    match word.tag {
        // "3 a.m.": the tagger takes it for "am".
        _ if matches!(word.folded, "a.m" | "p.m") => Tag::Adv,
        // "were questioned as suspects in June": no verb in front of what it would need as an object.
        Tag::Verb
            if before.folded == "as"
                && word.folded.ends_with('s')
                && noun_share(word) > 0.0
                && next_tag.is_none_or(|tag| tag == Tag::Adp) =>
        {
            Tag::Noun
        }
        // "released without charge": behind "without" a verb ends in "-ing".
        Tag::Verb if before.folded == "without" && !word.folded.ends_with("ing") && noun_share(word) > 0.0 => Tag::Noun,
        // "a professor at the university": titles, which the tagger knows with a capital.
        Tag::Propn if is_small(word) && noun_share(word) > 0.0 => Tag::Noun,
        // "according to police": many words behind "to" are taken for verbs.
        Tag::Verb if k > 1 && before.folded == "to" && words[k - 2].folded == "according" => Tag::Noun,
        // "spoke to reporters": no infinitive ends so.
        Tag::Verb
            if before.folded == "to"
                && word.folded.ends_with('s')
                && !word.known.verb_lemmas().any(|lemma| lemma == word.folded) =>
        {
            Tag::Noun
        }
        // "Lee's lawyer": it hangs on what it follows.
        _ if word.folded == "'s" && word.before.is_empty() => Tag::Part,
        // "the 24-year-old passed".
        Tag::Adj
            if word.folded == "old" && before.folded == "year" && matches!(next_tag, Some(Tag::Verb | Tag::Aux)) =>
        {
            Tag::Noun
        }
        // "is to address reporters".
        Tag::Adj | Tag::Noun
            if before.folded == "to" && k > 1 && words[k - 2].is(cue!("be")) && verb_share(word) > 0.1 =>
        {
            Tag::Verb
        }
        // "a medical on Friday".
        Tag::Adj if before.tag == Tag::Det && next_tag == Some(Tag::Adp) && noun_share(word) > 0.0 => Tag::Noun,
        // "34 were hurt": behind a number the tagger takes "were" for a noun.
        Tag::Noun | Tag::Propn if word.is(cue!("aux")) && !word.is_capital() => Tag::Aux,
        // "the chief of staff, General Ann Lee".
        Tag::Adj
            if word.is_capital()
                && word.is(cue!("office_apart"))
                && next.is_some_and(|n| n.tag == Tag::Propn && n.is_capital()) =>
        {
            Tag::Propn
        }
        // "when the bridge fell": it joins clauses and tells nothing.
        Tag::Adv if matches!(word.folded, "when" | "where" | "while" | "why" | "how") => Tag::Sconj,
        // "the chief executive said", "the chief executive, Ann Lee": the tagger takes leaders for adjectives.
        Tag::Adj
            if (word.is(cue!("leader")) || word.folded == "official")
                && (next_tag.is_none_or(|t| !matches!(t, Tag::Noun | Tag::Propn | Tag::Adj))
                    || word.after.starts_with(',')) =>
        {
            Tag::Noun
        }
        // "the military has said": an adjective behind an article and before an auxiliary.
        Tag::Adj if before.tag == Tag::Det && next_tag == Some(Tag::Aux) => Tag::Noun,
        // "Theresa May": a capital inside a sentence makes a name of the modal.
        Tag::Aux if word.folded == "may" && word.raw == "May" => Tag::Propn,
        // "Dean Young": the second part of a name.
        Tag::Adj if k > 1 && word.is_capital() && before.is_capital() && before.tag == Tag::Propn => Tag::Propn,
        // "will clear": a modal takes a verb.
        Tag::Adj | Tag::Noun if is_behind_modal(words, k) && verb_share(word) > 0.1 => Tag::Verb,
        // "the firm plans to build": a noun only after an article or adjective.
        Tag::Noun if plans_verb(word, before.tag) && leads_to_verb(words, k) => Tag::Verb,
        // "Lee, 58, faces charges": behind an age between commas.
        Tag::Noun if is_behind_age(words, k) && word.folded.ends_with('s') && verb_share(word) > 0.1 => Tag::Verb,
        // "late on Sunday to present": before a verb it is no adverb.
        Tag::Adv if word.folded == "to" && matches!(next_tag, Some(Tag::Verb | Tag::Aux)) => Tag::Part,
        // "accused of hiding the money": behind a preposition and before an object.
        Tag::Noun if before.tag == Tag::Adp && takes_object(word, next_tag) => Tag::Verb,
        // "were shot dead", "was shot by": behind a form of "be" a participle that is also a noun, unless it counts things.
        Tag::Noun
            if before.is(cue!("be"))
                && before.tag == Tag::Aux
                && !word.breaks_before()
                && !takes_noun(next_tag.filter(|tag| *tag != Tag::Adj))
                && is_past(word)
                && verb_share(word) > 0.1 =>
        {
            Tag::Verb
        }
        // "her left thigh".
        Tag::Verb if word.folded == "left" && is_owner_or_article(before) && takes_noun(next_tag) => Tag::Adj,
        // "the gain in": an article takes a noun.
        Tag::Verb if before.tag == Tag::Det && verb_share(word) < 0.9 && !takes_noun(next_tag) => Tag::Noun,
        tag => tag,
    }
}

/// "villagers", "doctors".
fn is_plural_person(word: &Word<'_>) -> bool {
    word.folded.ends_with('s') && is_common(&word.known.entry) && is_mostly_person(&word.known.entry)
}

/// Whether it is a word in small letters.
fn is_small(word: &Word<'_>) -> bool {
    word.raw.len() > 1 && word.raw.chars().all(char::is_lowercase)
}

/// Whether a modal stands before the word, adverbs and "not" between them left out.
fn is_behind_modal(words: &[Word<'_>], k: usize) -> bool {
    let is_between = |word: &Word<'_>| word.tag == Tag::Adv || matches!(word.folded, "not" | "also");
    let before = words[..k].iter().rfind(|word| !is_between(word)).unwrap_or(&words[0]);
    before.tag == Tag::Aux && before.is(cue!("modal_will", "modal_would", "modal_may", "modal_can", "modal_must"))
}

/// Whether a word like "plans" or "hopes" behind this tag can be a verb.
fn plans_verb(word: &Word<'_>, before: Tag) -> bool {
    matches!(before, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Adv)
        && word.is(cue!("plan"))
        && word.folded.ends_with('s')
}

/// Whether "to" and a verb follow.
fn leads_to_verb(words: &[Word<'_>], k: usize) -> bool {
    words.get(k + 2).is_some_and(|verb| words[k + 1].folded == "to" && verb_share(verb) > 0.3)
}

/// "Ann Lee, 58, …".
fn is_behind_age(words: &[Word<'_>], k: usize) -> bool {
    k > 1
        && words[k - 1].tag == Tag::Num
        && words[k - 2].tag == Tag::Propn
        && [k - 1, k].iter().all(|&i| !words[i].first && words[i].before.starts_with(','))
}

fn is_owner_or_article(word: &Word<'_>) -> bool {
    word.tag == Tag::Det || word.is(cue!("possessive_pronoun"))
}

fn takes_object(word: &Word<'_>, next: Option<Tag>) -> bool {
    let object = matches!(next, Some(Tag::Det | Tag::Pron | Tag::Num | Tag::Punct));
    object && word.folded.ends_with("ing") && verb_share(word) > 0.3
}

/// Share of the word's use in which it is a verb.
fn verb_share(word: &Word<'_>) -> f32 {
    word.known.entry.part_share(PartOfSpeech::Verb)
}

/// Share of the word's use in which it is a noun.
fn noun_share(word: &Word<'_>) -> f32 {
    word.known.entry.part_share(PartOfSpeech::Noun)
}

/// Whether a noun or adjective follows, so that the word before it may be a participle.
fn takes_noun(next: Option<Tag>) -> bool {
    next.is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num))
}

/// Tags the words of a sentence with the punctuation between them in view.
fn tag(words: &mut [Word<'_>]) {
    let mut units = Vec::with_capacity(words.len() + 8);
    let mut places = Vec::with_capacity(words.len());
    for word in words.iter() {
        push_sign(word.before, &mut units);
        places.push(units.len());
        units.push(Unit { raw: word.raw, first: word.first, known: Some(&word.known) });
    }
    push_sign(words.last().map_or("", |last| last.after), &mut units);
    let tags = Tagger::shared().tag(&units);
    words.iter_mut().zip(places).for_each(|(word, place)| word.tag = tags[place]);
}

fn push_sign<'t>(between: &'t str, units: &mut Vec<Unit<'t>>) {
    if matches!(between, "" | " ") {
        return;
    }
    let sign = between.trim();
    if !sign.is_empty() && !matches!(sign, "-" | "\u{2010}" | "\u{2011}") {
        units.push(Unit { raw: sign, first: false, known: None });
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
