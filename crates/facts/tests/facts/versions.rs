//! What changes between two versions of a report, and what only looks like it. Sentences written for this file.

use wirecopy_document::Version;
use wirecopy_facts::{Severity, compare_sentences};

use crate::checks;

/// The kinds of the material changes, sorted.
fn material(a: &str, b: &str) -> Vec<&'static str> {
    let found = compare_sentences(&Version::of("a", a), &Version::of("b", b));
    let mut kinds: Vec<&str> =
        found.iter().filter(|c| c.severity == Severity::Material).map(|c| c.kind.name()).collect();
    kinds.sort_unstable();
    kinds
}

fn changed(kind: &str, a: &str, b: &str) {
    checks::changed(material, kind, a, b);
}

fn quiet(a: &str, b: &str) {
    checks::quiet(material, a, b);
}

#[test]
fn what_is_weighed_and_what_is_done() {
    changed(
        "certainty",
        "The council of Marlow is considering charges against the owner of the quarry, a spokeswoman said.",
        "The council of Marlow has charged the owner of the quarry, a spokeswoman said.",
    );
    changed(
        "certainty",
        "The mayor of Marlow has offered to resign over the bridge, her office said.",
        "The mayor of Marlow has resigned over the bridge, her office said.",
    );
    // Who did it wanted it as well.
    quiet(
        "The guards sought to calm the crowd at the gate of the quarry.",
        "The guards calmed the crowd at the gate of the quarry.",
    );
    // Another time; a question.
    quiet(
        "Previously, the towns were required to ask the river board before they built a dam.",
        "The towns will be required to ask the river board before they build a dam.",
    );
    quiet("Could the ferry return to Marlow this summer?", "The ferry returned to Marlow this summer.");
}

#[test]
fn what_the_clause_around_leaves_open() {
    changed(
        "certainty",
        "Early results suggested that Brandt had won a third of the seats in the first round.",
        "Brandt had won a third of the seats in the first round.",
    );
    // The doubt is there in another form, or is only a manner of speaking.
    quiet(
        "The inspector believes that the fire started in the kitchen of the ferry.",
        "The fire is believed to have started in the kitchen of the ferry, the inspector said.",
    );
    quiet(
        "“I think we made mistakes with the bridge,” Brandt said on Monday.",
        "“We made mistakes with the bridge,” Brandt said on Monday.",
    );
    quiet(
        "In a letter he said it appeared his side had fallen short in the vote on the dam.",
        "He wrote that his side may have fallen short in the vote on the dam.",
    );
}

#[test]
fn shares_and_figures_of_people() {
    changed(
        "number",
        "Nearly half of the town’s residents have been without water since the storm.",
        "More than half of the town’s residents have been without water since the storm.",
    );
    changed(
        "number",
        "About a third of the divers in the harbour at Marlow were hurt.",
        "About a quarter of the divers in the harbour at Marlow were hurt.",
    );
    // A whole and its parts; other sums in another currency; others than those before; a telephone.
    quiet(
        "The blast at the quarry killed two guards and at least five other people on Monday.",
        "The blast at the quarry killed seven people on Monday.",
    );
    quiet(
        "The thieves took rings worth £88m from the hotel.",
        "The thieves took rings worth 103 million euros from the hotel.",
    );
    quiet(
        "Marlow placed among the worst towns in 13 measures of the survey.",
        "Marlow placed among the worst towns in nine other measures of the survey.",
    );
    quiet("Anyone who saw the ferry can call 561-688-4068.", "Anyone who saw the ferry can call 561-688-4163.");
}

#[test]
fn ends_that_exclude_each_other() {
    changed(
        "action",
        "The rebels released six of the divers on Sunday and promised to free the others.",
        "The rebels killed six of the divers on Sunday and promised to free the others.",
    );
    changed(
        "action",
        "Rescuers said 14 divers were still missing after a wall of the quarry fell.",
        "Rescuers said 14 divers were dead after a wall of the quarry fell.",
    );
    quiet(
        "One diver was killed and two divers were hurt when the wall fell at the quarry.",
        "Two divers were hurt and one diver died when the wall fell at the quarry.",
    );
}

