/// What was done to an article to make the text that copies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    Exact,
    /// Typographic quotes and dashes for straight ones or the other way round, the other side's spelling.
    Style,
    /// Lines wrapped, spaces doubled, invisible characters.
    Space,
    /// Left-over tags, entities, labels between the paragraphs.
    Markup,
    /// The same article, each time with the notice of its outlet.
    OtherNotice,
    /// So many of 100 words replaced, left out or put in.
    Words(u8),
    /// So many of 100 words with a slip of the keyboard.
    Typos(u8),
    /// So many of 100 words are kept, in one piece.
    Cut(u8),
    /// Another article before it.
    PageBefore,
    /// Another article behind it.
    PageAfter,
    /// Two others before it, around it or behind it.
    PageOfThree,
    /// A run of so many words stands in another article.
    Passage(u16),
    SentencesShuffled,
    ParagraphsShuffled,
    /// Every second sentence in other words.
    HalfRewritten,
    /// Cut to 70 %, 3 % of the words edited, and on a page with another article.
    Mixed,
    /// Every sentence in other words: hardly any run of words is left.
    Rewritten,
}

impl Relation {
    /// How many kinds there are: the first ones of [`Self::ALL`].
    pub(super) const KINDS: usize = 26;

    /// What copies are dealt from.
    pub(super) const ALL: [Self; 28] = [
        Self::Exact,
        Self::Style,
        Self::Space,
        Self::Markup,
        Self::OtherNotice,
        Self::Words(1),
        Self::Words(3),
        Self::Words(5),
        Self::Words(10),
        Self::Words(20),
        Self::Typos(3),
        Self::Cut(90),
        Self::Cut(70),
        Self::Cut(50),
        Self::Cut(30),
        Self::PageBefore,
        Self::PageAfter,
        Self::PageOfThree,
        Self::Passage(40),
        Self::Passage(80),
        Self::Passage(150),
        Self::SentencesShuffled,
        Self::ParagraphsShuffled,
        Self::HalfRewritten,
        Self::Mixed,
        Self::Rewritten,
        // Twice each, so that every kind of cut and page comes often enough.
        Self::Cut(30),
        Self::PageOfThree,
    ];

    /// The word that stands in the truth and in tables.
    pub(super) fn name(self) -> String {
        match self {
            Self::Exact => "exact".to_owned(),
            Self::Style => "quotes and spelling".to_owned(),
            Self::Space => "white space".to_owned(),
            Self::Markup => "markup left over".to_owned(),
            Self::OtherNotice => "other notices".to_owned(),
            Self::Words(n) => format!("{n} % of words edited"),
            Self::Typos(n) => format!("{n} % typing slips"),
            Self::Cut(n) => format!("cut to {n} %"),
            Self::PageBefore => "page, other before".to_owned(),
            Self::PageAfter => "page, other behind".to_owned(),
            Self::PageOfThree => "page of three".to_owned(),
            Self::Passage(n) => format!("passage of {n} words"),
            Self::SentencesShuffled => "sentences shuffled".to_owned(),
            Self::ParagraphsShuffled => "paragraphs shuffled".to_owned(),
            Self::HalfRewritten => "half rewritten".to_owned(),
            Self::Mixed => "cut, edited, on a page".to_owned(),
            Self::Rewritten => "all rewritten".to_owned(),
        }
    }

    /// The words that an article must have for this to be done to it.
    pub(super) fn least_words(self) -> usize {
        match self {
            Self::Passage(n) => usize::from(n) + 30,
            Self::SentencesShuffled | Self::ParagraphsShuffled | Self::HalfRewritten => 180,
            _ => 0,
        }
    }

    /// How many other articles the text takes in.
    pub(super) fn others(self) -> usize {
        match self {
            Self::PageBefore | Self::PageAfter | Self::Mixed | Self::Passage(_) => 1,
            Self::PageOfThree => 2,
            _ => 0,
        }
    }
}
