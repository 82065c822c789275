//! Edits of single sentences with a known answer: some change a fact, some change only the wording.

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
pub(super) const EDITS: [(&str, &[&str], Edit); 20] = [
    ("number", &["number"], number),
    ("number word", &["number"], number_word),
    ("weekday", &["date"], weekday),
    ("month", &["date"], month),
    ("year", &["date"], year),
    ("name", &["name", "attribution", "role"], name),
    ("agent and patient swapped", &["action"], swap),
    ("not put in", &["polarity"], negate),
    ("not taken out", &["polarity"], affirm),
    ("opposite word", &["polarity"], opposite),
    ("speaker", &["attribution", "name"], speaker),
    ("source dropped", &["attribution"], unsourced),
    ("will, may", &["certainty"], certainty),
    ("synonym", &[], synonym),
    ("spelling, quotes", &[], typography),
    ("spelled out", &[], spelled_out),
    ("time moved", &[], time_moved),
    ("passive voice", &[], passive),
    ("title dropped", &[], title_dropped),
    ("clause cut", &[], clause_cut),
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

fn number(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let dated = |i: usize| i > 0 && s.is_date_word(i - 1) || s.touches(i) && s.is_date_word(i + 1);
    let plain = |raw: &str| {
        raw.len() < 10 && raw.chars().all(|c| c.is_ascii_digit() || c == ',') && !is_year(raw) && !raw.starts_with('0')
    };
    let apart = |i: usize| {
        let (before, after) = (&s.text[..s.tokens.span(i).start()], &s.text[s.tokens.span(i).end()..]);
        !before.ends_with(['-', '/', ':', '.', '(', '#']) && !after.starts_with(['-', '/', ':', '\u{2013}', ')'])
    };
    let i = s.find(random, |i| plain(s.raw(i)) && !dated(i) && apart(i) && s.touches(i))?;
    let value: u64 = s.raw(i).replace(',', "").parse().ok().filter(|&v| v > 2)?;
    let changed = value + (value / 5).max(1) + random.next() % (value / 2 + 2);
    Some(s.replace(s.tokens.span(i), &grouped(changed)))
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

fn number_word(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i = s.find(random, |i| NUMBERS.contains(&s.raw(i)) && s.touches(i) && s.raw(i + 1).ends_with('s'))?;
    other(s, i, &NUMBERS, random)
}

fn other(s: &Sentence<'_>, i: usize, list: &[&str], random: &mut Random) -> Option<String> {
    let rest: Vec<&str> = list.iter().copied().filter(|&w| w != s.raw(i)).collect();
    Some(s.replace(s.tokens.span(i), random.pick::<&str>(&rest)))
}

fn weekday(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i = s.find(random, |i| WEEKDAYS.contains(&s.raw(i)))?;
    other(s, i, &WEEKDAYS, random)
}

fn month(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let dated = |i: usize| {
        s.touches(i) && s.raw(i + 1).chars().all(|c| c.is_ascii_digit())
            || i > 0 && ["in", "last", "since", "In"].contains(&s.raw(i - 1))
    };
    let i = s.find(random, |i| MONTHS.contains(&s.raw(i)) && dated(i))?;
    other(s, i, &MONTHS, random)
}

fn year(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i =
        s.find(random, |i| is_year(s.raw(i)) && i > 0 && ["in", "since", "In", "Since", "of"].contains(&s.raw(i - 1)))?;
    let year: usize = s.raw(i).parse().ok()?;
    Some(s.replace(s.tokens.span(i), &(year - 1 - random.below(4)).to_string()))
}

fn name(s: &Sentence<'_>, pool: &[String], random: &mut Random) -> Option<String> {
    let own = s.names();
    let is_name = |i: usize| s.name_at(i).is_some_and(|span| own.iter().any(|n| n == span.of(s.text)));
    let i = s.find(random, is_name)?;
    let span = s.name_at(i)?;
    let new = random.pick(pool);
    let shares = span.of(s.text).split(' ').any(|word| s.text.matches(word).count() > 1 || new.contains(word));
    (!shares).then(|| s.replace(span, new))
}

/// "Ann Lee praised Bob Ray" in three spans: agent, verb, patient; the verb is a regular past form.
fn clause(s: &Sentence<'_>) -> Option<(Span, usize, Span)> {
    (1..s.len()).find_map(|v| {
        let verb = s.raw(v).ends_with("ed") && s.raw(v).len() > 4 && s.raw(v).starts_with(char::is_lowercase);
        let (agent, patient) = (name_ending(s, v.checked_sub(1)?)?, name_starting(s, v + 1)?);
        (verb && s.touches(v - 1) && s.touches(v)).then_some((agent, v, patient))
    })
}

fn name_ending(s: &Sentence<'_>, i: usize) -> Option<Span> {
    let start = (0..=i).rev().take_while(|&k| s.is_capital(k) && (k == i || s.touches(k))).last()?;
    let before = s.text[..s.tokens.span(start).start()].trim_end();
    let preceded = start > 0
        && (!s.touches(start - 1) && !before.ends_with(',')
            || ["of", "and", "for", "in", "by", "with"].contains(&s.raw(start - 1)));
    let preceded =
        preceded || start == 0 && (Lexicon::shared().is_function(&s.raw(0).to_lowercase()) || s.raw(0).ends_with("ly"));
    (i - start < 3 && !preceded && !(start..=i).any(|k| s.is_date_word(k)))
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

fn swap(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let (agent, verb, patient) = clause(s)?;
    let verb = s.raw(verb);
    let turned = [patient.of(s.text), verb, agent.of(s.text)].join(" ");
    Some(s.replace(agent.cover(patient), &turned))
}

fn passive(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let (agent, verb, patient) = clause(s)?;
    let simple = s.text[patient.end()..].starts_with([' ', '.', ',']) && agent.start() == 0;
    let turned = format!("{} was {} by {}", patient.of(s.text), s.raw(verb), agent.of(s.text));
    simple.then(|| s.replace(agent.cover(patient), &turned))
}

fn negate(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let takes =
        |i: usize| ["will", "was", "were", "would", "has", "had", "is", "are"].contains(&s.raw(i)) && s.touches(i);
    let free =
        |i: usize| s.raw(i + 1).ends_with("ed") || s.raw(i) == "will" && s.raw(i + 1).starts_with(char::is_lowercase);
    let i = s.find(random, |i| {
        takes(i) && free(i) && !s.text.contains(" not ") && !s.text.contains("n’t") && !s.text.contains("n't")
    })?;
    let end = s.tokens.span(i).end();
    Some(s.replace(Span::new(end, end), " not"))
}

fn affirm(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i = s.find(random, |i| {
        s.raw(i) == "not"
            && i > 0
            && s.touches(i)
            && ["will", "was", "were", "would", "has", "had", "is", "are"].contains(&s.raw(i - 1))
    })?;
    let single = s.text.matches(" not ").count() == 1 && !s.raw(i + 1).starts_with("only");
    single.then(|| s.replace(Span::new(s.tokens.span(i).start(), s.tokens.span(i).end() + 1), ""))
}

const OPPOSITES: [(&str, &str); 16] = [
    ("increased", "decreased"),
    ("rose", "fell"),
    ("won", "lost"),
    ("accepted", "rejected"),
    ("higher", "lower"),
    ("supported", "opposed"),
    ("opened", "closed"),
    ("before", "after"),
    ("guilty", "innocent"),
    ("legal", "illegal"),
    ("increase", "decrease"),
    ("alive", "dead"),
    ("success", "failure"),
    ("first", "last"),
    ("arrived", "departed"),
    ("strong", "weak"),
];

fn opposite(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    exchange(s, &OPPOSITES, random)
}

/// Puts the partner of a listed word in its place.
fn exchange(s: &Sentence<'_>, list: &[(&str, &str)], random: &mut Random) -> Option<String> {
    let partner = |raw: &str| list.iter().find_map(|&(x, y)| if x == raw { Some(y) } else { (y == raw).then_some(x) });
    let i = s.find(random, |i| partner(s.raw(i)).is_some())?;
    Some(s.replace(s.tokens.span(i), partner(s.raw(i))?))
}

/// A name right before or behind "said".
fn speaker_span(s: &Sentence<'_>) -> Option<(usize, Span)> {
    let v = (0..s.len()).find(|&i| s.raw(i) == "said")?;
    let before = v.checked_sub(2).and_then(|i| s.name_at(i)).filter(|_| s.touches(v - 1));
    before.or_else(|| s.name_at(v + 1).filter(|_| s.touches(v))).map(|span| (v, span))
}

fn speaker(s: &Sentence<'_>, pool: &[String], random: &mut Random) -> Option<String> {
    let (_, span) = speaker_span(s)?;
    let new = random.pick(pool);
    let shares = span.of(s.text).split(' ').any(|word| s.text.matches(word).count() > 1 || new.contains(word));
    (!shares).then(|| s.replace(span, new))
}

/// "The plan failed, Ann Lee said." loses its end.
fn unsourced(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let end = s.text.strip_suffix(" said.")?;
    let comma = end.rfind(", ")?;
    let claim = &end[..comma];
    (end.len() - comma < 40 && claim.len() > 50 && !s.text.contains(['"', '“', '”'])).then(|| format!("{claim}."))
}

fn certainty(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let plain = |i: usize| s.touches(i) && s.raw(i + 1).starts_with(char::is_lowercase);
    let i = s.find(random, |i| (s.raw(i) == "will" || s.raw(i) == "may") && plain(i))?;
    Some(s.replace(s.tokens.span(i), if s.raw(i) == "will" { "may" } else { "will" }))
}

const SYNONYMS: [(&str, &str); 22] = [
    ("bought", "purchased"),
    ("big", "large"),
    ("started", "began"),
    ("ended", "finished"),
    ("helped", "assisted"),
    ("tried", "attempted"),
    ("nearly", "almost"),
    ("children", "kids"),
    ("needed", "required"),
    ("got", "received"),
    ("often", "frequently"),
    ("car", "automobile"),
    ("chose", "selected"),
    ("while", "whereas"),
    ("but", "however"),
    ("showed", "demonstrated"),
    ("killed", "slain"),
    ("happened", "occurred"),
    ("quickly", "rapidly"),
    ("answer", "reply"),
    ("error", "mistake"),
    ("whole", "entire"),
];

fn synonym(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    exchange(s, &SYNONYMS, random)
}

const SPELLINGS: [(&str, &str); 10] = [
    ("defense", "defence"),
    ("labor", "labour"),
    ("center", "centre"),
    ("program", "programme"),
    ("organization", "organisation"),
    ("color", "colour"),
    ("behavior", "behaviour"),
    ("traveled", "travelled"),
    ("cease-fire", "ceasefire"),
    ("favorite", "favourite"),
];

fn typography(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    exchange(s, &SPELLINGS, random).or_else(|| {
        let turned = s.text.replace(['“', '”'], "\"").replace('’', "'");
        (turned != s.text).then_some(turned)
    })
}

fn spelled_out(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const FORMS: [(&str, &str); 8] = [
        ("the U.S. ", "the United States "),
        ("the U.N. ", "the United Nations "),
        (" percent ", "% "),
        ("% ", " percent "),
        ("the FBI ", "the Federal Bureau of Investigation "),
        ("the EU ", "the European Union "),
        (" million ", "m "),
        (" two ", " 2 "),
    ];
    let usable: Vec<_> = FORMS.iter().filter(|(from, _)| s.text.contains(from)).collect();
    let (from, to) = *random.pick(if usable.is_empty() { return None } else { &usable });
    Some(s.text.replacen(from, to, 1))
}

/// "He left on Monday." becomes "On Monday, he left." for sentences that begin with an article or pronoun.
fn time_moved(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let day = WEEKDAYS
        .iter()
        .find_map(|day| Some((s.text.strip_suffix('.')?.strip_suffix(day)?.strip_suffix(" on ")?, day)))?;
    let (claim, day) = day;
    let first = claim
        .split(' ')
        .next()
        .filter(|w| ["The", "He", "She", "They", "It", "A", "Two", "Officials", "Police"].contains(w))?;
    Some(format!("On {day}, {}{}.", first.to_lowercase(), &claim[first.len()..]))
}

fn title_dropped(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    const TITLES: [&str; 10] =
        ["President ", "Mr. ", "Ms. ", "Sen. ", "Rep. ", "Gov. ", "Dr. ", "Mayor ", "Judge ", "Prime Minister "];
    TITLES.iter().find_map(|title| {
        let at = s.text.find(title).filter(|&at| at > 0 && s.text[..at].ends_with(' '))?;
        let rest = &s.text[at + title.len()..];
        let capital = s.text[..at].trim_end().rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase));
        (rest.starts_with(char::is_uppercase) && !capital).then(|| [&s.text[..at], rest].concat())
    })
}

/// Takes out what stands between ", which" or ", who" and the next comma.
fn clause_cut(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let start = [", which ", ", who "].iter().find_map(|opening| s.text.find(opening))?;
    let length = s.text[start + 2..].find(',')?;
    let quoted = s.text.contains(['"', '“']);
    let cut = [&s.text[..start], &s.text[start + 2 + length + 1..]].concat();
    (!quoted && cut.len() > 50).then_some(cut)
}
