//! Whatever people call their events, Telegram takes the message.

use chrono_tz::Tz;
use proptest::prelude::*;

use super::building::{ZONE, card, now, timed};
use super::property::{MESSAGE_MOST, all_hold, check, one_holds, units};
use crate::model::{ButtonData, ButtonToken, HourStyle, Language, ReminderPlan, Scope, UnknownCalendars, View};
use crate::speech::{Altered, Button, Card, Label, ListPage, Outgoing, Reply, Voice, fallback, plain, render};

/// Pieces that titles are made of: words, markup, entities, scripts from right to left, marks that are not drawn,
/// emoji with joiners, lines.
fn title() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 ]{1,12}",
        prop::sample::select(vec![
            "<b>",
            "</b>",
            "<a href=\"x\">",
            "&",
            "&amp;",
            "&#60;",
            "<",
            ">",
            "\"",
            "\n",
            "\t",
            "\u{202E}",
            "\u{2066}",
            "\u{2069}",
            "\u{200B}",
            "\u{200D}",
            "👨\u{200D}👩\u{200D}👧",
            "🇲🇾",
            "ทดสอบ",
            "مرحبا",
            "שלום",
            "晚餐",
            "*_`[",
            "\0",
            "\u{FE0F}",
            "e\u{301}",
            "𝕏",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_flat_map(|pieces| {
        let once = pieces.concat();
        let repeats = 4_096 / once.chars().count().max(1);
        (Just(once), 1..=repeats.max(1)).prop_map(|(once, times)| once.repeat(times).chars().take(4_096).collect())
    })
}

fn voice(language: Language, hours: HourStyle) -> Voice {
    Voice { language, zone: ZONE, hours, is_discreet: false, is_group: true }
}

proptest! {
    #[test]
    fn no_title_makes_one_message_that_telegram_refuses(pick in any::<usize>(), title in title(), place in title()) {
        one_holds(pick, &title, &place, voice(Language::Zh, HourStyle::Twelve)).map_err(TestCaseError::fail)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_title_makes_a_message_that_telegram_refuses(title in title(), place in title()) {
        for language in Language::ALL {
            for hours in [HourStyle::Twelve, HourStyle::TwentyFour] {
                all_hold(&title, &place, voice(language, hours)).map_err(TestCaseError::fail)?;
            }
        }
    }

    #[test]
    fn a_title_is_seen_as_it_was_written(title in "[a-z<>&\"';]{1,40}") {
        let card = card(&title, timed("2026-03-11T19:00", "2026-03-11T20:00"), None);
        let reply = Reply::ChangedSince { card, keyboard: vec![] };
        let outgoing = render(&reply, &voice(Language::En, HourStyle::TwentyFour), now());
        let drawn = fallback(&outgoing);
        prop_assert_eq!(drawn.lines().nth(1), Some(title.as_str()));
    }

    #[test]
    fn every_zone_and_every_time_can_be_said(zone in 0..chrono_tz::TZ_VARIANTS.len(), start in 0_i64..253_000_000_000, minutes in 0_i64..100_000) {
        let zone: Tz = chrono_tz::TZ_VARIANTS[zone];
        let start = chrono::DateTime::from_timestamp(start, 0).unwrap();
        let when = crate::model::EventTime::Timed { start, end: start + chrono::Duration::minutes(minutes) };
        let voice = Voice { zone, ..voice(Language::Ms, HourStyle::Twelve) };
        let reply = Reply::ChangedSince { card: card("x", when, None), keyboard: vec![] };
        prop_assert!(check(&render(&reply, &voice, now())).is_ok());
    }
}

#[test]
fn a_list_of_many_long_titles_still_fits() {
    let long = "&".repeat(4_096);
    let row = |number| crate::speech::NumberedEvent {
        number,
        card: card(&long, timed("2027-03-14T22:00", "2027-09-15T06:00"), Some(&long)),
        is_cancelled: number % 2 == 0,
    };
    let freshness = crate::model::Freshness::Fresh;
    let page = |rows| ListPage {
        view: View::Coming,
        rows,
        page: 8,
        pages: 9,
        total: 90,
        is_cut: false,
        is_unread: false,
        freshness,
        unknown: UnknownCalendars::default(),
        keyboard: vec![],
    };
    for language in Language::ALL {
        let ten = render(&Reply::List(page((81..=90).map(row).collect())), &voice(language, HourStyle::Twelve), now());
        check(&ten).unwrap();
        assert!(ten.text.contains("90"), "a page of ten is shown whole");
        let hundred =
            render(&Reply::List(page((1..=100).map(row).collect())), &voice(language, HourStyle::Twelve), now());
        check(&hundred).unwrap();
        assert!(hundred.text.ends_with("\n…"), "what does not fit is left out");
    }
}

#[test]
fn the_longest_title_is_cut_where_its_letters_end() {
    let reply = |title: &str| Reply::ChangedSince {
        card: card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), None),
        keyboard: vec![],
    };
    let said = |title: &str| {
        let outgoing = render(&reply(title), &voice(Language::En, HourStyle::TwentyFour), now());
        fallback(&outgoing).lines().nth(1).unwrap().to_owned()
    };
    let long = said(&"👨\u{200D}👩\u{200D}👧".repeat(500));
    assert!(long.ends_with('…') && !long.ends_with("\u{200D}…"));
    assert!(units(&long) <= 600);
    assert_eq!(said(&"x".repeat(600)), "x".repeat(600));
    assert_eq!(said(&"x".repeat(601)), format!("{}…", "x".repeat(599)));
}

