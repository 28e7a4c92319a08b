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
# A full hour at the side of a picture.
hour-short = { $hour } { $part ->
    [midnight] am
    [dawn] am
    [morning] am
    [noon] pm
    [afternoon] pm
    [dusk] pm
   *[evening] pm
}
# A title in a picture, where there is one line for both.
clock-and-title = { $clock } { $title }
month-of-year = { month } { $year }
days-of-month-short = { $first }–{ $last } { month-short }
day-of-month-short = { $day } { month-short }
days-of-month = { $first } – { $last } { month } { $year }
days-of-months = { $first } { $earlier ->
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
} – { $last } { month-short } { $year }
clock-with-offset = { $clock } (UTC{ $offset })
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
rule-except = { $rule }, except { $dates }
rule-times = { $rule }, { $n ->
    [one] once
   *[other] { $n } times
}
rule-other = on a custom schedule
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
reminder-title = Reminder
no-place = no place
title-and-when = { $title }, { $when }
title-and-place = { $title } · { $place }
event-place = Place: { $place }
event-calendar = Calendar: { $name }
event-join = 🔗 <a href="{ $link }">Join online</a>
event-unanswered = You haven’t answered this invitation yet.
row-is-unanswered = { $title } (not answered)
event-repeats = Repeats { $rule }
event-is-repeating = Part of a series
row-repeats = { $title } · { $rule }
row-is-repeating = { $title } · repeats

created = ✅ Added: { $title }
created-queued = 🕓 Saved for now: { $title }
moved = ✅ Moved: { $title }
changed = ✅ Changed: { $title }
moved-following = ✅ Moved this and all later ones: { $title }
moved-series = ✅ Moved the whole series: { $title }
changed-following = ✅ Changed this and all later ones: { $title }
changed-series = ✅ Changed the whole series: { $title }
moved-apart = { $n ->
    [one] This one had its own time and now follows the series:
   *[other] These had their own times and now follow the series:
}
moved-following-queued = 🕓 Saved for now (this and all later ones): { $title }
moved-series-queued = 🕓 Saved for now (the whole series): { $title }
moved-queued = 🕓 Saved for now: { $title }
queued = { $why } I’ll update Google Calendar as soon as I can.
overlap = ⚠️ Overlaps with: { $event }
lacks-meet = 🔗 Google couldn’t add a Meet link to this event.

plan-coming = Reminder: { $reminders }
plan-reminder = { $lead } ({ $clock })
plan-none = No reminder
plan-past = Too late for a reminder { $lead }

## Assumptions

rolled-to-tomorrow = { $clock } has already passed today, so I made it tomorrow.
today-rolled = You said today, but { $clock } has already passed, so I made it tomorrow.
year-implied = You didn’t give a year, so I assumed { $year }.
meridiem-implied = You didn’t say am or pm, so I assumed { $clock }.
order-implied = I read that as day/month: { $date }.
next-ambiguous = “Next” can mean this week or the week after, so I assumed { $date }.
night-before = “Malam” and a weekday can also mean the night before. I assumed { $date }.
hour-implied = You didn’t give an exact time, so I assumed { $clock }.
at-prayer = ≈ { $clock } ({ $prayer })
prayer-subuh = Subuh
prayer-zohor = Zohor
prayer-jumaat = after Friday prayers
prayer-asar = Asar
prayer-maghrib = Maghrib
prayer-isyak = Isyak
in-gap = The clocks go forward that day and skip that time, so I used { $clock }.
in-overlap = The clocks go back that day, so { $clock } comes twice. I used the first one.
lies-in-the-past = That’s in the past.

## Doubts

doubt-weekday = “{ $said }”: that’s a { $is }, not a { $named }.
doubt-impossible = “{ $said }”: there’s no such date or time.
doubt-end-before-start = “{ $said }”: that ends before it starts.
doubt-too-far = “{ $said }”: that’s too far from today.
doubt-ambiguous = “{ $said }” could mean more than one thing.
doubt-which = Which one did you mean?
doubt-again = Nothing was added. Please try again.

several-offered = I found { $n } events:
several-left = Still to add:
several-made = { $n ->
    [one] ✅ Added:
   *[other] ✅ Added { $n } events:
}
several-made-queued = 🕓 I’ll add these when Google is back:
several-refused = ❌ I couldn’t add these. { $why }
several-over = Already over, so I didn’t add:
enough = OK, I’ve added { $n } and left out the rest.
joined = “Undo” takes back the last one. <code>/list</code> shows them all.
missed = That was for { $when }, but I was offline then, so nothing was added. Add it for later?
in-the-past = { $when } is in the past, so nothing was added.
refused-by-google = ❌ Couldn’t save { $title }. { $why }
only-readable = { $title } is in a calendar you can only view, so I can’t change it.
overridden = { $title } was changed in Google in the meantime, so I kept Google’s version:

## The list

