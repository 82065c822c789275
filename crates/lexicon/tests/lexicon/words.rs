//! Single words: spellings, classes, parts of speech, seats of government.

use wirecopy_lexicon::{Class, LexFile, Lexicon, Opposition, PartOfSpeech};

#[test]
fn variants_of_one_word_have_one_spelling() {
    let groups = [
        "defence defense",
        "organisation organization",
        "travelled traveled",
        "theatre theater",
        "judgement judgment",
        "grey gray",
        "centre center",
        "programmes programs",
        "licence license",
        "cease-fire ceasefire",
        "e-mailed emailed",
        "co-operate cooperate",
        "re-elected reelected",
        "labour labor",
        "tsar czar",
    ];
    for group in groups {
        let standards: Vec<_> = group.split(' ').map(|word| Lexicon::shared().spelling(word)).collect();
        assert!(standards[0].is_some() && standards.windows(2).all(|w| w[0] == w[1]), "{group}: {standards:?}");
    }
}

#[test]
fn two_words_keep_their_spellings() {
    for word in
        ["check", "cheque", "tire", "tyre", "metre", "meter", "story", "storey", "draft", "draught", "curb", "kerb"]
    {
        assert_eq!(Lexicon::shared().spelling(word), None, "{word}");
    }
    for word in
        ["chile", "the", "coop", "co-op", "resign", "re-sign", "recreation", "born", "past", "passed", "qwertz", ""]
    {
        assert_eq!(Lexicon::shared().spelling(word), None, "{word}");
    }
}

#[test]
fn a_standard_spelling_stands_for_itself() {
    for word in ["defense", "ceasefire", "organization"] {
        assert_eq!(Lexicon::shared().spelling(word), Some(word));
    }
}

#[test]
fn classes() {
    let members: &[(Class, &[&str], &[&str])] = &[
        (Class::Person, &["minister", "officials", "churchill", "soldiers"], &["table", "agency", "resolution"]),
        (Class::Organization, &["agency", "company", "nato", "hamas", "organisation"], &["minister", "river"]),
        (Class::Place, &["paris", "province", "gaza", "city"], &["minister", "say"]),
        (Class::TimeUnit, &["hour", "days", "decade", "week"], &["minister", "dollar"]),
        (Class::Unit, &["metre", "kilometers", "dollars"], &["minister"]),
        (Class::Month, &["january", "december"], &["monday", "week"]),
        (Class::Weekday, &["monday", "sunday"], &["january", "week"]),
        (Class::Country, &["france", "usa", "china", "uk"], &["paris", "texas"]),
        (Class::City, &["paris", "moscow", "london"], &["france"]),
        (Class::Currency, &["dollar", "euros"], &["metre"]),
        (Class::Event, &["attack", "election", "explosion"], &["minister"]),
        (Class::Leader, &["president", "chairman"], &["table"]),
        (Class::Saying, &["say", "told", "announced", "denied"], &["run", "eat"]),
    ];
    let lexicon = Lexicon::shared();
    let mut wrong = Vec::new();
    for &(class, yes, no) in members {
        wrong.extend(
            yes.iter().filter(|word| !lexicon.is_class(word, class)).map(|word| format!("{word} is no {class:?}")),
        );
        wrong.extend(
            no.iter().filter(|word| lexicon.is_class(word, class)).map(|word| format!("{word} is a {class:?}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn fields_and_parts_of_speech() {
    let lexicon = Lexicon::shared();
    assert_eq!(lexicon.lexname("said"), Some(LexFile::VerbCommunication));
    assert_eq!(lexicon.lexname("president"), Some(LexFile::NounPerson));
    assert_eq!(lexicon.parts_of_speech("children")[0], (PartOfSpeech::Noun, 1.0));
    assert_eq!(lexicon.parts_of_speech("the"), []);
    assert!(lexicon.is_function("would") && lexicon.is_function("the") && !lexicon.is_function("nine"));
    assert!(lexicon.zipf("the") > 7.0 && lexicon.zipf("minister") < 5.5 && lexicon.zipf("qwertz") == 0.0);
}

#[test]
fn seats_of_government() {
    let lexicon = Lexicon::shared();
    for (country, seat) in [
        ("russia", "moscow"),
        ("russia", "kremlin"),
        ("china", "beijing"),
        ("uk", "london"),
        ("britain", "downing street"),
        ("usa", "washington"),
        ("united states", "white house"),
        ("ukraine", "kyiv"),
        ("india", "new delhi"),
    ] {
        assert!(lexicon.metonym(country, seat) && lexicon.metonym(seat, country), "{country} {seat}");
    }
    for (a, b) in [("russia", "paris"), ("moscow", "kremlin"), ("usa", "capital"), ("germany", "london")] {
        assert!(!lexicon.metonym(a, b), "{a} {b}");
    }
}

#[test]
fn opposites_say_how_directly() {
    let lexicon = Lexicon::shared();
    let how = |a: &str, b: &str| lexicon.opposition(&lexicon.entry(a), &lexicon.entry(b));
    assert_eq!(how("rose", "fell"), Some(Opposition::Direct));
    assert_eq!(how("gigantic", "small"), Some(Opposition::Indirect));
    assert_eq!(how("start", "begin"), None);
}
