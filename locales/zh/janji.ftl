# Janji 说的话（简体中文）。文字是 Telegram 读取的 HTML。
# `label-…` 和 `command-…` 是纯文字：用在按钮和 Telegram 的菜单上。

## 日期和钟点

weekday = { $weekday ->
    [MO] 星期一
    [TU] 星期二
    [WE] 星期三
    [TH] 星期四
    [FR] 星期五
    [SA] 星期六
   *[SU] 星期日
}
weekday-short = { $weekday ->
    [MO] 周一
    [TU] 周二
    [WE] 周三
    [TH] 周四
    [FR] 周五
    [SA] 周六
   *[SU] 周日
}
weekday-in-rule = { weekday-short }
weekday-following = { $weekday ->
    [MO] 一
    [TU] 二
    [WE] 三
    [TH] 四
    [FR] 五
    [SA] 六
   *[SU] 日
}
month = { $month }月
month-short = { $month }月
date = { month }{ $day }日 { weekday }
date-with-year = { $year }年{ month }{ $day }日 { weekday }
date-short = { month-short }{ $day }日 { weekday-short }
date-short-with-year = { $year }年{ month-short }{ $day }日
day-of-year = { month }{ $day }日
today = 今天 { $date }
tomorrow = 明天 { $date }
yesterday = 昨天 { $date }
clock-twelve = { $part ->
    [midnight] 凌晨
    [dawn] 凌晨
    [morning] 上午
    [noon] 中午
    [afternoon] 下午
    [dusk] 晚上
   *[evening] 晚上
}{ $clock }
hour-short = { $part ->
    [midnight] 凌晨
    [dawn] 凌晨
    [morning] 上午
    [noon] 中午
    [afternoon] 下午
    [dusk] 晚上
   *[evening] 晚上
}{ $hour }点
clock-and-title = { $clock } { $title }
month-of-year = { $year }年{ month }
days-of-month-short = { month-short }{ $first }–{ $last }日
day-of-month-short = { month-short }{ $day }日
days-of-month = { $year }年{ month }{ $first }日 – { $last }日
days-of-months = { $year }年{ $earlier }月{ $first }日 – { month-short }{ $last }日
clock-with-offset = { $clock }（UTC{ $offset }）
clock-range = { $start }–{ $end }
date-range = { $start } – { $end }
date-and-clock = { $date } { $clock }
clock-to-other-day = { $start } – { $date } { $end }
all-day = 全天
all-day-on = { $date } 全天
all-day-until = 全天，到{ $date }
until-clock = 到{ $clock }
until-moment = 到{ $date } { $clock }
days-in-all = { $range }（共{ $n }天）
when-in-zone = { $when }（{ zone }）
zone = { $key ->
    [UTC] UTC
    [Kuala_Lumpur] 吉隆坡时间
    [Kuching] 古晋时间
    [Singapore] 新加坡时间
    [Jakarta] 雅加达时间
    [Bangkok] 曼谷时间
    [Shanghai] 北京时间
    [Hong_Kong] 香港时间
    [Taipei] 台北时间
    [Tokyo] 东京时间
    [Seoul] 首尔时间
    [Dubai] 迪拜时间
    [London] 伦敦时间
    [Paris] 巴黎时间
    [Sydney] 悉尼时间
    [Melbourne] 墨尔本时间
    [New_York] 纽约时间
    [Los_Angeles] 洛杉矶时间
   *[other] { $city } 时间
}

## 时长

weeks = { $n }周
days = { $n }天
hours = { $n }小时
minutes = { $n }分钟
span-and-span = { $first }{ $second }
in-span = { $span }后
span-ago = { $span }前
span-before = 提前{ $span }
at-the-start = 开始时

## 词语的排列

list-comma = { $first }、{ $second }
list-and = { $first }、{ $second }
list-more = …还有{ $n }个

## 重复

rule-daily = { $n ->
    [1] 每天
    [2] 每隔一天
   *[other] 每{ $n }天
}
rule-weekly = { $n ->
    [1] 每周
    [2] 每隔一周
   *[other] 每{ $n }周
}
rule-weekly-on = { $n ->
    [1] 每{ $days }
    [2] 每隔一周的{ $days }
   *[other] 每{ $n }周的{ $days }
}
rule-workdays = 每周一至周五
rule-monthly = { $n ->
    [1] 每月
    [2] 每隔一个月
   *[other] 每{ $n }个月
}
rule-monthly-on = { $n ->
    [1] 每月{ $days }
    [2] 每隔一个月的{ $days }
   *[other] 每{ $n }个月的{ $days }
}
rule-yearly = { $n ->
    [1] 每年
    [2] 每隔一年
   *[other] 每{ $n }年
}
rule-yearly-on = { $n ->
    [1] 每年{ $date }
    [2] 每隔一年的{ $date }
   *[other] 每{ $n }年的{ $date }
}
rule-yearly-on-nth = { $n ->
    [1] 每年{ month }{ $weekday }
    [2] 每隔一年的{ month }{ $weekday }
   *[other] 每{ $n }年的{ month }{ $weekday }
}
rule-until = { $rule }，到{ $date }
rule-except = { $rule }，{ $dates }除外
rule-times = { $rule }，共{ $n }次
rule-other = 自定义
day-of-month = { $n }日
last-day-of-month = 最后一天
nth-weekday = { $n ->
    [1] 第一个
    [2] 第二个
    [3] 第三个
    [4] 第四个
    [5] 第五个
   *[-1] 最后一个
}{ weekday }

## 日程

