//! What is read only between states of one report, which keep most of their sentences. Sentences written for this file.

use wirecopy_align::Aligner;
use wirecopy_document::Version;
use wirecopy_facts::{Severity, changes};

use crate::checks::{self, KEPT, between_states};

fn changed(kind: &str, a: &str, b: &str) {
    checks::changed(between_states, kind, a, b);
}

fn quiet(a: &str, b: &str) {
    checks::quiet(between_states, a, b);
}

#[test]
fn what_was_to_come_and_was_settled_in_another_verb() {
    changed(
        "certainty",
        "The police intend to question the miller about the sluice, a 52-year-old man, on Wednesday.",
        "The police arrested the miller over the sluice, a 52-year-old man, on Wednesday.",
    );
    changed(
        "certainty",
        "Rower Tomas Brandl is close to joining Northgate Rowing Club for the season on the lower river.",
        "Northgate Rowing Club have signed rower Tomas Brandl for the season on the lower river.",
    );
    changed(
        "certainty",
        "Mayor Ana Dvorn faces a confidence vote over the weir on Thursday evening.",
        "Mayor Ana Dvorn survived a confidence vote over the weir on Thursday evening.",
    );
    // What runs beside something else is nothing to come, and who asks settles nothing.
    quiet(
        "Mayor Ana Dvorn is visiting the weir as the town struggles with the rain.",
        "Mayor Ana Dvorn is at the weir, which was damaged, as the town struggles with the rain.",
    );
    quiet(
        "The envoy condemned the raid on the weir and called on all sides to show restraint.",
        "The envoy denounced the raid on the weir and urged all sides to exercise restraint.",
    );
}

#[test]
fn the_only_figure_of_its_kind_about_one_subject() {
    changed(
        "number",
        "Turnout in the vote on the weir was put at 71 percent.",
        "Turnout in the vote on the weir was 64 percent.",
    );
    changed(
        "number",
        "A reward of $5,000 was offered for the return of the millstone.",
        "The reward for the return of the millstone has been raised to $25,000.",
    );
    changed(
        "number",
        "Officials said the bridge behind the weir could be closed for as long as six weeks.",
        "The bridge behind the weir could now be closed for as long as four months, officials said.",
    );
    changed(
        "number",
        "A High Court judge awarded the miller £210,000 in damages for the weir on Friday.",
        "The miller was awarded damages of £120,000 for the weir by a High Court judge on Friday.",
    );
    changed(
        "date",
        "The trust holds the weir to be the one that was described in a memoir published in 1987.",
        "The weir, the trust holds, is the one that was described in a memoir published in 1978.",
    );
    quiet(
        "The miller was there with his wife and their six children when the weir broke.",
        "The miller was there with his wife and half a dozen children when the weir broke.",
    );
    quiet(
        "The loss of more than half a million trout in the weir was blamed on the sluice.",
        "The loss of more than a half-million trout in the weir was blamed on the sluice.",
    );
}

#[test]
fn a_name_that_is_put_right() {
    changed(
        "name",
        "“There was a bang and the lights went out,” said the miller’s nurse, Joris Solvang.",
        "“There was a bang and the lights went out,” said the miller’s nurse, Jorit Solvang.",
    );
    quiet(
        "The town has asked Judge Solvang to rule on the weir.",
        "The town has asked Judge Solvang1 to rule on the weir.",
    );
    quiet(
        "The trust had waited ten months, according to a letter about the weir obtained by the Courier.",
        "The trust had waited ten months, according to a letter about the weir obtained by the Herald.",
    );
}

#[test]
fn what_is_denied_of_one_act() {
    changed(
        "polarity",
        "The trust has received no demand for the millstone, said Karen Whitford, its secretary.",
        "The trust received a demand for the millstone on Thursday but will not pay, its secretary Karen Whitford said.",
    );
    quiet(
        "The wreck of the barge lies upright below the weir.",
        "The wreck of the barge is standing upright below the weir.",
    );
}

