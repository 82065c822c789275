//! What slips on the way from one state of a report to the next: a party, a limit, a unit, a stage. Sentences written for this file.

use crate::checks::{self, between_states};

fn changed(kind: &str, a: &str, b: &str) {
    checks::changed(between_states, kind, a, b);
}

fn quiet(a: &str, b: &str) {
    checks::quiet(between_states, a, b);
}

#[test]
fn who_did_it_to_whom() {
    changed(
        "action",
        "Two millers were chased off by anglers near the lower sluice in June.",
        "Two anglers were chased off by millers near the lower sluice in June.",
    );
    changed(
        "action",
        "Mr Brandl had thrown a bucket at a night watchman, the hearing was told.",
        "A night watchman had thrown a bucket at Mr Brandl, the hearing was told.",
    );
    changed(
        "action",
        "A coal barge ran into the side of a passenger boat below the weir on Monday.",
        "A passenger boat ran into the side of a coal barge below the weir on Monday.",
    );
    changed(
        "action",
        "Holm & Sons is advising Castell while Norden is working with the bank on the lock.",
        "Holm & Sons is advising Norden while Castell is working with the bank on the lock.",
    );
    changed(
        "action",
        "The lock keeper had twice asked to be moved to the upper weir, the inquiry heard.",
        "The lock keeper had twice been asked to move to the upper weir, the inquiry heard.",
    );
    // Who speaks for a firm is no other party, and a headline drops "was".
    quiet(
        "Reinholt spokeswoman Ana Dvorn issued a statement on the weir on Wednesday afternoon.",
        "Reinholt issued a statement on the weir on Wednesday afternoon.",
    );
}

#[test]
fn a_party_that_stands_against_the_other() {
    changed(
        "action",
        "Government forces blew up the rail bridge below the weir early on Monday morning.",
        "The rail bridge below the weir was blown up by rebels early on Monday morning.",
    );
}

#[test]
fn a_limit_that_is_dropped() {
    changed(
        "qualifier",
        "The two towns have agreed in principle to share the cost of the new lock gates.",
        "The two towns have agreed to share the cost of the new lock gates.",
    );
    changed(
        "qualifier",
        "The barges will return to the lower lock within ten days if the council pays the crews, Dvorn said.",
        "The barges will return to the lower lock within ten days, Dvorn said.",
    );
    changed(
        "scope",
        "Some barges would be sent round by the upper canal, the lock company said.",
        "Barges would be sent round by the upper canal, the lock company said.",
    );
    changed(
        "scope",
        "Brandl was sentenced at the county court after admitting four of seven counts of poaching.",
        "Brandl was sentenced at the county court after admitting seven counts of poaching.",
    );
    quiet(
        "The two towns have agreed in principle to share the cost of the new lock gates.",
        "The two towns have reached an outline agreement to share the cost of the new lock gates.",
    );
    quiet(
        "If the old gates are taken out, the trust will lose its grant for the mill.",
        "That will lose the trust its grant for the mill.",
    );
}

#[test]
fn a_unit_a_rate_a_day() {
    changed(
        "number",
        "The barges must be moored at least 15 km below the weir for as long as the flood lasts.",
        "The barges must be moored at least 15 miles below the weir for as long as the flood lasts.",
    );
    changed(
        "number",
        "Water in the lower lock is falling by 30cm a day, the keeper said.",
        "Water in the lower lock is falling by 30cm an hour, the keeper said.",
    );
    changed(
        "number",
        "Brandl has won the regatta twice since the lock was rebuilt.",
        "Brandl has won the regatta three times since the lock was rebuilt.",
    );
    changed(
        "number",
        "A poll on the weir put Horvat on 38% and Danko on 36%.",
        "A poll on the weir showed that Danko was on 38% and Horvat on 36%.",
    );
    changed(
        "number",
        "Police made 34 arrests at the weir, the ministry said on Monday.",
        "According to the ministry, 87 people were arrested at the weir on Monday.",
    );
    changed(
        "date",
        "A hearing on the weir is set for Oct. 3 in Norholt.",
        "The case of the weir will be heard in Norholt on 13 October.",
    );
    changed(
        "date",
        "The two sides will meet at the Norholt arbitration service on Thursday.",
        "Talks at the Norholt arbitration service will be held on Friday.",
    );
    quiet(
        "The barge drifted about 12 nautical miles down the estuary before dawn.",
        "The barge drifted some 14 miles (22 km) down the estuary before dawn.",
    );
}

