//! What a page says about itself, and what its address tells.

/// Metadata of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) published_at: Option<String>,
    pub(crate) language: Option<String>,
}

impl Meta {
    /// Takes the date from the page's address if nothing else gave one.
    pub(crate) fn with_date_of(mut self, uri: Option<&str>) -> Self {
        self.published_at = self.published_at.or_else(|| uri.and_then(date_in));
        self
    }
}

/// The host of an address, without `www.`.
pub(crate) fn host(uri: &str) -> Option<String> {
    let (_, rest) = uri.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    (!host.is_empty()).then_some(host)
}

/// A date in an address, as most news sites put it there: `/2024/04/02/`, `/2024-04-02-`, `/20240402/`.
pub(crate) fn date_in(uri: &str) -> Option<String> {
    let path = uri.split_once("://").map_or(uri, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|p| !p.is_empty()).collect();
    let joined = parts.windows(3).find_map(|w| date_of(w[0], w[1], w[2]));
    joined.or_else(|| parts.iter().find_map(|p| compact_date(p)))
}

fn compact_date(part: &str) -> Option<String> {
    (part.len() == 8 && part.is_ascii()).then(|| date_of(&part[..4], &part[4..6], &part[6..]))?
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn date_of(year: &str, month: &str, day: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year) || day.is_empty() || day.len() > 2 || !digits(day) {
        return None;
    }
    let month = match MONTHS.iter().position(|m| month.eq_ignore_ascii_case(m)) {
        Some(index) => i8::try_from(index + 1).ok()?,
        None if digits(month) && month.len() <= 2 => month.parse().ok()?,
        None => return None,
    };
    let date = jiff::civil::Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    (1990..2100).contains(&date.year()).then(|| date.to_string())
}

/// A date in words, as a line of a page has it: "April 2, 2024", "Tue, 2 Apr 2024 10:15 GMT", "2024-04-02".
pub(crate) fn date_in_words(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(3).find_map(|w| {
        let month = |i: usize| w[i].get(..3).unwrap_or_default();
        date_of(w[0], month(1), w[2])
            .or_else(|| date_of(w[0], w[1], w[2]))
            .or_else(|| date_of(w[2], month(0), w[1]).filter(|_| !w[0].starts_with(|c: char| c.is_ascii_digit())))
            .or_else(|| date_of(w[2], month(1), w[0]).filter(|_| !w[1].starts_with(|c: char| c.is_ascii_digit())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses() {
        let check = |uri: &str, expected: Option<&str>| assert_eq!(date_in(uri).as_deref(), expected, "{uri}");
        check("https://a.example/2024/04/02/story", Some("2024-04-02"));
        check("https://a.example/world/2024-4-2-story.html", Some("2024-04-02"));
        check("https://a.example/2024/apr/02/story", Some("2024-04-02"));
        check("https://a.example/20240402/story", Some("2024-04-02"));
        check("https://a.example/2024/13/02/story", None);
        check("https://a.example/item/123456789", None);
    }

    #[test]
    fn dates_in_words() {
        let check = |line: &str, expected: Option<&str>| assert_eq!(date_in_words(line).as_deref(), expected, "{line}");
        check("Updated April 2, 2024 5:10 PM", Some("2024-04-02"));
        check("Tue, 2 Apr 2024 10:15 GMT", Some("2024-04-02"));
        check("2024-04-02", Some("2024-04-02"));
        check("02/04/2024", None); // day or month first: cannot say
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.A.example:80/x"), Some("a.example".to_owned()));
        assert_eq!(host("file.txt"), None);
    }
}
