//! What each rule says and, as much, what it keeps quiet about. Sentences written for this file.

use wirecopy_align::{Settings, align};
use wirecopy_document::Version;
use wirecopy_facts::{Change, ChangeKind, Severity, changes, compare_sentences};

/// The material changes as "kind: words of a | words of b", sorted.
fn material(a: &str, b: &str) -> Vec<String> {
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    let text = |change: &Change| {
        let (x, y) = (change.a.map_or("", |s| s.of(&a.text)), change.b.map_or("", |s| s.of(&b.text)));
        format!("{}: {x} | {y}", change.kind.name())
    };
    let found = compare_sentences(&a, &b);
    let mut lines: Vec<String> = found.iter().filter(|c| c.severity == Severity::Material).map(text).collect();
    lines.sort();
    lines
}

fn check(a: &str, b: &str, expected: &[&str]) {
    assert_eq!(material(a, b), expected, "\n{a}\n{b}");
    let mirrored: Vec<String> = expected.iter().map(|line| mirror(line)).collect();
    assert_eq!(material(b, a), mirrored, "sides swapped\n{a}\n{b}");
}

fn mirror(line: &str) -> String {
    let (kind, words) = line.split_once(": ").expect("a kind stands first");
    let (x, y) = words.split_once(" | ").expect("two sides");
    format!("{kind}: {y} | {x}")
}

#[test]
fn numbers() {
    check(
        "The flood killed 14 farmers near Marlow.",
        "The flood killed 17 farmers near Marlow.",
        &["number: 14 farmers | 17 farmers"],
    );
    check(
        "The port cost $3.1 billion to build.",
        "The port cost $3.1 million to build.",
        &["number: $3.1 billion | $3.1 million"],
    );
    check("Fourteen farmers died near Marlow.", "Near Marlow, 14 farmers died.", &[]);
    check("The port cost $1.47 billion to build.", "The port cost about $1.5 billion to build.", &[]);
    check("The port employs 2,000 workers and 30 pilots.", "The port employs 30 pilots and 2000 workers.", &[]);
    check(
        "More than 300 homes were damaged.",
        "Fewer than 300 homes were damaged.",
        &["number: More than 300 | Fewer than 300"],
    );
    check(
        "The storm left 12 people dead and 30 wounded.",
        "The storm left 12 people dead and 34 were wounded.",
        &["number: 30 | 34"],
    );
    check("The trail is 90 miles long.", "The trail is 145 kilometres long.", &[]);
}

/// The same bound with another value is another claim, also where a clock in a sentence beside it shows the figure.
#[test]
fn bounds_with_other_values() {
    check(
        "At least 12 hikers were hurt when the bridge gave way, rangers said.",
        "At least 35 hikers were injured after the bridge gave way, according to rangers.",
        &["number: At least 12 hikers | At least 35 hikers"],
    );
    check(
        "Nearly 30 boats sank in the bay.",
        "Nearly 50 boats sank in the bay.",
        &["number: Nearly 30 boats | Nearly 50 boats"],
    );
    check(
        "More than 200 cows were sold.",
        "More than 700 cows were sold.",
        &["number: More than 200 cows | More than 700 cows"],
    );
    check("Dozens of hikers were hurt when the bridge gave way.", "14 hikers were hurt when the bridge gave way.", &[]);
    let a = "At least 12 hikers were hurt in Marlow. The bridge fell at about 08:35 on its opening day.";
    let b = "At least 35 hikers were injured in Marlow. The bridge collapsed on its opening day.";
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    let found = changes(&a, &b, &align(&a, &b, &Settings::default()));
    assert!(found.iter().any(|c| c.kind == ChangeKind::Number && c.severity == Severity::Material), "{found:?}");
}

#[test]
fn sides_that_do_not_make_one_claim() {
    check(
        "Hide Caption 2 of 10 Photos: Ana Brandt opens the bridge.",
        "Hide Caption 7 of 10 Photos: Olga Hessel opens the bridge.",
        &[],
    );
    check(
        "Hide Caption 2 of 10 Photos: Six men were hurt in Marlow.",
        "Hide Caption 2 of 10 Photos: Nine men were hurt in Marlow.",
        &["number: Six men | Nine men"],
    );
    check("— Ana Brandt (@anabrandt) May 3, 2017", "— Ana Brandt (@anabrandt) May 9, 2017", &[]);
    check(
        "The painters met in Oslo on Monday for their second prize night of the year.",
        "The painters met in Lisbon on Friday for their second prize night of the year.",
        &[],
    );
    check(
        "Engineers fear cracks, says Ana Brandt Bridge toll to rise Ferry prices up in June Harbour to close for repairs again soon More, who runs the port.",
        "Farmers praised the wet spring, thanks to Ana Brandt Bridge toll to rise Ferry prices up in June Harbour to close for repairs again soon More, a keen gardener.",
        &[],
    );
}

