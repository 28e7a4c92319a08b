# Apa yang Janji kata, dalam Bahasa Melayu. Teks ialah HTML seperti yang dibaca oleh Telegram.
# `label-…` dan `command-…` ialah teks biasa: pada butang dan dalam menu Telegram.

## Tarikh dan jam

weekday = { $weekday ->
    [MO] Isnin
    [TU] Selasa
    [WE] Rabu
    [TH] Khamis
    [FR] Jumaat
    [SA] Sabtu
   *[SU] Ahad
}
weekday-short = { $weekday ->
    [MO] Isn
    [TU] Sel
    [WE] Rab
    [TH] Kha
    [FR] Jum
    [SA] Sab
   *[SU] Ahd
}
weekday-in-rule = { weekday }
weekday-following = { weekday }
month = { $month ->
    [1] Januari
    [2] Februari
    [3] Mac
    [4] April
    [5] Mei
    [6] Jun
    [7] Julai
    [8] Ogos
    [9] September
    [10] Oktober
    [11] November
   *[12] Disember
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mac
    [4] Apr
    [5] Mei
    [6] Jun
    [7] Jul
    [8] Ogo
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Dis
}
date = { weekday } { $day } { month }
date-with-year = { weekday } { $day } { month } { $year }
date-short = { weekday-short } { $day } { month-short }
date-short-with-year = { $day } { month-short } { $year }
day-of-year = { $day } { month }
today = Hari ini, { $date }
tomorrow = Esok, { $date }
yesterday = Semalam, { $date }
clock-twelve = { $clock } { $part ->
    [midnight] tengah malam
    [dawn] pagi
    [morning] pagi
    [noon] tengah hari
    [afternoon] petang
    [dusk] petang
   *[evening] malam
}
hour-short = { $hour } { $part ->
    [midnight] mlm
    [dawn] pg
    [morning] pg
    [noon] tgh
    [afternoon] ptg
    [dusk] ptg
   *[evening] mlm
}
clock-and-title = { $clock } { $title }
month-of-year = { month } { $year }
days-of-month-short = { $first }–{ $last } { month-short }
day-of-month-short = { $day } { month-short }
days-of-month = { $first } – { $last } { month } { $year }
days-of-months = { $first } { $earlier ->
    [1] Jan
    [2] Feb
    [3] Mac
    [4] Apr
    [5] Mei
    [6] Jun
    [7] Jul
    [8] Ogo
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Dis
} – { $last } { month-short } { $year }
clock-with-offset = { $clock } (UTC{ $offset })
clock-range = { $start }–{ $end }
date-range = { $start } – { $end }
date-and-clock = { $date }, { $clock }
clock-to-other-day = { $start } – { $date }, { $end }
all-day = sepanjang hari
all-day-on = { $date }, sepanjang hari
all-day-until = sepanjang hari, hingga { $date }
until-clock = hingga { $clock }
until-moment = hingga { $date }, { $clock }
days-in-all = { $range } ({ $n } hari)
when-in-zone = { $when } ({ zone })
zone = { $key ->
    [UTC] UTC
    [Singapore] waktu Singapura
    [Makkah] waktu Makkah
    [Riyadh] waktu Arab Saudi
   *[other] waktu { $city }
}

## Tempoh

weeks = { $n } minggu
days = { $n } hari
hours = { $n } jam
minutes = { $n } minit
span-and-span = { $first } { $second }
in-span = { $span } lagi
span-ago = { $span } lalu
span-before = { $span } sebelum
at-the-start = bila bermula

## Senarai perkataan

list-comma = { $first }, { $second }
list-and = { $first } dan { $second }
list-more = …dan { $n } lagi

## Ulangan

rule-daily = { $n ->
    [1] setiap hari
    [2] selang sehari
   *[other] setiap { $n } hari
}
rule-weekly = { $n ->
    [1] setiap minggu
    [2] selang seminggu
   *[other] setiap { $n } minggu
}
rule-weekly-on = { $n ->
    [1] setiap { $days }
    [2] selang seminggu pada { $days }
   *[other] setiap { $n } minggu pada { $days }
}
rule-workdays = setiap Isnin hingga Jumaat
rule-monthly = { $n ->
    [1] setiap bulan
    [2] selang sebulan
   *[other] setiap { $n } bulan
}
rule-monthly-on = { rule-monthly } pada { $days }
rule-yearly = { $n ->
    [1] setiap tahun
    [2] selang setahun
   *[other] setiap { $n } tahun
}
rule-yearly-on = { rule-yearly } pada { $date }
rule-yearly-on-nth = { rule-yearly } pada { $weekday } bulan { month }
rule-until = { $rule }, hingga { $date }
rule-except = { $rule }, kecuali { $dates }
rule-times = { $rule }, { $n } kali
rule-other = ikut jadual khas
day-of-month = { $n }hb
last-day-of-month = hari terakhir
nth-weekday = { weekday } { $n ->
    [1] pertama
    [2] kedua
    [3] ketiga
    [4] keempat
    [5] kelima
   *[-1] terakhir
}

## Acara

no-title = (tanpa tajuk)
reminder-title = Peringatan
no-place = tanpa tempat
title-and-when = { $title }, { $when }
title-and-place = { $title } · { $place }
event-place = Tempat: { $place }
event-calendar = Kalendar: { $name }
event-join = 🔗 <a href="{ $link }">Sertai dalam talian</a>
event-unanswered = Anda belum jawab jemputan ini.
row-is-unanswered = { $title } (belum dijawab)
event-repeats = Berulang { $rule }
event-is-repeating = Sebahagian daripada siri
row-repeats = { $title } · { $rule }
row-is-repeating = { $title } · berulang

created = ✅ Dah ditambah: { $title }
created-queued = 🕓 Saya simpan dulu: { $title }
moved = ✅ Dah dipindah: { $title }
changed = ✅ Dah diubah: { $title }
moved-following = ✅ Dah dipindah, yang ini dan seterusnya: { $title }
moved-series = ✅ Seluruh siri dah dipindah: { $title }
changed-following = ✅ Dah diubah, yang ini dan seterusnya: { $title }
changed-series = ✅ Seluruh siri dah diubah: { $title }
moved-apart = Yang ini asalnya lain masa, sekarang ikut siri:
moved-following-queued = 🕓 Saya simpan dulu, yang ini dan seterusnya: { $title }
moved-series-queued = 🕓 Saya simpan dulu, seluruh siri: { $title }
moved-queued = 🕓 Saya simpan dulu: { $title }
queued = { $why } Nanti saya kemas kini Google Calendar secepat mungkin.
overlap = ⚠️ Bertindih dengan: { $event }
lacks-meet = 🔗 Google tak dapat beri pautan Meet untuk acara ini.

