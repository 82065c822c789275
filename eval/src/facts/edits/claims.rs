//! Edits that change how far a claim goes: done or planned, sure or doubted, who vouches, of what rank, how many.

use wirecopy_lexicon::{Lexicon, PartOfSpeech};
use wirecopy_text::Span;

use super::{Sentence, exchange, grouped};
use crate::random::Random;

/// The regular past form of a verb, if it has one that the lexicon knows.
fn past(verb: &str) -> Option<String> {
    let last = verb.chars().next_back()?;
    let stem = verb.strip_suffix('y').map(|stem| format!("{stem}ied"));
    let forms = [Some(format!("{verb}d")), stem, Some(format!("{verb}ed")), Some(format!("{verb}{last}ed"))];
    let is_form = |form: &String| {
        let lemmas = Lexicon::shared().lemmas(form);
        let is_past = lemmas.iter().any(|(lemma, part)| *lemma == verb && *part == PartOfSpeech::Verb);
        is_past && Lexicon::shared().zipf(form) > 1.0
    };
    forms.into_iter().flatten().find(is_form)
}

/// Takes out `from` and puts the past form of the verb behind it.
fn past_after(s: &Sentence<'_>, from: &str) -> Option<String> {
    let at = s.text.find(from)?;
    let rest = &s.text[at + from.len()..];
    let verb = rest.split(|c: char| !c.is_alphabetic()).next().filter(|v| v.len() > 2 && !v.ends_with("ly"))?;
    Some([&s.text[..at], " ", &past(verb)?, &rest[verb.len()..]].concat())
}

/// "will open" becomes "opened".
pub(super) fn done(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    [" will ", " plans to ", " is expected to ", " is set to ", " is scheduled to "]
        .iter()
        .find_map(|plan| past_after(s, plan))
}

/// "allegedly", "alleged" and the like taken out.
pub(super) fn unhedged(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    const HEDGES: [&str; 6] =
        [" allegedly ", " reportedly ", " apparently ", " alleged ", " suspected ", " purportedly "];
    let hedge = HEDGES.iter().find(|hedge| s.text.contains(**hedge))?;
    (s.text.matches(hedge).count() == 1).then(|| s.text.replacen(hedge, " ", 1))
}

/// "may have left" becomes "left"; "is believed to have" becomes "has".
pub(super) fn surely(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    const FORMS: [(&str, &str); 6] = [
        (" may have been ", " was "),
        (" might have been ", " was "),
        (" may have ", " had "),
        (" might have ", " had "),
        (" is believed to be ", " is "),
        (" appears to have ", " has "),
    ];
    FORMS.iter().find(|(from, _)| s.text.contains(from)).map(|(from, to)| s.text.replacen(from, to, 1))
}

/// "at least 12" becomes "at least 14"; a count of the dead or hurt goes up.
pub(super) fn total(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let counted = ["people", "dead", "killed", "injured", "wounded", "arrests", "cases", "deaths", "soldiers"];
    let value = |i: usize| s.raw(i).replace(',', "").parse::<u64>().ok().filter(|v| *v > 2);
    let i = s.find(random, |i| value(i).is_some() && s.touches(i) && counted.contains(&s.raw(i + 1)))?;
    // Within a tenth a reader may take one for the other rounded.
    let more = value(i)? + value(i)? / 9 + 1 + random.next() % 4;
    Some(s.replace(s.tokens.span(i), &grouped(more)))
}

/// The same figure in another unit.
pub(super) fn unit(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const UNITS: [(&str, &str); 8] = [
        ("million", "billion"),
        ("miles", "kilometers"),
        ("days", "weeks"),
        ("weeks", "months"),
        ("months", "years"),
        ("hours", "minutes"),
        ("hundred", "thousand"),
        ("feet", "inches"),
    ];
    let counts = |raw: &str| raw.starts_with(|c: char| c.is_ascii_digit()) || super::NUMBERS.contains(&raw);
    let partner = |raw: &str| UNITS.iter().find_map(|&(x, y)| if x == raw { Some(y) } else { (y == raw).then_some(x) });
    let i = s.find(random, |i| i > 0 && s.touches(i - 1) && counts(s.raw(i - 1)) && partner(s.raw(i)).is_some())?;
    Some(s.replace(s.tokens.span(i), partner(s.raw(i))?))
}

/// Another rank or office before a name.
pub(super) fn rank(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const RANKS: [(&str, &str); 12] = [
        ("Sgt.", "Lt."),
        ("Lt.", "Capt."),
        ("Gen.", "Col."),
        ("Sen.", "Rep."),
        ("Gov.", "Mayor"),
        ("Senator", "Congressman"),
        ("Judge", "Prosecutor"),
        ("Secretary", "Undersecretary"),
        ("Governor", "Mayor"),
        ("Capt.", "Sgt."),
        ("Rep.", "Sen."),
        ("Director", "Chairman"),
    ];
    let usable = |&&(from, _): &&(&str, &str)| {
        let at = s.text.find(&format!(" {from} "));
        at.is_some_and(|at| s.text[at + from.len() + 2..].starts_with(char::is_uppercase))
    };
    let found: Vec<_> = RANKS.iter().filter(usable).collect();
    let (from, to) = **random.pick(if found.is_empty() { return None } else { &found });
    Some(s.text.replacen(&format!(" {from} "), &format!(" {to} "), 1))
}

