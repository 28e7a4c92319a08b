//! Guests: who is invited, who gets a mail of it, and one's own answers.

use serde_json::{Value, json};

use janji::model::{EditKind, Event, GuestEdit, Invitation, MailAddress, Outcome, Rsvp};
use janji::sandbox::google::{Mail, MailAbout};

use super::*;
use janji::sandbox::{Fault, How, Often};

fn ali() -> MailAddress {
    MailAddress::parse("ali@example.com").unwrap()
}

fn siti() -> MailAddress {
    MailAddress::parse("siti@example.com").unwrap()
}

impl World {
    fn guests(&self, message: i32, seen: &Event, what: GuestEdit) -> Edit {
        self.edit(message, seen.id.clone(), EditKind::Guests { what, seen: Box::new(seen.clone()) })
    }

    /// An event in which Siti is, who has said yes and something else that we do not know of.
    async fn with_siti(&self) -> Event {
        let guests =
            json!([{"email": "siti@example.com", "responseStatus": "accepted", "comment": "+1", "optional": true}]);
        self.added(json!({"summary": "dinner", "attendees": guests})).await
    }

    /// An invitation of Farah's, who has invited others too.
    async fn invitation(&self) -> Event {
        let guests = json!([
            {"email": "farah@example.com", "organizer": true, "responseStatus": "accepted"},
            {"email": "owner@example.com", "self": true, "responseStatus": "needsAction"},
            {"email": "siti@example.com", "responseStatus": "tentative"},
        ]);
        let event = self
            .added(json!({"summary": "launch", "attendees": guests, "organizer": {"email": "farah@example.com"}}))
            .await;
        assert_eq!(event.invitation, Some(Invitation::Unanswered));
        event
    }

    async fn added(&self, mut entry: Value) -> Event {
        (entry["start"], entry["end"]) = (json!({"dateTime": self.hours(5)}), json!({"dateTime": self.hours(6)}));
        let id = self.google().add(&entry).unwrap()["id"].as_str().unwrap().to_owned();
        self.round(Depth::Incremental).await;
        self.told().await;
        self.cached(&EventId(id)).await.unwrap()
    }