plan-coming = Peringatan: { $reminders }
plan-reminder = { $lead } ({ $clock })
plan-none = Tiada peringatan
plan-past = Dah tak sempat untuk peringatan { $lead }

## Andaian

rolled-to-tomorrow = { $clock } hari ini dah lepas, jadi saya letak esok.
today-rolled = Anda kata hari ini, tapi { $clock } dah lepas, jadi saya letak esok.
year-implied = Tahun tak disebut, jadi saya anggap { $year }.
meridiem-implied = Tak disebut pagi atau petang, jadi saya anggap { $clock }.
order-implied = Saya baca sebagai hari/bulan: { $date }.
next-ambiguous = “Depan” boleh bermaksud minggu ini atau minggu berikutnya, jadi saya anggap { $date }.
night-before = “Malam” sebelum nama hari boleh bermaksud malam sebelumnya, jadi saya anggap { $date }.
hour-implied = Waktu tepat tak disebut, jadi saya anggap { $clock }.
at-prayer = ≈ { $clock } ({ $prayer })
prayer-subuh = Subuh
prayer-zohor = Zohor
prayer-jumaat = lepas solat Jumaat
prayer-asar = Asar
prayer-maghrib = Maghrib
prayer-isyak = Isyak
in-gap = Jam dicepatkan pada hari itu dan waktu tadi tak wujud, jadi saya guna { $clock }.
in-overlap = Jam dilambatkan pada hari itu, jadi { $clock } ada dua kali. Saya guna yang pertama.
lies-in-the-past = Masa itu dah lepas.

## Keraguan

doubt-weekday = “{ $said }”: itu hari { $is }, bukan { $named }.
doubt-impossible = “{ $said }”: tak ada tarikh atau waktu macam itu.
doubt-end-before-start = “{ $said }”: tamat sebelum mula.
doubt-too-far = “{ $said }”: terlalu jauh dari hari ini.
doubt-ambiguous = “{ $said }” ada lebih daripada satu maksud.
doubt-which = Yang mana satu?
doubt-again = Tiada apa-apa ditambah. Cuba tulis sekali lagi.

several-offered = Ada { $n } acara:
several-left = Belum ditambah:
several-made = { $n ->
   *[other] ✅ { $n } acara dah ditambah:
}
several-made-queued = 🕓 Saya akan tambah bila Google dah pulih:
several-refused = ❌ Yang ini tak dapat ditambah. { $why }
several-over = Dah lepas, jadi tak ditambah:
enough = OK, { $n } dah ditambah. Yang lain saya tinggalkan.
joined = “Undo” untuk batalkan yang terakhir. <code>/list</code> tunjuk semuanya.
missed = Itu untuk { $when }, tapi masa itu saya tak aktif, jadi tiada apa-apa ditambah. Nak tambah untuk nanti?
in-the-past = { $when } dah lepas, jadi tiada apa-apa ditambah.
refused-by-google = ❌ { $title } tak dapat disimpan. { $why }
only-readable = { $title } ada dalam kalendar yang anda boleh lihat sahaja, jadi saya tak boleh ubah.
overridden = { $title } dah diubah di Google, jadi saya ikut versi Google:

## Senarai

list-heading = Akan datang
list-page = Halaman { $page } daripada { $pages } · { $n } acara
list-empty = Tiada acara akan datang. Beritahu saya apa dan bila, nanti saya tambah.
list-found = Hasil carian untuk “{ $query }”
list-unread = Saya hanya simpan 90 hari akan datang. Google tak menjawab, jadi saya tak nampak apa yang ada selepas itu.
list-cut = Ini { $n } yang pertama. Untuk yang seterusnya, tanya ikut hari: “ada apa 5 Mei?”
nothing-on = { $days }: tiada apa-apa.
nothing-found = Tak jumpa apa-apa untuk “{ $query }”.
nothing-found-past = Tak jumpa apa-apa untuk “{ $query }” dalam dua tahun lepas.
exported = Ini { $n } acara akan datang dalam satu fail. Mana-mana app kalendar boleh buka.
not-exported = Tajuk disembunyikan dalam kumpulan ini, jadi saya tak hantar fail di sini. Minta dalam sembang peribadi kita.
list-as-of = Setakat { $moment }. { $why }
list-never-read = Belum sync dengan Google. { $why }
calendars-unknown = ⚠️ Saya tak dapat baca { $names }, jadi mungkin ada lagi acara.
calendars-being-read = ⏳ Saya masih baca { $names } daripada Google, jadi mungkin ada lagi acara.
calendars-read-so-far = ⏳ Saya masih baca { $names } daripada Google ({ $n } entri setakat ini), jadi mungkin ada lagi acara.
list-is-old = Tiada kemas kini daripada Google selepas itu.
list-being-read = Saya masih baca daripada Google.
list-read-so-far = Saya masih baca daripada Google: { $n } entri setakat ini.

## Masa lapang

free-at = ✅ Anda lapang: { $when }
free-at-unsure = Setakat yang saya nampak, anda lapang: { $when }
free-at-unread = Saya tak pasti anda lapang atau tidak: { $when }
busy-at = ❌ Anda tak lapang: { $when }
free-beside = Juga pada masa itu:
free-heading = Masa lapang: { $days }
free-for = Lapang selama { $span }: { $days }
free-day = { $date }: { $times }
free-day-none = { $date }: tiada masa lapang
free-day-unread = { $date }: tak dapat dilihat sekarang
free-none-then = Tiada masa lapang waktu itu.
free-none = Tiada masa lapang dalam waktu kerja anda.
free-more = …dan { $n } hari lagi. Tanya untuk beberapa hari sahaja kalau nak lihat semuanya.
ask-title = Nak letak nama apa?

## Pembatalan

