//! Edits that keep every fact: other words, other order, less or more beside the claim.

use wirecopy_text::Span;

use super::{NUMBERS, Sentence, WEEKDAYS, clause, exchange};
use crate::random::Random;

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

pub(super) fn synonym(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
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

pub(super) fn typography(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    exchange(s, &SPELLINGS, random).or_else(|| {
        let turned = s.text.replace(['“', '”'], "\"").replace('’', "'");
        (turned != s.text).then_some(turned)
    })
}

pub(super) fn spelled_out(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
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
pub(super) fn time_moved(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
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

pub(super) fn title_dropped(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
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
pub(super) fn clause_cut(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let start = [", which ", ", who "].iter().find_map(|opening| s.text.find(opening))?;
    let length = s.text[start + 2..].find(',')?;
    let quoted = s.text.contains(['"', '“']);
    let cut = [&s.text[..start], &s.text[start + 2 + length + 1..]].concat();
    (!quoted && cut.len() > 50).then_some(cut)
}

pub(super) fn passive(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let (agent, verb, patient) = clause(s)?;
    let simple = s.text[patient.end()..].starts_with([' ', '.', ',']) && agent.start() == 0;
    let turned = format!("{} was {} by {}", patient.of(s.text), s.raw(verb), agent.of(s.text));
    simple.then(|| s.replace(agent.cover(patient), &turned))
}

/// "five" becomes "5".
pub(super) fn number_spelled(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let apart = |i: usize| s.touches(i) && !s.text[..s.tokens.span(i).start()].ends_with('-');
    let i = s.find(random, |i| NUMBERS.contains(&s.raw(i)) && apart(i) && s.raw(i + 1).ends_with('s'))?;
    let value = NUMBERS.iter().position(|n| *n == s.raw(i))? + 2;
    Some(s.replace(s.tokens.span(i), &value.to_string()))
}

/// "1,234 people" becomes "about 1,200 people".
pub(super) fn rounded(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let value = |i: usize| s.raw(i).replace(',', "").parse::<u64>().ok().filter(|v| *v > 1_000 && v % 100 != 0);
    let apart = |i: usize| s.text[..s.tokens.span(i).start()].ends_with(' ') && s.touches(i);
    let bound = |i: usize| i > 0 && ["about", "than", "nearly", "least", "to", "some"].contains(&s.raw(i - 1));
    let i = s.find(random, |i| s.raw(i).contains(',') && value(i).is_some() && apart(i) && !bound(i))?;
    let round = value(i).map(|v| (v + 50) / 100 * 100)?;
    Some(s.replace(s.tokens.span(i), &format!("about {}", super::grouped(round))))
}

/// "on Monday" becomes "Monday".
pub(super) fn bare_day(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let day = WEEKDAYS.iter().find_map(|day| s.text.find(&format!(" on {day}")))?;
    Some([&s.text[..day], &s.text[day + 3..]].concat())
}

/// "Sen. Lee" becomes "Senator Lee".
pub(super) fn title_form(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const FORMS: [(&str, &str); 9] = [
        ("Sen. ", "Senator "),
        ("Gov. ", "Governor "),
        ("Rep. ", "Representative "),
        ("Gen. ", "General "),
        ("Lt. ", "Lieutenant "),
        ("Sgt. ", "Sergeant "),
        ("Sept. ", "September "),
        ("Nov. ", "November "),
        ("Jan. ", "January "),
    ];
    let usable: Vec<_> = FORMS.iter().filter(|(from, _)| s.text.contains(&[" ", from].concat())).collect();
    let (from, to) = *random.pick(if usable.is_empty() { return None } else { &usable });
    Some(s.text.replacen(from, to, 1))
}

/// "said" becomes "says", "stated" or "told reporters".
pub(super) fn reporting_verb(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i = s.find(random, |i| s.raw(i) == "said" && i > 0 && s.touches(i - 1))?;
    Some(s.replace(s.tokens.span(i), random.pick::<&str>(&["says", "stated", "explained", "has said"])))
}

/// "The plan failed, Ann Lee said." becomes "Ann Lee said the plan failed."
pub(super) fn source_moved(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let end = s.text.strip_suffix(" said.")?;
    let (claim, source) = end.rsplit_once(", ")?;
    let first = claim.split(' ').next().filter(|w| ["The", "A", "He", "She", "They", "It", "Two"].contains(w))?;
    let plain = !s.text.contains(['"', '“', '”']) && source.len() < 40 && claim.len() > 30;
    plain.then(|| format!("{} said {}{}.", upper(source), first.to_lowercase(), &claim[first.len()..]))
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// "did not" becomes "didn't".
pub(super) fn contracted(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    ["did", "does", "is", "was", "were", "has", "had", "would", "could"].iter().find_map(|aux| {
        let full = format!(" {aux} not ");
        s.text.contains(&full).then(|| s.text.replacen(&full, &format!(" {aux}n't "), 1))
    })
}

/// Puts an aside behind a name.
pub(super) fn aside(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const ASIDES: [&str; 6] = [
        "who lives near the river",
        "who did not want to be filmed",
        "who has three children",
        "speaking in a radio interview on the same subject",
        "who first raised the question in 2009",
        "the son of a carpenter",
    ];
    let i = s.find(random, |i| s.name_at(i).is_some() && s.touches(i + 1))?;
    let end = s.name_at(i)?.end();
    Some(s.replace(Span::new(end, end), &format!(", {},", random.pick(&ASIDES))))
}

/// "… , and the …" becomes two sentences.
pub(super) fn split(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let (first, rest) = [", and the ", ", but the ", "; the "].iter().find_map(|joint| {
        let (first, rest) = s.text.split_once(joint)?;
        Some((first, rest)).filter(|_| first.len() > 40 && rest.len() > 40)
    })?;
    let open = first.matches(['"', '“', '”', '(', ')']).count() > 0;
    (!open).then(|| format!("{first}. The {rest}"))
}
