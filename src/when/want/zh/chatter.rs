//! What Chinese speakers say in passing and pass on: parties of others, moods, chain letters.

use crate::when::want::senses::Sense::{self, Chain, Errand, Feeling, Filler, Hours, Late, Opinion, WhatTime, Whole};

pub(super) const CHATTER: &[(Sense, &str)] = &[
    (
        Feeling,
        "没请我|没请我们|没有请我|没有请我们|又没请|没邀请我|没邀请我们|没有邀请|没叫我们|没叫我|没有叫我|也没请|不请我|从我的人生|从人生|从我人生|从生命|到要死|得要死|到死|得要命|到爆|到哭|到想哭|到想死|得不行|到不行|不想上班|不想做工|不想上学|不想起床|没心情|没有心情|好烦|烦死",
    ),
    (Opinion, "听说|听讲|据说|真想|好想"),
    (Errand, "人生|生活|生命|从我的人生|从人生|从我人生|从生命"),
    (
        Chain,
        "请转发|请分享|请广传|广传|请大家转发|收到请转发|请转告|互相转告|分享给大家|分享出去|传给十个|发给十个|转给十个|转给身边|转发给|扩散|请扩散|速转|务必转发|群发|不转的话",
    ),
    (Filler, "哎哟|唉哟|唉呀|天啊|我的天|拜托啦"),
    (Late, "老是迟到|总是迟到|每次迟到|常迟到"),
    (Hours, "几点关门|几点开门|几点打烊|几点营业|几点收档|几点开档|有开吗|有没有开|有开没|开门吗|关门吗"),
    (WhatTime, "几点关门|几点开门|几点打烊|几点营业|几点收档|几点开档"),
    (Whole, "通通|全都|一并"),
];