cancelled = 🗑 Dibatalkan: { $event }
cancelled-series = 🗑 Seluruh siri dibatalkan: { $event }
cancelled-following = 🗑 Yang ini dan semua selepasnya dibatalkan: { $event }
cancelled-apart = Termasuk yang pernah dipindah:
cancelled-several = 🗑 Dibatalkan:
cancelled-queued = 🕓 Akan dibatalkan: { $event }
cancelled-series-queued = 🕓 Seluruh siri akan dibatalkan: { $event }
cancelled-following-queued = 🕓 Yang ini dan semua selepasnya akan dibatalkan: { $event }
cancelled-several-queued = 🕓 Akan dibatalkan:
not-cancelled-these = Tak dibatalkan, sebab dah berubah atau Google tak terima:
already-cancelled = Yang itu dah dibatalkan.
changed-since = Acara ini dah berubah, jadi saya tak usik apa-apa. Sekarang:
kept = OK, tiada apa-apa diubah.
button-stale = Butang ini dah tamat tempoh. Hantar /list untuk senarai baharu.
button-not-yours = Butang ini untuk orang lain.
ask-several = Batalkan { $n } acara ini?
ask-series = { $event } ialah acara berulang. Batalkan yang ini sahaja, yang ini dan seterusnya, atau seluruh siri?
ask-guests = { $n ->
    [1] Ada orang lain dijemput ke acara ini. Batalkan juga?
   *[other] Ada orang lain dijemput ke acara-acara ini. Batalkan juga?
} Saya tak akan e-mel mereka.
ask-series-change = Ini acara berulang. Ubah yang ini sahaja, yang ini dan seterusnya, atau seluruh siri? { $event }
ask-occurrence-change = Ini acara berulang, dan seluruh siri tak dapat dipindah begitu. Pindah yang ini sahaja? { $event }
ask-guests-change = Ada orang lain dijemput ke acara ini. Ubah juga? { $event }
    Saya tak akan e-mel mereka.
no-numbers = Yang mana? Balas mesejnya, atau beri nombornya, contohnya <code>/cancel 2</code> atau <code>/move 2 5pm</code>.
nothing-then = Tiada acara pada waktu itu ({ $when }). Tiada apa-apa diubah.
titles-hidden = Tajuk disembunyikan dalam kumpulan ini, jadi saya tak boleh cari acara ikut nama. Balas mesejnya, atau guna nombornya dalam senarai, contohnya <code>/cancel 2</code>.
not-in-list = Nombor { $numbers } tiada dalam senarai yang anda lihat. Tiada apa-apa diubah.
no-list-seen = Saya tak pasti nombor itu daripada senarai yang mana.
numbers-changed = Nombor { $numbers } dah berubah sejak anda lihat senarai itu. Tiada apa-apa diubah.
numbers-gone = Nombor { $numbers } dah tiada. Tiada apa-apa diubah.
numbers-series = Nombor { $numbers } ialah seluruh siri, jadi sila batalkan satu-satu. Tiada apa-apa diubah.
fresh-list = Ini senarai yang baharu:
fresh-list-empty = Tiada acara akan datang.

## Acara yang mana, dan mengubahnya

which-event = Yang mana satu?
did-you-mean = Saya tak jumpa “{ $said }”. Maksud anda { $event }?
no-such-event = Saya tak jumpa “{ $said }” dalam acara akan datang. /list tunjuk semuanya.
move-to-when = Nak tukar ke bila? Boleh juga balas dengan waktu.
ask-new-title = Nak tukar nama jadi apa?
ask-place = Nak buat di mana?
ask-length = Nak berapa lama? Contohnya: <code>2 jam</code>

## The calendar of a group

group-calendar-shared = 📅 Kumpulan ini guna kalendar bersama.
group-calendar-linked = 📅 Kumpulan ini guna kalendar seorang ahlinya.
group-calendar-choose = Kalau anda pilih satu kalendar, semua orang di sini boleh lihat dan ubah isinya.
group-calendar-none = Untuk guna kalendar anda di sini, log masuk dulu: hantar /connect dalam sembang peribadi kita.
group-linked = ✅ Kumpulan ini sekarang guna kalendar anda untuk senarai, acara baharu dan peringatan.
group-titles-hidden = Tajuk disembunyikan selagi anda tak tunjukkan. Untuk berhenti kongsi, hantar /calendar di sini.
group-unlinked = ✅ Kumpulan ini guna semula kalendar bersama.
group-fell-back = 📅 Kalendar yang kumpulan ini guna dah tiada, jadi saya guna semula kalendar bersama.
group-fell-back-none = 📅 Kalendar yang kumpulan ini guna dah tiada, jadi sekarang tiada kalendar di sini.
group-no-calendar = 📅 Kumpulan ini belum ada kalendar.
group-lost-expired = ⚠️ Saya tak boleh baca kalendar kumpulan ini lagi: akses Google dah tamat. Pemiliknya perlu log masuk semula: /connect dalam sembang peribadi dengan saya.
group-lost-not-shared = ⚠️ Saya tak boleh baca kalendar kumpulan ini lagi: orang yang memilihnya dah tiada akses.
group-lost-refused = ⚠️ Saya tak boleh baca kalendar kumpulan ini lagi: Google tak benarkan saya guna kalendar orang yang pilihnya.
group-choose = Sesiapa di sini yang dah log masuk boleh pilih kalendar: /calendar

## Guests and answers to invitations

ask-invite = Jemput ke { $event }?
ask-invite-mail = Google akan e-mel jemputan kepada mereka.
already-invited = Dah dijemput: { $guests }
ask-uninvite = Buang daripada senarai tetamu { $event }?
ask-uninvite-mail = Google akan e-mel mereka tentang pembatalan jemputan ini.
unknown-guest = Saya tak pasti siapa “{ $said }”.
whom-to-invite = Tetamu { $event }
whom-choose = Tekan nama yang nak dijemput, atau tulis: <code>jemput ali@example.com</code>
whom-write = Untuk jemput seseorang, tulis: <code>jemput ali@example.com</code>
guest-accepted = • { $name }: ya
guest-tentative = • { $name }: mungkin
guest-declined = • { $name }: tidak
guest-unanswered = • { $name }: belum jawab
all-invited = Dah dijemput ke { $event }: { $guests }
none-invited = Mereka tiada dalam senarai tetamu { $event }.
which-guest = “{ $said }” yang mana? { $event } ada lebih daripada seorang tetamu dengan nama itu.
guest-names-unread = Google tak menjawab, jadi saya tak dapat cari nama sekarang. Guna alamat e-mel, atau cuba lagi nanti.
invited = ✉️ Dah dijemput ke { $event }. Google sedang e-mel mereka:
invited-queued = 🕓 Saya akan jemput mereka ke { $event }, dan Google akan e-mel mereka:
uninvited = ✉️ Tak lagi dijemput ke { $event }. Google sedang e-mel mereka:
uninvited-queued = 🕓 Saya akan buang mereka daripada tetamu { $event }, dan Google akan e-mel mereka:
undo-mails = Kalau anda undo, Google akan e-mel mereka sekali lagi.
invite-later = Bila dah masuk kalendar, saya tanya dulu sebelum jemput:
ask-invite-all = Jemput ke { $n } acara ini?
ask-invite-all-mail = { $n ->
   *[other] Google akan e-mel jemputan bagi setiap acara kepada:
}
invited-all = ✉️ Dah dijemput ke { $n } acara.
invited-all-queued = 🕓 Saya akan jemput mereka ke { $n } acara bila Google dah pulih.
invited-all-mail = Tetamu yang dapat e-mel daripada Google:
too-many-guests = Saya boleh jemput sehingga { $n } orang sekali gus.
guests-not-yours = Hanya pemilik kalendar ini boleh jemput orang dan jawab jemputan.
ask-answer-series = { $event } ialah acara berulang. Jawab untuk yang ini sahaja, atau seluruh siri?
answered-yes = 👍 Anda akan hadir: { $title }
answered-maybe = 🤔 Anda jawab mungkin: { $title }
answered-no = ❌ Anda tolak: { $event }
answered-nothing = Anda belum jawab: { $title }
not-an-invitation = Ini bukan jemputan, jadi tak perlu dijawab: { $event }

