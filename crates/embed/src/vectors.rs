use wirecopy_lexicon::{Lexicon, Vector};
use wirecopy_text::{Span, Tokens};

use crate::Meaning;

/// The vectors of words that are bundled, summed over a text (192 numbers). Exact: whole numbers throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Static;

impl Static {
    fn direction(text: &str) -> Vector {
        let mut tokens = Tokens::default();
        tokens.push(text, Span::new(0, text.len()));
        Lexicon::shared().vectors().sentence((0..tokens.len()).map(|i| tokens.word(i)))
    }
}

impl Meaning for Static {
    fn id(&self) -> &'static str {
        "bundled"
    }

    fn embed(&self, texts: &[&str]) -> Option<Vec<Vec<f32>>> {
        let row = |text: &&str| {
            let direction = Self::direction(text);
            let numbers: Vec<f32> = direction.numbers().iter().map(|&x| f32::from(x)).collect();
            let length = numbers.iter().map(|x| x * x).sum::<f32>().sqrt().max(1.0);
            numbers.into_iter().map(|x| x / length).collect()
        };
        Some(texts.iter().map(row).collect())
    }

    fn likeness(&self, pairs: &[(&str, &str)]) -> Vec<f64> {
        pairs.iter().map(|(a, b)| Self::direction(a).cosine(&Self::direction(b))).collect()
    }
}
