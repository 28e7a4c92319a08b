# What Janji says, in English. Text is HTML as Telegram reads it; arguments arrive escaped.
# `label-…` and `command-…` are plain text: they stand on buttons and in Telegram's own menus.

## Dates and clocks

weekday = { $weekday ->
    [MO] Monday
    [TU] Tuesday
    [WE] Wednesday
    [TH] Thursday
    [FR] Friday
    [SA] Saturday
   *[SU] Sunday
}
weekday-short = { $weekday ->
    [MO] Mon
    [TU] Tue
    [WE] Wed
    [TH] Thu
    [FR] Fri
    [SA] Sat
   *[SU] Sun
}
# A weekday in a rule, and one that follows another there.
weekday-in-rule = { weekday }
weekday-following = { weekday }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date = { weekday } { $day } { month }
date-with-year = { weekday } { $day } { month } { $year }
date-short = { weekday-short } { $day } { month-short }
date-short-with-year = { $day } { month-short } { $year }
# The same day every year.
day-of-year = { $day } { month }
today = Today, { $date }
tomorrow = Tomorrow, { $date }
yesterday = Yesterday, { $date }
# A clock of twelve hours, or a range of them within one part of the day.
clock-twelve = { $clock } { $part ->
    [midnight] am
    [dawn] am
    [morning] am
    [noon] pm
    [afternoon] pm
    [dusk] pm
   *[evening] pm
}
clock-range = { $start }–{ $end }
date-range = { $start } – { $end }
date-and-clock = { $date }, { $clock }
# A row of a list whose event ends on another day.
clock-to-other-day = { $start } – { $date }, { $end }
all-day = all day
all-day-on = { $date }, all day
all-day-until = all day, until { $date }
until-clock = until { $clock }
until-moment = until { $date }, { $clock }
days-in-all = { $range } ({ $n } days)
when-in-zone = { $when } ({ zone })
zone = { $key ->
    [UTC] UTC
   *[other] { $city } time
}

## Lengths of time

weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
span-and-span = { $first } { $second }
in-span = in { $span }
span-ago = { $span } ago
span-before = { $span } before
at-the-start = at the start

## Lists of words

list-comma = { $first }, { $second }
list-and = { $first } and { $second }
list-more = …and { $n } more

## Rules: how an event repeats

rule-daily = { $n ->
    [1] every day
    [2] every other day
   *[other] every { $n } days
}
rule-weekly = { $n ->
    [1] every week
    [2] every other week
   *[other] every { $n } weeks
}
rule-weekly-on = { $n ->
    [1] every { $days }
    [2] every other week on { $days }
   *[other] every { $n } weeks on { $days }
}
rule-workdays = every weekday
rule-monthly = { $n ->
    [1] every month
    [2] every other month
   *[other] every { $n } months
}
rule-monthly-on = { rule-monthly } on the { $days }
rule-yearly = { $n ->
    [1] every year
    [2] every other year
   *[other] every { $n } years
}
rule-yearly-on = { rule-yearly } on { $date }
rule-yearly-on-nth = { rule-yearly } on the { $weekday } of { month }
rule-until = { $rule }, until { $date }
rule-times = { $rule }, { $n ->
    [one] once
   *[other] { $n } times
}
rule-other = by a rule of its own
day-of-month = { $n ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $n }th
}
last-day-of-month = last day
nth-weekday = { $n ->
    [1] first
    [2] second
    [3] third
    [4] fourth
    [5] fifth
   *[-1] last
} { weekday }

## Events

no-title = (no title)
no-place = no place
title-and-when = { $title }, { $when }
title-and-place = { $title } · { $place }
event-place = Place: { $place }
event-repeats = Repeats { $rule }
event-is-repeating = One of a series
row-is-repeating = { $title } · repeats

created = ✅ Added: { $title }
created-queued = 🕓 Noted: { $title }
moved = ✅ Moved: { $title }
moved-queued = 🕓 Noted: { $title }
queued = { $why } I keep this and carry it out as soon as Google is back.
overlap = ⚠️ At the same time: { $event }

plan-coming = Reminder: { $reminders }
plan-reminder = { $lead } ({ $clock })
plan-none = No reminder
plan-past = Too late for a reminder { $lead }

## What was implied

rolled-to-tomorrow = { $clock } has passed today, so tomorrow.
today-rolled = You said today, but { $clock } has passed, so tomorrow.
year-implied = No year was said, so I took { $year }.
meridiem-implied = No am or pm was said, so I took { $clock }.
order-implied = I read the day first: { $date }.
next-ambiguous = “Next” can mean this week or the one after: I took { $date }.
hour-implied = No exact time was said, so I took { $clock }.
in-gap = The clocks skip that time on that day, so I took { $clock }.
in-overlap = The clocks show { $clock } twice on that day: I took the first.
lies-in-the-past = That lies in the past.

## Doubts

