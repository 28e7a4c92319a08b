//! What Chinese speakers ask politely in a long message, and what they tell in stories.

use crate::when::want::senses::Sense::{
    self, Advert, Doing, EventNoun, Fact, Feeling, Filler, Move, Polite, Put, Report, Scam, Swap, Task, Told, Urging,
};

pub(super) const STORIES: &[(Sense, &str)] = &[
    (Filler, "到底|究竟|其实|突然|算了算了|没办法|没办法啦|一直"),
    (
        Polite,
        "请|请你|麻烦|麻烦你|麻烦你帮我|帮我记|帮我加|帮我安排|帮我记住|帮我记下|麻烦帮我|帮忙|帮我|帮我把|替我|给我|拜托|拜托你|能帮我|可以帮|可以帮我|你能|你可以|能不能|可不可以|你帮我|你一定要|一定要|记得要|我要你",
    ),
    (Urging, "吧|咯|吧!|算了吧|好了|好吗|可以吗|好不好|行吗"),
    (Swap, "改一改|改一下|改改|更新一下|更新"),
    (Move, "改一改|改一下|改改"),
    (Put, "帮我记住|帮我记下|放全天|放整天|放上去|放下去"),
    (EventNoun, "拍摄|拍照|全家福拍摄|法会|忌日|家教"),
    (Doing, "上班|上夜班|下班|放工|收工|做工|开工|骂|骂人|发脾气|迟到|睡觉|加班|值班|吵架|哭|投诉|打来"),
    (Fact, "每次都|每一次都|次次|整天|每次"),
    (Told, "打来讲|讲说|跟我讲|骂我"),
    (Feeling, "神经病|真的浪费|浪费我|真给他气死|气到|笑到|哭了|没有用|讲了三次|照样|傻眼|莫名其妙|可怜|心酸"),
    (Report, "网讯|日讯|本报讯|讯)|报道|报导|据报|业者|警方|发言人|当局|致歉|消防局|搭客"),
    (Scam, "骗子|诈骗|骗局|老千|骗钱|骗案|诈骗电话"),
    (Advert, "有效期|凭此|出示|兑换|换购|现金券|礼券|消费满|送完即止|适用|先到先得|退订|积分|首500名|顾客"),
    (Task, "兑换"),
];
