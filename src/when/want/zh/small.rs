//! Small words of Chinese that rules look for beside others.

use crate::when::want::senses::Sense::{
    self, AfterIt, Attends, AwayFrom, Begins, Buys, Call, ForEvent, Gives, Into, Is, MoveNoun, NotComing, Perfect,
    Taking,
};

pub(super) const SMALL: &[(Sense, &str)] = &[
    (Attends, "去|参加|出席"),
    (Taking, "将"),
    (AwayFrom, "从"),
    (Into, "进|入"),
    (ForEvent, "参加|参与|出席|来"),
    (Is, "是"),
    (AfterIt, "过后|后|之后|以后|过"),
    (NotComing, "不来了|来不了|不用来了"),
    (Call, "叫做|叫"),
    (MoveNoun, "调动"),
    (Buys, "买"),
    (Gives, "送"),
    (Perfect, "了"),
    (Begins, "开始"),
];
