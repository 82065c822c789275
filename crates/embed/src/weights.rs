//! The weights of a model by their names (the safetensors format).

use ndarray::{Array1, Array2};
use safetensors::{Dtype, SafeTensors};

use crate::error::ModelError;

pub(crate) const FILE: &str = "model.safetensors";

pub(crate) struct Weights<'b> {
    tensors: SafeTensors<'b>,
    /// What stands before the names of the encoder's weights: `bert.` where something stands on top of it.
    prefix: &'static str,
}

/// A linear map with what it adds.
#[derive(Debug)]
pub(crate) struct Linear {
    /// Outputs × inputs.
    pub(crate) weight: Array2<f32>,
    pub(crate) bias: Array1<f32>,
}

impl<'b> Weights<'b> {
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, ModelError> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|e| ModelError::Damaged(FILE, e.to_string()))?;
        let is_within = tensors.tensor("bert.embeddings.word_embeddings.weight").is_ok();
        Ok(Self { tensors, prefix: if is_within { "bert." } else { "" } })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    /// The full name of something in the encoder.
    pub(crate) fn inside(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    pub(crate) fn matrix(&self, name: &str) -> Result<Array2<f32>, ModelError> {
        let (shape, numbers) = self.numbers(name)?;
        let &[rows, columns] = shape.as_slice() else { return Err(damaged(name, "is no matrix")) };
        Array2::from_shape_vec((rows, columns), numbers).map_err(|e| damaged(name, &e.to_string()))
    }

    /// A row of as many numbers as it must have.
    pub(crate) fn vector(&self, name: &str, length: usize) -> Result<Array1<f32>, ModelError> {
        let numbers = self.numbers(name)?.1;
        if numbers.len() == length {
            Ok(Array1::from_vec(numbers))
        } else {
            Err(damaged(name, "has another size than the rest"))
        }
    }

    /// A linear map with as many inputs as it must have.
    pub(crate) fn linear(&self, name: &str, inputs: usize) -> Result<Linear, ModelError> {
        let weight = self.matrix(&format!("{name}.weight"))?;
        if weight.ncols() != inputs {
            return Err(damaged(name, "has another size than the rest"));
        }
        let bias = self.vector(&format!("{name}.bias"), weight.nrows())?;
        Ok(Linear { weight, bias })
    }

    fn numbers(&self, name: &str) -> Result<(Vec<usize>, Vec<f32>), ModelError> {
        let tensor = self.tensors.tensor(name).map_err(|e| damaged(name, &e.to_string()))?;
        if tensor.dtype() != Dtype::F32 {
            return Err(ModelError::Unsupported(format!("{name} is stored as {:?}, not F32", tensor.dtype())));
        }
        let numbers = tensor.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        Ok((tensor.shape().to_vec(), numbers.collect()))
    }
}

fn damaged(name: &str, why: &str) -> ModelError {
    ModelError::Damaged(FILE, format!("{name}: {why}"))
}