#[test]
fn stages_parties_and_parts_in_a_case() {
    changed(
        "qualifier",
        "The two towns reached a preliminary agreement on the water of the river.",
        "The two towns reached a final agreement on the water of the river.",
    );
    changed(
        "scope",
        "Both governments agreed to take their guards off the bridge by May.",
        "Marlow agreed to take its guards off the bridge by May.",
    );
    quiet(
        "“The bridge is good for both towns,” said the mayor, Ada Brandt.",
        "“The bridge is good for both towns,” Brandt said in a statement.",
    );
    changed(
        "role",
        "The court said Hessel, a witness in the case, had burned the letters in March.",
        "The court said Hessel, a suspect in the case, had burned the letters in March.",
    );
    changed(
        "role",
        "Lt. Ada Brandt of the harbour police said the search would go on.",
        "Capt. Ada Brandt of the harbour police said the search would go on.",
    );
    changed(
        "role",
        "Former Transport Minister Ada Brandt was questioned by the police for six hours on Wednesday.",
        "Transport Minister Ada Brandt was questioned by the police for six hours on Wednesday.",
    );
}

#[test]
fn who_speaks() {
    changed(
        "attribution",
        "The bridge will be closed in stages, Deputy Mayor Ada Brandt told reporters on Thursday.",
        "The bridge will be closed in stages, a diplomat said on Thursday on condition of anonymity.",
    );
    changed(
        "attribution",
        "A dozen guards were beaten at the gate, according to the lawyers of Open Bench, who spoke to their families.",
        "A dozen guards were beaten at the gate.",
    );
    // Those in office may be who is named; who speaks of himself is no source of doubt; who is silent tells nothing.
    quiet(
        "Officials said the quarry would be closed for good in May.",
        "Hessel said the quarry would be closed for good in May.",
    );
    quiet(
        "Ada Brandt says she began to dive two years ago to mend her knee.",
        "She began to dive two years ago to mend her knee.",
    );
    quiet("A spokesman for Holm declined to comment.", "A spokesman for Brandt Lines declined to comment.");
    quiet(
        "The cause was unknown, but Hessel had been ill for years, said the harbour master Al Brandt.",
        "The cause was not known, but Brandt said Hessel had been ill for years.",
    );
    quiet(
        "Divers at Holm Rescue and Brandt Salvage said the wreck was lower than they had thought.",
        "Divers said the wreck was lower than they had thought.",
    );
}

#[test]
fn denials_that_are_put_right() {
    quiet(
        "The thief of the letters was not one man, but probably a group of several people.",
        "The thief of the letters was probably a group of several people.",
    );
    quiet(
        "The guards said no passenger was thrown out, but some were thrown partly off the bus.",
        "The guards said some of the passengers were thrown partly off the bus.",
    );
    quiet(
        "A former employee who opened fire at the party in Marlow was arrested.",
        "A man was arrested after he opened fire at the party of his former employers in Marlow.",
    );
}

#[test]
fn who_leads_and_who_is_the_deputy() {
    changed(
        "role",
        "Vera Roth, deputy head of the river police, was hurt at the lock on Monday.",
        "The head of the river police, Vera Roth, was hurt at the lock on Monday.",
    );
    changed(
        "role",
        "The ferry line's chief financial officer, Ines Marr, told the council that fares would stay.",
        "The ferry line's chief executive, Ines Marr, told the council that fares would stay.",
    );
}

#[test]
fn what_is_sought_and_what_is_had() {
    changed(
        "certainty",
        "The ferry line plans to seek permission for a second pier.",
        "The ferry line has received permission for a second pier.",
    );
    quiet(
        "The ferry line sought permission for a second pier.",
        "The ferry line requested permission for a second pier.",
    );
}

#[test]
fn names_that_change_places() {
    changed(
        "action",
        "The barge was on its way from Marlow to Tarn when it ran aground.",
        "The barge was on its way from Tarn to Marlow when it ran aground.",
    );
    changed(
        "action",
        "Councillor Ada Brandt gave up after the count put Mayor Jon Vass ahead in the harbour ward.",
        "Mayor Jon Vass gave up after the count put Councillor Ada Brandt ahead in the harbour ward.",
    );
    // Named side by side, or in a verb that holds both ways.
    quiet("Brandt and Vass said the pier would open.", "Vass and Brandt said the pier would open.");
    quiet("Brandt met Vass at the pier on Tuesday.", "Vass met Brandt at the pier on Tuesday.");
}

#[test]
fn a_short_claim_denied() {
    changed("polarity", "The line said it would appeal the ruling.", "The line said it would not appeal the ruling.");
}
