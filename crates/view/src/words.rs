//! Numbers and names as a reader expects them.

use wirecopy_record::LinkRow;

use crate::clean::visible;

/// "no pages", "1 page", "1,234 pages".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", grouped(n)),
    }
}

/// "1,234".
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let head: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", head.join(", "), last.as_ref())
        }
    }
}

/// A share as "none", "under 1 %", "35 %", "nearly all" or "all".
pub(crate) fn share(part: f64) -> String {
    let percent = (part * 100.0).clamp(0.0, 100.0);
    match percent {
        p if p <= 0.0 || p.is_nan() => "none".to_owned(),
        p if p < 1.0 => "under 1 %".to_owned(),
        p if p >= 100.0 => "all".to_owned(),
        p if p > 99.0 => "nearly all".to_owned(),
        p => format!("{p:.0} %"),
    }
}

/// The copied, the reworded and the own part of a text in whole percent that add up to 100.
pub(crate) fn parts(copied: f64, reworded: f64) -> [u32; 3] {
    let percent = |part: f64| if part.is_finite() { (part.clamp(0.0, 1.0) * 100.0).round() as u32 } else { 0 };
    let copied = percent(copied);
    let reworded = percent(reworded).min(100 - copied);
    [copied, reworded, 100 - copied - reworded]
}

/// The same three as words; a trace that rounds to nothing is still told.
pub(crate) fn parts_in_words(copied: f64, reworded: f64) -> [String; 3] {
    let own = (1.0 - copied - reworded).max(0.0);
    let [.., rest] = parts(copied, reworded);
    [share(copied), share(reworded), if rest > 0 { share(f64::from(rest) / 100.0) } else { share(own) }]
}

/// The text with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// At most `columns` signs of the text, cut at a word, with `…` where something is cut off.
pub(crate) fn shortened(text: &str, columns: usize) -> String {
    let clean = visible(text.trim());
    let words: Vec<&str> = clean.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= columns {
        return whole;
    }
    let cut: String = whole.chars().take(columns.max(2)).collect();
    let last = cut.char_indices().next_back().map_or(0, |(at, _)| at);
    let at_word = cut.rfind(' ').filter(|&at| at > cut.len() / 2).unwrap_or(last);
    format!("{}…", cut[..at_word].trim_end_matches([',', ';', ':', ' ']))
}

/// A kind of link as a noun: one and many.
pub(crate) fn link_noun(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "exact" => ("exact copy", "exact copies"),
        "near" => ("near copy", "near copies"),
        "embedded" => ("text or long passage inside another", "texts or long passages inside another"),
        "rewrite" => ("rewrite", "rewrites"),
        "story" => ("pair on the same story without shared copy", "pairs on the same story without shared copy"),
        _ => ("other link", "other links"),
    }
}

/// A kind of link in two words.
pub(crate) fn link_badge(kind: &str) -> &'static str {
    match kind {
        "exact" => "exact copy",
        "near" => "near copy",
        "embedded" => "shared passage",
        "rewrite" => "rewrite",
        "story" => "same story",
        _ => "no link",
    }
}

/// From this share on, a text counts as standing in the other as a whole.
const WHOLE: f64 = 0.9;

/// What a link is, as a sentence about a and b.
pub(crate) fn link_sentence(link: &LinkRow) -> &'static str {
    match link.kind.as_str() {
        "exact" => "A and B carry the same text, word for word.",
        "near" => "A and B carry the same text with few words changed.",
        "embedded" if link.copied_a >= WHOLE => "The text of A stands inside B.",
        "embedded" if link.copied_b >= WHOLE => "The text of B stands inside A.",
        "embedded" => "A long passage stands in both; around it each has text of its own.",
        "rewrite" => "One text in two wordings: parts stand word for word in both, parts are reworded.",
        "story" => "A and B tell the same story, each in its own words.",
        _ => {
            "None: A and B were searched for shared passages and reworded sentences, and hold too few or none, or only a form that each fills with its own names and figures."
        }
    }
}

/// A direction and its reason as sentences about a and b.
pub(crate) fn direction_sentences(direction: &str, reason: &str) -> String {
    let sentence = match direction {
        "a_from_b" => "A was made from B.",
        "b_from_a" => "B was made from A.",
        "common_source" => "Both come from a text that is not here.",
        _ => "Which of the two came first cannot be said.",
    };
    // The reason may open with the answer that the sentence has given.
    let reason = reason.trim();
    let reason = reason.strip_prefix("cannot say:").unwrap_or(reason).trim();
    if reason.is_empty() {
        return sentence.to_owned();
    }
    let stop = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{sentence} {}{stop}", capital(reason))
}

/// The day of a time in ISO 8601.
pub(crate) fn day(time: &str) -> &str {
    time.split_once('T').map_or(time, |(day, _)| day)
}

/// A kind of furniture as a noun: one and many.
pub(crate) fn furniture_noun(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "widget" => ("label or button", "labels and buttons"),
        "promo" => ("pointer to other articles", "pointers to other articles"),
        "recurring" => ("line that recurs over pages", "lines that recur over pages"),
        "notice" => ("notice", "notices"),
        "navigation" => ("menu or section name", "menus and section names"),
        "glued" => ("piece stuck to a sentence", "pieces stuck to sentences"),
        _ => ("other piece", "other pieces"),
    }
}

/// A kind of change as a heading: what is different.
pub(crate) fn change_noun(kind: &str) -> &'static str {
    match kind {
        "number" => "number",
        "date" => "date or time",
        "name" => "name",
        "role" => "who or what somebody is",
        "action" => "what was done",
        "polarity" => "yes or no",
        "certainty" => "how sure it is",
        "attribution" => "who says so",
        "quotation" => "words quoted",
        "qualifier" => "limiting word",
        "scope" => "how many of them",
        _ => "wording",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_right_for_none_one_and_many() {
        assert_eq!(count(0, "page", "pages"), "no pages");
        assert_eq!(count(1, "page", "pages"), "1 page");
        assert_eq!(count(1_234_567, "page", "pages"), "1,234,567 pages");
        assert_eq!(grouped(999), "999");
    }

    #[test]
    fn lists_and_shares() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list::<&str>(&[]), "");
        let shares: Vec<String> = [0.0, 0.004, 0.351, 0.996, 1.0].map(share).to_vec();
        assert_eq!(shares, ["none", "under 1 %", "35 %", "nearly all", "all"]);
        assert_eq!(parts(0.604, 0.283), [60, 28, 12]);
        assert_eq!(parts(0.996, 0.6), [100, 0, 0]);
        assert_eq!(parts_in_words(0.67, 0.328), ["67 %", "33 %", "under 1 %"]);
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(shortened("The quick brown fox jumps", 16), "The quick brown…");
        assert_eq!(shortened("  short\n text ", 16), "short text");
        assert_eq!(shortened("Donaudampfschifffahrt", 8), "Donauda…");
        assert_eq!(capital("élan"), "Élan");
    }
}