#[test]
fn dates() {
    check("The court ruled on Monday.", "On Tuesday the court ruled.", &["date: Monday | Tuesday"]);
    check("The court ruled on April 3, 2019.", "The court ruled on 3 April 2019.", &[]);
    check("The court ruled on Monday.", "The court ruled yesterday.", &[]);
    check("The court will rule in the coming week.", "The court will rule this week.", &[]);
    check("The club was founded in 1987.", "The club was founded in 1978.", &["date: 1987 | 1978"]);
}

#[test]
fn names() {
    check(
        "Mayor Ana Brandt opened the bridge.",
        "Mayor Olga Hessel opened the bridge.",
        &["name: Ana Brandt | Olga Hessel"],
    );
    check("Mayor Ana Brandt opened the bridge.", "Brandt opened the bridge.", &[]);
    check("Fighters of IS left the island.", "Fighters of ISIS left the island.", &[]);
    check("The U.N. sent food to the island.", "The United Nations sent food to the island.", &[]);
    check("Tim Hessel opened the bridge.", "Timothy Hessel opened the bridge.", &[]);
    check("The SEC fined the broker.", "The Securities and Exchange Commission fined the broker.", &[]);
}

#[test]
fn roles() {
    check(
        "Deputy mayor Ana Brandt opened the bridge.",
        "Mayor Ana Brandt opened the bridge.",
        &["role: Deputy mayor | Mayor"],
    );
    check(
        "She toured Habitat Fund, the Norwegian relief agency, in Marlow.",
        "She toured Habitat Fund, the Swedish relief agency, in Marlow.",
        &["role: Habitat Fund, the Norwegian relief agency | Habitat Fund, the Swedish relief agency"],
    );
    check(
        "Col. Peter Marsh told reporters the convoy was hit.",
        "Lt. Col. Peter Marsh told reporters the convoy was hit.",
        &["role: Col | Lt. Col"],
    );
    check("Former mayor Ana Brandt opened the bridge.", "Ex-mayor Ana Brandt opened the bridge.", &[]);
}

#[test]
fn actions() {
    check(
        "Brandt sued Hessel over the bridge.",
        "Hessel sued Brandt over the bridge.",
        &["action: Brandt sued Hessel | Hessel sued Brandt"],
    );
    check("Brandt sued Hessel over the bridge.", "Hessel was sued by Brandt over the bridge.", &[]);
    check("Brandt met Hessel in Marlow.", "Hessel met Brandt in Marlow.", &[]);
    check(
        "Norway, a founding member, allowed the fishing treaty.",
        "The fishing treaty was adopted by the council with backing from Norway.",
        &["action: allowed | adopted by the council with backing from Norway"],
    );
}

#[test]
fn polarity() {
    check(
        "The council will not close the school.",
        "The council will close the school.",
        &["polarity: will not close | will close"],
    );
    check("Prices rose sharply in the spring.", "Prices fell sharply in the spring.", &["polarity: rose | fell"]);
    check("The prize brings not only fame to the winner.", "The prize brings fame to the winner.", &[]);
    check("The talks aimed to calm the town.", "The talks did not calm the town.", &[]);
    check(
        "The boat, number 1 of the fleet, was sold in Marlow.",
        "The boat, No. 1 of the fleet, was sold in Marlow.",
        &[],
    );
    check("He was blamed for failing to warn the town.", "He was blamed for not warning the town.", &[]);
    check("The vote ended before the storm.", "The vote ended after the storm.", &["polarity: before | after"]);
}

#[test]
fn certainty() {
    check(
        "The firm will build a dam near Marlow.",
        "The firm may build a dam near Marlow.",
        &["certainty: will build | may build"],
    );
    check(
        "The firm plans to build a dam near Marlow.",
        "The firm has built a dam near Marlow.",
        &["certainty: plans to build | has built"],
    );
    check("He could face up to 10 years in prison.", "He faces a maximum of 10 years in prison.", &[]);
    check("The firm will build a dam near Marlow.", "The firm is to build a dam near Marlow.", &[]);
    check(
        "The guard allegedly opened the gate to the thieves.",
        "The guard opened the gate to the thieves.",
        &["certainty: allegedly opened | opened"],
    );
}