list-heading = Coming up
list-page = Page { $page } of { $pages } · { $n ->
    [one] { $n } event
   *[other] { $n } events
}
list-empty = Nothing coming up. Tell me what and when, and I’ll add it.
list-found = Results for “{ $query }”
list-unread = I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
list-cut = These are the first { $n }. To see more, ask about a day: “what’s on 5 May?”
nothing-on = { $days }: nothing planned.
nothing-found = I couldn’t find anything for “{ $query }”.
nothing-found-past = I couldn’t find anything for “{ $query }” in the last two years.
exported = { $n ->
    [one] Here’s { $n } upcoming event as a file. Any calendar app can open it.
   *[other] Here are your { $n } upcoming events as a file. Any calendar app can open it.
}
not-exported = Titles are hidden in this group, so I won’t send a file here. Ask me in our private chat.
list-as-of = As of { $moment }. { $why }
list-never-read = Not synced with Google yet. { $why }
calendars-unknown = ⚠️ I couldn’t read { $names }, so there may be more events.
calendars-being-read = ⏳ I’m still loading { $names } from Google, so there may be more events.
calendars-read-so-far = ⏳ I’m still loading { $names } from Google ({ $n } entries so far), so there may be more events.
list-is-old = No update from Google since then.
list-being-read = I’m still loading this from Google.
list-read-so-far = I’m still loading this from Google: { $n } entries so far.

## Free time

free-at = ✅ You’re free: { $when }
free-at-unsure = As far as I can see, you’re free: { $when }
free-at-unread = I can’t tell whether you’re free: { $when }
busy-at = ❌ You’re not free: { $when }
free-beside = Also at that time:
free-heading = Free time: { $days }
free-for = Free for { $span }: { $days }
free-day = { $date }: { $times }
free-day-none = { $date }: nothing free
free-day-unread = { $date }: I can’t see this day right now
free-none-then = Nothing free then.
free-none = Nothing free in your working hours.
free-more = { $n ->
    [one] …and one more day. Ask about that date to see it.
   *[other] …and { $n } more days. Ask about fewer days at a time to see them.
}
ask-title = What should I call it?

## Cancelling

cancelled = 🗑 Cancelled: { $event }
cancelled-series = 🗑 Cancelled the whole series: { $event }
cancelled-following = 🗑 Cancelled this and all later ones: { $event }
cancelled-apart = { $n ->
    [one] Including one that had been moved:
   *[other] Including these, which had been moved:
}
cancelled-several = 🗑 Cancelled:
cancelled-queued = 🕓 I’ll cancel this: { $event }
cancelled-series-queued = 🕓 I’ll cancel the whole series: { $event }
cancelled-following-queued = 🕓 I’ll cancel this and all later ones: { $event }
cancelled-several-queued = 🕓 I’ll cancel these:
not-cancelled-these = Not cancelled, because it changed or Google rejected it:
already-cancelled = That’s already cancelled.
changed-since = This has changed since then, so I left it alone. It’s now:
kept = OK, nothing was changed.
button-stale = This button has expired. Send /list for a fresh list.
button-not-yours = This button is for someone else.
ask-several = { $n ->
    [one] Cancel this event?
   *[other] Cancel these { $n } events?
}
ask-series = { $event } repeats. Cancel just this one, this and all later ones, or the whole series?
ask-guests = { $n ->
    [one] Other people are invited to this. Cancel it anyway?
   *[other] Other people are invited to these. Cancel them anyway?
} I won’t email them.
ask-series-change = This repeats. Change just this one, this and all later ones, or the whole series? { $event }
ask-occurrence-change = This repeats, and I can’t move the whole series that way. Move just this one? { $event }
ask-guests-change = Other people are invited to this. Change it anyway? { $event }
    I won’t email them.
no-numbers = Which one? Reply to its message, or give me its number, like <code>/cancel 2</code> or <code>/move 2 5pm</code>.
nothing-then = I couldn’t find anything at that time ({ $when }). Nothing was changed.
titles-hidden = Titles are hidden in this group, so I can’t look for an event by its name. Reply to its message, or use its number in the list, like <code>/cancel 2</code>.
not-in-list = { $n ->
    [one] There’s no number { $numbers } in the list you saw.
   *[other] There are no numbers { $numbers } in the list you saw.
} Nothing was changed.
no-list-seen = I’m not sure which list that number is from.
numbers-changed = { $n ->
    [one] Number { $numbers } has changed since you saw the list.
   *[other] Numbers { $numbers } have changed since you saw the list.
} Nothing was changed.
numbers-gone = { $n ->
    [one] Number { $numbers } is already gone.
   *[other] Numbers { $numbers } are already gone.
} Nothing was changed.
numbers-series = { $n ->
    [one] Number { $numbers } is a whole series, so please cancel it separately.
   *[other] Numbers { $numbers } are whole series, so please cancel them one by one.
} Nothing was changed.
fresh-list = Here’s a fresh list:
fresh-list-empty = Nothing is coming up.

## Which event, and changing it

which-event = Which one do you mean?
did-you-mean = I couldn’t find “{ $said }”. Did you mean { $event }?
no-such-event = I couldn’t find “{ $said }” in your upcoming events. /list shows them all.
move-to-when = When should it be? You can also just reply with a time.
ask-new-title = What should it be called?
ask-place = Where should it be?
ask-length = How long should it be? For example: <code>2 hours</code>

