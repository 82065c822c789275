//! What independent reports of one event disagree about, and who says which.

use std::fmt::Write;

use wirecopy::{Settings, Silent, trace};
use wirecopy_record::{DisagreementRow, StoryRow};

/// Three reports by three outlets, which share no copy.
const REPORTS: [(&str, &str, &str); 3] = [
    (
        "Coast Post",
        "Velden ferry sinks off Marsk, killing 12 people",
        "The Velden ferry sank off the island of Marsk on Friday. Twelve people were killed and 30 people were injured, the coast \
         guard said. Captain Ilse Holmgren, 34, was among those saved. Divers from Torhaven look for the wreck, which lies at a \
         depth of 60 metres off the Marsk lighthouse.",
    ),
    (
        "Harbour News",
        "WATCH: Velden ferry",
        "Off Marsk the ferry Velden went down in a storm, killing 12 people and injuring 41 people. Its captain, 36-year-old Ilse \
         Holmgren, was pulled out of the water near the lighthouse. The Velden had left Torhaven with a crew of nine.",
    ),
    (
        "Island Herald",
        "Storm off Marsk …",
        "A storm near the Marsk lighthouse sank the Velden, a ferry from Torhaven. In all 12 people were killed and 30 people were \
         injured in the ferry disaster. Captain Ilse Holmgreen is in hospital in Torhaven.",
    ),
];

fn story(days: [u32; 3]) -> StoryRow {
    let mut lines = String::new();
    for ((outlet, title, text), day) in REPORTS.into_iter().zip(days) {
        let record = serde_json::json!({
            "id": outlet, "source": outlet, "title": title, "date": format!("2024-03-{day:02}"), "text": text,
        });
        writeln!(lines, "{record}").expect("a String takes all writes");
    }
    let dir = tempfile::tempdir().expect("a folder can be made");
    let file = dir.path().join("pile.jsonl");
    std::fs::write(&file, lines).expect("it can be written");
    let mut tables = trace(&[file], &Settings::default(), &Silent).expect("threads start").tables;
    assert!(tables.families.is_empty(), "they share no copy: {:?}", tables.families);
    assert_eq!(tables.stories.len(), 1, "they tell of one event: {:?}", tables.stories);
    tables.stories.remove(0)
}

/// What it is about, its nature, and who says what.
fn point<'s>(story: &'s StoryRow, about: &str) -> (&'s DisagreementRow, Vec<(&'s str, Vec<&'s str>)>) {
    let point = story.disagreements.iter().find(|point| point.about == about);
    let point = point.unwrap_or_else(|| panic!("no {about} in {:#?}", story.disagreements));
    let says = point.says.iter().map(|w| (w.text.as_str(), w.outlets.iter().map(String::as_str).collect()));
    (point, says.collect())
}

#[test]
fn who_says_which() {
    let story = story([1, 1, 1]);
    let (hurt, says) = point(&story, "people hurt");
    assert_eq!(says, [("30 people", vec!["Coast Post", "Island Herald"]), ("41 people", vec!["Harbour News"])]);
    assert_eq!((&*hurt.kind, &*hurt.between, &*hurt.nature), ("number", "reports", "conflict"));
    let [first, last] = hurt.says[1].places[0].span.map(|at| at as usize);
    assert_eq!(&REPORTS[1].2[first..last], "41 people");
    let (age, says) = point(&story, "age of Ilse Holmgren");
    assert_eq!((&*age.nature, says.len()), ("conflict", 2));
    let (name, says) = point(&story, "how a name is spelt");
    assert_eq!((&*name.nature, says.len()), ("spelling", 2));
    assert_eq!((story.disagreements.len(), story.compared), (3, 3), "{:#?}", story.disagreements);
    assert_eq!(story.label, "Velden ferry sinks off Marsk, killing 12 people");
}

#[test]
fn a_later_figure_is_no_contradiction() {
    let story = story([1, 2, 1]);
    let (hurt, _) = point(&story, "people hurt");
    assert_eq!(hurt.nature, "later");
    assert_eq!(hurt.says[1].first_at.as_deref(), Some("2024-03-02"));
    assert_eq!(point(&story, "age of Ilse Holmgren").0.nature, "conflict");
}
