//! How articles end: who else reported, who the author is, where to write to, whose the rights are.

/// Phrases of last lines, in lower case.
const PHRASES: &[&str] = &[
    "contributed to this report",
    "contributed to this article",
    "contributed to this story",
    "contributed reporting",
    "additional reporting by",
    "reporting by ",
    "editing by ",
    "is a staff writer",
    "is a columnist",
    "is a contributor",
    "is a freelance",
    "is a fellow at",
    "is a professor",
    "is an associate professor",
    "is the author of",
    "is a reporter",
    "is a correspondent",
    "is an opinion",
    "follow him on twitter",
    "follow her on twitter",
    "follow them on twitter",
    "can be reached at",
    "all rights reserved",
    "originally appeared",
    "first appeared",
    "first published",
    "views expressed",
    "opinions expressed",
];

/// Longest last line, in bytes.
const MAX_BYTES: usize = 600;

/// Whether a paragraph reads like the last of an article.
pub(crate) fn closes(paragraph: &str) -> bool {
    if paragraph.len() > MAX_BYTES {
        return false;
    }
    let low = paragraph.to_lowercase();
    PHRASES.iter().any(|p| low.contains(p))
        || is_credit(paragraph)
        || low.starts_with('©')
        || low.starts_with("copyright")
}

/// What the line of a credit opens with, in lower case.
const CREDITS: [&str; 4] = ["source:", "sources:", "contributing:", "contributors:"];

/// Whether a line opens by naming a source or those who helped.
pub(crate) fn is_credit(line: &str) -> bool {
    CREDITS.iter().any(|c| line.get(..c.len()).is_some_and(|head| head.eq_ignore_ascii_case(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_lines() {
        assert!(closes("Bo Ek contributed to this report."));
        assert!(closes("(Reporting by Ann Lee; Editing by Bo Ek)"));
        assert!(closes("Source: Harbour Statistics"));
        assert!(closes("Ann Lee is a columnist for The Harbour Post."));
        assert!(!closes("The report was read by the council on Monday."));
    }
}