## Undo

undone-removed = ↩️ Okey, dah dibuang dari kalendar:
undone-back = ↩️ Okey, dah ada semula dalam kalendar:
undone-reverted = ↩️ Okey, dah dikembalikan seperti tadi:
undone-taken-off = ↩️ Okey, jemputan dah ditarik balik. Google sedang e-mel mereka:
undone-put-back = ↩️ Okey, mereka dijemput semula. Google sedang e-mel mereka:
undone-answered = ↩️ Okey, jawapan anda dah ditarik balik:
undone-left = Yang ini saya biarkan, sebab dah berubah sejak tadi:
undone-refused = Yang ini tak dapat di-undo. { $why }
undo-nothing = Tiada apa-apa untuk di-undo. Saya boleh undo apa yang anda buat di sini dalam 10 minit lepas.
undo-too-late = Itu dah lebih 10 minit, jadi tak boleh di-undo lagi.
undo-already = Yang itu dah di-undo.
undo-changed = Acara ini dah diubah orang sejak tadi, jadi saya tak undo. Sekarang:
undo-refused = Tak dapat undo. { $why }

## Peringatan

reminder = ⏰ { $title } { $starts }
reminder-now = ⏰ { $title } bermula sekarang
reminder-all-day = ⏰ { $title }
reminder-running = ▶️ { $title } dah bermula { $ago }, { $until }
reminder-late = Maaf, peringatan ini lewat { $span }.
late-reminders = ⏰ Maaf, peringatan ini lewat:
new-reminders = ⏰ Tak lama lagi:
snoozed = Peringatan seterusnya: { $at }
snoozed-quiet = Masa itu waktu senyap anda dah habis.
done = ✅ Selesai: { $event }
no-reminder-meant = Peringatan yang mana? Balas mesej peringatan itu.
reminders-of = 🔔 { $event }
digest-empty = Tiada apa-apa hari ini.
digest-overlap = ⚠️ { $first } dan { $second } bertindih
why-digest = ringkasan harian
why-reminders = Peringatan untuk { $event }
why-reminder = { $at } ({ $why })
why-sent = ✅ Dihantar: { $reminder }
why-coming = ⏳ Akan datang: { $reminder }
why-past = ⏭ Dilangkau: { $lead }. Masa itu dah lepas bila acara ditambah atau diubah.
why-news = acara baru sahaja ditambah atau dipindah
why-snoozed = ditangguh
why-that-morning = pagi hari itu
why-evening-before = petang sebelumnya
why-off = Peringatan dimatikan dalam sembang ini. Hidupkan dengan <code>/reminders on</code>.
why-not-an-appointment = Ini masa fokus atau cuti. Saya senaraikan, tapi tak ingatkan anda.
why-over = Acara dah tamat, jadi tiada peringatan lagi.
why-done = Anda dah tandakan selesai, jadi tiada peringatan lagi.
why-no-leads = Tiada peringatan ditetapkan.
why-held = Google kata kalendar kosong, jadi peringatan ditahan sampai anda sahkan.
late-ahead = { $event } · { $starts }
late-running = { $event } · bermula { $ago }
late-now = { $event } · bermula sekarang
reminder-moved = 🔄 { $title } dah dipindah
reminder-changed = 🔄 { $title } dah diubah
was = Asal: { $when }
is-now = Sekarang: { $when }
reminder-cancelled = ❌ Dibatalkan: { $event }
reminders-on = Peringatan dihidupkan dalam sembang ini.
reminders-off = Peringatan dimatikan dalam sembang ini.
reminders-turn-off = Hantar <code>/reminders off</code> untuk mematikannya.
reminders-turn-on = Hantar <code>/reminders on</code> untuk menghidupkannya.
reminders-not-yours = Hanya pengguna berdaftar bot ini boleh ubah.

## Makluman

notice-moved = 🔄 Dipindah di Google: { $title }
notice-changed = 🔄 Diubah di Google: { $title }
notice-series-moved = 🔄 Siri dipindah di Google: { $title }
notice-series-changed = 🔄 Siri diubah di Google: { $title }
notice-cancelled = ❌ Dibatalkan di Google: { $event }
notice-series-cancelled = ❌ Siri dibatalkan di Google, mulai { $event }
notice-declined = ❌ Anda tolak: { $event }
notice-moved-away = ➡️ Dipindah ke kalendar lain ({ $calendar }): { $event }
notice-new = ✨ Baharu di Google: { $event }
someone = Seseorang
notice-invited = 📨 { $name } jemput anda: { $event }
other-added = 👤 { $name } tambah: { $event }
other-moved = 👤 { $name } pindahkan: { $event }
other-changed = 👤 { $name } ubah: { $event }
other-cancelled = 👤 { $name } batalkan: { $event }
other-declined = 👤 { $name } tolak: { $event }
other-brought-back = 👤 { $name } pulihkan: { $event }
other-and-later = Yang ini dan seterusnya.
other-whole-series = Seluruh siri.
notice-landed = ✅ Dah masuk Google Calendar: { $event }
notice-landed-deleted = 🗑 Dah dibatalkan di Google Calendar: { $event }
notice-refused = ❌ Perubahan pada { $title } tak dapat disimpan. { $why }
notice-overridden = 🔄 Dah diubah di Google, jadi saya ikut versi Google: { $event }
notice-ours = Versi anda: { $what }
notice-trouble = ⚠️ { $why }
notice-expired = ⚠️ Akses Google untuk <b>{ $account }</b> dah tamat.
notice-not-shared = ⚠️ <b>{ $calendar }</b> tak lagi dikongsi dengan anda, jadi saya tak boleh baca.
notice-own-refused = ⚠️ Google tak benarkan saya guna kalendar anda sendiri di <b>{ $account }</b>.
notice-goes-on = Senarai dan peringatan sedia ada masih jalan.
notice-recovered = ✅ Google dah pulih, semuanya terkini.
notice-readable = ✅ Saya dah boleh baca semula <b>{ $calendar }</b>, semuanya terkini.
notice-signed-in-again = ✅ Saya dah boleh baca semula kalendar kumpulan ini, semuanya terkini.
notice-empty = ⚠️ Google kata kalendar ini kosong, tapi sebelum ini ada { $n } acara. Peringatan saya tahan dulu. Memang betul kosong?
notice-emptied = 🗑 Disahkan: kalendar ini kosong. { $n } acara dan peringatannya dah dibuang.
notices-more = …dan { $n } perubahan lagi. Hantar /list untuk lihat acara akan datang.
notice-rebuilt = ⚠️ Data saya hilang, jadi saya dah bina semula daripada Google. Perubahan yang belum sampai ke Google mungkin hilang, jadi sila semak.
notice-full = ⚠️ Saya boleh simpan { $n } acara sahaja dan kalendar ini ada lebih, jadi yang paling jauh saya tinggalkan.