## The calendar of a group

group-calendar-shared = 📅 This group uses the shared calendar.
group-calendar-linked = 📅 This group uses one member’s calendar.
group-calendar-choose = If you choose a calendar, everyone here can see and change what’s in it.
group-calendar-none = To use your own calendar here, sign in first: send me /connect in our private chat.
group-linked = ✅ This group now uses your calendar for lists, new events and reminders.
group-titles-hidden = Titles stay hidden unless you show them. To stop sharing, send /calendar here.
group-unlinked = ✅ This group is back to the shared calendar.
group-fell-back = 📅 The calendar this group used is no longer available, so I’m using the shared one again.
group-fell-back-none = 📅 The calendar this group used is no longer available, so this group has none now.
group-no-calendar = 📅 This group has no calendar yet.
group-lost-expired = ⚠️ I can’t read this group’s calendar any more: Google access has expired. Its owner needs to sign in again: /connect in a private chat with me.
group-lost-not-shared = ⚠️ I can’t read this group’s calendar any more: the person who chose it no longer has access.
group-lost-refused = ⚠️ I can’t read this group’s calendar any more: Google won’t let me use the calendar of the person who chose it.
group-choose = Anyone here who has signed in with me can choose a calendar: /calendar

## Guests and answers to invitations

ask-invite = Invite to { $event }?
ask-invite-mail = { $n ->
    [one] Google will email them the invitation.
   *[other] Google will email each of them the invitation.
}
already-invited = Already invited: { $guests }
ask-uninvite = Remove from the guest list of { $event }?
ask-uninvite-mail = { $n ->
    [one] Google will email them to say they’re no longer invited.
   *[other] Google will email each of them to say they’re no longer invited.
}
unknown-guest = I’m not sure which guest “{ $said }” is.
whom-to-invite = Guests of { $event }
whom-choose = Tap someone to invite them, or write: <code>invite ali@example.com</code>
whom-write = To invite someone, write: <code>invite ali@example.com</code>
guest-accepted = • { $name }: yes
guest-tentative = • { $name }: maybe
guest-declined = • { $name }: no
guest-unanswered = • { $name }: no answer yet
all-invited = Already invited to { $event }: { $guests }
none-invited = They aren’t on the guest list of { $event }.
which-guest = Which “{ $said }” do you mean? { $event } has more than one guest with that name.
guest-names-unread = Google isn’t responding, so I can’t look up names right now. Use the email address, or try again later.
invited = { $n ->
    [one] ✉️ Invited to { $event }. Google is emailing them:
   *[other] ✉️ Invited to { $event }. Google is emailing each of them:
}
invited-queued = { $n ->
    [one] 🕓 I’ll invite them to { $event }, and Google will email them:
   *[other] 🕓 I’ll invite them to { $event }, and Google will email each of them:
}
uninvited = { $n ->
    [one] ✉️ No longer invited to { $event }. Google is emailing them:
   *[other] ✉️ No longer invited to { $event }. Google is emailing each of them:
}
uninvited-queued = { $n ->
    [one] 🕓 I’ll remove them from the guests of { $event }, and Google will email them:
   *[other] 🕓 I’ll remove them from the guests of { $event }, and Google will email each of them:
}
undo-mails = If you undo this, Google emails them again.
invite-later = Once it’s in the calendar, I’ll ask before I invite:
ask-invite-all = Invite to these { $n } events?
ask-invite-all-mail = { $n ->
    [one] Google will email them an invitation to each event:
   *[other] Google will email each of them an invitation to each event:
}
invited-all = ✉️ Invited to { $n } events.
invited-all-queued = 🕓 I’ll invite them to { $n } events when Google is back.
invited-all-mail = Guests, who get an email from Google:
too-many-guests = I can invite up to { $n } people at a time.
guests-not-yours = Only the calendar’s owner can invite people and answer invitations.
ask-answer-series = { $event } repeats. Answer for just this one, or for the whole series?
answered-yes = 👍 You said yes: { $title }
answered-maybe = 🤔 You said maybe: { $title }
answered-no = ❌ You declined: { $event }
answered-nothing = You haven’t answered yet: { $title }
not-an-invitation = That’s not an invitation, so there’s nothing to answer: { $event }

## Undo

undone-removed = ↩️ Undone. No longer in the calendar:
undone-back = ↩️ Undone. Back in the calendar:
undone-reverted = ↩️ Undone. Back to how it was:
undone-taken-off = ↩️ Undone. They’re no longer invited, and Google is emailing them:
undone-put-back = ↩️ Undone. They’re invited again, and Google is emailing them:
undone-answered = ↩️ Undone. I took your answer back:
undone-left = I left these alone, because they’ve changed since:
undone-refused = I couldn’t undo these. { $why }
undo-nothing = There’s nothing to undo. I can undo what you did here in the last ten minutes.
undo-too-late = That was more than ten minutes ago, so I can’t undo it any more.
undo-already = That’s already undone.
undo-changed = Someone has changed this since, so I didn’t undo it. It’s now:
undo-refused = I couldn’t undo that. { $why }