doubt-weekday = “{ $said }”: that date is a { $is }, not a { $named }.
doubt-impossible = “{ $said }”: there is no such date or time.
doubt-end-before-start = “{ $said }”: that ends before it begins.
doubt-too-far = “{ $said }”: that is further away than calendars go.
doubt-ambiguous = “{ $said }” can mean more than one thing.
doubt-which = Which do you mean?
doubt-again = I added nothing. Please say it once more.
in-the-past = { $when } is in the past, so I added nothing.
refused-by-google = ❌ { $title } is not in the calendar. { $why }
overridden = { $title } was changed in Google meanwhile, so Google’s version stands:

## The list

list-heading = Coming up
list-page = Page { $page } of { $pages } · { $n ->
    [one] { $n } event
   *[other] { $n } events
}
list-empty = Nothing coming up. Write what you plan and when, and it is here.
list-as-of = As of { $moment }. { $why }
list-never-read = Not read from Google yet. { $why }
list-is-old = Google has not been heard of since.

## Cancelling

cancelled = 🗑 Cancelled: { $event }
cancelled-series = 🗑 Cancelled the whole series: { $event }
cancelled-several = 🗑 Cancelled:
cancelled-queued = 🕓 Noted, to be cancelled: { $event }
cancelled-series-queued = 🕓 Noted, the whole series to be cancelled: { $event }
cancelled-several-queued = 🕓 Noted, to be cancelled:
not-cancelled-these = Not cancelled, as they have changed or Google refused:
already-cancelled = That is cancelled already.
changed-since = This has changed since, so I did nothing. It is now:
kept = All right, nothing was changed.
button-stale = This button is too old. Send /list for a fresh list.
button-not-yours = This button belongs to somebody else.
ask-several = { $n ->
    [one] Cancel this event?
   *[other] Cancel these { $n } events?
}
ask-series = { $event } is one of a series. Cancel only this one, or the whole series?
ask-guests = { $n ->
    [one] Others are invited to this. Cancel it all the same?
   *[other] Others are invited to these. Cancel them all the same?
} They get no mail from me.
no-numbers = Which one? For example <code>/cancel 2</code> or <code>/cancel 1,3-5</code>.
not-in-list = { $n ->
    [one] There is no number { $numbers } in the list you saw.
   *[other] There are no numbers { $numbers } in the list you saw.
} I cancelled nothing.
no-list-seen = I do not know which list you mean, so I cancelled nothing.
numbers-changed = { $n ->
    [one] Number { $numbers } has changed since you saw the list.
   *[other] Numbers { $numbers } have changed since you saw the list.
} I cancelled nothing.
numbers-gone = { $n ->
    [one] Number { $numbers } is gone already.
   *[other] Numbers { $numbers } are gone already.
} I cancelled nothing.
fresh-list = Here is a fresh list:
fresh-list-empty = Nothing is coming up.

## Reminders

reminder = ⏰ { $title } { $starts }
reminder-now = ⏰ { $title } begins now
reminder-all-day = ⏰ { $title }
reminder-running = ▶️ { $title } began { $ago }, { $until }
reminder-late = Sorry, this comes { $span } late.
late-reminders = ⏰ Sorry, these come late:
late-ahead = { $event } · { $starts }
late-running = { $event } · began { $ago }
late-now = { $event } · begins now
reminder-moved = 🔄 { $title } has moved
reminder-changed = 🔄 { $title } has changed
was = Was: { $when }
is-now = Now: { $when }
reminder-cancelled = ❌ Cancelled: { $event }
reminders-on = Reminders come to this chat.
reminders-off = No reminders come to this chat.
reminders-turn-off = <code>/reminders off</code> turns them off.
reminders-turn-on = <code>/reminders on</code> turns them on.
reminders-not-yours = Only the people this bot was set up for can change that.

## Notices: what was done elsewhere

notice-moved = 🔄 Moved in Google: { $title }
notice-changed = 🔄 Changed in Google: { $title }
notice-cancelled = ❌ Cancelled in Google: { $event }
notice-new = ✨ New in Google: { $event }
notice-landed = ✅ Now in the calendar: { $event }
notice-landed-deleted = 🗑 Now cancelled in the calendar: { $event }
notice-refused = ❌ Google did not take { $title }. { $why }
notice-overridden = 🔄 Changed in Google meanwhile, so Google’s version stands: { $event }
notice-ours = Yours was: { $what }
notice-trouble = ⚠️ { $why }
notice-goes-on = Your list and the reminders I know go on working.
notice-recovered = ✅ Google answers again, and all is up to date.
notice-empty = ⚠️ Google says the calendar is empty, but I knew { $n ->
    [one] { $n } event
   *[other] { $n } events
}. I hold the reminders back until you tell me: is it really empty?
notice-emptied = 🗑 The calendar was emptied, as one of you has said: { $n ->
    [one] its event and the reminders of it are gone.
   *[other] its { $n } events and their reminders are gone.
}
notices-more = { $n ->
    [one] …and one more change: /list shows what is coming.
   *[other] …and { $n } more changes: /list shows what is coming.
}
notice-rebuilt = ⚠️ My memory was lost and has been rebuilt from Google. Changes that still waited for Google may be gone: please have a look.
notice-full = ⚠️ The calendar has more than the { $n } events I may keep. I leave out the ones furthest away.

