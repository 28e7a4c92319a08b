//! What the README tells people to type, typed: every command of a chat, every command of the program, every line of
//! its blocks.

use std::collections::BTreeSet;
use std::process::Stdio;

use janji::clock::Clock;
use janji::sandbox::Sandbox;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

use crate::support::bot::{Bot, folder, in_time, janji, run_to_end, settings, until};
use crate::support::world::{ANA, World};

fn file(path: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A chapter of the README, up to the next one.
fn chapter(name: &str) -> String {
    let readme = file("README.md");
    let (_, after) =
        readme.split_once(&format!("\n## {name}\n")).unwrap_or_else(|| panic!("there is no chapter {name}"));
    after.split("\n## ").next().unwrap().to_owned()
}

/// The cells of a row of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    Some(inner.split('|').map(str::trim).collect())
}

/// What stands between backticks, and between quotation marks.
fn quoted(cell: &str) -> Vec<&str> {
    let between = |mark| cell.split(mark).skip(1).step_by(2);
    between('`').chain(between('"')).collect()
}

/// Answers that say that something was not understood.
const NOT_UNDERSTOOD: [&str; 3] =
    ["I don’t know that command", "I couldn’t find a date or time", "I can only read text"];

/// Some commands are the operator's, and need people to sign up.
const OPERATED_BY_ANA: [(&str, &str); 3] = [
    ("JANJI_ADMIN", "101"),
    ("JANJI_SIGN_UP", "invited"),
    ("JANJI_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
];

#[tokio::test]
async fn every_command_of_the_table_is_understood() {
    let table = chapter("Commands");
    let rows = table.lines().filter_map(cells).filter(|cells| cells[0].starts_with("`/"));
    let commands: Vec<String> = rows
        .flat_map(|cells| {
            let words = cells[1].split(" · ").map(|words| words.trim_start_matches("reply ").trim_matches('"'));
            quoted(cells[0]).into_iter().chain(words).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|command| !command.is_empty())
        .map(|command| if command == "off" { "/reminders off".to_owned() } else { command })
        .collect();
    assert!(commands.len() > 40, "the table was not read: {commands:?}");
    let mut wrong = Vec::new();
    for command in &commands {
        // Each in a world of its own: what one does is nothing to the next.
        let world = World::open_with(&OPERATED_BY_ANA).await;
        for said in ["dentist tomorrow 9am", "lunch with Mei tomorrow 1pm", "/list"] {
            world.says(ANA, said).await;
        }
        let reply = if command.starts_with('+') {
            world.telegram().user_replies(ANA.chat(), ANA, world.last(ANA.chat()), command);
            world.settle().await;
            world.reads(ANA.chat())
        } else {
            world.says(ANA, command).await
        };
        let is_answered = reply.lines().count() > 1;
        if !is_answered || NOT_UNDERSTOOD.iter().any(|words| reply.contains(words)) {
            wrong.push(reply);
        }
        world.close().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_a_person_writes_in_the_first_table_makes_the_events_that_it_says() {
    let table = chapter("What it does");
    let world = World::open().await;
    // The rows before the first that is about a list.
    let rows = table.lines().skip_while(|line| !line.starts_with("| `")).filter_map(cells);
    let rows = rows.take_while(|cells| !cells[0].starts_with("`/"));
    let texts: Vec<String> =
        rows.flat_map(|cells| quoted(cells[0]).into_iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(texts.len() >= 5, "the table was not read: {texts:?}");
    for text in &texts {
        let before = world.sandbox.google().count();
        let reply = world.says(ANA, text).await;
        assert_eq!(world.sandbox.google().count(), before + 1, "{reply}");
    }
    world.close().await;
}

/// The commands of the program in the README: in its blocks, its tables and its text.
fn programs() -> BTreeSet<String> {
    let readme = file("README.md");
    let words = |text: &str| {
        let (_, after) = text.split_once("janji ")?;
        after
            .split(|letter: char| !letter.is_ascii_lowercase())
            .next()
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
    };
    readme.split('`').filter(|text| text.starts_with("janji ") || text.contains("| janji ")).filter_map(words).collect()
}

#[tokio::test]
async fn every_command_of_the_program_runs() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let folder = folder();
    let settings = settings(&sandbox, folder.path());
    let run = async |arguments: &[&str]| {
        let ended = run_to_end(janji(folder.path(), &settings, arguments)).await;
        let said = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "janji {}: {said}", arguments.join(" "));
        said
    };
    let mut ran = BTreeSet::new();
    for command in programs() {
        match command.as_str() {
            "run" => {
                let bot = Bot::start_with(folder.path(), &settings, &["run", "--resync"]);
                bot.ready().await;
                run(&["check", "--quick"]).await;
                bot.stop().await;
            }
            "demo" => {
                let line = file("README.md");
                let line = line.split('`').find(|text| text.contains("| janji demo")).unwrap().replace("\\|", "|");
                let bin = std::path::Path::new(env!("CARGO_BIN_EXE_janji")).parent().unwrap();
                let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
                let shell = tokio::process::Command::new("sh").args(["-c", &line]).env("PATH", path).output();
                let said = in_time("the demo's end", shell).await.unwrap();
                let said = String::from_utf8_lossy(&said.stdout).into_owned();
                assert!(said.contains("Added: lunch") && said.contains("⏰ lunch"), "{line}\n{said}");
            }
            "check" => drop(run(&["check"]).await),
            "backup" => drop(run(&["backup", "FILE"]).await),
            "restore" => {
                run(&["backup", "FILE"]).await;
                run(&["restore", "--replace", "FILE"]).await;
            }
            "keys" => assert!(run(&["keys", "new"]).await.len() > 40),
            "read" => assert!(run(&["read", "lunch tomorrow 1pm"]).await.contains("lunch")),
            // The walk of the guide, below.
            "connect" => {}
            other => panic!("nothing here runs `janji {other}`"),
        }
        ran.insert(command);
    }
    let all = ["backup", "check", "connect", "demo", "keys", "read", "restore", "run"].map(str::to_owned);
    assert_eq!(ran, all.into(), "the README does not name every command");
    sandbox.stop().await;
}

#[test]
fn every_line_of_a_block_is_a_target_of_make_or_run_by_a_test() {
    let readme = file("README.md");
    let makefile = file("Makefile");
    let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines: Vec<&str> = blocks
        .flat_map(str::lines)
        .map(|line| line.split('#').next().unwrap().trim())
        .filter(|line| !line.is_empty())
        .collect();
    assert!(lines.len() >= 2, "the blocks were not read");
    let quoted = readme.split('`').filter(|text| text.starts_with("make "));
    for line in lines.into_iter().chain(quoted) {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["make", target] => assert!(makefile.contains(&format!("\n{target}:")), "{line}"),
            // `make deb-test` and `make image-test` run these with what they made.
            ["sudo", "apt", "install", _] | ["docker", "compose", "up", "-d"] | ["cp", ".env.example", ".env"] => {}
            ["janji", command, ..] => assert!(programs().contains(command), "{line}"),
            _ => panic!("nothing runs {line:?}"),
        }
    }
}

/// The guide, walked through: what is missing is said at each step, in words, until nothing is.
#[tokio::test]
async fn the_guide_leads_to_a_bot_that_serves_its_owner() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let (folder, telegram) = (folder(), sandbox.telegram());
    let mut around = settings(&sandbox, folder.path());
    let mut of = |name: &str| around.remove(name).unwrap();
    let (token, id, secret) = (of("TELOXIDE_TOKEN"), of("GOOGLE_CLIENT_ID"), of("GOOGLE_CLIENT_SECRET"));
    for name in ["GOOGLE_REFRESH_TOKEN", "JANJI_ALLOWED_USERS", "JANJI_ALLOWED_CHATS"] {
        of(name);
    }
    let path = folder.path().join(".env");
    let check = async || {
        let ended = run_to_end(janji(folder.path(), &around, &["check"])).await;
        (
            ended.status.code(),
            String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr),
        )
    };

    // 1. The bot: the example, copied, with the token of BotFather.
    let example = file(".env.example");
    std::fs::write(&path, &example).unwrap();
    let (code, said) = check().await;
    assert_eq!(code, Some(1));
    for name in ["TELOXIDE_TOKEN", "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"] {
        assert!(said.contains(name), "{said}");
    }
    let filled =
        |name: &str, value: &str, text: &str| text.replace(&format!("\n{name}=\n"), &format!("\n{name}={value}\n"));
    let with_token = filled("TELOXIDE_TOKEN", &token, &example);
    std::fs::write(&path, &with_token).unwrap();
    let (_, said) = check().await;
    assert!(!said.contains("TELOXIDE_TOKEN") && said.contains("GOOGLE_CLIENT_ID"), "{said}");

    // 2. The Google project: its client.
    let with_client = filled("GOOGLE_CLIENT_SECRET", &secret, &filled("GOOGLE_CLIENT_ID", &id, &with_token));
    std::fs::write(&path, &with_client).unwrap();
    let (_, said) = check().await;
    assert!(said.contains("GOOGLE_REFRESH_TOKEN") && said.contains("janji connect"), "{said}");

    // 3. Sign in; the token is written into the file.
    let mut connecting =
        janji(folder.path(), &around, &["connect"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut printed = BufReader::new(connecting.stdout.take().unwrap()).lines();
    let address = loop {
        let line = printed.next_line().await.unwrap().expect("an address is printed");
        if line.starts_with("http") {
            break line;
        }
    };
    reqwest::get(address).await.unwrap();
    connecting.stdin.take().unwrap().write_all(b"y\n").await.unwrap();
    while printed.next_line().await.unwrap().is_some() {}
    assert!(in_time("the end of connect", connecting.wait()).await.unwrap().success());
    let (code, said) = check().await;
    assert_eq!(code, Some(0), "{said}");

    // 4. Start: the link makes who opens it the owner, and the file says so.
    let bot = Bot::start(folder.path(), &around);
    until("the link is printed", async || bot.printed().contains("?start=")).await;
    let printed = bot.printed();
    let payload = printed.split_whitespace().find_map(|word| Some(word.split_once("?start=")?.1)).unwrap();
    telegram.user_says(ANA.chat(), ANA, &format!("/start {payload}"));
    let newest = || telegram.last_from_bot(ANA.chat());
    until("she owns the bot", async || newest().is_some_and(|message| message.text().contains("owner"))).await;
    telegram.press(ANA.chat(), ANA, newest().unwrap().id, "Save in .env").expect("the button is there");
    until("the file names her", async || {
        std::fs::read_to_string(&path).unwrap().contains(&format!("JANJI_ALLOWED_USERS={}", ANA.0))
    })
    .await;
    telegram.user_says(ANA.chat(), ANA, "dentist tomorrow 4.30pm");
    until("she is served", async || newest().is_some_and(|message| message.text().contains("Added: dentist"))).await;
    bot.stop().await;
    let (code, said) = check().await;
    assert_eq!(code, Some(0), "{said}");
    sandbox.stop().await;
}