## Reminders

reminder = ⏰ { $title } { $starts }
reminder-now = ⏰ { $title } starts now
reminder-all-day = ⏰ { $title }
reminder-running = ▶️ { $title } started { $ago }, runs { $until }
reminder-late = Sorry, this is { $span } late.
late-reminders = ⏰ Sorry, these are late:
new-reminders = ⏰ Coming up:
snoozed = Next reminder: { $at }
snoozed-quiet = That’s when your quiet hours end.
done = ✅ Done: { $event }
no-reminder-meant = Which reminder do you mean? Reply to it and try again.
reminders-of = 🔔 { $event }
digest-empty = Nothing on today.
digest-overlap = ⚠️ { $first } and { $second } overlap
why-digest = daily summary
why-reminders = Reminders for { $event }
why-reminder = { $at } ({ $why })
why-sent = ✅ Sent: { $reminder }
why-coming = ⏳ Planned: { $reminder }
why-past = ⏭ Skipped: { $lead }. That time had already passed when the event was added or changed.
why-news = the event had just been added or moved
why-snoozed = snoozed
why-that-morning = that morning
why-evening-before = the evening before
why-off = Reminders are off in this chat. Turn them on with <code>/reminders on</code>.
why-not-an-appointment = This is focus time or time off. I list it, but I don’t remind you of it.
why-over = The event is over, so there won’t be any more.
why-done = You marked it as done, so there won’t be any more.
why-no-leads = It has no reminders.
why-held = Google says the calendar is empty, so reminders are paused until you confirm it.
late-ahead = { $event } · { $starts }
late-running = { $event } · started { $ago }
late-now = { $event } · starts now
reminder-moved = 🔄 { $title } has moved
reminder-changed = 🔄 { $title } has changed
was = Was: { $when }
is-now = Now: { $when }
reminder-cancelled = ❌ Cancelled: { $event }
reminders-on = Reminders are on in this chat.
reminders-off = Reminders are off in this chat.
reminders-turn-off = To turn them off, send <code>/reminders off</code>.
reminders-turn-on = To turn them on, send <code>/reminders on</code>.
reminders-not-yours = Only people on this bot’s user list can change that.

## Notices: changes made elsewhere

notice-moved = 🔄 Moved in Google: { $title }
notice-changed = 🔄 Changed in Google: { $title }
notice-series-moved = 🔄 Series moved in Google: { $title }
notice-series-changed = 🔄 Series changed in Google: { $title }
notice-cancelled = ❌ Cancelled in Google: { $event }
notice-series-cancelled = ❌ Series cancelled in Google, starting with { $event }
notice-declined = ❌ You declined: { $event }
notice-moved-away = ➡️ Moved to another calendar ({ $calendar }): { $event }
notice-new = ✨ New in Google: { $event }
someone = Someone
notice-invited = 📨 { $name } invited you: { $event }
other-added = 👤 { $name } added: { $event }
other-moved = 👤 { $name } moved: { $event }
other-changed = 👤 { $name } changed: { $event }
other-cancelled = 👤 { $name } cancelled: { $event }
other-declined = 👤 { $name } declined: { $event }
other-brought-back = 👤 { $name } brought back: { $event }
other-and-later = This and all later ones.
other-whole-series = The whole series.
notice-landed = ✅ Now in Google Calendar: { $event }
notice-landed-deleted = 🗑 Now cancelled in Google Calendar: { $event }
notice-refused = ❌ Your change to { $title } couldn’t be saved. { $why }
notice-overridden = 🔄 Changed in Google in the meantime, so I kept Google’s version: { $event }
notice-ours = Your version: { $what }
notice-trouble = ⚠️ { $why }
notice-expired = ⚠️ Google access to <b>{ $account }</b> has expired.
notice-not-shared = ⚠️ <b>{ $calendar }</b> is no longer shared with you, so I can’t read it.
notice-own-refused = ⚠️ Google won’t let me use your own calendar at <b>{ $account }</b>.
notice-goes-on = Your list and existing reminders still work.
notice-recovered = ✅ Google is back, and everything is up to date.
notice-readable = ✅ I can read <b>{ $calendar }</b> again, and everything is up to date.
notice-signed-in-again = ✅ I can read this group’s calendar again, and everything is up to date.
notice-empty = ⚠️ Google says the calendar is empty, but I had { $n ->
    [one] { $n } event
   *[other] { $n } events
}. Reminders are paused. Is it really empty?
notice-emptied = 🗑 Confirmed: the calendar is empty. { $n ->
    [one] 1 event and its reminders were removed.
   *[other] { $n } events and their reminders were removed.
}
notices-more = { $n ->
    [one] …and one more change. Send /list to see what’s coming up.
   *[other] …and { $n } more changes. Send /list to see what’s coming up.
}
notice-rebuilt = ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.
notice-full = ⚠️ The calendar has more than the { $n } events I can keep, so I’ve left out the ones furthest away.

## Trouble with Google, and what to do about it

