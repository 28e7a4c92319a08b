//! What English speakers ask politely in a long message, and what they tell in stories.

use crate::when::want::senses::Sense::{
    self, Advert, Doing, Erases, EventNoun, Fact, Feeling, Filler, Okay, Outsider, Past, Polite, Remind, Remove,
    Report, Scam, Takes, Task, Told,
};

pub(super) const STORIES: &[(Sense, &str)] = &[
    (
        Polite,
        "please|pls|plz|plss|kindly|can you|could you|can u|could u|would you|will you|would you mind|can i ask you to|help me|help me to|can help|pls help|please help me|do me a favour and|i want you to|i need you to|i'd like you to",
    ),
    (Remind, "nag me|bug me|chase me|prompt me"),
    (Remove, "off my calendar|off the calendar|out of my calendar|off my schedule"),
    (
        Filler,
        "basically|this time|this time round|finally got|finally get|finally dapat|literally|honestly|whatever|kindly|somehow",
    ),
    (Okay, "ok noted|okay noted|noted tq|ok noted tq|noted thanks|noted with thanks|noted ya|noted lah"),
    (EventNoun, "retreat|offsite|outing|signing|grooming"),
    (
        Outsider,
        "client|client's|clients|customer|customer's|supplier|vendor|contractor|plumber|electrician|mechanic|groomer|tailor|agent|lawyer|tutor|instructor|coach|interviewer|pharmacist|hotel|airline|groom's family|bride's family|the school|the bank|the court|the clinic|the hospital|kids|everyone",
    ),
    (Erases, "delete|erase|del"),
    (Takes, "take|get|pull"),
    (
        Doing,
        "loves to|likes to|works|worked|working|sleeps|slept|starts work|finishes work|clocks in|scolds|scolded|shouted|complains|complained|laughed|argued|argues|snores|sits|sat|walked|waits|waited",
    ),
    (Fact, "each time|every single time|all the time|keeps on|keep on|keeps saying"),
    (Told, "keeps asking|texts|texted|whatsapped|announced that|promised"),
    (Past, "moved it back|ended up|got postponed|got moved|kept|forgotten"),
    (
        Feeling,
        "i laughed|just laughed|can you imagine|cannot tahan|cannot take it|so fed up|fed up|speechless|what kind of|this job|siao|crazy right|my goodness|heartbroken",
    ),
    (
        Report,
        "reuters|reports that|the star reports|bernama|malaysiakini|breaking news|police said|according to police|a spokesman|spokesperson|authorities said|the ministry said",
    ),
    (Scam, "scam|scams|scammer|scammers|scam call|scam calls|macau scam|fake call|phishing"),
    (
        Advert,
        "promos|valid until|valid till|valid with|not valid|valid at|redeem|redeemable|redemption|limited to|rewards|loyalty|loyalty points|show this message|present this message|participating outlets|reply stop|opt out|first come first served|expires on|expire on|expiring|customers|your voucher",
    ),
    (Task, "redeem"),
];
