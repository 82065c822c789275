//! What a paper says of how its tables were made.

use crate::settings::Settings;

/// The methods as one paragraph, with the version and the settings that matter. `program` is the version.
///
/// # Example
/// ```
/// use wirecopy::{Settings, methods};
/// let text = methods(&Settings::default(), "0.1.0");
/// assert!(text.contains("wirecopy 0.1.0") && text.contains(&Settings::default().fingerprint()));
/// ```
#[must_use]
pub fn methods(settings: &Settings, program: &str) -> String {
    let Settings { winnowing, terms, pairing, links, stories, .. } = settings;
    let days = stories.fading_days;
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let model = settings.model.as_ref().map_or_else(
        || "No language model was used.".to_owned(),
        |model| format!("The meaning of sentences was taken from the model {} beside their words.", model.id()),
    );
    [
        format!(
            "Pages were read with wirecopy {program} (settings {}). Each page was split into articles and furniture.",
            settings.fingerprint()
        ),
        format!(
            "Two articles were compared where they share {} fingerprints of runs of {} words (winnowing, Schleimer et al. 2003), \
             or rare words (tf-idf cosine from {:.2}, published at most {} days apart).",
            pairing.min_shared, winnowing.gram_tokens, terms.min_cosine, terms.max_days
        ),
        format!(
            "Words count as copied in shared runs of {} words and more. A pair is a near copy where {} of the words of both sides are \
             copied or lightly edited, embedded where that holds of one side or a run has {} words, and a rewrite where {} of one \
             side are copied or stand in a sentence that the other has in other words.",
            links.min_match_tokens,
            percent(links.min_kept),
            links.min_passage_tokens,
            percent(links.min_carried)
        ),
        format!(
            "Passages that several otherwise unlike articles share are boilerplate and do not count. A copy family holds articles \
             that each have {} of the shortest one.",
            percent(wirecopy_cluster::MIN_CARRIED)
        ),
        format!(
            "A story joins reports, the likeliest first, while terms, names, numbers and first sentences make one event likelier \
             than {:.2}; likeness fades with the days between as a bell curve with a standard deviation of {days:.0} days.",
            stories.min_likeness
        ),
        "Changed facts were read from aligned sentences by rules; who copied whom comes from what texts say of their source, \
         or from the most likely tree over all versions of a family, by the fewest events with costs that differ by direction (Sankoff 1975), \
         said from the support that the codebook states; a version that draws on two is told where sentences of its own are better \
         explained from beside a second text (Jin et al. 2007)."
            .to_owned(),
        model,
        "How right each column was when that was measured stands in the codebook.".to_owned(),
    ]
    .join(" ")
}
