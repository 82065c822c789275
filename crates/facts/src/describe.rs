use std::fmt::Write;

use wirecopy_document::Version;

use crate::analysis::Side;

/// How the sentences of a version were read: words with parts of speech, phrases, verbs with who acts, names, quantities,
/// dates, sources. For people who look into an odd answer; the format is free to change.
#[must_use]
pub fn describe(version: &Version) -> String {
    let all: Vec<usize> = (0..version.sentences.len()).collect();
    let side = Side::read(version, &all);
    let mut out = String::new();
    let phrase = |p: Option<usize>| p.map_or("-", |p| side.text_of(&side.phrases[p].words));
    for word in &side.words {
        let _ = write!(out, "{}/{:?} ", word.raw, word.tag);
    }
    for p in &side.phrases {
        let prep = p.prep.map_or("", |i| side.words[i].raw);
        let _ =
            write!(out, "\nphrase {prep} [{}] owner {} of {}", side.text_of(&p.words), phrase(p.owner), phrase(p.of));
    }
    for v in &side.verbs {
        let (text, agent, patient) = (side.text_of(&v.words), phrase(v.agent), phrase(v.patient));
        let _ = write!(
            out,
            "\nverb [{text}] {:?} passive {} agent {agent} patient {patient} not {}",
            v.force,
            v.passive,
            v.negators.len()
        );
    }
    for n in &side.names {
        let _ = write!(out, "\nname [{}] core [{}]", side.text_of(&n.words), side.text_of(&n.core));
    }
    for q in &side.quantities {
        let counted = q.counted.map_or("", |i| side.words[i].raw);
        let _ = write!(
            out,
            "\nquantity [{}] {} {:?} {:?} of {counted}",
            side.text_of(&q.with_bound),
            q.value,
            q.measure,
            q.bound
        );
    }
    for d in &side.dates {
        let _ = write!(out, "\ndate [{}]", side.text_of(&d.words));
    }
    for a in &side.attributions {
        let _ = write!(out, "\nsource [{}] {}", side.text_of(&a.words), phrase(a.speaker));
    }
    out.push('\n');
    out
}
