//! Who may use the bot without being listed: nobody, those whom the operator invites, or everybody up to a bound.

use insta::assert_snapshot;
use janji::sandbox::telegram::UserId;
use janji::sandbox::{Fault, How, Moment, Often};

use crate::support::signing_in::{BUDIS, KEY, NO_SHARED};
use crate::support::world::{ANA, BUDI, STRANGER, World};

/// Another stranger, whose Telegram speaks Malay.
const ZUL: UserId = UserId(777);

/// Somebody opens an invitation; the code in it is left out of what was said.
async fn opens(world: &World, who: UserId, code: &str) -> String {
    let text = format!("/start {code}");
    world.says(who, &text).await.replace(code, "…")
}

#[tokio::test]
async fn an_invitation_lets_one_person_in_and_the_operator_sees_and_removes_them() {
    let settings = [KEY, NO_SHARED, ("JANJI_SIGN_UP", "invited"), ("JANJI_ADMIN", "101")];
    let world = World::open_with(&settings).await;
    world.telegram().add_person(ZUL, "Zul", "ms");
    assert_snapshot!(world.says(STRANGER, "lunch tomorrow 1pm").await, @"
    Eve: lunch tomorrow 1pm
    Janji: Sorry, this is a private bot. Its owner can add you with this ID: 666
    ");
    let invited = world.says(ANA, "/invite").await;
    let code = invited.split_once("?start=").unwrap().1.trim().to_owned();
    assert_snapshot!(invited.replace(&code, "…"), @"
    Ana: /invite
    Janji: 🎟 This link lets one person join. It works for 7 days: https://t.me/janji_bot?start=…
    ");
    assert_snapshot!(opens(&world, STRANGER, &code).await, @"
    Eve: /start …
    Janji: 👋 Hi, I’m Janji.
        Tell me what you’re planning and when. I’ll add it to Google Calendar and remind you in time.
        
        For example:
        • brunch w cousins sun 10.30am @ VCR
        • standup tmr 930am
        • gym every mon wed fri 7am
        
        /list shows what’s coming up, /help shows what else I can do.
    Janji: You haven’t signed in to a Google account yet. Use /connect to sign in.
    ");
    assert_snapshot!(opens(&world, ZUL, &code).await, @"
    Zul: /start …
    Janji: Maaf, ini bot peribadi. Pemiliknya boleh tambah anda dengan ID ini: 777
    ");
    assert_snapshot!(world.says(ANA, "/users").await, @"
    Ana: /users
    Janji: One person
        • 666: accounts 0, calendars 0
    ");
    assert_snapshot!(world.says(ANA, "/users remove 999").await, @"
    Ana: /users remove 999
    Janji: I don’t know anyone with the number 999.
    ");
    assert_snapshot!(world.says(ANA, "/users remove 666").await, @"
    Ana: /users remove 666
    Janji: ✅ Removed 666 and everything I kept about them.
    ");
    assert_snapshot!(world.says(STRANGER, "/list").await, @"
    Eve: /list
    Janji: Sorry, this is a private bot. Its owner can add you with this ID: 666
    ");
    // To everybody else these commands do not exist.
    assert_snapshot!(world.says(BUDI, "/users").await, @"
    Budi: /users
    Janji: Saya tak kenal arahan itu. Hantar /help untuk lihat apa yang saya boleh buat.
    ");
    for command in ["/invite", "/users remove 101"] {
        let said = world.says(BUDI, command).await;
        assert!(said.contains("Saya tak kenal arahan itu"), "{said}");
    }
    assert_snapshot!(world.says(ANA, "/pengguna").await, @"
    Ana: /pengguna
    Janji: Nobody has signed in or joined yet.
    ");
    world.close().await;
}

#[tokio::test]
async fn where_sign_up_is_open_everybody_comes_in_until_it_is_full() {
    let settings = [KEY, NO_SHARED, ("JANJI_SIGN_UP", "open"), ("JANJI_MAX_USERS", "1"), ("JANJI_ADMIN", "101")];
    let world = World::open_with(&settings).await;
    world.telegram().add_person(ZUL, "Zul", "ms");
    assert_snapshot!(world.says(STRANGER, "hello").await, @"
    Eve: hello
    Janji: Hi! Tell me about an event, like: brunch w cousins sun 10.30am @ VCR
    ");
    assert_snapshot!(world.says(ZUL, "hai").await, @"
    Zul: hai
    Janji: Maaf, ini bot peribadi. Pemiliknya boleh tambah anda dengan ID ini: 777
    ");
    assert_snapshot!(world.says(ANA, "/invite").await, @"
    Ana: /invite
    Janji: Invitations are off: JANJI_SIGN_UP isn’t invited.
    ");
    world.close().await;
}

#[tokio::test]
async fn the_operator_hears_what_is_lost_with_somebody_who_is_removed() {
    let world = World::open_with(&[KEY, NO_SHARED, ("JANJI_ADMIN", "101")]).await;
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    let fault = Fault { moment: Moment::BeforeEffect, how: How::Status(503) };
    world.google().faults().inject("events.insert", fault, Often::Always);
    world.says(BUDI, "makan esok 1pm").await;
    world.google().faults().clear();
    let said = world.says(ANA, &format!("/users remove {}", BUDI.0)).await;
    assert!(said.contains("One change wasn’t in Google Calendar yet and is lost."), "{said}");
    world.close().await;
}
