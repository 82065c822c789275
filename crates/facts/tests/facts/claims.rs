//! What independent reports contradict each other in, and what they do not.

use wirecopy_document::Version;
use wirecopy_facts::claims;

/// What the two texts contradict each other in: what it is about, and the words of both.
fn conflicts(a: &str, b: &str) -> Vec<(String, String, String)> {
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    let (in_a, in_b) = (claims(&a), claims(&b));
    let mut found = Vec::new();
    for (i, x) in in_a.list.iter().enumerate() {
        for (j, y) in in_b.list.iter().enumerate().filter(|(j, _)| in_a.conflicts(i, &in_b, *j)) {
            assert!(in_b.conflicts(j, &in_a, i), "the same for both orders");
            found.push((x.about.clone(), x.span.of(&a.text).to_owned(), y.span.of(&b.text).to_owned()));
        }
    }
    found
}

fn check(a: &str, b: &str, expected: &[(&str, &str, &str)]) {
    let found = conflicts(a, b);
    let found: Vec<(&str, &str, &str)> = found.iter().map(|(about, x, y)| (&**about, &**x, &**y)).collect();
    assert_eq!(found, expected, "{a}\n{b}");
}

#[test]
fn tolls_beside_an_equal_toll() {
    check(
        "The ferry sank off Marsk on Friday. Twelve people were killed and 30 people were injured, police said.",
        "A ferry went down near Marsk, killing 12 people and injuring 41 people.",
        &[("people hurt", "30 people", "41 people")],
    );
}

#[test]
fn tolls_of_something_else() {
    let report =
        "The ferry sank off Marsk on Friday. Twelve people were killed and 30 people were injured, police said.";
    // No other toll is the same: it may be of another day or place.
    check(report, "A ferry went down, killing 14 people and injuring 41 people.", &[]);
    // Told of another time.
    check(report, "A ferry went down. In 2011 a fire on it killed 12 people and injured 41 people.", &[]);
    // Room is left.
    check(report, "A ferry went down, killing 12 people and injuring at least 20 people.", &[]);
    // Of others.
    check(report, "A ferry went down, killing 12 people and injuring 41 others.", &[]);
    // Both figures are told.
    check(report, "It killed 12 people and injured 41 people. The coast guard spoke of 30 people.", &[]);
    // Three times as many.
    check(report, "A ferry went down, killing 12 people and injuring 410 people.", &[]);
}

#[test]
fn ages_of_one_person() {
    check(
        "Ilse Brandt, 34, was on board.",
        "The captain, 36-year-old Ilse Brandt, was saved.",
        &[("age of Ilse Brandt", "Ilse Brandt, 34", "36-year-old Ilse Brandt")],
    );
    check("Ilse Brandt, 34, was on board.", "Per Brandt, 36, was on board.", &[]);
    check("Ilse Brandt, 34, was on board.", "Ilse Brandt, then 17, was on board.", &[]);
    check("Ilse Brandt, 34, was on board.", "Ilse Brandt, 64, was on board with Ilse Brandt, 34.", &[]);
}

#[test]
fn spellings_of_one_name() {
    check("Harbour master Ilse Brandtner spoke.", "Ilse Brantner is the harbour master.", &[]);
    check("Harbour master Ilse Lindkvist spoke.", "Ilse Lindqvist is the harbour master.", &[]);
    check(
        "Harbour master Ilse Holmgren spoke.",
        "Ilse Holmgreen is the harbour master.",
        &[("how a name is spelt", "Ilse Holmgren", "Ilse Holmgreen")],
    );
    check(
        "Harbour master Stefan Holm spoke.",
        "Steffan Holm is the harbour master.",
        &[("how a name is spelt", "Stefan Holm", "Steffan Holm")],
    );
    // Two people, perhaps.
    check("Harbour master Henrik Holm spoke.", "Henrike Holm is the harbour master.", &[]);
    check("Ilse Holmgren spoke to Ilse Holmgreen.", "Ilse Holmgreen is the harbour master.", &[]);
}

#[test]
fn speakers_of_one_quotation() {
    let quote = "“We will look for the boat and the people on it until the winter comes,”";
    let (holmgren, holm) =
        (format!("{quote} harbour master Ilse Holmgren said."), format!("{quote} harbour master Anna Holm said."));
    let found = conflicts(&holmgren, &holm);
    assert!(
        !found.is_empty() && found.iter().all(|(_, x, y)| (&**x, &**y) == ("Ilse Holmgren", "Anna Holm")),
        "{found:?}"
    );
    // One speaker, in two spellings.
    let spelt = ("how a name is spelt", "Ilse Holmgren", "Ilse Holmgreen");
    check(&holmgren, &format!("{quote} harbour master Ilse Holmgreen said."), &[spelt]);
    check(&holmgren, &format!("{quote} said Anna Holm, who stood beside Ilse Holmgren."), &[]);
    check("“We will look for the ship,” Ilse Holmgren said.", "“We will look for the ship,” Anna Holm said.", &[]);
}
