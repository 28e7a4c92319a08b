//! What English speakers put around a question, and what they ask the bot about itself.

use crate::when::want::senses::Sense::{
    self, Able, AgendaNoun, AnyEvent, Asks, Busy, CanYou, Disturbs, Does, Enough, Filler, GoingOn, Help, It, Knows,
    Looks, Not, Off, Outsider, Past, Quiet, Show, Sync, Then, TimeNoun, Undo, Uses, Wait, Week, What, When,
};

pub(super) const FRAMES: &[(Sense, &str)] = &[
    (
        Asks,
        "asks|asked|ask|asking|keeps asking|kept asking|keep asking|is asking|was asking|wants to know|want to know|wanted to know|wanna know|needs to know|asked me|asking me|asks me|wants to see|wondering",
    ),
    (
        Filler,
        "i was wondering|was wondering|just wondering|wondering|just checking|just want to check|just wanna check|quick check|quick question|need to know|needa know|i need to know|i want to know|i wanna know|want to know|wanna know|would like to know|just want to know|just wanna know|can i check|can i ask|can check|let me know|exactly|actually|even",
    ),
    (Past, "asked|asked me|wanted to know|remembered|forgotten|kept asking"),
    (Knows, "know|knows|remember|recall|remembered|forgot|forgotten|forget|check|tell|sure"),
    (
        CanYou,
        "do you know|do u know|you know|u know|can you check|can u check|could you check|any idea|pls check|please check",
    ),
    (
        AnyEvent,
        "appointment|appointments|appt|appts|apt|appoinment|appointmnt|meeting|meetings|mtg|mtgs|event|events|thing|things|something|anything|stuff|plan|plans|commitment|commitments|engagement|engagements|obligation|obligations|activity|activities|booking|bookings|task|tasks|programme|programmes|arrangement|arrangements|other commitments|prior commitment|else|important",
    ),
    (
        Then,
        "between|then|that day|those days|those two days|that time|at that time|during that time|that week|those dates|that date|that period",
    ),
    (TimeNoun, "that day|that time|those dates|that date"),
    (It, "that day|that time|those dates|that date"),
    (Week, "that week"),
    (
        Disturbs,
        "disturb|disturbing|bother|bothering|bug|bugging|ping|pinging|message|messaging|msg|msging|text|texting|notify|notifying|alert|alerting|wake|buzz|buzzing|spam|spamming|ping me|bug me|notify me|alert me|wake me|wake me up|buzz me|message me|text me|send anything|send me anything|send me any messages|send messages|send me messages|send me notifications|send me reminders|send any reminders|make noise|make any noise",
    ),
    (
        Quiet,
        "leave me in peace|leave me be|let me sleep|let me rest|no pinging|no messaging|no texting|no disturbing|no disturbance|no disturbances|no buzzing|silence yourself|go silent|stay silent|stay quiet|shush|zip it",
    ),
    (Busy, "many things|so many things|a lot of things|lots of things|a lot on|lots on|many on"),
    (When, "what day's|which day's|what date's|wat day|wat date|wat day is|which date is|what day of the week"),
    (
        Help,
        "what can i do with this bot|what can i do with you|what do i use you for|what can i use you for|what is this bot for|what's this bot for|whats this bot for|what does this bot do|what can i ask you|what are you for",
    ),
    (Not, "please do not|pls do not|plz do not|kindly do not"),
    (Off, "please do not|pls do not|plz do not|kindly do not"),
    (Wait, "wait|give me|gimme|let me have|hold on|hang on|sleep|i need|another|in another|after another"),
    (
        Enough,
        "enough|is enough|will do|that will do|that'll do|is fine|suffice|suffices|is sufficient|is good enough|good enough|can already|can liao|enough already|enough liao",
    ),
    (Uses, "use|using|operate|work with|use this|use you|use this thing|use this bot|get started|start using"),
    (Able, "able to|capable of|good for|good at|for"),
    (Does, "do|help|help with|help me|help me with|assist|offer|handle|support"),
    (
        Looks,
        "look|looks|looking|look like|looks like|looking like|shaping up|shape up|shapes up|look for|looks for|looking for|going|like",
    ),
    (
        Show,
        "run through|go over|take me through|walk through|talk me through|show me|give me a rundown of|rundown of|give me an overview of|overview of|a rundown of|pull up|bring up|share",
    ),
    (AgendaNoun, "rundown|overview"),
    (What, "what all|what stuff|what things|what sort of things|what kind of things"),
    (GoingOn, "lined up|planned out|pencilled in"),
    (
        Undo,
        "cancel that last change|cancel that last one|cancel the last one|undo that last change|undo my last change|reverse the last change",
    ),
    (
        Sync,
        "pull the latest|pull latest|get the latest from google|fetch the latest|update from google|check google again|pull from my google",
    ),
    (Outsider, "teacher|miss|sir|ustaz|ustazah|professor|prof|madam|doc"),
];
