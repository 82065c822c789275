//! Rewrites of real articles with a known answer.

use std::collections::HashMap;

use wirecopy_align::Label;
use wirecopy_document::Version;
use wirecopy_lexicon::Lexicon;

use crate::random::Random;
use crate::synonyms::synonyms;

/// Fewest words of a sentence that is split in two.
const MIN_SPLIT_WORDS: usize = 16;

/// A rewrite: its sentences, and for each the sentences of the article that it comes from.
pub(crate) struct Rewrite {
    pub(crate) lines: Vec<String>,
    pub(crate) sources: Vec<Vec<usize>>,
    /// What was done to each sentence of the article that has an answer.
    pub(crate) labels: HashMap<usize, Label>,
}

/// Makes rewrites under one seed.
pub(crate) struct Generator {
    random: Random,
    synonyms: HashMap<String, Vec<String>>,
    words: Vec<String>,
}

/// A rewritten sentence, and how many of its words still stand in their old order.
struct Text {
    text: String,
    kept: usize,
}

impl Text {
    fn kept(text: &str) -> Self {
        Self { text: text.to_owned(), kept: words(text) }
    }

    /// The label by its definition: as many words kept as `align` promises for `edited`.
    fn label(&self, original: &str) -> Label {
        let all = words(original) + words(&self.text);
        match 2 * self.kept {
            kept if kept == all => Label::Verbatim,
            kept if 4 * kept >= 3 * all => Label::Edited,
            _ => Label::Reworded,
        }
    }
}

fn words(text: &str) -> usize {
    text.split(' ').count()
}

struct Piece {
    text: String,
    sources: Vec<usize>,
    label: Label,
}

impl Generator {
    /// Learns which words can stand for each other from the words of `articles`.
    pub(crate) fn new(seed: u64, articles: &[Version]) -> Self {
        let words = common_words(articles);
        let synonyms = synonyms(&words);
        Self { random: Random::new(seed), synonyms, words }
    }

    /// Rewrites `article`; sentences that are added come from `other`.
    pub(crate) fn rewrite(&mut self, article: &Version, other: &Version) -> Rewrite {
        let mut pieces = Vec::new();
        let mut i = 0;
        while i < article.sentences.len() {
            i += self.rewrite_one(article, i, &mut pieces);
            if self.random.chance(0.06) {
                // Another sentence on the same matter stands in the place of this one.
                pieces.retain(|p: &Piece| !p.sources.contains(&(i - 1)));
                let text = other.sentence_text(self.random.below(other.sentences.len())).to_owned();
                pieces.push(Piece { text, sources: Vec::new(), label: Label::Added });
            }
        }
        self.move_block(&mut pieces);
        self.add_foreign(other, &mut pieces);
        let labels = pieces.iter().flat_map(|p| p.sources.iter().map(|&s| (s, p.label))).collect();
        let (lines, sources) = pieces.into_iter().map(|p| (p.text, p.sources)).unzip();
        Rewrite { lines, sources, labels }
    }

    /// Writes the answers to sentence `i` and returns how many sentences were used up.
    fn rewrite_one(&mut self, article: &Version, i: usize, pieces: &mut Vec<Piece>) -> usize {
        let text = article.sentence_text(i).to_owned();
        let mut push = |text: String, label| pieces.push(Piece { text, sources: vec![i], label });
        match self.random.below(100) {
            0..10 => {}
            10..30 => push(text, Label::Verbatim),
            30..38 => push(restyle(&text), Label::Verbatim),
            38..86 => {
                let made = match self.random.below(48) {
                    0..15 => self.edit_few(&text),
                    15..35 => self.reword(&text),
                    35..42 => reorder(Text::kept(&text)),
                    _ => self.cut(&text),
                };
                let label = made.label(&text);
                push(made.text, label);
            }
            86..93 => match split(&text) {
                Some((first, second)) => {
                    let (first, second) = (self.edit_few(&first), self.reword(&second));
                    push(first.text, Label::Split);
                    push(second.text, Label::Split);
                }
                None => push(text, Label::Verbatim),
            },
            _ if i + 1 < article.sentences.len() => {
                let text = merge(&text, article.sentence_text(i + 1));
                pieces.push(Piece { text: self.edit_few(&text).text, sources: vec![i, i + 1], label: Label::Merged });
                return 2;
            }
            _ => push(text, Label::Verbatim),
        }
        1
    }

    /// Leaves out, puts in or replaces one to three words.
    fn edit_few(&mut self, text: &str) -> Text {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let mut kept = words.len();
        for _ in 0..=self.random.below(2) {
            let at = self.random.below(words.len());
            let word = self.random.pick(&self.words).clone();
            match self.random.below(3) {
                0 if words.len() > 4 => {
                    words.remove(at);
                    kept -= 1;
                }
                1 => {
                    words[at] = word;
                    kept -= 1;
                }
                _ => words.insert(at, word),
            }
        }
        Text { text: words.join(" "), kept }
    }

