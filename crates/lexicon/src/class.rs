//! Parts of speech, WordNet's lexicographer files, and the classes that facts compare.

/// Word classes that WordNet knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PartOfSpeech {
    /// "agency", "Paris".
    Noun,
    /// "tell".
    Verb,
    /// "permanent".
    Adjective,
    /// "officially".
    Adverb,
}

impl PartOfSpeech {
    /// All four, in the order of WordNet's files.
    pub const ALL: [Self; 4] = [Self::Noun, Self::Verb, Self::Adjective, Self::Adverb];
}

macro_rules! lex_files {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $part:ident;)*) => {
        /// WordNet's lexicographer files: the 45 fields of meaning into which it sorts its synonym sets (lexnames(5WN)).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum LexFile { $($(#[$doc])* $name = $number,)* }

        impl LexFile {
            const ALL: [Self; 45] = [$(Self::$name,)*];

            /// The part of speech of the words in it.
            #[must_use]
            pub fn part_of_speech(self) -> PartOfSpeech {
                const PARTS: [PartOfSpeech; 45] = [$(PartOfSpeech::$part,)*];
                PARTS[self as usize]
            }
        }
    };
}

lex_files! {
    /// Adjectives that are not of the two special kinds.
    AdjAll = 0, Adjective;
    /// Adjectives that pertain to a noun ("French").
    AdjPert = 1, Adjective;
    /// All adverbs.
    AdvAll = 2, Adverb;
    /// The top of the noun hierarchy.
    NounTops = 3, Noun;
    /// Acts and actions.
    NounAct = 4, Noun;
    /// Animals.
    NounAnimal = 5, Noun;
    /// Man-made objects.
    NounArtifact = 6, Noun;
    /// Attributes of people and objects.
    NounAttribute = 7, Noun;
    /// Body parts.
    NounBody = 8, Noun;
    /// Cognitive processes and contents.
    NounCognition = 9, Noun;
    /// What is communicated: speeches, documents, agreements.
    NounCommunication = 10, Noun;
    /// Natural events.
    NounEvent = 11, Noun;
    /// Feelings.
    NounFeeling = 12, Noun;
    /// Foods and drinks.
    NounFood = 13, Noun;
    /// Groups of people or objects: organizations, teams.
    NounGroup = 14, Noun;
    /// Places.
    NounLocation = 15, Noun;
    /// Goals.
    NounMotive = 16, Noun;
    /// Natural objects.
    NounObject = 17, Noun;
    /// People, by name or by role.
    NounPerson = 18, Noun;
    /// Natural phenomena.
    NounPhenomenon = 19, Noun;
    /// Plants.
    NounPlant = 20, Noun;
    /// What is owned and transferred: money, prices.
    NounPossession = 21, Noun;
    /// Natural processes.
    NounProcess = 22, Noun;
    /// Quantities and units of measure.
    NounQuantity = 23, Noun;
    /// Relations between people, things or ideas.
    NounRelation = 24, Noun;
    /// Shapes.
    NounShape = 25, Noun;
    /// States of affairs.
    NounState = 26, Noun;
    /// Substances.
    NounSubstance = 27, Noun;
    /// Time and its parts.
    NounTime = 28, Noun;
    /// Grooming, dressing and bodily care.
    VerbBody = 29, Verb;
    /// Size, temperature, intensity: rise, cut, grow.
    VerbChange = 30, Verb;
    /// Thinking, judging, doubting.
    VerbCognition = 31, Verb;
    /// Telling, asking, ordering, singing.
    VerbCommunication = 32, Verb;
    /// Fighting and athletics.
    VerbCompetition = 33, Verb;
    /// Eating and drinking.
    VerbConsumption = 34, Verb;
    /// Touching, hitting, tying, digging.
    VerbContact = 35, Verb;
    /// Sewing, baking, painting, performing.
    VerbCreation = 36, Verb;
    /// Feeling.
    VerbEmotion = 37, Verb;
    /// Walking, flying, swimming.
    VerbMotion = 38, Verb;
    /// Seeing, hearing.
    VerbPerception = 39, Verb;
    /// Buying, selling, owning.
    VerbPossession = 40, Verb;
    /// Political and social activities.
    VerbSocial = 41, Verb;
    /// Being, having, spatial relations.
    VerbStative = 42, Verb;
    /// Raining, snowing.
    VerbWeather = 43, Verb;
    /// Adjectives that are participles.
    AdjPpl = 44, Adjective;
}

impl LexFile {
    pub(crate) fn from_number(number: u8) -> Self {
        Self::ALL[usize::from(number)]
    }
}

/// What a noun names or a verb does, coarsely: everything below certain synonym sets of WordNet.
///
/// The order is that of `ANCHORS` in `data/build/synsets.py`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// A human being, by name or by role: "minister", "Churchill".
    Person,
    /// An organization or institution: "agency", "company", "NATO".
    Organization,
    /// A place or region: "Paris", "province".
    Place,
    /// A unit or period of time: "hour", "decade".
    TimeUnit,
    /// A unit of measure, money included: "metre", "dollar".
    Unit,
    /// A month of the calendar.
    Month,
    /// A day of the week.
    Weekday,
    /// A country or state, as an area or as a nation.
    Country,
    /// A city or town.
    City,
    /// A unit of money.
    Currency,
    /// A number word.
    Number,
    /// A group of any kind: "crowd", "army", "family".
    Group,
    /// Something that happens: "attack", "meeting".
    Event,
    /// A document: "report", "resolution".
    Document,
    /// A person who leads: "president", "chairman".
    Leader,
    /// A verb of communication: "say", "tell", "announce", "deny", but also "order" and "sing".
    Saying,
}

impl Class {
    pub(crate) fn bit(self) -> u16 {
        1 << self as u8
    }
}