## Troubles with Google, and the mend

why-grant = Google wants a new sign-in.
why-forbidden = Google refuses me this calendar.
why-quota = Google allows no more calls for the moment.
why-away = Google does not answer.
why-invalid = Google refused this.
mend-grant = An operator must run <code>janji connect</code> and put in the new refresh token.
mend-forbidden = An operator should see that the calendar is shared with this account, and run <code>janji check</code>.
mend-quota = It passes by itself; I try again.
mend-away = I try again by myself.
mend-invalid = Please say it another way, or put it into Google Calendar yourself.

## Sync and status

synced-nothing = ✅ In step with Google. Nothing had changed.
synced = ✅ In step with Google: { $changes }.
synced-added = { $n } new
synced-changed = { $n } changed
synced-removed = { $n } gone
synced-carried-out = { $n ->
    [one] { $n } change of yours carried out
   *[other] { $n } changes of yours carried out
}
synced-waiting = { $n ->
    [one] { $n } change still waits for Google.
   *[other] { $n } changes still wait for Google.
}
not-synced = ⚠️ Not synced. { $why } { $mend }
sync-under-way = 🕓 This calendar is being synced already; I did not begin again. <code>/status</code> shows when it is done.

status-heading = How things stand
status-last-sync = Last sync: { $moment } ({ $ago })
status-never-synced = Last sync: none yet
status-next-sync = Next sync: { $moment }
status-google = Google: answers
status-google-trouble = ⚠️ { $why } { $mend }
status-consistent = Calendar and copy: agree
status-inconsistent = ⚠️ Calendar and copy: differ; the next full sync mends it
status-storage = Storage: in order
status-in-question = ⚠️ Google says the calendar is empty. Its reminders wait until somebody presses “Yes, it is empty” or sends /sync.
status-full = ⚠️ The calendar has more events than I may keep; the ones furthest away are left out. An operator can raise JANJI_MAX_EVENTS.
status-storage-too-old = ⚠️ Storage: this Redis is too old. An operator should upgrade it to 6.2 or newer.
status-storage-not-kept = ⚠️ Storage: a crash could lose data. An operator should set <code>appendonly yes</code> in Redis.
status-storage-evicts = ⚠️ Storage: it may forget things when it is full. An operator should set <code>maxmemory-policy noeviction</code> in Redis.
status-storage-refuses = ⚠️ Storage: it does not take what I write. An operator should give Redis room, or let me write.
status-polled-elsewhere = ⚠️ Another program uses this bot's token, so messages may not reach me. An operator should stop it.
status-events = Events: { $n }
status-reminders = Reminders to come: { $n }
status-edits = Changes waiting for Google: { $n }
status-set-aside = ⚠️ Messages set aside after repeated failures: { $n }
status-zone = Time zone: { $zone }
status-leads = Reminders here: { $leads }
status-no-leads = Reminders here: on, but with no time set
status-reminders-off = Reminders here: off

## Greetings and hints

start-hello = 👋 <b>Hello, I am Janji.</b>
start-what = Write what you plan and when. I put it into Google Calendar and remind you in time.
start-examples = For example:
start-more = /list shows what is coming up, /help what else I can do.
help-heading = <b>What I can do</b>
help-write = Write an event in your own words, with a time in it:
help-commands = Commands:
help-cancel = Under a list, <code>/cancel 2</code> or <code>/cancel 1,3-5</code> cancels by number.
# Lines that people can write; a test holds that each of them is understood.
examples =
    brunch w cousins sun 10.30am @ VCR
    standup tmr 930am
    gym every mon wed fri 7am
    client call wed 10.30am (remind me 15 mins earlier)
    Japan trip 12 to 20 May
not-yet = I understand what you’d like, but I can’t do that yet.
unknown-command = I do not know that command. /help shows what I can do.
no-time = I found no time in that. Try for example: <code>{ $example }</code>
text-only = I read text only. Please write it to me.
unreadable = I could not read that one. Please send it as plain text.
refused = Sorry, this bot serves other people. Whoever runs it can add you by this number: <code>{ $number }</code>
storage-away = ⚠️ My storage is away, so nothing was done. Please send it again in a minute.
waits-for-storage = 🕓 I have your message, but my storage does not answer. I will see to it and answer as soon as it is back.
sorry = 😕 Sorry, something went wrong on my side. Reference: <code>{ $reference }</code>

## Commands, as Telegram's menu shows them

command-start = What I am for
command-help = Examples and commands
command-list = What is coming up
command-cancel = Cancel by number: /cancel 2
command-sync = Read the calendar now
command-status = How things stand
command-reminders = Reminders in this chat: on or off

## Buttons

label-cancel = Cancel
label-cancel-row = Cancel { $n }
label-cancel-all = Yes, cancel all
label-this-one = Only this one
label-whole-series = The whole series
label-keep = Leave it
label-earlier = ‹ Earlier
label-later = Later ›
label-refresh = Refresh
label-instead = Make it { $moment }
label-keep-today = Keep today
label-use-mine = Use mine instead
label-it-is-empty = Yes, it is empty