why-grant = Google access has expired.
why-client = Google is refusing this bot.
why-forbidden = Google won’t let me use this calendar.
why-not-shared = A calendar is no longer shared with you.
why-own-refused = Google won’t let me use your own calendar.
why-quota = Google is limiting my requests right now.
why-away = Google isn’t responding.
why-invalid = Google rejected it.
why-read-only = You can only view this calendar.
fix-grant = The bot’s operator needs to run <code>janji connect</code> and set the new token.
fix-sign-in = Sign in again with /connect.
fix-sign-in-to = Sign in again: /connect { $account }
fix-client = The bot’s operator needs to check its Google project, and run <code>janji check</code>.
fix-forbidden = The bot’s operator needs to check that the calendar is shared with this account, and run <code>janji check</code>.
fix-not-shared = Ask its owner to share it with you again, or switch it off in /calendars.
fix-own-refused = Check that you can open it at calendar.google.com. With a work or school account, an administrator may have turned it off.
fix-quota = It should pass soon. I’ll keep trying.
fix-away = I’ll keep trying.
fix-invalid = Please word it differently, or add it in Google Calendar yourself.
fix-read-only = Ask its owner for edit access in Google. /calendars shows the ones I can add events to.

## Sync and status

synced-nothing = ✅ In sync with Google. No changes.
synced = ✅ In sync with Google: { $changes }.
synced-added = { $n } new
synced-changed = { $n } changed
synced-removed = { $n } removed
synced-carried-out = { $n ->
    [one] { $n } of your changes saved
   *[other] { $n } of your changes saved
}
synced-waiting = { $n ->
    [one] { $n } change is still waiting for Google.
   *[other] { $n } changes are still waiting for Google.
}
synced-others = ✅ The other calendars are in sync: { $changes }.
synced-others-nothing = ✅ The other calendars are in sync. No changes.
not-synced = ⚠️ Couldn’t sync. { $why } { $fix }
not-synced-named = ⚠️ Couldn’t sync { $names }. { $why } { $fix }
sync-under-way = 🕓 I’m already syncing this calendar. <code>/status</code> shows when it’s done.
sync-under-way-named = 🕓 I’m already syncing { $names }.
calendar-shared = the shared calendar

status-heading = Status
status-last-sync = Last sync: { $moment } ({ $ago })
status-never-synced = Last sync: never
status-next-sync = Next sync: { $moment }
status-google = Google: OK
status-google-trouble = ⚠️ { $why } { $fix }
status-rounds-late = ⚠️ It’s been a while since the last successful sync, so my lists may be out of date.
status-consistent = My copy of the calendar: up to date
status-inconsistent = ⚠️ My copy of the calendar: out of date. The next full sync will fix it.
status-storage = Database: OK
status-storage-away = ⚠️ Database: it isn’t responding. The operator should start it.
status-in-question = ⚠️ Google says the calendar is empty. Reminders are paused until someone taps “Yes, it’s empty” or sends /sync.
status-full = ⚠️ The calendar has more events than I can keep, so the { $n ->
    [one] one furthest away is
   *[other] { $n } furthest away are
} left out. The operator can raise JANJI_MAX_EVENTS.
status-unreadable = ⚠️ { $n ->
    [one] I couldn’t read 1 calendar entry, so it’s missing here. The rest are fine.
   *[other] I couldn’t read { $n } calendar entries, so they’re missing here. The rest are fine.
}
status-storage-too-old = ⚠️ Database: this Redis is too old. The operator should upgrade it to 6.2 or newer.
status-storage-not-kept = ⚠️ Database: a crash could lose data. The operator should set <code>appendonly yes</code> in Redis.
status-storage-evicts = ⚠️ Database: it may drop data when it’s full. The operator should set <code>maxmemory-policy noeviction</code> in Redis.
status-storage-in-cluster = ⚠️ Database: this Redis belongs to a cluster. The operator should add <code>?cluster=true</code> to its address.
status-storage-uncovered = ⚠️ Database: part of it is down, so some chats can’t save anything. The operator should bring it back.
status-storage-without-replica = ⚠️ Database: part of it has no copy, so a crash could lose data. The operator should add replicas.
status-storage-refuses = ⚠️ Database: it won’t save anything. The operator should give Redis more room, or let me write to it.
status-telegram-away = ⚠️ Telegram isn’t responding right now.
status-bad-token = ⚠️ Telegram doesn’t accept this bot’s token. The operator should set a new one.
status-polled-elsewhere = ⚠️ Another program is using this bot’s token, so I may miss messages. The operator should stop it.
status-webhook-unreachable = ⚠️ Telegram can’t deliver messages to me. The operator should check my public address.
status-people-behind = ⚠️ Most of the calendars that users added are out of date.
status-people-refused = ⚠️ Google is refusing this bot, so users’ calendars are out of date.
status-people = Calendars added by users: { $fine } up to date, { $waiting } waiting for the user, { $behind } out of date
status-events = Events: { $n }
status-reminders = Upcoming reminders: { $n }
status-edits = Changes waiting for Google: { $n }
status-quarantined = ⚠️ Messages skipped because they kept failing: { $n }
status-zone = Time zone: { $zone }
status-leads = Reminders here: { $leads }
status-no-leads = Reminders here: on, but no times are set
status-reminders-off = Reminders here: off

