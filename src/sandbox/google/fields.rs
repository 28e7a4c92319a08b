//! Partial responses: the `fields` parameter (`a,b(c,d),e/f`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Refusal;

/// The fields that are wanted, each with the wanted fields inside it; none means all of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Selection(BTreeMap<String, Selection>);

impl Selection {
    /// Reads the parameter.
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut rest = text;
        let selection = Self::read_list(&mut rest);
        selection
            .filter(|_| rest.is_empty())
            .ok_or_else(|| Refusal::new(400, "invalidParameter", format!("Invalid field selection {text}")))
    }

    /// What is wanted of a value.
    pub(super) fn pick(&self, value: Value) -> Value {
        if self.0.is_empty() {
            return value;
        }
        match value {
            Value::Array(items) => Value::Array(items.into_iter().map(|item| self.pick(item)).collect()),
            Value::Object(fields) => Value::Object(self.pick_fields(fields)),
            value @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => value,
        }
    }

    fn pick_fields(&self, fields: Map<String, Value>) -> Map<String, Value> {
        let wanted =
            fields.into_iter().filter_map(|(name, value)| Some((name.clone(), self.0.get(&name)?.pick(value))));
        wanted.collect()
    }

    fn read_list(rest: &mut &str) -> Option<Self> {
        let mut list = Self::default();
        loop {
            let (name, selection) = Self::read_one(rest)?;
            list.0.insert(name, selection);
            match rest.strip_prefix(',') {
                Some(after) => *rest = after,
                None => return Some(list),
            }
        }
    }

    fn read_one(rest: &mut &str) -> Option<(String, Self)> {
        let end = rest.find([',', '(', ')', '/']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        *rest = after;
        if let Some(inside) = rest.strip_prefix('(') {
            *rest = inside;
            let list = Self::read_list(rest)?;
            *rest = rest.strip_prefix(')')?;
            return Some((name.to_owned(), list));
        }
        if let Some(below) = rest.strip_prefix('/') {
            *rest = below;
            let (below, selection) = Self::read_one(rest)?;
            return Some((name.to_owned(), Self(BTreeMap::from([(below, selection)]))));
        }
        Some((name.to_owned(), Self::default()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_fields_that_are_asked_for_come_back() {
        let whole = json!({"a": 1, "b": [{"c": 2, "d": 3, "x": 4}], "e": {"f": {"g": 5}, "h": 6}, "i": 7});
        let selection = Selection::read("a,b(c,d),e/f").unwrap();
        assert_eq!(selection.pick(whole), json!({"a": 1, "b": [{"c": 2, "d": 3}], "e": {"f": {"g": 5}}}));
    }

    #[test]
    fn a_selection_that_is_none_is_refused() {
        for text in ["", "a,", "a(b", "a)", "a//b", "a b"] {
            assert!(Selection::read(text).is_err(), "{text:?}");
        }
    }
}
