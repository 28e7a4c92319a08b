//! What English speakers sell, tell of others' parties, wish in vain, and ask of each other.

use crate::when::want::senses::Sense::{
    self, Advert, Belated, CanYou, Celebrates, Clutter, Commits, Contact, Crowd, Degree, Fact, Feeling, Filler, Folk,
    Knows, Must, Opinion, Orders, Past, Put, Remove, Stays, Third, Unreal,
};

pub(super) const TALES: &[(Sense, &str)] = &[
    (
        Contact,
        "whatsapp|wasap|wassap|pm me|pm us|dm me|dm us|contact us|contact me|call us|call now|call or whatsapp|wa.me|hotline|enquiries|inquiries|for details|for more info|for enquiries|click the link|link below|visit us|www|http|https|walk-ins welcome|walk in only",
    ),
    (
        Advert,
        "wts|wtb|wtt|wtl|for sale|for rent|to let|to be let|for rental|selling|preloved|pre-loved|second hand|secondhand|cod|self collect|self-collect|no downpayment|downpayment|down payment|showroom|all you can eat|free gift|free gifts|free delivery|free consultation|come come|lelong|fully furnished|room for rent|limited time only|opening special|grand opening|gift card|gift voucher|coupon|coupons|enrol now|enroll now|enrol today|new intake|join now|sign up today|order today|your next ride|minimum spend|min spend|spend a minimum|off your next|hiring|vacancy|vacancies|walk-in interview|first class free|first lesson free|free trial class|free first lesson|was rm|livestream sale|cod available|no deposit|zero deposit|early bird price|registration opens|registration fee|part timer|part timers",
    ),
    (
        Celebrates,
        "marry|marries|marrying|getting married|get married|gets married|is married|weds|wed|wedding|tie the knot|tying the knot|ties the knot|getting engaged|gets engaged|get engaged|engaged|throwing|throws|hosting|hosts|renewing|renews|having a party|having a baby|having a baby shower|having her|having his|having their|having a wedding|having a kenduri|opening a|opening his|opening her|opening their|celebrating|celebrates|turning|turns|proposing|proposes|eloping|elopes|getting hitched|gets hitched|got hitched|hitched",
    ),
    (
        Folk,
        "aunty|auntie|aunties|aunty's|uncles|couple|the couple|girl|guy|lady|kid|boy|president|president's|sultan|agong|prince|princess|king|queen|actress|actor|singer|celebrity|influencer|bride|groom|mil|fil|grandfather|grandmother|grandson|granddaughter|tenants|residents|babe|baby|darling|hubs|sayang|madam|sir|officer|driver|pastor|ustaz|cikgu|makcik|pakcik|abang|kakak|kak|bang|pak|mak",
    ),
    (
        Crowd,
        "everyone|everybody|nobody|no one|nobody else|the whole block|whole block|the whole street|whole street|the whole office|whole office|the whole dept|whole dept|the whole taman|whole taman|the whole family|the whole village|the whole town|whole town|the whole world|the whole country|the whole condo|whole condo|the whole floor|except me|except us|all over facebook|all over instagram|my phone hasn't stopped|closed the road|closed the roads|half of the roads|the whole kampung|whole kampung|the whole neighbourhood|the whole building|the entire office|the entire family|half the office|half the taman|not our class|not our dept|not our department|not for us|not my dept|not my department|not our block|not my class",
    ),
    (
        Belated,
        "then only|only then|only came|only come|only start|only started|only reach|only reached|only arrive|only arrived|only appear|only called|only call|still standing|still sitting|still waiting|still there|still no|still a|still stuck|still in|still not|until now|till now|nowhere to be seen|no sign of|supposedly|instead of|gave our|gave my|gave away|called number|walks in|walked in|shows up|showed up|strolls in|strolled in|rolls in|finally came|finally come|finally appeared|finally called|already gone|already finished|already dismiss|already left|prof come|didn't turn up|didn't come|didn't show up|didnt turn up|never came|never showed up|never turned up|no show|ended up|strolled on|was meant to start|was supposed to start|was meant to|meant to start",
    ),
    (
        Unreal,
        "in another life|in a perfect world|in an ideal world|in my dreams|dream job|dream life|dream day|dream schedule|would have|would've|wouldve|could've|couldve|should've|shouldve|wouldn't have|couldn't have|shouldn't have|i'd have|he'd have|she'd have|they'd have|we'd have|you'd have|i'd be|could have been|should have been|could have given|should have gone|could have gone|had anyone|had i known|if i were|if i was|if i had|if only|imagine if|imagine a|imagine being|a world where|wish i could|i wish i|i wish it|i wish we|i wish the|i wish my|i wish every|i wish mondays|wish it was|wish it were|wish we could|time machine|if i ruled|if i won|if i win|when i win|when i'm rich|when i am rich|would be lovely|would be perfect|would be heaven|would be a dream|would be amazing|how nice if|living the dream|had 48 hours|had 30 hours|if got time machine|what if|i'd give anything|i'd kill for|i'd pay|i'd rather|if i could|he would|she would|they would|we would|father would|mother would|grandpa would|grandma would|grandfather would|grandmother would|dad would|mum would|mom would|and would|who would|everyone would|nobody would",
    ),
    (
        Must,
        "must|have to|i have to|we have to|need to|i need to|we need to|gotta|i gotta|got to|i'll|we'll|i will|will",
    ),
    (Knows, "know|knows|remember|remembers|recall|keep|think"),
    (
        Clutter,
        "screenshot|screenshots|photo|picture|pictures|pic|pics|selfie|selfies|video|videos|message|messages|msg|msgs|chat|chats|chat history|browser history|history|cache|cookies|app|apps|email|emails|inbox|spam|contact|contacts|number|numbers|post|posts|story|comment|comments|link|links|whatsapp|instagram|facebook|tiktok|tinder|twitter|milk|food|leftovers|dishes|plates|toys|shoe|shirt|shirts|boxes|box|christmas tree|decorations|poster|hair|weeds|ads|ad|music|playlist|songs|games|game app|wifi|bluetooth|make up|makeup|shoes|socks|bag|bags|luggage|chair|chairs|table|bed|bottle|bottles|newspapers|magazines|stain|stains|dust|junk|tweet|tweets|reel|reels|thread|icons|desktop|tabs|plants|trash|carton|wrapper|wrappers",
    ),
    (
        Past,
        "got up|stood|ran|drove|flew|fell|broke|thought|knew|began|brought|caught|taught|heard|hid|rode|sang|spoke|stole|swam|threw|wrote|wore|shut off|burst|burned|burnt|fought|forgave|froze|grew|misheard|overslept|sank|shook|shrank|slid|spilt|spoilt|stung|swore|tore|understood|wept",
    ),
    (
        Feeling,
        "goosebumps|the cheek|so juicy|pure drama|talent|living like this|what a life|not our class|not our dept|not our department|not for us|not my dept|not my department|not our block|not my class",
    ),
    (
        Fact,
        "president|prime minister|parliament|the sultan|the agong|budget speech|teething problems|episode|the new season|next season|season finale|airs on|prime minister's|president's|minister's|the oscars|extra trains|opr",
    ),
    (
        Opinion,
        "in the drama|in the movie|in the film|in the novel|in the book|that song|the song|the lyrics|tip of the day|tip:|tips:|pro tip|life hack|advice|advice from|advice for|free advice|note to all|psa|lesson of the day|moral of the story|word of advice|who decided|should be a|should be illegal|must be a crime|should be banned|should not exist|shouldn't exist|should be against the law|in chapter|chapter",
    ),
    (
        Orders,
        "asked me|asks me|ask me to|asked me to|asks me to|wants me|wants me to|told me to|tells me to|telling me to|needs me|needs me to|begged me to|ordered me to|says to|says come|said to come|says to come|said come|want me to|wants to see me|want to see me|wants to meet me|called me in|calling me in|booked me for|put me down for|roped me into|signed me up for|invited me to|invited me for|invited us to|invited us for",
    ),
    (
        Stays,
        "wait|wait for|waiting|stay|stay home|stay at home|be home|be at home|be there|be in|be around|work from home|wfh|see me|meet me|come back|come in|come|do",
    ),
    (
        Put,
        "add it|add that|add this|add them|note it|note that|save it|save that|put it in|put that in|key it in|slot it in|slot that in|pop it in|jot it down|write it down|log it",
    ),
    (
        Remove,
        "take it off|take that off|take this off|take them off|take it out|take that out|take this out|take it down|cross it off|cross it out|strike it off|strike it out|knock it off",
    ),
    (CanYou, "can?"),
    (Filler, "forgot to tell you|i forgot to tell you|forgot to mention|almost forgot|before i forget|nearly forgot"),
    (
        Commits,
        "promised|agreed|agreed to|agreed on|said yes|volunteered|signed up|decided|decided on|committed|offered to|told them yes",
    ),
    (
        Third,
        "wish him luck|wish her luck|wish them luck|happy for him|happy for her|happy for them|good for him|good for her|good for them|lucky him|lucky her|lucky them|serves him right|serves her right|proud of him|proud of her|proud of them|poor him|poor her|poor guy|poor girl|poor kid",
    ),
    (Degree, "so|how|too|very|damn|super|totally|what a|such a|quite|bloody|freaking|absolutely"),
];