## Masalah dengan Google

why-grant = Akses Google dah tamat.
why-client = Google menolak bot ini.
why-forbidden = Google tak benarkan saya guna kalendar ini.
why-not-shared = Ada kalendar yang tak lagi dikongsi dengan anda.
why-own-refused = Google tak benarkan saya guna kalendar anda sendiri.
why-quota = Google hadkan permintaan saya buat masa ini.
why-away = Google tak menjawab.
why-invalid = Google tak terima.
why-read-only = Kalendar ini boleh dilihat sahaja.
fix-grant = Pengendali bot perlu jalankan <code>janji connect</code> dan tetapkan token baharu.
fix-sign-in = Log masuk semula dengan /connect.
fix-sign-in-to = Log masuk semula: /connect { $account }
fix-client = Pengendali bot perlu semak projek Google bot ini, dan jalankan <code>janji check</code>.
fix-forbidden = Pengendali bot perlu pastikan kalendar dikongsi dengan akaun ini, dan jalankan <code>janji check</code>.
fix-not-shared = Minta pemiliknya kongsi semula, atau tutup kalendar itu di /calendars.
fix-own-refused = Pastikan anda boleh buka kalendar itu di calendar.google.com. Untuk akaun kerja atau sekolah, mungkin pentadbirnya telah menutupnya.
fix-quota = Sekejap lagi pulih. Saya akan terus cuba.
fix-away = Saya akan terus cuba.
fix-invalid = Cuba tulis dengan cara lain, atau masukkan sendiri ke Google Calendar.
fix-read-only = Minta pemiliknya beri akses edit di Google. /calendars tunjuk kalendar mana yang boleh saya tambah acara.

## Segerak dan keadaan

synced-nothing = ✅ Dah sync dengan Google. Tiada perubahan.
synced = ✅ Dah sync dengan Google: { $changes }.
synced-added = { $n } baharu
synced-changed = { $n } berubah
synced-removed = { $n } dibuang
synced-carried-out = { $n } perubahan anda disimpan
synced-waiting = { $n } perubahan masih menunggu Google.
synced-others = ✅ Kalendar lain dah sync: { $changes }.
synced-others-nothing = ✅ Kalendar lain dah sync. Tiada perubahan.
not-synced = ⚠️ Tak dapat sync. { $why } { $fix }
not-synced-named = ⚠️ Tak dapat sync { $names }. { $why } { $fix }
sync-under-way = 🕓 Kalendar ini sedang sync. <code>/status</code> tunjuk bila dah siap.
sync-under-way-named = 🕓 { $names } sedang sync.
calendar-shared = kalendar bersama

status-heading = Status
status-last-sync = Sync terakhir: { $moment } ({ $ago })
status-never-synced = Sync terakhir: belum pernah
status-next-sync = Sync seterusnya: { $moment }
status-google = Google: OK
status-google-trouble = ⚠️ { $why } { $fix }
status-rounds-late = ⚠️ Dah lama sync tak berjaya, jadi senarai saya mungkin tak terkini.
status-consistent = Salinan kalendar saya: terkini
status-inconsistent = ⚠️ Salinan kalendar saya: belum terkini. Sync penuh nanti akan betulkan.
status-storage = Pangkalan data: OK
status-storage-away = ⚠️ Pangkalan data: tiada respons. Pengendali bot perlu hidupkan semula.
status-in-question = ⚠️ Google kata kalendar ini kosong. Peringatan ditahan sehingga ada yang tekan “Ya, memang kosong” atau hantar /sync.
status-full = ⚠️ Kalendar ini ada lebih banyak acara daripada yang boleh saya simpan, jadi { $n } yang paling jauh ditinggalkan. Pengendali bot boleh naikkan JANJI_MAX_EVENTS.
status-unreadable = ⚠️ { $n } entri kalendar tak dapat dibaca, jadi tiada di sini. Yang lain tiada masalah.
status-storage-too-old = ⚠️ Pangkalan data: versi Redis ini terlalu lama. Pengendali bot perlu naik taraf kepada 6.2 atau lebih baharu.
status-storage-not-kept = ⚠️ Pangkalan data: data boleh hilang jika Redis terhenti. Pengendali bot perlu tetapkan <code>appendonly yes</code> pada Redis.
status-storage-evicts = ⚠️ Pangkalan data: data boleh dibuang apabila penuh. Pengendali bot perlu tetapkan <code>maxmemory-policy noeviction</code> pada Redis.
status-storage-in-cluster = ⚠️ Pangkalan data: Redis ini sebahagian daripada kluster. Pengendali bot perlu tambah <code>?cluster=true</code> pada alamatnya.
status-storage-uncovered = ⚠️ Pangkalan data: sebahagiannya tak berfungsi, jadi ada sembang yang tak dapat simpan apa-apa. Pengendali bot perlu pulihkannya.
status-storage-without-replica = ⚠️ Pangkalan data: sebahagiannya tiada salinan, jadi data boleh hilang jika ia terhenti. Pengendali bot perlu tambah replika.
status-storage-refuses = ⚠️ Pangkalan data: saya tak dapat simpan apa-apa. Pengendali bot perlu beri Redis lebih ruang, atau benarkan saya menulis.
status-telegram-away = ⚠️ Telegram tiada respons sekarang.
status-bad-token = ⚠️ Telegram tak terima token bot ini. Pengendali bot perlu tetapkan token baharu.
status-polled-elsewhere = ⚠️ Program lain sedang guna token bot ini, jadi mesej mungkin tak sampai kepada saya. Pengendali bot perlu hentikannya.
status-webhook-unreachable = ⚠️ Telegram tak dapat hantar mesej kepada saya. Pengendali bot perlu semak alamat awam saya.
status-people-behind = ⚠️ Kebanyakan kalendar yang pengguna tambah belum terkini.
status-people-refused = ⚠️ Google menolak bot ini, jadi kalendar pengguna belum terkini.
status-people = Kalendar yang pengguna tambah: { $fine } terkini, { $waiting } menunggu pengguna, { $behind } belum terkini
status-events = Acara: { $n }
status-reminders = Peringatan akan datang: { $n }
status-edits = Perubahan menunggu Google: { $n }
status-quarantined = ⚠️ Mesej dilangkau sebab gagal berulang kali: { $n }
status-zone = Zon waktu: { $zone }
status-leads = Peringatan di sini: { $leads }
status-no-leads = Peringatan di sini: hidup, tapi tiada masa ditetapkan
status-reminders-off = Peringatan di sini: mati

