use std::fmt;

/// Why a folder can't be used as a model.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// A file that a model needs is not there.
    Missing(&'static str),
    /// A file is there but can't be read; why.
    Damaged(&'static str, String),
    /// It is a model, but not one of the kinds that can be run; what it would need.
    Unsupported(String),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(file) => write!(f, "the model has no {file}"),
            Self::Damaged(file, why) => write!(f, "{file} of the model can't be read: {why}"),
            Self::Unsupported(what) => {
                write!(f, "{what}; models of the kind `bert` with weights in safetensors can be run")
            }
        }
    }
}

impl std::error::Error for ModelError {}
