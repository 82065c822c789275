//! What is done to a text on its way: each takes paragraphs and gives paragraphs.

use super::prose::{by_sentence, core, count, from_words, joined, with_core, words};
use super::vocabulary::Vocabulary;
use crate::random::Random;

/// Replaces, leaves out or puts in words: exactly `percent` of 100 of them, at places drawn by chance.
pub(super) fn edit_words(text: &[String], percent: u8, vocabulary: &Vocabulary, random: &mut Random) -> Vec<String> {
    let mut list = words(text);
    for at in places(list.len(), percent, random) {
        let word = &mut list[at].1;
        match random.below(10) {
            0..6 => *word = with_core(word, vocabulary.plain(random)),
            6..8 => *word = format!("{word} {}", vocabulary.plain(random)),
            _ => word.clear(),
        }
    }
    list.retain(|w| !w.1.is_empty());
    from_words(&list)
}

/// Slips of the keyboard: two letters change places, one is missing, doubled or wrong.
pub(super) fn slip(text: &[String], percent: u8, random: &mut Random) -> Vec<String> {
    let mut list = words(text);
    for at in places(list.len(), percent, random) {
        let mut letters: Vec<char> = list[at].1.chars().collect();
        let i = random.below(letters.len());
        match random.below(4) {
            0 if i + 1 < letters.len() => letters.swap(i, i + 1),
            1 if letters.len() > 2 => drop(letters.remove(i)),
            2 => letters.insert(i, letters[i]),
            _ => letters[i] = char::from(b'a' + random.below(26) as u8),
        }
        list[at].1 = letters.into_iter().collect();
    }
    from_words(&list)
}

/// So many of 100 places, at least one, in no order.
fn places(n: usize, percent: u8, random: &mut Random) -> Vec<usize> {
    let wanted = (n * usize::from(percent)).div_ceil(100).min(n);
    let mut all: Vec<usize> = (0..n).collect();
    random.shuffle(&mut all);
    all.truncate(wanted);
    all
}

/// All sentences in another order, in paragraphs of the old lengths.
pub(super) fn shuffle_sentences(text: &[String], random: &mut Random) -> Vec<String> {
    let by = by_sentence(text);
    let lengths: Vec<usize> = by.iter().map(Vec::len).collect();
    let mut all: Vec<String> = by.into_iter().flatten().collect();
    random.shuffle(&mut all);
    let mut all = all.into_iter();
    joined(lengths.into_iter().map(|n| all.by_ref().take(n).collect()).collect())
}

/// Groups of one to three paragraphs in another order.
pub(super) fn shuffle_paragraphs(text: &[String], random: &mut Random) -> Vec<String> {
    let mut text = text.to_vec();
    if let [only] = text.as_slice() {
        text = by_sentence(std::slice::from_ref(only)).concat();
    }
    random.shuffle(&mut text);
    text
}

/// Rewrites the sentences with an odd number (`every == 2`), or all (`every == 1`).
pub(super) fn rewrite(text: &[String], every: usize, vocabulary: &Vocabulary, random: &mut Random) -> Vec<String> {
    let mut by = by_sentence(text);
    for (number, sentence) in by.iter_mut().flatten().enumerate() {
        if number % every == 0 {
            *sentence = rewrite_sentence(sentence, vocabulary, random);
        }
    }
    joined(by)
}

/// A run of this many words of the old sentence is broken.
const MAX_KEPT_RUN: usize = 3;

/// Puts synonyms where there are some, other words where there are none, words in between; the part behind a comma may come
/// first.
fn rewrite_sentence(sentence: &str, vocabulary: &Vocabulary, random: &mut Random) -> String {
    let sentence = if random.chance(0.4) { turned(sentence) } else { sentence.to_owned() };
    let mut out: Vec<String> = Vec::new();
    let mut run = 0;
    for word in sentence.split_whitespace() {
        let bare = &word[core(word)];
        let is_plain = !bare.is_empty() && bare.chars().all(|c| c.is_lowercase());
        let synonym = vocabulary.synonym(bare, random).filter(|_| is_plain && random.chance(0.8));
        let is_broken = synonym.is_some() || run == MAX_KEPT_RUN;
        run = if is_broken { 0 } else { run + 1 };
        match synonym {
            Some(other) => out.push(with_core(word, other)),
            None if is_broken && is_plain => out.push(with_core(word, vocabulary.plain(random))),
            None if is_broken => out.extend([vocabulary.plain(random).to_owned(), word.to_owned()]),
            None => out.push(word.to_owned()),
        }
    }
    out.join(" ")
}

/// The part behind the middle comma in front.
fn turned(sentence: &str) -> String {
    let middle = sentence.len() / 2;
    let commas = sentence.match_indices(", ").map(|m| m.0);
    let Some(at) = commas.min_by_key(|at| at.abs_diff(middle)) else { return sentence.to_owned() };
    format!("{}, {}.", sentence[at + 2..].trim_end_matches('.'), &sentence[..at])
}

/// Pairs of American and British spelling.
const SPELLINGS: [(&str, &str); 16] = [
    ("defense", "defence"),
    ("center", "centre"),
    ("color", "colour"),
    ("labor", "labour"),
    ("organization", "organisation"),
    ("program", "programme"),
    ("favor", "favour"),
    ("percent", "per cent"),
    ("traveled", "travelled"),
    ("recognize", "recognise"),
    ("neighbor", "neighbour"),
    ("theater", "theatre"),
    ("behavior", "behaviour"),
    ("license", "licence"),
    ("honor", "honour"),
    ("analyze", "analyse"),
];