no-title = （无标题）
reminder-title = 提醒
no-place = 没有地点
title-and-when = { $title }，{ $when }
title-and-place = { $title } · { $place }
event-place = 地点：{ $place }
event-calendar = 日历：{ $name }
event-join = 🔗 <a href="{ $link }">在线加入</a>
event-unanswered = 这个邀请还没回复。
row-is-unanswered = { $title }（未回复）
event-repeats = 重复：{ $rule }
event-is-repeating = 重复日程中的一次
row-repeats = { $title } · { $rule }
row-is-repeating = { $title } · 重复

created = ✅ 已加入日历：{ $title }
created-queued = 🕓 先记下了：{ $title }
moved = ✅ 已改时间：{ $title }
changed = ✅ 已改好：{ $title }
moved-following = ✅ 这次和以后的都改了时间：{ $title }
moved-series = ✅ 整个系列都改了时间：{ $title }
changed-following = ✅ 这次和以后的都改好了：{ $title }
changed-series = ✅ 整个系列都改好了：{ $title }
moved-apart = 之前单独改过时间的，现在和整个系列一致：
moved-following-queued = 🕓 这次和以后的先记下了：{ $title }
moved-series-queued = 🕓 整个系列先记下了：{ $title }
moved-queued = 🕓 先记下了：{ $title }
queued = { $why }我会尽快更新到 Google 日历。
overlap = ⚠️ 时间重叠：{ $event }
lacks-meet = 🔗 Google 没能给这个日程加上 Meet 链接。

plan-coming = 提醒：{ $reminders }
plan-reminder = { $lead }（{ $clock }）
plan-none = 没有提醒
plan-past = 来不及{ $lead }提醒了

## 推断

rolled-to-tomorrow = 今天{ $clock }已过，所以定在明天。
today-rolled = 你说今天，可是{ $clock }已过，所以定在明天。
year-implied = 没说哪一年，就当是{ $year }年。
meridiem-implied = 没说上午还是下午，就当是{ $clock }。
order-implied = 我按日/月来看：{ $date }。
next-ambiguous = “下”可能是这周，也可能是下周，就当是{ $date }。
night-before = 马来文的“malam”加星期几，也可能指前一晚，就当是{ $date }。
hour-implied = 没说几点，就当是{ $clock }。
at-prayer = ≈ { $clock }（{ $prayer }）
prayer-subuh = 晨礼
prayer-zohor = 晌礼
prayer-jumaat = 主麻礼拜后
prayer-asar = 晡礼
prayer-maghrib = 昏礼
prayer-isyak = 宵礼
in-gap = 那天时钟会拨快，没有这个时间，所以改为{ $clock }。
in-overlap = 那天时钟会拨慢，{ $clock }会出现两次，就当是第一次。
lies-in-the-past = 这个时间已经过去了。

## 疑问

doubt-weekday = “{ $said }”：那天是{ $is }，不是{ $named }。
doubt-impossible = “{ $said }”：没有这样的日期或时间。
doubt-end-before-start = “{ $said }”：还没开始就结束了。
doubt-too-far = “{ $said }”：离今天太远了。
doubt-ambiguous = “{ $said }”不止一种意思。
doubt-which = 你指的是哪一个？
doubt-again = 什么都没加，请再试一次。

several-offered = 我看到{ $n }个日程：
several-left = 还没加的：
several-made = { $n ->
   *[other] ✅ 已添加{ $n }个日程：
}
several-made-queued = 🕓 Google 恢复后会添加：
several-refused = ❌ 这些没能添加。{ $why }
several-over = 已经结束，所以没有添加：
enough = 好的，加了{ $n }个，其余的没加。
joined = “撤销”会撤回最后一个，<code>/list</code> 看全部。
missed = 这是{ $when }的，可是我那时不在线，所以没有加入日历。要改到晚一点吗？
in-the-past = { $when } 已经过去了，所以没有加入日历。
refused-by-google = ❌ { $title } 没能保存。{ $why }
only-readable = { $title } 在只能查看的日历里，我改不了。
overridden = { $title } 已在 Google 上改过，就以 Google 的为准：

## 列表

list-heading = 接下来的日程
list-page = 第{ $page }页，共{ $pages }页 · { $n }个日程
list-empty = 接下来没有日程。告诉我要做什么、什么时候，我就帮你加上。
list-found = “{ $query }”的搜索结果
list-unread = 我只存接下来90天的日程。Google 现在没有回应，更远的我看不到。
list-cut = 这里只列出前{ $n }个。想看后面的，可以问某一天：“5月5日有什么安排？”
nothing-on = { $days }：没有安排。
nothing-found = 找不到“{ $query }”。
nothing-found-past = 过去两年里找不到“{ $query }”。
exported = 接下来的{ $n }个日程都在这个文件里，任何日历应用都能打开。
not-exported = 这个群不显示标题，所以不在这里发文件。请在私聊里跟我要。
list-as-of = 截至{ $moment }。{ $why }
list-never-read = 还没和 Google 同步过。{ $why }
calendars-unknown = ⚠️ 我读不到 { $names }，可能还有别的日程。
calendars-being-read = ⏳ 我还在从 Google 读取 { $names }，可能还有别的日程。
calendars-read-so-far = ⏳ 我还在从 Google 读取 { $names }（已读{ $n }条），可能还有别的日程。
list-is-old = 之后没有收到 Google 的更新。
list-being-read = 我还在从 Google 读取。
list-read-so-far = 我还在从 Google 读取，已读{ $n }条。

## 空闲时间

