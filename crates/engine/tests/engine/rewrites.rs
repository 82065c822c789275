//! Which articles that share hardly a run of words tell one copy, and which only tell of one event.

use wirecopy::{LinkKind, Reader, Reading, Settings};
use wirecopy_document::Version;

const REPORT: &str = "A man has been charged with murder after a shooting at a staff dinner in Port Amel on Friday. Police say Ivo \
    Karst, 61, opened fire in the hall and killed Dana Wills, 40. At least a dozen workers were at the table when the gunman came in. \
    Officers closed the quarter before the suspect gave himself up around 6 p.m.";

fn read(a: &str, b: &str) -> Reading {
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    Reader::new(&Settings::default()).read((&a).into(), (&b).into())
}

#[test]
fn two_reports_of_one_event_are_no_rewrite() {
    let reading = read(
        REPORT,
        "A 61-year-old is charged with murder in a deadly shooting at a staff dinner. Sergeant Lena Orr says Ivo Karst, who had \
         lost his job in Port Amel, killed Dana Wills. Orr says a dozen workers or more were in the hall when the gunman entered at 4 p.m. \
         Police locked the quarter down and the suspect gave up about two hours later.",
    );
    let carried = reading.a.carried().max(reading.b.carried());
    assert!(carried >= Settings::default().links.min_carried, "the sentences answer to each other: {carried}");
    assert_eq!(reading.kind, None, "{:?}", reading.alignment.groups.iter().map(|g| g.similarity).collect::<Vec<_>>());
}

#[test]
fn a_report_told_again_sentence_by_sentence_is_one() {
    let reading = read(
        REPORT,
        "A man was charged with murder following a shooting at the staff dinner in Port Amel last Friday. According to police, Ivo Karst, \
         aged 61, fired in a hall, killing Dana Wills, 40. At least twelve workers sat at the table as the gunman entered. The quarter was closed \
         by officers before the suspect surrendered himself at 6 p.m.",
    );
    assert!(reading.a.copied < 0.3, "{}", reading.a.copied);
    assert_eq!(
        reading.kind,
        Some(LinkKind::Rewrite),
        "{:?}",
        reading.alignment.groups.iter().map(|g| g.similarity).collect::<Vec<_>>()
    );
}