/// The house style of another outlet: its quotation marks, dashes and spelling.
pub(super) fn restyle(text: &[String], random: &mut Random) -> Vec<String> {
    let is_curly = text.iter().any(|p| p.contains(['“', '’']));
    let is_british = random.chance(0.5);
    text.iter()
        .map(|paragraph| {
            let mut out = if is_curly { straight(paragraph) } else { curly(paragraph) };
            for (american, british) in SPELLINGS {
                let (from, to) = if is_british { (american, british) } else { (british, american) };
                out = replace_word(&out, from, to);
            }
            out
        })
        .collect()
}

fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace(['’', '‘'], "'").replace('—', " -- ").replace('…', "...")
}

fn curly(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for c in text.chars() {
        let opens = before.is_whitespace() || before == '(';
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            _ => c,
        });
        before = c;
    }
    out.replace(" -- ", " — ").replace("...", "…")
}

fn replace_word(text: &str, from: &str, to: &str) -> String {
    let swap = |word: &str| if &word[core(word)] == from { with_core(word, to) } else { word.to_owned() };
    if text.contains(from) { text.split(' ').map(swap).collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}

/// Another program's white space: lines of 60 to 80 signs, two spaces behind a full stop, hard and zero-width spaces.
pub(super) fn respace(text: &[String], random: &mut Random) -> String {
    let width = 60 + random.below(20);
    let end = *random.pick(&["\n", "\r\n", " \n"]);
    let mut out = String::new();
    for paragraph in text {
        out.push_str(random.pick::<&str>(&["", "\t", "    "]));
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            let chars = word.chars().count();
            if column + chars > width {
                out.push_str(end);
                column = 0;
            } else if column > 0 {
                out.push_str(if out.ends_with('.') {
                    "  "
                } else if random.chance(0.01) {
                    "\u{a0}"
                } else {
                    " "
                });
            }
            out.push_str(word);
            if random.chance(0.003) {
                out.push('\u{200b}');
            }
            column += chars + 1;
        }
        out.push_str(end);
        out.push_str(end);
    }
    out
}

/// Labels that pages put between paragraphs.
const LABELS: [&str; 6] =
    ["Advertisement", "[Image]", "Story continues below", "ADVERTISEMENT", "Read more", "Share this article"];

/// Tags and entities that a careless reader of HTML leaves in the text.
pub(super) fn leave_markup(text: &[String], random: &mut Random) -> Vec<String> {
    let mut out = Vec::new();
    for paragraph in text {
        let mut line = paragraph.replace('&', "&amp;");
        if random.chance(0.5) {
            line = line.replace('"', "&quot;").replace('’', "&#8217;");
        }
        let linked = |word: &str| format!("<a href=\"/topics/{}\">{word}</a>", word.len());
        let words = line.split(' ').map(|w| if random.chance(0.01) { linked(w) } else { w.to_owned() });
        line = words.collect::<Vec<_>>().join(" ");
        out.push(match random.below(3) {
            0 => format!("<p>{line}</p>"),
            1 => format!("{line}<br />"),
            _ => line,
        });
        if random.chance(0.2) {
            out.push((*random.pick(&LABELS)).to_owned());
        }
    }
    out
}

/// The place of a run of words that is `kept` words long: at the start mostly, as editors cut from the end.
pub(super) fn kept_run(text: &[String], kept: usize, random: &mut Random) -> std::ops::Range<usize> {
    let all = count(text);
    let kept = kept.min(all);
    let start = match random.below(10) {
        0..6 => 0,
        6..8 => all - kept,
        _ => random.below(all - kept + 1),
    };
    start..start + kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Vec<String> {
        let sentence =
            |i: usize| format!("Sentence {i} tells of the old “bridge” over the river, and of its {i} piers.");
        (0..8).map(|p| (0..3).map(|s| sentence(p * 3 + s)).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn so_many_words_are_edited_and_no_more() {
        let (text, mut random) = (text(), Random::new(1));
        let vocabulary = Vocabulary::of(&[(0..400).map(|i| format!("filler{i} ")).collect()]);
        let edited = edit_words(&text, 10, &vocabulary, &mut random);
        let kept = words(&edited).iter().filter(|w| !w.1.contains("filler")).count();
        let all = count(&text);
        assert!(kept < all && kept >= all - all.div_ceil(10), "{kept} of {all}");
        assert_eq!(edited, edit_words(&text, 10, &vocabulary, &mut Random::new(1)), "the same seed, the same text");
    }

    #[test]
    fn white_space_and_order_leave_the_words() {
        let sorted = |text: &str| {
            let mut words: Vec<String> =
                text.split(char::is_whitespace).map(|w| w.replace('\u{200b}', "")).filter(|w| !w.is_empty()).collect();
            words.sort();
            words
        };
        let (text, mut random) = (text(), Random::new(2));
        let all = sorted(&text.join(" "));
        assert_eq!(sorted(&respace(&text, &mut random)), all);
        assert_eq!(sorted(&shuffle_sentences(&text, &mut random).join(" ")), all);
        assert_eq!(sorted(&shuffle_paragraphs(&text, &mut random).join(" ")), all);
    }

    #[test]
    fn a_rewritten_sentence_keeps_no_run() {
        let (text, mut random) = (text(), Random::new(3));
        let vocabulary = Vocabulary::of(&[(0..400).map(|i| format!("filler{i} ")).collect()]);
        let half = rewrite(&text, 2, &vocabulary, &mut random).join(" ");
        assert!(half.contains("Sentence 1 tells of the old “bridge” over the river, and of its 1 piers."), "{half}");
        let all = rewrite(&text, 1, &vocabulary, &mut random).join(" ");
        assert!(!all.contains("tells of the old “bridge”"), "{all}");
    }
}
