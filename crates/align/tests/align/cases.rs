//! What readers expect of small cases, written for the project.

use wirecopy_align::{Comparison, Reason, Settings, align};
use wirecopy_document::Version;

/// Aligns two texts, one sentence a line, and writes each group as `0-0 label`, with `*` where it was moved.
fn check(a: &[&str], b: &[&str], expected: &[&str]) {
    let found = align(&Version::of("a", &a.join("\n")), &Version::of("b", &b.join("\n")), &Settings::default());
    let list = |side: &[usize]| side.iter().map(usize::to_string).collect::<Vec<_>>().join("+");
    let line = |g: &wirecopy_align::Group| {
        format!("{}-{} {}{}", list(&g.a), list(&g.b), g.label.name(), if g.moved { "*" } else { "" })
    };
    assert_eq!(found.groups.iter().map(line).collect::<Vec<_>>(), expected, "{a:?}\n{b:?}");
}

const HARBOUR: &str = "The harbour of Port Alder will close for nine days while divers look for the wreck.";
const MAYOR: &str = "Mayor Ines Calloway called the decision painful but necessary on Tuesday.";
const FERRY: &str = "Two ferry companies said that they would carry passengers by bus instead.";

#[test]
fn verbatim_after_folding() {
    check(&["The “defence” plan cost 1,200 euros."], &["The \"defense\" plan cost 1200 euros."], &["0-0 verbatim"]);
}

#[test]
fn few_and_many_words_changed() {
    check(
        &[HARBOUR],
        &["The harbour of Port Alder will stay closed for nine days while divers look for the wreck."],
        &["0-0 edited"],
    );
    check(
        &[HARBOUR, MAYOR],
        &[
            "Divers need nine days to find the wreck, so Port Alder is shutting its harbour.",
            "On Tuesday the decision was described as hurtful yet needed by Ines Calloway, the mayor.",
        ],
        &["0-0 reworded", "1-1 reworded"],
    );
}

#[test]
fn moved_added_dropped() {
    check(&[HARBOUR, MAYOR, FERRY], &[FERRY, HARBOUR, MAYOR], &["2-0 verbatim*", "0-1 verbatim", "1-2 verbatim"]);
    check(
        &[HARBOUR, MAYOR],
        &["Snow is expected in the mountains tonight.", HARBOUR],
        &["-0 added", "0-1 verbatim", "1- dropped"],
    );
}

#[test]
fn one_against_two() {
    let long = "The harbour of Port Alder will close for nine days, and two ferry companies said that they would carry \
                passengers by bus instead.";
    let first = "The harbour of Port Alder will close for nine days.";
    check(&[long, MAYOR], &[first, FERRY, MAYOR], &["0-0+1 split", "1-2 verbatim"]);
    check(&[first, FERRY, MAYOR], &[long, MAYOR], &["0+1-0 merged", "2-1 verbatim"]);
}

/// What is too unlike by itself is paired in a free rewrite, and not in a copy with cuts.
#[test]
fn the_rest_of_a_free_rewrite() {
    let a = [
        "The council of Marlow closed the old lock on Monday after divers found a crack in its gate.",
        "Barges are being sent by way of the canal at Tarn.",
        "Farmers will be paid 40 crowns for each load that comes late.",
        "The lock was built in 1911.",
    ];
    let late = "Owners of late loads receive 40 crowns, which the union says is not enough.";
    let storm = "A storm sank four boats in Brenmouth.";
    let b = [
        "The old lock of Marlow was closed by the council on Monday, when divers discovered a crack in the gate.",
        "Barges must go by way of the canal at Tarn.",
        late,
        storm,
    ];
    check(&a, &b, &["0-0 reworded", "1-1 edited", "2-2 reworded", "3- dropped", "-3 added"]);
    check(
        &a,
        &[a[0], a[1], late, storm],
        &["0-0 verbatim", "1-1 verbatim", "2- dropped", "3- dropped", "-2 added", "-3 added"],
    );
    let found = align(&Version::of("a", &a.join("\n")), &Version::of("b", &b.join("\n")), &Settings::default());
    assert_eq!(found.groups[2].inferred, [[2], [2]]);
    assert_eq!((found.groups[1].sure(), found.groups[2].sure()), ([vec![1], vec![1]], Default::default()));
}