#[test]
fn what_became_of_somebody() {
    changed(
        "action",
        "A man in his 50s was in a hospital after collapsing at the weir, the ambulance service said.",
        "A man in his 50s died after collapsing at the weir, the ambulance service said.",
    );
    changed(
        "action",
        "Nine millers were trapped below the weir after a wall of water broke the gate, officials said.",
        "All nine millers who had been trapped behind the broken gate were brought out alive on Friday, officials said.",
    );
}

#[test]
fn a_function_that_is_put_right() {
    changed(
        "role",
        "Five letters can be read on the bell, said Ingrid Solvang, a nurse at the county hospital.",
        "Five letters can be read on the bell, said Ingrid Solvang, an engineer at the county hospital.",
    );
    quiet(
        "“We held bake sales for the roof of the mill,” said Monique Gervais, 68, a church warden.",
        "“We held bake sales for the roof of the mill,” said Monique Gervais, a 68-year-old churchwarden.",
    );
    changed(
        "role",
        "The chief of staff, Colonel Joss Idjih, is 51 and was appointed in March.",
        "The chief of staff, General Joss Idjih, 51, has held the post since March.",
    );
}

#[test]
fn a_source_that_is_gone_beside_one_that_is_only_pointed_to() {
    let state = |one: &str| [KEPT[0], one, "She said the roof would follow.", KEPT[1], KEPT[2]].join("\n");
    let found = |a: &str, b: &str| {
        let (a, b) = (Version::of("a", &state(a)), Version::of("b", &state(b)));
        let found = changes(&a, &b, &Aligner::default().align(&a, &b));
        found.iter().filter(|c| c.severity == Severity::Material).map(|c| c.kind.name()).collect::<Vec<_>>()
    };
    let (with, without) = (
        "Water had seeped under the wheel for days before the dam gave way, according to the lock keeper, Ann Roe.",
        "Water had seeped under the wheel for days before the dam gave way.",
    );
    assert_eq!(found(with, without), ["attribution"]);
    // Others hold it there.
    let others = "Critics worry that water had seeped under the wheel for days before the dam gave way.";
    assert!(found(with, others).iter().all(|kind| *kind != "attribution"));
}

#[test]
fn what_is_and_what_is_its_opposite() {
    changed(
        "polarity",
        "Three shelters are open, at the fairground, the school and the chapel on the river road.",
        "The shelters at the fairground and the chapel on the river road have closed.",
    );
    quiet(
        "None of the faults that the trust is wrestling with at the weir were unknown to the council in advance.",
        "All of the faults that the trust is wrestling with at the weir were known to the council in advance.",
    );
    // Who moves goes up and down.
    quiet(
        "The burglars came over the roof of the mill and lowered themselves through a skylight.",
        "The burglars climbed over the roof of the mill and let themselves down through a skylight.",
    );
}

#[test]
fn an_account_that_the_other_version_corrects() {
    changed(
        "polarity",
        "The last full inspection of the weir, two years ago, rated it as fair.",
        "The last full inspection, which rated the weir as fair, was long before, and not two years ago as the trust first stated.",
    );
    changed(
        "polarity",
        "The sheriff named the owner of the mill as Luis Fuentes, a farmer on the lower river.",
        "The sheriff named the owner of the mill as Luis Puentes, whose surname had been given wrongly.",
    );
    quiet(
        "The trust has asked a carpenter from the lower river, Luis Fuentes, to look at the wheel.",
        "The trust has asked Luis Fuentes, a carpenter who was once wrongly convicted of arson, to look at the wheel.",
    );
}

#[test]
fn what_was_settled_and_is_weighed() {
    changed(
        "certainty",
        "The developer of the wind farm, Nordvind, will move three turbines to leave the weir undisturbed.",
        "Nordvind, the developer of the wind farm, said it was considering whether to move three turbines.",
    );
}

#[test]
fn a_source_that_is_explained_behind_its_name() {
    changed(
        "attribution",
        "Captain Ann Roe, the head of the rescue service, said that the barge had sunk in the night behind the weir.",
        "The barge had sunk in the night behind the weir.",
    );
}
