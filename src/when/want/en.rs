//! What English speakers want, in their words.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

mod accounts;
mod asked;
mod chatter;
mod frames;
mod free_words;
mod guests;
mod news;
pub(super) mod small;
mod spelling;
mod stories;
mod tales;
mod told;

use super::senses::{
    Sense::{self, *},
    Words,
};
use spelling::{MONTHS, NUMERALS, OFTEN_MISTYPED};

pub(super) static WORDS: Words = Words {
    senses: &[
        WISHES,
        free_words::FREE_WORDS,
        told::TOLD,
        news::NEWS,
        guests::GUESTS,
        accounts::ACCOUNTS,
        small::SMALL,
        stories::STORIES,
        chatter::CHATTER,
        tales::TALES,
        asked::ASKED,
        frames::FRAMES,
    ],
    numerals: NUMERALS,
    months: MONTHS,
    weekdays: WEEKDAYS,
    digests: DIGESTS,
    often_mistyped: OFTEN_MISTYPED,
};

const WISHES: &[(Sense, &str)] = &[
    (
        Filler,
        "from now on|from today on|please|pls|plz|plss|kindly|hey|hi|hello|oh|ok|okay|okie|k|well|so|then|just|janji|bot|bro|sis|dear|lah|la|leh|lor|ah|eh|er|um|uh|haha|hahaha|lol|wah|wow|yo|also|actually|really|quickly|thanks|thank you|ty|thx|tq|tqvm|can ah|ar|ya|yeah|for me|thank u|cheers|alright|right|btw|anyway|sorry|ugh|aiyo|alamak|hmm|meh|one|liao|already|now|needed|necessary|a bit|a little|a bit more|anymore|any more",
    ),
    (
        CanYou,
        "may i know|may i ask|can i know|can you|could you|can u|could u|would you|will you|can i ask you to|would you mind|i want you to|i need you to|i'd like you to|help me|help me to|can help|can help me|pls help|please help me|let's|lets|i want to|i'd like to|id like to|i would like to|i need to|mind|do me a favour and|can|could|you can|can we|could we|shall we|i want|i need|must|have to|gotta|got to|need to|wanna|gonna|can we do",
    ),
    (
        Me,
        "i|me|my|mine|we|us|our|i'm|im|i've|ive|i'll|we're|am i|do i|can i|could i|have i|did i|will i|would i|should i|do i have|have i got|is my|are my|can we|do we|are we|do i have time|i have|don't i|aren't i|am i ok|am i okay",
    ),
    (Determiner, "the|my|our|a|an|that|this|those|these|his|her|their|your|some"),
    (
        It,
        "it|that|this|this one|that one|that event|this event|the event|that thing|them|those|these|this thing|that reminder|this reminder",
    ),
    (All, "all|everything|every event|all events|all of them|all of it|everything on|all my events|all my meetings"),
    (
        Link,
        "for|on|of|at|in|with|about|to|is|are|be|will be|it's|its|and|then|from my calendar|from the calendar|in my calendar|on my calendar|from the list|from my list|off my calendar|off the calendar|'s|got|gets|get|has|have been|has been|was|by|during|starting|happening|there|going to be|but|because|due to|from|punya|need to|needs to|must|should",
    ),
    (
        To,
        "to|until|till|into|onto|->|→|=>|is now|are now|now|to be|to start at|as|instead to|to say|is at|becomes|will be|is now at|is now on|should be at|should be on|should be|should start at",
    ),
    (From, "from"),
    (By, "by"),
    (And, "and|&|,|;|plus|as well as"),
    (Or, "or"),
    (Through, "to|through|thru|-|until|~"),
    (
        Not,
        "not|no|don't|dont|do not|never|isn't|won't|can't|cannot|cant|didn't|doesn't|instead of|rather than|and not|dun|dowan|nt",
    ),
    (Unit, "minute|minutes|min|mins|m|hour|hours|hr|hrs|h|day|days|d|week|weeks|wk|wks|w|month|months|night|nights"),
    (Count, "a|an|half|quarter|couple|couple of|few|half a|half an|the|one|another|single|full"),
    (Amount, "half day"),
    (RowLead, "no|no.|number|nos|#|num|numbers|row|rows|item|items|event no|event number|entry|line"),
    (
        RowNoun,
        "item|items|event|events|one|ones|row|entry|from the list|on the list|in the list|in that list|from list",
    ),
    (
        Cancel,
        "cancel|cancels|call off|calling off|scratch|nix|cancel off|unschedule|cxl|can cancel|cancel please|cncl|canc|cxl pls|cancl",
    ),
    (
        Remove,
        "remove|delete|drop|scrap|take off|take out|get rid of|erase|clear|bin|kill|ditch|skip|stop|end|take away|wipe|del|clear out",
    ),
    (
        CalledOff,
        "called off|is off|not happening|isn't happening|cancelled|canceled|no longer happening|not going|not going anymore|not on anymore|pulled out|fell through|bailed|can't make|cant make|not doing|got cancelled|is cancelled|was cancelled|won't happen|not going to happen|no longer needed|no longer need|don't need|dont need|backed out|stood me up",
    ),
    (
        OnlyThis,
        "only|just this|just this one|just that|only this|only that|just this once|this time only|only this time|this once|this one only|just the one|that one only|just that one|this week only|just this week",
    ),
    (
        Onwards,
        "onwards|onward|from now on|and after|and all after|and the rest|and later ones|and all following|and following|following|and onwards|and the following|and future|and everything after|all future|future ones|from then on|and all future|going forward|and beyond",
    ),
    (
        Whole,
        "all|every|entire|whole|whole series|the series|series|entire series|every single|every occurrence|all occurrences|all of them|permanently|for good|completely|forever|altogether",
    ),
    (
        Move,
        "move|moved|reschedule|rescheduled|resched|re-schedule|shift|shifted|push|pushed|retimed|rebook|rebooked|bump|bumped|slide|transfer|moving|rearrange|moved|shifting|got moved|resch|reshedule|resced",
    ),
    (
        Swap,
        "change|changed|swap|switch|put|make|set|update|updated|set to|edit|adjust|fix|swapped|switched|changed over|change the time|change time|change date|change the date|correct|is now|are now|is now at|is now on|start|should be at|should be on|should be|should start at|change my|set my",
    ),
    (
        Postpone,
        "postpone|postponed|delay|delayed|push back|pushed back|push|defer|deferred|put off|move back|postponing|start later|push it back|put it off|pushed|hold off",
    ),
    (
        Advance,
        "bring fwd|brg fwd|fwd|bring forward|brought forward|advance|move up|pull forward|bring it forward|bring up|move forward|start earlier|move it up|push forward|pull up|bring",
    ),
    (Later, "later|late|back|later please"),
    (Earlier, "earlier|early|sooner|forward|up"),
    (
        SameTime,
        "same time|at the same time|keep the time|keep time|same hour|time stays|time stays the same|same slot|time unchanged|same place|same venue|same day and time|same day same time|same day & time|same time same day|same day n time",
    ),
    (TimeNoun, "the time|time|start time|the date|date|timing|start|the start|slot"),
    (
        Instead,
        "instead|rather|better|make it|make that|let's do|lets do|let's say|do|how about|actually|what about|no|i meant|i mean|meant|should be|supposed to be|still|can we do|try|go with|is better|works better|would be better",
    ),
    (
        Rename,
        "rename|retitle|relabel|rename it|call it|call that|call this|name it|should be called|is called|is actually called|title it|call|rename to|should say|should read",
    ),
    (TitleNoun, "title|name|the title|the name|subject|event name|summary|label|heading"),
    (PlaceNoun, "venue|location|place|the venue|the location|the place|where|address|meeting place|spot|room"),
    (At, "at|@|in|is at"),
    (Extend, "extend|lengthen|prolong|stretch|extended"),
    (Shorten, "shorten|shorter|cut down|cut short|shortened|less"),
    (
        MakeIt,
        "make it|make that|make this|make|set it|change it|keep it|it's|its|it is|it'll be|it will be|will be|takes|it takes|lasts|it lasts|will take|needs|should be|it should be",
    ),
    (LengthNoun, "long|length|duration|in length|last"),
    (
        Ends,
        "ends|end|finish|finishes|until|till|to end|end at|over by|done by|ends at|wraps up|wrap up|finishing|ending|will end|runs until|runs till|to finish",
    ),
    (
        Remind,
        "remind|remind me|reminding|ping me|alert me|notify me|nudge me|wake me|wake me up|buzz me|remind i|remind us|warn me|notify|give me a heads up|heads up|poke me|set a reminder|set reminder|set an alarm|set alarm|set me a reminder|set a alarm|reminder to|reminder for|reminder that|don't let me forget|tell me|reminder set|reminder:|create a reminder|add a reminder|new reminder|make a reminder|put a reminder|let me know|need a reminder|want a reminder|give me a reminder|can remind|remind me later|remind later|remind me again|ping me again|remind again|nudge me again|bug me again|remind me again later|ask me later|ask me again|ask again|rmd me|rmd|rmnd me|rmb me|rmb to|remember to|rmind me|remin me|remnd me|help remind|pls rmd|remindme|dun let me forget|dont let me forget|do not let me forget",
    ),
    (
        ReminderNoun,
        "reminder|reminders|alert|alerts|alarm|alarms|notification|notifications|ping|pings|notice|notices|reminder to|reminder for|reminder that|set a reminder|set reminder|set me a reminder|reminder set|create a reminder|add a reminder|new reminder|make a reminder|put a reminder|need a reminder|want a reminder|give me a reminder|reminder:",
    ),
    (
        Before,
        "before|beforehand|earlier|prior|ahead|in advance|before that|before it|before it starts|prior to|early|ahead of|before the event|before start|b4|before hand",
    ),
    (Ahead, "ahead by"),
    (Again, "again|once more|re-remind|one more time|back"),
    (
        Snooze,
        "snooze|snooze it|remind me later|ask me later|later please|not now|remind later|remind me again|ping me again|ask again|remind again|nudge me again|bug me again|remind me again later|some more time|later|ask me again",
    ),
    (
        UntilStart,
        "until it starts|till it starts|when it starts|at the start|at start time|until start|when it begins|until the start",
    ),
    (
        Undo,
        "undo|undo that|undo it|undo this|revert|take that back|take it back|put it back|bring it back|put that back|bring that back|restore|restore it|roll back|rollback|un-cancel|uncancel|undelete|unsend|oops undo|go back|reverse that|revert that|undo last|restore that|undo the last|cancel that change|cancel the last change|undo the change|undo the last change",
    ),
    (
        Mistake,
        "oops|oop|wrong one|my mistake|mistake|by mistake|by accident|accidentally|my bad|whoops|wrong|typo|didn't mean to|didn't mean that|oopsie|wasn't meant to",
    ),
    (
        Done,
        "done|all done|sorted|all sorted|finished|completed|complete|settled|did it|did that|taken care of|handled|dealt with|done and dusted|ticked off|tick|mark as done|mark done|mark it done|mark as complete|been done|dealt|is done|it's done|got it done|just did it|just did|already did|already done|done already|checked off|check it off|cleared|paid|submitted|sent it|called him|called her|called them|mark it as done|✅|☑️|✔️|✔",
    ),
    (Already, "already|alr|ady|adi|liao|just did|just"),
    (
        What,
        "what|what's|whats|wat|wats|wat's|what is|which|whatcha|what're|what are|got what|anything|what do|what does|what have|what've|any",
    ),
    (
        When,
        "when|when's|whens|when is|when are|when was|when am i|which day|what day|what date|wen|when do i|when does|which date|when will|whens my|when did i last|when did we last|when did i",
    ),
    (WhatTime, "what time|what time's|wat time|what times|what hour|at what time|which time"),
    (Where, "where|where's|wheres|where is|which place|which venue|what venue"),
    (
        OtherQuestion,
        "who|who's|why|how|how's|hows|how come|whose|who is|what about|how do|how does|how much|how busy|how packed|how full|how are|how many|what if",
    ),
    (
        Auxiliary,
        "do i have|have i got|did i put|did i put down|did i note down|did i add|did i book|do i have on|do i got|am|is|are|do|does|did|can|could|will|would|should|have|has|had|was|were|shall|may|is there|are there|do i|am i|can i|could i|have i|did i|will i|would i|should i|does it|is it|are we|do we|are you|do you|is my|are my|isn't|don't i|aren't|have you|had i|did you|did u|u|do i have time|do i have any time|am i ok|am i okay",
    ),
    (Particle, "or not|anot|is it|or no|or what|got or not"),
    (Any, "any|anything|something|any plans|any events|any meetings|anything on|whatever"),
    (
        Have,
        "have|got|i have|i've got|ive got|do i have|have i got|having|i got|there's|there is|did i put|did i put down|did i note down|did i add|did i book|did i save|did i schedule|do i got|on my plate|in store",
    ),
    (
        Show,
        "show|show me|list|see|check|display|view|tell me|give me|pull up|look at|let me see|open|read me|run me through|go through|walk me through|can i see|recap|summarise|summarize|list out|list down",
    ),
    (Find, "find|search|search for|look for|look up|lookup|where did i put|find me|look through|locate|hunt for"),
    (
        AgendaNoun,
        "my schedule|my agenda|my plans|today's schedule|agenda|schedule|schedules|plans|plan|agenda|calendar|calender|events|event|appointments|appts|meetings|diary|day|my day|itinerary|lineup|line up|things|stuff|commitments|entries|bookings|timetable|week look like|look like|looking like|day looking|my meetings|my events|all events|all my events|all my meetings|all meetings|all my appointments|my appointments|upcoming events",
    ),
    (
        GoingOn,
        "on|happening|going on|coming up|up|scheduled|lined up|planned|in store|up to|booked|for|arranged|do i have on|have on|on my calendar|in my calendar|in the calendar|on the calendar|in the diary|in my diary|cooking|due|look|looking|shaping up|looks|like|left",
    ),
    (Busy, "busy|packed|full|hectic|how busy|how packed|how full|tied up|occupied|booked up|jammed|tight"),
    (
        Free,
        "fre|avail|avalable|availble|free|available|availability|open|free time|spare time|free slot|free slots|am i free|free up|unbooked|spare|freed|avail|ok for me|okay for me|good for me|do i have time|have time|got time|do i have any time|clear|am i ok|am i okay|i ok at",
    ),
    (
        Slot,
        "slot|slots|gap|gaps|opening|openings|window|windows|room|space|squeeze in|squeeze|fit in|fit|time for|make time for|some time|time slot|block of time|spot",
    ),
    (
        Clash,
        "clash|clashes|clashing|conflict|conflicts|overlap|overlaps|work for me|works for me|double booked|double-booked|got clash|collide|crash|crashes",
    ),
    (
        HowLong,
        "how many days till|how many days until|how many days to|how long until|how long till|how many weeks until|how many weeks till|how long before|how many days before|how many more days|how soon is|countdown to|how many days left|how many hours until|how far away is|how many sleeps",
    ),
    (
        Noted,
        "put down|note down|noted|anywhere|recorded|in the calendar|in my calendar|on my calendar|saved|written down|already in|logged|entered|in there|add already|added|did you add|have you got|is there a|is there an",
    ),
    (Week, "week|weeks|week's"),
    (
        Month,
        "month|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
    ),
    (This, "this|the|current"),
    (Rest, "rest of|the rest of|remaining|remainder of|left of|later"),
    (
        Put,
        "add|put|put in|schedule|book|set up|create|note|note down|save|pencil in|enter|log|insert|slot in|block|block off|block out|mark|record|jot down|new event|new appointment|new meeting|arrange|plan|key in|register|add event|add a|add an|calendar|schedule a|book me|put down|add to calendar|save the date|set|fix|mark my calendar|plot|input|keep|reserve|make an appointment|make a booking|diarise|diarize|event:|don't forget|dont forget|do not forget|don't forget to|dont forget to|adding|putting in|scheduling|put in my calendar|put in my calender|put in calendar|calendar this|put this in|note:|add this|noting|dun forget|dun forget to|don forget|dont forget ya|dun forget ya|rmb",
    ),
    (
        PutLink,
        "in|down|on|for|as|to|into my calendar|in my calendar|to my calendar|on my calendar|in the calendar|to calendar|on calendar|into the calendar|to the calendar|in for|down for|up|in calendar|onto my calendar|in my diary|to my schedule|in my schedule|on the calendar",
    ),
    (
        EventNoun,
        "night shift|day shift|double shift|am shift|pm shift|morning shift|afternoon shift|my shift|on shift|renewal|ceremony|gala|rehearsal|recital|orientation|graduation|open day|fire drill|meeting|meetings|meet|mtg|lunch|dinner|breakfast|brunch|supper|appointment|appt|apt|dentist|doctor|dr|checkup|check-up|class|classes|lesson|tuition|gym|yoga|call|interview|party|event|session|training|workshop|seminar|webinar|stand-up|standup|sync|review|haircut|flight|trip|match|game|practice|rehearsal|exam|test|concert|movie|date|birthday|wedding|conference|demo|presentation|visit|badminton|futsal|football|swim|swimming|run|hike|drinks|coffee|tea|catch up|catch-up|catchup|viewing|tour|service|briefing|talk|course|physio|massage|spa|facial|reunion|dinner date|booking|reservation|rsvp|town hall|townhall|kickoff|kick-off|retro|1-1|one-on-one|1:1|therapy|playdate|picnic|bbq|gathering|photoshoot|shoot|inspection|assembly|clinic|zoom|teams|webex|alignment|discussion|appraisal|site visit|block|consultation|piano|tennis|golf|pilates|zumba|swimming class|vet|scan|x-ray|surgery|car service|delivery|pickup|pick-up|audition|ceremony|convo|orientation|camp|show|play|event|reminder|vaccination|jab|session with|potluck|open house|karaoke|push day|pull day|leg day|online meeting|online call|video call|video meeting|meeting online|call online|discussion online|online discussion|agm|egm|conf|forum|summit|symposium|hackathon|meetup|viva|defence|defense|dry run|walkthrough|onboarding|induction|open day|sports day|fair|expo|carnival|fun run|marathon|screening|fitting|tasting|rehearsal dinner|baby shower|full moon|housewarming|house warming|prayer|prayers|mass|tuition class|prize giving|graduation|farewell|send-off|stand up|townhall meeting|catchup call|sesh",
    ),
    (
        Errand,
        "subscription|subscriptions|membership|memberships|policy|insurance|card|credit card|account|order|netflix|spotify|plan|contract|stitches|bin|bins|rubbish|trash|garbage|old|house|sofa|furniture|car|cheque|check|cheques|autopay|auto-debit|direct debit|tyre|tyres|tire|tires|oil|battery|bulb|filter|bandage|braces|braces off|tv|boxes|gym membership|trial|free trial|data plan|phone plan|clothes|toys|paint|wallpaper|mould|mold|stain|tooth|teeth|mole|cast|password|bed sheets|bedsheets|sheets|nappies|diapers|money|ringgit|cards|standing order|fridge|office|desk|dress|shoes|parcel|laundry|off the kids|kids|off|curtains|water filter|loan|software|laptop|phone|files|photos|money|funds|blinds|lawn|flight seat|refund|refunds|reimbursement",
    ),
    (ZoneNoun, "time zone|timezone|zone|time-zone|time zones|tz"),
    (LanguageNoun, "language|lang"),
    (
        LanguageName,
        "english|malay|bahasa|chinese|mandarin|bm|bi|eng|en|ms|zh|simplified chinese|bahasa malaysia|bahasa melayu",
    ),
    (
        Speak,
        "speak|reply in|talk|talk to me in|write in|answer in|speak in|respond in|use|text me in|chat in|reply me in|answer me in|message me in|speak to me in|switch|change",
    ),
    (
        Set,
        "set|change|use|switch|make|update|turn|put|default|set my|change my|i'm in|im in|i am in|we're in|currently in|i live in|now in|i've moved to|flying to|staying in|living in|based in|i'm now in",
    ),
    (
        Digest,
        "digest|daily summary|morning summary|daily digest|summary|morning digest|daily brief|morning brief|briefing|morning update|daily update|daily agenda|day's events|the day's schedule|the day's plan|daily overview|rundown|daily rundown|list of the day",
    ),
    (Send, "send|send me|message me|give me|text me|email me|post|share|deliver"),
    (
        Daily,
        "daily|every day|every morning|each morning|each day|everyday|every evening|every night|at the start of each day|mornings|weekday mornings|every weekday",
    ),
    (
        Quiet,
        "quiet hours|quiet|do not disturb|don't disturb|dont disturb|dnd|no messages|don't message me|dont message me|no notifications|silent|silence|mute|don't text me|no pings|don't ping me|stop messaging me|don't send me anything|leave me alone|no texts|hush|don't bother me|not to be disturbed|sleep mode|silent hours|no alerts|dont msg me|don't msg me|dun msg me|dun disturb|dun disturb me|don't disturb me|dont disturb me|no msg|no msgs|stop msging me|dont text me|dun text me|dont ping me|dun ping me|don't notify me|dont notify me|no disturb|don't buzz me|keep quiet|be quiet",
    ),
    (
        Default,
        "default|by default|usually|normally|always|every event|all events|all my events|everything|every appointment|all meetings|every meeting|all my meetings|all appointments|from now on|for all|new events|each event|for everything|standard|any event|events are|my events|my meetings|meetings are|my appointments|unless i say otherwise|unless i say so|unless stated",
    ),
    (WeekendDays, "weekend is|weekends are|weekend days are|weekend falls on|weekend to|weekend on|my weekend"),
    (
        WeekStart,
        "week start|weeks start|week starts|start my week|start the week|week begins|first day of the week|first day of week|begin the week|begin my week|week to start|weeks begin|my week starts|start of the week|week should start|starts the week|week starting|start week|weeks start on|week begins on",
    ),
    (
        HourStyle,
        "24 hour|24-hour|24hr|24 hr|24h|12 hour|12-hour|12hr|12h|am/pm|hour format|clock format|time format|24 hours|military time|24-hours|hour clock",
    ),
    (
        WorkingHours,
        "office hrs|working hrs|work hrs|working hours|work hours|office hours|business hours|i work from|i work|my working day|working day|workday is|my hours are",
    ),
    (SettingsNoun, "settings|setting|preferences|options|configuration|configure"),
    (On, "on|turn on|switch on|enable|start sending|activate|resume|unmute|back on|start"),
    (
        Off,
        "off|turn off|switch off|disable|stop|deactivate|pause|mute|no|no more|don't send|stop sending|without|remove|cancel|don't|dont|skip|silence|cut|kill|not need|don't need|no need",
    ),
    (
        Reminders,
        "reminders|all reminders|notifications|all notifications|reminding me|alerts|all alerts|notification|notifs|all notification",
    ),
    (
        Thanks,
        "thanks|thank you|thx|tq|tqvm|ty|cheers|thank u|tks|much appreciated|appreciate it|thnx|thankyou|tnx|thanks a lot|many thanks|🙏|👍|❤️|good bot|great job|good job|well done|nice one|awesome|you're the best|lifesaver|perfect|great|nice|brilliant|cool|noted",
    ),
    (
        Greeting,
        "hi|hello|hey|good morning|good afternoon|good evening|good night|morning|gm|yo|hiya|how are you|what's up|whats up|wassup|sup|hi there|hello there|hey there|nice to meet you|👋",
    ),
    (
        Yes,
        "yes|yes please|yep|yeah|yup|sure|ok|okay|go ahead|do it|confirm|correct|y|yah|ya|of course|please do|sounds good|that's right|alright|add it|add that|yes add|can|okay do it|k",
    ),
    (
        No,
        "no|nope|nah|no thanks|no thank you|never mind|nevermind|nvm|forget it|don't|stop|leave it|leave it as is|not now|n|no need|it's fine|dont|keep it|no la|no lah|skip|abort|keep",
    ),
    (
        Help,
        "help|help me|how do i|how to use|how do i use|what can you do|what can u do|how does this work|how do you work|instructions|commands|what do you do|how to|manual|what are the commands|how can you help|what can i ask|how can i|guide|menu|who are you|who r u|what are you",
    ),
    (
        List,
        "list|my list|show list|all events|all my events|upcoming|upcoming events|my events|everything coming up|what's coming up|whats coming up|what's next|whats next|next event|next events|show all|all upcoming|full list|list events|list all|events list|see all|what's upcoming|list please",
    ),
    (Upcoming, "upcoming|coming up|next|ahead|coming|future"),
    (
        Sync,
        "sync|resync|re-sync|refresh|synchronise|synchronize|sync now|sync up|reload|update my calendar|update calendar|pull from google|fetch from google|sync my calendar|sync again|sync with google|re sync",
    ),
    (
        Status,
        "status|still connected|connected|disconnected|connection|last synced|last sync|are you working|is it working|are you there|are you alive|are you up|still working|are you online|everything ok|are you ok|are you down|still alive|still linked|linked|working?|in sync|up to date|are you running|still there|synced|logged in|still syncing|syncing|working properly",
    ),
    (
        WhyReminded,
        "why didn't you remind|why did you not remind|why no reminder|why wasn't i reminded|why didn't i get|why wasn't there|why was i reminded|why did i get|why did you remind|why no alert|why didnt you remind|why u never remind|why didn't you|you never reminded me|you never remind me|you didn't remind me|u never remind me|u didn't remind me|u never remind|why so quiet|never reminded me|why didn't it ring|why did it not ring|why bot quiet|why so silent|bot was silent",
    ),
    (Why, "why|why is|why was|why did|why do|how come|y u|why u|why you"),
    (
        LastTime,
        "last time|the last time|last|my last|when did i last|when did we last|previous|previously|most recent|latest",
    ),
    (
        Forget,
        "forget me|delete my data|delete all my data|erase my data|forget everything|forget everything about me|delete everything about me|delete everything you know|remove my data|wipe my data|clear my data",
    ),
    (
        Export,
        "export|download my calendar|ics|.ics|export my calendar|export calendar|as a file|ics file|calendar file",
    ),
    (More, "longer|more|add|extra|less|shorter|cut"),
    (
        Tail,
        "lah|la|lor|leh|ah|pls|please|plz|thanks|thank you|thx|tq|ty|ok|okay|k|can|haha|lol|ya|yeah|cheers|🙏|👍|😅|😊|thank u|ya|alright|eh|right|later|later on|anymore|any more|everybody|everyone|semua",
    ),
    (TitleLead, "to|that|about|for"),
    (Kin, "sis|ah"),
    (MyDay, "my day"),
    (Break, "so|because|therefore|hence|but|cos|coz|since"),
    (
        Note,
        "add|schedule|pencil in|note|note down|jot down|new event|calendar|put down|add event|add a|add an|save the date|key in|log|add to calendar|schedule a|adding|scheduling|event:|put in my calendar|put in my calender|put in calendar|calendar this|put this in|note:|add this|insert|diarise|diarize",
    ),
    (Replace, "instead|rather"),
    (
        Meet,
        "gmeet|gmeet link|g meet|google meet|google meet link|meet link|meets link|gmeets|meet video call|google meet video call|meet call|video link|online meeting|online call|video call|video meeting|meeting link|via meet|using meet|over meet|a meet link|meet invite|via meet link|using meet link|over meet link|on meet link|meeting online|call online|discussion online|online discussion|vc",
    ),
    (
        Using,
        "via|using|over|on|with|by|through|thru|and|plus|in|at|include|including|w|w/|add|a|the|send|need|needs|add a|and add|and a|with a|with the",
    ),
    (With, "with|w|w/"),
    (Service, "zoom|teams|ms teams|microsoft teams|webex|skype|whatsapp call|facetime|discord"),
    (
        Late,
        "i'll be late|ill be late|i will be late|running late|be late|gonna be late|going to be late|will be late|i'm late|im late|stuck in traffic|stuck in jam|stuck in a jam|on my way|otw|can only make it|can only come|can only reach|will reach|reach around|reaching|i'll be there|ill be there|be there by|be there at|i'll reach|ill reach|might be late|we'll be late|arriving late|late a bit|late abit",
    ),
    (Okay, "ok|okay|okie|k|alright|right|noted|okk|oki"),
    (SameDay, "same day|same day and time|same day same time|same day & time|same time same day|same day n time"),
    (
        Site,
        "tower|twr|level|lvl|lot|hall|auditorium|meeting room|room|block|blk|mall|plaza|restaurant|restoran|cafe|kopitiam|hotel|office|building|campus|school hall|clinic|hospital|court|stadium|gate|church|temple|convention centre|klcc|pavilion|mid valley|midvalley|sunway|1utama|one utama|bangsar|cheras|ampang|subang|ttdi|damansara|pj|petaling jaya|shah alam|kajang|klang|putrajaya|cyberjaya|kl|kuala lumpur|penang|ipoh|jb|johor bahru|melaka|seremban|kuching|kota kinabalu|puchong|setapak|kepong|mont kiara|publika|trx|bukit bintang|nilai|rawang|gombak|selayang|hq",
    ),
    (Copula, "is|are|was|were|was so|is so|are so|is too"),
    (
        Coming,
        "coming|visiting|arriving|having|meeting|flying|landing|reaching|staying|moving|happening|going|joining|bringing|picking|taking|hosting|starting|leaving|returning|getting|at|on|in|from|@|now|booked|scheduled|confirmed|set|planned|due|get",
    ),
    (Theirs, "her|his|their|theirs"),
    (
        Task,
        "pay|buy|pick|pickup|pick up|collect|send|drop|drop off|fetch|bring|take|get|go|going|visit|see|seeing|meet|meeting|call|ring|text|email|submit|renew|return|clean|wash|water|feed|check|finish|start|prepare|cook|order|book|booked|fix|change|replace|remove|sign|apply|register|file|print|study|read|watch|play|walk|run|swim|jog|attend|attending|join|host|travel|fly|flying|drive|move|moving|pack|wake|do|make|write|practise|practice|discuss|follow up|withdraw|deposit|transfer|claim|refill|update|service|put|throw|throw out|help|plan|shop|celebrate|dine|eat|try|ask|teach|learn|train|deliver|repair|install|iron|vacuum|mop|donate|vote|reply|confirm|leave|leaving|leave at|annual leave|al|mc|deadline|due|anniversary|holiday|cuti|launch|sale|sports day|open day|farewell|quiz|expo|fair|festival|rounds|shift|duty|site|day|night|week|op|operation|walk|park|lesson|sesh|outing|retreat|offsite|wfh|check in|check-in|flight|train|bus|ktm|pickleball|padel|hike|on leave|on mc|medical leave|sick leave|outstation",
    ),
    (Invite, "invite|also invite|and invite|inviting"),
    (Uninvite, "uninvite|un-invite|disinvite"),
    (Accept, "accept|rsvp yes|say yes|say yes to|rsvp yes to|reply yes to"),
    (Decline, "decline|rsvp no|turn down|say no|say no to|reject|rsvp no to|reply no to"),
    (Tentative, "maybe|maybe to|rsvp maybe|tentative|say maybe|say maybe to|reply maybe to|rsvp maybe to"),
    (InvitationNoun, "invite|invitation|invitations"),
    (Somebody, "someone|somebody|people|guest|guests|a guest"),
];

const WEEKDAYS: &str =
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|mondays|sundays|saturdays";

const DIGESTS: &str = "digest|daily summary|morning summary|daily digest|summary|morning digest|daily brief|morning brief|morning update|daily update|daily agenda|daily overview|daily rundown";

pub(super) const DAYS: &str = "today|tomorrow|tmr|tmrw|tomorow|tonight|yesterday|week|month";

/// How most verbs of the past end.
pub(super) const PAST_ENDING: &str = "ed";