    /// Puts synonyms for most words that have one, and other words for some of the rest.
    fn reword(&mut self, text: &str) -> Text {
        let (mut words, mut kept) = (Vec::new(), 0);
        for word in text.split(' ') {
            let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            let is_plain =
                bare.len() == word.trim_end_matches(['.', ',']).len() && bare.chars().all(char::is_lowercase);
            let synonyms = self.synonyms.get(&bare).filter(|_| is_plain);
            match synonyms {
                Some(list) if self.random.chance(0.7) => {
                    words.push(word.replace(&bare, self.random.pick::<String>(list)))
                }
                _ if is_plain && self.random.chance(0.15) => words.push(self.random.pick(&self.words).clone()),
                _ if is_plain && self.random.chance(0.08) => {}
                _ => {
                    words.push(word.to_owned());
                    kept += 1;
                }
            }
        }
        let made = Text { text: words.join(" "), kept };
        if self.random.chance(0.3) { reorder(made) } else { made }
    }

    /// Keeps the front or the back half, cut at a comma if there is one.
    fn cut(&mut self, text: &str) -> Text {
        let words: Vec<&str> = text.split(' ').collect();
        let middle = words.len() / 2;
        let at = (0..middle / 2).flat_map(|d| [middle - d, middle + d]).find(|&k| k > 0 && words[k - 1].ends_with(','));
        let (front, back) = words.split_at(at.unwrap_or(middle));
        let half = if self.random.chance(0.7) || back.is_empty() { front } else { back };
        Text::kept(&half.join(" "))
    }

    fn move_block(&mut self, pieces: &mut Vec<Piece>) {
        if pieces.len() < 6 || self.random.chance(0.4) {
            return;
        }
        let length = 1 + self.random.below(3);
        let from = self.random.below(pieces.len() - length);
        let block: Vec<Piece> = pieces.drain(from..from + length).collect();
        let mut to = self.random.below(pieces.len());
        // Not between the two halves of a split sentence.
        while to > 0 && pieces[to].sources == pieces[to - 1].sources {
            to -= 1;
        }
        pieces.splice(to..to, block);
    }

    fn add_foreign(&mut self, other: &Version, pieces: &mut Vec<Piece>) {
        for i in 0..other.sentences.len() {
            if self.random.chance(0.12) {
                let mut to = self.random.below(pieces.len() + 1);
                while to > 0 && to < pieces.len() && pieces[to].sources == pieces[to - 1].sources {
                    to -= 1;
                }
                let text = other.sentence_text(i).to_owned();
                pieces.insert(to, Piece { text, sources: Vec::new(), label: Label::Added });
            }
        }
    }
}

/// The commonest words that are no function words, in a fixed order.
fn common_words(articles: &[Version]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in articles.iter().flat_map(|a| a.tokens.words()) {
        if word.len() > 3 && word.chars().all(char::is_alphabetic) && !Lexicon::shared().is_function(word) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
    words.into_iter().take(2500).map(|w| w.0.to_owned()).collect()
}

/// Other quotes, dashes, case of the first letter, spelling: nothing that counts.
fn restyle(text: &str) -> String {
    let pairs =
        [("“", "\""), ("”", "\""), ("’", "'"), ("—", " - "), ("–", "-"), ("defense", "defence"), ("color", "colour")];
    let more = [("organiz", "organis"), ("labor ", "labour "), ("percent", "percent"), ("center", "centre")];
    let mut text = text.to_owned();
    for (from, to) in pairs.into_iter().chain(more) {
        text = text.replace(from, to);
    }
    text
}

/// The part behind a comma comes first; the words of the longer part keep their order.
fn reorder(made: Text) -> Text {
    let text = &made.text;
    let middle = text.len() / 2;
    let commas = text.match_indices(", ").map(|m| m.0);
    let Some(at) = commas.min_by_key(|at| at.abs_diff(middle)) else { return made };
    let (front, back) = (&text[..at], text[at + 2..].trim_end_matches('.'));
    let longer = words(front).max(words(back));
    Text { text: format!("{back}, {front}"), kept: made.kept * longer / words(text).max(1) }
}

fn split(text: &str) -> Option<(String, String)> {
    if text.split(' ').count() < MIN_SPLIT_WORDS {
        return None;
    }
    let middle = text.len() / 2;
    let joints = [", and ", ", but ", ", who ", ", which ", " and ", ", "];
    let near = |at: &usize| at.abs_diff(middle) < text.len() / 5;
    let (at, joint) = joints.iter().find_map(|j| Some((text.match_indices(j).map(|m| m.0).find(near)?, *j)))?;
    Some((format!("{}.", &text[..at]), format!("It {}", &text[at + joint.len()..])))
}

fn merge(first: &str, second: &str) -> String {
    format!("{}, and {second}", first.trim_end_matches(['.', '”', '"']))
}