/// What one sentence says stands in two of a free rewrite, with others between them.
#[test]
fn one_against_two_that_are_no_neighbours() {
    let a = [
        "The Harwick shipyard will dismiss 310 of its 900 workers in May and sell its floating dock, owner Britta Kole said on Monday.",
        "Orders fell to two ferries last year from nine in 2019.",
        "The metal union announced a march through Harwick on Thursday.",
        "Mayor Jon Tveit asked the government in Ostrand for 40 million crowns.",
    ];
    let b = [
        "In May 310 of 900 workers must leave the shipyard in Harwick, its owner, Britta Kole, said.",
        "It was asked to build nine ferries in 2019, but only two last year.",
        "Members of the metal union will march through the town on Thursday.",
        "The floating dock of the yard will be sold.",
        "The government in Ostrand should pay 40 million crowns, according to Mayor Jon Tveit.",
    ];
    check(&a, &b, &["0-0+3 split", "1-1 reworded", "2-2 reworded", "3-4 reworded"]);
    check(&b, &a, &["0+3-0 merged", "1-1 reworded", "2-2 reworded", "4-3 reworded"]);
    let [version_a, version_b] =
        [("a", a.join("\n")), ("b", b.join("\n"))].map(|(name, text)| Version::of(name, &text));
    let groups = align(&version_a, &version_b, &Settings::default()).groups;
    assert_eq!(groups[0].inferred, [vec![], vec![3]]);
    let dock = version_b.sentences[3].tokens.clone();
    assert!(groups[0].edits.iter().any(|edit| edit.b.start >= dock.start && edit.b.end == dock.end), "{:?}", groups[0]);
}

#[test]
fn the_same_names_are_not_the_same_sentence() {
    check(
        &["Yesterday Ines Calloway met Tomas Berglund in Vellmora."],
        &["For floods at Vellmora's museum Tomas Berglund blames Ines Calloway."],
        &["0- dropped", "-0 added"],
    );
}

#[test]
fn other_ways_to_write_a_thing() {
    check(
        &["The United Nations cultural agency wants 60 billion dollars for three cease-fire monitors."],
        &["The UN's cultural agency wants 60bn dollars for 3 cease fire monitors."],
        &["0-0 reworded"],
    );
}

#[test]
fn the_reasons_of_a_match_can_be_told() {
    let a = Version::of("a", "The United Nations sent 60 billion dollars for a permanent truce.");
    let b = Version::of("b", "For a temporary truce the UN is sending 60bn dollars.");
    let mut comparison = Comparison::new(&a, &b, &Settings::default());
    let words = |v: &Version, range: std::ops::Range<usize>| v.tokens.cover(range).map(|s| s.of(&v.text).to_owned());
    let found: Vec<String> = (comparison.matches(&(0..1), &(0..1)).into_iter())
        .filter(|m| m.reason != Reason::Equal)
        .map(|m| format!("{:?}: {} = {}", m.reason, words(&a, m.a).unwrap(), words(&b, m.b).unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            "SameThing: United Nations = UN",
            "Inflected: sent = sending",
            "SameThing: 60 billion = 60bn",
            "Opposite: permanent = temporary"
        ]
    );
}

/// Each would take hours if any step were quadratic in its size.
#[test]
fn monsters_end() {
    let numbered = |from: usize, step: usize, count: usize| {
        (0..count).map(|i| format!("w{}", from + i * step)).collect::<Vec<_>>().join(" ")
    };
    let boilerplate = "All rights are reserved by the editors of this page.\n".repeat(20_000);
    let templates =
        |word: &str| (0..5_000).map(|i| format!("Lot {i}{word} went to a buyer for {i} crowns.\n")).collect();
    let pairs: [(String, String); 4] = [
        (numbered(0, 1, 60_000), numbered(0, 2, 60_000)),
        ("x y ".repeat(30_000), "y z x ".repeat(30_000)),
        (boilerplate.clone(), format!("{boilerplate}{boilerplate}Rain.")),
        (templates("a"), templates("b")),
    ];
    for (a, b) in pairs {
        let (a, b) = (Version::of("a", &a), Version::of("b", &b));
        let found = align(&a, &b, &Settings::default());
        assert!(found.groups.len() >= a.sentences.len().max(b.sentences.len()));
    }
}
