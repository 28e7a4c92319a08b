//! Conferences: a Meet link for an entry that asks for one.

use serde_json::{Value, json};

use super::Refusal;
use super::resource::Resource;

/// Makes the link that an entry asks for (Calendar v3, `conferenceData.createRequest`).
pub(super) fn make(fresh: &mut Resource, id: &str, is_refused: bool) -> Result<(), Refusal> {
    let Some(request) = fresh.get("conferenceData").and_then(|data| data.get("createRequest")) else { return Ok(()) };
    let kind = request.pointer("/conferenceSolutionKey/type").and_then(Value::as_str);
    let has_name = request["requestId"].as_str().is_some_and(|name| !name.is_empty());
    if is_refused || kind != Some("hangoutsMeet") || !has_name {
        return Err(Refusal::invalid("Invalid conference type value."));
    }
    let link = format!("https://meet.google.com/{}", &id[..id.len().min(10)]);
    let ways = json!([{"entryPointType": "video", "uri": link}]);
    fresh.insert("conferenceData".to_owned(), json!({"entryPoints": ways}));
    fresh.insert("hangoutLink".to_owned(), json!(link));
    Ok(())
}
