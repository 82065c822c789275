//! How far a matter has come, who says so, and who is who: what is said of pairs of versions and, as much, what is not. Sentences
//! written for this file.

use wirecopy_document::Version;
use wirecopy_facts::{Severity, compare_sentences};

/// The kinds of the material changes, once each.
fn material(a: &str, b: &str) -> Vec<&'static str> {
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    let mut kinds: Vec<&str> =
        compare_sentences(&a, &b).iter().filter(|c| c.severity == Severity::Material).map(|c| c.kind.name()).collect();
    kinds.dedup();
    kinds
}

fn changed(kind: &str, a: &str, b: &str) {
    for (x, y) in [(a, b), (b, a)] {
        assert!(material(x, y).contains(&kind), "{:?}\n{x}\n{y}", material(x, y));
    }
}

fn quiet(a: &str, b: &str) {
    for (x, y) in [(a, b), (b, a)] {
        assert!(material(x, y).is_empty(), "{:?}\n{x}\n{y}", material(x, y));
    }
}

#[test]
fn events_in_nouns() {
    changed(
        "certainty",
        "The harbour board is discussing a ban on night ferries to Marlow.",
        "The harbour board has banned night ferries to Marlow.",
    );
    changed(
        "certainty",
        "The pilots called for a strike on Monday over the new rosters at Marlow.",
        "A strike over the new rosters at Marlow began on Monday, the pilots said.",
    );
    changed(
        "certainty",
        "The inspection of the Marlow dam was called off on Friday.",
        "The inspection of the Marlow dam took place on Friday.",
    );
    // Still to come, by another name; told of both times.
    quiet(
        "The harbour board is weighing a ban on night ferries to Marlow.",
        "A ban on night ferries to Marlow is being considered by the harbour board.",
    );
    quiet(
        "The line plans to build a pier in Marlow. It built one in Tarn in 2012.",
        "The line, which built a pier in Tarn in 2012, plans to build one in Marlow.",
    );
}

#[test]
fn events_under_a_verb() {
    changed(
        "certainty",
        "Divers are trying to reach the three men trapped in the Marlow tunnel.",
        "Divers have reached the three men trapped in the Marlow tunnel.",
    );
    changed(
        "certainty",
        "The council asked the harbour board to extend the closure of the lock by a week.",
        "The harbour board extended the closure of the lock by a week.",
    );
    changed(
        "certainty",
        "She is accused of hiding two boats from the tax office in Marlow.",
        "She hid two boats from the tax office in Marlow.",
    );
    changed(
        "certainty",
        "The owner of the quarry accused the mayor of ordering the search of his boats in Marlow.",
        "The mayor ordered the search of his boats in Marlow.",
    );
    // Whoever tries to talk talks; "considered" is held to be; one is asked in both.
    quiet(
        "The guards tried to negotiate at the gate of the quarry.",
        "The guards negotiated at the gate of the quarry.",
    );
    quiet("The last flood is considered small beside that of 1911.", "The last flood was small beside that of 1911.");
    quiet(
        "Anyone with news of the boat is asked to call the harbour police in Marlow.",
        "Harbour police in Marlow ask anyone with news of the boat to call.",
    );
}

#[test]
fn signs_and_fears() {
    changed(
        "certainty",
        "There are signs that the barge was hit by a log at the lock.",
        "The barge was hit by a log at the lock.",
    );
    changed(
        "certainty",
        "The leak was most likely the result of a worn seal in the lock.",
        "The leak was the result of a worn seal in the lock.",
    );
    quiet(
        "He denied suggestions that he was the owner of the barge.",
        "He denied rumours that he was the owner of the barge.",
    );
}

#[test]
fn ends_of_the_matter() {
    changed(
        "action",
        "A jury cleared the pilot of two counts of fraud at the lock on Monday.",
        "A jury found the pilot guilty of two counts of fraud at the lock on Monday.",
    );
    changed(
        "action",
        "Two divers are missing at the Marlow dam after a gate broke.",
        "Two divers have been found dead at the Marlow dam after a gate broke.",
    );
    changed(
        "number",
        "The barge sank at the lock in Marlow. Nobody was hurt, the line said.",
        "The barge sank at the lock in Marlow. Two people were hurt, the line said.",
    );
    quiet("The crew cleared the lock of ice on Monday.", "The crew cleared ice from the lock on Monday.");
}

