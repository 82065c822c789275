//! Groups of sentences from pairs that are likely to answer to each other, the likeliest first. A group grows around one sentence: what
//! one sentence tells, two others may tell, which need not be neighbours.

use crate::answers::Answer;
use crate::solve::Answering;

/// How likely a pair must be. Half of the F1 that is hoped for gives the best F1 (Lipton, Elkan and Narayanaswamy 2014), and the
/// articles left out when the weights were fitted have .91.
const LIKELY: f64 = 0.45;

/// Likeness of two sentences from which one is a copy of the other with few words changed, which leaves nothing for a third to answer:
/// such a group would be told as split, and its words no longer as copied.
const CLOSE: f64 = 0.75;

/// Adds the pairs that are likely enough to the groups, with no more than `most` sentences on a side.
pub(crate) fn add(groups: &mut Vec<Answering>, answers: &[Answer], most: usize) {
    let mut owners: [Vec<Option<usize>>; 2] = Default::default();
    for (side, owners) in owners.iter_mut().enumerate() {
        let all = groups.iter().enumerate().flat_map(|(n, group)| group.sides[side].iter().map(move |&s| (s, n)));
        all.for_each(|(sentence, group)| own(owners, sentence, group));
    }
    let is_close = |answer: &&Answer| {
        let group = [(0, answer.a), (1, answer.b)].map(|(side, s)| owners[side].get(s).copied().flatten());
        answer.about.likeness >= CLOSE && group[0].is_some() && group[0] == group[1]
    };
    let close: Vec<[usize; 2]> = answers.iter().filter(is_close).map(|answer| [answer.a, answer.b]).collect();
    let is_closed = |answer: &Answer| close.iter().any(|pair| pair[0] == answer.a || pair[1] == answer.b);
    let judged = answers.iter().map(|answer| (answer.probability(), answer));
    let mut likely: Vec<(f64, &Answer)> =
        judged.filter(|(probability, answer)| *probability >= LIKELY && !is_closed(answer)).collect();
    likely.sort_by(|(x, a), (y, b)| y.total_cmp(x).then((a.a, a.b).cmp(&(b.a, b.b))));
    for (_, answer) in likely {
        let pair = [answer.a, answer.b];
        let group = [0, 1].map(|side| owners[side].get(pair[side]).copied().flatten());
        let joined = match group {
            [None, None] => {
                groups.push(Answering { sides: pair.map(|s| vec![s]), sure: Default::default() });
                Some(groups.len() - 1)
            }
            [Some(group), None] => grow(&mut groups[group], 1, pair[1], most).then_some(group),
            [None, Some(group)] => grow(&mut groups[group], 0, pair[0], most).then_some(group),
            [Some(_), Some(_)] => None,
        };
        if let Some(group) = joined {
            (0..2).for_each(|side| own(&mut owners[side], pair[side], group));
        }
    }
}

fn own(owners: &mut Vec<Option<usize>>, sentence: usize, group: usize) {
    if owners.len() <= sentence {
        owners.resize(sentence + 1, None);
    }
    owners[sentence] = Some(group);
}

/// Adds a sentence to a side of a group whose other side is a single one.
fn grow(group: &mut Answering, side: usize, sentence: usize, most: usize) -> bool {
    let may_grow = group.sides[1 - side].len() == 1 && group.sides[side].len() < most;
    if may_grow {
        let at = group.sides[side].partition_point(|&other| other < sentence);
        group.sides[side].insert(at, sentence);
    }
    may_grow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_grows_around_one_sentence() {
        let mut group = Answering { sides: [vec![3], vec![5]], sure: [vec![3], vec![5]] };
        assert!(grow(&mut group, 1, 1, 4) && grow(&mut group, 1, 9, 4));
        assert!(!grow(&mut group, 0, 4, 4) && !grow(&mut group, 1, 2, 3));
        assert_eq!(group.sides, [vec![3], vec![1, 5, 9]]);
    }
}
