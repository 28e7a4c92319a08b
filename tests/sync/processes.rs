//! Several processes, and processes that die, on one memory.

use super::*;

#[tokio::test]
async fn processes_sync_an_account_one_at_a_time() {
    let world = World::new().await;
    for hours in 1..20 {
        world.made_in_google(&format!("e{hours}"), hours);
    }
    let mut others = Vec::new();
    for _ in 0..3 {
        others.push(process(&world, bounds(1_000)).await);
    }
    let rounds = others.iter().map(|sync| sync.round(&world.account, Depth::Incremental, world.now()));
    for outcome in futures::future::join_all(rounds).await {
        outcome.unwrap();
    }
    world.assert_equal().await;
    let full = world.google().take_log().iter().filter(|asked| asked.query.contains("timeMin")).count();
    assert_eq!(full, 1, "a later process reads only what has changed");
}

#[tokio::test]
async fn who_has_lost_the_account_writes_nothing() {
    let world = World::new().await;
    world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    let frozen = world.store.take_round(&world.account, std::time::Duration::ZERO).await.unwrap().unwrap();
    let mark = world.store.mark(&world.account).await.unwrap();
    let other = world.store.take_round(&world.account, std::time::Duration::from_mins(1)).await.unwrap().unwrap();
    let changes = janji::store::Changes::default();
    let write = async |lease| {
        world.store.commit_round(lease, &mark, &changes, Some("t"), &mark.state, world.now()).await.unwrap()
    };
    assert_eq!(write(&frozen).await, janji::store::Committed::Lost);
    assert_eq!(write(&other).await, janji::store::Committed::Done);
    assert!(!world.store.put_state(&frozen, &mark.state, &[]).await.unwrap());
    assert!(!world.store.hold_round(&frozen, std::time::Duration::from_secs(1)).await.unwrap());
}

#[tokio::test]
async fn a_round_that_was_overtaken_by_an_edit_writes_nothing() {
    let world = World::new().await;
    world.round(Depth::Incremental).await;
    let mark = world.store.mark(&world.account).await.unwrap();
    let lunch = world.made_here(1, "lunch", 3).await;
    let lease = world.store.take_round(&world.account, std::time::Duration::from_mins(1)).await.unwrap().unwrap();
    let changes = janji::store::Changes {
        rows: vec![janji::model::CacheRow { action: janji::model::CacheAction::Drop(lunch.id.clone()), notice: None }],
        notices: Vec::new(),
    };
    let outcome = world.store.commit_round(&lease, &mark, &changes, None, &mark.state, world.now()).await.unwrap();
    assert_eq!(outcome, janji::store::Committed::Overtaken);
    assert!(world.cached(&lunch.id).await.is_some());
}

#[tokio::test]
async fn an_edit_whose_process_died_is_carried_out_by_the_next_round() {
    let world = World::new().await;
    let edit = world.creation(1, "lunch", 3);
    world.store.put_edit(&edit, world.now()).await.unwrap();
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 1);
    assert_eq!(world.told().await, [""; 0], "the message is handled again and answered then");
    let Outcome::Agreed(event) = world.submit(edit).await else { panic!() };
    assert_eq!(world.cached(&event.id).await, Some(*event));
    assert_eq!(world.titles_at_google(), ["lunch"]);
}

#[tokio::test]
async fn two_processes_that_carry_out_the_same_edits_do_so_once() {
    let world = World::new().await;
    let other = process(&world, bounds(1_000)).await;
    for message in 1..=10 {
        world
            .store
            .put_edit(&world.creation(message, &format!("e{message}"), i64::from(message)), world.now())
            .await
            .unwrap();
    }
    let submit = |sync: &Sync, message| {
        let (sync, edit) = (sync.clone(), world.creation(message, &format!("e{message}"), i64::from(message)));
        let now = world.now();
        async move { sync.submit(edit, now).await.unwrap() }
    };
    let outcomes =
        futures::future::join_all((1..=10).flat_map(|message| [submit(&world.sync, message), submit(&other, message)]))
            .await;
    for pair in outcomes.chunks(2) {
        assert_eq!(pair[0], pair[1]);
        assert!(matches!(pair[0], Outcome::Agreed(_)), "{pair:?}");
    }
    assert_eq!(world.titles_at_google().len(), 10);
    world.round(Depth::Incremental).await;
    world.assert_equal().await;
    assert_eq!(world.told().await, [""; 0]);
}

#[tokio::test]
async fn edits_and_rounds_of_two_processes_side_by_side_come_to_agreement() {
    let world = World::new().await;
    let other = process(&world, bounds(1_000)).await;
    world.round(Depth::Incremental).await;
    let now = world.now();
    // What a list says is old by the time it is heard.
    let late = janji::sandbox::Fault::after(janji::sandbox::How::Delay(std::time::Duration::from_millis(20)));
    world.google().faults().inject("events.list", late, janji::sandbox::Often::Always);
    let write = async |sync: &Sync, first: i32| {
        for message in first..first + 15 {
            let edit = world.creation(message, &format!("ours {message}"), i64::from(message));
            let Outcome::Agreed(event) = sync.submit(edit, now).await.unwrap() else { panic!() };
            if message % 2 == 0 {
                let moved = sync.submit(world.renaming(100 + message, &event, "renamed"), now).await.unwrap();
                let Outcome::Agreed(event) = moved else { panic!("{moved:?}") };
                if message % 4 == 0 {
                    assert_eq!(
                        sync.submit(world.deletion(200 + message, &event), now).await.unwrap(),
                        Outcome::Deleted
                    );
                }
            }
        }
    };
    let read = async |sync: &Sync, is_full: bool| {
        for number in 0..15 {
            world.made_in_google(&format!("theirs {number}"), 40 + number);
            if is_full {
                world.google().expire_sync_tokens();
            }
            match sync.round(&world.account, Depth::Incremental, now).await {
                Ok(_) | Err(Failure::Busy) => {}
                Err(failure) => panic!("{failure:?}"),
            }
        }
    };
    tokio::join!(write(&world.sync, 1), write(&other, 21), read(&world.sync, false), read(&other, true),);
    let told = world.told().await;
    world.round(Depth::Incremental).await;
    world.assert_equal().await;
    assert_eq!(told, [""; 0], "nobody is told of what was done here");
}