## Greetings and hints

start-hello = 👋 <b>Hi, I’m Janji.</b>
start-what = Tell me what you’re planning and when. I’ll add it to Google Calendar and remind you in time.
start-examples = For example:
start-more = /list shows what’s coming up, /help shows what else I can do.
help-heading = <b>What I can do</b>
help-write = Just write it in your own words, and say when:
help-commands = Commands:
help-cancel = To cancel from a list, use its numbers: <code>/cancel 2</code> or <code>/cancel 1,3-5</code>
# Lines that people can write; a test holds that each of them is understood.
examples =
    brunch w cousins sun 10.30am @ VCR
    standup tmr 930am
    gym every mon wed fri 7am
    client call wed 10.30am (remind me 15 mins earlier)
    Japan trip 12 to 20 May
welcome = 👍
smile = 😊
hello = Hi! Tell me about an event, like: <code>{ $example }</code>
offer = Should I add this? { $event }
offer-move = Should I move it? { $event }
unknown-command = I don’t know that command. Send /help to see what I can do.
unknown-command-nearest = I don’t know that command. Did you mean { $command }?
no-time = I couldn’t find a date or time in that, so nothing’s changed. For an event, try something like: <code>{ $example }</code>
text-only = I can only read text. Please type it out.
unreadable = I couldn’t read that one. Please send it as plain text.
refused = Sorry, this is a private bot. Its owner can add you with this ID: <code>{ $number }</code>
owner-hello = 👋 <b>You’re the owner of this bot now.</b> I only answer you and the people you list.
owner-offer = I’ll remember that. To be safe, keep your ID in the settings too: <code>{ $line }</code>
owner-line = To be safe, please add this line to <code>.env</code> as well: <code>{ $line }</code>
owner-written = ✅ Saved in <code>.env</code>: <code>{ $line }</code>
owner-not-written = I can’t write to <code>.env</code>.
claim-refused = This link isn’t valid. Each link works only once, for an hour.
import-offered = { $n ->
    [one] This file has one event to add:
   *[other] This file has { $n } events to add:
}
import-left = { $n ->
    [one] Still to add from this file:
   *[other] Still to add from this file ({ $n } events):
}
import-more = …and { $n } more
import-past = { $n ->
    [one] One event in it is already over.
   *[other] { $n } events in it are already over.
}
import-unreadable = { $n ->
    [one] I couldn’t read one of the entries.
   *[other] I couldn’t read { $n } of the entries.
}
import-usual-days = { $n ->
    [one] The file changes or skips one date of a series. I add that date as usual.
   *[other] The file changes or skips { $n } dates of a series. I add those dates as usual.
}
import-extra-days = { $n ->
    [one] The file adds one extra date to a series. I leave that out.
   *[other] The file adds { $n } extra dates to a series. I leave those out.
}
import-cut = There’s more in the file, but I only look at the first 100 events.
import-too-large = This file is too big. I can read calendar files up to 512 KB.
import-not-a-calendar = This doesn’t look like a calendar file (.ics).
import-not-downloaded = I couldn’t get this file from Telegram. Please send it again.
import-nothing = There’s nothing to add in this file.
not-corrected-unread = I couldn’t find an event in your edited message, so this one stays as it was: { $event }
not-corrected-changed = This event has changed since, so I didn’t apply your edit. It’s now: { $event }
not-corrected-series = Editing a message can’t change a series, so this stays as it was: { $event }
storage-away = ⚠️ I can’t reach my database right now, so I couldn’t do that. Please send it again in a minute.
waits-for-storage = 🕓 Got your message, but I can’t reach my database right now. I’ll handle it and reply as soon as it’s back.
sorry = 😕 Sorry, something went wrong. Reference: <code>{ $reference }</code>

## Commands, as Telegram's menu shows them

command-start = What I do
command-help = Examples and commands
command-list = What’s coming up
command-cancel = Cancel by number: /cancel 2
command-sync = Sync with Google now
command-status = Sync, reminders and any problems
command-reminders = Turn reminders in this chat on or off
command-today = Today’s events
command-tomorrow = Tomorrow’s events
command-week = This week, also as a picture
command-month = This month
command-free = When you’re free: /free friday
command-find = Find an event: /find dentist
command-move = Move an event: /move 2 friday 3pm
command-undo = Undo your last change
command-guests = Invite people: /guests 2 ali@example.com
command-settings = Language, time zone, quiet hours and more
command-connect = Sign in to a Google account
command-accounts = Your Google accounts
command-calendars = Choose which calendars I read and add events to
command-rename = Rename an event: /rename 2 lunch with Mei
command-place = Change the place: /place 2 KLCC
command-length = Change the length: /length 2 90 min
command-remind = Set an event’s reminders: /remind 2 1d, 1h
command-snooze = Get reminded again later: /snooze 10 min
command-done = Done: no more reminders for this event
command-why = Why a reminder came, or didn’t: /why 2
command-export = Upcoming events as a calendar file
command-forget = Delete what I keep about this chat