free-at = ✅ 你有空：{ $when }
free-at-unsure = 就我看到的，你有空：{ $when }
free-at-unread = 现在查不到你有没有空：{ $when }
busy-at = ❌ 你没空：{ $when }
free-beside = 同一时间还有：
free-heading = 空闲时间：{ $days }
free-for = { $span }的空档：{ $days }
free-day = { $date }：{ $times }
free-day-none = { $date }：没空
free-day-unread = { $date }：现在看不到
free-none-then = 那段时间没空。
free-none = 工作时间内没空。
free-more = 还有{ $n }天没列出来，可以分几次问。
ask-title = 这个日程叫什么？

## 取消

cancelled = 🗑 已取消：{ $event }
cancelled-series = 🗑 已取消整个系列：{ $event }
cancelled-following = 🗑 已取消这次和以后的：{ $event }
cancelled-apart = 包括改过时间的：
cancelled-several = 🗑 已取消：
cancelled-queued = 🕓 稍后会取消：{ $event }
cancelled-series-queued = 🕓 稍后会取消整个系列：{ $event }
cancelled-following-queued = 🕓 稍后会取消这次和以后的：{ $event }
cancelled-several-queued = 🕓 稍后会取消：
not-cancelled-these = 没有取消，因为有变动或 Google 没接受：
already-cancelled = 这个已经取消了。
changed-since = 这个日程已有变动，所以我没有动它。现在是：
kept = 好的，什么都没改。
button-stale = 这个按钮已失效。发送 /list 看最新列表。
button-not-yours = 这个按钮是给别人的。
ask-several = 取消这{ $n }个日程吗？
ask-series = { $event } 是重复的日程。只取消这一次、这次和以后的，还是整个系列？
ask-guests = { $n ->
    [1] 这个日程邀请了别人。还是要取消吗？
   *[other] 这些日程邀请了别人。还是要取消吗？
}我不会发邮件通知他们。
ask-series-change = 这是重复的日程。只改这一次、这次和以后的，还是整个系列？{ $event }
ask-occurrence-change = 这是重复的日程，整个系列没法这样改。只改这一次吗？{ $event }
ask-guests-change = 这个日程邀请了别人。还是要改吗？{ $event }
    我不会发邮件通知他们。
no-numbers = 哪一个？可以回复那条消息，或者告诉我编号，例如 <code>/cancel 2</code> 或 <code>/move 2 5pm</code>。
nothing-then = 那个时间（{ $when }）没有日程。什么都没改。
titles-hidden = 这个群不显示标题，所以我不能按名称找日程。请直接回复那个日程的消息，或者用列表里的编号，比如 <code>/cancel 2</code>。
not-in-list = 你看到的列表里没有{ $numbers }号。什么都没改。
no-list-seen = 我不确定这个编号是哪个列表里的。
numbers-changed = { $numbers }号在你看过列表之后有变动。什么都没改。
numbers-gone = { $numbers }号已经不在了。什么都没改。
numbers-series = { $numbers }号是整个系列，请单独取消。什么都没改。
fresh-list = 这是最新的列表：
fresh-list-empty = 接下来没有日程。

## 哪个日程，怎么改

which-event = 你指的是哪一个？
did-you-mean = 找不到“{ $said }”。你是说 { $event } 吗？
no-such-event = 接下来的日程里没有“{ $said }”。/list 可以看全部。
move-to-when = 改到什么时候？也可以直接回复时间。
ask-new-title = 要改成什么名字？
ask-place = 要改到哪里？
ask-length = 要改成多久？例如：<code>2小时</code>

## The calendar of a group

group-calendar-shared = 📅 这个群用的是共享日历。
group-calendar-linked = 📅 这个群用的是其中一位成员的日历。
group-calendar-choose = 如果你选一个日历，群里的人都能看到和修改里面的日程。
group-calendar-none = 想在这里用自己的日历，请先登录：在私聊里发送 /connect 给我。
group-linked = ✅ 这个群现在用你的日历：列表、新日程和提醒都用它。
group-titles-hidden = 标题先不显示，想显示就点下面的按钮。想停止共享，就在这里发送 /calendar。
group-unlinked = ✅ 这个群改回用共享日历了。
group-fell-back = 📅 这个群用的日历已经不能用了，所以我改回用共享日历。
group-fell-back-none = 📅 这个群用的日历已经不能用了，现在这里没有日历。
group-no-calendar = 📅 这个群还没有日历。
group-lost-expired = ⚠️ 我读不到这个群的日历了：Google 授权已过期。请日历的主人跟我私聊，发送 /connect 重新登录。
group-lost-not-shared = ⚠️ 我读不到这个群的日历了：选它的人已经没有权限。
group-lost-refused = ⚠️ 我读不到这个群的日历了：Google 不让我使用选它的人的日历。
group-choose = 群里登录过的人可以选一个日历：/calendar

## Guests and answers to invitations

