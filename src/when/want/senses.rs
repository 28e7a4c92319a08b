//! What the words of wanting say.

/// What a word or phrase says. One may say several things; the rules look at what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Sense {
    /// Says nothing here: politeness, particles, the bot's name.
    Filler,
    /// "Can you", "boleh": makes a question a request.
    CanYou,
    /// The person: "I", "me", "saya".
    Me,
    /// "The", "my", "our".
    Determiner,
    /// "It", "that one", "yang tu".
    It,
    /// The whole list: "everything", "semua".
    All,
    /// Small words between others: "for", "on", "untuk".
    Link,
    /// "To", "ke", "到".
    To,
    /// "From", "dari".
    From,
    /// "By": so much.
    By,
    /// "And", and marks that list things.
    And,
    /// "Or".
    Or,
    /// "Up to", between two numbers.
    Through,
    /// "Not", "tak", "不".
    Not,

    /// A unit of time.
    Unit,
    /// A word that counts: "a", "half", "setengah".
    Count,
    /// An amount in one word: "sejam", "seminggu".
    Amount,
    /// "Number", "nombor", "第": a row follows.
    RowLead,
    /// "Item", "acara", "个": what a row is called.
    RowNoun,

    /// Cancel, whatever follows.
    Cancel,
    /// Remove, drop: cancels events, but also does other things.
    Remove,
    /// "Not happening any more": cancels at the end of a sentence, or with one of the above.
    CalledOff,
    /// "This one only".
    OnlyThis,
    /// "From now on".
    Onwards,
    /// "All of them", of a series.
    Whole,

    /// Move to another time.
    Move,
    /// Change, swap: moves when a time follows.
    Swap,
    /// Later: postpone.
    Postpone,
    /// Earlier: bring forward.
    Advance,
    /// "Later", of an amount.
    Later,
    /// "Earlier", of an amount.
    Earlier,
    /// "Same time".
    SameTime,
    /// "Same day", beside another week.
    SameDay,
    /// "The time", "masa": what is moved.
    TimeNoun,
    /// "Instead", "still": the time that is meant after all.
    Instead,

    /// Another title.
    Rename,
    /// "Title", "name".
    TitleNoun,
    /// "Venue", "tempat".
    PlaceNoun,
    /// "At", "di": a place follows.
    At,
    /// Longer.
    Extend,
    /// Shorter.
    Shorten,
    /// "Make it".
    MakeIt,
    /// "Long", "length".
    LengthNoun,
    /// "Ends".
    Ends,

    /// Remind, as a verb or a wish.
    Remind,
    /// A reminder, as a thing.
    ReminderNoun,
    /// "Before", of a lead.
    Before,
    /// "In advance", before an amount.
    Ahead,
    /// "Again", "balik".
    Again,
    /// Snooze.
    Snooze,
    /// "Until it starts".
    UntilStart,

    /// Undo.
    Undo,
    /// "Oops", "silap".
    Mistake,
    /// Done.
    Done,
    /// "Already", "dah", "了".
    Already,

    /// A word of question: "what", "apa".
    What,
    /// "When", "bila".
    When,
    /// "What time", "pukul berapa".
    WhatTime,
    /// "Where".
    Where,
    /// Other words of question: "who", "why", "how".
    OtherQuestion,
    /// A verb that begins a question: "am", "do", "is".
    Auxiliary,
    /// A particle that makes a question: "tak", "ke", "吗".
    Particle,
    /// "Any", "anything".
    Any,
    /// "Have", "ada".
    Have,
    /// "Show", "tunjuk".
    Show,
    /// "Find", "cari".
    Find,
    /// The calendar and what is in it: "schedule", "jadual", "events".
    AgendaNoun,
    /// "On", "happening", "going on": what is.
    GoingOn,
    /// "Busy", "packed".
    Busy,
    /// "Free", "lapang".
    Free,
    /// "Slot", "gap": some free time.
    Slot,
    /// "Clash".
    Clash,
    /// "How long until", "berapa hari lagi".
    HowLong,
    /// "Down", "in the calendar": whether something was noted.
    Noted,
    /// A week.
    Week,
    /// A month.
    Month,
    /// "This".
    This,
    /// "Rest of".
    Rest,

    /// Put something into the calendar.
    Put,
    /// Words between a request and what it is about: "in", "down", "for".
    PutLink,
    /// A note of something that will happen.
    EventNoun,
    /// A verb that a plan begins with: "pay", "hantar", 买.
    Task,
    /// What may be cancelled or moved in life, not in a calendar: "subscription", "house".
    Errand,

    /// "Time zone".
    ZoneNoun,
    /// "Language".
    LanguageNoun,
    /// The name of a language we speak.
    LanguageName,
    /// "Speak", "reply in".
    Speak,
    /// "Set", "change", "use".
    Set,
    /// A morning summary.
    Digest,
    /// "Send me".
    Send,
    /// "Every day", "daily".
    Daily,
    /// Do not disturb.
    Quiet,
    /// "By default", "usually".
    Default,
    /// The first day of the week.
    WeekStart,
    /// "Weekend is": which days follow.
    WeekendDays,
    /// Twelve or twenty-four hours.
    HourStyle,
    /// Working hours.
    WorkingHours,
    /// The settings as a whole.
    SettingsNoun,
    /// Switch on.
    On,
    /// Switch off.
    Off,
    /// "Reminders" as a whole.
    Reminders,

    /// Thanks.
    Thanks,
    /// A greeting.
    Greeting,
    /// Yes.
    Yes,
    /// "Ok", "baik": a yes that may only say that something was heard.
    Okay,
    /// No.
    No,
    /// Help.
    Help,
    /// The list of what is to come.
    List,
    /// What is to come: "upcoming", "next".
    Upcoming,
    /// Sync.
    Sync,
    /// How things stand.
    Status,
    /// Why a reminder came, or did not: "why didn't you remind".
    WhyReminded,
    /// "Why", "kenapa": a reason is asked for.
    Why,
    /// "Last time", "kali terakhir", 上次: what is over is looked for.
    LastTime,
    /// Delete everything that is kept.
    Forget,
    /// A file of events.
    Export,

    /// What is thought, hoped or supposed, rather than planned.
    Opinion,
    /// What is usual, or a fact about something else.
    Fact,
    /// What is no plan on its own: the weather, sleep, what one cannot do.
    Idle,
    /// An advertisement.
    Advert,
    /// What is over.
    Past,
    /// A label of a booking: "Date:", "Tarikh:".
    BookingLabel,
    /// "Gmeet", "线上": a Meet link is wanted.
    Meet,
    /// A building, a room, a town: a clause with one names the place.
    Site,
    /// A service for calls, which is a place with a word that leads to it: "on Zoom".
    Service,
    /// "With": people follow.
    With,
    /// "Via", "guna": a word that leads to one of [`Sense::Meet`].
    Using,
    /// "Will be held", "akan diadakan": what a notice announces stands before it.
    Held,
    /// 举行: what is held stands after it.
    Hold,
    /// Put into the calendar, and nothing else: "schedule", "catat".
    Note,
    /// 改在: another place or time follows.
    Placed,
    /// "Instead", of a time or place.
    Replace,
    /// "See you".
    Farewell,
    /// "I'll be late", "jalan jem": a time that follows is when someone comes.
    Late,
    /// "If", "kalau": what follows may not come to pass.
    If,
    /// "Is", "are": what follows tells how something is.
    Copula,
    /// "Coming", "visiting": a plan, though told with "is".
    Coming,
    /// "Her", "dia punya": what is someone else's.
    Theirs,
    /// "Said", "kata", "说": someone's words are told.
    Told,
    /// "He", "she", "they": a story about someone.
    Third,
    /// "So good", "geram", 笑死: how something felt.
    Feeling,
    /// "Thanks for": what is thanked for has happened.
    Thanked,
    /// "You": someone is spoken to.
    You,
    /// "Why", "how come": asks for reasons, which a calendar does not have.
    Reason,
    /// What a calendar does not know: the weather, the hour in another city.
    World,
    /// Someone else who does something.
    Others,
    /// A word that ends a message and is no part of what it names: "lah", "please".
    Tail,
    /// A price: "rm", "% off".
    Price,
    /// A word between a request and what it is about: "to", "pasal".
    TitleLead,
    /// "My day": today.
    MyDay,
    /// More or longer, of a length.
    More,
    /// Invite somebody.
    Invite,
    /// Invite somebody no longer.
    Uninvite,
    /// Say yes to an invitation.
    Accept,
    /// Say no to an invitation.
    Decline,
    /// Say maybe to an invitation.
    Tentative,
    /// An invitation, as a thing.
    InvitationNoun,
    /// Somebody, without a name: "someone", "tetamu".
    Somebody,
    /// What people are called, and what a name may begin with: "bro", "sis", "ah".
    Kin,
    /// Between a reason and what follows from it: "so", "because".
    Break,

    /// Someone whose plans are not one's own: "boss", "jiran", 同事.
    Acquaintance,
    /// Not being at work: "on leave", "MC", 请假.
    Absence,
    /// What others do that is told and not planned: "getting married", "pindah", 升职.
    Deed,
    /// Coming to where one is, which one plans for.
    Visits,
    /// From when on something has been so: "since", "sejak", 到现在.
    Since,
    /// "Says", "cakap", 说: tells, where someone stands before it.
    Says,
    /// A shop, an office, a road: what opens and closes for everybody.
    Outlet,
    /// Opening and closing.
    Hours,
    /// "Too long", "tak cukup": the amount before it is not what is wanted.
    TooMuch,

    /// Have somebody take part: "add", "tambah", 叫上.
    Join,
    /// Those who came before: "the same people".
    SamePeople,
    /// Those who are invited, as a whole: "guest list", "senarai jemputan".
    GuestList,
    /// "Who", "siapa", 谁.
    Who,

    /// A Google account.
    AccountNoun,
    /// Sign out of one.
    SignOut,
    /// Sign in to one.
    SignIn,
    /// "Another", "satu lagi".
    Another,
    /// What new events go to: "the default", "utama".
    DefaultNoun,
    /// A calendar.
    CalendarNoun,
    /// Have a calendar not read any more.
    Hide,
    /// "Read", "baca", of calendars.
    Reads,
    /// An account or a card that is not Google's: "wifi", "bank".
    OtherAccount,

    /// Has answered an invitation: "replied", "jawab".
    Answered,
    /// What follows on a list.
    NextPage,
    /// What came before on a list.
    PreviousPage,
    /// "Skrg": what holds by now.
    Now,
    /// "Your", "awak punya", 你的: what belongs to the bot.
    Yours,
    /// How a reminder did: "saved me", "bising", 太勤.
    Did,
    /// What a number names: "policy number", "no akaun", 订单号.
    Identifier,
    /// What is paid each month: "premium", "sewa", 月费.
    Fee,
    /// Someone of the family: "husband", "suami", 老公.
    Relative,
    /// "After lunch".
    AfterLunch,
    /// "After work".
    AfterWork,

    /// "Please", "tolong", 帮我: asks someone to do what follows.
    Polite,
    /// 吧: urges, where it ends a clause.
    Urging,
    /// "Take": takes away what stands between it and "off my calendar".
    Takes,
    /// What people do at their hours: "works", "masuk", 上班.
    Doing,
    /// What a report in the papers begins with, or says of its source.
    Report,
    /// Someone one has to do with at work or at home: "client", "tukang paip", 师傅.
    Outsider,
    /// "Delete", "padam", 删除: removes what is kept on a phone.
    Erases,
    /// "Jadi": what follows is concluded.
    Concludes,
    /// "Share to all your groups", "sila viralkan", 请转发: asks to be passed on.
    Chain,
    /// A trick, and who plays it: "scammer", 骗子.
    Scam,
    /// "Alarm", 闹钟: rings at the time itself.
    Alarm,
    /// 把: what follows is what the verb after it is done to.
    Taking,
    /// "Going", "hadir", 参加: takes part.
    Attends,
    /// "Take", "kick": takes somebody off what "off" or "from" leads to.
    TakesOff,
    /// "Off", "out", "dari": away from what follows.
    AwayFrom,
    /// "Of".
    Of,
    /// "Into", "dalam", 进: what something is added to.
    Into,
    /// "Thing", "benda": what is spoken of without its name.
    Thing,
    /// "For", "untuk", 参加: an event follows.
    ForEvent,
    /// "Wants", "minta": has something done.
    Wants,
    /// 是, which answers a question, too.
    Is,
    /// "After", "lepas": a time follows.
    After,
    /// 过后: a time stands before.
    AfterIt,
    /// "Calendars": more than one.
    Calendars,
    /// 不来了: called off by one who does not come.
    NotComing,
    /// "Call", 叫: renames, or rings somebody up.
    Call,
    /// "Shift", 调动: moves, and is as often the name of something.
    MoveNoun,
    /// "Buy": how many, in an offer.
    Buys,
    /// "Free": what comes with it, in an offer.
    Gives,
    /// 了: has happened, at the end.
    Perfect,
    /// "St", "nd", "rd": ends a number that ranks.
    OrdinalEnd,
    /// 开始: from then on.
    Begins,
    /// "Snooze", and no other word for it.
    SnoozeVerb,
    /// 里: an event stands before, and who is in it after.
    Inside,
    /// "Him", "dia", 他: somebody who has no name here.
    Person,
    /// "Least", "sana": what makes no place of what "at" or "di" leads to.
    NoPlace,
    /// "First", "work", 睡: the same, where no more of a name follows.
    NoPlaceAlone,

    /// "Call", "pm me", 电话: whom to ask of what is offered.
    Contact,
    /// "Marries", "nak kahwin", 办派对: has a party.
    Celebrates,
    /// "Aunty", "couple", 阿姨: people, other than those one works or lives with.
    Folk,
    /// "Everyone", "satu taman", 整栋楼: all those who look on.
    Crowd,
    /// "Still", "baru", 才: not when it was said.
    Belated,
    /// "If only", "kan bagus", 早知道: what is not and will not be.
    Unreal,
    /// "Must", "kena", 得: has to be done.
    Must,
    /// "Asked me to", "suruh", 叫: has somebody do what follows.
    Orders,
    /// "Promised", "setuju", 答应: has said yes to what follows.
    Commits,
    /// 点: an hour stands before.
    HourMark,
    /// "So", "how", 真: how much of a mood.
    Degree,
    /// "Wait", "tunggu", 在家: is somewhere for a time.
    Stays,
    /// "Photos", "gambar", 截图: what is tidied up, and stands in no calendar.
    Clutter,
    /// "Know", "ingat", 知道: has in mind.
    Knows,
    /// "Should be", "sepatutnya", 应该: how it ought to be, which it is not.
    Ought,
    /// "Is enough", "cukup", 就够了: no more is wanted.
    Enough,
    /// "Wait", "give me", "tunggu", 等: some more time is asked for.
    Wait,
    /// "Do", "buat", 做: what the bot is asked whether it can.
    Does,
    /// "The bot", 机器人: who is asked what it can do.
    Bot,
    /// "Forget to", "lupa nak", 忘记: what follows is to be done.
    Forgets,
    /// 那天: of a day, where one stands before it.
    ThatDay,
    /// 没有: asks, at the end of a clause that has what it asks about.
    HasNot,
    /// "So I don't forget", "takut lupa", 免得: why it is asked for follows.
    Lest,
    /// "Asks", "tanya", 问: a question of somebody follows.
    Asks,
    /// "Appointment", "benda", 东西: any event, and none by its name.
    AnyEvent,
    /// "Then", "masa tu", 那天: a time that was said before.
    Then,
    /// "Disturb", "kacau", 吵: what is not to be done at night.
    Disturbs,
    /// "Use", "pakai", 用: what one does with the bot.
    Uses,
    /// "Able to", "reti", 会: what the bot can do.
    Able,
    /// "Looks like", "macam mana", 怎样: how some days are.
    Looks,
}