#[test]
fn what_is_still_to_come() {
    check(
        "The senate must decide on Monday whether to scrap the levy on imported tiles.",
        "The senate scrapped the levy on imported tiles on Monday.",
        &["certainty: to scrap | scrapped"],
    );
    check(
        "The nurses were preparing late on Monday to present a new demand to the clinic.",
        "The nurses presented a new demand to the clinic late on Monday.",
        &["certainty: to present | presented"],
    );
    check(
        "The clinic said on Monday it would close its ward for children.",
        "The clinic closed its ward for children on Monday.",
        &["certainty: would close | closed"],
    );
    // It did not come to it.
    check(
        "The clinic said on Monday it would have closed its ward for children.",
        "The clinic closed its ward for children on Monday.",
        &[],
    );
    // Nobody plans, or somebody else does.
    check(
        "The nurses met late on Monday to present a new demand to the clinic.",
        "The nurses presented a new demand to the clinic late on Monday.",
        &[],
    );
    check(
        "The nurses expected the union to present a new demand to the clinic.",
        "The union presented a new demand to the clinic, as the nurses had expected.",
        &[],
    );
}

#[test]
fn attribution() {
    check(
        "The dam has cracks on its northern side, Ana Brandt said.",
        "The dam has cracks on its northern side, Olga Hessel said.",
        &["name: Ana Brandt | Olga Hessel"],
    );
    check(
        "The dam has deep cracks on its northern side, the engineers said.",
        "The dam has deep cracks on its northern side.",
        &["attribution: the engineers said | "],
    );
    check(
        "The dam has cracks on its northern side, officials said.",
        "According to sources, the dam has cracks on its northern side.",
        &[],
    );
    check(
        "“The dam has deep cracks on its northern side,” Ana Brandt said.",
        "The dam has deep cracks on its northern side.",
        &[],
    );
    check("The dam has deep cracks, Ana Brandt said.", "The dam has deep cracks, the company said.", &[]);
    check(
        "The bank denied that it had lost money on the dam.",
        "The bank said it had lost money on the dam.",
        &["attribution: The bank denied | The bank said"],
    );
}

#[test]
fn qualifiers_and_scope() {
    check(
        "They signed a temporary lease for the harbour.",
        "They signed a perpetual lease for the harbour.",
        &["polarity: temporary lease | perpetual lease"],
    );
    check(
        "All the ferries were cancelled.",
        "Some of the ferries were cancelled.",
        &["scope: All the ferries | Some of the ferries"],
    );
    check("The main supplier of bread closed.", "The chief provider of bread closed.", &[]);
}

#[test]
fn what_one_side_leaves_out_is_no_change() {
    check(
        "The council, which met for nine hours, closed the school in Marlow on Monday.",
        "The council closed the school.",
        &[],
    );
}

#[test]
fn the_reason_names_both_sides_in_the_callers_order() {
    let (a, b) = (Version::of("a", "The court ruled on Monday."), Version::of("b", "The court ruled on Friday."));
    let reason = |x: &Version, y: &Version| compare_sentences(x, y)[0].reason.clone();
    assert_eq!(reason(&a, &b), "The dates differ: “Monday” here, “Friday” there.");
    assert_eq!(reason(&b, &a), "The dates differ: “Friday” here, “Monday” there.");
    assert_eq!(compare_sentences(&a, &b)[0].kind, ChangeKind::Date);
}

#[test]
fn causes_prefixes_and_directions() {
    check(
        "The old mill was closed because of the flood in Marlow.",
        "The old mill was closed despite the flood in Marlow.",
        &["polarity: because of | despite"],
    );
    check(
        "Workers installed the new pumps in Marlow on Monday.",
        "Workers uninstalled the new pumps in Marlow on Monday.",
        &["polarity: installed | uninstalled"],
    );
    check(
        "Ticket sales grew across the northern county.",
        "Ticket sales declined across the northern county.",
        &["polarity: grew | declined"],
    );
    check("None of the faults in the mill were unknown.", "All of the faults in the mill were known.", &[]);
}

/// One thing under two names, and one office in two spellings.
#[test]
fn names_cut_short() {
    check(
        "Virginia Gov. Ana Brandt opened the bridge near Marlow.",
        "Virginia Governor Ana Brandt opened the bridge near Marlow.",
        &[],
    );
    check("The Dems in Marlow opened the old bridge.", "The Democrats in Marlow opened the old bridge.", &[]);
}