#[test]
fn who_speaks_and_who_is_who() {
    changed("attribution", "Police said the pilot had been asleep.", "Friends said the pilot had been asleep.");
    changed(
        "attribution",
        "The seal was never checked, said Ada Brandt, a lawyer for the crew.",
        "The seal was never checked.",
    );
    changed(
        "role",
        "Transport Minister Ada Brandt said the lock would open.",
        "Interior Minister Ada Brandt said the lock would open.",
    );
    changed(
        "action",
        "The dead man was the driver of the tram in Marlow, the line said.",
        "The dead man was a passenger on the tram in Marlow, the line said.",
    );
    quiet("Finance Minister Ada Brandt said the lock would open.", "Minister Ada Brandt said the lock would open.");
    // Those who guard the law may be the police.
    quiet("Police said the pilot had been asleep.", "Law enforcement sources said the pilot had been asleep.");
}

#[test]
fn shares_ranks_and_tolls() {
    changed("scope", "The board shut two of the four locks in Marlow.", "The board shut all four locks in Marlow.");
    changed(
        "number",
        "The second-largest ferry line in the country will close its office.",
        "The largest ferry line in the country will close its office.",
    );
    changed(
        "number",
        "The death toll in Marlow rose to 45 on Monday.",
        "The death toll in Marlow stood at 38 on Monday.",
    );
    // The rates of two months.
    quiet("The share of late trains rose to 3.9 percent.", "The share of late trains remained at 3.7 percent.");
    quiet("Two of the brothers lived near the lock.", "Both brothers lived near the lock.");
}

#[test]
fn two_verbs_with_places_of_their_own() {
    quiet("The council passed the harbour bill on Monday.", "The harbour bill cleared the council on Monday.");
}

#[test]
fn verbs_that_undo_each_other() {
    changed(
        "certainty",
        "Work at the Marlow lock was suspended on Monday.",
        "Work at the Marlow lock resumed on Monday.",
    );
    changed("polarity", "The lock was reopened to barges on Sunday.", "The lock was closed to barges on Sunday.");
}

#[test]
fn appointments() {
    changed(
        "certainty",
        "Sheriff Dana Ruhl is to address reporters on Tuesday afternoon.",
        "Sheriff Dana Ruhl told reporters on Tuesday that both engines had failed.",
    );
    changed(
        "certainty",
        "Keeper Ole Brandt is to undergo a scan on Thursday before the cup tie.",
        "Keeper Ole Brandt failed a scan on Thursday and missed the cup tie.",
    );
    changed(
        "certainty",
        "The ferry office in Marlow was to close at noon.",
        "The ferry office in Marlow closed at noon.",
    );
    // Said, and told of as what was said; what one has to do first and what one waits for.
    quiet(
        "The mayor disputed the claim. \"All of it was paid by check,\" he said on Friday.",
        "The mayor's only comment on Friday was to say that all of it was paid by check.",
    );
    quiet(
        "The speaker said he first has to see what the council sends over.",
        "The speaker said he would wait to see what the council sends over.",
    );
    // At another time; by somebody else; another thing.
    quiet(
        "Sheriff Dana Ruhl is to address reporters on Tuesday afternoon.",
        "Sheriff Dana Ruhl told reporters on Monday that both engines had failed.",
    );
    quiet(
        "Keeper Ole Brandt is to undergo a scan on Thursday before the cup tie.",
        "Keeper Jon Falk failed a scan on Thursday and missed the cup tie.",
    );
    quiet(
        "The governor will visit the flooded villages on Thursday.",
        "The governor signed the harbour bill on Thursday.",
    );
}

