//! What English speakers ask for in passing: how things ought to be, a little more time, what the bot can do.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::want::senses::Sense::{self, *};

pub(super) const ASKED: &[(Sense, &str)] = &[
    (GoingOn, "look for me|looks for me|look like for me|looking for me|shape up|shaping up|on my plate"),
    (Me, "look for me|looks for me|looking for me"),
    (AgendaNoun, "appt|apt|appointment|meeting|mtg|commitment|engagements|engagement"),
    (
        EventNoun,
        "book club|cell group|bible study|prayer meeting|choir|band practice|mri|ultrasound|mammogram|blood test|root canal|manicure|pedicure|bouldering|crossfit|spin class|kickboxing|muay thai|taekwondo|karate|ballet|dance class|lecture|handover|steamboat|dim sum|yum cha|high tea|parents' evening|pta|puja|baptism|christening|confirmation class|funeral|wake|memorial|engagement party|hen night|bridal shower|blood donation|stocktake|audit|sprint planning|scrum|huddle|film shoot|car wash|pet grooming|dog grooming|mahjong|poker night|game night|quiz night|camping trip|road trip|staycation|bonfire|fundraiser|bazaar",
    ),
    (And, "and a"),
    (All, "the lot|the whole lot|whole lot"),
    (Rename, "call this one|call that one"),
    (
        Lest,
        "before i|before i forget|in case i forget|so i don't forget|so i dont forget|so that i don't|so that i dont|lest|scared i forget|scared later i forget|scared forget|or i will forget|or i'll forget|otherwise i will|otherwise i'll|so i won't|so i wont",
    ),
    (PutLink, "for me"),
    (Filler, "nah|nope|after all"),
    (Put, "pop"),
    (CanYou, "can?"),
    (
        Ought,
        "should|should be|shd|shd be|ought to|ought to be|supposed to be|supposed to|meant to be|actually|is actually",
    ),
    (
        Enough,
        "enough|is enough|will do|would do|is fine|is plenty|suffices|will suffice|is good enough|can already|can liao|enough already|enough liao",
    ),
    (Wait, "wait|hold on|hang on|give me|gimme|give it|not yet|not now"),
    (Snooze, "ping again|buzz again|nudge again|poke again|bug me again|nag me again"),
    (Filler, "exactly|precisely"),
    (Does, "do|do for me|do for us|help with|help me with|offer|handle"),
    (Bot, "this bot|the bot|this thing|this app|this assistant|you|u|ur|janji"),
    (
        Forgets,
        "forget to|forgetting to|forgot to|forgotten to|keep forgetting to|always forget to|keep missing|keeps missing|keeps forgetting|keeps forgetting to|forget about|forgetting about|not forget to|remember to",
    ),
    (
        Put,
        "slot that in|slot it in|slot this in|slot in|pop it in|pop that in|stick it in|stick that in|chuck it in|pencil it in|pencil that in|pen it in|write that down|squeeze it in|squeeze that in|lock that in|add it|add that|put inside|stick in|pop in|chuck in|punch in|mark down|write down|write it down|lock in|make a note|make a note of|make a note that|take note|take note of",
    ),
    (
        Note,
        "pencil in|mark down|write down|put down|make a note|make a note of|make a note that|take note of|insert|enter",
    ),
    (
        PutLink,
        "inside calendar|in the diary|into my diary|into the diary|into my planner|in my planner|on my planner|in the planner|into my schedule|inside my schedule|inside my diary|in cal|in my cal|into my cal|onto the calendar|in our calendar|into our calendar|on our calendar|inside",
    ),
    (
        Remove,
        "take it out|take that out|take this out|take it off|take that off|take this off|take it away|take that away|get rid|strike off|cross out|wipe off",
    ),
    (
        CalledOff,
        "dont want liao|dont want already|don't want liao|dowan|dowan liao|dowan already|dowan alr|dun wan la|dun want la",
    ),
    (It, "take it out|take that out|take this out|take it off|take that off|take this off|take it away|take that away"),
    (
        Rename,
        "be called|be named|should be named|should be titled|should be renamed|be titled|to be called|is now called|is now named|name changed to|change the name to|change name to|change the title to|change title to|retitle it|retitle to",
    ),
    (
        Quiet,
        "kacau me|don't kacau|dont kacau|dun kacau|don't kacau me|dont kacau me|dun kacau me|no kacau|stop texting me|stop texting|stop pinging me|don't text|dont text|don't bother|dont bother|dont bother me|dun bother me|don't message|dont message|no texting|no pinging|no messaging|no notifications please|don't alert me|dont alert me|don't buzz|dont buzz me",
    ),
    (Remind, "ping again|buzz again|nudge again|poke again|tell me then|ping 我|remind 我"),
    (
        Swap,
        "amend|amend it|revise|adjust it|fix it|fix that|correct it|correct that|update it|edit it|sort it out|make the change",
    ),
    (Move, "amend|revise"),
    (
        Polite,
        "kindly|would you|will you please|may i trouble you to|appreciate if you can|appreciate if you could|grateful if you could|be a dear and|be so kind as to|need you to|want you to|i want you to|can you please|could you please|can please|can help|help to|pls help to",
    ),
    (
        CanYou,
        "need you to|appreciate if you can|appreciate if you could|grateful if you could|can you please|could you please|can please|help to",
    ),
    (Third, "they've|he's|she's"),
    (
        PlaceNoun,
        "venue's|location's|place's|address's|the venue's|the location's|the place's|the address|the spot|new venue|new location|new place|meeting point|meetup place|pickup point",
    ),
    (
        Link,
        "with the|with a|got fixed for|is fixed for|got fixed|is set for|has been set for|is confirmed for|got confirmed for",
    ),
    (AgendaNoun, "everything on|all the stuff|what i've got on|what i got on|what i have on"),
    (Show, "need to see|want to see|need to know|want to know|let me see|gotta see"),
];
