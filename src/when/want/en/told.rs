//! What English speakers tell, ask of others, forward and advertise: the words of what is no wish.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::want::senses::Sense::{self, *};

pub(super) const TOLD: &[(Sense, &str)] = &[
    (Yours, "your|ur|the bot's|this bot's"),
    (
        Did,
        "saved me|saved my|saved us|kiasu|so kiasu|too early|too late|way too early|so early|so loud|too loud|so noisy|so annoying|annoying|just in time|woke up|woke me|spot on|very helpful|so helpful|so useful|damn useful|really helps|really helped|helped me|non stop|so persistent|naggy|like my mother",
    ),
    (
        Identifier,
        "policy number|policy no|ic number|ic no|order number|order no|account number|account no|acc number|acc no|tracking number|tracking no|invoice number|invoice no|booking number|booking no|reference number|reference no|ref no|phone number|my number|my number is|my phone number|contact number|passport number|passport no|member number|plate number|serial number|bill number|receipt number",
    ),
    (Fee, "premium|rent|rental|monthly fee|subscription fee|instalment|installment"),
    (
        Relative,
        "husband|husband's|hubby|wife|wife's|dad|dad's|mum|mum's|mom|mom's|father|father's|mother|mother's|son|son's|daughter|daughter's|brother|brother's|sister|sister's|aunt|uncle|grandma|grandpa",
    ),
    (
        Idle,
        "rain|raining|rains|sleep|slept|asleep|woke|can only make|can only make it|only can make|won't be able|wont be able|not able to",
    ),
    (
        Opinion,
        "believe|can u believe|can you believe|finally|sian|sure rain|like this|i think|i thought|i feel|i hope|hopefully|i wish|i hate|i love|i like|imagine|maybe|perhaps|probably|supposedly|would be nice|should be illegal|in my opinion|imo|i guess|i doubt|dreamt|i believe|i'd rather|not sure|unsure|someday|heard|i heard|they say|apparently|i wonder|wonder|wondering|could be|thinking about|considering|miss the|can't stand|better than|tell me a joke|joke|so tired|sick of|kidding|what if|would love|was thinking|if only|if i|if you|if we|if it|i prefer|might be|is the best|are the best|is the worst|too early for|so boring|so annoying|should be banned|remember when|still remember|wish i|i might|might go|tell me a story|not sure if|guess who|guess what|rebecca|we should|you should|i should|really meet up|one of these days|one of these fridays",
    ),
    (
        Fact,
        "always|never|every time|everytime|often|keeps|tends to|goes up|go up|so packed|super packed|opens|opening hours|closes|open from|open daily|open until|used to|was born|born|died|population|scored|bill came|raining|temperature|degrees|tweeted|trains run|kilometres|exchange rate|percent|invented|founded|it rained|lost to|born on|cost me|costs rm|i usually|i always|we usually|we always|they always|breaking|breaking:|effective|petrol|ron95|ron97|disruption|years old|quote of the day|usually|tac|otp|overdue|part time|part-time|news:|will arrive in|your driver|is arriving|has arrived|out for delivery|years ago|debited|credited|acct ending|card ending|acct|if this was not you|if not you|available balance|transaction of|payment of|successfully transferred|fund transfer|duitnow|fpx|spent at|approved at|cancel culture|minister|will be delivered|your parcel|weather alert|thunderstorm|sun rises|sun sets|these days|is ready for|arrives in|is arriving in|neighbour",
    ),
    (
        Advert,
        "promo|promotion|discount|% off|off storewide|voucher|vouchers|shop now|buy now|order now|free gift|limited time|flash sale|ends tonight|clearance|free shipping|free delivery|cashback|special offer|use code|promo code|best price|while stocks last|t&c|t&cs apply|terms and conditions|click here|unsubscribe|mega sale|bogo|huge savings|save up to|lowest price|don't miss|grab yours|loan approved|you have won|claim your|lucky draw|warehouse sale|sign up now|whatsapp us|walk in|new arrivals|only at|0%|crypto|earn up to|jackpot|big sale|grand sale|year end sale|members sale|closing sale|sale ends|on sale|grab|% discount|all outlets|outlets|terms apply|selected items|earn|from home|side income|tac|otp|one-time password|one time password|verification code|security code|do not share|don't share|never share|for login|log in code|login code|unauthorised transaction|sale|sales|rebate|deals|early bird|book now|register now|limited slots|limited seats|limited seat|call us|dm us|pm us|link in bio|tap here|tap link|tap the link|download our app|only rm|as low as|giveaway|members only|pre-order|preorder|new launch|clearance sale|stand a chance|grand opening promo|free trial|cash voucher|% rebate|hurry|selling fast|shop|bundle deal|free seats|selling|join our free|50% off|first 50|first 100",
    ),
    (
        Past,
        "yesterday|last night|last week|last month|last year|ago|earlier today|this morning|was|were|did|had|went|came|ended|the other day|back then|just now|saw|watched|ate|met|finished|missed|forgot|happened|been|played|used to|bought|cooked|visited|hung out|stayed|last friday|last monday|last sunday|last weekend|last tuesday|arrived|called me|called|replied|took|got back|woke|slept|lost|won|paid|yesterday's|have been waiting|been waiting|i've been|since this|cancelled on me|forgot to|left early|came back|was cancelled|got cancelled|was moved|got home|reached home|when i was|back in the day|back when|in my school days|growing up|as a kid|done with|just had|just finished|just ate|just got",
    ),
    (
        BookingLabel,
        "date:|time:|when:|venue:|location:|where:|date/time:|date & time:|date and time:|check-in:|departure:|departs:|depart:|arrival:|meeting id:|booking ref:|booking reference|booking no|booking id|confirmation|confirmed|you're registered|you are registered|invited|you are invited|you're invited|cordially|appointment confirmed|reminder of your appointment|your appointment|your booking|your flight|pnr|rsvp|passcode:|dear parents|dear parent|dear all|day:|place:|join zoom|zoom meeting|topic:|ticket|e-ticket|appointment date|save the date|is confirmed|has been confirmed|scheduled for|has been scheduled|will be held|takes place|dear residents|dear customer|dear customers|dear sir|dear team|dear members|dear valued|dear students|hi all|hi everyone|hello everyone|dear colleagues",
    ),
    (
        Farewell,
        "see you|see u|c u|cu|catch you|talk to you|talk later|bye|goodbye|good luck|all the best|have a nice|have a good|enjoy|take care|see ya|cya|congrats|happy birthday|happy new year|see you at|see you there|talk tomorrow|chat tomorrow|ttyl|good night|goodnight|gnite|nite|speak tomorrow|sweet dreams|happy anniversary|good morning everyone",
    ),
    (Price, "rm|% off|only rm|usd|myr|was rm|from rm|off"),
    (If, "if|unless|in case|if only|if i|if you|if we|if it"),
    (Told, "said|says|told me|told us|told them|announced|announces|confirmed that|texted me|asked me if"),
    (
        Third,
        "he|she|they|he's|she's|they're|he'll|she'll|they'll|he said|she said|they said|nobody|no one|someone|somebody|everyone|everybody",
    ),
    (
        Feeling,
        "so nervous|so stressed|nervous|damn|poor thing|have a blessed|have a good|have a great|have a nice|have a lovely|so hot|too hot|very hot|super hot|so cold|so jam|traffic jam|traffic so|also cannot|also can die|cannot go out|damn hot|raining so|so tiring|so good|so fun|so rude|so nice|so bad|such a|wtf|omg|can't wait|cant wait|cannot wait|can you believe|unbelievable|sucks|so long|so slow|blues|how annoying|no fun|what a day|still jam|so happy|so sad|so excited|sigh|haiz|haih|waste of time|no one is here|nobody here|good luck|so full|insane|is real|so tired|so sleepy|so hungry|ridiculous",
    ),
    (
        Thanked,
        "thanks for|thank you for|thx for|ty for|tq for|thanks for the|thanks for reminding me|cheers for|appreciate the|luckily you reminded|luckily you remind|glad you reminded|good thing you reminded|lucky you reminded|luckily got you remind",
    ),
    (
        Reason,
        "why|why is|why are|why was|why did|how come|how do i|how can i|how to|how do we|what happens|who's|who|whose",
    ),
    (
        World,
        "post office|is the bank|bank open|shop open|mall open|open on|open today|open tomorrow|weather|forecast|what time is it|time now|public holiday|leap year|in london|in new york|maghrib|subuh|berbuka|buka puasa|iftar|imsak",
    ),
    (
        You,
        "you|u|you guys|are you|do you|did you|have you|will you be|are u|you all|your|anyone|anybody|can anyone|would you guys",
    ),
    (
        Held,
        "will be held|is scheduled for|has been scheduled for|will take place|takes place|is being held|to be held|will be conducted|is happening on|will be on|will be at|will begin|will start|falls on|is on the|shall be held|has been fixed|is fixed on|will be carried out|is scheduled on|will be done|will be closed",
    ),
    (
        Others,
        "he|she|they|he's|she's|they're|people|everyone|everybody|someone|the bus|the train|the mall|the shop|the bank|the lrt|the mrt|the store|mall|shop|bank|lrt|mrt|ktm|you|he'll|she'll|they'll|bus|trains|shops|the office|the clinic|the game|the match|the movie|the show",
    ),
];