#[test]
fn weighed_and_settled() {
    changed(
        "certainty",
        "The brewer is in talks to buy its rival Halden for 30 million crowns.",
        "The brewer has agreed to buy its rival Halden for 30 million crowns.",
    );
    changed(
        "certainty",
        "The town council is considering a ban on night ferries to Marlow.",
        "The town council will ban night ferries to Marlow.",
    );
    // What is planned may still be weighed.
    quiet(
        "The town council is considering a ban on night ferries to Marlow.",
        "The town council wants a ban on night ferries to Marlow.",
    );
    // What is feared may come, whether "will" or "would" says so.
    changed(
        "certainty",
        "Traders said they feared that the frost would ruin the plum harvest.",
        "Traders said the frost was ruining the plum harvest.",
    );
    quiet(
        "Traders fear the frost will ruin the plum harvest in the valley.",
        "Traders feared that the frost would ruin the plum harvest in the valley.",
    );
}

#[test]
fn posts_lost() {
    changed(
        "action",
        "The rowing club suspended treasurer Ann Voss on Friday.",
        "The rowing club expelled treasurer Ann Voss on Friday.",
    );
    quiet(
        "The rowing club suspended treasurer Ann Voss on Friday.",
        "The rowing club suspended the sale of the boathouse on Friday.",
    );
}

#[test]
fn sums_and_the_hurt() {
    changed(
        "number",
        "The brewer agreed to buy its rival Halden for 30 million euros in shares.",
        "The brewer agreed to buy its rival Halden for 34 million euros, the papers show.",
    );
    changed(
        "number",
        "A boiler blew up in a laundry in Marlow on Friday, injuring nine workers, the fire service said.",
        "A boiler that blew up in a laundry in Marlow killed a stoker and injured 14 others, the fire service said.",
    );
}

#[test]
fn findings_without_who_found_them() {
    changed(
        "attribution",
        "About 400 people drowned in the Marlow flood, most of them in their beds, the royal commission found.",
        "About 400 people drowned in the Marlow flood, most of them in their beds.",
    );
    // What is found at the end of a sentence may be a thing.
    quiet(
        "The divers lost the trail where the second of the two anchors was found.",
        "The divers lost the trail where the second of the two anchors was.",
    );
}

#[test]
fn tolls_that_grew_and_what_one_can_hear() {
    changed(
        "number",
        "A tram left the rails in Marlow on Friday, killing at least 19 people, the police said.",
        "A tram left the rails in Marlow on Friday, killing 21 people, the police said.",
    );
    // "at least 300" and "312" may be one count of what nobody counts by heads.
    quiet(
        "At least 300 houses in Marlow were without power on Friday, the grid said.",
        "Some 312 houses in Marlow were without power on Friday, the grid said.",
    );
    quiet(
        "The blast in Mill Lane could be heard four miles away in Marlow.",
        "The blast in Mill Lane was heard four miles away in Marlow.",
    );
}

#[test]
fn ages_shares_of_those_and_functions_of_one_owner() {
    changed(
        "number",
        "The poet Ida Marsh, who never left the valley, has died at the age of 78, her family said.",
        "The poet Ida Marsh, who never left the valley, has died aged 79, her family said.",
    );
    changed(
        "scope",
        "Most of those who fell ill had eaten raw mussels at the harbour fair in Marlow.",
        "All of those who fell ill had eaten raw mussels at the harbour fair in Marlow.",
    );
    changed(
        "role",
        "\"They knew exactly what they wanted,\" said Otto Brenn, the museum's curator.",
        "\"They knew exactly what they wanted,\" said Otto Brenn, the museum's director.",
    );
    quiet(
        "\"They knew exactly what they wanted,\" said Otto Brenn, the museum's director.",
        "\"They knew exactly what they wanted,\" said Otto Brenn, the director of the museum.",
    );
    changed(
        "attribution",
        "She had been working on a cycle of ballads when she died, according to her printer, Jon Falk.",
        "She had been working on a cycle of ballads when she died.",
    );
    // The one tells when the match is, the other when he was hurt.
    quiet(
        "Keeper Ole Brandt limped off in the first half and is a doubt for Tuesday's cup replay.",
        "Keeper Ole Brandt is a doubt for the replay after limping off in the first half on Saturday.",
    );
}
