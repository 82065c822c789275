//! Reasons in plain words, written before it is known which side the caller named first.

/// A sentence with places for the words of the two sides.
#[derive(Debug, Clone)]
pub(crate) enum Reason {
    /// The sides are alike: `{}` twice, the caller's first side first.
    Either(&'static str),
    /// It speaks of one side: `{a}` and `{b}` are the sides of the finding.
    Each(&'static str),
    /// Words of its own for each order of the sides.
    Ordered {
        /// With the sides as in the finding.
        straight: String,
        /// With the sides turned round.
        turned: String,
    },
}

impl Reason {
    /// The sentence; `first` and `second` are the words in the caller's order, `turned` says whether that is not the finding's.
    pub(crate) fn fill(&self, first: &str, second: &str, turned: bool) -> String {
        let (a, b) = if turned { (second, first) } else { (first, second) };
        match self {
            Self::Either(pattern) => {
                let mut parts = pattern.splitn(3, "{}");
                let mut next = || parts.next().unwrap_or_default();
                [next(), first, next(), second, next()].concat()
            }
            // Filled in one pass, so that braces in a page stay what they are.
            Self::Each(pattern) => pattern.split_inclusive('}').map(|part| part_filled(part, a, b)).collect(),
            Self::Ordered { straight, turned: other } => if turned { other } else { straight }.clone(),
        }
    }
}

fn part_filled(part: &str, a: &str, b: &str) -> String {
    match (part.strip_suffix("{a}"), part.strip_suffix("{b}")) {
        (Some(before), _) => [before, a].concat(),
        (_, Some(before)) => [before, b].concat(),
        _ => part.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_stand_in_the_callers_order() {
        assert_eq!(Reason::Either("{} here, {} there.").fill("x", "{}", true), "x here, {} there.");
        assert_eq!(Reason::Each("{b} doubts, {a} does not.").fill("x", "y", true), "x doubts, y does not.");
        assert_eq!(Reason::Each("{b} doubts, {a} does not.").fill("x", "y", false), "y doubts, x does not.");
    }
}
