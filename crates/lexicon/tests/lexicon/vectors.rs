//! Directions of words and sentences.

use wirecopy_lexicon::{Lexicon, Rows, Sum, Vector, Vectors};

fn vectors() -> &'static Vectors {
    Lexicon::shared().vectors()
}

fn sentence(text: &str) -> Vector {
    vectors().sentence(text.split(' '))
}

fn word(word: &str) -> Vector {
    vectors().word(&vectors().rows(word))
}

#[test]
fn a_rewording_is_nearer_than_a_sentence_about_the_same_thing() {
    let cases = [
        (
            "the storm forced hundreds of families to leave their homes",
            "hundreds of families had to flee their houses because of the storm",
            "families asked the city for help after the storm",
        ),
        (
            "the company will close two plants next year",
            "two of the firm's factories are to shut down in the coming year",
            "the company reported higher profits for the year",
        ),
        (
            "a court sentenced the former mayor to five years in prison",
            "the ex mayor was jailed for five years by a judge",
            "the former mayor opened the new court building",
        ),
    ];
    for (text, reworded, other) in cases {
        let (near, far) = (sentence(text).cosine(&sentence(reworded)), sentence(text).cosine(&sentence(other)));
        assert!(near > far, "{text}: {near:.3} {far:.3}");
    }
}

#[test]
fn related_words_are_nearer_than_others() {
    for (a, near, far) in
        [("attack", "assault", "garden"), ("president", "leader", "window"), ("killed", "dead", "cheese")]
    {
        let (near, far) = (word(a).cosine(&word(near)), word(a).cosine(&word(far)));
        assert!(near > far + 0.15, "{a}: {near:.3} {far:.3}");
    }
}

#[test]
fn an_unknown_word_is_put_together_from_pieces() {
    assert!(!word("skyscraperless").is_empty());
    assert!(word("unrecallability").cosine(&word("recall")) < 1.0);
    for text in ["", "123", "1.5", "%", "東", "'s"] {
        assert!(word(text).is_empty(), "{text}");
    }
}

#[test]
fn order_and_repetition_do_not_turn_it() {
    assert_eq!(sentence("snow fell in the north"), sentence("north the in fell snow"));
    assert!(sentence("snow fell snow fell").cosine(&sentence("snow fell")) > 0.999);
    assert!((sentence("snow fell").cosine(&sentence("snow fell")) - 1.0).abs() < 1e-3);
    assert_eq!(sentence("1 2 3").cosine(&sentence("snow fell")), 0.0);
    assert!(Rows::default().is_empty() && Sum::default().direction().is_empty());
}

#[test]
fn a_text_without_end_is_no_trouble() {
    let long = vectors().sentence(std::iter::repeat_n("earthquake", 200_000));
    assert!(long.cosine(&word("earthquake")) > 0.999);
}