#[test]
fn what_came_about_or_did_not() {
    changed(
        "polarity",
        "No arrests have been made over the theft of the old mill wheel, police said.",
        "Two men have been arrested over the theft of the old mill wheel, police said.",
    );
    changed(
        "polarity",
        "Barge traffic through the lower lock has been suspended since the storm.",
        "Barge traffic through the lower lock has resumed since the storm.",
    );
    changed(
        "polarity",
        "Brandl, 22, denied cheating in the regatta at the lower weir.",
        "Brandl, 22, admitted that he had moved a buoy in the regatta at the lower weir.",
    );
    changed(
        "polarity",
        "The anglers' union said it would vote against the plan for the weir.",
        "The anglers' union said it would abstain on the plan for the weir.",
    );
    changed(
        "certainty",
        "A naming ceremony could be held at the weir on June 8, the trust said.",
        "The naming ceremony will take place at the weir on June 8, the trust said.",
    );
    // These turn the claim round as well; "yet to" says no.
    quiet(
        "The keeper of the lower lock said he would wait for the council before taking any decision.",
        "The keeper of the lower lock said he would take no decision until the council had met.",
    );
    quiet(
        "The keeper of the lower lock has been out of work since the gates were sold.",
        "The keeper of the lower lock has had no job since the gates were sold.",
    );
    quiet(
        "The keeper of the lower lock has not yet regained his sight after the blast.",
        "The keeper of the lower lock has yet to regain his sight after the blast.",
    );
}

#[test]
fn what_is_open_and_what_is_settled() {
    changed(
        "polarity",
        "It is too early to say whether the anglers will have to leave the upper bank, the council said.",
        "The council said that no angler would have to leave the upper bank.",
    );
    changed(
        "certainty",
        "The council is investigating claims that drawings of the new sluice were sold to a rival firm.",
        "Drawings of the new sluice were sold to a rival firm, the council admitted.",
    );
    changed(
        "certainty",
        "There was no evidence so far that the gates had been tampered with, the keeper said.",
        "The gates had not been tampered with, the keeper said.",
    );
    changed(
        "certainty",
        "The cause of the leak in the lower lock is under investigation, the company said.",
        "The leak in the lower lock was caused by a worn seal, the company said.",
    );
    changed(
        "certainty",
        "The town is thinking about offering a reward for the return of the mill wheel.",
        "The town has offered a reward of 500 euros for the return of the mill wheel.",
    );
    quiet(
        "The cause of the leak in the lower lock was under investigation.",
        "Investigators were looking into the cause of the leak in the lower lock.",
    );
    // A permission is no doubt, and one expectation is as good as another.
    quiet(
        "The law allows anglers to fish from the upper bank of the weir after dark.",
        "Under the law anglers may fish from the upper bank of the weir after dark.",
    );
    quiet(
        "All other boats on the river are expected to be suspended on Friday.",
        "Every other boat on the river is likely to be suspended on Friday.",
    );
}

#[test]
fn a_crime_a_rank_a_name() {
    changed(
        "action",
        "Brandl was convicted of manslaughter over the death of a lock keeper in 2019.",
        "Brandl was convicted of murder over the death of a lock keeper in 2019.",
    );
    changed(
        "action",
        "The trial of a former lock keeper accused of stealing the mill wheel ended on Friday.",
        "A former lock keeper was found guilty on Friday of stealing the mill wheel.",
    );
    changed(
        "name",
        "President Daniel Otter promised to send engineers to the weir before the spring.",
        "President Martin Otter promised to send engineers to the weir before the spring.",
    );
    changed(
        "name",
        "A mediator for the anglers, Louis Brandt, has been asked to join the talks on the weir.",
        "A mediator for the anglers, Louise Brandt, has been asked to join the talks on the weir.",
    );
    changed(
        "role",
        "The mill's history was told by Ana Dvorn, the company's chief scientific officer, on Monday.",
        "The mill's history was told by Ana Dvorn, the chief medical officer of the company, on Monday.",
    );
    quiet(
        "Emil Castro, a geologist who advised the trust on the weir, said the rock was soft.",
        "Emil Castro, a professor of geology who advised the trust on the weir, said the rock was soft.",
    );
}
