//! Fields of a JSON object, whose types are not believed. What is not there, or is null, is nothing; what is of another
//! type is a fault of its row.

use serde_json::{Map, Value};

use super::fault::Fault;

pub(crate) type Object = Map<String, Value>;

/// Returns a text that is not empty.
pub(crate) fn text<'o>(object: &'o Object, name: &'static str) -> Result<Option<&'o str>, Fault> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
        Some(_) => Err(Fault::Value(name)),
    }
}

/// Returns a whole number, which may be written as a text.
pub(crate) fn whole(object: &Object, name: &'static str) -> Result<Option<i64>, Fault> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => text.trim().parse().map(Some).map_err(|_| Fault::Value(name)),
        Some(value) => value.as_i64().map(Some).ok_or(Fault::Value(name)),
    }
}

/// Returns an object within.
pub(crate) fn object<'o>(object: &'o Object, name: &'static str) -> Result<Option<&'o Object>, Fault> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(within)) => Ok(Some(within)),
        Some(_) => Err(Fault::Value(name)),
    }
}

/// Returns a list within.
pub(crate) fn list<'o>(object: &'o Object, name: &'static str) -> Result<&'o [Value], Fault> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(Fault::Value(name)),
    }
}