ask-invite = 邀请参加 { $event }？
ask-invite-mail = Google 会发邮件邀请他们。
already-invited = 已经邀请了：{ $guests }
ask-uninvite = 不再邀请他们参加 { $event }？
ask-uninvite-mail = Google 会发邮件告诉他们不再受邀。
unknown-guest = 我不确定“{ $said }”是谁。
whom-to-invite = { $event } 的受邀者
whom-choose = 点一下要邀请的人，或者写：<code>邀请 ali@example.com</code>
whom-write = 想邀请谁，可以写：<code>邀请 ali@example.com</code>
guest-accepted = • { $name }：参加
guest-tentative = • { $name }：可能参加
guest-declined = • { $name }：不参加
guest-unanswered = • { $name }：还没回复
all-invited = 已经邀请参加 { $event }：{ $guests }
none-invited = 他们没有受邀参加 { $event }。
which-guest = 哪一位“{ $said }”？{ $event } 的受邀者里不止一位叫这个名字。
guest-names-unread = Google 没有回应，我现在查不到名字。请写邮箱地址，或者稍后再试。
invited = ✉️ 已邀请参加 { $event }，Google 正在发邮件给他们：
invited-queued = 🕓 稍后会邀请他们参加 { $event }，Google 会发邮件给他们：
uninvited = ✉️ 不再邀请参加 { $event }，Google 正在发邮件告诉他们：
uninvited-queued = 🕓 稍后会取消对他们的邀请（{ $event }），Google 会发邮件告诉他们：
undo-mails = 如果撤销，Google 会再发一次邮件给他们。
invite-later = 加进日历后，我会先问过你再邀请：
ask-invite-all = 邀请参加这{ $n }个日程？
ask-invite-all-mail = { $n ->
   *[other] 每个日程 Google 都会发邮件邀请：
}
invited-all = ✉️ 已邀请参加{ $n }个日程。
invited-all-queued = 🕓 Google 恢复后，我会邀请他们参加{ $n }个日程。
invited-all-mail = 会收到 Google 邮件的人：
too-many-guests = 一次最多可以邀请{ $n }个人。
guests-not-yours = 只有这个日历的主人可以邀请别人和回复邀请。
ask-answer-series = { $event } 是重复日程。只回复这一次，还是整个系列？
answered-yes = 👍 你会参加：{ $title }
answered-maybe = 🤔 你可能参加：{ $title }
answered-no = ❌ 你不参加：{ $event }
answered-nothing = 你还没回复：{ $title }
not-an-invitation = 这不是别人的邀请，不用回复：{ $event }

## 撤销

undone-removed = ↩️ 已撤销，从日历里拿掉了：
undone-back = ↩️ 已撤销，放回日历了：
undone-reverted = ↩️ 已撤销，改回原来的样子：
undone-taken-off = ↩️ 已撤销，不再邀请他们，Google 正在发邮件告诉他们：
undone-put-back = ↩️ 已撤销，重新邀请他们，Google 正在发邮件给他们：
undone-answered = ↩️ 已撤销，你的回复收回了：
undone-left = 这些后来有变动，所以没动：
undone-refused = 这些没能撤销。{ $why }
undo-nothing = 没有可以撤销的。你在这里十分钟内做的事，我都可以撤销。
undo-too-late = 已经超过十分钟，不能撤销了。
undo-already = 这个已经撤销了。
undo-changed = 这个日程后来有人改过，所以没有撤销。现在是：
undo-refused = 没能撤销。{ $why }

## 提醒

reminder = ⏰ { $starts }：{ $title }
reminder-now = ⏰ 现在开始：{ $title }
reminder-all-day = ⏰ { $title }
reminder-running = ▶️ { $title } { $ago }已经开始，{ $until }
reminder-late = 抱歉，这个提醒迟了{ $span }。
late-reminders = ⏰ 抱歉，这些提醒迟了：
new-reminders = ⏰ 即将开始：
snoozed = 下次提醒：{ $at }
snoozed-quiet = 那时你的免打扰时间刚结束。
done = ✅ 完成：{ $event }
no-reminder-meant = 你指哪个提醒？请直接回复那条提醒再说一次。
reminders-of = 🔔 { $event }
digest-empty = 今天没有安排。
digest-overlap = ⚠️ { $first } 和 { $second } 时间重叠
why-digest = 每日安排
why-reminders = { $event } 的提醒
why-reminder = { $at }（{ $why }）
why-sent = ✅ 已发送：{ $reminder }
why-coming = ⏳ 将发送：{ $reminder }
why-past = ⏭ 已跳过：{ $lead }。添加或修改日程时，那个时间已经过了。
why-news = 日程刚添加或改了时间
why-snoozed = 稍后提醒
why-that-morning = 当天早上
why-evening-before = 前一天傍晚
why-off = 这个聊天的提醒已关闭。发送 <code>/reminders on</code> 可以打开。
why-not-an-appointment = 这是专注时间或休假，我会列出来，但不会提醒。
why-over = 日程已经结束，不会再提醒。
why-done = 你已标记完成，不会再提醒。
why-no-leads = 没有设提醒。
why-held = Google 说日历是空的，所以提醒先暂停，等你确认。
late-ahead = { $event } · { $starts }开始
late-running = { $event } · { $ago }已开始
late-now = { $event } · 现在开始
reminder-moved = 🔄 { $title } 改时间了
reminder-changed = 🔄 { $title } 有改动
was = 原来：{ $when }
is-now = 现在：{ $when }
reminder-cancelled = ❌ 已取消：{ $event }
reminders-on = 这个聊天的提醒已开启。
reminders-off = 这个聊天的提醒已关闭。
reminders-turn-off = 发送 <code>/reminders off</code> 可以关闭。
reminders-turn-on = 发送 <code>/reminders on</code> 可以开启。
reminders-not-yours = 只有登记的用户才能更改。

## 通知

