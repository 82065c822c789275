//! Made reports that look alike and tell of different things: threads that go on for weeks, and what templates write.

use wirecopy_cluster::StorySettings;
use wirecopy_retrieve::EventWeights;

use super::pile::Pile;
use crate::random::Random;

/// A made article: its text, its day, and which event it tells of.
struct Made {
    text: String,
    day: i32,
    event: usize,
}

type Make = fn(&mut Random) -> Vec<Made>;

/// Prints how many of the made events are one story, and how many stories hold two events, with dates and without.
pub(super) fn run() -> anyhow::Result<()> {
    println!("| | articles | events | found whole | articles in a story with another event | largest story |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let kinds: [(&str, Make); 4] =
        [("threads over weeks", threads), ("weather", weathers), ("markets", markets), ("match reports", matches)];
    for (name, make) in kinds {
        let made = make(&mut Random::new(6));
        for dated in [true, false] {
            print(name, &made, dated);
        }
    }
    Ok(())
}

fn print(name: &str, made: &[Made], dated: bool) {
    let pile = Pile::new(made.iter().map(|m| (m.text.as_str(), dated.then_some(m.day))));
    let stories = pile.stories(EventWeights::default(), StorySettings::default());
    let events = made.iter().map(|m| m.event).max().map_or(0, |most| most + 1);
    let size = |event: usize| made.iter().filter(|m| m.event == event).count();
    let event_of = |i: &u32| made[*i as usize].event;
    let is_mixed = |story: &&Vec<u32>| story.iter().any(|i| event_of(i) != event_of(&story[0]));
    let whole = stories.iter().filter(|s| !is_mixed(s) && s.len() == size(event_of(&s[0]))).count();
    let mixed: usize = stories.iter().filter(is_mixed).map(Vec::len).sum();
    let largest = stories.iter().map(Vec::len).max().unwrap_or(0);
    let dates = if dated { "with dates" } else { "without" };
    println!("| {name}, {dates} | {} | {events} | {whole} | {mixed} | {largest} |", made.len());
}

/// Events of a thread, and the days between two of them.
const EVENTS: usize = 7;
const DAYS: i32 = 6;

/// Twelve threads, each of an event a week; three reports of each, which share the background of their thread.
fn threads(random: &mut Random) -> Vec<Made> {
    let mut made = Vec::new();
    for thread in 0..12 {
        let (who, town, firm, lawyer) = (person(random), name(random), name(random), person(random));
        let background = [
            format!("{who}, the former head of {firm} in {town}, is accused of taking bribes for a new harbour."),
            format!(
                "The harbour of {town} has been closed since {firm} went bankrupt, and 400 people lost their work."
            ),
            format!(
                "{lawyer}, who defends {who}, has called the case against the former head of {firm} a political one."
            ),
        ];
        for event in 0..EVENTS {
            let told = happening(random, event, &who, &town, &firm);
            for report in 0..3 {
                let mut sentences: Vec<&str> =
                    (0..told.len()).filter(|i| i % 3 != report || *i == 0).map(|i| told[i].as_str()).collect();
                sentences.push(&background[report]);
                sentences.push(&background[(report + 1) % 3]);
                let day =
                    DAYS * i32::try_from(event).expect("a few events") + i32::try_from(report / 2).expect("0 or 1");
                made.push(Made { text: sentences.join(" "), day, event: thread * EVENTS + event });
            }
        }
    }
    made
}

/// What happened, in six sentences.
fn happening(random: &mut Random, event: usize, who: &str, town: &str, firm: &str) -> Vec<String> {
    let (other, place, sum) = (person(random), name(random), 3 + random.below(90));
    let first = match event % EVENTS {
        0 => format!("Police arrested {who} at the airport of {place} on charges of bribery."),
        1 => format!("A judge in {place} refused bail of ${sum} million for {who} after a hearing."),
        2 => format!("Divers found {sum} barrels of oil under the piers of {firm} near {place}."),
        3 => format!("The mayor of {town}, {other}, resigned over letters that he sent to {who}."),
        4 => format!("A witness, {other}, told the court that {who} paid him ${sum},000 in a hotel in {place}."),
        5 => format!("Some {sum}00 dock workers from {place} marched to the court where {who} is tried."),
        _ => format!("A jury found {who} guilty after {sum} hours, and {other} of the jury wept."),
    };
    vec![
        first,
        format!("{other} said it came as a surprise to everybody at {place}."),
        format!("In {place} a crowd of {} watched as it was announced.", 20 + random.below(900)),
        format!("“We did not expect this before the {} hearing,” {other} told reporters.", name(random)),
        format!("{} of the {} newspaper was the first to report it.", person(random), name(random)),
        format!("The prosecutor, {}, spoke of {sum} new documents from {place}.", person(random)),
    ]
}

/// Sixty towns, one report each, over ten days.
fn weathers(random: &mut Random) -> Vec<Made> {
    (0..60).map(|event| Made { text: weather(random), day: random.below(10) as i32, event }).collect()
}

/// A weather report by a template, for a town and with figures of its own.
pub(super) fn weather(random: &mut Random) -> String {
    let (town, county) = (name(random), name(random));
    let mut figure = |from: usize, range: usize| from + random.below(range);
    let (high, low, wind, rain, tomorrow) =
        (figure(40, 50), figure(20, 30), figure(5, 20), figure(0, 100), figure(40, 50));
    format!(
        "{town} weather: here is the forecast for {town} and {county} County today. Expect a high of {high} degrees and a low \
         of {low} degrees. Winds will blow from the southwest at {wind} miles an hour. The chance of rain is {rain} percent, \
         with some clouds in the afternoon. Tomorrow in {town} will see a high near {tomorrow} degrees. Sunrise is at 6:{:02} \
         in the morning and sunset at 7:{:02} in the evening. Drivers in {county} County should watch for fog on low roads.",
        figure(0, 60),
        figure(0, 60)
    )
}

/// The close of one exchange on forty days.
fn markets(random: &mut Random) -> Vec<Made> {
    let mut made = Vec::new();
    for event in 0..40 {
        let (points, share, index, oil) =
            (random.below(300), random.below(30), 9_000 + random.below(2_000), 40 + random.below(60));
        let (up, winner, loser) = (name(random), name(random), name(random));
        let text = format!(
            "Stocks closed {} on Wall Street as investors weighed new figures on {up}. The main index rose {points} points, or \
             0.{share} percent, to {index}. Shares of {winner} gained {} percent after it raised its forecast, while {loser} lost {} \
             percent. Oil cost ${oil} a barrel. The yield on the 10-year note was 2.{} percent. Traders wait for the central \
             bank, which meets next week.",
            if random.chance(0.5) { "higher" } else { "mixed" },
            1 + random.below(9),
            1 + random.below(9),
            random.below(90)
        );
        made.push(Made { text, day: event, event: event as usize });
    }
    made
}

/// Sixty matches of one league on six days, each reported once by one template.
fn matches(random: &mut Random) -> Vec<Made> {
    let teams: Vec<String> = (0..20).map(|_| name(random)).collect();
    let mut made = Vec::new();
    for event in 0..60 {
        let (home, guest) = (&teams[event % 20], &teams[(event * 7 + event / 20 + 3) % 20]);
        let (one, two, keeper) = (person(random), person(random), person(random));
        let (goals, minute, later) = (1 + random.below(4), 1 + random.below(45), 46 + random.below(44));
        let text = format!(
            "{home} beat {guest} {goals}-0 in the league on Saturday. {one} scored in minute {minute} after a pass from {two}, and \
             {keeper} saved a penalty in minute {later}. {home} now have {} points from {} matches, {guest} stay on {}. “We played \
             well and deserved the three points,” coach {} said. {} fans saw the match. {home} play away next week.",
            10 + random.below(60),
            10 + random.below(20),
            5 + random.below(50),
            person(random),
            5_000 + random.below(40_000)
        );
        made.push(Made { text, day: (event / 10) as i32 * 7, event });
    }
    made
}

fn person(random: &mut Random) -> String {
    format!("{} {}", name(random), name(random))
}

/// A made name of two or three syllables.
fn name(random: &mut Random) -> String {
    const SYLLABLES: [&str; 24] = [
        "bra", "den", "fol", "gri", "hal", "jor", "kem", "lis", "mar", "nev", "oss", "pel", "qua", "rin", "sto", "tul",
        "urm", "vel", "wex", "yar", "zol", "cha", "thu", "sky",
    ];
    let syllables: String = (0..2 + random.below(2)).map(|_| *random.pick(&SYLLABLES)).collect();
    syllables[..1].to_uppercase() + &syllables[1..]
}
