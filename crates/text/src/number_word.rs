/// The value of an English number word that stands for itself: "zero" to "twenty", "thirty" to "ninety" (folded).
///
/// Scales ("hundred", "million") and what is put together of words are for the readers of numbers in other rooms.
///
/// # Example
/// ```
/// use wirecopy_text::number_word;
/// assert_eq!(number_word("seven"), Some(7));
/// assert_eq!(number_word("forty"), Some(40));
/// assert_eq!(number_word("million"), None);
/// ```
#[must_use]
pub fn number_word(word: &str) -> Option<u32> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|&w| w == word).and_then(|n| u32::try_from(n).ok());
    place(&UNITS).or_else(|| place(&TENS).map(|n| 20 + 10 * n))
}
