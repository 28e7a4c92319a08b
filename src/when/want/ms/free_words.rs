//! What Malay speakers want, in the free words of a chat and of the states.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::want::senses::Sense::{self, *};

pub(super) const FREE_WORDS: &[(Sense, &str)] = &[
    (Filler, "juga|bah|mulai hari ini|mulai hari ni|hari tu jugak|baru first time|first time pakai|sekali gus"),
    (CanYou, "kasi|nok minta|mintak tolong|kau tolong|hang tolong|awak tolong|ko tolong|mung tolong"),
    (And, "dan lagi|dan juga|lepas tu|lepas itu|kemudian|dan kemudian|dan sekali lagi"),
    (
        Snooze,
        "nanti la|nanti lah|nanti jap|nanti dulu la|jap nanti|nanti sat|kejap lagi la|jap lagi la|ping balik|ping semula|ping lagi|ping saya balik|ping saya semula|kejut balik|kejut semula|kejutkan semula|kejutkan balik|panggil balik|bunyi balik|bunyi semula|bunyikan semula|beritahu balik|beritahu semula|bagitahu balik|bagitahu semula|ingatkan sekali lagi|alert balik",
    ),
    (
        Remind,
        "ping balik|ping semula|ping lagi|ping saya balik|ping saya semula|kejut balik|kejut semula|kejutkan semula|kejutkan balik|bunyi balik|bunyi semula|bunyikan semula|beritahu balik|beritahu semula|bagitahu balik|bagitahu semula|ingatkan sekali lagi|alert balik|ingat kat|ingat dekat|pasang jam|set jam|set jam loceng|pasang jam loceng|kunci jam loceng|kunci alarm|buat alarm|letak alarm|tolong kejut|kasi ingat",
    ),
    (
        Again,
        "ping balik|ping semula|ping lagi|kejut balik|kejut semula|kejutkan semula|kejutkan balik|beritahu balik|beritahu semula|bagitahu balik|bagitahu semula|ingatkan balik|ingatkan semula|ingatkan sekali lagi|lagi sekali|sekali lagi",
    ),
    (
        Undo,
        "kembalikan semula|kembalikan balik|pulihkan balik|pulihkan semula|letak semula|masukkan semula|letakkan balik|letakkan semula|buat balik macam asal|jadikan macam tadi|kembalikan tadi|undo tadi|patah balik|bawa balik|restore balik|kasi balik|bagi semula",
    ),
    (
        Mistake,
        "salah tekan|salah pilih|salah padam|salah batal|silap tekan|silap padam|silap taip|salah taip|tersalah padam|tersilap padam|tertukar|silap cakap|salah cakap|salah type",
    ),
    (
        Help,
        "guide guna|guide pakai|panduan guna|panduan pakai|panduan menggunakan|cara pakai|cara menggunakan|cara nak pakai|ajar guna|ajar cara guna|ajar cara pakai|ajar cara|ajar pakai|macam mana pakai|macam mana nak guna|macam mana guna|macam mana nak pakai|bot ni boleh buat apa|bot ni buat apa|apa lagi boleh buat|kau boleh buat apa|apa kau boleh buat|apa yang kau boleh buat|apa fungsi bot|manual pengguna|arahan guna",
    ),
    (Others, "bot"),
    (Alarm, "alarm|jam loceng|jam locing"),
    (Sync, "sync google|sync kalendar|segerakkan google|refresh kalendar|refresh google|samakan dengan google"),
    (
        Speak,
        "balas aku dalam|balas saya dalam|jawab aku dalam|jawab saya dalam|jawab dalam|jawab guna|balas guna|cakap guna|tulis dalam|reply aku dalam|reply guna|cakap dengan aku dalam|cakap dengan saya dalam|berbahasa",
    ),
    (GoingOn, "tinggal|berbaki|tertinggal|belum buat|belum settle|masih ada|baki"),
    (Any, "ape2|ape-ape|pape|apa benda"),
    (
        What,
        "ape2|ape-ape|pape|apa benda|benda apa|amende|mende apa|apa lagi yang|apa-apa lagi|apa yang tinggal|apa yang belum",
    ),
    (List, "senaraikan semua|listkan|listkan semua|tunjukkan semua|tunjuk semua event|semua event"),
    (Show, "listkan|listkan semua|senaraikan semua|tunjukkan semua|show"),
    (
        When,
        "hari apa ya|pukul berapa ya|hari apa dah|letak hari apa|letak bila|simpan hari apa|catat hari apa|catat bila|set hari apa|tulis hari apa",
    ),
    (WhatTime, "letak pukul berapa|set pukul berapa|letak jam berapa"),
    (Off, "dah boleh berhenti|boleh stop|stop dah|tak payah dah|dah tak payah|dah tak perlu"),
    (Not, "tak boleh dah|dah tak boleh|tak boleh|tak dapat|dah tak sempat"),
    (
        CalledOff,
        "tak sambung|tak sambung dah|dah tak sambung|dah quit|dah berhenti|tak dan|tak dan dah|tak jadi dah|dah tak jadi|dah tak pergi|dok jadi|dok jadi doh|sik jadi",
    ),
    (
        Link,
        "daripada kalendar|daripada calendar|dari calendar|daripada senarai|drpd calendar|daripada jadual|dari jadual|kat calendar",
    ),
    (
        Onwards,
        "dari tarikh tu|dari tarikh itu|dari tarikh tersebut|mulai tarikh tu|lepas tarikh tu|mulai hari tu|dan ke depan",
    ),
    (From, "mulai|bermula|mula dari|start dari"),
    (MakeIt, "jadikan|tukar jadi|tukar jadikan|set jadi|buat jadi|tukar pergi"),
    (
        Thanked,
        "nasib baik|nasib baik kau|nasib baik awak|mujur|mujurlah|mujur kau|mujur ada|mujur awak|syukur kau|syukur awak|nasib kau|nasib ada kau|nasib baik hang",
    ),
    (To, "sekarang di|sekarang kat|sekarang dekat|sekarang dah"),
    (LanguageNoun, "tukar bahasa|set bahasa|tukar ke bahasa"),
    (Swap, "tukar bahasa|set bahasa|tukar ke bahasa"),
    (Speak, "tukar bahasa|set bahasa|tukar ke bahasa"),
    (Fact, "alarm bunyi|alarm tak bunyi|alarm x bunyi"),
    (Extend, "tambah masa|dipanjangkan|jadi lebih lama"),
    (Put, "tulis sat|catat sat|simpan sat|tulihkan|simpankan|tolong simpan|masuk kalendar"),
];
