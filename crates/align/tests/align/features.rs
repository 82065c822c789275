//! Features of pairs of sentences, and the score that is made of them.

use proptest::prelude::*;
use wirecopy_align::{Comparison, Features, Settings, Trees};
use wirecopy_document::Version;

fn features(a: &str, b: &str) -> Features {
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    Comparison::new(&a, &b, &Settings::default()).features(&(0..a.sentences.len()), &(0..b.sentences.len()))
}

#[test]
fn they_say_what_their_names_say() {
    let found = features(
        "The court fined Ida Brekke 300 euros on Monday.",
        "On Monday the court did not fine Ida Brekke 500 euros.",
    );
    assert_eq!((found.numbers_low, found.numbers_high, found.numbers_shared), (1.0, 1.0, 0.0));
    assert_eq!(found.negations, 1.0);
    assert_eq!((found.names_low, found.names_high), (0.0, 0.0));
    assert_eq!((found.words_low, found.length_difference), (9.0, 2.0));
    assert!(found.names_shared > 0.0 && found.shared > found.names_shared);
    let same = features("Snow fell in the north.", "Snow fell in the north.");
    assert_eq!((same.words_1, same.words_4, same.longest_run, same.letters), (1.0, 1.0, 1.0, 1.0));
    assert!(same.cosine > 0.999 && same.graded() > 0.999 && same.rest_high == 0.0);
}

#[test]
fn a_rewording_is_likelier_the_same_than_what_shares_its_names() {
    let cases = [(
        "Ida Brekke said the harbour in Molde would be closed until the storm had passed.",
        "The port of Molde is to stay shut until the storm is over, said Ida Brekke.",
        "Ida Brekke was born in Molde and has worked as a teacher.",
    )];
    for (text, reworded, other) in cases {
        let (near, far) = (features(text, reworded), features(text, other));
        assert!(near.graded() > far.graded() && near.cosine > far.cosine, "{near:?} {far:?}");
        let [near, far] = [near, far].map(|f| Trees::shared().probability(&f));
        assert!(near > 0.5 && far < 0.5, "{near:.3} {far:.3}");
    }
}

proptest! {
    #[test]
    fn sides_swapped_change_nothing(a in "(zq[a-e]{1,2} ){1,8}[0-9]{1,2}", b in "(zq[a-e]{1,2} ){1,8}not") {
        let (there, back) = (features(&a, &b).values(), features(&b, &a).values());
        for (name, (x, y)) in Features::NAMES.iter().zip(there.into_iter().zip(back)) {
            // Which of two equal words answers is a matter of order, and so are neighbours.
            if ["likeness", "adjacent"].contains(name) {
                continue;
            }
            prop_assert!((x - y).abs() < 1e-9, "{} {} {}", name, x, y);
            prop_assert!(x.is_finite());
        }
    }
}
