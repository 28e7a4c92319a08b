//! Small words of Chinese that rules look for beside others.

use crate::when::want::senses::Sense::{
    self, AfterIt, Attends, AwayFrom, Begins, Buys, Call, ForEvent, Gives, Inside, Into, Is, MoveNoun, NoPlaceAlone,
    NotComing, Perfect, Person, TakesOff, Taking,
};

pub(super) const SMALL: &[(Sense, &str)] = &[
    (Attends, "去|参加|出席"),
    (Taking, "将"),
    (TakesOff, "踢|踢掉|划掉|剔除"),
    (Person, "他|她|他们|她们"),
    (Inside, "里|里的|里面|里面的"),
    (AwayFrom, "从"),
    (Into, "进|入"),
    (ForEvent, "参加|参与|出席|来"),
    (Is, "是"),
    (AfterIt, "过后|后|之后|以后|过"),
    (NotComing, "不来了|来不了|不用来了"),
    (Call, "叫做|叫"),
    (MoveNoun, "调动"),
    (Buys, "买"),
    (NoPlaceAlone, "睡|睡觉|睡着|忙|忙着|上班|开会|吃饭|工作|休息|这里|这边|那里|那边|哪里|哪"),
    (Gives, "送"),
    (Perfect, "了"),
    (Begins, "开始"),
];

/// Two days that are named together, by their distance from today.
pub(in crate::when::want) const DAY_PAIRS: &[(&str, u64, u64)] = &[
    ("今明两天|今明两日|今明|今天明天|今天和明天|今天或明天|今天跟明天", 0, 1),
    ("明后两天|明后两日|明后|明天后天|明天和后天|明天或后天|明天跟后天|明天或者后天", 1, 2),
];

/// A Sunday that goes with the Saturday before it.
pub(in crate::when::want) const SUNDAYS: &str = "日|天|礼拜|拜日|拜天|礼拜天|和日|和星期日|和礼拜";