    /// The addresses of an event's guests with their answers.
    fn answers(&self, id: &EventId) -> Vec<String> {
        let entry = self.google().entry(id).unwrap();
        let guests = entry["attendees"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        guests.iter().map(|guest| format!("{} {}", text(&guest["email"]), text(&guest["responseStatus"]))).collect()
    }

    /// Who got a mail since the last time.
    fn mails(&self) -> Vec<(String, MailAbout)> {
        self.google().take_mails().into_iter().map(|Mail { to, about, .. }| (to, about)).collect()
    }
}

#[tokio::test]
async fn who_is_invited_gets_a_mail_and_everyone_else_is_left_alone() {
    let world = World::new().await;
    let dinner = world.with_siti().await;
    let Outcome::Agreed(invited) = world.submit(world.guests(1, &dinner, GuestEdit::Invite(vec![ali(), siti()]))).await
    else {
        panic!("it was not written")
    };
    assert!(invited.has_guests);
    assert_eq!(world.answers(&dinner.id), ["siti@example.com accepted", "ali@example.com needsAction"]);
    let siti = &world.google().entry(&dinner.id).unwrap()["attendees"][0];
    assert_eq!((&siti["comment"], &siti["optional"]), (&json!("+1"), &json!(true)));
    assert_eq!(world.mails(), [("ali@example.com".to_owned(), MailAbout::Invitation)]);

    // Nothing else that is written mails anybody.
    world.submit(world.renaming(2, &invited, "late dinner")).await;
    let renamed = world.cached(&dinner.id).await.unwrap();
    assert_eq!(world.mails(), []);

    world.submit(world.guests(3, &renamed, GuestEdit::Uninvite(vec![ali()]))).await;
    assert_eq!(world.answers(&dinner.id), ["siti@example.com accepted"]);
    assert_eq!(world.mails(), [("ali@example.com".to_owned(), MailAbout::Cancellation)]);
    world.round(Depth::Incremental).await;
    assert!(world.told().await.is_empty());
    world.assert_equal().await;
}

#[tokio::test]
async fn an_invitation_whose_answer_is_lost_is_mailed_once() {
    for how in [How::HangUp, How::Cut, How::Status(500)] {
        let world = World::asking_again(QUICK_TRIES.most).await;
        let lunch = world.made_here(1, "lunch", 3).await;
        world.google().faults().inject("events.patch", Fault::after(how), Often::Times(1));
        let outcome = world.submit(world.guests(2, &lunch, GuestEdit::Invite(vec![ali()]))).await;
        assert!(matches!(outcome, Outcome::Agreed(_)), "{outcome:?}");
        assert_eq!(world.google().faults().struck("events.patch"), 1);
        assert_eq!(world.mails(), [("ali@example.com".to_owned(), MailAbout::Invitation)], "{how:?}");
    }
}

#[tokio::test]
async fn guests_are_read_again_when_somebody_else_was_faster() {
    let world = World::new().await;
    let dinner = world.with_siti().await;
    world.google().faults().inject("events.patch", Fault::before(How::Status(412)), Often::Times(1));
    world.asked();
    let outcome = world.submit(world.guests(1, &dinner, GuestEdit::Invite(vec![ali()]))).await;
    assert!(matches!(outcome, Outcome::Agreed(_)), "{outcome:?}");
    assert_eq!(world.asked(), ["events.get", "events.patch", "events.get", "events.get", "events.patch"]);
    assert_eq!(world.answers(&dinner.id), ["siti@example.com accepted", "ali@example.com needsAction"]);
}

#[tokio::test]
async fn while_google_is_down_an_invitation_waits_and_is_mailed_when_it_is_carried_out() {
    let world = World::new().await;
    let dinner = world.with_siti().await;
    for point in ["events.get", "events.patch"] {
        world.google().faults().inject(point, Fault::before(How::Status(503)), Often::Always);
    }
    let outcome = world.submit(world.guests(1, &dinner, GuestEdit::Invite(vec![ali()]))).await;
    assert_eq!(outcome, Outcome::Queued(Trouble::Away));
    assert_eq!(world.mails(), []);
    world.google().faults().clear();
    world.round(Depth::Incremental).await;
    assert_eq!(world.mails(), [("ali@example.com".to_owned(), MailAbout::Invitation)]);
    assert_eq!(world.told().await, ["dinner landed"]);
}

#[tokio::test]
async fn an_answer_is_ones_own_alone_and_nobody_gets_a_mail() {
    let world = World::new().await;
    let launch = world.invitation().await;
    let answers = [(Rsvp::Accepted, Invitation::Accepted), (Rsvp::Tentative, Invitation::Tentative)];
    for (message, (response, invitation)) in (1..).zip(answers) {
        let outcome = world.submit(world.guests(message, &launch, GuestEdit::Respond(response))).await;
        let Outcome::Agreed(event) = outcome else { panic!("{outcome:?}") };
        assert_eq!(event.invitation, Some(invitation));
        let own = format!("owner@example.com {}", response.word());
        assert_eq!(
            world.answers(&launch.id),
            ["farah@example.com accepted", own.as_str(), "siti@example.com tentative"]
        );
    }
    assert_eq!(world.mails(), []);
    world.assert_equal().await;
}

#[tokio::test]
async fn a_declined_invitation_is_gone_with_its_reminders_and_can_be_taken_back() {
    let world = World::new().await;
    let launch = world.invitation().await;
    assert!(world.reminders(&launch.id).await > 0);
    let outcome = world.submit(world.guests(1, &launch, GuestEdit::Respond(Rsvp::Declined))).await;
    assert_eq!(outcome, Outcome::Deleted);
    assert_eq!((world.cached(&launch.id).await, world.reminders(&launch.id).await), (None, 0));
    world.round(Depth::Incremental).await;
    assert_eq!((world.cached(&launch.id).await, world.told().await), (None, vec![]));

    let outcome = world.submit(world.guests(2, &launch, GuestEdit::Respond(Rsvp::Unanswered))).await;
    assert!(matches!(outcome, Outcome::Agreed(_)), "{outcome:?}");
    assert_eq!(world.cached(&launch.id).await.unwrap().invitation, Some(Invitation::Unanswered));
    assert!(world.reminders(&launch.id).await > 0);
    world.assert_equal().await;
}

#[tokio::test]
async fn who_is_not_invited_cannot_answer_and_what_is_gone_has_no_guests() {
    let world = World::new().await;
    let lunch = world.made_here(1, "lunch", 3).await;
    let outcome = world.submit(world.guests(2, &lunch, GuestEdit::Respond(Rsvp::Accepted))).await;
    assert_eq!(outcome, Outcome::Refused(Trouble::Invalid));
    world.google().delete(&lunch.id).unwrap();
    let outcome = world.submit(world.guests(3, &lunch, GuestEdit::Invite(vec![ali()]))).await;
    assert_eq!(outcome, Outcome::AlreadyGone);
    assert_eq!(world.mails(), []);
}

#[tokio::test]
async fn who_was_invited_earlier_is_known_the_latest_first() {
    let world = World::new().await;
    world.with_siti().await;
    world.invitation().await;
    let tea = world.made_here(1, "tea", 8).await;
    world.submit(world.guests(2, &tea, GuestEdit::Invite(vec![ali(), siti()]))).await;
    let known = world.sync.earlier_guests(&world.account, world.now()).await.unwrap();
    let addresses: Vec<&str> = known.iter().map(|guest| guest.address.as_str()).collect();
    assert_eq!(addresses, ["ali@example.com", "siti@example.com"]);
    let of_tea = world.sync.guests(&world.account, &tea.id).await.unwrap();
    assert_eq!(of_tea.iter().map(|guest| guest.rsvp).collect::<Vec<_>>(), [Rsvp::Unanswered; 2]);
}

#[tokio::test]
async fn an_invitation_reaches_the_guests_own_calendar_and_their_answer_the_organizers() {
    let world = World::new().await;
    world.google().add_person("ali@example.com");
    let lunch = world.made_here(1, "lunch", 3).await;
    world.submit(world.guests(2, &lunch, GuestEdit::Invite(vec![ali()]))).await;
    let his = world.google().of("ali@example.com");
    let copy = his.entry(&lunch.id).unwrap();
    assert_eq!(copy["organizer"], json!({"email": "owner@example.com"}));
    assert_eq!(copy["attendees"], json!([{"email": "ali@example.com", "self": true, "responseStatus": "needsAction"}]));
    his.edit(
        &lunch.id,
        &json!({"attendees": [
            {"email": "ali@example.com", "self": true, "responseStatus": "accepted"},
        ]}),
    )
    .unwrap();
    assert_eq!(world.answers(&lunch.id), ["ali@example.com accepted"]);
    let lunch = world.cached(&lunch.id).await.unwrap();
    world.submit(world.guests(3, &lunch, GuestEdit::Uninvite(vec![ali()]))).await;
    assert_eq!(his.entry(&lunch.id).unwrap()["status"], "cancelled");
}