#[test]
fn titles_lose_what_is_not_drawn_and_keep_what_joins() {
    let said = |title: &str| {
        let reply = Reply::RefusedByGoogle { title: title.into(), trouble: crate::model::Trouble::Invalid };
        let text = render(&reply, &voice(Language::En, HourStyle::TwentyFour), now()).text;
        let (_, rest) = text.split_once("<b>").unwrap();
        rest.split_once("</b>").unwrap().0.to_owned()
    };
    let table = [
        ("abc\u{202E}fdp.exe", "abcfdp.exe"),
        ("a\u{2066}b\u{2069}", "ab"),
        ("pay\u{200B}pal\u{FEFF}\u{00AD}", "paypal"),
        ("  two\n\nlines\t ", "two lines"),
        ("👩\u{200D}💻", "👩\u{200D}💻"),
        ("\u{200D}a\u{200D}", "a"),
        ("a\u{200D}\u{200D}b", "a\u{200D}b"),
        ("\u{200B}\u{202E}", "(no title)"),
        ("مرحبا", "\u{2068}مرحبا\u{2069}"),
        ("lunch with דנה", "\u{2068}lunch with דנה\u{2069}"),
        ("晚餐 & <b>", "晚餐 &amp; &lt;b&gt;"),
        ("&lt;", "&amp;lt;"),
    ];
    for (title, expected) in table {
        assert_eq!(said(title), expected, "{title:?}");
    }
}

#[test]
fn only_links_into_the_web_stand_behind_titles() {
    let text = |link: &str| {
        let card = Card { link: Some(link.into()), ..card("x", timed("2026-03-11T19:00", "2026-03-11T20:00"), None) };
        let reply = Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card,
            plan: ReminderPlan::default(),
            overlaps: vec![],
            apart: vec![],
            queued: None,
            keyboard: vec![],
        };
        render(&reply, &voice(Language::En, HourStyle::TwentyFour), now()).text
    };
    assert!(
        text("https://a.test/?x=1&y=\"2\"")
            .contains("<a href=\"https://a.test/?x=1&amp;y=&quot;2&quot;\"><b>x</b></a>")
    );
    assert!(!text("javascript:alert(1)").contains("<a"));
    assert!(!text(&format!("https://a.test/{}", "x".repeat(2_000))).contains("<a"));
}

#[test]
fn toasts_are_one_short_line_without_markup() {
    let outgoing = |text: &str| Outgoing { text: text.into(), keyboard: vec![], is_silent: false, attachment: None };
    assert_eq!(plain(&outgoing("<b>1 &lt; 2</b>\n&amp;amp; more")), "1 < 2 &amp; more");
    let long = plain(&outgoing(&"👍".repeat(500)));
    assert!(units(&long) <= 200 && long.ends_with('…'));
    assert_eq!(fallback(&outgoing("<i>a</i>\n<code>&lt;b&gt;</code>")), "a\n<b>");
}

#[test]
fn buttons_carry_their_data_as_it_is() {
    let data = ButtonData { token: ButtonToken::from_random([9; 16]), row: 7 };
    let keyboard = vec![vec![Button { label: Label::Cancel, data: data.clone() }]];
    let reply = Reply::EmptyList {
        view: View::Coming,
        is_unread: false,
        freshness: crate::model::Freshness::Fresh,
        unknown: UnknownCalendars::default(),
        keyboard,
    };
    let outgoing = render(&reply, &voice(Language::Zh, HourStyle::TwentyFour), now());
    assert_eq!(ButtonData::parse(&outgoing.keyboard[0][0].data), Some(data));
}

#[test]
fn an_operators_text_of_any_length_fits() {
    for text in ["x".repeat(5_000), format!("{}\nmore", "<".repeat(4_096)), "\n".repeat(9_999)] {
        let outgoing = render(&Reply::Operator { text }, &voice(Language::En, HourStyle::TwentyFour), now());
        let drawn = check(&outgoing).unwrap();
        assert!(units(&drawn) <= MESSAGE_MOST && drawn.ends_with('…'), "{} units", units(&drawn));
    }
    for length in 4_080..4_110 {
        let text = format!("{}\nmore\nand more", "&".repeat(length));
        let outgoing = render(&Reply::Operator { text }, &voice(Language::En, HourStyle::TwentyFour), now());
        check(&outgoing).unwrap();
    }
}
