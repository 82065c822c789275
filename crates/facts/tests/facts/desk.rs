//! What a desk changes from one state of a report to the next, in few words: a condition, a doubt, a figure of its own unit, a stage. Sentences
//! written for this file.

use crate::checks::{self, between_states};

fn changed(kind: &str, a: &str, b: &str) {
    checks::changed(between_states, kind, a, b);
}

fn quiet(a: &str, b: &str) {
    checks::quiet(between_states, a, b);
}

#[test]
fn a_figure_that_is_left_over() {
    changed(
        "number",
        "A fishing ban with a radius of 5km has been set up around the weir, which is run by Holm.",
        "The weir, which is run by Holm, lies in the middle of a fishing ban with a radius of 8km.",
    );
    changed(
        "date",
        "The next meeting of the river board is scheduled for Dec. 18.",
        "The river board's next meeting is due on Dec. 16.",
    );
    // A figure with another unit, and figures that make each other, are the same told otherwise.
    quiet(
        "Anglers within 10km of the weir were warned on Monday.",
        "Anglers within six miles of the weir were warned on Monday.",
    );
    quiet(
        "The lock has 31 keepers, nine short of its target, the board said on Monday.",
        "The lock is nine people below its target of 40 keepers, the board said on Monday.",
    );
    quiet(
        "The board took 87 of the 134 people off the barge on Sunday after it began to leak.",
        "Almost 90 people were taken off the barge by the board on Sunday after it began to leak.",
    );
    quiet(
        "More than 2.3 million people sat the pilots' test on May 5.",
        "The pilots' test was sat by more than 23 lakh people on May 5.",
    );
}

#[test]
fn the_other_side_of_a_time_or_a_place() {
    changed(
        "polarity",
        "The board said it would put a plan for the weir to the town before Easter.",
        "The board said it would put a plan for the weir to the town after Easter.",
    );
    changed(
        "name",
        "The barge sank 14 miles northeast of Marlow on Monday with a load of gravel.",
        "The barge sank 14 miles northwest of Marlow on Monday with a load of gravel.",
    );
    // A clause tells something else.
    quiet(
        "The letter reached the board shortly after Brandl was elected, and asked for a meeting.",
        "The letter reached the board before Brandl took office, and asked for a meeting.",
    );
}

#[test]
fn a_condition_that_is_dropped() {
    changed(
        "qualifier",
        "If passed, the river bill goes to the upper house before the recess.",
        "The river bill goes to the upper house before the recess.",
    );
    changed(
        "qualifier",
        "Brandl said he was sure that the mill had a future, provided that fresh money could be found.",
        "Brandl said he was sure that the mill had a future.",
    );
    // Said in another way, or no condition at all.
    quiet(
        "The weed can choke the river within weeks if left untreated.",
        "The weed can choke the river within weeks without treatment.",
    );
    quiet(
        "A woman who answered the keeper's telephone hung up when asked if he had sold the boat.",
        "A woman who answered the keeper's telephone hung up.",
    );
}

#[test]
fn a_part_for_the_whole() {
    changed(
        "scope",
        "Brandl's lawyer said his client had paid for the repair of the lock.",
        "Brandl's lawyer said his client had paid for part of the repair of the lock.",
    );
    changed(
        "scope",
        "The board estimates that 9,400 barges were sunk or holed in the flood.",
        "The board estimates that 9,400 barges were sunk in the flood.",
    );
    quiet(
        "The mill is one of the largest employers on the river, the board said.",
        "The mill is among the biggest employers on the river, the board said.",
    );
}

#[test]
fn what_is_hoped_for_or_doubted() {
    changed(
        "certainty",
        "Doctors expect the keeper to make a full recovery, the board said.",
        "Doctors hope the keeper will make a full recovery, the board said.",
    );
    changed(
        "certainty",
        "The mill said it hoped to pay half of the wages by Thursday.",
        "The mill said half of the wages would be paid by Thursday.",
    );
    changed(
        "certainty",
        "The raid is thought to have been carried out by one of the river gangs that have plagued the lower valley for years.",
        "It was the work of one of the river gangs that have plagued the lower valley for years.",
    );
    changed(
        "certainty",
        "The plan must still be approved by the river council, a body of 71 members.",
        "The plan was approved by the river council, a body of 71 members.",
    );
    // What is waited for, and what somebody rejects, is not said to be so.
    quiet(
        "The lock would not open again until the cause had been found, the board said.",
        "The lock will stay closed until it is known what the cause was, the board said.",
    );
    quiet(
        "The keepers' union has rejected claims that it was put under pressure by the mill.",
        "The keepers' union insists that no pressure was put on it by the mill.",
    );
}

#[test]
fn a_stage_of_the_law_or_of_a_career() {
    changed(
        "action",
        "Police detained three men at the lower lock.",
        "Three men held at the lower lock have been released without charge, police said.",
    );
    changed(
        "action",
        "The keeper was being questioned over remarks about the mayor of Marlow.",
        "The keeper was charged over remarks about the mayor of Marlow.",
    );
    changed(
        "polarity",
        "Brandl resigned 10 days after the barge sank, saying that he had been deceived.",
        "Brandl was dismissed 10 days after the barge sank, saying that he had been deceived.",
    );
    changed(
        "polarity",
        "The mill denied having had any contact with the river board.",
        "The mill declined to say whether it had been in contact with the river board.",
    );
    changed(
        "role",
        "Two former keepers of the upper lock were questioned in June as witnesses.",
        "Two former keepers of the upper lock were questioned as suspects in June.",
    );
    quiet(
        "The keeper allegedly struck a clerk with an oar and was released on bail.",
        "The keeper was released on bail after he was accused of striking a clerk with an oar.",
    );
}

#[test]
fn a_quotation_that_was_altered() {
    changed(
        "quotation",
        "\"I was elected by the anglers, and only the anglers can send me home,\" Brandl said.",
        "\"I was elected by the anglers, and only the judges can send me home,\" Brandl said.",
    );
    // Written otherwise, short for, put in by the desk.
    quiet(
        "\"We will stand by the mill workers of this river until the end,\" Brandl said.",
        "\"We will stand by the millworkers of this river until the end,\" Brandl said.",
    );
}

#[test]
fn what_is_no_denial() {
    quiet(
        "No keepers were hurt, the board said on Monday.",
        "All of the keepers came through unhurt, the board said on Monday.",
    );
    quiet(
        "Farmers said nothing had been paid out so far by the river fund.",
        "Farmers said they had not seen a single crown of the river fund.",
    );
    quiet(
        "The fishing ban begins at midnight on Sunday, the board said.",
        "The fishing ban does not start until midnight on Sunday, the board said.",
    );
    quiet(
        "Some of the union's branches are opposed to the strike at the lock.",
        "Not all of the union's branches agree to the strike at the lock.",
    );
    quiet(
        "MARLOW — Officials ordered 900 people to leave their homes below the dam on Monday.",
        "MARLOW — Thousands ordered from their homes below the dam slept in boats on Monday.",
    );
    quiet(
        "The county released 900 million crowns in May, part of it lent by the river bank.",
        "In May the county released 900 million crowns, some of it borrowed from the river bank.",
    );
}