## Buttons

label-add-this = Add
label-cancel = Cancel
label-undo = ↩️ Undo
label-snooze = 💤 { $span }
label-snooze-start = 💤 At the start
label-snooze-tomorrow = 💤 Tomorrow 09:00
label-done = Done
label-move = Move
label-later-15 = +15 min
label-later-hour = +1 h
label-tomorrow = Tomorrow
label-next-week = Next week
label-back = ‹ Back
label-that-one = Yes, that one
label-go-ahead = Go ahead
label-cancel-row = ✕ { $n }
label-add-all = Add all { $n }
label-add = Add { $n }
label-cancel-all = Yes, cancel all
label-this-one = Just this one
label-and-later = This and later ones
label-whole-series = The whole series
label-enough = That’s all
label-group-calendar = This group’s calendar
label-link-calendar = Use my “{ $name }”
label-unlink = Back to the shared one
label-invite = Invite
label-do-not-invite = Don’t invite
label-invite-this = Invite to just this one
label-invite-series = Invite to the whole series
label-take-off = Remove
label-yes = Yes
label-maybe = Maybe
label-no = No
label-keep = Never mind
label-earlier = ‹ Earlier
label-later = Later ›
label-picture = 🖼 Picture
label-days-before = ‹ { $days }
label-days-after = { $days } ›
label-refresh = Refresh
label-soon = In 30 minutes ({ $clock })
label-instead = Make it { $moment }
label-keep-today = Keep today
label-use-mine = Use mine instead
label-it-is-empty = Yes, it’s empty

## Settings

settings-heading = <b>Settings for this chat</b>
settings-how = Tap one to change it, or just tell me: “set timezone to London”, “no reminders after 10pm”.
setting-row = { $setting }: <b>{ $value }</b>
setting-saved = Saved. { $setting }
setting-misread = I didn’t understand “{ $said }”.
setting-not-yours = Only people on this bot’s user list can change that.
setting-for-admins = Only this group’s admins can change its settings.
admins-unknown = Telegram didn’t tell me who this group’s admins are, so nothing was changed. Please try again in a minute.
setting-zone-how = Pick one, type a city, or send me a location. I only use it for this and don’t keep it.
setting-leads-how = Or just tell me: “remind me 1 day and 2 hours before”.
setting-quiet-how = During quiet hours, I only send reminders for events with a set time. Or just tell me: “quiet from 10pm to 7am”.
setting-digest-how = A short list of the day’s events every morning, without a sound. Or just tell me: “daily summary at 6.45am”.
setting-others-how = I’ll tell you when someone else adds, moves or cancels an event through me.
setting-titles-how = Until someone turns this on, I only say “Busy” in this group, with no titles or places.
setting-zone = Time zone
setting-language = Language
setting-leads = Remind me
setting-digest = Daily summary
setting-quiet = Quiet hours
setting-length = Event length
setting-hour-style = Time format
setting-working-hours = Working hours
setting-week-start = Week starts on
setting-weekend = Weekend
setting-day-order = Date format
setting-reminders = Reminders here
setting-picture = Week as a picture
setting-others = Others’ changes
setting-titles = Show titles here
value-language = { $tag ->
    [en] English
    [ms] Bahasa Melayu
   *[zh] 中文
}
value-twenty-four-hours = 24-hour (15:30)
value-twelve-hours = 12-hour (3:30 pm)
value-day-first = day first (31/12)
value-month-first = month first (12/31)
value-on = on
value-off = off
value-none = none
busy = Busy
label-all-settings = ‹ All settings
label-show-titles = Show titles here
label-choose = Choose
label-write-to-env = Save in .env
label-forget = Yes, delete it
label-account-default = New events go here
label-account-rename = Rename
label-account-sign-out = Sign out
label-switch-off = Switch off
label-write-here = ✏️ Add events here
label-calendars = Calendars

## Forgetting

ask-forget = <b>Forget this chat?</b>
ask-forget-what = I’ll delete its settings, lists, buttons, undo history and reminders.
ask-forget-stays = Your calendar and your other chats stay as they are.
forgotten = Done. I’ve forgotten everything about this chat. Message me any time to start again.

## Google accounts

