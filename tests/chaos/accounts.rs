//! People with accounts of their own, under forged requests and under faults at every step of signing in.

use chrono::TimeDelta;
use janji::sandbox::telegram::{Does, MessageId, UserId};
use janji::sandbox::{Fault, How, Moment, Often};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::stage::{count, dice, row};
use crate::support::signing_in::{ANAS, BUDIS, OWN_ONLY};
use crate::support::world::{ANA, BUDI, World};

/// After how many sign-ins all that is in Redis is looked through.
const CONTENTS_EVERY: usize = 10;

/// What the buttons of every message of a chat carry.
fn carried(world: &World, who: UserId) -> Vec<(MessageId, String)> {
    let messages = world.telegram().messages(who.chat());
    let buttons = messages.iter().flat_map(|message| message.buttons().map(|button| (message.id, button.does.clone())));
    buttons
        .filter_map(|(message, does)| match does {
            Does::Data(data) => Some((message, data)),
            Does::Url(_) => None,
        })
        .collect()
}

#[tokio::test]
async fn forged_requests_for_anothers_account_have_no_effect() {
    let most: usize = count("CHAOS_FORGED_REQUESTS", 300);
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect mine", ANAS).await;
    world.signs_in(BUDI, "/connect mine", BUDIS).await;
    for number in 0..3 {
        world.says(ANA, &format!("dentist {number} tomorrow {}:00", 9 + number)).await;
    }
    world.says(ANA, "/list").await;
    world.says(ANA, "/accounts").await;
    world.presses(ANA, "mine").await;
    let buttons = carried(&world, ANA);
    assert!(buttons.len() > 5, "{buttons:?}");
    let before = world.google().of(ANAS).changes().borrow().to_owned();
    let kept = world.google().of(ANAS).count();
    // What is not there is answered so.
    let no_event = world.says(BUDI, "cancel nothing 1").await;
    // The first time it shows him the list that there is.
    world.says(BUDI, "cancel 1").await;
    let no_list = world.says(BUDI, "cancel 1").await;
    let no_account = world.says(BUDI, "/accounts out nothing").await;
    let mut dice = dice();
    let (mut asked, mut heard) = (0, String::new());
    while asked < most {
        match dice.random_range(0..5) {
            0 => {
                let (message, data) = buttons.choose(&mut dice).unwrap();
                // Her button in his chat, and in hers by his hand.
                for chat in [BUDI.chat(), ANA.chat()] {
                    world.telegram().press_forged(chat, BUDI, *message, data);
                }
                world.settle().await;
                heard.push_str(&world.reads(BUDI.chat()));
                asked += 2;
            }
            1 => {
                let (message, data) = buttons.choose(&mut dice).unwrap();
                let place = dice.random_range(0..data.len());
                let mut forged = data.clone().into_bytes();
                forged[place] = b'a' + dice.random_range(0..26);
                world.telegram().press_forged(BUDI.chat(), BUDI, *message, &String::from_utf8(forged).unwrap());
                world.settle().await;
                heard.push_str(&world.reads(BUDI.chat()));
                asked += 1;
            }
            2 => {
                let said = world.says(BUDI, "cancel dentist 1").await;
                assert_eq!(said.replace("dentist 1", "nothing 1"), no_event);
                asked += 1;
            }
            3 => {
                assert_eq!(world.says(BUDI, "cancel 1").await, no_list);
                asked += 1;
            }
            _ => {
                let said = world.says(BUDI, "/accounts out dentist").await;
                assert_eq!(said.replace("dentist", "nothing"), no_account);
                asked += 1;
            }
        }
    }
    assert!(!heard.contains("dentist"), "{heard}");
    assert_eq!(world.google().of(ANAS).count(), kept);
    assert_eq!(*world.google().of(ANAS).changes().borrow(), before);
    assert!(world.google().has_granted(ANAS) && world.google().has_granted(BUDIS));
    let rest = world.everybody_reads();
    assert!(!rest.contains('✅') && !rest.contains("dentist"), "{rest}");
    row("forged requests for another's account", &[("requests", asked.to_string()), ("effects", "0".to_owned())]);
    world.close().await;
}

#[tokio::test]
async fn faults_at_every_step_of_signing_in_lose_nothing_and_mix_up_nobody() {
    let most: usize = count("CHAOS_SIGN_INS", 24);
    let world = World::open_with(&OWN_ONLY).await;
    let mut dice = dice();
    let (mut confirmed, mut refused) = (0, 0);
    for number in 0..most {
        let (who, person, other) = if number % 2 == 0 { (ANA, ANAS, BUDI) } else { (BUDI, BUDIS, ANA) };
        world.says(who, "/connect mine").await;
        let link = world.link(who);
        let point = *["token", "calendarList.get", "calendarList.list", "events.list"].choose(&mut dice).unwrap();
        let moment = *[Moment::BeforeEffect, Moment::AfterEffect].choose(&mut dice).unwrap();
        let how = *[How::Status(500), How::Status(503), How::Cut, How::HangUp].choose(&mut dice).unwrap();
        let ended_on = world.consents(&link, person).await;
        if dice.random_bool(0.5) {
            world.google().faults().inject(point, Fault { moment, how }, Often::Times(1));
        }
        // Replayed by another before, between and after.
        let foreign = world.says(other, &ended_on).await;
        assert!(!foreign.contains("✅"), "{foreign}");
        let said = world.says(who, &ended_on).await;
        let again = world.says(who, &ended_on).await;
        assert!(!again.contains("✅"), "{again}");
        world.google().faults().clear();
        if said.contains("✅") {
            confirmed += 1;
            world.round().await;
            // What was confirmed is there, and is this person's.
            let title = format!("visit {number}");
            let start = world.now() + TimeDelta::hours(30 + i64::try_from(number).unwrap());
            world.google().of(person).add_event(&title, start, start + TimeDelta::hours(1)).unwrap();
            world.round().await;
            let listed = world.says(who, &format!("when is {title}")).await;
            assert!(listed.contains(&format!("· {title}")), "{listed}");
            let others = world.says(other, &format!("when is {title}")).await;
            assert!(!others.contains(&format!("· {title}")), "{others}");
        } else {
            refused += 1;
        }
        if number % CONTENTS_EVERY == 0 || number + 1 == most {
            let contents = world.redis.contents().await;
            assert!(!contents.contains("pretend-refresh-token") && !contents.contains("pretend-access-token"));
        }
    }
    assert!(confirmed > 0);
    // Google's faults are logged; nothing has panicked.
    let panics = crate::support::errors::take().into_iter().filter(|line| line.contains("panicked"));
    assert_eq!(panics.collect::<Vec<_>>(), [""; 0]);
    let results =
        [("sign-ins", most.to_string()), ("confirmed", confirmed.to_string()), ("refused", refused.to_string())];
    row("faults while signing in", &results);
    world.close().await;
}
