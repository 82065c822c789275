//! One family as a critical apparatus in [TEI](https://tei-c.org/release/doc/tei-p5-doc/en/html/TC.html) P5, by parallel segmentation:
//! each place where witnesses differ is an `app`, each wording in it a `rdg` that names its witnesses.
//!
//! What is folded for comparing (case, quotation marks, spelling variants, signs between words) makes no difference here either: a
//! stretch is written as the first of its witnesses has it.

use std::fmt::Write;

use wirecopy_record::{Apparatus, ApparatusReading, ApparatusSentence, ArticleRow};

use crate::graph::escaped;

/// The document.
///
/// # Example
/// ```
/// use wirecopy_record::{Apparatus, ApparatusReading, ApparatusSentence, ArticleRow};
/// let reading = |n, text: &str| ApparatusReading { witnesses: vec![n], text: text.into() };
/// let sentence = ApparatusSentence { witnesses: vec![0, 1], segments: vec![vec![reading(0, "Five "), reading(1, "Nine ")]] };
/// let witness = |id: &str| vec![ArticleRow { article_id: id.into(), ..ArticleRow::default() }];
/// let family = Apparatus { family_id: "a#1".into(), witnesses: vec![witness("a#1"), witness("b#1")], sentences: vec![sentence] };
/// assert!(wirecopy_view::tei(&family).contains("<app><rdg wit=\"#w1\">Five </rdg><rdg wit=\"#w2\">Nine </rdg></app>"));
/// ```
#[must_use]
pub fn tei(family: &Apparatus) -> String {
    let title = escaped(&format!("The versions of {}", family.family_id));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\n\
         <titleStmt><title>{title}</title></titleStmt>\n<publicationStmt><p>Made by wirecopy {} from crawled pages.</p></publicationStmt>\n\
         <sourceDesc>\n<listWit>\n",
        env!("CARGO_PKG_VERSION")
    );
    (1..).zip(&family.witnesses).for_each(|(number, articles)| witness(number, articles, &mut out));
    out += "</listWit>\n</sourceDesc>\n</fileDesc>\n<encodingDesc><variantEncoding method=\"parallel-segmentation\" \
            location=\"internal\"/></encodingDesc>\n</teiHeader>\n<text><body>\n<p>\n";
    family.sentences.iter().for_each(|of| sentence(of, family.witnesses.len(), &mut out));
    out + "</p>\n</body></text>\n</TEI>\n"
}

/// Articles with the same words are one witness.
fn witness(number: usize, articles: &[ArticleRow], out: &mut String) {
    let _ = write!(out, "<witness xml:id=\"w{number}\">");
    for row in articles {
        let _ = write!(out, "<bibl><idno>{}</idno>", escaped(&row.article_id));
        let mut field = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                let _ = write!(out, "<{name}>{}</{name}>", escaped(value));
            }
        };
        field("title", &row.headline);
        field("publisher", &row.outlet);
        field("date", &row.published_at);
        out.push_str("</bibl>");
    }
    out.push_str("</witness>\n");
}

/// A sentence that some witnesses lack stands in an `app` of its own.
fn sentence(of: &ApparatusSentence, witnesses: usize, out: &mut String) {
    let lacking: Vec<usize> = (0..witnesses).filter(|number| of.witnesses.binary_search(number).is_err()).collect();
    if !lacking.is_empty() {
        let _ = write!(out, "<app><rdg wit=\"{}\">", pointers(&of.witnesses));
    }
    out.push_str("<s>");
    of.segments.iter().for_each(|segment| write_segment(segment, out));
    out.push_str("</s>");
    if !lacking.is_empty() {
        let _ = write!(out, "</rdg><rdg wit=\"{}\"/></app>", pointers(&lacking));
    }
    out.push('\n');
}

fn write_segment(segment: &[ApparatusReading], out: &mut String) {
    if let [all] = segment {
        return out.push_str(&escaped(&all.text));
    }
    out.push_str("<app>");
    for reading in segment {
        let wit = pointers(&reading.witnesses);
        let _ = match reading.text.as_str() {
            "" => write!(out, "<rdg wit=\"{wit}\"/>"),
            text => write!(out, "<rdg wit=\"{wit}\">{}</rdg>", escaped(text)),
        };
    }
    out.push_str("</app>");
}

fn pointers(witnesses: &[usize]) -> String {
    let pointers: Vec<String> = witnesses.iter().map(|number| format!("#w{}", number + 1)).collect();
    pointers.join(" ")
}
