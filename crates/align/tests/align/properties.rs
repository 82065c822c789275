//! What must hold for any two texts.

use proptest::prelude::*;
use wirecopy_align::{Aligner, Alignment, Edit, EditOp, Group, Label, Settings, align};
use wirecopy_document::Version;

/// Sentences over few words, so that repeats, near repeats and ties are common.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => prop::sample::select(vec!["the", "of", "to", "and", "a", "in"]),
        5 => prop::sample::select(vec!["minister", "bridge", "talks", "opened", "begins", "began", "started", "flood", "price"]),
        2 => prop::sample::select(vec!["Paris", "Lee", "Stephane", "Sejourne", "UN", "United", "Nations", "60", "billion", "three", "3", "percent", "%"]),
    ];
    prop::collection::vec(word, 1..12).prop_map(|words| format!("X{}.", words.join(" ")))
}

fn text() -> impl Strategy<Value = String> {
    let pool = prop::collection::vec(sentence(), 1..8);
    (pool, prop::collection::vec(any::<prop::sample::Index>(), 0..14))
        .prop_map(|(pool, picks)| picks.iter().map(|i| i.get(&pool).clone()).collect::<Vec<_>>().join("\n"))
}

/// Two texts that share part of their sentences.
fn pair() -> impl Strategy<Value = (String, String)> {
    (text(), text(), any::<bool>()).prop_map(|(a, b, mix)| {
        let joined =
            if mix { format!("{b}\n{}", a.lines().rev().step_by(2).collect::<Vec<_>>().join("\n")) } else { b };
        (a, joined)
    })
}

fn mirrored(group: &Group) -> Group {
    let label = match group.label {
        Label::Split => Label::Merged,
        Label::Merged => Label::Split,
        Label::Added => Label::Dropped,
        Label::Dropped => Label::Added,
        same => same,
    };
    let edit = |e: &Edit| Edit {
        op: match e.op {
            EditOp::Insert => EditOp::Delete,
            EditOp::Delete => EditOp::Insert,
            same => same,
        },
        a: e.b.clone(),
        b: e.a.clone(),
    };
    let edits = group.edits.iter().map(edit).collect();
    let [a, b] = group.inferred.clone();
    Group { a: group.b.clone(), b: group.a.clone(), label, inferred: [b, a], edits, ..group.clone() }
}

fn sorted(alignment: &Alignment) -> Vec<Group> {
    let mut groups = alignment.groups.clone();
    groups.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    groups
}

/// Every sentence stands in one group, labels fit their sides, edits lead from a to b without a gap.
fn check(a: &Version, b: &Version, found: &Alignment) {
    for (side, version) in [a, b].into_iter().enumerate() {
        let mut all: Vec<usize> =
            found.groups.iter().flat_map(|g| if side == 0 { g.a.clone() } else { g.b.clone() }).collect();
        all.sort_unstable();
        assert_eq!(all, (0..version.sentences.len()).collect::<Vec<_>>());
    }
    for group in &found.groups {
        assert!((0.0..=1.0).contains(&group.similarity), "{group:?}");
        match group.label {
            Label::Added => assert!(group.a.is_empty() && group.b.len() == 1 && group.edits.is_empty()),
            Label::Dropped => assert!(group.b.is_empty() && group.a.len() == 1 && group.edits.is_empty()),
            Label::Split => assert!(group.a.len() == 1 && group.b.len() > 1),
            Label::Merged => assert!(group.a.len() > 1 && group.b.len() == 1),
            _ => assert!(group.a.len() == 1 && group.b.len() == 1),
        }
        if !group.a.is_empty() && !group.b.is_empty() {
            check_edits(a, b, group);
        }
    }
}

fn check_edits(a: &Version, b: &Version, group: &Group) {
    let words =
        |v: &Version, list: &[usize]| list.iter().flat_map(|&s| v.sentences[s].tokens.clone()).collect::<Vec<_>>();
    let (mut left_a, mut left_b) = (words(a, &group.a).into_iter(), words(b, &group.b).into_iter());
    let mut applied: Vec<&str> = Vec::new();
    for edit in &group.edits {
        assert!(edit.a.clone().all(|i| left_a.next() == Some(i)), "a gap in {group:?}");
        assert!(edit.b.clone().all(|i| left_b.next() == Some(i)), "a gap in {group:?}");
        match edit.op {
            EditOp::Equal => applied.extend(edit.a.clone().map(|i| a.tokens.word(i))),
            EditOp::Delete => assert!(edit.b.is_empty() && !edit.a.is_empty()),
            EditOp::Insert => assert!(edit.a.is_empty() && !edit.b.is_empty()),
            EditOp::Replace => assert!(!edit.a.is_empty() && !edit.b.is_empty()),
        }
        if matches!(edit.op, EditOp::Insert | EditOp::Replace) {
            applied.extend(edit.b.clone().map(|i| b.tokens.word(i)));
        }
    }
    assert_eq!((left_a.next(), left_b.next()), (None, None), "edits end early in {group:?}");
    let wanted: Vec<&str> = words(b, &group.b).into_iter().map(|i| b.tokens.word(i)).collect();
    assert_eq!(applied, wanted);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_alignment_is_whole_mirrored_and_the_same_every_time((a, b) in pair()) {
        let (a, b) = (Version::of("a", &a), Version::of("b", &b));
        for settings in [Settings::default(), Settings { work_budget: 0, min_similarity: 0.2, ..Settings::default() }] {
            let found = align(&a, &b, &settings);
            check(&a, &b, &found);
            prop_assert_eq!(&found, &align(&a, &b, &settings));
            let mut expected: Vec<Group> = align(&b, &a, &settings).groups.iter().map(mirrored).collect();
            expected.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
            prop_assert_eq!(sorted(&found), expected);
        }
    }

    #[test]
    fn a_batch_gives_what_single_pairs_give(pairs in prop::collection::vec(pair(), 1..4)) {
        let mut aligner = Aligner::new(Settings::default());
        for (a, b) in &pairs {
            let (a, b) = (Version::of("a", a), Version::of("b", b));
            prop_assert_eq!(aligner.align(&a, &b), align(&a, &b, &Settings::default()));
        }
    }

    #[test]
    fn a_text_is_verbatim_to_itself(a in text()) {
        let a = Version::of("a", &a);
        let found = align(&a, &a, &Settings::default());
        prop_assert!(found.groups.iter().all(|g| g.label == Label::Verbatim && !g.moved && g.a == g.b));
    }
}
