use crate::grounds::Grounds;
use crate::stemma::Relation;

/// What one version says about where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witness {
    /// The article's id, for the reasons.
    pub name: String,
    /// The agency that published this version, if its outlet is one.
    pub agency: Option<String>,
    /// Agencies that the text names as its source.
    pub credits: Vec<String>,
    /// When it was published (ISO 8601).
    pub published_at: Option<String>,
    /// Whether its words are the same as the other's.
    pub same_words: bool,
}

/// Who has the copy from whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// a was made from b.
    AFromB,
    /// b was made from a.
    BFromA,
    /// Both were made from a text that is not here.
    CommonSource,
    /// Cannot say.
    Unknown,
}

impl Direction {
    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AFromB => "a_from_b",
            Self::BFromA => "b_from_a",
            Self::CommonSource => "common_source",
            Self::Unknown => "unknown",
        }
    }
}

/// A direction with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Who has it from whom.
    pub direction: Direction,
    /// Why, in plain words.
    pub reason: String,
    /// The agency that is the common source, when its own text is not here.
    pub source: Option<String>,
}

/// Judges two versions of one copy. `present` lists the agencies whose own version is in the family; `words` is how the words of
/// all versions place a beside b, sure enough to be said or not, with the name of the text that siblings come from if that
/// is here. What a text says of its own source comes first.
///
/// # Example
/// ```
/// use wirecopy_stemma::{Direction, Witness, direction};
/// let paper = |name: &str| Witness { name: name.into(), credits: vec!["AFP".into()], ..Witness::default() };
/// let verdict = direction(&paper("a#1"), &paper("b#1"), &[], None);
/// assert_eq!(verdict.direction, Direction::CommonSource);
/// assert_eq!(verdict.reason, "AFP is cited by both, its text is not here");
/// ```
#[must_use]
pub fn direction(a: &Witness, b: &Witness, present: &[String], words: Option<(&Grounds, &str)>) -> Verdict {
    from_agency(a, b, Direction::AFromB)
        .or_else(|| from_agency(b, a, Direction::BFromA))
        .or_else(|| common_source(a, b, present))
        .or_else(|| {
            words.filter(|(grounds, _)| grounds.is_sure()).map(|(grounds, source)| by_words(a, b, grounds, source))
        })
        .unwrap_or_else(|| unknown(a, b, words))
}

/// `copy` names as its source the agency that published `original`.
fn from_agency(copy: &Witness, original: &Witness, direction: Direction) -> Option<Verdict> {
    let agency = original.agency.as_ref().filter(|agency| copy.credits.contains(agency))?;
    let reason = format!("{} names {agency} as its source, and {} is {agency}’s own text", copy.name, original.name);
    (copy.agency.as_ref() != Some(agency)).then_some(Verdict { direction, reason, source: None })
}

fn common_source(a: &Witness, b: &Witness, present: &[String]) -> Option<Verdict> {
    let shared: Vec<&String> = a.credits.iter().filter(|c| b.credits.contains(c)).collect();
    let source = *shared.iter().find(|c| !present.contains(c)).or(shared.first())?;
    let is_here = present.contains(source);
    let place = if is_here { "its own text is in this family" } else { "its text is not here" };
    let reason = format!("{source} is cited by both, {place}");
    Some(Verdict { direction: Direction::CommonSource, reason, source: (!is_here).then(|| source.clone()) })
}

fn by_words(a: &Witness, b: &Witness, grounds: &Grounds, source: &str) -> Verdict {
    let (direction, [lower, upper]) = match grounds.relation {
        Relation::From => (Direction::AFromB, [a, b]),
        Relation::Into => (Direction::BFromA, [b, a]),
        Relation::Siblings(_) => (Direction::CommonSource, [a, b]),
    };
    let (place, why) = (place(a, b, grounds, source), grounds.words(&lower.name, &upper.name));
    Verdict { direction, reason: format!("{place}: {why} (support {:.2})", grounds.support()), source: None }
}

