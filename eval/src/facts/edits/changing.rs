//! Edits that change one value, name, word or place: number, date, name, order, polarity, source.

use wirecopy_text::Span;

use super::{MONTHS, NUMBERS, Sentence, WEEKDAYS, clause, exchange, grouped, is_year};
use crate::random::Random;

pub(super) fn number(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
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

pub(super) fn number_word(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i = s.find(random, |i| NUMBERS.contains(&s.raw(i)) && s.touches(i) && s.raw(i + 1).ends_with('s'))?;
    other(s, i, &NUMBERS, random)
}

fn other(s: &Sentence<'_>, i: usize, list: &[&str], random: &mut Random) -> Option<String> {
    let rest: Vec<&str> = list.iter().copied().filter(|&w| w != s.raw(i)).collect();
    Some(s.replace(s.tokens.span(i), random.pick::<&str>(&rest)))
}

pub(super) fn weekday(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i = s.find(random, |i| WEEKDAYS.contains(&s.raw(i)))?;
    other(s, i, &WEEKDAYS, random)
}

pub(super) fn month(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let dated = |i: usize| {
        s.touches(i) && s.raw(i + 1).chars().all(|c| c.is_ascii_digit())
            || i > 0 && ["in", "last", "since", "In"].contains(&s.raw(i - 1))
    };
    let i = s.find(random, |i| MONTHS.contains(&s.raw(i)) && dated(i))?;
    other(s, i, &MONTHS, random)
}

pub(super) fn year(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let i =
        s.find(random, |i| is_year(s.raw(i)) && i > 0 && ["in", "since", "In", "Since", "of"].contains(&s.raw(i - 1)))?;
    let year: usize = s.raw(i).parse().ok()?;
    Some(s.replace(s.tokens.span(i), &(year - 1 - random.below(4)).to_string()))
}

pub(super) fn name(s: &Sentence<'_>, pool: &[String], random: &mut Random) -> Option<String> {
    let own = s.names();
    let is_name = |i: usize| s.name_at(i).is_some_and(|span| own.iter().any(|n| n == span.of(s.text)));
    let i = s.find(random, is_name)?;
    let span = s.name_at(i)?;
    let new = random.pick(pool);
    let shares = span.of(s.text).split(' ').any(|word| s.text.matches(word).count() > 1 || new.contains(word));
    (!shares).then(|| s.replace(span, new))
}

pub(super) fn swap(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let (agent, verb, patient) = clause(s)?;
    let verb = s.raw(verb);
    let turned = [patient.of(s.text), verb, agent.of(s.text)].join(" ");
    Some(s.replace(agent.cover(patient), &turned))
}

pub(super) fn negate(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
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

pub(super) fn affirm(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
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

pub(super) fn opposite(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    exchange(s, &OPPOSITES, random)
}

/// A name right before or behind "said".
fn speaker_span(s: &Sentence<'_>) -> Option<(usize, Span)> {
    let v = (0..s.len()).find(|&i| s.raw(i) == "said")?;
    let before = v.checked_sub(2).and_then(|i| s.name_at(i)).filter(|_| s.touches(v - 1));
    before.or_else(|| s.name_at(v + 1).filter(|_| s.touches(v))).map(|span| (v, span))
}

pub(super) fn speaker(s: &Sentence<'_>, pool: &[String], random: &mut Random) -> Option<String> {
    let (_, span) = speaker_span(s)?;
    let new = random.pick(pool);
    let shares = span.of(s.text).split(' ').any(|word| s.text.matches(word).count() > 1 || new.contains(word));
    (!shares).then(|| s.replace(span, new))
}

/// "The plan failed, Ann Lee said." loses its end.
pub(super) fn unsourced(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let end = s.text.strip_suffix(" said.")?;
    let comma = end.rfind(", ")?;
    let claim = &end[..comma];
    let named = ![", he", ", she", ", they", ", it"].contains(&&end[comma..]);
    (named && end.len() - comma < 40 && claim.len() > 50 && !s.text.contains(['"', '“', '”']))
        .then(|| format!("{claim}."))
}

pub(super) fn certainty(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let plain = |i: usize| s.touches(i) && s.raw(i + 1).starts_with(char::is_lowercase);
    let i = s.find(random, |i| (s.raw(i) == "will" || s.raw(i) == "may") && plain(i))?;
    Some(s.replace(s.tokens.span(i), if s.raw(i) == "will" { "may" } else { "will" }))
}
