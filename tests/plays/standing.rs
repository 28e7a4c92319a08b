//! How things stand: start, help, status, and the words of every language.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn start_and_help_say_what_it_does_with_examples() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "/start").await, @"");
    assert_snapshot!(world.says(BUDI, "/help").await, @"");
    assert_snapshot!(world.says(MEI, "/unknown").await, @"");
    world.close().await;
}

#[tokio::test]
async fn status_says_how_things_stand() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_snapshot!(world.says(ANA, "/status").await, @"");
    assert_snapshot!(world.says(BUDI, "/status").await, @"");
    world.close().await;
}

#[tokio::test]
async fn every_example_that_the_bot_gives_is_understood() {
    for language in janji::model::Language::ALL {
        for example in janji::speech::examples(language) {
            let reference = janji::model::Reference {
                now: crate::support::world::TUESDAY_AT_TEN.parse().unwrap(),
                zone: chrono_tz::Asia::Kuala_Lumpur,
                order: janji::model::DayOrder::Dmy,
            };
            let understood = janji::when::read(&example, &reference);
            assert!(!understood.readings.is_empty() && understood.doubt.is_none(), "{example}");
        }
    }
}