/// How the words place the two, in plain words.
fn place(a: &Witness, b: &Witness, grounds: &Grounds, source: &str) -> String {
    match grounds.relation {
        Relation::From => format!("{} comes from {}", a.name, b.name),
        Relation::Into => format!("{} comes from {}", b.name, a.name),
        Relation::Siblings(Some(_)) => format!("both come from {source}, and neither from the other"),
        Relation::Siblings(None) => "both come from a text that is not here".to_owned(),
    }
}

/// From this support on the words lean to it: it is likelier than all else together.
const LEANING: f64 = 0.5;

/// How far the words settle it, where they do not settle it enough.
fn leaning(a: &Witness, b: &Witness, words: Option<(&Grounds, &str)>) -> String {
    let Some((grounds, source)) = words else { return "their words do not settle it".to_owned() };
    let place = place(a, b, grounds, source);
    let support = (100.0 * grounds.support()).floor() / 100.0; // never rounded up to what would be enough
    if support >= LEANING {
        let enough = grounds.enough();
        format!("their words lean to this: {place}; that has support {support:.2}, and {enough} is needed to say so")
    } else {
        format!("their words fit this best: {place}; but it has support {support:.2} only, less than all else together")
    }
}

fn unknown(a: &Witness, b: &Witness, words: Option<(&Grounds, &str)>) -> Verdict {
    let mut reason = if a.same_words {
        "cannot say: the words are the same, and nothing in them tells who had them first".to_owned()
    } else {
        let leaning = leaning(a, b, words);
        format!("cannot say: neither text names the other, or an agency that both used, as its source; {leaning}")
    };
    if let (Some(first), Some(second)) = (day(a), day(b))
        && first != second
    {
        reason.push_str(&format!(
            "; {} is dated {first} and {} {second}, but a date alone does not tell who copied whom",
            a.name, b.name
        ));
    }
    Verdict { direction: Direction::Unknown, reason, source: None }
}

fn day(witness: &Witness) -> Option<&str> {
    witness.published_at.as_deref()?.get(..10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn witness(name: &str, agency: Option<&str>, credits: &[&str]) -> Witness {
        Witness {
            name: name.into(),
            agency: agency.map(Into::into),
            credits: credits.iter().map(|&c| c.into()).collect(),
            ..Witness::default()
        }
    }

    fn check(a: Witness, b: Witness, present: &[&str], direction_expected: Direction, words: &str) {
        let present: Vec<String> = present.iter().map(|&p| p.into()).collect();
        let verdict = direction(&a, &b, &present, None);
        assert_eq!(verdict.direction, direction_expected);
        assert!(verdict.reason.contains(words), "{}", verdict.reason);
        let mirrored = direction(&b, &a, &present, None).direction;
        let expected = match direction_expected {
            Direction::AFromB => Direction::BFromA,
            Direction::BFromA => Direction::AFromB,
            same => same,
        };
        assert_eq!(mirrored, expected);
    }

    #[test]
    fn verdicts() {
        let dpa = || witness("a", Some("dpa"), &[]);
        check(dpa(), witness("b", None, &["dpa"]), &["dpa"], Direction::BFromA, "names dpa as its source");
        check(witness("a", None, &["PA"]), witness("b", None, &["PA"]), &[], Direction::CommonSource, "not here");
        check(
            witness("a", None, &["PA"]),
            witness("b", None, &["PA"]),
            &["PA"],
            Direction::CommonSource,
            "in this family",
        );
        check(witness("a", None, &["PA"]), witness("b", None, &["EFE"]), &[], Direction::Unknown, "neither text");
        check(dpa(), witness("b", Some("dpa"), &["dpa"]), &["dpa"], Direction::Unknown, "cannot say");
    }

    #[test]
    fn a_date_is_told_but_decides_nothing() {
        let dated = |name: &str, at: &str| Witness { published_at: Some(at.into()), ..witness(name, None, &[]) };
        check(dated("a", "2024-01-02T10:00:00Z"), dated("b", "2024-01-03"), &[], Direction::Unknown, "2024-01-03");
    }
}
