//! Chinese words around a plan: remarks, reasons, who does something, headings, particles.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::word::Word::{self, *};

pub(super) const WORDS: &[(Word, &str)] = &[
    (
        Remark,
        "记得带|要带|请带|不用带|别迟到|不要迟到|请准时|请自备|自备|着装|费用|收费|免费|需要|不要|别|红包|要空腹|带上|顺便",
    ),
    (Reason, "因为|所以|但是|但|如果|要是|不然|否则|免得|怕"),
    (ClauseStart, "我|你|他|她|我们|你们|他们|她们|大家|她也|他也"),
    (Apology, "对不起|不好意思|抱歉"),
    (Notice, "通知|温馨提示|公告|邀请|好消息|重要通知|预约成功|预订成功"),
    (Honorific, "阿"),
    (Particle, "吧|啦|哦|喔|哈哈|哈哈哈|啊|呀|咯|咧|嘛|谢谢|多谢|谢啦"),
];