## Sapaan

start-hello = 👋 <b>Hai, saya Janji.</b>
start-what = Beritahu saya apa rancangan anda dan bila. Saya masukkan ke Google Calendar dan ingatkan anda nanti.
start-examples = Contohnya:
start-more = /list untuk lihat acara akan datang, /help untuk yang lain.
help-heading = <b>Apa yang saya boleh buat</b>
help-write = Tulis sahaja dengan ayat anda sendiri, dan sebut bila:
help-commands = Arahan:
help-cancel = Untuk batalkan dari senarai, guna nombornya: <code>/cancel 2</code> atau <code>/cancel 1,3-5</code>
examples =
    jumpa Cikgu Azlan esok pukul 2.30 petang
    majlis doa selamat lusa jam 8.30 malam @ Surau Al-Hidayah
    setiap Selasa 9 malam kelas tajwid
    penerbangan ke Kota Bharu Sabtu 7.20 pagi, ingatkan 2 jam sebelum
    kursus induksi dari 6 hingga 10 April di Melaka
welcome = 👍
smile = 😊
hello = Hai! Beritahu saya tentang acara anda, contohnya: <code>{ $example }</code>
offer = Nak saya tambah ini? { $event }
offer-move = Nak saya pindahkan? { $event }
unknown-command = Saya tak kenal arahan itu. Hantar /help untuk lihat apa yang saya boleh buat.
unknown-command-nearest = Saya tak kenal arahan itu. Maksud anda { $command }?
no-time = Saya tak jumpa tarikh atau waktu dalam mesej itu, jadi tak ada apa yang berubah. Untuk acara, cuba tulis macam ini: <code>{ $example }</code>
text-only = Saya hanya boleh baca teks. Sila taip mesej anda.
unreadable = Saya tak dapat baca mesej itu. Sila hantar sebagai teks biasa.
refused = Maaf, ini bot peribadi. Pemiliknya boleh tambah anda dengan ID ini: <code>{ $number }</code>
owner-hello = 👋 <b>Anda sekarang pemilik bot ini.</b> Saya hanya layan anda dan orang yang anda senaraikan.
owner-offer = Saya akan ingat. Untuk lebih selamat, simpan juga ID anda dalam tetapan: <code>{ $line }</code>
owner-line = Untuk lebih selamat, sila tambah juga baris ini dalam <code>.env</code>: <code>{ $line }</code>
owner-written = ✅ Disimpan dalam <code>.env</code>: <code>{ $line }</code>
owner-not-written = Saya tak dapat tulis dalam <code>.env</code>.
claim-refused = Pautan ini tak sah. Setiap pautan boleh dipakai sekali sahaja, dalam masa sejam.
import-offered = Fail ini ada { $n } acara untuk ditambah:
import-left = Belum ditambah dari fail ini ({ $n } acara):
import-more = …dan { $n } lagi
import-past = { $n } acara di dalamnya dah lepas.
import-unreadable = { $n } entri tak dapat dibaca.
import-usual-days = Fail ini ubah atau langkau { $n } tarikh dalam siri. Tarikh itu saya tambah seperti biasa.
import-extra-days = Fail ini tambah { $n } tarikh lain pada siri. Yang itu saya tinggalkan.
import-cut = Ada lagi dalam fail ini, tapi saya baca 100 acara pertama sahaja.
import-too-large = Fail ini terlalu besar. Saya boleh baca fail kalendar sehingga 512 KB.
import-not-a-calendar = Ini nampaknya bukan fail kalendar (.ics).
import-not-downloaded = Saya tak dapat ambil fail ini dari Telegram. Sila hantar sekali lagi.
import-nothing = Tiada apa-apa untuk ditambah dalam fail ini.
not-corrected-unread = Saya tak jumpa acara dalam mesej yang anda edit, jadi yang ini kekal: { $event }
not-corrected-changed = Acara ini dah berubah, jadi saya tak ikut mesej yang anda edit. Sekarang: { $event }
not-corrected-series = Siri tak boleh diubah dengan edit mesej, jadi yang ini kekal: { $event }
storage-away = ⚠️ Saya tak dapat capai pangkalan data sekarang, jadi belum buat apa-apa. Sila hantar semula sebentar lagi.
waits-for-storage = 🕓 Mesej anda dah sampai, tapi saya tak dapat capai pangkalan data sekarang. Saya akan uruskan dan balas sebaik sahaja ia pulih.
sorry = 😕 Maaf, ada yang tak kena. Rujukan: <code>{ $reference }</code>

## Arahan dalam menu Telegram

command-start = Tentang saya
command-help = Contoh dan arahan
command-list = Acara akan datang
command-cancel = Batalkan ikut nombor: /cancel 2
command-sync = Sync dengan Google sekarang
command-status = Sync, peringatan dan masalah kalau ada
command-reminders = Hidup atau matikan peringatan di sini
command-today = Acara hari ini
command-tomorrow = Acara esok
command-week = Minggu ini, boleh juga dalam gambar
command-month = Bulan ini
command-free = Bila anda lapang: /free jumaat
command-find = Cari acara: /find doktor gigi
command-move = Pindah acara: /move 2 jumaat 3 petang
command-undo = Undo perubahan terakhir anda
command-guests = Jemput orang: /guests 2 ali@example.com
command-settings = Bahasa, zon masa, waktu senyap dan lain-lain
command-connect = Log masuk ke akaun Google
command-accounts = Akaun Google anda
command-calendars = Pilih kalendar yang saya baca dan tambah acara
command-rename = Tukar tajuk: /rename 2 makan dengan Mei
command-place = Tukar tempat: /place 2 KLCC
command-length = Tukar tempoh: /length 2 90 minit
command-remind = Tetapkan peringatan acara: /remind 2 1 hari, 1 jam
command-snooze = Ingatkan lagi nanti: /snooze 10 minit
command-done = Selesai: tak perlu ingatkan lagi
command-why = Kenapa peringatan sampai atau tidak: /why 2
command-export = Acara akan datang sebagai fail kalendar
command-forget = Padam apa yang saya simpan tentang sembang ini