notice-moved = 🔄 在 Google 改时间了：{ $title }
notice-changed = 🔄 在 Google 有改动：{ $title }
notice-series-moved = 🔄 整个系列在 Google 改时间了：{ $title }
notice-series-changed = 🔄 整个系列在 Google 有改动：{ $title }
notice-cancelled = ❌ 在 Google 取消了：{ $event }
notice-series-cancelled = ❌ 整个系列在 Google 取消了，从这一次起：{ $event }
notice-declined = ❌ 你不参加：{ $event }
notice-moved-away = ➡️ 已移到另一个日历（{ $calendar }）：{ $event }
notice-new = ✨ Google 里的新日程：{ $event }
someone = 有人
notice-invited = 📨 { $name } 邀请你：{ $event }
other-added = 👤 { $name } 加了：{ $event }
other-moved = 👤 { $name } 改了时间：{ $event }
other-changed = 👤 { $name } 改了：{ $event }
other-cancelled = 👤 { $name } 取消了：{ $event }
other-declined = 👤 { $name } 不参加：{ $event }
other-brought-back = 👤 { $name } 恢复了：{ $event }
other-and-later = 这次和以后的都是。
other-whole-series = 整个系列都是。
notice-landed = ✅ 已写入 Google 日历：{ $event }
notice-landed-deleted = 🗑 已从 Google 日历取消：{ $event }
notice-refused = ❌ 对 { $title } 的改动没能保存。{ $why }
notice-overridden = 🔄 已在 Google 上改过，就以 Google 的为准：{ $event }
notice-ours = 你的版本：{ $what }
notice-trouble = ⚠️ { $why }
notice-expired = ⚠️ <b>{ $account }</b> 的 Google 授权已过期。
notice-not-shared = ⚠️ <b>{ $calendar }</b> 已不再共享给你，所以我读不到。
notice-own-refused = ⚠️ Google 不让我使用 <b>{ $account }</b> 里你自己的日历。
notice-goes-on = 列表和现有的提醒照常运作。
notice-recovered = ✅ Google 恢复了，一切都是最新的。
notice-readable = ✅ 我又能读到 <b>{ $calendar }</b> 了，一切都是最新的。
notice-signed-in-again = ✅ 我又能读到这个群的日历了，一切都是最新的。
notice-empty = ⚠️ Google 说日历是空的，可是之前有{ $n }个日程。提醒先暂停。日历真的空了吗？
notice-emptied = 🗑 已确认日历是空的，移除了{ $n }个日程和它们的提醒。
notices-more = …还有{ $n }处改动，发送 /list 看接下来的日程。
notice-rebuilt = ⚠️ 我的数据丢失了，已从 Google 重建。还没写入 Google 的改动可能没了，请检查一下。
notice-full = ⚠️ 日历里的日程超过了我能保存的{ $n }个，最远的没有存进来。

## Google 的问题

why-grant = Google 授权已过期。
why-client = Google 拒绝了这个机器人。
why-forbidden = Google 不让我使用这个日历。
why-not-shared = 有个日历已不再共享给你。
why-own-refused = Google 不让我使用你自己的日历。
why-quota = Google 暂时限制了我的请求。
why-away = Google 没有回应。
why-invalid = Google 没有接受。
why-read-only = 这个日历只能查看。
fix-grant = 请管理员运行 <code>janji connect</code>，并换上新的 token。
fix-sign-in = 请用 /connect 重新登录。
fix-sign-in-to = 请重新登录：/connect { $account }
fix-client = 请管理员检查机器人的 Google 项目，并运行 <code>janji check</code>。
fix-forbidden = 请管理员确认日历已共享给这个账号，并运行 <code>janji check</code>。
fix-not-shared = 请日历的主人重新共享给你，或者在 /calendars 关掉它。
fix-own-refused = 请看看你能不能在 calendar.google.com 打开它。如果是公司或学校的账户，可能被管理员关闭了。
fix-quota = 过一会儿就好，我会继续试。
fix-away = 我会继续试。
fix-invalid = 请换个说法，或者直接加到 Google 日历。
fix-read-only = 请日历的主人在 Google 给你编辑权限。/calendars 可以看到我能添加日程的日历。

## 同步和状态

synced-nothing = ✅ 已和 Google 同步，没有变动。
synced = ✅ 已和 Google 同步：{ $changes }。
synced-added = 新增{ $n }个
synced-changed = 改动{ $n }个
synced-removed = 移除{ $n }个
synced-carried-out = 保存你的{ $n }项改动
synced-waiting = 还有{ $n }项改动在等 Google。
synced-others = ✅ 其他日历已同步：{ $changes }。
synced-others-nothing = ✅ 其他日历已同步，没有变动。
not-synced = ⚠️ 没能同步。{ $why }{ $fix }
not-synced-named = ⚠️ { $names } 没能同步。{ $why }{ $fix }
sync-under-way = 🕓 这个日历正在同步。<code>/status</code> 会显示什么时候完成。
sync-under-way-named = 🕓 { $names } 正在同步。
calendar-shared = 共享日历