/// Some senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Senses([u128; 3]);

impl Senses {
    /// No sense.
    pub(super) const NONE: Self = Self([0; 3]);

    /// These senses.
    pub(super) const fn of(senses: &[Sense]) -> Self {
        let mut bits = [0; 3];
        let mut at = 0;
        while at < senses.len() {
            let (word, bit) = place(senses[at]);
            bits[word] |= bit;
            at += 1;
        }
        Self(bits)
    }

    /// These and those.
    pub(super) const fn and(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2]])
    }

    /// Whether this sense is among them.
    pub(super) fn has(self, sense: Sense) -> bool {
        let (word, bit) = place(sense);
        self.0[word] & bit != 0
    }

    /// Whether some sense is in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0[0] & other.0[0] != 0 || self.0[1] & other.0[1] != 0 || self.0[2] & other.0[2] != 0
    }

    /// The number of each, from the lowest on.
    pub(super) fn numbers(self) -> impl Iterator<Item = u16> {
        let bits_of = |(before, mut bits): (u16, u128)| {
            std::iter::from_fn(move || {
                let lowest = u16::try_from(bits.trailing_zeros()).ok().filter(|_| bits != 0)?;
                bits &= bits - 1;
                Some(before + lowest)
            })
        };
        [0, 128, 256].into_iter().zip(self.0).flat_map(bits_of)
    }

    /// Adds a sense.
    pub(super) fn add(&mut self, sense: Sense) {
        let (word, bit) = place(sense);
        self.0[word] |= bit;
    }
}

/// Which bit of which word stands for a sense.
const fn place(sense: Sense) -> (usize, u128) {
    let number = sense as usize;
    (number / 128, 1 << (number % 128))
}

/// The words of one language about what is wanted: spellings, divided by `|`, in folded form.
pub(super) struct Words {
    /// What the words say: those of wishes, and those of what is told.
    pub senses: &'static [&'static [(Sense, &'static str)]],
    /// The words for numbers, from one on.
    pub numerals: &'static [(u32, &'static str)],
    /// The names of months.
    pub months: &'static [(u32, &'static str)],
    /// The names of weekdays.
    pub weekdays: &'static str,
    /// Names of the morning summary that mean nothing else.
    pub digests: &'static str,
    /// Words that are also known with one mistake in them.
    pub often_mistyped: &'static [&'static str],
}
