//! Pairs of words whose relation a reader knows.

use wirecopy_lexicon::{Lexicon, Relation};

fn check(line: &str) -> Result<(), String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [a, b, expected] = fields[..] else { return Err(format!("{line}: not three fields")) };
    let (left, right): (Vec<&str>, Vec<&str>) = (a.split('_').collect(), b.split('_').collect());
    let lexicon = Lexicon::shared();
    let found = lexicon.phrase_relation(&left, &right);
    let mirrored = lexicon.phrase_relation(&right, &left);
    if found != mirrored {
        return Err(format!("{a} {b}: {found:?}, but {mirrored:?} the other way round"));
    }
    let accepted = expected.split('|').any(|name| name == format!("{found:?}"));
    if accepted { Ok(()) } else { Err(format!("{a} {b}: {found:?}, expected {expected}")) }
}

#[test]
fn pairs_relate_as_a_reader_says() {
    let lines = include_str!("relations.txt").lines().filter(|line| !line.starts_with('#'));
    let wrong: Vec<String> = lines.filter_map(|line| check(line).err()).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_word_is_the_same_as_itself() {
    assert_eq!(Lexicon::shared().relation("qwertzuiop", "qwertzuiop"), Relation::Same);
}
