//! Numbers in digits and words, by value: "three", "60bn", "60 billion", "two hundred and fifty".

use wirecopy_text::number_word;

/// A number read from the front of a run of words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// Its value; an ordinal has the value of its cardinal.
    pub value: f64,
    /// Whether it counts places ("third").
    pub ordinal: bool,
    /// How many words it takes.
    pub words: usize,
}

/// Reads the longest number at the front of `words` (folded). "a" and "one" alone are no numbers: they are articles and
/// pronouns too often.
pub(crate) fn parse<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Option<Number> {
    let mut reader = Reader::default();
    let mut best = None;
    let mut ahead = words.enumerate().peekable();
    while let Some((i, word)) = ahead.next() {
        if word == "and" {
            let continues = reader.scaled && ahead.peek().is_some_and(|(_, next)| small(next).is_some());
            if continues && i > 0 { continue } else { break }
        }
        match reader.take(word) {
            Step::Stop => break,
            Step::Go => best = Some(reader.number(i + 1, false)),
            Step::Ordinal => return Some(reader.number(i + 1, true)),
            Step::End => return Some(reader.number(i + 1, false)),
        }
    }
    best
}

/// Whether a number may begin with the word: all others need not be read.
pub(crate) fn may_begin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || small(word).is_some() || ordinal(word).is_some()
}

enum Step {
    Stop,
    Go,
    Ordinal,
    End,
}

/// Value read so far: finished groups, and the group under way.
#[derive(Default)]
struct Reader {
    total: f64,
    group: Option<f64>,
    tens: bool,
    scaled: bool,
}

impl Reader {
    fn number(&self, words: usize, ordinal: bool) -> Number {
        Number { value: self.total + self.group.unwrap_or(0.0), ordinal, words }
    }

    fn take(&mut self, word: &str) -> Step {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.take_digits(word);
        }
        if let Some(value) = small(word) {
            return self.take_small(value, false);
        }
        if let Some(value) = ordinal(word) {
            return self.take_small(value, true);
        }
        self.take_scale(word)
    }

    fn take_digits(&mut self, word: &str) -> Step {
        if self.group.is_some() || self.scaled {
            return Step::Stop;
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let Ok(value) = digits.parse::<f64>() else { return Step::Stop };
        match &word[digits.len()..] {
            "" => {
                self.group = Some(value);
                Step::Go
            }
            "st" | "nd" | "rd" | "th" => {
                self.group = Some(value);
                Step::Ordinal
            }
            suffix => match scale(suffix) {
                Some(by) => {
                    self.group = Some(value * by);
                    Step::End
                }
                None => Step::Stop,
            },
        }
    }

    fn take_small(&mut self, value: f64, is_ordinal: bool) -> Step {
        let fits = match self.group {
            None => true,
            Some(group) => (self.tens && value < 10.0) || (self.scaled && group % 100.0 == 0.0 && value < 100.0),
        };
        if !fits {
            return Step::Stop;
        }
        self.group = Some(self.group.unwrap_or(0.0) + value);
        self.tens = (20.0..100.0).contains(&value);
        if is_ordinal { Step::Ordinal } else { Step::Go }
    }

    fn take_scale(&mut self, word: &str) -> Step {
        // A letter of its own is a unit of measure more often than a scale.
        let by = scale(word).filter(|_| word.len() > 1);
        let (Some(by), Some(group)) = (by, self.group) else { return Step::Stop };
        self.scaled = true;
        self.tens = false;
        if by == 100.0 {
            self.group = Some(group * by);
        } else {
            self.total += group * by;
            self.group = None;
        }
        Step::Go
    }
}

fn small(word: &str) -> Option<f64> {
    number_word(word).map(f64::from)
}

fn ordinal(word: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    WORDS.iter().position(|&w| w == word).map(|n| n as f64 + 1.0)
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "mn" | "m" => 1e6,
        "billion" | "bn" | "b" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: f64, words: usize) {
        let found = parse(text.split(' ')).map(|n| (n.value, n.words));
        assert_eq!(found, Some((value, words)), "{text}");
    }

    #[test]
    fn digits_and_words_meet() {
        check("3", 3.0, 1);
        check("three men", 3.0, 1);
        check("60 billion dollars", 6e10, 2);
        check("60bn", 6e10, 1);
        check("1.5 million", 1.5e6, 2);
        check("two hundred and fifty people", 250.0, 4);
        check("twenty five years", 25.0, 2);
        check("forty two thousand three hundred", 42_300.0, 5);
        check("75th birthday", 75.0, 1);
        check("third", 3.0, 1);
        check("three and a half", 3.0, 1);
        check("2017 21", 2017.0, 1);
    }

    #[test]
    fn words_that_are_no_numbers() {
        for text in ["million", "and two", "hello", "kilo", "4x4"] {
            assert_eq!(parse(text.split(' ')), None, "{text}");
        }
    }
}
