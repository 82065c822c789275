//! What is known of a word wherever it stands: looked up once, and kept for the texts that follow.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use wirecopy_lexicon::{Entry, Lexicon, Memo, PartOfSpeech};

use crate::analysis::{date, name, quantity};
use crate::cues::{self, Classes};
use crate::tag::{Guess, Tagger};
use crate::words::Forms;

/// Words that are kept. An article has some 400 different ones.
const KEPT: usize = 8_192;

/// A folded word.
#[derive(Debug)]
pub(crate) struct Known {
    /// The word itself.
    pub folded: Box<str>,
    /// What the lexicon knows of it.
    pub entry: Entry,
    /// The classes it is in as it stands.
    pub classes: Classes,
    /// The classes of which an entry begins with it.
    pub opens: Classes,
    /// Where it stands, by itself, among names that changed after the lexicon was closed.
    pub other_names: &'static [usize],
    /// What the tagger makes of it in small letters.
    pub guess: Guess,
    /// Whether a date may begin with it, whether a quantity may: few words do, and the others are told apart here.
    pub may_open_date: bool,
    pub may_open_quantity: bool,
    /// The classes that its base forms are in, once that was asked.
    pub forms: OnceCell<Forms>,
    /// Other answers, once they were asked for. They may hang on nothing but what is known here.
    pub is_saying: OnceCell<bool>,
    pub is_past: OnceCell<bool>,
    pub is_act: OnceCell<bool>,
}

thread_local! {
    /// What is found never depends on what is kept.
    static KEPT_OF_THREAD: RefCell<Memo<Rc<Known>>> = const { RefCell::new(Memo::with_places(KEPT)) };
}

impl Known {
    /// What is known of the folded word with this hash.
    pub(crate) fn of(folded: &str, key: u64) -> Rc<Self> {
        KEPT_OF_THREAD.with_borrow_mut(|kept| kept.find(folded, key, || Rc::new(Self::look_up(folded))))
    }

    fn look_up(folded: &str) -> Self {
        let (entry, classes) = (Lexicon::shared().entry(folded), cues::of(folded));
        Self {
            folded: folded.into(),
            classes,
            opens: cues::opened_by(folded),
            other_names: name::other_names(folded),
            guess: Tagger::shared().guess(folded),
            may_open_date: date::may_open(folded, classes),
            may_open_quantity: quantity::may_open(folded),
            entry,
            forms: OnceCell::new(),
            is_saying: OnceCell::new(),
            is_past: OnceCell::new(),
            is_act: OnceCell::new(),
        }
    }

    /// The folded word, if `raw` is nothing but that with capitals.
    pub(crate) fn if_only_folded(&self, raw: &str) -> Option<&str> {
        (raw.is_ascii() && raw.eq_ignore_ascii_case(&self.folded)).then_some(&*self.folded)
    }

    pub(crate) fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| Forms::of(&self.entry))
    }

    /// Whether it, or a base form of it in whatever part of speech, is in one of the classes.
    pub(crate) fn is_form_of(&self, classes: Classes) -> bool {
        self.classes.meets(classes) || self.forms().all.meets(classes)
    }

    /// Whether a verb of one of the classes has it among its forms.
    pub(crate) fn is_verb_of(&self, classes: Classes) -> bool {
        self.forms().verbs.meets(classes)
    }

    /// Its base forms, likeliest first.
    pub(crate) fn lemmas(&self) -> impl Iterator<Item = (&'static str, PartOfSpeech)> {
        Lexicon::shared().lemmas_of(&self.entry)
    }

    /// Its base forms as a verb.
    pub(crate) fn verb_lemmas(&self) -> impl Iterator<Item = &'static str> {
        self.lemmas().filter(|(_, part)| *part == PartOfSpeech::Verb).map(|(lemma, _)| lemma)
    }
}
