//! What a model's folder says of itself.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::ModelError;

/// `config.json`, as far as it is needed.
#[derive(Debug, Deserialize)]
pub(crate) struct Config {
    pub(crate) model_type: String,
    pub(crate) num_hidden_layers: usize,
    pub(crate) num_attention_heads: usize,
    pub(crate) hidden_act: String,
    #[serde(default = "usual_eps")]
    pub(crate) layer_norm_eps: f64,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    /// Names of the classes of a cross-encoder.
    #[serde(default)]
    id2label: BTreeMap<String, String>,
}

fn usual_eps() -> f64 {
    1e-12
}

fn absolute() -> String {
    "absolute".to_owned()
}

/// `1_Pooling/config.json`: how the vectors of words become one of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(crate) struct Pooling {
    #[serde(default)]
    pooling_mode_cls_token: bool,
    #[serde(default)]
    pooling_mode_max_tokens: bool,
    #[serde(default)]
    pooling_mode_mean_sqrt_len_tokens: bool,
}

/// `tokenizer_config.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Casing {
    #[serde(default = "yes")]
    pub(crate) do_lower_case: bool,
    /// As lower case, where it is not said.
    pub(crate) strip_accents: Option<bool>,
}

fn yes() -> bool {
    true
}

impl Default for Casing {
    fn default() -> Self {
        Self { do_lower_case: true, strip_accents: None }
    }
}

/// `sentence_bert_config.json`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Limit {
    pub(crate) max_seq_length: Option<usize>,
}

impl Config {
    pub(crate) fn check(&self) -> Result<(), ModelError> {
        let wrong = if self.model_type != "bert" {
            format!("the model is of the kind `{}`", self.model_type)
        } else if self.hidden_act != "gelu" {
            format!("the model uses `{}`, not `gelu`", self.hidden_act)
        } else if self.position_embedding_type != "absolute" {
            format!("the positions of the model are `{}`, not `absolute`", self.position_embedding_type)
        } else if self.num_attention_heads == 0 {
            "the model has no attention heads".to_owned()
        } else {
            return Ok(());
        };
        Err(ModelError::Unsupported(wrong))
    }

    /// The names of so many classes, in order.
    pub(crate) fn labels(&self, count: usize) -> Vec<String> {
        let name =
            |i: usize| self.id2label.get(&i.to_string()).map_or_else(|| format!("label_{i}"), |l| l.to_lowercase());
        (0..count).map(name).collect()
    }
}

impl Pooling {
    /// Whether the first word stands for the text, instead of the mean of all.
    pub(crate) fn is_first(self) -> Result<bool, ModelError> {
        if self.pooling_mode_max_tokens || self.pooling_mode_mean_sqrt_len_tokens {
            return Err(ModelError::Unsupported("the model pools words in another way than mean or first".to_owned()));
        }
        Ok(self.pooling_mode_cls_token)
    }
}

/// Reads one of these files.
pub(crate) fn parse<T: DeserializeOwned>(file: &'static str, bytes: &[u8]) -> Result<T, ModelError> {
    serde_json::from_slice(bytes).map_err(|e| ModelError::Damaged(file, e.to_string()))
}
