//! How Chinese speakers speak of guests.

use crate::when::want::senses::Sense::{self, GuestList, Join, OtherQuestion, Reason, SamePeople, Uninvite, Who};

pub(super) const GUESTS: &[(Sense, &str)] = &[
    (Uninvite, "不用请|不用叫|不要请|不要叫|不必请|不必叫|别请|不用邀请|不要邀请|不必邀请|别邀请|不再请|不请"),
    (Join, "加|加入|加上|加进|加他|加她|叫上|喊上|请上|拉上|拉进|把他加|把她加|添加|带上"),
    (SamePeople, "那几个人|那些人|同样的人|一样的人|那班人|原班人马|同一批人|那几位|同一班人"),
    (GuestList, "宾客名单|客人名单|名单|宾客|客人|邀请名单|嘉宾名单|参加者|与会者"),
    (Who, "谁|有谁|还有谁|哪些人|几个人|多少人"),
    (OtherQuestion, "谁|有谁|还有谁|哪些人|几个人|多少人"),
    (Reason, "谁|有谁|还有谁|哪些人|几个人|多少人"),
];
