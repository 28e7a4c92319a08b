//! What English speakers tell of others, of shops and of how things stand.

use crate::when::want::senses::Sense::{
    self, Absence, Acquaintance, Deed, Feeling, Hours, Outlet, Says, Since, TooMuch, Visits,
};

pub(super) const NEWS: &[(Sense, &str)] = &[
    (
        Acquaintance,
        "roommate|roommate's|roommates|housemate|housemate's|housemates|flatmate|flatmate's|boss|boss's|bosses|colleague|colleague's|colleagues|coworker|coworker's|co-worker|neighbour|neighbour's|neighbours|neighbor|neighbor's|neighbors|friend|friend's|landlord|landlord's|landlady|manager|manager's|supervisor|supervisor's|cousin|cousin's|cousins|nephew|nephew's|niece|niece's|team lead|team lead's|ceo|ceo's|classmate|classmate's|teacher|teacher's|my ex|ex-colleague|ex boss|intern|intern's|receptionist|the guard|tenant|tenant's|bff|bestie|bestie's|housekeeper|maid|maid's|sis in law|sister in law|brother in law|bro in law|mother in law|father in law|sister-in-law|brother-in-law|mother-in-law|father-in-law|sis in law's|brother in law's|sister in law's|ex|the ex",
    ),
    (
        Absence,
        "on leave|on mc|on el|mc|el|sick leave|medical leave|annual leave|maternity leave|maternity|paternity leave|emergency leave|off sick|out sick|called in sick|wfh|on holiday|on vacation|away|not in|not around|out of office|outstation",
    ),
    (
        Deed,
        "getting married|got married|gets married|married|marrying|wedding is|engaged|getting engaged|resigning|resigned|resigns|promoted|retiring|retires|retired|giving birth|gave birth|delivered|pregnant|starting a new job|moving out|moves out|moving house|works|work|turns|graduates|graduating|sits for|taking her exam|taking his exam|has|have|got|gets|is|are|bought|sold|barks|parties|sleeps|snores|sings",
    ),
    (Visits, "visiting|coming|arriving|landing|staying|coming over|dropping by|comes over|joining|meeting"),
    (Since, "since|ever since"),
    (Says, "says|say|tells me|told|mentioned|reckons|claims"),
    (
        Outlet,
        "shop|shops|stall|stalls|store|stores|mall|malls|kopitiam|mamak|restaurant|restaurants|cafe|bakery|pharmacy|supermarket|hypermarket|grocer|grocery|market|pasar malam|post office|bank|banks|clinic|gym|library|museum|food court|foodcourt|petrol station|car wash|laundry|road|roads|street|highway|bridge|lane|toll|pool|swimming pool|branch|outlet|counter|jpj|jpn|lotus's|lotus|aeon|jusco|econsave|mydin|giant|village grocer|jaya grocer|ikea|mr diy|popular|watsons|guardian|mcd|kfc|starbucks|zus|school|the school",
    ),
    (
        Hours,
        "open|opens|opened|close|closes|closed|closing|opening|only open|opening hours|still open|open until|open till",
    ),
    (
        Feeling,
        "some peace|so scared|so boring|so proud|so jealous|so lucky|so funny|so sweet|so cute|so expensive|so noisy|so annoying|so crowded|so proud of|so happy for|happy for her|happy for him|happy for them|hooray|no spoilers|wish him luck|wish her luck|wish them luck|wish me luck|goodluck|no wonder|grow so fast|grow up so fast|panicking|lucky him|lucky her|lucky them|jealous|serves him right|serves her right|what a joke|such a pain|second time this week|third time this week|second time|third time|fourth time|2nd time|3rd time|third day already|second day already|except me|sold out|down again|delayed again|late again|broke down|broken down|got delayed|be careful guys|memang|gila betul|wish i could go|wish i could|respect la|typical|good for him|good for her|good for them|not mine|tempting|madness|ugh|so last minute",
    ),
    (TooMuch, "not enough|isn't enough|is not enough|too long|too short|is too long|is too short"),
];
