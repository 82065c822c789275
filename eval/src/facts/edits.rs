//! Edits of single sentences with a known answer: some change a fact, some change only the wording.

mod changing;
mod claims;
mod harmless;

use wirecopy_lexicon::Lexicon;
use wirecopy_text::{Span, Tokens};

use crate::random::Random;

/// A sentence with its words.
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    tokens: Tokens,
}

/// An edit: `None` where the sentence offers no place for it. The list holds names of other sentences.
pub(super) type Edit = fn(&Sentence<'_>, &[String], &mut Random) -> Option<String>;

/// Name of the edit, the kinds of change that are right answers (none: harmless), and the edit.
pub(super) const EDITS: &[(&str, &[&str], Edit)] = &[
    ("number", &["number"], changing::number),
    ("number word", &["number"], changing::number_word),
    ("total updated", &["number"], claims::total),
    ("unit", &["number", "date", "action"], claims::unit),
    ("weekday", &["date"], changing::weekday),
    ("month", &["date"], changing::month),
    ("year", &["date"], changing::year),
    ("name", &["name", "attribution", "role"], changing::name),
    ("rank", &["role", "name"], claims::rank),
    ("rank word dropped", &["role"], claims::rank_dropped),
    ("agent and patient swapped", &["action"], changing::swap),
    ("not put in", &["polarity"], changing::negate),
    ("not taken out", &["polarity"], changing::affirm),
    ("opposite word", &["polarity"], changing::opposite),
    ("opposite by prefix", &["polarity"], claims::prefix),
    ("more, less", &["polarity", "number"], claims::comparison),
    ("cause turned", &["polarity", "action"], claims::cause),
    ("all, some", &["scope", "polarity"], claims::quantifier),
    ("speaker", &["attribution", "name"], changing::speaker),
    ("source dropped", &["attribution"], changing::unsourced),
    ("leading source dropped", &["attribution"], claims::unsourced_lead),
    ("named source made vague", &["attribution"], claims::vague),
    ("will, may", &["certainty"], changing::certainty),
    ("planned, done", &["certainty"], claims::done),
    ("hedge dropped", &["certainty"], claims::unhedged),
    ("may have, has", &["certainty"], claims::surely),
    ("synonym", &[], harmless::synonym),
    ("spelling, quotes", &[], harmless::typography),
    ("spelled out", &[], harmless::spelled_out),
    ("number in other words", &[], harmless::number_spelled),
    ("rounded with about", &[], harmless::rounded),
    ("time moved", &[], harmless::time_moved),
    ("on dropped", &[], harmless::bare_day),
    ("passive voice", &[], harmless::passive),
    ("title dropped", &[], harmless::title_dropped),
    ("title short, long", &[], harmless::title_form),
    ("said, says", &[], harmless::reporting_verb),
    ("source moved", &[], harmless::source_moved),
    ("contracted", &[], harmless::contracted),
    ("clause cut", &[], harmless::clause_cut),
    ("aside put in", &[], harmless::aside),
    ("split in two", &[], harmless::split),
];

impl<'t> Sentence<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, tokens: Tokens::of(text) }
    }

    fn raw(&self, i: usize) -> &'t str {
        self.tokens.span(i).of(self.text)
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn find(&self, random: &mut Random, holds: impl Fn(usize) -> bool) -> Option<usize> {
        let all: Vec<usize> = (0..self.len()).filter(|&i| holds(i)).collect();
        (!all.is_empty()).then(|| *random.pick(&all))
    }

    fn replace(&self, span: Span, with: &str) -> String {
        [&self.text[..span.start()], with, &self.text[span.end()..]].concat()
    }

    /// Whether only a blank parts word `i` from the next.
    fn touches(&self, i: usize) -> bool {
        i + 1 < self.len() && &self.text[self.tokens.span(i).end()..self.tokens.span(i + 1).start()] == " "
    }

    fn is_capital(&self, i: usize) -> bool {
        let mut letters = self.raw(i).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str().len() > 1 && letters.all(char::is_lowercase)
    }

    fn is_date_word(&self, i: usize) -> bool {
        WEEKDAYS.contains(&self.raw(i)) || MONTHS.contains(&self.raw(i))
    }

    /// The two words of a name that stands apart: "… Ann Lee said".
    fn name_at(&self, i: usize) -> Option<Span> {
        let is_part = |k: usize| k < self.len() && self.is_capital(k) && !self.is_date_word(k);
        let before = i == 0 || !self.touches(i - 1) || !self.raw(i - 1).starts_with(char::is_uppercase);
        let after = !self.touches(i + 1) || !self.raw(i + 2).starts_with(char::is_uppercase);
        let whole = i > 0 && is_part(i) && is_part(i + 1) && self.touches(i) && before && after;
        let cover = || self.tokens.span(i).cover(self.tokens.span(i + 1));
        let owner =
            whole && (self.text[cover().end()..].starts_with('-') || self.text[..cover().start()].ends_with('-'));
        (whole && !owner).then(cover)
    }

    /// Names of two words whose second is no common word: most are people and places.
    pub(super) fn names(&self) -> Vec<String> {
        let is_proper = |i: &usize| {
            let entry = Lexicon::shared().entry(&self.raw(i + 1).to_lowercase());
            !entry.is_known() || entry.name_share() > 0.5
        };
        let found = (0..self.len()).filter(|&i| self.name_at(i).is_some()).filter(is_proper);
        found.filter_map(|i| self.name_at(i)).map(|s| s.of(self.text).to_owned()).collect()
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const NUMBERS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn is_year(raw: &str) -> bool {
    raw.len() == 4 && raw.parse::<u32>().is_ok_and(|y| (1900..2030).contains(&y))
}

/// Puts the partner of a listed word in its place.
fn exchange(s: &Sentence<'_>, list: &[(&str, &str)], random: &mut Random) -> Option<String> {
    let partner = |raw: &str| list.iter().find_map(|&(x, y)| if x == raw { Some(y) } else { (y == raw).then_some(x) });
    let i = s.find(random, |i| partner(s.raw(i)).is_some())?;
    Some(s.replace(s.tokens.span(i), partner(s.raw(i))?))
}

/// Verbs that hold both ways round ("joined", "married"), and verbs with no one who undergoes behind them ("named", "leaned").
const NO_SWAP: [&str; 9] = ["battled", "called", "divorced", "faced", "joined", "leaned", "married", "named", "tied"];

/// "Ann Lee praised Bob Ray" in three spans: agent, verb, patient; the verb is a regular past form.
fn clause(s: &Sentence<'_>) -> Option<(Span, usize, Span)> {
    (1..s.len()).find_map(|v| {
        let regular = s.raw(v).ends_with("ed") && s.raw(v).len() > 4 && s.raw(v).starts_with(char::is_lowercase);
        let verb = regular && !NO_SWAP.contains(&s.raw(v));
        let (agent, patient) = (name_ending(s, v.checked_sub(1)?)?, name_starting(s, v + 1)?);
        (verb && s.touches(v - 1) && s.touches(v)).then_some((agent, v, patient))
    })
}

/// The name that ends with word `i`, if it is all that acts: it opens the sentence or clause, so that no part of it is left behind.
fn name_ending(s: &Sentence<'_>, i: usize) -> Option<Span> {
    const OPENERS: [&str; 12] =
        ["that", "as", "because", "after", "before", "when", "while", "if", "since", "whether", "but", "which"];
    let start = (0..=i).rev().take_while(|&k| s.is_capital(k) && (k == i || s.touches(k))).last()?;
    let opens = if start == 0 {
        !Lexicon::shared().is_function(&s.raw(0).to_lowercase()) && !s.raw(0).ends_with("ly")
    } else {
        s.touches(start - 1) && OPENERS.contains(&s.raw(start - 1))
            || s.text[..s.tokens.span(start).start()].ends_with(", ")
                && !s.raw(start - 1).starts_with(char::is_uppercase)
    };
    (i - start < 3 && opens && !(start..=i).any(|k| s.is_date_word(k)))
        .then(|| s.tokens.span(start).cover(s.tokens.span(i)))
}

fn name_starting(s: &Sentence<'_>, i: usize) -> Option<Span> {
    const FOLLOWERS: [&str; 14] = [
        " in ", " on ", " for ", " at ", " after ", " over ", " with ", " to ", " as ", " during ", " before ", ", ",
        "; ", " while ",
    ];
    let end = (i..s.len()).take_while(|&k| s.is_capital(k) && (k == i || s.touches(k - 1))).last()?;
    let rest = &s.text[s.tokens.span(end).end()..];
    let closes = rest == "." || FOLLOWERS.iter().any(|f| rest.starts_with(f));
    (closes && end - i < 3 && !(i..=end).any(|k| s.is_date_word(k))).then(|| s.tokens.span(i).cover(s.tokens.span(end)))
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (k, c) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
