//! What English speakers want, in the free words of a chat.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::want::senses::Sense::{self, *};

pub(super) const FREE_WORDS: &[(Sense, &str)] = &[
    (Filler, "from today onwards|from today onward|too|as well|also please|anyhow|first time using|the first time"),
    (
        Snooze,
        "call me back|call me again|ring me again|buzz me again|poke me again|tell me again|bug me later|ping me later|nudge me later|ping me back|remind me back|alert me again|wake me again",
    ),
    (
        Remind,
        "reminding me|call me back|call me again|ring me again|buzz me again|poke me again|tell me again|bug me later|ping me later|nudge me later|ping me back|remind me back|alert me again|wake me again|remind me of|remind me about|nag me|nag me to|bug me|bug me to|chase me|chase me to|prompt me|make sure i remember|set the alarm|put an alarm|put alarm",
    ),
    (Again, "again later|another time|a second time|call me back|ping me back|and then again"),
    (Off, "can stop|you can stop|u can stop|stop already"),
    (
        Undo,
        "undo the last one|undo last one|put it back in|put that back in|bring it back in|restore the last one|reinstate|reinstate it|reverse it|undo what i did|undo what you did|put it back please|put back the last one",
    ),
    (
        Mistake,
        "wrong thing|wrong button|pressed wrong|pressed wrongly|the wrong thing|the wrong one|misclicked|misclick|fat finger|pressed the wrong|tapped the wrong|clicked the wrong|deleted the wrong|spoke wrongly|said wrongly|typed wrongly|wrongly",
    ),
    (
        Help,
        "what else can you do|what else can you help me with|what can you help me with|what can you help with|what are you able to do|what all can you do|what do you do|how to use you|how do i use you|how do i use this|how do you work|teach me how to use|teach me to use|show me how to use|user guide|instruction manual|what can this bot do|what can the bot do|what things can you do|how to use this bot|how does this bot work",
    ),
    (
        Sync,
        "sync up|sync again|refresh my calendar|refresh my google calendar|resync|re-sync|pull in the latest|sync my google",
    ),
    (
        Speak,
        "talk to me|speak to me|reply to me in|write to me in|respond to me in|text back in|reply back in|answer back in|reply using|reply me|answer me|respond to me",
    ),
    (LanguageName, "华语|中文|melayu"),
    (
        What,
        "what's left|whats left|what is left|what else|anything else|what other|what remains|what's remaining|whatever is left|what have i got left|what do i have left",
    ),
    (GoingOn, "remaining|outstanding|still to do|to come|left for me|left over|starts|begins|falls"),
    (Any, "anything else|any other|anything more|anything left"),
    (List, "list out|list down|list everything|show everything|show me everything"),
    (
        Show,
        "list everything|show everything|show me everything|list out everything|give me the list of|tell me everything",
    ),
    (Have, "did i put it|did i keep|do i have plans|have i put"),
    (
        Remove,
        "off my calendar|off the calendar|off calendar|off my cal|off my schedule|off the schedule|out of my calendar|out of the calendar|off my diary|take down",
    ),
    (Not, "cannot already|can't already|no can do|is not possible|not possible"),
    (
        CalledOff,
        "dun wan alr|dun want alr|dun wan already|dun want already|don't want already|dont want already|dun wan liao|dun want liao|don't want anymore|dont want anymore|dun want anymore|dun wan anymore|don't want any more",
    ),
    (Fact, "didnt ring|didn't ring|did not ring|never ring|rang|didnt go off|didn't go off|went off|kept ringing"),
    (Extend, "stretched|be stretched|drag out|dragged out|make longer|lengthened|be lengthened|be longer"),
    (Shorten, "cut to|trim|trimmed|be cut|be shorter|be shortened"),
    (
        Thanked,
        "thank god you|thank goodness you|thankfully you|lucky you|luckily you|good thing you|glad you|luckily got|fortunately you|lucky got you|heng you|heng got you|heng ah you",
    ),
    (Week, "wk|wks"),
    (Alarm, "alarm|alarms|wake up call"),
    (Auxiliary, "r u|r we|is you"),
    (You, "r u"),
];