status-heading = 状态
status-last-sync = 上次同步：{ $moment }（{ $ago }）
status-never-synced = 上次同步：还没有
status-next-sync = 下次同步：{ $moment }
status-google = Google：正常
status-google-trouble = ⚠️ { $why }{ $fix }
status-rounds-late = ⚠️ 已经有一阵子没同步成功，列出来的日程可能不是最新的。
status-consistent = 日历副本：最新
status-inconsistent = ⚠️ 日历副本：不是最新，下次完整同步会修正
status-storage = 数据库：正常
status-storage-away = ⚠️ 数据库：没有回应。请管理员启动它。
status-in-question = ⚠️ Google 说日历是空的。提醒先暂停，等有人按“对，是空的”或发送 /sync。
status-full = ⚠️ 日历里的日程超过了我能保存的数量，最远的{ $n }个没有存进来。管理员可以调高 JANJI_MAX_EVENTS。
status-unreadable = ⚠️ 有{ $n }条日历记录读不出来，所以这里没有。其他的都正常。
status-storage-too-old = ⚠️ 数据库：Redis 版本太旧。请管理员升级到 6.2 或更新的版本。
status-storage-not-kept = ⚠️ 数据库：Redis 一旦崩溃可能会丢失数据。请管理员在 Redis 里设置 <code>appendonly yes</code>。
status-storage-evicts = ⚠️ 数据库：满了以后可能会丢掉数据。请管理员在 Redis 里设置 <code>maxmemory-policy noeviction</code>。
status-storage-in-cluster = ⚠️ 数据库：这个 Redis 属于一个集群。请管理员在地址后面加上 <code>?cluster=true</code>。
status-storage-uncovered = ⚠️ 数据库：有一部分停了，有些聊天暂时无法保存内容。请管理员恢复它。
status-storage-without-replica = ⚠️ 数据库：有一部分没有副本，一旦崩溃可能会丢失数据。请管理员添加副本。
status-storage-refuses = ⚠️ 数据库：不接受我写入的内容。请管理员给 Redis 腾出空间，或允许我写入。
status-telegram-away = ⚠️ Telegram 现在没有回应。
status-bad-token = ⚠️ Telegram 不接受这个机器人的 token。请管理员换一个。
status-polled-elsewhere = ⚠️ 有另一个程序在用这个机器人的 token，我可能收不到你的消息。请管理员停掉它。
status-webhook-unreachable = ⚠️ Telegram 没法把消息送到我这里，请管理员检查我的公开地址。
status-people-behind = ⚠️ 用户添加的日历大多不是最新的。
status-people-refused = ⚠️ Google 拒绝了这个机器人，用户的日历没有及时更新。
status-people = 用户添加的日历：{ $fine }个最新，{ $waiting }个等用户处理，{ $behind }个不是最新
status-events = 日程：{ $n }
status-reminders = 待发提醒：{ $n }
status-edits = 等待 Google 的改动：{ $n }
status-quarantined = ⚠️ 因一再失败而跳过的消息：{ $n }
status-zone = 时区：{ $zone }
status-leads = 这里的提醒：{ $leads }
status-no-leads = 这里的提醒：已开启，但没有设定时间
status-reminders-off = 这里的提醒：已关闭

## 问候和提示

start-hello = 👋 <b>你好，我是 Janji。</b>
start-what = 告诉我要做什么、什么时候，我就加到 Google 日历，到时提醒你。
start-examples = 例如：
start-more = /list 看接下来的日程，/help 看其他功能。
help-heading = <b>我能做什么</b>
help-write = 用自己的话写就行，记得写上时间：
help-commands = 命令：
help-cancel = 想取消列表里的日程，用它的编号：<code>/cancel 2</code> 或 <code>/cancel 1,3-5</code>
examples =
    明天下午两点开会一个小时
    星期五晚上七点半看电影 @ GSC Mid Valley
    每周一三五早上六点半跑步
    周五下午3点看牙医，提前30分钟提醒我
    5月1日至5月3日公司旅行
welcome = 👍
smile = 😊
hello = 你好！告诉我要安排什么，例如：<code>{ $example }</code>
offer = 要帮你加上吗？{ $event }
offer-move = 要改到这个时间吗？{ $event }
unknown-command = 我不认识这个命令。发送 /help 看我能做什么。
unknown-command-nearest = 我不认识这个命令。你是想用 { $command } 吗？
no-time = 我没看到日期或时间，所以什么都没动。想加活动，可以这样写：<code>{ $example }</code>
text-only = 我只看得懂文字，请打字给我。
unreadable = 这条我读不了，请用纯文字发送。
refused = 抱歉，这是私人机器人。它的主人可以用这个 ID 把你加进来：<code>{ $number }</code>
owner-hello = 👋 <b>你现在是这个机器人的主人了。</b>我只回应你和你名单上的人。
owner-offer = 我会记住的。为了保险，也把你的 ID 写进设置吧：<code>{ $line }</code>
owner-line = 为了保险，请把这一行也加进 <code>.env</code>：<code>{ $line }</code>
owner-written = ✅ 已写入 <code>.env</code>：<code>{ $line }</code>
owner-not-written = 我无法写入 <code>.env</code>。
claim-refused = 这个链接无效。每个链接只能用一次，一小时内有效。
import-offered = 这个文件里有{ $n }个日程可以添加：
import-left = 这个文件里还有{ $n }个日程没加：
import-more = …还有{ $n }个
import-past = 其中{ $n }个已经结束。
import-unreadable = 有{ $n }条读不出来。
import-usual-days = 文件改动或跳过了重复日程中的{ $n }天，这些天照常添加。
import-extra-days = 文件给重复日程另加了{ $n }天，这些天不添加。
import-cut = 文件里还有，我只看前 100 个日程。
import-too-large = 文件太大了，我只能读 512 KB 以内的日历文件。
import-not-a-calendar = 这看起来不是日历文件（.ics）。
import-not-downloaded = 我没能从 Telegram 取到这个文件，请再发一次。
import-nothing = 这个文件里没有可以添加的日程。
not-corrected-unread = 你修改后的消息里找不到日程，所以这个保持不变：{ $event }
not-corrected-changed = 这个日程后来有变动，所以没有照你修改的消息更新。现在是：{ $event }
not-corrected-series = 修改消息改不了重复日程，所以这个保持不变：{ $event }
storage-away = ⚠️ 我现在连不上数据库，没能处理。请过一会儿再发一次。
waits-for-storage = 🕓 消息收到了，但我现在连不上数据库。等它恢复后，我会马上处理并回复你。
sorry = 😕 抱歉，出错了。编号：<code>{ $reference }</code>

## Telegram 菜单里的命令

