use wirecopy_text::Span;

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// A quantity: count, sum, share, rank.
    Number,
    /// A day, month, year, time or span of time.
    Date,
    /// Who or what is named.
    Name,
    /// What somebody or something is, or belongs to: title, rank, function, owner.
    Role,
    /// What was done, or who did it to whom.
    Action,
    /// Yes against no; a word against its opposite.
    Polarity,
    /// How sure or how far along: will, may, is scheduled to, reportedly.
    Certainty,
    /// Who says so.
    Attribution,
    /// Words between quotation marks.
    Quotation,
    /// An adjective or adverb that limits the claim.
    Qualifier,
    /// How many of whom: both sides, some, all.
    Scope,
}

impl ChangeKind {
    /// All of them, in the order in which archives number them: a new one comes last.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Role,
        Self::Action,
        Self::Polarity,
        Self::Certainty,
        Self::Attribution,
        Self::Quotation,
        Self::Qualifier,
        Self::Scope,
    ];

    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Role => "role",
            Self::Action => "action",
            Self::Polarity => "polarity",
            Self::Certainty => "certainty",
            Self::Attribution => "attribution",
            Self::Quotation => "quotation",
            Self::Qualifier => "qualifier",
            Self::Scope => "scope",
        }
    }
}

/// How much a change matters to a careful reader. Ordered: `Cosmetic < Minor < Material`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Another wording of the same claim.
    Cosmetic,
    /// A reader is told something slightly different.
    Minor,
    /// A reader is told something different.
    Material,
}

impl Severity {
    /// All of them, in the order in which archives number them: a new one comes last.
    pub const ALL: [Self; 3] = [Self::Cosmetic, Self::Minor, Self::Material];

    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cosmetic => "cosmetic",
            Self::Minor => "minor",
            Self::Material => "material",
        }
    }
}

/// One difference in what is said. Spans point into the page texts of the two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The group of the alignment, by index.
    pub group: usize,
    /// What it is about.
    pub kind: ChangeKind,
    /// How much it matters.
    pub severity: Severity,
    /// The words in a; `None` where a has none.
    pub a: Option<Span>,
    /// The words in b; `None` where b has none.
    pub b: Option<Span>,
    /// Why, in plain words, for a reader who knows nothing of the program.
    pub reason: String,
    /// How sure we are, 0..=1. Of a material change: the share of such changes (by kind, and by how much of the sentences around
    /// them is the same) that a reader of real pairs found right; of others it only ranks.
    pub confidence: f64,
}
