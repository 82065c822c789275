//! Words cut into the pieces that a model knows, as BERT does it (Devlin et al. 2019; Wu et al. 2016).
//!
//! Checked against the `tokenizers` library; that would be 60 more crates to build, for one of its many ways of cutting.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::bert::Input;
use crate::config::Casing;
use crate::error::ModelError;

pub(crate) const FILE: &str = "vocab.txt";

/// Longer words are unknown ones.
const MAX_CHARS: usize = 100;

#[derive(Debug)]
pub(crate) struct WordPiece {
    pieces: HashMap<String, u32>,
    unknown: u32,
    first: u32,
    separator: u32,
    lower_case: bool,
    strip_marks: bool,
}

impl WordPiece {
    /// Reads a vocabulary, a piece a line.
    pub(crate) fn read(vocabulary: &[u8], casing: &Casing) -> Result<Self, ModelError> {
        let text = std::str::from_utf8(vocabulary).map_err(|e| ModelError::Damaged(FILE, e.to_string()))?;
        let pieces: HashMap<String, u32> = text.lines().map(|line| line.trim_end().to_owned()).zip(0..).collect();
        let special = |name: &str| {
            pieces.get(name).copied().ok_or_else(|| ModelError::Damaged(FILE, format!("it has no {name}")))
        };
        let (unknown, first, separator) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        let lower_case = casing.do_lower_case;
        Ok(Self {
            unknown,
            first,
            separator,
            lower_case,
            strip_marks: casing.strip_accents.unwrap_or(lower_case),
            pieces,
        })
    }

    /// One more than the highest number of a piece.
    pub(crate) fn len(&self) -> usize {
        self.pieces.values().max().map_or(0, |&most| most as usize + 1)
    }

    /// A text for the model, with no more than `longest` pieces.
    pub(crate) fn one(&self, text: &str, longest: usize) -> Input {
        let mut pieces = vec![self.first];
        pieces.extend(self.cut(text).into_iter().take(longest.saturating_sub(2)));
        pieces.push(self.separator);
        Input { parts: vec![0; pieces.len()], pieces }
    }

    /// Two texts for the model; the longer one gives way if they are too long.
    pub(crate) fn two(&self, a: &str, b: &str, longest: usize) -> Input {
        let (mut a, mut b) = (self.cut(a), self.cut(b));
        let room = longest.saturating_sub(3);
        let (short, long) = if a.len() > b.len() { (&mut b, &mut a) } else { (&mut a, &mut b) };
        if short.len() + long.len() > room {
            short.truncate(room / 2);
            long.truncate(room - short.len());
        }
        let mut pieces = vec![self.first];
        pieces.extend(a);
        pieces.push(self.separator);
        let mut parts = vec![0; pieces.len()];
        pieces.extend(b);
        pieces.push(self.separator);
        parts.resize(pieces.len(), 1);
        Input { pieces, parts }
    }

    fn cut(&self, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let mut word = String::new();
        for c in self.folded(text).chars() {
            let is_alone = is_punctuation(c) || is_ideograph(c);
            if is_alone || is_space(c) {
                self.cut_word(&word, &mut found);
                word.clear();
            }
            if is_alone {
                self.cut_word(c.encode_utf8(&mut [0; 4]), &mut found);
            } else if !is_space(c) {
                word.push(c);
            }
        }
        self.cut_word(&word, &mut found);
        found
    }

    fn folded(&self, text: &str) -> String {
        let kept = text.chars().filter(|&c| !is_dropped(c));
        let bare: String = if self.strip_marks {
            kept.nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark).collect()
        } else {
            kept.collect()
        };
        if self.lower_case { bare.chars().flat_map(char::to_lowercase).collect() } else { bare }
    }

    /// The longest known piece in front, then the longest of what is left; unknown as a whole if that ends before the word does.
    fn cut_word(&self, word: &str, found: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let start = found.len();
        let mut rest = word;
        let mut key = String::new();
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).rev();
            let longest = ends.into_iter().find_map(|end| {
                key.clear();
                key.push_str(if rest.len() < word.len() { "##" } else { "" });
                key.push_str(&rest[..end]);
                Some((*self.pieces.get(&key)?, end))
            });
            let Some((piece, end)) = longest.filter(|_| word.chars().count() <= MAX_CHARS) else {
                found.truncate(start);
                found.push(self.unknown);
                return;
            };
            found.push(piece);
            rest = &rest[end..];
        }
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Control characters, and what stands for bytes that were none.
fn is_dropped(c: char) -> bool {
    !is_space(c) && (c == '\u{fffd}' || c.general_category_group() == GeneralCategoryGroup::Other)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<u32> {
        let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nport\n##s\n##er\n.\ncafe\n東\n\u{201c}";
        WordPiece::read(vocabulary.as_bytes(), &Casing::default()).unwrap().one(text, 9).pieces
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        for (text, expected) in [
            ("Ports.", vec![2, 4, 5, 7, 3]),
            ("porter\tporters", vec![2, 4, 6, 4, 6, 5, 3]),
            ("harbour port", vec![2, 1, 4, 3]),
            ("Café\u{ad} 東東 \u{201c}", vec![2, 8, 9, 9, 10, 3]),
            ("", vec![2, 3]),
            ("port port port port port port port port port", vec![2, 4, 4, 4, 4, 4, 4, 4, 3]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn the_longer_of_two_texts_gives_way() {
        let vocabulary = b"[UNK]\n[CLS]\n[SEP]\na\nb";
        let words = WordPiece::read(vocabulary, &Casing::default()).unwrap();
        let input = words.two("a a a a a", "b b", 8);
        assert_eq!(input.pieces, [1, 3, 3, 3, 2, 4, 4, 2]);
        assert_eq!(input.parts, [0, 0, 0, 0, 0, 1, 1, 1]);
    }
}