/// "deputy director" becomes "director".
pub(super) fn rank_dropped(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    const WORDS: [&str; 6] = [" deputy ", " acting ", " assistant ", " Deputy ", " Assistant ", " vice "];
    const OFFICES: [&str; 14] = [
        "director",
        "secretary",
        "president",
        "minister",
        "mayor",
        "governor",
        "chief",
        "chairman",
        "attorney",
        "commissioner",
        "administrator",
        "senator",
        "adviser",
        "ambassador",
    ];
    WORDS.iter().find_map(|word| {
        let at = s.text.find(word)?;
        let rest = &s.text[at + word.len()..];
        let office = rest.split(' ').next()?.trim_end_matches(',').to_lowercase();
        OFFICES.contains(&office.as_str()).then(|| [&s.text[..at], " ", rest].concat())
    })
}

/// "legal" becomes "illegal", "able" becomes "unable".
pub(super) fn prefix(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const PAIRS: [(&str, &str); 14] = [
        ("able", "unable"),
        ("constitutional", "unconstitutional"),
        ("possible", "impossible"),
        ("willing", "unwilling"),
        ("successful", "unsuccessful"),
        ("popular", "unpopular"),
        ("clear", "unclear"),
        ("acceptable", "unacceptable"),
        ("necessary", "unnecessary"),
        ("agreed", "disagreed"),
        ("effective", "ineffective"),
        ("fair", "unfair"),
        ("direct", "indirect"),
        ("responsible", "irresponsible"),
    ];
    exchange(s, &PAIRS, random)
}

/// "more" becomes "less", "more than" becomes "fewer than".
pub(super) fn comparison(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const PAIRS: [(&str, &str); 6] = [
        ("more", "less"),
        ("better", "worse"),
        ("larger", "smaller"),
        ("stronger", "weaker"),
        ("older", "younger"),
        ("faster", "slower"),
    ];
    let plain = !s.text.contains("or less") && !s.text.contains("more or") && !s.text.contains("once more");
    plain.then(|| exchange(s, &PAIRS, random)).flatten()
}

/// "because of" becomes "despite", "led to" becomes "resulted from".
pub(super) fn cause(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const PAIRS: [(&str, &str); 6] = [
        (" because of ", " despite "),
        (" despite ", " because of "),
        (" led to ", " resulted from "),
        (" caused by ", " causing "),
        (" resulted in ", " resulted from "),
        (" due to ", " despite "),
    ];
    let usable: Vec<_> = PAIRS.iter().filter(|(from, _)| s.text.contains(from)).collect();
    let (from, to) = *random.pick(if usable.is_empty() { return None } else { &usable });
    Some(s.text.replacen(from, to, 1))
}

/// "all" becomes "some", "most" becomes "few".
pub(super) fn quantifier(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    const PAIRS: [(&str, &str); 6] =
        [("all", "some"), ("most", "few"), ("many", "few"), ("every", "hardly any"), ("All", "Some"), ("Most", "Few")];
    let partner = |raw: &str| PAIRS.iter().find_map(|&(x, y)| (x == raw).then_some(y));
    let plural = |i: usize| s.touches(i) && s.raw(i + 1).len() > 3 && s.raw(i + 1).ends_with('s');
    let i = s.find(random, |i| partner(s.raw(i)).is_some() && plural(i))?;
    Some(s.replace(s.tokens.span(i), partner(s.raw(i))?))
}

/// "Officials said the plan failed." becomes "The plan failed."; not where nobody is named ("He also said", "It may be said").
pub(super) fn unsourced_lead(s: &Sentence<'_>, _: &[String], _: &mut Random) -> Option<String> {
    let (source, claim) = [" said that the ", " said the "].iter().find_map(|joint| s.text.split_once(joint))?;
    let is_nobody = |word: &str| {
        ["he", "she", "they", "it", "i", "we", "be", "never", "not", "when"].contains(&word.to_lowercase().as_str())
    };
    let plain = !source.split(' ').any(is_nobody)
        && source.len() < 40
        && !source.contains(',')
        && claim.len() > 40
        && !s.text.contains(['"', '“', '”']);
    plain.then(|| format!("The {claim}"))
}

/// A named speaker becomes "sources".
pub(super) fn vague(s: &Sentence<'_>, _: &[String], random: &mut Random) -> Option<String> {
    let v = (0..s.len()).find(|&i| s.raw(i) == "said")?;
    let span = v.checked_sub(2).and_then(|i| s.name_at(i)).filter(|_| s.touches(v - 1))?;
    let span = Span::new(span.start(), span.end());
    let once = span.of(s.text).split(' ').all(|word| s.text.matches(word).count() == 1);
    let apart = s.text[..span.start()].is_empty() || s.text[..span.start()].ends_with(", ");
    (once && apart).then(|| s.replace(span, random.pick::<&str>(&["sources", "people familiar with the matter"])))
}