accounts-off = You can’t sign in from the chat: this bot has no <code>JANJI_SECRET_KEY</code>. Its operator can set one.
accounts-wrong-key = You can’t sign in right now: this bot’s <code>JANJI_SECRET_KEY</code> doesn’t match what it has stored. Its operator can fix that.
accounts-only-in-private = Let’s do that in our private chat.
sign-in-link = 🔗 <a href="{ $address }">Sign in with Google</a>. The link is only for you, works once, and expires in 10 minutes.
sign-in-unverified = If Google says it hasn’t verified this app, choose “Advanced” and continue: the app belongs to the person who runs this bot.
sign-in-paste = At the end, your browser opens a page that won’t load. That’s fine: copy its address and send it to me here.
signed-in = ✅ Signed in: <b>{ $name }</b>. I’m loading its calendar now. See your accounts with /accounts.
signed-in-default = New events go there from now on.
signed-in-again = ✅ Signed in again: <b>{ $name }</b>.
signed-in-without-list = I can only see this account’s main calendar. To choose from all its calendars, use /connect again and tick both boxes.
sign-in-unknown = That address isn’t from a sign-in you started here, so nothing has changed. Use /connect to sign in.
sign-in-expired = That link is over 10 minutes old, so nothing has changed. Use /connect to get a new one.
sign-in-used = That link has already been used, so nothing has changed. Use /connect to get a new one.
sign-in-refused = You didn’t allow it at Google, so nothing has changed.
sign-in-no-calendar = You didn’t let me use your calendar’s events, so nothing has changed. Use /connect again and tick that box.
sign-in-not-lasting = Google only gave me access for a short time. Remove Janji at myaccount.google.com/permissions, then use /connect again.
sign-in-google = Google didn’t accept that, or isn’t responding, so nothing has changed. Please try /connect again.
sign-in-too-many = You already have { $n } accounts, which is the limit. Sign out of one first: /accounts
accounts-heading = <b>Your Google accounts</b>
accounts-none = You haven’t signed in to a Google account yet. Use /connect to sign in.
accounts-more = /connect adds another one.
account-row = <b>{ $name }</b>: { $state }
account-row-default = <b>{ $name }</b> (new events go here): { $state }
account-good = up to date
account-new = loading for the first time
account-expired = access has expired; sign in again with /connect { $name }
account-not-shared = one of its calendars is no longer shared with you; see /calendars
accounts-default-is = ✅ New events now go to <b>{ $name }</b>.
accounts-ask-name = What should <b>{ $name }</b> be called? Send me one word.
accounts-renamed = ✅ <b>{ $was }</b> is now called <b>{ $name }</b>.
accounts-name-taken = You already have an account called <b>{ $name }</b>.
accounts-bad-name = A name has to be one word of up to 30 letters.
accounts-ask-out = Sign out of <b>{ $name }</b>?
accounts-ask-out-more = I’ll give up my access at Google and delete everything I keep about this account. Your events stay in Google Calendar.
accounts-signed-out = ✅ Signed out of <b>{ $name }</b>. I’ve deleted everything I kept about it.
accounts-not-revoked = Google didn’t answer, so please also remove Janji at myaccount.google.com/permissions.
accounts-still-used = This Google account is still used here, so I haven’t revoked its access.
accounts-may-be-used = The shared calendar may be using this Google account too, so I haven’t revoked its access. If it isn’t, please also remove Janji at myaccount.google.com/permissions.
accounts-no-such = You don’t have an account called <b>{ $name }</b>. /accounts shows yours.
calendars-heading = <b>Your calendars</b> (✓ = I read it)
calendars-more = Tap one to switch it on or off.
calendars-shared = The shared calendar is listed too. It isn’t in your Google account, so you can’t switch it off here.
calendar-row-default = { $name } · new events go here
calendar-row-read-only = { $name } · view only
calendar-row-lost = { $name } · no longer shared with you
calendars-not-granted = { $name }: I can only see its main calendar. To choose others, use /connect { $name } again and tick both boxes.
calendars-unavailable = { $name }: I can’t get its list of calendars from Google right now, so there may be more.
calendar-read = ✅ <b>{ $name }</b> is on. I’m loading it now.
calendar-left-out = ✅ <b>{ $name }</b> is off. I’ve deleted everything I kept about it.
calendar-ask-off = Switch off <b>{ $name }</b>?
edits-would-be-lost = { $n ->
    [one] ⚠️ One change isn’t in Google Calendar yet and would be lost.
   *[other] ⚠️ { $n } changes aren’t in Google Calendar yet and would be lost.
}
calendar-not-read = <b>{ $name }</b> is off. Switch it on first.
calendar-read-only = You can only view <b>{ $name }</b>, so new events can’t go there.
calendar-no-such = You don’t have a calendar called <b>{ $name }</b>.
calendars-too-many = I can read up to { $n } calendars for you. Switch another one off first.

## The operator and the people

invitation = 🎟 This link lets one person join. It works for 7 days: { $link }
no-invitations = Invitations are off: <code>JANJI_SIGN_UP</code> isn’t <code>invited</code>.
users-heading = { $n ->
    [0] <b>Nobody has signed in or joined yet.</b>
    [one] <b>One person</b>
   *[other] <b>{ $n } people</b>
}
user-row = • { $user }: accounts { $accounts }, calendars { $calendars }
user-in-trouble = • { $user }: accounts { $accounts }, calendars { $calendars }, with problems { $n }
users-limit = ⚠️ Google limits unverified projects to fewer than 100 people. Once you’re there, nobody new can sign in.
user-removed = ✅ Removed { $user } and everything I kept about them.
edits-lost = { $n ->
    [one] ⚠️ One change wasn’t in Google Calendar yet and is lost.
   *[other] ⚠️ { $n } changes weren’t in Google Calendar yet and are lost.
}
user-unknown = I don’t know anyone with the number { $user }.
