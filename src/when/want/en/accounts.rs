//! How English speakers speak of their Google accounts and calendars.

use crate::when::want::senses::Sense::{
    self, AccountNoun, Another, CalendarNoun, DefaultNoun, Hide, OtherAccount, Reads, SignIn, SignOut,
};

pub(super) const ACCOUNTS: &[(Sense, &str)] = &[
    (AccountNoun, "account|accounts|google account|google accounts|gmail|gmail account|my gmail|acct"),
    (
        SignOut,
        "sign out|sign out of|sign me out|sign me out of|log out|log out of|log me out|log me out of|logout|signout|disconnect|unlink|sign off from|remove my account",
    ),
    (SignIn, "connect|link|add|sign in|sign in to|sign me in|sign into|log in|log in to|login|hook up|add on"),
    (Another, "another|second|new|different|one more|other"),
    (
        DefaultNoun,
        "default|the default|as default|my default|default one|the main one|main account|default account|the default account|primary",
    ),
    (CalendarNoun, "calendar|calendars|cal|calender"),
    (
        Hide,
        "hide|stop showing|stop showing me|don't show|dont show|do not show|don't read|stop reading|no longer show|untick|unfollow|mute the|don't show me|dont show me|don't include|dont include|exclude|leave out|turn off|switch off|ignore",
    ),
    (Reads, "read|reading|following|connected|do you have"),
    (
        OtherAccount,
        "bank|wifi|savings|netflix|maybank|cimb|rhb|public bank|instagram|facebook|spotify|shopee|lazada|grab|tng|epf|kwsp|lhdn|tax",
    ),
];