command-start = 关于我
command-help = 例子和命令
command-list = 接下来的日程
command-cancel = 按编号取消：/cancel 2
command-sync = 马上和 Google 同步
command-status = 同步、提醒和有没有问题
command-reminders = 打开或关闭这个聊天的提醒
command-today = 今天的安排
command-tomorrow = 明天的安排
command-week = 本周，也可以看图片
command-month = 本月
command-free = 你什么时候有空：/free 星期五
command-find = 找日程：/find 牙医
command-move = 改时间：/move 2 星期五下午3点
command-undo = 撤销你上一步的改动
command-guests = 邀请别人：/guests 2 ali@example.com
command-settings = 语言、时区、免打扰等
command-connect = 登录 Google 账号
command-accounts = 你的 Google 账号
command-calendars = 选我读哪些日历、新日程加到哪个
command-rename = 改标题：/rename 2 和小美吃饭
command-place = 改地点：/place 2 KLCC
command-length = 改时长：/length 2 90分钟
command-remind = 设置某个日程的提醒：/remind 2 1天, 1小时
command-snooze = 稍后再提醒一次：/snooze 10分钟
command-done = 完成，这个日程不再提醒
command-why = 为什么提醒了或没提醒：/why 2
command-export = 把接下来的日程导出成日历文件
command-forget = 删除我保存的关于本聊天的内容

## 按钮

label-add-this = 添加
label-cancel = 取消
label-undo = ↩️ 撤销
label-snooze = 💤 { $span }
label-snooze-start = 💤 开始时
label-snooze-tomorrow = 💤 明天 09:00
label-done = 完成
label-move = 改时间
label-later-15 = +15分钟
label-later-hour = +1小时
label-tomorrow = 明天
label-next-week = 下周
label-back = ‹ 返回
label-that-one = 对，就是它
label-go-ahead = 还是要改
label-cancel-row = ✕ { $n }
label-add-all = 全部添加（{ $n }）
label-add = 添加 { $n }
label-cancel-all = 好，全部取消
label-this-one = 只这一次
label-and-later = 这次和以后的
label-whole-series = 整个系列
label-enough = 就这些
label-group-calendar = 这个群的日历
label-link-calendar = 用我的“{ $name }”
label-unlink = 改回共享日历
label-invite = 邀请
label-do-not-invite = 不邀请
label-invite-this = 只邀请这一次
label-invite-series = 邀请整个系列
label-take-off = 不再邀请
label-yes = 参加
label-maybe = 可能
label-no = 不参加
label-keep = 不用了
label-earlier = ‹ 上一页
label-later = 下一页 ›
label-picture = 🖼 图片
label-days-before = ‹ { $days }
label-days-after = { $days } ›
label-refresh = 刷新
label-soon = 30分钟后（{ $clock }）
label-instead = 改为{ $moment }
label-keep-today = 就今天
label-use-mine = 用我的版本
label-it-is-empty = 对，是空的

## Settings

settings-heading = <b>本聊天的设置</b>
settings-how = 点一项就能改，也可以直接说：“时区改成伦敦”“晚上十点以后别打扰”。
setting-row = { $setting }：<b>{ $value }</b>
setting-saved = 已保存。{ $setting }
setting-misread = “{ $said }”我没看懂。
setting-not-yours = 只有登记的用户才能更改。
setting-for-admins = 只有群管理员才能改这个群的设置。
admins-unknown = Telegram 没告诉我谁是群管理员，所以什么都没改。请过一会儿再试。
setting-zone-how = 选一个，写城市名，或者发个位置给我。位置只用这一次，不会保存。
setting-leads-how = 也可以写：“提前1天和2小时提醒我”。
setting-quiet-how = 免打扰时段里，我只提醒定了时间的日程。也可以写：“晚上10点到早上7点免打扰”。
setting-digest-how = 每天早上发一份当天的安排，不发出声音。也可以写：“每天早上6点45分发当天安排”。
setting-others-how = 别人通过我加、改或取消日程时，我会告诉你。
setting-titles-how = 还没有人打开之前，我在这个群里只说“忙碌”，不显示标题和地点。
setting-zone = 时区
setting-language = 语言
setting-leads = 提醒时间
setting-digest = 每日安排
setting-quiet = 免打扰
setting-length = 日程时长
setting-hour-style = 时间格式
setting-working-hours = 工作时间
setting-week-start = 一周第一天
setting-weekend = 周末
setting-day-order = 日期格式
setting-reminders = 这里的提醒
setting-picture = 用图片看一周
setting-others = 别人的改动
setting-titles = 群里显示标题
value-language = { $tag ->
    [en] English
    [ms] Bahasa Melayu
   *[zh] 中文
}
value-twenty-four-hours = 24小时（15:30）
value-twelve-hours = 12小时（下午3:30）
value-day-first = 日在前（31/12）
value-month-first = 月在前（12/31）
value-on = 开
value-off = 关
value-none = 无
busy = 忙碌
label-all-settings = ‹ 所有设置
label-show-titles = 在这里显示标题
label-choose = 选几个
label-write-to-env = 写入 .env
label-forget = 是的，删除
label-account-default = 新日程加到这里
label-account-rename = 改名
label-account-sign-out = 退出登录
label-switch-off = 关闭
label-write-here = ✏️ 新日程加这里
label-calendars = 日历

## Forgetting

ask-forget = <b>忘掉这个聊天？</b>
ask-forget-what = 我会删除它的设置、列表、按钮、撤销记录和提醒。
ask-forget-stays = 你的日历和其他聊天不变。
forgotten = 好了，这个聊天的一切我都忘了。想再开始，随时发消息给我。

## Google 账号