## Butang

label-add-this = Tambah
label-cancel = Batal
label-undo = ↩️ Undo
label-snooze = 💤 { $span }
label-snooze-start = 💤 Bila bermula
label-snooze-tomorrow = 💤 Esok 09:00
label-done = Selesai
label-move = Pindah
label-later-15 = +15 minit
label-later-hour = +1 jam
label-tomorrow = Esok
label-next-week = Minggu depan
label-back = ‹ Kembali
label-that-one = Ya, yang itu
label-go-ahead = Teruskan
label-cancel-row = ✕ { $n }
label-add-all = Tambah semua { $n }
label-add = Tambah { $n }
label-cancel-all = Ya, batalkan semua
label-this-one = Yang ini sahaja
label-and-later = Yang ini dan seterusnya
label-whole-series = Seluruh siri
label-enough = Cukup
label-group-calendar = Kalendar kumpulan ini
label-link-calendar = Guna “{ $name }” saya
label-unlink = Guna semula kalendar bersama
label-invite = Jemput
label-do-not-invite = Jangan jemput
label-invite-this = Jemput ke yang ini sahaja
label-invite-series = Jemput ke seluruh siri
label-take-off = Buang
label-yes = Ya
label-maybe = Mungkin
label-no = Tidak
label-keep = Tak jadi
label-earlier = ‹ Sebelumnya
label-later = Seterusnya ›
label-picture = 🖼 Gambar
label-days-before = ‹ { $days }
label-days-after = { $days } ›
label-refresh = Muat semula
label-soon = 30 minit lagi ({ $clock })
label-instead = Tukar: { $moment }
label-keep-today = Kekalkan hari ini
label-use-mine = Guna versi saya
label-it-is-empty = Ya, memang kosong

## Settings

settings-heading = <b>Tetapan sembang ini</b>
settings-how = Tekan satu untuk tukar, atau tulis sahaja: “tukar zon masa ke London”, “jangan kacau lepas 10 malam”.
setting-row = { $setting }: <b>{ $value }</b>
setting-saved = Dah disimpan. { $setting }
setting-misread = Saya tak faham “{ $said }”.
setting-not-yours = Hanya pengguna berdaftar bot ini boleh ubah.
setting-for-admins = Hanya admin kumpulan ini boleh ubah tetapannya.
admins-unknown = Saya tak dapat tanya Telegram siapa admin kumpulan ini, jadi tiada apa-apa diubah. Cuba lagi sebentar nanti.
setting-zone-how = Pilih satu, tulis nama bandar, atau hantar lokasi. Saya guna lokasi itu sekali sahaja dan tak simpan.
setting-leads-how = Atau tulis sahaja: “ingatkan saya 1 hari dan 2 jam sebelum”.
setting-quiet-how = Dalam waktu senyap, saya hanya ingatkan acara yang ada waktu tertentu. Atau tulis sahaja: “senyap dari 10 malam sampai 7 pagi”.
setting-digest-how = Senarai ringkas acara hari itu setiap pagi, tanpa bunyi. Atau tulis sahaja: “ringkasan harian pukul 6.45 pagi”.
setting-others-how = Bila orang lain tambah, pindah atau batalkan acara melalui saya, saya beritahu anda.
setting-titles-how = Selagi belum ada yang hidupkan, saya cuma sebut “Sibuk” dalam kumpulan ini, tanpa tajuk dan tempat.
setting-zone = Zon masa
setting-language = Bahasa
setting-leads = Ingatkan
setting-digest = Ringkasan harian
setting-quiet = Waktu senyap
setting-length = Tempoh acara
setting-hour-style = Format jam
setting-working-hours = Waktu kerja
setting-week-start = Minggu bermula
setting-weekend = Hujung minggu
setting-day-order = Format tarikh
setting-reminders = Peringatan di sini
setting-picture = Minggu dalam gambar
setting-others = Perubahan orang lain
setting-titles = Tunjuk tajuk di sini
value-language = { $tag ->
    [en] English
    [ms] Bahasa Melayu
   *[zh] 中文
}
value-twenty-four-hours = 24 jam (15:30)
value-twelve-hours = 12 jam (3:30 petang)
value-day-first = hari dulu (31/12)
value-month-first = bulan dulu (12/31)
value-on = hidup
value-off = mati
value-none = tiada
busy = Sibuk
label-all-settings = ‹ Semua tetapan
label-show-titles = Tunjuk tajuk di sini
label-choose = Pilih
label-write-to-env = Simpan dalam .env
label-forget = Ya, padam
label-account-default = Acara baharu masuk sini
label-account-rename = Tukar nama
label-account-sign-out = Log keluar
label-switch-off = Tutup
label-write-here = ✏️ Acara baharu sini
label-calendars = Kalendar

## Forgetting

ask-forget = <b>Lupakan sembang ini?</b>
ask-forget-what = Saya akan padam tetapan, senarai, butang, sejarah undo dan peringatannya.
ask-forget-stays = Kalendar dan sembang lain anda kekal macam biasa.
forgotten = Siap. Semua tentang sembang ini dah saya lupakan. Tulis sahaja bila-bila untuk mula semula.

## Akaun Google

