//! Guests of an event that is offered before it is made: whom to invite is asked once it is there.

use insta::assert_snapshot;
use janji::sandbox::telegram::MessageId;

use crate::support::world::{ANA, BUDI, World};

#[tokio::test]
async fn an_event_that_may_be_wanted_is_offered_and_its_guests_are_asked_about_once_it_is_there() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "maybe lunch tomorrow 1pm invite ali@example.com").await, @"
    Ana: maybe lunch tomorrow 1pm invite ali@example.com
    Janji: Should I add this? maybe lunch, Wednesday 11 March, 13:00–14:00
        [Add] [Never mind]
    Janji: Once it’s in the calendar, I’ll ask before I invite:
        • ali@example.com
    ");
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, offer(&world), "Add").await, @"
    Ana presses [Add]
    Janji (edits 4): ✅ Added: maybe lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    Janji: Invite to maybe lunch, Wednesday 11 March, 13:00–14:00?
        • ali@example.com
        Google will email them the invitation.
        [Invite] [Don’t invite]
    ");
    assert_eq!(world.mails(), [""; 0]);
    assert_snapshot!(world.says(ANA, "yes").await, @"
    Ana: yes
    Janji: ✉️ Invited to maybe lunch, Wednesday 11 March, 13:00–14:00. Google is emailing them:
        • ali@example.com
        If you undo this, Google emails them again.
        [↩️ Undo]
    ");
    assert_eq!(world.mails(), ["invitation to ali@example.com: maybe lunch"]);
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_yes_in_words_makes_the_event_and_the_next_one_invites() {
    let world = World::open().await;
    world.says(BUDI, "mungkin makan esok 1 tengahari jemput ali@example.com").await;
    assert_snapshot!(world.says(BUDI, "ya").await, @"
    Budi: ya
    Janji: ✅ Dah ditambah: mungkin makan
        Esok, Rabu 11 Mac, 13:00–14:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (12:50)
        [↩️ Undo] [Pindah] [Batal]
    Janji: Jemput ke mungkin makan, Rabu 11 Mac, 13:00–14:00?
        • ali@example.com
        Google akan e-mel jemputan kepada mereka.
        [Jemput] [Jangan jemput]
    ");
    assert_eq!(world.mails(), [""; 0]);
    assert_snapshot!(world.says(BUDI, "ya").await, @"
    Budi: ya
    Janji: ✉️ Dah dijemput ke mungkin makan, Rabu 11 Mac, 13:00–14:00. Google sedang e-mel mereka:
        • ali@example.com
        Kalau anda undo, Google akan e-mel mereka sekali lagi.
        [↩️ Undo]
    ");
    assert_eq!(world.mails(), ["invitation to ali@example.com: mungkin makan"]);
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

#[tokio::test]
async fn the_guests_of_an_event_whose_time_is_in_doubt_are_asked_about_once_it_is_there() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm or 2pm invite ali@example.com").await, @"
    Ana: lunch tomorrow 1pm or 2pm invite ali@example.com
    Janji: “tomorrow 1pm or 2pm” could mean more than one thing.
        Which one did you mean?
        [Wed 11 Mar, 13:00]
        [Wed 11 Mar, 14:00]
        [Never mind]
    Janji: Once it’s in the calendar, I’ll ask before I invite:
        • ali@example.com
    ");
    world.close().await;
}

#[tokio::test]
async fn guests_of_several_events_are_asked_about_for_those_that_were_added() {
    let world = World::open().await;
    let exams = "Maths 12 May 9am\nPhysics 14 May 9am\nChemistry 16 May 9am\ninvite ali@example.com, siti@example.com";
    assert_snapshot!(world.says(ANA, exams).await, @"
    Ana: Maths 12 May 9am
        Physics 14 May 9am
        Chemistry 16 May 9am
        invite ali@example.com, siti@example.com
    Janji: I found 3 events:
        1. Tuesday 12 May, 09:00–10:00 · Maths
        2. Thursday 14 May, 09:00–10:00 · Physics
        3. Saturday 16 May, 09:00–10:00 · Chemistry
        [Add all 3]
        [Add 1] [Add 2] [Add 3]
        [Never mind]
    Janji: Once it’s in the calendar, I’ll ask before I invite:
        • ali@example.com
        • siti@example.com
    ");
    let table = offer(&world);
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, table, "Add 2").await, @"
    Ana presses [Add 2]
    Janji (edits 4): ✅ Added:
        Thursday 14 May, 09:00–10:00 · Physics
        Still to add:
        1. Tuesday 12 May, 09:00–10:00 · Maths
        2. Saturday 16 May, 09:00–10:00 · Chemistry
        [Add all 2]
        [Add 1] [Add 2]
        [↩️ Undo] [That’s all]
    Janji: Invite to Physics, Thursday 14 May, 09:00–10:00?
        • ali@example.com
        • siti@example.com
        Google will email each of them the invitation.
        [Invite] [Don’t invite]
    ");
    assert_snapshot!(world.presses(ANA, "Don’t invite").await, @"
    Ana presses [Don’t invite]
    Janji (edits 6): OK, nothing was changed.
    ");
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, table, "Add all 2").await, @"
    Ana presses [Add all 2]
    Janji (edits 4): ✅ Added 2 events:
        Tuesday 12 May, 09:00–10:00 · Maths
        Saturday 16 May, 09:00–10:00 · Chemistry
        [↩️ Undo]
    Janji: Invite to these 2 events?
        • Maths, Tuesday 12 May, 09:00–10:00
        • Chemistry, Saturday 16 May, 09:00–10:00
        Google will email each of them an invitation to each event:
        • ali@example.com
        • siti@example.com
        [Invite] [Don’t invite]
    ");
    assert_eq!(world.mails(), [""; 0]);
    assert_snapshot!(world.presses(ANA, "Invite").await, @"
    Ana presses [Invite]
    Janji (edits 7): ✉️ Invited to 2 events.
        • Maths, Tuesday 12 May, 09:00–10:00
        • Chemistry, Saturday 16 May, 09:00–10:00
        Guests, who get an email from Google:
        • ali@example.com
        • siti@example.com
        If you undo this, Google emails them again.
        [↩️ Undo]
    ");
    assert_eq!(
        world.mails(),
        [
            "invitation to ali@example.com: Maths",
            "invitation to siti@example.com: Maths",
            "invitation to ali@example.com: Chemistry",
            "invitation to siti@example.com: Chemistry"
        ]
    );
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 7): ↩️ Undone. They’re no longer invited, and Google is emailing them:
        • Maths, Tuesday 12 May, 09:00–10:00
        • Chemistry, Saturday 16 May, 09:00–10:00
    ");
    assert_eq!(world.mails().len(), 4);
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

/// The message before the newest one, which offers.
fn offer(world: &World) -> MessageId {
    let last = world.last(ANA.chat());
    MessageId(last.0 - 1)
}
