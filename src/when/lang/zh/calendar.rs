//! How Chinese speakers name a calendar to put something into.

use crate::when::lang::CalendarWords;

pub(super) const CALENDAR: CalendarWords = CalendarWords {
    leads: &[
        "加到", "放到", "写到", "记到", "存到", "放进", "加进", "写进", "加入", "放入", "放在", "记在", "到", "进",
        "在",
    ],
    bare_leads: &[],
    between: &[],
    nouns: &["日历", "日程表", "行事历"],
    nouns_first: &[],
    put: &[],
    putting: &["把这个", "请", "请把这个", "帮我", "这个", "把这个活动"],
    inside: &["里面", "里", "中", "上"],
    tail: &["谢谢"],
    no_names: &["我的", "我们的", "谷歌"],
    negations: &["不是"],
};