/// Sentences that share a slot but little else make no one claim.
#[test]
fn a_slot_alone_is_no_claim() {
    check(
        "The survey finds 61 percent of voters in Marlow want a ferry, the mayor told a meeting of bakers.",
        "A petition of 57 percent of voters asked the council, which met behind closed doors, to pave roads.",
        &[],
    );
}

/// No verb need be found for a "not" to count where all the rest is the same.
#[test]
fn denied_in_one_place() {
    check(
        "The club opened a pub where they can sample old beers from the valley.",
        "The club opened a pub where they can't sample old beers from the valley.",
        &["polarity: can | can't"],
    );
    check(
        "The bridge has a sound deck and safe rails, engineers of the county wrote.",
        "The bridge has no sound deck and safe rails, engineers of the county wrote.",
        &["polarity: has | has no"],
    );
    check(
        "Residents praised the mayor and the council for the new harbour wall.",
        "Residents praised the mayor but not the council for the new harbour wall.",
        &["polarity: and | but not"],
    );
    check("The council voted for the new harbour wall.", "The council voted not only for the new harbour wall.", &[]);
    check("Nobody knows whether the wall holds.", "Nobody knows whether or not the wall holds.", &[]);
    check("The wall was not able to hold the flood.", "The wall was unable to hold the flood.", &[]);
    check(
        "He called the limits of the harbour law advisory, not mandatory.",
        "He called the limits of the harbour law advisory rather than mandatory.",
        &[],
    );
    check(
        "The quarrel about the harbour wall isn't over.",
        "You thought the quarrel about the harbour wall was over?",
        &[],
    );
}

#[test]
fn quarters_of_a_year() {
    check(
        "Sales of the yard fell for Q3 2020 because orders were late.",
        "Sales of the yard fell for Q4 2020 because orders were late.",
        &["date: Q3 2020 | Q4 2020"],
    );
    check(
        "Sales of the yard fell for Q3 2020 because orders were late.",
        "Sales of the yard fell for Q3 2019 because orders were late.",
        &["date: Q3 2020 | Q3 2019"],
    );
}

/// A town is another place than a town; the seat of a government may stand for its country.
#[test]
fn towns_and_seats() {
    check(
        "The last train from the coast reached Bedford shortly before midnight.",
        "The last train from the coast reached London shortly before midnight.",
        &["name: Bedford | London"],
    );
    check(
        "Talks about the border fence were cut short by Moscow after two days.",
        "Talks about the border fence were cut short by Russia after two days.",
        &[],
    );
}

#[test]
fn doubted_in_one_place() {
    check(
        "The club appears to have won the vote on the harbour wall.",
        "The club has won the vote on the harbour wall.",
        &["certainty: appears to have won | won"],
    );
    check(
        "The pilot was found at dawn but is believed to be in critical condition.",
        "The pilot was found at dawn but is in critical condition.",
        &["certainty: is believed to be | is"],
    );
    check(
        "The wall reportedly cost the county three times the sum of the first plan.",
        "It is said that the wall may have cost the county three times the sum of the first plan.",
        &[],
    );
}

#[test]
fn offices_that_stand_apart() {
    check(
        "Voters on the coast prefer former Gov. Ann Lee of the old guard.",
        "Voters on the coast prefer former Sen. Ann Lee of the old guard.",
        &["role: former Gov. Ann Lee | former Sen. Ann Lee"],
    );
    check(
        "Voters on the coast prefer Sen. Ann Lee of the old guard.",
        "Voters on the coast prefer Senator Ann Lee of the old guard.",
        &[],
    );
    check(
        "Voters on the coast prefer former Gov. Ann Lee of the old guard.",
        "Voters on the coast prefer Sen. Ann Lee of the old guard.",
        &[],
    );
}

/// One version has the year's figures, the other last year's; two polls; one sum in two currencies; a digit of a footnote.
#[test]
fn figures_of_other_things() {
    check(
        "In 2017 the number of boats in the harbour was 120 per 100 residents of Marlow.",
        "In 2007 the number of boats in the harbour was 88 per 100 residents of Marlow.",
        &[],
    );
    check(
        "A poll by the Marlow Herald found 52% of voters want a bridge.",
        "A poll by the Marlow Herald found 57% of voters want a bridge.",
        &[],
    );
    check(
        "The family won a $165,000 settlement over the bridge.",
        "The family won a £90,000 settlement over the bridge.",
        &[],
    );
    check("The town broke Article 2205 of the treaty.", "The town broke Article 22051 of the treaty.", &[]);
    check(
        "The bridge will cost $100 to $150 billion to build.",
        "The bridge will cost $100 billion to $150 billion to build.",
        &[],
    );
    check(
        "This appears in the May 4, 2019 issue of the Herald.",
        "This appears in the May 11, 2019 issue of the Herald.",
        &[],
    );
}

