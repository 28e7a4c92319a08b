use super::{Reply, Voice, commands, plain, render};
use crate::model::{HourStyle, Language};

#[test]
fn every_language_greets() {
    for language in Language::ALL {
        let voice = Voice { language, zone: chrono_tz::Asia::Kuala_Lumpur, hours: HourStyle::TwentyFour };
        let outgoing = render(&Reply::Start, &voice, "2026-03-10T02:00:00Z".parse().unwrap());
        assert!(plain(&outgoing).contains("Janji"));
        assert_eq!(commands(language).len(), 7);
    }
}