accounts-off = 还不能在聊天里登录：这个机器人没有 <code>JANJI_SECRET_KEY</code>，可以请管理员设置。
accounts-wrong-key = 暂时不能登录：这个机器人的 <code>JANJI_SECRET_KEY</code> 和保存的内容对不上，可以请管理员处理。
accounts-only-in-private = 这个我们私聊里弄吧。
sign-in-link = 🔗 <a href="{ $address }">登录 Google</a>。这个链接只给你用，只能用一次，10分钟后失效。
sign-in-unverified = 如果 Google 说这个应用没有验证，选“Advanced”继续就行：应用属于运行这个机器人的人。
sign-in-paste = 最后浏览器会跳到一个打不开的网页，没关系：把那个网址复制发给我就行。
signed-in = ✅ 已登录：<b>{ $name }</b>。我正在读取它的日历。用 /accounts 看你的账号。
signed-in-default = 新日程以后会加到那里。
signed-in-again = ✅ 已重新登录：<b>{ $name }</b>。
signed-in-without-list = 我只能看到这个账号的主日历。想从它所有的日历里选，请再用一次 /connect，把两个框都勾上。
sign-in-unknown = 这个网址不是你在这里登录时得到的，所以什么都没改。用 /connect 登录。
sign-in-expired = 这个链接超过10分钟了，所以什么都没改。用 /connect 拿新的。
sign-in-used = 这个链接已经用过了，所以什么都没改。用 /connect 拿新的。
sign-in-refused = 你在 Google 那边没有同意，所以什么都没改。
sign-in-no-calendar = 你没有允许我使用日历里的日程，所以什么都没改。请再用一次 /connect，勾上那个框。
sign-in-not-lasting = Google 只给了短期授权。请在 myaccount.google.com/permissions 移除 Janji，再用 /connect。
sign-in-google = Google 没有接受，或者没有回应，所以什么都没改。请再试一次 /connect。
sign-in-too-many = 你已经有{ $n }个账号，到上限了。请先退出一个：/accounts
accounts-heading = <b>你的 Google 账号</b>
accounts-none = 你还没登录 Google 账号。用 /connect 登录。
accounts-more = /connect 可以再加一个。
account-row = <b>{ $name }</b>：{ $state }
account-row-default = <b>{ $name }</b>（新日程加到这里）：{ $state }
account-good = 已是最新
account-new = 第一次读取中
account-expired = 授权已过期；用 /connect { $name } 重新登录
account-not-shared = 其中一个日历已不再共享给你，请看 /calendars
accounts-default-is = ✅ 新日程现在加到 <b>{ $name }</b>。
accounts-ask-name = <b>{ $name }</b> 要叫什么？发一个词给我。
accounts-renamed = ✅ <b>{ $was }</b> 现在叫 <b>{ $name }</b>。
accounts-name-taken = 你已经有一个叫 <b>{ $name }</b> 的账号。
accounts-bad-name = 名字只能是一个词，最多30个字。
accounts-ask-out = 要退出 <b>{ $name }</b> 吗？
accounts-ask-out-more = 我会取消 Google 给我的授权，并删除我保存的相关内容。你的日程还留在 Google 日历里。
accounts-signed-out = ✅ 已退出 <b>{ $name }</b>，我保存的相关内容都删除了。
accounts-not-revoked = Google 没有回应，所以也请在 myaccount.google.com/permissions 移除 Janji。
accounts-still-used = 这个 Google 账号在这里还有人用，所以我没有取消 Google 的授权。
accounts-may-be-used = 共享日历可能也用这个 Google 账号，所以我没有取消 Google 的授权。如果没有用，也请在 myaccount.google.com/permissions 移除 Janji。
accounts-no-such = 你没有叫 <b>{ $name }</b> 的账号。/accounts 可以看你的账号。
calendars-heading = <b>你的日历</b>（✓ = 我会读）
calendars-more = 点一下就能打开或关闭。
calendars-shared = 共享日历也列在这里。它不在你的 Google 账号里，所以不能在这里关闭。
calendar-row-default = { $name } · 新日程加到这里
calendar-row-read-only = { $name } · 只能查看
calendar-row-lost = { $name } · 已不再共享给你
calendars-not-granted = { $name }：我只能看到它的主日历。想选其他的，请再用一次 /connect { $name }，把两个框都勾上。
calendars-unavailable = { $name }：现在从 Google 拿不到它的日历列表，可能还有别的日历。
calendar-read = ✅ 已打开 <b>{ $name }</b>，我正在读取。
calendar-left-out = ✅ 已关闭 <b>{ $name }</b>，我保存的相关内容都删除了。
calendar-ask-off = 要关闭 <b>{ $name }</b> 吗？
edits-would-be-lost = ⚠️ 有{ $n }项改动还没写进 Google 日历，会丢失。
calendar-not-read = <b>{ $name }</b> 是关闭的，请先打开。
calendar-read-only = <b>{ $name }</b> 只能查看，新日程不能加到那里。
calendar-no-such = 你没有叫 <b>{ $name }</b> 的日历。
calendars-too-many = 我最多帮你读{ $n }个日历。请先关闭一个。

## 管理员和用户

invitation = 🎟 这个链接可以让一个人加入，7天内有效：{ $link }
no-invitations = 没有开放邀请：<code>JANJI_SIGN_UP</code> 不是 <code>invited</code>。
users-heading = { $n ->
    [0] <b>还没有人登录或加入。</b>
   *[other] <b>{ $n }个人</b>
}
user-row = • { $user }：账号 { $accounts }，日历 { $calendars }
user-in-trouble = • { $user }：账号 { $accounts }，日历 { $calendars }，有问题 { $n }
users-limit = ⚠️ Google 限制未验证的项目少于100人，满了以后新用户就不能登录。
user-removed = ✅ 已移除 { $user }，以及我保存的所有相关内容。
edits-lost = ⚠️ 有{ $n }项改动还没写进 Google 日历，已经丢失。
user-unknown = 我不认识编号 { $user } 的人。
