//! How Chinese speakers speak of guests.

use crate::when::want::senses::Sense::{
    self, AfterLunch, AfterWork, Answered, GuestList, Join, LastTime, NextPage, OtherQuestion, PreviousPage, Reason,
    SamePeople, Uninvite, When, Who,
};

pub(super) const GUESTS: &[(Sense, &str)] = &[
    (Uninvite, "不用请|不用叫|不要请|不要叫|不必请|不必叫|别请|不用邀请|不要邀请|不必邀请|别邀请|不再请|不请"),
    (Join, "加|加入|加上|加进|加他|加她|叫上|喊上|请上|拉上|拉进|把他加|把她加|添加|带上|加到|加进去"),
    (SamePeople, "那几个人|那些人|同样的人|一样的人|那班人|原班人马|同一批人|那几位|同一班人"),
    (GuestList, "宾客名单|客人名单|名单|宾客|客人|邀请名单|嘉宾名单|参加者|与会者"),
    (Who, "谁|有谁|还有谁|哪些人|几个人|多少人"),
    (OtherQuestion, "谁|有谁|还有谁|哪些人|几个人|多少人"),
    (Reason, "谁|有谁|还有谁|哪些人|几个人|多少人"),
    (
        When,
        "几月|哪个月|几月几号|哪一年|上午还是下午|早上还是下午|早上还是晚上|几次|多少次|去了几次|去过几次|多久没|多久以前|隔了多久",
    ),
    (LastTime, "几次|多少次|去了几次|去过几次|多久没|多久以前|隔了多久"),
    (NextPage, "下一页|下页|还有吗|更多|看更多|还有呢|继续|往下|再多几个|显示更多|后面的"),
    (PreviousPage, "上一页|前一页|上页|往上"),
    (AfterLunch, "午饭后|午餐后|吃完午饭|午饭以后"),
    (AfterWork, "下班后|下班以后|放工后|下班之后"),
    (Answered, "回复|答复|回应|确认|还没回复|没回复"),
];