accounts-off = Anda tak boleh log masuk dari sembang: bot ini tiada <code>JANJI_SECRET_KEY</code>. Pengendalinya boleh tetapkan.
accounts-wrong-key = Anda tak boleh log masuk buat masa ini: <code>JANJI_SECRET_KEY</code> bot ini tak padan dengan apa yang disimpannya. Pengendalinya boleh betulkan.
accounts-only-in-private = Jom buat dalam sembang peribadi kita.
sign-in-link = 🔗 <a href="{ $address }">Log masuk dengan Google</a>. Pautan ini untuk anda sahaja, sekali guna, dan tamat dalam 10 minit.
sign-in-unverified = Kalau Google kata app ini belum disahkan, pilih “Advanced” dan teruskan: app ini milik orang yang jalankan bot ini.
sign-in-paste = Akhir sekali, browser anda buka halaman yang tak keluar apa-apa. Tak apa: salin alamatnya dan hantar kepada saya di sini.
signed-in = ✅ Dah log masuk: <b>{ $name }</b>. Saya sedang baca kalendarnya. Lihat akaun anda di /accounts.
signed-in-default = Acara baharu masuk ke situ mulai sekarang.
signed-in-again = ✅ Dah log masuk semula: <b>{ $name }</b>.
signed-in-without-list = Saya cuma nampak kalendar utama akaun ini. Nak pilih daripada semua kalendarnya, guna /connect sekali lagi dan tanda kedua-dua kotak.
sign-in-unknown = Alamat itu bukan daripada log masuk yang anda mulakan di sini, jadi tiada apa berubah. Guna /connect untuk log masuk.
sign-in-expired = Pautan itu dah lebih 10 minit, jadi tiada apa berubah. Guna /connect untuk dapatkan yang baharu.
sign-in-used = Pautan itu dah digunakan, jadi tiada apa berubah. Guna /connect untuk dapatkan yang baharu.
sign-in-refused = Anda tak benarkan di Google, jadi tiada apa berubah.
sign-in-no-calendar = Anda tak benarkan saya guna acara kalendar, jadi tiada apa berubah. Guna /connect sekali lagi dan tanda kotak itu.
sign-in-not-lasting = Google cuma beri akses sekejap. Buang Janji di myaccount.google.com/permissions, kemudian guna /connect sekali lagi.
sign-in-google = Google tak terima, atau tak menjawab, jadi tiada apa berubah. Cuba /connect sekali lagi.
sign-in-too-many = Anda dah ada { $n } akaun, iaitu had maksimum. Log keluar dari satu dulu: /accounts
accounts-heading = <b>Akaun Google anda</b>
accounts-none = Anda belum log masuk ke mana-mana akaun Google. Guna /connect untuk log masuk.
accounts-more = /connect untuk tambah satu lagi.
account-row = <b>{ $name }</b>: { $state }
account-row-default = <b>{ $name }</b> (acara baharu masuk sini): { $state }
account-good = terkini
account-new = sedang dibaca buat kali pertama
account-expired = akses dah tamat; log masuk semula dengan /connect { $name }
account-not-shared = salah satu kalendarnya tak lagi dikongsi dengan anda; lihat /calendars
accounts-default-is = ✅ Acara baharu sekarang masuk ke <b>{ $name }</b>.
accounts-ask-name = <b>{ $name }</b> nak dipanggil apa? Hantar satu perkataan.
accounts-renamed = ✅ <b>{ $was }</b> sekarang dipanggil <b>{ $name }</b>.
accounts-name-taken = Anda dah ada akaun bernama <b>{ $name }</b>.
accounts-bad-name = Nama mesti satu perkataan, paling panjang 30 huruf.
accounts-ask-out = Log keluar dari <b>{ $name }</b>?
accounts-ask-out-more = Saya akan lepaskan akses di Google dan padam semua yang saya simpan tentang akaun ini. Acara anda kekal dalam Google Calendar.
accounts-signed-out = ✅ Dah log keluar dari <b>{ $name }</b>. Semua yang saya simpan tentangnya dah dipadam.
accounts-not-revoked = Google tak menjawab, jadi sila buang Janji di myaccount.google.com/permissions juga.
accounts-still-used = Akaun Google ini masih digunakan di sini, jadi saya belum lepaskan aksesnya di Google.
accounts-may-be-used = Kalendar bersama mungkin guna akaun Google ini juga, jadi saya belum lepaskan aksesnya di Google. Kalau tidak, sila buang Janji di myaccount.google.com/permissions juga.
accounts-no-such = Anda tiada akaun bernama <b>{ $name }</b>. /accounts tunjuk akaun anda.
calendars-heading = <b>Kalendar anda</b> (✓ = saya baca)
calendars-more = Tekan untuk buka atau tutup.
calendars-shared = Kalendar bersama pun ada dalam senarai. Ia bukan dalam akaun Google anda, jadi tak boleh ditutup di sini.
calendar-row-default = { $name } · acara baharu masuk sini
calendar-row-read-only = { $name } · lihat sahaja
calendar-row-lost = { $name } · tak lagi dikongsi dengan anda
calendars-not-granted = { $name }: saya cuma nampak kalendar utamanya. Nak pilih yang lain, guna /connect { $name } sekali lagi dan tanda kedua-dua kotak.
calendars-unavailable = { $name }: saya tak dapat senarai kalendarnya daripada Google sekarang, jadi mungkin ada lagi.
calendar-read = ✅ <b>{ $name }</b> dibuka. Saya sedang membacanya.
calendar-left-out = ✅ <b>{ $name }</b> ditutup. Semua yang saya simpan tentangnya dah dipadam.
calendar-ask-off = Nak tutup <b>{ $name }</b>?
edits-would-be-lost = ⚠️ { $n } perubahan belum masuk Google Calendar dan akan hilang.
calendar-not-read = <b>{ $name }</b> ditutup. Buka dulu.
calendar-read-only = <b>{ $name }</b> boleh dilihat sahaja, jadi acara baharu tak boleh masuk situ.
calendar-no-such = Anda tiada kalendar bernama <b>{ $name }</b>.
calendars-too-many = Saya boleh baca sehingga { $n } kalendar anda. Tutup satu dulu.

## Pengendali dan orang ramai

invitation = 🎟 Pautan ini untuk seorang sahaja. Sah 7 hari: { $link }
no-invitations = Jemputan ditutup: <code>JANJI_SIGN_UP</code> bukan <code>invited</code>.
users-heading = { $n ->
    [0] <b>Belum ada sesiapa yang log masuk atau sertai.</b>
   *[other] <b>{ $n } orang</b>
}
user-row = • { $user }: akaun { $accounts }, kalendar { $calendars }
user-in-trouble = • { $user }: akaun { $accounts }, kalendar { $calendars }, bermasalah { $n }
users-limit = ⚠️ Google hadkan projek yang belum disahkan kepada kurang daripada 100 orang. Lepas itu, orang baharu tak boleh log masuk.
user-removed = ✅ { $user } dah dibuang, bersama semua yang saya simpan tentangnya.
edits-lost = ⚠️ { $n } perubahan belum sempat masuk Google Calendar dan dah hilang.
user-unknown = Saya tak kenal sesiapa dengan nombor { $user }.