/// What one side says in other words than "may", or on somebody's word, is no doubt dropped.
#[test]
fn doubts_that_stand_on_both_sides() {
    check(
        "The dam may be examined by engineers of the county in May.",
        "The dam will likely be examined by engineers of the county in May.",
        &[],
    );
    check(
        "Marchers reportedly damaged a squad car in the old town.",
        "Police said marchers damaged a squad car in the old town.",
        &[],
    );
    check(
        "Towns are supposed to raise the wall over time.",
        "Towns have promised that they raise the wall over time.",
        &[],
    );
    check(
        "The toll would rise if more appeals were filed by the town.",
        "The toll would rise because more appeals could be filed by the town.",
        &[],
    );
}

#[test]
fn functions_in_one_house() {
    check(
        "Ana Brandt, the bank's chief financial officer, told investors the dam was sold.",
        "Ana Brandt, the bank's chief executive, told investors the dam was sold.",
        &["role: Ana Brandt, the bank's chief financial officer | Ana Brandt, the bank's chief executive"],
    );
    check(
        "Ana Brandt, head of the dam board, said the count was halted on Monday.",
        "Ana Brandt, a member of the dam board, said the count was halted on Monday.",
        &["role: Ana Brandt, head of the dam board | Ana Brandt, a member of the dam board"],
    );
    check(
        "Ana Brandt, communications director of the dam board, said the count was halted on Monday.",
        "Ana Brandt, a spokeswoman for the dam board, said the count was halted on Monday.",
        &[],
    );
    check(
        "The bill was backed by Sen. John Hessel of Marlow.",
        "The bill was backed by Rep. John Hessel of Marlow.",
        &["role: Sen. John Hessel | Rep. John Hessel"],
    );
}

/// Who vouches for it: dropped with all that belongs to the saying, or put in the place of somebody who can be named.
#[test]
fn sources_that_go() {
    check(
        "The plant ignored three warnings about its valves, the inspector wrote in a report released on Monday.",
        "The plant ignored three warnings about its valves.",
        &["attribution: the inspector wrote | "],
    );
    check(
        "Two of the captives are sailors from Marlow, the foreign ministry confirmed on Saturday.",
        "Two of the captives are sailors from Marlow, sources close to the talks said on Saturday.",
        &["attribution: the foreign ministry confirmed | sources close to the talks said"],
    );
    check(
        "The bank denied the request, saying the papers of the dam will remain closed for ten years.",
        "The bank confirmed that the papers of the dam will remain closed for ten years.",
        &[],
    );
    check(
        "“The dam would not change what we do,” he told Brandt.",
        "“The dam would not change what we do,” he told Hessel.",
        &[],
    );
}

/// Two reports of a yearly prize, and one person under two parts of her name: only the whole of the versions tells.
#[test]
fn what_the_rest_of_the_versions_tells() {
    let quiet = |a: &str, b: &str| {
        let (a, b) = (Version::of("a", a), Version::of("b", b));
        let found = changes(&a, &b, &align(&a, &b, &Settings::default()));
        assert!(found.iter().all(|c| c.severity != Severity::Material), "{found:#?}");
    };
    quiet(
        "The jury chose the best bridge of 2014 in Marlow. It looked at bridges that were opened before May 2014.",
        "The jury chose the best bridge of 2013 in Marlow. It looked at bridges that were opened before May 2013.",
    );
    quiet(
        "Ana Maria Brandt opened the bridge. “The mayor asked me to leave,” Ana replied in the recording of the talk.",
        "The bridge was opened in May. “The mayor asked me to leave,” Maria Brandt replied in the recording of the talk.",
    );
}

#[test]
fn how_it_ended_for_somebody() {
    check(
        "Two divers were hurt when the ferry hit the pier at Marlow.",
        "Two divers were killed when the ferry hit the pier at Marlow.",
        &["action: hurt | killed"],
    );
    check(
        "The owner of the quarry was arrested on Friday, the court said.",
        "The owner of the quarry was charged on Friday, the court said.",
        &["action: arrested | charged"],
    );
    check(
        "Two divers were hurt when the ferry hit the pier.",
        "Two divers were injured when the ferry hit the pier.",
        &[],
    );
    check(
        "The storm killed two divers and hurt nine others, the mayor said.",
        "Two divers died and nine others were injured in the storm, the mayor said.",
        &[],
    );
}
